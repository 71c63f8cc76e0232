"""The commands as a person runs them: words, exit status, help, sub-folders."""

from __future__ import annotations

import datetime
import inspect
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from invoke.collection import Collection
from invoke.exceptions import Exit
from invoke.tasks import Task

from briefpack.build.jobs import Release
from briefpack.command_line import release_of
from briefpack.tasks import namespace
from tests.conftest import REPOSITORY
from tests.typed import invoke


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "cp949", "cp1252"])
def test_a_character_that_the_terminal_lacks_ends_no_command(
    project: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    pack = project / "content/two-towns/pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("title: One", "title: Één 票 표"), encoding="utf-8")
    command = [sys.executable, "-m", "invoke"]
    for arguments in ("list", "explain --document memo", "check --format md --document memo --json"):
        done = subprocess.run([*command, *arguments.split()], cwd=project, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), arguments
    assert json.loads(done.stdout.decode("utf-8"))["outputs"]


def load_tasks() -> Collection:
    """Return the commands of the repository’s own `tasks.py`."""
    spec = spec_from_file_location("repository_tasks", REPOSITORY / "tasks.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Collection = module.namespace
    return found


def test_build_is_quiet_in_a_pipe_and_ends_with_a_table(project: Path) -> None:
    done = invoke(project, "build", "--format", "md", "--document", "memo,onepager")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "two-towns/councillors/en/memo.md" in done.stdout
    assert done.stdout.rstrip().endswith("3 files written to build/; 0 errors, 0 warnings.")
    assert [heading in done.stdout for heading in ("pages", "words", "kB", "problems")] == [True] * 4


def test_problems_go_to_stderr_with_status_1(project: Path) -> None:
    pack = project / "content" / "two-towns" / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("series:", "serie:"), encoding="utf-8")
    done = invoke(project, "build")
    assert done.returncode == 1
    assert done.stderr.startswith("content/two-towns/pack.yaml:4:1: error: there is no field “serie” here")
    assert done.stderr.endswith("1 error, 0 warnings: nothing was written.\n")
    assert not (project / "build").exists()
    assert invoke(project, "list").returncode == 1


def test_where_there_is_no_scheduler_the_command_says_so_and_writes_nothing(project: Path) -> None:
    done = invoke(project, "build", "--scheduler", "tcp://127.0.0.1:1", "--format", "md")
    assert (done.returncode, (project / "build").exists()) in ((1, False), (2, False))
    assert re.match("No Dask scheduler answers at tcp://127|--scheduler needs the package distributed", done.stderr)


def test_jobs_are_a_number_of_processes(project: Path) -> None:
    done = invoke(project, "build", "--jobs", "-1")
    assert (done.returncode, done.stderr.strip()) == (2, "--jobs is a number of processes: 1 or more.")
    shown = [invoke(project, "check", "--force", "--format", "md", "--jobs", jobs) for jobs in ("1", "2")]
    assert shown[0].stdout == shown[1].stdout
    assert [done.stderr for done in shown] == ["", ""]


def test_json_is_for_machines(project: Path) -> None:
    done = invoke(project, "check", "--format", "md", "--json")
    report = json.loads(done.stdout)
    assert [output["path"].rpartition("/")[2] for output in report["outputs"]] == [
        "memo.md",
        "onepager.md",
        "slides.md",
        "memo.md",
    ]
    assert report["problems"] == []
    assert not (project / "build").exists()


def test_wrong_use_has_status_2(project: Path) -> None:
    done = invoke(project, "build", "--audience", "councilors")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean “councillors”?" in done.stderr


@pytest.mark.parametrize(
    ("options", "epoch", "words"),
    [
        ("--allow placeholder", "", "--allow is for a release: add --release."),
        ("--as-of 2024-03-01", "", "--as-of is for a release: add --release."),
        ("--release --allow past-dates", "", "there is no code “past-dates”. Did you mean “past-date”?"),
        ("--release --as-of 1.3.2024", "", "“1.3.2024” is not a day: write --as-of 2026-03-31."),
        ("--release", "soon", "SOURCE_DATE_EPOCH is “soon”, which is no number of seconds: write --as-of 2026-03-31."),
    ],
)
def test_what_a_release_is_not_given_right_has_status_2(options: str, epoch: str, words: str) -> None:
    release, allow, as_of = "--release" in options, "", ""
    for name, value in re.findall(r"--(allow|as-of) (\S+)", options):
        allow, as_of = (value, as_of) if name == "allow" else (allow, value)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Exit) as stopped:
        patch.setenv("SOURCE_DATE_EPOCH", epoch)
        release_of(release, allow, as_of)
    assert (stopped.value.code, stopped.value.message) == (2, words)


def test_the_day_of_a_release_is_named_or_that_of_the_environment_or_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert release_of(False, "", "") is None
    assert release_of(True, "", "") == Release(datetime.date.today(), "today")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1711843200")
    assert release_of(True, "draft, html", "") == Release(
        datetime.date(2024, 3, 31), "SOURCE_DATE_EPOCH", ("draft", "html")
    )
    assert release_of(True, "", "2026-01-02") == Release(datetime.date(2026, 1, 2), "--as-of")


def test_a_release_is_checked_on_the_command_line(project: Path) -> None:
    options = ("--release", "--as-of", "2024-03-01", "--format", "md", "--document", "memo")
    done = invoke(project, "check", *options)
    assert done.returncode == 1
    assert "error: holds an address that belongs to nobody: “example.org” (contact.email)" in done.stderr
    assert "If it may go out like this: --allow placeholder." in done.stderr
    done = invoke(project, "check", *options, "--allow", "placeholder")
    assert (done.returncode, "let through by --allow placeholder: 4 places" in done.stdout) == (0, True)


def test_outside_a_project_the_command_says_so(tmp_path: Path) -> None:
    (tmp_path / "tasks.py").write_text("from briefpack.tasks import namespace\n", encoding="utf-8")
    done = invoke(tmp_path, "build")
    assert done.returncode == 2
    assert "There is no project here" in done.stderr
    assert "Start one beside tasks.py: invoke new.pack NAME" in done.stderr


def test_a_pack_is_started_where_there_is_no_content_yet(tmp_path: Path) -> None:
    (tmp_path / "tasks.py").write_text("from briefpack.tasks import namespace\n", encoding="utf-8")
    (tmp_path / "below").mkdir()
    done = invoke(tmp_path / "below", "new.pack", "heat")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "content/heat/pack.yaml").is_file()


def test_what_is_not_found_any_more_keeps_its_files_and_is_named(project: Path) -> None:
    assert invoke(project, "build", "--format", "md").returncode == 0
    (project / "content/two-towns").rename(project / "elsewhere")
    done = invoke(project, "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert "content: warning: holds no pack\n    Start one: invoke new.pack NAME.\n" in done.stderr
    assert "left build/two-towns/voters/: nothing found in content/ makes it now; delete it if nobody" in done.stderr
    assert (project / "build/two-towns/voters/en/memo.md").is_file()


def test_list_shows_what_each_audience_gets(project: Path) -> None:
    done = invoke(project, "list")
    assert "two-towns: One ticket for two towns" in done.stdout
    assert (
        "councillors: memo (docx, pdf, md), onepager (pdf, docx, md), slides (md, docx, pdf, outline.docx, txt, odt); theme ministry"
        in done.stdout
    )


def walked(collection: Collection, prefix: str = "") -> Iterator[tuple[str, Task[Any]]]:
    """Yield every command with the name that is typed, through all sub-collections."""
    yield from ((f"{prefix}{name}", command) for name, command in collection.tasks.items())
    for name, inner in collection.collections.items():
        yield from walked(inner, f"{prefix}{name}.")


COMMANDS = dict(walked(load_tasks()))


def test_what_users_run_is_all_there() -> None:
    assert {
        "build",
        "check",
        "list",
        "clean",
        "schema",
        "translations",
        "templates",
        "new.pack",
        "new.audience",
        "new.theme",
        "new.language",
    } <= set(COMMANDS)
    own = {"test", "lint", "bench", "fuzz"}
    assert own <= set(COMMANDS)
    assert set(dict(walked(namespace))) == set(COMMANDS) - own, "tasks.py leaves none out"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_with_an_example_and_explains_every_option(name: str) -> None:
    command = COMMANDS[name]
    said, _, example = inspect.cleandoc(command.__doc__ or "").partition("\n\nExample: ")
    assert re.fullmatch(r"[A-Z].+\.", said.splitlines()[0]), "one sentence"
    assert example.startswith(f"invoke {name}")
    for argument in command.get_arguments():
        assert argument.help, f"{name} does not explain {argument.name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_names_options_that_there_are(name: str) -> None:
    command = COMMANDS[name]
    example = inspect.cleandoc(command.__doc__ or "").rpartition("Example: ")[2]
    known = {f"--{option}" for argument in command.get_arguments() for option in argument.names if len(option) > 1}
    assert set(re.findall(r"--[\w-]+", example)) <= known


FROM_BELOW = {
    "build": "--format md",
    "check": "--format md",
    "list": "",
    "explain": "--audience councillors --document memo",
    "matrix": "",
    "compare": "councillors parliament",
    "evidence": "",
    "page": "",
    "bundle": "",
    "verify": "../../../bundles/two-towns_councillors_en_2024-03-01_For-discussion.zip",
    "publish": "site",
    "copies": "",
    "send": "--from desk@example.org",
    "whose": "../../../copies/two-towns/1_Jana/two-towns_councillors_memo_en_2024-03-01_For-discussion_copy-1-of-1.docx",
    "schema": "",
    "clean": "",
    "new.pack": "heat",
    "new.audience": "senate --like councillors",
    "new.theme": "harbour",
    "new.language": "fr",
    "templates": "",
    "translations": "",
}
"""What each command is given when it runs from a folder below the project’s."""
BEFORE = {"verify": "bundle", "publish": "page", "whose": "copies", "send": "copies"}
"""What must have run before a command has anything to work on."""
ENDLESS = ("preview",)
"""The commands that run until they are interrupted: tests of their own start them below the project’s folder."""


@pytest.mark.parametrize("name", [name for name in dict(walked(namespace)) if name not in ENDLESS])
def test_every_command_works_from_a_sub_folder(name: str, project: Path) -> None:
    audiences = project / "content" / "two-towns" / "audiences"
    shutil.copy(audiences / "councillors.yaml", audiences / "parliament.yaml")
    (project / "recipients.csv").write_text(
        "name,audience,e-mail\nJana,councillors,jana@example.org\n", encoding="utf-8"
    )
    if name in BEFORE:
        invoke(audiences, BEFORE[name])
    done = invoke(audiences, name, *FROM_BELOW[name].split())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("new.pack Heat", "Did you mean “heat”?"),
        ("new.pack heat --source op-ed.txt", "op-ed.txt: is missing"),
        ("new.audience parliament --like councilors", "Did you mean “councillors”?"),
        ("new.audience parliament --pack two-town", "Did you mean “two-towns”?"),
        ("new.theme harbour --like minstry", "Did you mean “ministry”?"),
        ("new.theme ministry", "there is a theme “ministry” already"),
        ("new.language jp", "Did you mean “ja”?"),
    ],
)
def test_a_wrong_name_has_status_2_and_writes_nothing(command: str, words: str, project: Path) -> None:
    before = sorted(project.rglob("*"))
    done = invoke(project, *command.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert sorted(project.rglob("*")) == before


def test_a_new_pack_shows_its_paragraphs_and_where_to_go_on(project: Path) -> None:
    (project / "op-ed.txt").write_text("A title\n\nOne two three four five six seven eight nine ten.", encoding="utf-8")
    done = invoke(project, "new.pack", "heat", "--source", "op-ed.txt")
    assert "wrote content/heat/pack.yaml\n" in done.stdout
    assert "  p01    One two three four five six seven eight nine …\n" in done.stdout
    assert "\n  content/heat/pack.yaml:5  what the briefing is called" in done.stdout
    assert done.stdout.endswith("invoke build --pack heat\n")


def test_a_broken_pack_is_named_when_an_audience_is_started(project: Path) -> None:
    pack = project / "content" / "two-towns" / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("series:", "serie:"), encoding="utf-8")
    done = invoke(project, "new.audience", "parliament")
    assert done.returncode == 1
    assert "there is no field “serie” here" in done.stderr


def test_translations_are_brought_up_to_date_or_checked(translated: Path) -> None:
    catalogue = "content/two-towns/languages/ja.po"
    assert invoke(translated, "translations", "--check").returncode == 0
    pack = translated / "content" / "two-towns" / "pack.yaml"
    pack.write_text(
        pack.read_text(encoding="utf-8").replace("title: One harbour", "title: A harbour"), encoding="utf-8"
    )
    before = (translated / catalogue).read_bytes()
    done = invoke(translated, "translations", "--check", "--pack", "two-towns")
    assert done.returncode == 1
    assert done.stdout == f"{catalogue}: 1 changed; 110 texts, 1 uncertain\n"
    assert (translated / catalogue).read_bytes() == before
    done = invoke(translated / "content", "translations", "--pack", "two-towns")
    assert done.returncode == 0
    assert '#, fuzzy\n#| msgid "One harbour"\n' in (translated / catalogue).read_text(encoding="utf-8")
    assert invoke(translated, "translations", "--check").returncode == 0


def test_a_new_translation_begins_empty(project: Path) -> None:
    done = invoke(project, "translations", "--pack", "two-towns", "--language", "pt-BR")
    assert done.stdout == "content/two-towns/languages/pt-BR.po: 110 new; 110 texts, 110 untranslated\n"
    done = invoke(project, "translations", "--language", "portugese")
    assert done.returncode == 2
    assert "there is no language “portugese”" in done.stderr
    done = invoke(project, "translations", "--pack", "two-cities")
    assert done.returncode == 2
    assert "Did you mean “two-towns”?" in done.stderr
