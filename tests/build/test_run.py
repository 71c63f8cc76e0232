"""The run: what is made, what is refused, and that outputs are whole or absent."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from briefpack.build.jobs import Folders, Release, Request, WrongUse
from briefpack.build.publish import read_manifest
from briefpack.build.results import Output, Report
from briefpack.build.run import build
from briefpack.units import PAGE_SIZES_PT, SLIDE_SIZE_PT
from tests.conftest import REPOSITORY

FILES = [
    *(f"two-towns/councillors/en/{d}.{f}" for d in ("memo", "onepager", "slides") for f in ("docx", "md", "pdf")),
    *(f"two-towns/councillors/en/slides.{f}" for f in ("odt", "outline.docx", "txt")),
    "two-towns/voters/en/memo.md",
    "two-towns/voters/en/onepager.docx",
]


def folders(project: Path) -> Folders:
    return Folders(project / "content", (project / "templates",), project / "build")


def built(project: Path, publish: bool = True, **wanted: tuple[str, ...]) -> Report:
    return build(Request(**wanted), folders(project), lambda name, done, total: None, publish)


def on_disk(project: Path) -> dict[str, bytes]:
    found = sorted((project / "build").rglob("*"))
    return {path.relative_to(project / "build").as_posix(): path.read_bytes() for path in found if path.is_file()}


def change(project: Path, file: str, old: str, new: str) -> None:
    path = project / "content" / "two-towns" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_document_of_every_audience_in_every_format(project: Path) -> None:
    report = built(project)
    assert sorted(output.path for output in report.outputs) == sorted(FILES)
    assert not report.failed
    assert sorted(on_disk(project)) == sorted([*FILES, "manifest.json"])
    assert all(output.words > 20 for output in report.outputs)
    assert {output.path: output.pages > 0 for output in report.outputs if not output.path.endswith("docx")} == {
        path: True for path in FILES if not path.endswith("docx")
    }


def test_the_manifest_holds_digests_of_outputs_and_inputs(project: Path) -> None:
    built(project, formats=("md",))
    manifest = json.loads((project / "build" / "manifest.json").read_text(encoding="utf-8"))
    assert [output["path"] for output in manifest["outputs"]] == [path for path in FILES if path.endswith(".md")]
    inputs = {found["path"] for found in manifest["inputs"]}
    assert {"content/two-towns/pack.yaml", "templates/documents/memo.md.j2", "templates/themes/base.yaml"} <= inputs
    assert str(project) not in json.dumps(manifest)


def test_the_manifest_says_of_each_file_what_a_release_has_let_through(project: Path) -> None:
    release = Release(date(2024, 4, 15), allowed=("placeholder", "past-date", "past-deadline"))
    wanted = Request(formats=("md",), documents=("memo",), release=release)
    report = build(wanted, folders(project), lambda name, done, total: None)
    assert report.released and report.released.let_through == {"past-date": 1, "past-deadline": 1, "placeholder": 4}
    records = read_manifest(project / "build/manifest.json").records
    said = {"day": "2024-04-15", "let_through": {"past-date": 1, "past-deadline": 1, "placeholder": 4}}
    assert [record["release"] for record in records.values()] == [said, said]
    assert json.loads(report.as_json())["release"] == said
    built(project, audiences=("voters",), formats=("md",), documents=("memo",))
    records = read_manifest(project / "build/manifest.json").records
    assert {path: "release" in record for path, record in records.items()} == {
        "two-towns/councillors/en/memo.md": True,
        "two-towns/voters/en/memo.md": False,
    }


def test_a_release_writes_nothing_while_something_is_held_back(project: Path) -> None:
    built(project, formats=("md",))
    before = on_disk(project)
    report = build(Request(formats=("md",), release=Release(date(2024, 3, 1))), folders(project), lambda *_: None)
    assert report.failed and not report.outputs
    assert on_disk(project) == before


def test_the_same_inputs_give_the_same_bytes(project: Path) -> None:
    built(project)
    first = on_disk(project)
    script = (
        "from pathlib import Path; from briefpack.build.run import build; from briefpack.build.jobs import Folders, Request; "
        f"p = Path({str(project)!r}); build(Request(), Folders(p / 'content', (p / 'templates',), p / 'again'), lambda *_: None)"
    )
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Seoul", "PATH": "", "PYTHONPATH": str(REPOSITORY)}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment, cwd=project)
    (project / "build").rename(project / "first")
    (project / "again").rename(project / "build")
    assert on_disk(project) == first


@pytest.mark.parametrize(("notes_for", "mark"), [("marp", "<!--\n"), ("pandoc", "::: notes"), ("reveal", "\nNote:\n")])
def test_the_notes_of_an_outline_are_for_the_tool_that_the_audience_names(
    project: Path, notes_for: str, mark: str
) -> None:
    change(project, "audiences/councillors.yaml", "notes_for: marp", f"notes_for: {notes_for}")
    built(project, documents=("slides",), formats=("md",))
    text = on_disk(project)["two-towns/councillors/en/slides.md"].decode()
    assert [known for known in ("::: notes", "\nNote:\n") if known in text] == ([mark] if notes_for != "marp" else [])
    assert mark in text


def test_a_tool_that_is_not_known_is_an_error_with_the_nearest(project: Path) -> None:
    change(project, "audiences/councillors.yaml", "notes_for: marp", "notes_for: reveal.js")
    (problem,) = built(project).problems
    assert "Did you mean “reveal”?" in str(problem)


def test_checking_writes_nothing(project: Path) -> None:
    assert len(built(project, publish=False).outputs) == len(FILES)
    assert not (project / "build").exists()


def test_an_error_anywhere_leaves_the_previous_outputs(project: Path) -> None:
    built(project)
    before = on_disk(project)
    change(project, "pack.yaml", "title: One ticket", "title: Two tickets")
    change(project, "audiences/councillors.yaml", "theme: ministry", "theme: minstry")
    report = built(project)
    assert report.failed
    assert "Did you mean “ministry”" in str(report.problems[0])
    assert on_disk(project) == before


def test_problems_of_several_documents_come_together(project: Path) -> None:
    for name in ("memo", "slides"):
        (project / f"templates/documents/{name}.md.j2").write_text("# {{ nmae }}\n", encoding="utf-8")
    files = [problem.place.file.rpartition("/")[2] for problem in built(project).problems]
    assert files == ["memo.md.j2", "slides.md.j2"]


def test_what_no_audience_gets_any_more_is_removed_and_said(project: Path) -> None:
    built(project)
    change(project, "audiences/councillors.yaml", "formats: [docx, pdf, md]", "formats: [pdf, md]")
    assert built(project, formats=("pdf",)).removed == ()
    assert built(project).removed == ("two-towns/councillors/en/memo.docx",)
    assert "two-towns/councillors/en/memo.docx" not in on_disk(project)


def test_a_partial_build_keeps_the_rest_in_the_manifest(project: Path) -> None:
    built(project)
    report = built(project, audiences=("councillors",), documents=("memo",), formats=("md", "docx"))
    assert [output.path for output in report.outputs] == [f"two-towns/councillors/en/memo.{f}" for f in ("docx", "md")]
    assert sorted(read_manifest(project / "build" / "manifest.json").records) == sorted(FILES)


def test_a_manifest_from_elsewhere_cannot_remove_files_outside_build(project: Path) -> None:
    (project / "build").mkdir()
    precious = project / "precious.txt"
    precious.write_text("x", encoding="utf-8")
    (project / "build" / "manifest.json").write_text('{"outputs": [{"path": "../precious.txt"}]}', encoding="utf-8")
    built(project, publish=True)
    assert precious.exists()


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"packs": ("two-town",)}, "there is no pack “two-town”. Did you mean “two-towns”?"),
        ({"audiences": ("councilors",)}, "there is no audience “councilors”. Did you mean “councillors”?"),
        ({"documents": ("one-pager",)}, "there is no document “one-pager”. Did you mean “onepager”?"),
        (
            {"formats": ("word", "pdf")},
            "there is no format “word”. Known here: docx, html, md, odt, outline.docx, pdf, pptx, txt.",
        ),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(
    project: Path, wanted: dict[str, tuple[str, ...]], words: str
) -> None:
    with pytest.raises(WrongUse) as found:
        built(project, **wanted)
    assert str(found.value) == words


def test_heavy_libraries_load_only_for_their_writer(project: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from briefpack.build.run import build; from briefpack.build.jobs import Folders, Request; "
        f"p = Path({str(project)!r}); build(Request(documents=('slides',), formats=('md',)), Folders(p / 'content', (p / 'templates',), p / 'b'), lambda *_: None); "
        "print([name for name in ('docx', 'pptx', 'reportlab', 'lxml', 'rich') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"


LIBRARIES = {
    *("PIL", "annotated_types", "babel", "filelock", "jinja2", "lxml", "markdown_it", "markupsafe"),
    *("mdit_py_plugins", "mdurl", "pydantic", "pydantic_core", "pyphen", "reportlab", "typing_extensions"),
    *("typing_inspection", "uharfbuzz", "yaml"),
}
"""What one memo in Word on our own paper needs; ReportLab measures whether it takes more than a page, and brings Pillow."""
OF_PYTHON = ("asyncio", "http", "multiprocessing", "sqlite3", "ssl", "unittest", "xml")
"""Modules of Python that take long to load, and that a build in one process does without."""


def test_one_memo_loads_no_more_than_it_needs(project: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from briefpack.build.run import build; from briefpack.build.jobs import Folders, Request; "
        f"p = Path({str(project)!r}); request = Request(audiences=('councillors',), documents=('memo',), formats=('docx',)); "
        f"report = build(request, Folders(p / 'content', (p / 'templates',), p / 'b'), lambda *_: None); "
        "assert len(report.outputs) == 1; print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    names = ran.stdout.split()
    tops = {name.partition(".")[0] for name in names}
    assert tops & set(OF_PYTHON) == set()
    libraries = {name for name in tops - sys.stdlib_module_names if not name.startswith(("_", "cython"))}
    assert libraries - LIBRARIES == {"briefpack"}
    rooms = {name.split(".")[2] for name in names if name.startswith("briefpack.writers.")}
    assert rooms & {"html", "outline", "pptx"} == set()


def crowd(project: Path, count: int, priority: int = 3, sentence: str = "It would help a great deal. ") -> None:
    """Give the tiny pack so many more proposals, all of them in the one-pager."""
    pack = project / "content" / "two-towns" / "pack.yaml"
    text = pack.read_text(encoding="utf-8")
    extra = "".join(
        f"  - id: extra-{n}\n    title: Extra proposal {n}\n    text: {sentence * 6}\n    short: {sentence}\n"
        f"    priority: {priority}\n    basis: editor\n    rationale: It is one more.\n    leads: [upper]\n"
        f"    horizon: medium\n    region: hill\n    first_step: Begin.\n"
        for n in range(count)
    )
    pack.write_text(text.replace("context:\n", f"{extra}context:\n", 1), encoding="utf-8")
    change(project, "audiences/councillors.yaml", "  proposals: [new-bridge, shared-kiosk]\n", "")
    change(project, "audiences/voters.yaml", "  proposals: [shared-kiosk, new-bridge]\n", "")


def test_a_proposal_past_the_hundredth_has_who_leads_below_it(project: Path) -> None:
    """Its number is wider, and what stands below an item is as far in as its words."""
    crowd(project, 102)
    report = built(project, documents=("memo",), formats=("md",))
    assert not report.failed, report.problems
    memo = (project / "build/two-towns/councillors/en/memo.md").read_text(encoding="utf-8")
    assert re.search(r"\n104\. [^\n]+\n\n {5}[^\n]*Lead:", memo)


def onepager(report: Report) -> Output:
    return next(output for output in report.outputs if output.path.endswith("onepager.pdf"))


def test_a_crowded_one_pager_is_tightened_then_cut_and_says_so(project: Path) -> None:
    crowd(project, 14)
    report = built(project, documents=("onepager",))
    made = onepager(report)
    assert made.pages == 1
    assert made.steps[0].startswith("set in ")
    assert made.steps[1] == "“A new bridge” left out", "priority 5 goes first"
    assert made.steps[2:4] == ("“A doubt” left out", "“Spelling” left out"), "then the last told of priority 3"
    assert "“Extra proposal 13” left out" in made.steps
    manifest = read_manifest(project / "build" / "manifest.json").records
    assert manifest[made.path]["fitting"] == list(made.steps)
    word = next(output for output in report.outputs if output.path.endswith("onepager.docx"))
    assert word.words == made.words, "all formats say the same"
    assert word.steps == made.steps[1:]


def test_a_one_pager_that_goes_to_word_alone_is_cut_to_one_page_too(project: Path) -> None:
    crowd(project, 14)
    report = built(project, audiences=("voters",), documents=("onepager",))
    (made,) = report.outputs
    assert made.path == "two-towns/voters/en/onepager.docx"
    assert made.steps[:1] == ("“A new bridge” left out",)
    change(project, "audiences/voters.yaml", "formats: [docx]", "formats: [md]")
    (uncut,) = built(project, audiences=("voters",), documents=("onepager",)).outputs
    assert uncut.steps == (), "what is not on paper has no page to fit"
    assert uncut.words > made.words


def test_pages_are_counted_for_a_document_that_goes_to_word_alone(project: Path) -> None:
    change(project, "audiences/voters.yaml", "memo: {formats: [md]}", "memo: {formats: [docx], limits: {pages: 1}}")
    crowd(project, 14)
    report = built(project, audiences=("voters",), documents=("memo",))
    assert "; the limit is 1" in str(report.problems[0])


def test_a_one_pager_that_cannot_fit_is_a_problem_in_millimetres(project: Path) -> None:
    crowd(project, 30, priority=1)
    report = built(project, documents=("onepager",))
    assert report.failed
    message = next(str(problem) for problem in report.problems if problem.severity == "error")
    assert "councillors.yaml:40:13: error: the onepager is " in message
    assert " mm too long for one page, even in 8.5 pt type" in message
    assert "Cut or shorten “Extra proposal 29”, “Extra proposal 28”, “Extra proposal 27”" in message
    assert not (project / "build").exists()


@pytest.mark.slow
@pytest.mark.parametrize("count", range(0, 40, 3))
@pytest.mark.parametrize("priority", [1, 4])
def test_a_pack_of_any_length_gives_one_page_or_the_problem(project: Path, count: int, priority: int) -> None:
    crowd(project, count, priority, "A rather longer sentence that says next to nothing. ")
    report = built(project, documents=("onepager",), formats=("pdf",))
    assert report.failed == (priority == 1 and count > 10), "what may be cut always fits"
    assert [output.pages for output in report.outputs] == ([] if report.failed else [1])


def test_more_pages_than_allowed_is_a_warning(project: Path) -> None:
    change(
        project,
        "audiences/councillors.yaml",
        "title: A joint kiosk at the harbour}",
        "title: A joint kiosk, limits: {pages: 1}}",
    )
    report = built(project, documents=("memo",))
    assert "the memo has 2 pages; the limit is 1" in str(report.problems[0])
    assert not report.failed


def test_a_character_that_no_font_has_is_named_with_its_field(project: Path) -> None:
    change(project, "pack.yaml", "Each town keeps its own fare.", "The two towns share a fare 🯰.")
    report = built(project, documents=("memo",), formats=("pdf",))
    assert report.failed
    message = str(report.problems[0])
    assert "pack.yaml:72:11: error: no font has the character “🯰” (U+1FBF0, SEGMENTED DIGIT ZERO)" in message
    assert "(obstacles.0.text)" in message


def test_a_script_that_no_font_has_is_one_problem(project: Path) -> None:
    for place in ("pack.yaml", "audiences/councillors.yaml"):
        path = next(project.rglob(place))
        words = re.sub(r"(?<=[a-z]) (?=[a-z])(?!of\b)", " 𓀀𓀁 ", path.read_text(encoding="utf-8"))
        path.write_text(words, encoding="utf-8")
    (problem,) = built(project, documents=("memo",), formats=("pdf",)).problems
    assert "no font has 2 characters of the memo.pdf in “en”, such as 𓀀 𓀁" in str(problem)


@pytest.mark.parametrize(("size", "width", "height"), [("A4", 595.28, 841.89), ("Letter", 612, 792)])
def test_a_theme_chooses_the_paper(project: Path, size: str, width: float, height: float) -> None:
    theme = project / "templates" / "themes" / "ministry.yaml"
    theme.write_text(f"page:\n  size: {size}\n{theme.read_text(encoding='utf-8')}", encoding="utf-8")
    made = onepager(built(project, documents=("onepager",)))
    with pdfium.PdfDocument(made.data) as document:
        assert len(document) == 1
        assert document[0].get_size() == pytest.approx((width, height), abs=0.01)


def test_an_audience_chooses_its_letterhead(project: Path) -> None:
    change(project, "audiences/councillors.yaml", "theme: ministry", "theme: ministry\nletterhead: plian")
    assert "there is no letterhead “plian”" in str(built(project).problems[0])
    change(project, "audiences/councillors.yaml", "letterhead: plian", "letterhead: plain")
    plain = built(project, documents=("memo",), formats=("docx",))
    assert not plain.failed
    paper = project / "templates" / "letterheads" / "plain.docx"
    for ending in (".dotx", ".docm", ".dotm"):
        paper = paper.rename(paper.with_suffix(ending))
        assert built(project, documents=("memo",), formats=("docx",)).outputs[0].data == plain.outputs[0].data
    change(project, "audiences/councillors.yaml", "letterhead: plain\n", "")
    own = built(project, documents=("memo",), formats=("docx",))
    assert plain.outputs[0].data != own.outputs[0].data
    assert plain.outputs[0].words == own.outputs[0].words


def test_an_audience_chooses_its_paper(project: Path) -> None:
    change(project, "audiences/councillors.yaml", "theme: ministry", "theme: ministry\npaper: Letter")
    files = {output.path.partition("/en/")[2]: output.data for output in built(project).outputs}
    letter = PAGE_SIZES_PT["Letter"]
    for name in ("memo.pdf", "onepager.pdf"):
        assert pdfium.PdfDocument(files[name])[0].get_size() == pytest.approx(letter)
    with zipfile.ZipFile(io.BytesIO(files["memo.docx"])) as memo:
        assert 'w:w="12240" w:h="15840"' in memo.read("word/document.xml").decode()
    assert pdfium.PdfDocument(files["slides.pdf"])[0].get_size() == pytest.approx(SLIDE_SIZE_PT)


def test_an_audience_chooses_its_slide_master_and_learns_what_was_split(project: Path) -> None:
    change(
        project,
        "audiences/councillors.yaml",
        "formats: [md, docx, pdf, outline.docx",
        "formats: [pptx, md, docx, pdf, outline.docx",
    )
    own = built(project, documents=("slides",), formats=("pptx",))
    assert not own.failed
    change(project, "audiences/councillors.yaml", "theme: ministry", "theme: ministry\nmaster: agensy")
    assert "there is no master “agensy”" in str(built(project).problems[0])
    assert "Did you mean “agency”?" in built(project).problems[0].hint
    change(project, "audiences/councillors.yaml", "master: agensy", "master: agency")
    agency = built(project, documents=("slides",), formats=("pptx",))
    assert agency.outputs[0].data != own.outputs[0].data
    assert agency.outputs[0].words == own.outputs[0].words


def test_a_split_slide_is_in_the_manifest_and_a_full_one_a_warning(project: Path) -> None:
    change(project, "audiences/councillors.yaml", "formats: [md, docx, pdf, outline.docx, txt, odt]", "formats: [pptx]")
    template = project / "templates" / "documents" / "slides.md.j2"
    lines = "\n".join(f"- Point {chr(97 + n)}, which is worth a line of its own\n" for n in range(25))
    text = template.read_text(encoding="utf-8")
    enough = "One line.\n\n" * 8 + "word " * 20
    many = f"## Many points\n\n{lines}\n\n## Enough points\n\n{enough}\n"
    template.write_text(text.replace("{% block closing %}", f"{many}\n{{% block closing %}}"), encoding="utf-8")
    report = built(project, documents=("slides",), formats=("pptx",))
    made = report.outputs[0]
    assert "“Many points” split into 3" in made.split
    assert read_manifest(project / "build" / "manifest.json").records[made.path]["split"] == list(made.split)
    full = [problem for problem in report.problems if "% full" in problem.message]
    assert full
    assert [problem.place.key for problem in full] == ["documents.slides"] * len(full)
    assert all(problem.message.startswith("slides.pptx: the slide “") for problem in full)
