"""Whoever must know hears of each save of content and templates; what editors keep beside a file is passed over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

from briefpack.build.jobs import Folders, RunStopped

SETTLES_MS = 60
"""Changes that follow each other closer than this are told as one: some editors save in two steps."""
LOOKS_AGAIN_MS = 3000
"""How often it is looked whether a folder has come or gone."""


def watch_folders(folders: Folders, change: Callable[[], None], stop: threading.Event) -> None:
    """Call `change` after each change of files, until `stop` is set. Raise RunStopped if the system does not tell."""
    while not stop.is_set():
        there = _there(folders)
        try:
            for changed in _changes(there, stop):
                moved = _there(folders) != there
                if changed or moved:
                    change()
                if moved:
                    break
        except OSError as refused:
            if _there(folders) == there:
                way_out = "Set WATCHFILES_FORCE_POLLING=true, and it looks itself for what has changed."
                raise RunStopped(f"The system does not tell of changes: {refused.strerror}.\n{way_out}") from None


def _changes(folders: list[str], stop: threading.Event) -> Iterator[bool]:
    """Yield whether there were changes, after some or after a while."""
    from watchfiles import watch

    waits: dict[str, Any] = {"debounce": SETTLES_MS, "step": SETTLES_MS // 3, "rust_timeout": LOOKS_AGAIN_MS}
    for changes in watch(*folders, **waits, stop_event=stop, yield_on_timeout=True, raise_interrupt=False):
        yield bool(changes)


def _there(folders: Folders) -> list[str]:
    """Return the project's own folders that are there; the templates that come with briefpack do not change."""
    return [str(folder) for folder in (folders.content, folders.templates[0]) if folder.is_dir()]
