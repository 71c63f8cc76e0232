"""The commands that hand a pack to the people on a list: numbered copies, whose they are, and their mail."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from briefpack.command_line import SEAL_HELP, choosing, ending, names_in, need, project_folders, release_of, seal_named
from briefpack.runs import RELEASE_HELP, build_first
from briefpack.terminal import Progress, plain, print_problems

if TYPE_CHECKING:
    from briefpack.build.jobs import Request
    from briefpack.delivery.sending import Dispatch, Outcome
    from briefpack.delivery.smtp import Server

LIST_HELP = "who gets a copy: a table with a row for each, .csv or .xlsx"
COPIES_HELP = {
    **RELEASE_HELP,
    **SEAL_HELP,
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
    certificate: str = "",
    token: str = "",
) -> None:
    """
    Build, then make a numbered copy of each PDF and Word file for everybody on a list, and keep a register of them.

    Example: invoke copies --pack japan-korea-ties --recipients recipients.csv
    """
    from briefpack.build.jobs import Request

    if recipients.lower().endswith(".xlsx"):
        need("openpyxl", "copies", "Reading .xlsx")
    whole = Request(packs=request.packs, release=release_of(release, allow, as_of))
    build_first(whole)
    from briefpack.build.workshop import Workshop
    from briefpack.delivery.copies import Round, originals_in
    from briefpack.delivery.recipients import RecipientList
    from briefpack.delivery.register import alone_with_register
    from briefpack.rendering.labels import outgoing_words

    folders = project_folders()
    project = folders.content.parent
    with ending(), alone_with_register(project, new=True) as register, Progress() as progress:
        workshop = Workshop(folders)
        originals = originals_in(
            folders.build, request, lambda *readers: workshop.theme_of(originals.pack.name, *readers)
        )
        table = Path(recipients) if Path(recipients).is_file() else project / recipients
        people = RecipientList(table, originals.audiences, originals.name_problems)
        seal = seal_named(certificate, token)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        issue = register.issue_for(originals.pack.name, people, originals.basis, made)
        round_ = Round(originals, issue, register, project / to, outgoing_words(folders.templates), seal)
        round_.make(progress)
        printed = round_.write_print_files(duplex) if print_file or duplex else []
    print_problems([*people.problems])
    for path in printed:
        print(plain(f"{to}/{path}"))
    print(plain(f"{round_.count} copies for {issue.total} recipients in {to}/{issue.pack}/, entered in the register."))


SENDER, PASSWORD = "BRIEFPACK_MAIL_FROM", "BRIEFPACK_SMTP_PASSWORD"
SEND_HELP = {
    "from": f"who writes, as “Press Desk <desk@example.org>”; otherwise {SENDER} of the environment says it",
    "reply-to": "to whom answers go, if that is somebody else",
    "smtp": f"send through smtp://user@host:587 (STARTTLS) or smtps://user@host (TLS); the password is in {PASSWORD}, "
    "in the system’s keyring, or is asked for",
    "rate": "how many mails a minute go out; 0: as many as the server takes",
    "to": "the folder into which mails go that are not sent",
    "copies": "the folder in which the copies lie",
    "dry-run": "show what would go to whom; write and send nothing",
    "despite-embargo": "send before the embargo is over, without being asked for a word",
    "again": "send also to those who were sent an earlier issue",
    "repeat": "numbers of copies that are sent once more, though refused or in doubt, with commas between them",
    "arrived": "numbers of copies that have arrived though no server has said so, with commas between them",
}


@choosing("pack", "audience", "document", "format", "language", about=SEND_HELP)
def send(
    context: Context,
    request: Request,
    from_: str = "",
    reply_to: str = "",
    smtp: str = "",
    rate: int = 60,
    to: str = "mail",
    copies: str = "copies",
    dry_run: bool = False,
    despite_embargo: bool = False,
    again: bool = False,
    repeat: str = "",
    arrived: str = "",
) -> None:
    """
    Write everybody on the list a mail with their copies: as files, or through a server. Run again, it goes on.

    Example: invoke send --from desk@example.org --smtp smtp://desk@mail.example.org:587
    """
    if rate < 0:
        raise Exit("--rate is a number of mails a minute; 0: as many as the server takes.", code=2)
    from briefpack.delivery.register import alone_with_register
    from briefpack.delivery.sending import Pace, dispatch_of

    project = project_folders().content.parent
    people = {"from": from_ or os.environ.get(SENDER, ""), "reply-to": reply_to}
    numbers = {"repeat": _numbers(repeat, "--repeat"), "arrived": _numbers(arrived, "--arrived")}
    with ending(), alone_with_register(project) as register:
        dispatch = dispatch_of(register, project_folders(), request, project / copies, people)
        dispatch.again = again
        dispatch.settle(numbers["arrived"], numbers["repeat"])
        if dry_run:
            for line in dispatch.described():
                print(plain(line))
        elif smtp:
            server = _server(smtp)
            _ask_for_word(dispatch.embargo, despite_embargo)
            _with_progress(server, lambda progress: dispatch.send(server, Pace(rate), progress), dispatch)
        else:
            with Progress() as progress:
                paths = dispatch.write_files(project / to, progress)
            print(plain(f"{len(paths)} mails in {to}/{dispatch.issue.pack}/: a mail program opens each as a draft."))
    _end(dispatch.outcome, sent=bool(smtp) and not dry_run)


def _with_progress(server: Server, run: Callable[[Any], None], dispatch: Dispatch) -> None:
    """Send; where the server ends it, say first what became of the mails so far."""
    from briefpack.build.jobs import RunStopped

    try:
        with closing(server), Progress() as progress:
            run(progress)
    except RunStopped:
        _say(dispatch.outcome)
        raise


def _say(outcome: Outcome) -> None:
    for line in outcome.skipped:
        print(plain(f"warning: {line}"), file=sys.stderr)
    for line in outcome.lines:
        print(plain(f"error: {line}"), file=sys.stderr)


def _end(outcome: Outcome, sent: bool) -> None:
    """Say what became of the mails; end with status 1 if some are neither sent nor held back on purpose."""
    _say(outcome)
    if sent:
        before = f", {outcome.before} by earlier runs" if outcome.before else ""
        print(f"{outcome.sent} sent{before}, {len(outcome.lines)} not, {len(outcome.skipped)} left out.")
    if outcome.lines:
        raise Exit(code=1)


def _numbers(text: str, option: str) -> tuple[int, ...]:
    names = names_in(text)
    if not all(name.isdecimal() and len(name) < 10 for name in names):
        raise Exit(f"{option} names copies by their numbers: {option} 17,42", code=2)
    return tuple(map(int, names))


def _server(address: str) -> Server:
    """Return the server, with the password of the user that its address names."""
    from dataclasses import replace
    from getpass import getpass

    from briefpack.delivery.smtp import Server, address_of

    server = address_of(address)
    if server.user:
        password = os.environ.get(PASSWORD) or _kept_password(server.host, server.user)
        if password is None and sys.stdin.isatty():
            password = getpass(f"Password of {server.user} on {server.host}: ")
        if not password:
            raise Exit(f"There is no password of {plain(server.user)}: put it into {PASSWORD} or the keyring.", code=2)
        server = replace(server, password=password)
    return Server(server)


def _kept_password(host: str, user: str) -> str | None:
    """Return the password that the system’s keyring keeps under the host and the user, if there is one."""
    try:
        import keyring
        import keyring.errors
    except ImportError:
        return None
    try:
        kept: str | None = keyring.get_password(host, user)
    except keyring.errors.KeyringError:
        return None
    return kept


def _ask_for_word(embargo: datetime | None, despite: bool) -> None:
    """Ask whoever sends before an embargo is over for the word that says so."""
    if despite or embargo is None or datetime.now(UTC) >= embargo:
        return
    until = f"{embargo:%Y-%m-%d %H:%M} UTC"
    if not sys.stdin.isatty():
        raise Exit(
            f"Nothing was sent: it is under embargo until {until}. To send it now, add --despite-embargo.", code=1
        )
    if input(f"It is under embargo until {until}. To send it now, type the word EMBARGO: ").strip() != "EMBARGO":
        raise Exit("Nothing was sent.", code=1)


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
