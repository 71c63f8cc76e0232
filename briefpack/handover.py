"""The commands that show what was built, to colleagues and to whoever signs it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit

from briefpack.command_line import choosing, ending, need, project_folders, release_of
from briefpack.runs import RELEASE_HELP, build_first, writing_reports

if TYPE_CHECKING:
    from briefpack.build.jobs import Request

PREVIEW_HELP = {
    "open": "open the page in your browser; --no-open only prints its address",
    "port": "the port on which it is served; otherwise any that is free",
}


@choosing(about=RELEASE_HELP)
def page(context: Context, request: Request, release: bool = False, allow: str = "", as_of: str = "") -> None:
    """
    Build, then write pages that show what there is: one a pack with a contact sheet of its PDFs, and one over all.

    Example: invoke page
    """
    import json
    from dataclasses import replace

    from briefpack.delivery.pages import make_pages
    from briefpack.look.own_fonts import base_theme

    asked = replace(request, release=release_of(release, allow, as_of))
    with writing_reports() as reports:
        said = build_first(asked)
        folders = project_folders()
        with ending():
            theme = base_theme(folders.in_templates("themes"), folders.in_templates("fonts"))
            reports |= make_pages(folders.build, json.loads(said.json)["problems"], theme)


@choosing("pack", "audience", "document", "language", about=PREVIEW_HELP)
def preview(context: Context, request: Request, open: bool = True, port: int = 0) -> None:
    """
    Show the documents in your browser, and make them anew whenever you save content or a template. Ctrl-C ends it.

    Example: invoke preview --audience ministers
    """
    import webbrowser

    need("watchfiles", "preview", "invoke preview")
    from briefpack.preview.session import previewing

    if not 0 <= port < 65536:
        raise Exit("--port is a number from 1 to 65535.", code=2)
    with ending(), previewing(project_folders(), request, port) as session:
        print(f"Preview at {session.address}\nSave a file, and it shows. Ctrl-C ends it.", flush=True)
        if open:
            webbrowser.open(session.address)
        session.wait()
