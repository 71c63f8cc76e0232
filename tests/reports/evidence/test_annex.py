"""The annex and the page: everything that is signed stands in them, in words and marked up for all readers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from briefpack.build.jobs import Folders
from briefpack.content.model import ITEM_KINDS
from briefpack.document import tree
from briefpack.languages.characters import cells
from briefpack.layers import template_folders
from briefpack.look.theme import BASE, read_theme
from briefpack.reports.evidence.annex import annex_document
from briefpack.reports.evidence.gather import report_files
from briefpack.reports.evidence.lines import evidence_lines
from briefpack.reports.evidence.page import PAGE, evidence_page
from briefpack.reports.evidence.sheet import Evidence, evidence_of
from briefpack.reports.evidence.told import told_in
from briefpack.reports.trace import Trace
from tests.conftest import REPOSITORY
from tests.look.test_theme import logo_theme
from tests.reports.evidence.packs import LETTER
from tests.writers.docx_lint import lint

TEMPLATES = template_folders(REPOSITORY)
THEME = read_theme(BASE, *(folder / "themes" for folder in TEMPLATES))


@pytest.fixture(scope="module")
def evidence(traces: list[Trace]) -> Evidence:
    return evidence_of(traces[0].pack, [told_in(traces)], LETTER, "0123456789abcdef" * 4)


def words(document: tree.Document) -> str:
    return " ".join(tree.words(document.blocks))


def test_the_annex_names_every_wording_and_who_reads_it(evidence: Evidence) -> None:
    document = annex_document(evidence, evidence.told[0], TEMPLATES, with_text=False)
    assert "It begins" in words(document)
    text = words(document)
    for wordings in evidence.told[0].items.values():
        assert all(" ".join(wording.text.split()) in text for wording in wordings)
    assert "Councillors: memo" in text
    assert "digest 0123 4567 89ab cdef" in text
    assert "paras 2–3" in text
    assert "para 4, word for word" in text
    assert "Not used: The reference names it." in text
    fields = [field.label for node in tree.walk(document) if isinstance(node, tree.Fields) for field in node.fields]
    assert fields[-4:] == ["Name", "Office", "Signature", "Date"]


def test_the_text_itself_is_shown_only_where_it_is_asked_for(evidence: Evidence) -> None:
    secret = "where the boats come in"
    for with_text in (False, True):
        assert (secret in words(annex_document(evidence, evidence.told[0], TEMPLATES, with_text))) == with_text
        assert (secret in evidence_page(evidence, THEME, with_text).decode()) == with_text


def test_an_annex_with_a_fault_or_without_the_text_says_so(evidence: Evidence, traces: list[Trace]) -> None:
    faulty = evidence_of(evidence.pack, evidence.told, LETTER.replace("harbour", "port"), "")
    text = words(annex_document(faulty, evidence.told[0], TEMPLATES, with_text=False))
    assert "Not to be signed: there is 1 fault." in text
    assert "Signature" not in text
    blind = evidence_of(evidence.pack, evidence.told, None, "")
    text = words(annex_document(blind, evidence.told[0], TEMPLATES, with_text=False))
    assert "text was not at hand" in text
    assert text.count("Not checked.") == 5
    assert "It begins" not in text, "nobody knows how"


@pytest.mark.parametrize("language", ["ja", "ko", "de"])
def test_the_annex_speaks_the_language_of_its_documents(evidence: Evidence, language: str) -> None:
    told = replace(evidence.told[0], language=language)
    document = annex_document(evidence, told, TEMPLATES, with_text=False)
    own = {"ja": "署名", "ko": "서명", "de": "Unterschrift"}[language]
    headings = [tree.plain_text(node.inlines) for node in tree.walk(document) if isinstance(node, tree.Heading)]
    assert own in headings
    assert document.meta.language == language
    assert not [heading for heading in headings[1:] if re.search(r"\b(the|what|and)\b", heading, re.I)]


def test_the_files_are_a_page_and_an_annex_that_word_takes_and_the_same_every_time(
    evidence: Evidence, shared: Path
) -> None:
    folders = Folders(shared / "content", template_folders(shared), shared / "build")
    files = report_files(evidence, folders, with_text=False)
    assert list(files) == ["two-towns/evidence.html", "two-towns/evidence.en.docx"]
    assert lint(files["two-towns/evidence.en.docx"]) == []
    assert report_files(evidence, folders, with_text=False) == files
    assert not [path for path, data in files.items() if str(shared).encode() in data]


def test_the_page_is_one_file_that_machines_can_read_aloud(evidence: Evidence, tmp_path: Path) -> None:
    theme = read_theme("own", logo_theme(tmp_path, "file: mark.png, alt: The Desk"))
    text = evidence_page(evidence, theme, False).decode()
    assert not re.search(r"<(script|link|iframe)|url\(|@import", text)
    page = lxml.html.document_fromstring(text)
    assert (page.get("lang"), page.findtext(".//title")) == ("en", "Evidence: One ticket for two towns")
    for table in page.iter("table"):
        assert table.findtext("caption")
        assert all(heading.get("scope") for heading in table.iter("th"))
        region = table.getparent()
        assert page.get_element_by_id(region.get("aria-labelledby")).tag == "caption"
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len({*ids})
    assert {link.get("href")[1:] for link in page.iter("a") if link.get("href").startswith("#")} <= {*ids}
    boxes = [box for box in page.iter("input") if not box.get("aria-label")]
    assert all(box.getparent().tag == "label" for box in boxes)
    assert {image.get("alt") for image in page.iter("img")} == {"The Desk"}


def test_the_page_escapes_what_looks_like_markup(evidence: Evidence) -> None:
    facts = evidence.pack.facts.model_copy(update={"title": "<i>Two & more</i>"})
    text = evidence_page(replace(evidence, pack=replace(evidence.pack, facts=facts)), THEME, False).decode()
    assert "&lt;i&gt;Two &amp; more&lt;/i&gt;</h1>" in text
    assert "$" not in re.sub(r"\$\d", "", text)
    assert "$title" in PAGE.read_text(encoding="utf-8")


def test_the_lines_say_all_of_it(evidence: Evidence) -> None:
    lines = ["".join(run for run, _ in line) for line in evidence_lines(evidence, ("en",))]
    text = "\n".join(lines)
    assert "  shared-kiosk  paras 2–3" in lines
    assert "A kiosk that both towns run.  [councillors: memo" in text
    assert "title  not used: The reference names it." in text
    assert "  paragraphs           6 of 6 stand in the text, word for word" in lines
    assert (
        max(
            cells("".join(run for run, manner in line if manner == "margin"))
            for line in evidence_lines(evidence, ("en",))
        )
        < 30
    )
    assert evidence_lines(evidence, ("ja",))[-1] == evidence_lines(evidence, ("en",))[-1]


def test_every_kind_of_item_has_a_name_where_kinds_are_named() -> None:
    """A pack with a map stopped the report: its kind had a name on slides alone."""
    text = (REPOSITORY / "templates" / "parts" / "_forms.md.j2").read_text(encoding="utf-8")
    named = re.findall(r'"(\w+)": _\(', text.partition("macro kind_name")[2].partition("endmacro")[0])
    assert set(ITEM_KINDS) <= set(named)
