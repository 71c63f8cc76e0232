"""A preview from its start to its end: what makes documents, what watches folders and what serves pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from briefpack.build.jobs import Folders, Request, WrongUse
from briefpack.look.own_fonts import base_theme
from briefpack.preview.page import preview_page
from briefpack.preview.server import PreviewServer
from briefpack.preview.studio import Studio
from briefpack.preview.watching import watch_folders


@dataclass(frozen=True)
class Session:
    """Hold a preview that runs."""

    address: str
    studio: Studio

    def wait(self) -> None:
        """Wait until something ends it. Raise what has."""
        while not self.studio.closed:
            self.studio.after(self.studio.view.number, 60.0)
        if self.studio.fault:
            raise self.studio.fault


@contextmanager
def previewing(folders: Folders, request: Request, port: int = 0) -> Iterator[Session]:
    """Make documents, serve and watch, until the context ends; nothing is written.

    Raise WrongUse if `request` or `port` cannot be had, BuildError if the base theme cannot be read.
    """
    studio = Studio(folders, request)
    theme = base_theme(folders.in_templates("themes"), folders.in_templates("fonts"))
    server = _server(studio, preview_page(theme), port)
    stop = threading.Event()
    try:
        # What is saved while documents are made for the first time is not missed.
        _start("watch", lambda: _watch(folders, studio, stop))
        studio.begin()
        serving = _start("server", server.serve_forever)
        try:
            yield Session(server.address, studio)
        finally:
            studio.close()
            server.shutdown()
            serving.join()
    finally:
        stop.set()
        studio.close()
        server.server_close()


def _watch(folders: Folders, studio: Studio, stop: threading.Event) -> None:
    try:
        watch_folders(folders, studio.change, stop)
    except BaseException as fault:
        studio.end(fault)


def _server(studio: Studio, page: bytes, port: int) -> PreviewServer:
    try:
        return PreviewServer(studio, page, port)
    except OSError as refused:
        raise WrongUse(f"Port {port} cannot be had: {refused.strerror}. Name another one, or none.") from None


def _start(name: str, work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, name=name, daemon=True)
    thread.start()
    return thread
