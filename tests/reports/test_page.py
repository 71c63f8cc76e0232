"""The matrix as a page: one file, readable by machines that read aloud, in a theme's colours."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import lxml.html
import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.layers import template_folders
from briefpack.look.theme import TEXT_ON_GROUND, contrast, read_theme
from briefpack.reports.page import PAGE, matrix_page
from briefpack.reports.records import matrix_csv
from briefpack.reports.trace import Trace, trace_documents
from tests.conftest import REPOSITORY
from tests.look.test_theme import logo_theme

THEME = read_theme("base", REPOSITORY / "templates" / "themes")
COLOURS = THEME.colours


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
    assert {len(row) for row in table.iter("tr") if row.find("td") is not None} == {columns}
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


def test_what_looks_like_markup_in_a_text_stays_text(traces: list[Trace], shared: Path) -> None:
    facts = traces[0].pack.facts.model_copy(update={"title": "<i>Two & more</i>"})
    marked = [replace(t, brief=replace(t.brief, pack=replace(t.brief.pack, facts=facts))) for t in traces]
    text = matrix_page(marked, THEME, shared).decode()
    assert "<i>" not in text
    assert "&lt;i&gt;Two &amp; more&lt;/i&gt;</h1>" in text


def test_wordings_are_in_their_language(traces: list[Trace], shared: Path) -> None:
    korean = [replace(t, job=replace(t.job, language="ko")) for t in traces]
    parsed = lxml.html.document_fromstring(matrix_page(korean, THEME, shared).decode())
    assert {p.get("lang") for p in parsed.iterfind(".//details/p") if p.get("class") != "place"} == {"ko"}


def test_kinds_of_items_are_named_in_words(first_pack: list[Trace]) -> None:
    parsed = lxml.html.document_fromstring(matrix_page(first_pack, THEME, REPOSITORY).decode())
    names = ["".join(head.itertext()) for head in parsed.iter("th") if head.get("scope") == "rowgroup"]
    assert "Key figures" in names
    assert all("_" not in name for name in names)


def test_the_page_says_everything_in_words(page: Element) -> None:
    for cell in page.iter("td"):
        assert "".join(cell.itertext()).strip()


def test_the_page_sets_text_only_on_grounds_that_themes_are_checked_for() -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", PAGE.read_text(encoding="utf-8"))
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
