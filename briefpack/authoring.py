"""The commands for those who write: what starts a pack, an audience, a theme, a language, and what shows templates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.tasks import task

from briefpack.command_line import JSON_HELP, ending, project_folders
from briefpack.terminal import plain, print_json, print_lines, print_started

if TYPE_CHECKING:
    from briefpack.starters import Started


@task(
    help={
        "pack": "the pack whose overlays are read, or for which a copy is made",
        "audience": "its audience, for which a copy is made; otherwise for all audiences of the pack",
        "show": "a template, block or macro, shown as it is: memo, memo.risks, points, _macros",
        "copy": "a template or block to be changed: its copy stands in templates/packs/PACK/AUDIENCE/",
        **JSON_HELP,
    }
)
def templates(
    context: Context, pack: str = "", audience: str = "", show: str = "", copy: str = "", json: bool = False
) -> None:
    """
    List documents, parts, blocks and macros, and where each comes from; show one, or copy one to be changed.

    Example: invoke templates --copy memo.risks --pack japan-korea-ties --audience ministers
    """
    from briefpack.rendering.loader import Layer, all_overlays, template_layers
    from briefpack.rendering.pieces import pieces
    from briefpack.reports.template_list import named_piece, overlay_lines, template_lines, templates_json
    from briefpack.starters.overlays import checked_readers, copied_piece

    folders = project_folders()
    with ending():
        pack, audience = checked_readers(folders, pack, audience)
        layers = template_layers(folders.templates, pack, audience) if pack else tuple(map(Layer, folders.templates))
        known = pieces(layers)
        found = named_piece(show or copy, known) if show or copy else None
    if copy and found:
        with ending():
            place = copied_piece(folders, found, pack, audience)
        print(plain(f"wrote {place.file}\n\nEdit next:\n  {place}  {found.about}"))
    elif found:
        print(plain(f"{found.text.rstrip()}\n"), end="")
    elif json:
        print_json(templates_json(known, layers))
    else:
        overlays = () if pack else overlay_lines(all_overlays(folders.templates[0]))
        print_lines([*template_lines(known, layers), *overlays], wrapped=True)


@task(name="pack", help={"name": "the pack's name", "source": "the text that it summarises, as a plain text file"})
def new_pack(context: Context, name: str, source: str = "") -> None:
    """
    Start a pack, with a first audience.

    Example: invoke new.pack night-trains --source op-ed.txt
    """
    from briefpack.starters import new_pack

    folders = project_folders(starting=True)
    _start(lambda: new_pack(name, folders, Path(source) if source else None), f"--pack {name}")


@task(
    name="audience",
    help={
        "name": "the audience's name",
        "pack": "the pack that it is briefed on; not needed where there is only one",
        "like": "an audience of this pack to copy, with its templates",
    },
)
def new_audience(context: Context, name: str, pack: str = "", like: str = "") -> None:
    """
    Start an audience of a pack.

    Example: invoke new.audience parliament --pack japan-korea-ties --like ministers
    """
    from briefpack.starters import new_audience

    _start(lambda: new_audience(name, project_folders(), pack, like), f"--audience {name}")


@task(name="theme", help={"name": "the theme's name", "like": "a theme to copy"})
def new_theme(context: Context, name: str, like: str = "") -> None:
    """
    Start a theme: colours, fonts and sizes.

    Example: invoke new.theme harbour --like ministry
    """
    from briefpack.starters import new_theme

    _start(lambda: new_theme(name, project_folders(), like))


@task(
    name="language",
    help={
        "code": "the language’s code: ja, ko, fr, pt-BR",
        "pack": "the pack to translate; not needed where there is only one",
    },
)
def new_language(context: Context, code: str, pack: str = "") -> None:
    """
    Start the translation of a pack.

    Example: invoke new.language ja --pack japan-korea-ties
    """
    from briefpack.starters import new_language

    _start(lambda: new_language(code, project_folders(), pack))


def _start(start: Callable[[], Started], only: str = "") -> None:
    """Write a starting point, then say what was written and where to go on."""
    with ending():
        started = start()
    print_started(started)
    print(f"\nThen see what it is like: invoke build {only}".rstrip())
