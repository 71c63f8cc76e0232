"""The commands that show what was built, to colleagues and to whoever signs it off."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit

from briefpack.command_line import choosing, ending, project_folders, release_of
from briefpack.runs import RUN_HELP, run, write_reports
from briefpack.terminal import plain

if TYPE_CHECKING:
    from briefpack.build.jobs import Request

PAGE_HELP = {name: RUN_HELP[name] for name in ("release", "allow", "as-of")}


@choosing(about=PAGE_HELP)
def page(context: Context, request: Request, release: bool = False, allow: str = "", as_of: str = "") -> None:
    """
    Build, then write pages that show what there is: one a pack with a contact sheet of its PDFs, and one over all.

    Example: invoke page
    """
    import json
    from dataclasses import replace

    from briefpack.delivery.pages import make_pages
    from briefpack.look.theme import BASE, read_theme

    said = run(replace(request, release=release_of(release, allow, as_of)), (0, ""), force=False, publish=True)
    print(plain(said.err), end="", file=sys.stderr)
    if said.failed:
        raise Exit(code=1)
    folders = project_folders()
    with ending():
        theme = read_theme(BASE, *folders.in_templates("themes"))
        pages = make_pages(folders.build, json.loads(said.json)["problems"], theme)
    write_reports(pages)
