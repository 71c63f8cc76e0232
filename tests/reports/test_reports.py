"""What audiences get, as it is shown: in the terminal, as a page, as a table for a spreadsheet, as JSON."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.build.jobs import Folders, Request
from briefpack.layers import template_folders
from briefpack.look.theme import TEXT_ON_GROUND, contrast, read_theme
from briefpack.reports.compare import Comparison, comparisons, difference
from briefpack.reports.lines import cells
from briefpack.reports.matrix import grids, matrix_lines
from briefpack.reports.page import STYLE, matrix_page
from briefpack.reports.records import COLUMNS, matrix_csv
from briefpack.reports.trace import Trace, trace_documents
from tests.conftest import REFRESH, REPOSITORY, TINY
from tests.drafts import FOLDERS
from tests.look.test_theme import logo_theme
from tests.reports.test_trace import CASES, two_audiences
from tests.reports.test_trace import traces as known_traces
from tests.test_tasks import invoke

pytestmark = pytest.mark.xdist_group("traces")
THEME = read_theme("base", REPOSITORY / "templates" / "themes")
COLOURS = THEME.colours


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with two audiences that no test changes."""
    project = tmp_path_factory.mktemp("reports")
    shutil.copytree(TINY, project / "content" / "two-towns")
    (project / "tasks.py").write_text("from briefpack.tasks import namespace\n", encoding="utf-8")
    two_audiences(project)
    return project


@pytest.fixture(scope="module")
def traces(shared: Path) -> list[Trace]:
    folders = Folders(shared / "content", template_folders(shared), shared / "build")
    found, problems = trace_documents(Request(), folders, lambda *_: None)
    assert problems == ()
    return found


@pytest.fixture(scope="module")
def first_pack() -> list[Trace]:
    return [trace for trace in known_traces(FOLDERS).values() if trace.pack.name == "japan-korea-ties"]


COMMANDS = {
    "explain-memo": "explain --audience councillors --document memo",
    "explain-onepager": "explain --audience voters --document onepager",
    "matrix": "matrix",
    "compare": "compare councillors voters",
}


@pytest.mark.parametrize("case", COMMANDS)
def test_what_a_person_reads(shared: Path, case: str) -> None:
    done = invoke(shared, *COMMANDS[case].split())
    assert (done.returncode, done.stderr) == (0, "")
    expected = CASES / f"{case}.txt"
    if REFRESH:
        expected.write_text(done.stdout, encoding="utf-8")
    refresh = "refresh with: BRIEFPACK_REFRESH=1 invoke test --only tests/test_reports.py"
    assert done.stdout == expected.read_text(encoding="utf-8"), refresh
    assert max(map(cells, done.stdout.splitlines())) <= 100


def test_a_matrix_breaks_between_audiences_where_the_terminal_is_narrow(first_pack: list[Trace]) -> None:
    for width in (60, 80, 100):
        lines = ["".join(text for text, _ in line) for line in matrix_lines(first_pack, width)]
        assert max(map(cells, lines)) <= width
        assert sum("working-table" in line for line in lines) == {60: 3, 80: 2, 100: 1}[width]


def test_languages_that_are_told_alike_share_a_table(traces: list[Trace]) -> None:
    again = [replace(t, job=replace(t.job, language="ja")) for t in traces]
    assert len(grids([*traces, *again])) == 2
    text = "\n".join("".join(run for run, _ in line) for line in matrix_lines([*traces, *again], 100))
    assert text.count("shared-kiosk") == 1
    assert "two-towns, in en, ja" in text


def test_the_csv_reads_back_as_a_row_an_item_audience_document_and_language(traces: list[Trace], shared: Path) -> None:
    data = matrix_csv(traces, shared)
    assert data.startswith(b"\xef\xbb\xbf"), "Excel knows UTF-8 by its mark"
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(traces) * 14
    told = next(r for r in rows if (r["item"], r["audience"], r["document"]) == ("shared-kiosk", "voters", "memo"))
    assert told["told"] == "long"
    assert told["reworded"] == "yes"
    assert told["long"] == "A kiosk that both towns pay for."
    assert told["place"] == "content/two-towns/audiences/voters.yaml:25; content/two-towns/audiences/voters.yaml:26"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "＝"])
def test_no_cell_of_the_csv_is_a_formula(
    traces: list[Trace], shared: Path, sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    uses = {item: replace(use, long=f"{sign}1+1") for item, use in traces[0].uses().items()}
    monkeypatch.setattr(Trace, "uses", lambda self: uses)
    rows = list(csv.DictReader(io.StringIO(matrix_csv(traces[:1], shared).decode("utf-8-sig"), newline="")))
    assert {row["long"] for row in rows} == {f"'{sign}1+1"}


@pytest.fixture(scope="module")
def page(traces: list[Trace], shared: Path) -> Element:
    parsed: Element = lxml.html.document_fromstring(matrix_page(traces, THEME, shared).decode())
    return parsed


def test_the_page_states_language_and_title_and_fetches_nothing(
    page: Element, traces: list[Trace], shared: Path
) -> None:
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == "Who is told what: One ticket for two towns"
    text = matrix_page(traces, THEME, shared).decode()
    assert text.startswith("<!DOCTYPE html>")
    assert not re.search(r"<(script|link|img|iframe)|url\(|@import|https?:", text)
    assert str(shared) not in text


def test_the_page_shows_a_themes_logo_and_fonts(traces: list[Trace], shared: Path, tmp_path: Path) -> None:
    theme = read_theme("own", logo_theme(tmp_path, "file: mark.png, alt: The Desk"))
    fonts = theme.fonts.model_copy(update={"office_body": 'Garamond"}</style>'})
    text = matrix_page(traces, theme.model_copy(update={"fonts": fonts}), shared).decode()
    (logo,) = lxml.html.document_fromstring(text).iter("img")
    assert logo.get("alt") == "The Desk"
    assert base64.b64decode(logo.get("src").removeprefix("data:image/png;base64,")) == theme.picture.data
    assert '"Source Sans 3", "Garamondstyle"' in text


def test_the_pages_table_has_a_caption_and_headings_with_scopes(page: Element) -> None:
    table = page.find(".//table")
    assert table is not None
    assert table.findtext("caption")
    assert {heading.get("scope") for heading in table.iter("th")} == {"col", "colgroup", "row", "rowgroup"}
    columns = sum(int(group.get("span", "1")) for group in table.iter("colgroup"))
    for row in table.iter("tr"):
        if row.find("td") is not None:
            assert len(row) == columns
    region = page.find(".//div[@role='region']")
    assert region is not None
    assert region.get("tabindex") == "0"
    assert page.find(f".//*[@id='{region.get('aria-labelledby')}']") is not None


def test_the_page_holds_every_wording(page: Element, traces: list[Trace]) -> None:
    text = " ".join("".join(page.itertext()).split())
    for trace in traces:
        for use in trace.uses().values():
            assert all(" ".join(words.split()) in text for words in (use.title, use.long, use.short))
    assert all(details.find("summary") is not None for details in page.iter("details"))


def test_wordings_are_in_their_language(traces: list[Trace], shared: Path) -> None:
    korean = [replace(t, job=replace(t.job, language="ko")) for t in traces]
    parsed = lxml.html.document_fromstring(matrix_page(korean, THEME, shared).decode())
    assert {p.get("lang") for p in parsed.iterfind(".//details/p") if p.get("class") != "place"} == {"ko"}


def test_the_page_says_everything_in_words(page: Element) -> None:
    for cell in page.iter("td"):
        assert "".join(cell.itertext()).strip()


def test_the_page_sets_text_only_on_grounds_that_themes_are_checked_for() -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", STYLE)
    found = set()
    for _, body in rules:
        text = re.search(r"(?<![-\w])color: var\(--([\w-]+)\)", body)
        ground = re.search(r"background: var\(--([\w-]+)\)", body)
        if text:
            found.add((text[1].replace("-", "_"), ground[1].replace("-", "_") if ground else "paper"))
    assert ("on_band", "band") in found
    assert found <= set(TEXT_ON_GROUND)
    assert all(contrast(getattr(COLOURS, a), getattr(COLOURS, b)) >= 4.5 for a, b in found)


def test_the_page_is_the_same_bytes_every_time(
    traces: list[Trace], shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = matrix_page(traces, THEME, shared), matrix_csv(traces, shared)
    monkeypatch.chdir(shared / "content")
    folders = Folders(shared / "content", template_folders(shared), shared / "build")
    again = trace_documents(Request(), folders, lambda *_: None)[0]
    assert (matrix_page(again, THEME, shared), matrix_csv(again, shared)) == here


def mirrored(found: Comparison) -> Comparison:
    def swap(part: object) -> object:
        return replace(part, first=part.second, second=part.first)  # type: ignore[attr-defined, type-var]

    return replace(
        found,
        first=found.second,
        second=found.first,
        first_only=found.second_only,
        second_only=found.first_only,
        sides=tuple(map(swap, found.sides)),
        lengths=tuple(map(swap, found.lengths)),
        orders=tuple(map(swap, found.orders)),
        wordings=tuple(replace(swap(w), difference=difference(w.second, w.first)) for w in found.wordings),
    )


def unordered(found: Comparison) -> dict[str, object]:
    return {name: set(value) if isinstance(value, tuple) else value for name, value in vars(found).items()}


def test_a_comparison_is_the_same_either_way_round(first_pack: list[Trace]) -> None:
    found = comparisons(first_pack, "ministers", "journalists")
    assert [one.language for one in found] == ["en", "ja", "ko"]
    for there, back in zip(found, comparisons(first_pack, "journalists", "ministers"), strict=True):
        assert unordered(mirrored(back)) == unordered(there)
        assert set(there.first_only).isdisjoint(there.second_only)


def test_what_both_are_told_alike_is_no_difference(first_pack: list[Trace]) -> None:
    for one in comparisons(first_pack, "ministers", "ministers"):
        assert not (one.first_only or one.second_only or one.wordings or one.lengths or one.orders or one.sides)


@given(st.text("ab 。日本", max_size=12), st.text("ab 。日本", max_size=12))
def test_a_difference_holds_both_texts_and_turns_round(first: str, second: str) -> None:
    found = difference(first, second)
    assert "".join(text for change, text in found if change != "added") == first
    assert "".join(text for change, text in found if change != "removed") == second
    turned = {"same": "same", "added": "removed", "removed": "added"}
    back = [(turned[change], text) for change, text in difference(second, first)]
    assert sorted(back) == sorted(found)


@pytest.mark.parametrize("command", ["explain", "matrix", "compare councillors voters"])
def test_json_is_for_programs(shared: Path, command: str) -> None:
    done = invoke(shared, *command.split(), "--json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    if command == "explain":
        places = [p["place"]["file"] for d in found for b in d["blocks"] for p in b["passages"]]
        assert "content/two-towns/audiences/voters.yaml" in places


def test_the_matrix_goes_to_the_build_folder_or_where_it_is_told(shared: Path) -> None:
    done = invoke(shared / "content", "matrix", "--html", "--csv=wordings.csv")
    assert done.stderr == ""
    assert (shared / "build" / "two-towns" / "matrix.html").is_file()
    assert (shared / "content" / "wordings.csv").is_file()


def test_a_build_leaves_the_matrix_alone(project: Path) -> None:
    assert invoke(project, "matrix", "--html").stdout == "build/two-towns/matrix.html\n"
    for _ in range(2):
        done = invoke(project, "build")
        assert (done.returncode, "removed" in done.stdout) == (0, False)
    assert (project / "build" / "two-towns" / "matrix.html").is_file()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("explain --audience councilors", "Did you mean “councillors”?"),
        ("explain --document memmo", "Did you mean “memo”?"),
        ("explain --language fr", "Known here: en."),
        ("matrix --pack two-town", "Did you mean “two-towns”?"),
        ("compare councillors voter", "Did you mean “voters”?"),
        ("compare voters voters", "Name two audiences"),
    ],
)
def test_wrong_use_has_status_2(shared: Path, command: str, words: str) -> None:
    done = invoke(shared, *command.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_problems_have_status_1(project: Path) -> None:
    pack = project / "content" / "two-towns" / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("series:", "serie:"), encoding="utf-8")
    for command in ("explain", "matrix"):
        done = invoke(project, command)
        assert (done.returncode, done.stdout) == (1, "")
        assert "the key “serie” is not known here" in done.stderr
