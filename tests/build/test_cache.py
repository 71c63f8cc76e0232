"""The cache: never wrong, whatever changes; nothing is made that is there; damage is no more than a missing cache."""

from __future__ import annotations

import gc
import io
import json
import os
import pickle
import random
import shutil
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from invoke.context import Context
from invoke.exceptions import Exit
from PIL import Image

from briefpack.build import cache as cache_module
from briefpack.build import drafts, run
from briefpack.build.cache import Cache
from briefpack.build.formats import FORMATS
from briefpack.build.jobs import Folders, Job, Request
from briefpack.checks.release import HELD_BACK
from briefpack.delivery import pages
from briefpack.document import tree
from briefpack.layers import template_folders
from briefpack.look.theme import Theme
from briefpack.tasks import namespace

PACK = "content/two-towns"
FILTERS = ("pack", "audience", "document", "format", "language")


@pytest.fixture
def briefed(translated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project whose documents use every kind of input: catalogues, overlay, letterhead, master, logo."""
    monkeypatch.chdir(translated)
    edit(
        translated / PACK / "audiences/councillors.yaml",
        "theme: ministry",
        "theme: town\nletterhead: plain\nmaster: agency",
    )
    edit(translated / PACK / "audiences/councillors.yaml", "languages: [en]", "languages: [en, ja]\nfallback: true")
    edit(translated / PACK / "audiences/councillors.yaml", "memo: {formats: [docx, pdf, md]", "memo: {formats: [docx]")
    edit(translated / PACK / "audiences/councillors.yaml", "formats: [pdf, docx, md]", "formats: [pdf]")
    edit(
        translated / PACK / "audiences/councillors.yaml",
        "formats: [md, docx, pdf, outline.docx, txt, odt]",
        "formats: [md, pptx]",
    )
    themes = translated / "templates/themes"
    (themes / "town.yaml").write_text("logo:\n  file: town.png\n  alt: The town\n", encoding="utf-8")
    Image.new("RGB", (40, 20), "#224466").save(themes / "town.png")
    overlay = translated / "templates/audiences/voters/documents/memo.md.j2"
    overlay.parent.mkdir(parents=True)
    overlay.write_text('{% extends "documents/memo.md.j2" %}\n', encoding="utf-8")
    return translated


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def command(capsys: pytest.CaptureFixture[str], name: str = "build", **options: object) -> tuple[object, ...]:
    """Run a command as a person does in the working folder; return its status and what it says."""
    with pytest.raises(Exit) as end:
        namespace.tasks[name](Context(), **{**dict.fromkeys(FILTERS, ""), "jobs": 1, **options})
    said = capsys.readouterr()
    return (end.value.code, said.out, said.err)


def built(project: Path) -> dict[str, bytes]:
    """Return all files of the build folder but the cache."""
    paths = [path for path in (project / "build").rglob("*") if path.is_file() and ".cache" not in path.parts]
    return {path.relative_to(project / "build").as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often documents are rendered, and files written by each format."""
    counter: Counter[str] = Counter()

    def counting(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object) -> object:
            counter[name] += 1
            return function(*arguments)

        return counted

    for name, one in FORMATS.items():
        monkeypatch.setitem(FORMATS, name, replace(one, write=counting(name, one.write)))
    monkeypatch.setattr(drafts, "render_document", counting("render", drafts.render_document))
    monkeypatch.setattr(run, "make_plan", counting("plan", run.make_plan))
    return counter


# Every kind of input


def repacked(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Change a word in a part of an Office file."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data.replace(old, new) if name == part else data)
    path.write_bytes(out.getvalue())


def overlay(project: Path, folder: str) -> None:
    """Write an overlay that leaves out a block."""
    path = project / "templates" / folder / "documents/memo.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text('{% extends "documents/memo.md.j2" %}{% block risks %}{% endblock %}\n', encoding="utf-8")


def editing(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda project: edit(project / path, old, new)


CHANGES: dict[str, Callable[[Path], None]] = {
    "a word of the pack": editing(f"{PACK}/pack.yaml", "Each town keeps its own fare.", "Each town has its own fare."),
    "a comment, which moves every line": editing(f"{PACK}/pack.yaml", "title: One", "# Moved.\ntitle: One"),
    "the source": editing(f"{PACK}/source.yaml", "author: ", "author: Dr "),
    "an audience": editing(f"{PACK}/audiences/voters.yaml", "You may soon need one", "Soon you may need one"),
    "another audience": editing(f"{PACK}/audiences/councillors.yaml", "A shared kiosk can open", "A kiosk can open"),
    "large print": editing(f"{PACK}/audiences/voters.yaml", "label:", "large_print: true\nlabel:"),
    "paper": editing(f"{PACK}/audiences/voters.yaml", "label:", "paper: Letter\nlabel:"),
    "a limit that is exceeded": editing(f"{PACK}/audiences/councillors.yaml", "words_max: 550", "words_max: 21"),
    "an error": editing(f"{PACK}/audiences/voters.yaml", "theme: ", "theme: no"),
    "a document more": lambda project: shutil.copy(
        project / PACK / "audiences/voters.yaml", project / PACK / "audiences/walkers.yaml"
    ),
    "a document less": lambda project: (project / PACK / "audiences/voters.yaml").unlink(),
    "a translation": lambda project: (project / PACK / "languages/ja.po").unlink(),
    "words of the templates": editing("templates/languages/ja.po", 'msgstr "', 'msgstr "新'),
    "a template": editing("templates/documents/memo.md.j2", "{% block body %}", "{% block body %}\nHere it is.\n"),
    "a part of templates": editing("templates/parts/_macros.md.j2", '**{{ _("%(title)s."', '**{{ _("%(title)s!"'),
    "an overlay": lambda project: (project / "templates/audiences/voters/documents/memo.md.j2").unlink(),
    "an overlay of the pack": lambda project: overlay(project, "packs/two-towns"),
    "an overlay of the pack’s audience": lambda project: overlay(project, "packs/two-towns/voters"),
    "an overlay more": lambda project: shutil.copytree(
        project / "templates/audiences/voters", project / "templates/audiences/councillors"
    ),
    "the theme": lambda project: edit(project / "templates/themes/town.yaml", "logo:", "step_pt: 14\nlogo:"),
    "the base of themes": editing("templates/themes/base.yaml", "numbered_items: ", "numbered_items: true #"),
    "the logo": lambda project: Image.new("RGB", (44, 20), "#664422").save(project / "templates/themes/town.png"),
    "the letterhead": lambda project: shutil.copy(
        project / "templates/letterheads/ministry.docx", project / "templates/letterheads/plain.docx"
    ),
    "the slide master": lambda project: repacked(
        project / "templates/masters/agency.potx", "ppt/theme/theme1.xml", b"accent1><a:srgbClr", b"accent1><a:srgbClr "
    ),
    "a file taken away": lambda project: next(iter(sorted((project / "build").rglob("*.docx")))).unlink(
        missing_ok=True
    ),
    "a file overwritten": lambda project: (project / "build/two-towns/councillors/en/slides.md").write_text("Mine"),
    "the manifest": lambda project: (project / "build/manifest.json").write_text("{}", encoding="utf-8"),
}


class Walk:
    """Change a project, build it with its cache, and compare with what a build without one says and leaves."""

    def __init__(self, project: Path, aside: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.project, self.aside, self.capsys = project, aside, capsys
        for name in ("content", "templates"):
            shutil.copytree(project / name, aside / name)

    def change(self, name: str) -> None:
        """Make a change, if another one has not taken away what it changes."""
        with suppress(AssertionError, FileNotFoundError, FileExistsError):
            CHANGES[name](self.project)

    def reset(self) -> None:
        """Take all changes back, but leave what was built; what an audience got that is gone no build removes."""
        shutil.rmtree(self.project / "build/two-towns/walkers", ignore_errors=True)
        for name in ("content", "templates"):
            shutil.rmtree(self.project / name)
            shutil.copytree(self.aside / name, self.project / name)

    def build(self, **options: object) -> tuple[object, ...]:
        """Return what a build says, but of what earlier builds have made, and all files that it leaves."""
        status, out, err = command(self.capsys, **options)
        kept = [line for line in str(out).splitlines() if not line.startswith(("removed ", "left ", "build/manifest"))]
        return status, kept, err, built(self.project)

    def check(self, about: str, again: bool = False) -> tuple[object, ...]:
        """Return what a build says and leaves, which is what one without a cache does; one that is repeated, too."""
        first = self.build()
        assert not again or self.build() == first, f"{about}, again"
        (self.project / "build/.cache").rename(self.aside / ".cache")
        assert self.build() == first, about
        shutil.rmtree(self.project / "build/.cache", ignore_errors=True)
        (self.aside / ".cache").rename(self.project / "build/.cache")
        if first[0] == 0 and "the manifest" not in about:
            records = json.loads((self.project / "build/manifest.json").read_bytes())["outputs"]
            assert {record["path"] for record in records} == {*built(self.project)} - {"manifest.json"}
        return first


OVERLAYS = {
    "audiences/voters": {"voters"},
    "audiences/walkers": set(),
    "packs/two-towns": {"voters", "councillors"},
    "packs/two-towns/letters": {"voters", "councillors"},
    "packs/two-towns/voters": {"voters"},
    "packs/three-towns/voters": set(),
}


@pytest.mark.parametrize("folder", OVERLAYS)
def test_an_overlay_makes_anew_what_may_read_it(project: Path, folder: str) -> None:
    """A folder of a pack that is none of its audiences may hold what its templates include."""

    def made_from() -> dict[str, str]:
        cache = Cache(Request(), Folders(project / "content", (project / "templates",), project / "build"))
        jobs = [Job("two-towns", audience, "en", "memo", ("md",)) for audience in ("voters", "councillors")]
        return {job.audience: cache.made_from(job) for job in jobs}

    before = made_from()
    overlay(project, folder)
    after = made_from()
    assert {audience for audience in before if before[audience] != after[audience]} == OVERLAYS[folder]


NOT_READ = {"a file taken away", "a file overwritten", "the manifest"}


@pytest.fixture
def walk(briefed: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> Walk:
    return Walk(briefed, tmp_path_factory.mktemp("aside"), capsys)


def test_after_any_change_a_build_is_as_one_without_a_cache(walk: Walk) -> None:
    before = walk.check("at first", again=True)
    for name, change in CHANGES.items():
        change(walk.project)
        assert (walk.check(name, again=True) == before) == (name in NOT_READ), f"{name} must show somewhere"
        walk.reset()
        assert walk.build() == before, f"{name}, taken back"


PAIRS = [(name, [*CHANGES][(n + steps) % len(CHANGES)]) for n, name in enumerate(CHANGES) for steps in (1, 5, 8)]
"""Each change with three others before it and three after it."""


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(4))
def test_after_two_changes_too(walk: Walk, chunk: int) -> None:
    walk.build()
    for first, second in PAIRS[chunk::4]:
        walk.change(first)
        walk.change(second)
        walk.check(f"{first}, then {second}")
        walk.reset()


# What is not made again


def test_with_nothing_changed_nothing_is_planned_and_all_is_said_again(
    briefed: Path, calls: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(briefed / PACK / "audiences/councillors.yaml", "words_max: 550", "words_max: 21")
    first = command(capsys)
    assert "the limit is 21" in str(first[2])
    calls.clear()
    assert command(capsys) == first
    (briefed / PACK / "pack.yaml").touch()
    assert command(capsys) == first, "times alone are no change"
    assert not calls
    assert command(capsys, force=True) == first
    assert calls["plan"] == 1
    assert calls["pptx"] == 2


def test_one_word_of_one_audience_writes_its_files_only(
    briefed: Path, calls: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    command(capsys)
    calls.clear()
    before = {path: path.stat().st_mtime_ns for path in (briefed / "build/two-towns").rglob("*.*")}
    edit(briefed / PACK / "audiences/voters.yaml", "You may soon need one ticket.", "Soon you may need one ticket.")
    command(capsys)
    assert calls.keys() <= {"plan", "render", "md", "docx"}
    changed = {path for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed
    assert {path.relative_to(briefed / "build/two-towns").parts[0] for path in changed} == {"voters"}


def test_no_writer_runs_where_the_text_stays_as_it_was(
    briefed: Path, calls: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    command(capsys)
    calls.clear()
    CHANGES["a comment, which moves every line"](briefed)
    command(capsys)
    assert calls.keys() == {"plan", "render"}
    calls.clear()
    edit(briefed / PACK / "pack.yaml", "Each town keeps its own fare.", "Each town has its own fare.")
    command(capsys, format="docx")
    assert 0 < calls["docx"] < calls["render"], "only what tells the obstacle"


def test_a_file_that_is_lost_is_written_alone(
    briefed: Path, calls: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    command(capsys)
    calls.clear()
    (briefed / "build/two-towns/councillors/ja/slides.pptx").unlink()
    command(capsys)
    assert calls == {"plan": 1, "render": 1, "pptx": 1}


def test_each_request_has_its_own_last_run(
    briefed: Path, calls: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    whole, part = command(capsys), command(capsys, format="md")
    checked = command(capsys, "check")
    calls.clear()
    assert (command(capsys), command(capsys, format="md"), command(capsys, "check")) == (whole, part, checked)
    assert not calls
    for n in range(cache_module.MOST_RUNS + 3):
        command(capsys, format="md,docx"[: 2 + n % 2 * 5], json=True, language="en")
    assert len([*(briefed / "build/.cache/runs").iterdir()]) <= cache_module.MOST_RUNS


def test_a_check_and_a_failed_build_leave_no_folder(briefed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command(capsys, "check")
    CHANGES["an error"](briefed)
    assert command(capsys)[0] == 1
    assert not (briefed / "build").exists()


def test_a_run_with_nothing_to_do_loads_no_library(briefed: Path) -> None:
    invoke = [sys.executable, "-X", "importtime", "-m", "invoke", "build", "--format", "md"]
    runs = []
    for pause_s in (0, 2.1, 0):  # of files that are older than the coarsest clock the times are trusted
        time.sleep(pause_s)
        runs.append(subprocess.run(invoke, capture_output=True, text=True, check=True, cwd=briefed))
    loaded = [{line.rpartition("|")[2].strip() for line in done.stderr.splitlines()} for done in runs]
    assert {"pydantic", "jinja2", "briefpack.build.run"} <= loaded[0]
    assert not loaded[2] & {"pydantic", "jinja2", "babel", "rich", "lxml", "markdown_it"}
    assert {name for name in loaded[2] if name.startswith("briefpack.")} == {
        *(f"briefpack.{name}" for name in ("authoring", "command_line", "dispatch", "handover", "outgoing")),
        *(f"briefpack.{name}" for name in ("errors", "garbage", "layers", "runs", "tasks", "terminal")),
        *("briefpack.build", *(f"briefpack.build.{name}" for name in ("cache", "inputs", "jobs"))),
        *("briefpack.content", "briefpack.content.formats"),
    }
    assert runs[1].stdout == runs[0].stdout == runs[2].stdout


def test_what_a_run_leaves_behind_is_given_back(briefed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Garbage that is frozen is kept until the process ends: some 6 MB of each run, once 2 GB of these tests."""
    frozen = gc.get_freeze_count()
    command(capsys, format="md")
    assert gc.get_freeze_count() <= frozen


def test_pages_over_the_files_leave_nothing_to_do(
    briefed: Path, calls: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    command(capsys)
    namespace.tasks["page"](Context())
    assert (briefed / "build/two-towns/index.html").is_file()
    calls.clear()
    command(capsys)
    namespace.tasks["page"](Context())
    assert not calls


def released(project: Path) -> set[bool]:
    """Tell of the files that the manifest names whether they are released: all, none, or some."""
    records = json.loads((project / "build/manifest.json").read_bytes())["outputs"]
    return {"release" in record for record in records}


def test_pages_over_a_release_make_no_release_of_the_drafts_before_it(
    briefed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(briefed / PACK / "audiences/councillors.yaml", "languages: [en, ja]", "languages: [en]")
    draft = command(capsys)
    assert released(briefed) == {False}
    namespace.tasks["page"](Context(), release=True, as_of="2024-01-02", allow=",".join(HELD_BACK))
    assert released(briefed) == {True}
    capsys.readouterr()
    assert command(capsys) == draft
    assert released(briefed) == {False}


def test_pages_that_were_stale_are_so_no_longer_once_made_again(
    briefed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command(capsys)
    namespace.tasks["page"](Context())
    CHANGES["a word of the pack"](briefed)
    assert "made before content changed: " in str(command(capsys)[1])
    namespace.tasks["page"](Context())
    capsys.readouterr()
    assert "made before content changed: " not in str(command(capsys)[1])


def test_a_report_on_content_that_was_taken_back_is_stale(briefed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = command(capsys)
    kept = (briefed / PACK / "pack.yaml").read_bytes()
    CHANGES["a word of the pack"](briefed)
    namespace.tasks["matrix"](
        Context(), html=True, csv=None, json=False, pack="", audience="", document="", language=""
    )
    (briefed / PACK / "pack.yaml").write_bytes(kept)
    capsys.readouterr()
    assert "made before content changed: build/two-towns/matrix.html" in str(command(capsys)[1])
    assert first[0] == 0


def test_a_report_on_content_that_changes_meanwhile_is_not_written(
    briefed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command(capsys)
    files = built(briefed)
    make = pages.make_pages

    def saved_meanwhile(*arguments: object) -> object:
        CHANGES["a word of the pack"](briefed)
        return make(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pages, "make_pages", saved_meanwhile)
    with pytest.raises(Exit, match=r"pack\.yaml: changed while documents were made, so nothing was written") as end:
        namespace.tasks["page"](Context())
    assert end.value.code == 1
    assert built(briefed) == files


# Never wrong


def test_a_file_with_its_old_size_and_time_is_read_all_the_same(
    briefed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command(capsys)
    pack = briefed / PACK / "pack.yaml"
    times = pack.stat()
    edit(pack, "Each town keeps its own fare.", "Each town guards its old fare"[:28] + ".")
    os.utime(pack, ns=(times.st_atime_ns, times.st_mtime_ns))
    command(capsys)
    assert b"guards" in built(briefed)["two-towns/councillors/en/slides.md"]


def test_what_is_known_of_a_young_file_is_not_trusted(briefed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command(capsys)
    folders = Folders(briefed / "content", template_folders(briefed), briefed / "build")
    known = cache_module.Cache(Request(), folders)._known
    assert not [path for path in known if path.startswith(str(briefed))]
    assert known, "those that come with briefpack are old"


def test_what_changes_while_it_is_built_is_built_again(
    briefed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = run.publish_outputs

    def saved_meanwhile(*arguments: object) -> object:
        edit(briefed / PACK / "audiences/voters.yaml", "You may soon need", "Soon you may need")
        return publish(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "publish_outputs", saved_meanwhile)
    command(capsys)
    monkeypatch.setattr(run, "publish_outputs", publish)
    command(capsys)
    kept = built(briefed)
    command(capsys, force=True)
    assert built(briefed) == kept


def test_what_is_digested_shows_all_that_there_is_to_it() -> None:
    """A writer's digest is made of what a tree shows of itself."""
    nodes = [one for one in vars(tree).values() if isinstance(one, type) and is_dataclass(one)]
    assert len(nodes) > 20
    hidden = [(node, one.name) for node in nodes for one in fields(node) if not one.repr]
    assert hidden == [(tree.Picture, "data")], "its digest shows it"
    assert [name for name, one in Theme.model_fields.items() if not one.repr] == []


def damaged(data: bytes) -> dict[str, bytes]:
    head, _, rest = data.partition(b"\n")
    middle = len(data) // 2
    return {
        "empty": b"",
        "cut": data[:middle],
        "a bit": data[:middle] + bytes([data[middle] ^ 4]) + data[middle + 1 :],
        "no cache": b"{}",
        "unsigned": b"\n" + rest,
        "forged": head + b"\n{}",
        "random": random.Random(3).randbytes(500),
    }


@pytest.mark.parametrize("part", ["files.json", "runs"])
def test_a_damaged_cache_is_none(briefed: Path, part: str, capsys: pytest.CaptureFixture[str]) -> None:
    first, files = command(capsys, format="md"), built(briefed)
    path = briefed / "build/.cache" / part
    path = next(path.iterdir()) if path.is_dir() else path
    for about, data in damaged(path.read_bytes()).items():
        path.write_bytes(data)
        CHANGES["a file overwritten"](briefed)
        assert command(capsys, format="md") == first, about
        assert built(briefed) == files, about
    path.unlink()
    path.mkdir()
    assert command(capsys, format="md") == first
    shutil.rmtree(briefed / "build/.cache")
    (briefed / "build/.cache").write_text("no folder")
    assert command(capsys, format="md") == first


def test_what_other_code_has_kept_counts_for_nothing(
    briefed: Path, calls: Counter[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command(capsys, format="md")
    calls.clear()
    monkeypatch.setattr(cache_module, "_code", lambda: "another version")
    command(capsys, format="md")
    assert calls["md"] == len(list((briefed / "build").rglob("*.md")))


def test_code_is_known_by_its_files_and_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "briefpack").mkdir()
    (tmp_path / "library-1.0.dist-info").mkdir()
    monkeypatch.setattr(cache_module, "PACKAGE", tmp_path / "briefpack")
    monkeypatch.syspath_prepend(tmp_path)
    codes = [cache_module._code()]
    (tmp_path / "briefpack/new.py").touch()
    codes.append(cache_module._code())
    (tmp_path / "briefpack/new.py").write_text("x = 1\n")
    codes.append(cache_module._code())
    (tmp_path / "library-1.0.dist-info").rename(tmp_path / "library-1.1.dist-info")
    codes.append(cache_module._code())
    assert len({*codes}) == 4
    assert cache_module._code() == codes[-1]


def test_places_are_named_from_the_working_folder(
    briefed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    CHANGES["a limit that is exceeded"](briefed)
    command(capsys)
    monkeypatch.chdir(briefed / "content")
    assert str(command(capsys)[2]).startswith("two-towns/audiences/councillors.yaml")


def test_runs_at_the_same_time_do_no_harm(briefed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ([], ["--format", "md"], ["--audience", "voters"])
    invoke = [sys.executable, "-m", "invoke", "build"]
    processes = [subprocess.Popen([*invoke, *option], cwd=briefed, stdout=subprocess.DEVNULL) for option in options]
    assert [process.wait() for process in processes] == [0] * len(options)
    kept = command(capsys), built(briefed)
    assert (command(capsys, force=True), built(briefed)) == kept
    assert not [*(briefed / "build").rglob("*.part")]


def test_the_cache_travels(briefed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A job's maker in another process is handed the cache."""
    command(capsys, format="md")
    folders = Folders(briefed / "content", template_folders(briefed), briefed / "build")
    cache = cache_module.Cache(Request(), folders)
    job = Job("two-towns", "voters", "en", "memo", ("md",))
    made = pickle.loads(pickle.dumps(cache)).made(job)
    assert [output.path for output in made[0]] == ["two-towns/voters/en/memo.md"]
    assert made == cache.made(job)
