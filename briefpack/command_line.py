"""What all commands share: the options that choose, the folders of the project, and how a command ends.

invoke knows one status for whatever fails; ours are set here, in its place.
"""

from __future__ import annotations

import datetime
import gc
import inspect
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.context import Context
from invoke.exceptions import Exit, ParseError
from invoke.program import Program
from invoke.tasks import Task, task

from briefpack.content.formats import FORMAT_NAMES
from briefpack.garbage import collect_rarely
from briefpack.terminal import plain, print_problems, safe_streams, show_any_character, signals_as_status

if TYPE_CHECKING:
    from briefpack.build.jobs import Folders, Release
    from briefpack.delivery.signatures import Seal

FILTERS = {
    "pack": "only these packs, with commas between them",
    "audience": "only these audiences, with commas between them",
    "document": "only these documents (such as memo, onepager, slides), with commas between them",
    "format": f"only these formats ({', '.join(FORMAT_NAMES)}; memo.docx: of that document), with commas between them",
    "language": "only these languages, with commas between them",
}
"""The options that choose what a command works on, each with its help."""
PASSWORD, PIN = "BRIEFPACK_CERTIFICATE_PASSWORD", "BRIEFPACK_TOKEN_PIN"
SEAL_HELP = {
    "certificate": f"sign each PDF with this PKCS#12 file; its password is in {PASSWORD}, or is asked for",
    "token": f"sign each PDF with a key on a token, as LIBRARY:TOKEN:CERTIFICATE (PKCS#11); its PIN is in {PIN}",
}
JSON_HELP = {"json": "print the result as JSON, for programs"}


def choosing(*filters: str, about: dict[str, str] = JSON_HELP, **settings: Any) -> Callable[..., Task[Any]]:
    """Make a command with these filters as options, which it is handed together as its `request`.

    The function's other parameters are options of its own: those with a default come after the filters.
    """

    def command(function: Callable[..., None]) -> Task[Any]:
        own = [one for name, one in inspect.signature(function).parameters.items() if name != "request"]
        chosen = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default="") for name in filters]

        @wraps(function)
        def run(context: Context, **options: Any) -> None:
            from briefpack.build.jobs import Request

            names: dict[str, Any] = {f"{name}s": names_in(options.pop(name)) for name in filters}
            function(context, request=Request(**names), **options)

        required = [one for one in own if one.default is inspect.Parameter.empty]
        optional = [one for one in own if one.default is not inspect.Parameter.empty]
        run.__signature__ = inspect.Signature([*required, *chosen, *optional])  # type: ignore[attr-defined]
        command_task: Task[Any] = task(help={**{name: FILTERS[name] for name in filters}, **about}, **settings)(run)
        return command_task

    return command


@contextmanager
def ending() -> Iterator[None]:
    """End the command, with its status, where something is wrong."""
    from briefpack.build.jobs import RunStopped, WrongUse
    from briefpack.errors import BuildError

    try:
        yield
    except WrongUse as wrong:
        raise Exit(plain(str(wrong)), code=2) from None
    except RunStopped as stopped:
        raise Exit(plain(str(stopped)), code=1) from None
    except BuildError as failure:
        print_problems(failure.problems)
        raise Exit(code=1) from None
    except OSError as refused:
        from briefpack.build.disk import refusal

        if not refused.errno:
            raise
        raise Exit(plain(refusal(refused)), code=1) from None


def project_folder(starting: bool = False) -> Path:
    """Return the nearest folder, from the working folder upwards, that holds `content` and a tasks file.

    starting: where there is none, one with a tasks file will do: a pack is about to be put there.
    """
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise Exit("The folder in which this command runs is gone: change to another one.", code=2) from None
    possible = [folder for folder in (here, *here.parents) if (folder / "tasks.py").is_file()]
    projects = [folder for folder in possible if (folder / "content").is_dir()] or (possible if starting else [])
    if projects:
        return projects[0]
    what = "There is no project here: no folder above this one holds content/ and tasks.py."
    raise Exit(f"{what}\nStart one beside tasks.py: invoke new.pack NAME", code=2)


def project_folders(starting: bool = False) -> Folders:
    from briefpack.build.jobs import Folders
    from briefpack.layers import template_folders

    project = project_folder(starting)
    return Folders(project / "content", template_folders(project), project / "build")


def names_in(text: str) -> tuple[str, ...]:
    """Return the names between the commas of an option."""
    return tuple(filter(None, (name.strip() for name in text.split(","))))


def release_of(release: bool, allow: str, as_of: str) -> Release | None:
    """Return how documents go out, from the options that say so; nothing if they do not."""
    if not release:
        if allow or as_of:
            raise Exit(f"{'--allow' if allow else '--as-of'} is for a release: add --release.", code=2)
        return None
    from briefpack.build.jobs import Release, chosen
    from briefpack.checks.release import HELD_BACK

    with ending():
        allowed = chosen(names_in(allow), HELD_BACK, "code") if allow else []
    return Release(*_release_day(as_of), tuple(allowed))


def _release_day(as_of: str) -> tuple[datetime.date, str]:
    """Return the day on which a release goes out, and what says so."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        if as_of:
            return datetime.date.fromisoformat(as_of), "--as-of"
        if epoch:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date(), "SOURCE_DATE_EPOCH"
    except (ValueError, OverflowError, OSError):
        wrong = f"“{as_of}” is not a day" if as_of else f"SOURCE_DATE_EPOCH is “{epoch}”, which is no number of seconds"
        raise Exit(plain(f"{wrong}: write --as-of 2026-03-31."), code=2) from None
    return datetime.date.today(), "today"


def _parse(program: Program, parse: Callable[[Program], None] = Program.parse_tasks) -> None:
    """Read the rest of a command line. Wrong use has status 2, for which invoke has 1."""
    try:
        parse(program)
    except ParseError as wrong:
        raise Exit(plain(_in_words(wrong, program)), code=2) from None
    except ValueError as wrong:
        value = str(wrong).rpartition(": ")[2].strip("'\"")
        raise Exit(plain(_no_number(value, sys.argv)), code=2) from None


def need(module: str, extra: str, what: str) -> None:
    """End the command before anything is made if a package of an extra is not installed."""
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise Exit(f"{what} needs the package {module}: pip install 'briefpack[{extra}]'", code=2)


def _in_words(wrong: ParseError, program: Program) -> str:
    """Say what is wrong in a command line, with a line that would be right."""
    from briefpack.errors import nearest_name

    said, context = str(wrong), wrong.context
    if not context or not (command := context.name):
        word = said.partition("'")[2].rpartition("'")[0]
        names = [name for name in program.parser.contexts if name]
        meant = [name for name in names if name.startswith(f"{word}.")] or [nearest_name(word, names)]
        hint = f"Did you mean “{'” or “'.join(meant)}”? " if any(meant) else ""
        return f"there is no command “{word}”. {hint}invoke --list shows all commands."
    example = inspect.cleandoc(program.collection[command].__doc__ or "").rpartition("Example: ")[2]
    return f"{_slip_in(said, command, context.flags)} For example: {example}. See invoke --help {command}."


def _no_number(value: str, typed: Sequence[str]) -> str:
    """Return a sentence for words where an option wants a number."""
    before = next((typed[n - 1] for n, word in enumerate(typed) if n and word == value), "")
    option = next((word.partition("=")[0] for word in typed if word.endswith(f"={value}")), before)
    wants = f"{option} wants a whole number, and “{value}” is none" if option else f"“{value}” is not a whole number"
    return f"{wants}. See invoke --help COMMAND."


def _slip_in(said: str, command: str, flags: Iterable[str]) -> str:
    """Return a sentence for what invoke says of the words behind a command."""
    from briefpack.errors import nearest_name

    if option := re.match(r"Flag <Argument: ([\w-]+)", said):
        wants = "takes no value" if "take any" in said else "needs a value"
        return f"--{option[1].replace('_', '-')} {wants}."
    if "required positional" in said:
        names = re.findall("'([^']+)'", said)[1:]
        return f"{command} needs {' and '.join(names).upper()}."
    word = said.partition("'")[2].rpartition("'")[0]
    if switch := next((flag for flag in flags if f"{flag}={word}" in sys.argv), ""):
        return f"{switch} takes no value."
    if word.startswith("-"):
        near = nearest_name(word, [flag for flag in flags if flag.startswith("--")])
        return f"{command} has no option {word}." + (f" Did you mean {near}?" if near else "")
    if "ambiguous" in said:
        return f"“{word}” can be the value of the option before it: write that as --option={word}."
    return f"“{word}” is one word too many for {command}: options have their names before them."


def _execute(program: Program, execute: Callable[[Program], None] = Program.execute) -> None:
    """Run the commands. A signal has status 128 and its number, for which invoke has 1."""
    collect_rarely()
    try:
        with safe_streams(), signals_as_status():
            execute(program)
    finally:
        gc.freeze()  # the process is about to end: looking through all that it holds for garbage would be in vain


Program.parse_tasks, Program.execute = _parse, _execute  # type: ignore[assignment,method-assign]
show_any_character()


def write_named(files: dict[Path, bytes]) -> None:
    """Write files where they were asked for, and print their names."""
    from briefpack.build.disk import write_whole
    from briefpack.errors import relative_name

    for path, data in files.items():
        with ending():
            write_whole(path, data)
        print(relative_name(path))


def seal_named(certificate: str, token: str) -> Seal | None:
    """Return what signs PDFs by the options of SEAL_HELP; nothing where none is to be signed. Raise WrongUse."""
    if not certificate and not token:
        return None
    need("pyhanko", "sign", "Signing PDFs")
    from getpass import getpass

    from briefpack.build.jobs import WrongUse
    from briefpack.delivery.signatures import seal_of, token_seal

    if certificate:
        password = os.environ.get(PASSWORD)
        if password is None:
            password = getpass("Password of the certificate: ") if sys.stdin.isatty() else ""
        return seal_of(Path(certificate).expanduser(), password)
    library, name, label = (*token.rsplit(":", 2), "", "")[:3]
    if not label:
        raise WrongUse("--token is LIBRARY:TOKEN:CERTIFICATE.")
    return token_seal(library, name, label, os.environ.get(PIN, ""))
