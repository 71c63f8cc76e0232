"""The commands that hand a pack to the people on a list: numbered copies, whose they are, and their mail."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from briefpack.command_line import choosing, ending, need, project_folders, release_of
from briefpack.runs import RUN_HELP, run
from briefpack.terminal import Progress, plain, print_problems

if TYPE_CHECKING:
    from briefpack.build.jobs import Request

RELEASE_HELP = {name: RUN_HELP[name] for name in ("release", "allow", "as-of")}
LIST_HELP = "who gets a copy: a table with a row for each, .csv or .xlsx"
COPIES_HELP = {
    **RELEASE_HELP,
    "recipients": LIST_HELP,
    "to": "the folder into which the copies go",
    "print-file": "also write one PDF a document with the pages of all its copies, for a printer",
    "duplex": "in that file each copy begins on a sheet of its own, though both sides are printed",
}


@choosing("pack", "audience", "document", "format", "language", about=COPIES_HELP)
def copies(
    context: Context,
    request: Request,
    recipients: str = "recipients.csv",
    release: bool = False,
    allow: str = "",
    as_of: str = "",
    to: str = "copies",
    print_file: bool = False,
    duplex: bool = False,
) -> None:
    """
    Build, then make a numbered copy of each PDF and Word file for everybody on a list, and keep a register of them.

    Example: invoke copies --pack japan-korea-ties --recipients recipients.csv
    """
    from briefpack.build.jobs import Request

    if recipients.lower().endswith(".xlsx"):
        need("openpyxl", "copies", "Reading .xlsx")
    whole = Request(packs=request.packs, release=release_of(release, allow, as_of))
    said = run(whole, (0, ""), force=False, publish=True)
    print(plain(said.err), end="", file=sys.stderr)
    if said.failed:
        raise Exit(code=1)
    from briefpack.delivery.copies import Round, originals_in
    from briefpack.delivery.recipients import RecipientList
    from briefpack.delivery.register import open_register
    from briefpack.look.theme import BASE, read_theme
    from briefpack.rendering.labels import outgoing_words

    folders = project_folders()
    project = folders.content.parent
    with ending(), open_register(project, new=True) as register, Progress() as progress:
        theme = read_theme(BASE, *folders.in_templates("themes"))
        originals = originals_in(folders.build, request, theme)
        people = RecipientList(
            Path(recipients) if Path(recipients).is_file() else project / recipients, originals.audiences
        )
        made = datetime.now(UTC).isoformat(timespec="seconds")
        issue = register.issue_for(originals.pack.name, people, originals.basis, made)
        round_ = Round(originals, issue, register, project / to, outgoing_words(folders.templates), people)
        round_.make(progress)
        printed = round_.write_print_files(duplex) if print_file or duplex else []
    print_problems([*people.problems, *round_.problems])
    for path in printed:
        print(plain(f"{to}/{path}"))
    print(plain(f"{round_.count} copies for {issue.total} recipients in {to}/{issue.pack}/, entered in the register."))


@task(positional=["file"], help={"file": "a copy that was found, or the code that stands on it"})
def whose(context: Context, file: str) -> None:
    """
    Say whose copy a file is, by the register: also one that was changed or printed to PDF again.

    Example: invoke whose found.pdf
    """
    from briefpack.delivery.register import open_register
    from briefpack.delivery.whose import trace_line
    from briefpack.delivery.whose import whose as traced
    from briefpack.rendering.labels import outgoing_words

    folders = project_folders()
    with ending(), open_register(folders.content.parent) as register:
        traces = traced(Path(file), register, outgoing_words(folders.templates))
    for trace in traces:
        print(plain(trace_line(trace)))
    if not traces:
        print(
            plain(f"{file}: no copy in the register is known by its bytes, its properties or its words."),
            file=sys.stderr,
        )
        print("Of a scan, name the code that stands at the foot of its pages: invoke whose 7K3F-Q2XM", file=sys.stderr)
        raise Exit(code=1)
