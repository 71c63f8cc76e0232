"""A long memo has a cover with its contents: tagged and linked in PDF, a field with its result in Word."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx.oxml.ns import qn

from briefpack.build.jobs import Request
from briefpack.build.workshop import Workshop
from briefpack.document import tree as t
from briefpack.document.contents import MOST_PAGES, front_and_body, has_sections, listed
from briefpack.look.theme import COVER_SCALE, Theme
from briefpack.writers.pdf import measure_pages, write_pdf
from briefpack.writers.word import write_word
from tests.drafts import TINY_FOLDERS, jobs
from tests.tools import PROFILES, converted, sdk_errors
from tests.trees import META, inline, p, table
from tests.writers.docx_lint import lint
from tests.writers.memos import LETTERHEADS
from tests.writers.pdf_structure import Structure, is_annotation, kids, tag
from tests.writers.pdf_text import joined, pages_text, theme
from tests.writers.test_pdf_tags import along_tree, faults
from tests.writers.word_text import part

SECTIONS = ("Where we stand", "What is proposed", "Who would pay", "Risks", "Next steps")


def memo(sections: tuple[str, ...] = SECTIONS, parts: int = 2) -> t.Document:
    """Return a memo of a page or two for each section."""
    front = (
        t.Heading(1, inline("A joint office at the harbour, with one ticket for both towns from next spring on")),
        t.Fields((t.Field("TO", inline("Both councils")), t.Field("FROM", inline("The clerk")))),
        t.Region("callout", (p("One office would do."),)),
    )
    blocks: list[t.Block] = list(front)
    for section in sections:
        blocks += [t.Heading(2, inline(section)), p("The clerk has asked the ferry company. " * 12)]
        for number in range(1, parts + 1):
            blocks += [
                t.Heading(3, inline(f"{section}, part {chr(64 + number)}")),
                p("Each town keeps its own fare. " * 40),
            ]
            blocks += [t.Region("callout", (t.Heading(2, inline("A box")), p("It holds a heading.")))]
            blocks += [table(("Who", "What"), *[(f"Clerk {n}", "Count the tickets. " * 9) for n in range(4)])]
    return t.Document(replace(META, with_contents=True), tuple(blocks))


def entries(document: t.Document) -> list[str]:
    return [t.plain_text(heading.inlines) for heading in listed(document.blocks)]


def test_the_cover_is_all_before_the_first_section() -> None:
    document = memo()
    front, body = front_and_body(document.blocks)
    assert len(front) == 3 and front + body == document.blocks
    assert entries(document)[:3] == ["Where we stand", "Where we stand, part A", "Where we stand, part B"]
    assert "A box" not in entries(document)
    assert has_sections(document.blocks) and not has_sections(memo(("One",)).blocks)


def test_a_pdf_s_contents_name_the_pages_on_which_sections_begin() -> None:
    document = memo()
    written = write_pdf(document, theme())
    cover, *pages = pages_text(written.data)
    assert written.pages > MOST_PAGES
    assert "One office would do." in cover and "ferry company" not in cover
    for name in entries(document):
        (number,) = re.findall(rf"^{name}\s+(\d+)\s*$", cover, re.MULTILINE)
        assert re.search(rf"^{name}\s*$", pages[int(number) - 2], re.MULTILINE), name


def test_a_pdf_s_contents_are_tagged_and_lead_to_their_sections() -> None:
    document = memo()
    data = write_pdf(document, theme()).data
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        structure = Structure(pdf)
        rows = [elem for elem in structure.elems() if tag(elem) == "TOCI"]
        assert len(rows) == len(entries(document))
        assert {tag(row.P) for row in rows} == {"TOC"}
        links = [elem for elem in structure.elems() if tag(elem) == "Link" and tag(elem.P) == "Reference"]
        targets = [next(kid.Obj.Dest for kid in kids(link) if is_annotation(kid)) for link in links]
        pages = [structure.pages[target[0].objgen] + 1 for target in targets]
    numbers = [int(number) for number in re.findall(r"\s(\d+)\s*$", pages_text(data)[0], re.MULTILINE)]
    assert pages == numbers[: len(pages)]


def test_contents_that_go_beyond_the_cover_name_the_sections_alone() -> None:
    document = memo(parts=9)
    cover = pages_text(write_pdf(document, theme()).data)[0]
    assert all(re.search(rf"^{name}\s+\d+", cover, re.MULTILINE) for name in SECTIONS)
    assert "Risks, part A" not in cover
    texts = ["".join(paragraph.itertext()) for paragraph in contents(body(document))]
    assert len(texts) == len(SECTIONS)


def test_contents_that_even_so_go_beyond_the_cover_begin_a_page_on_which_the_text_goes_on() -> None:
    document = memo(tuple(f"Section {n}" for n in range(1, 31)), 1)
    cover, listing, more, *pages = pages_text(write_pdf(document, theme()).data)
    assert "One office would do." in cover and META.contents_label not in cover
    assert META.contents_label in listing and "Section 1, part A" in listing
    assert re.search(r"^Section 30, part A\s+\d+\s+Section 1\s+The clerk has asked", more, re.MULTILINE)
    for name, number in re.findall(r"^(Section \d+)\s+(\d+)\s*$", listing, re.MULTILINE):
        assert re.search(rf"^{name}\s*$", [cover, listing, more, *pages][int(number) - 1], re.MULTILINE), name
    root = body(document)
    assert begins_page(next(par for par in root.iter(qn("w:p")) if "".join(par.itertext()) == META.contents_label))
    assert not begins_page(next(par for par in list(root.iter(qn("w:p")))[::-1] if "".join(par.itertext()) == SECTION))


SECTION = "Section 1"


def begins_page(paragraph: Any) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None


def test_in_large_print_a_cover_s_title_is_no_larger_than_that_of_a_memo() -> None:
    def sizes(look: Theme) -> tuple[float, float]:
        styles = part(write_word(memo(), look).data, "word/styles.xml")
        named = {node.get(qn("w:styleId")): node for node in styles}
        title, cover = (next(named[name].iter(qn("w:sz"))).get(qn("w:val")) for name in ("Heading1", "CoverTitle"))
        return float(title) / 2, float(cover) / 2

    usual, large = sizes(theme()), sizes(theme().in_large_print())
    assert usual[1] == pytest.approx(usual[0] * COVER_SCALE, abs=0.5)
    assert large[1] == large[0] > usual[0]


def test_a_pdf_says_all_else_as_without_contents() -> None:
    document = memo()
    plain = replace(document, meta=replace(document.meta, with_contents=False))
    with_contents, without = (along_tree(write_pdf(one, theme()).data) for one in (document, plain))
    added = [META.contents_label, *entries(document)]
    rest = [line for line in with_contents if re.sub(r"\d+$", "", line) not in set(map(joined, added))]
    assert rest == [line for line in without if line not in set(map(joined, added))]


def body(document: t.Document, letterhead: str = "") -> Any:
    return part(write_word(document, theme(), LETTERHEADS[letterhead]).data, "word/document.xml")


def contents(root: Any) -> list[Any]:
    named = [node for node in root.iter(qn("w:hyperlink")) if (node.get(qn("w:anchor")) or "").startswith("_Toc")]
    return [node.getparent() for node in named]


def test_word_s_contents_are_a_field_with_its_result() -> None:
    document = memo()
    root = body(document)
    orders = [node.text.strip() for node in root.iter(qn("w:instrText"))]
    assert orders[0] == r'TOC \o "2-3" \h \z \u'
    marks = {node.get(qn("w:name")): node.getparent() for node in root.iter(qn("w:bookmarkStart"))}
    for paragraph, name in zip(contents(root), entries(document), strict=True):
        anchor = next(paragraph.iter(qn("w:hyperlink"))).get(qn("w:anchor"))
        assert f"PAGEREF {anchor} \\h" in orders
        assert "".join(marks[anchor].itertext()) == name
    kinds = [node.get(qn("w:fldCharType")) for node in root.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    first = marks["_Toc230000000"]
    assert first.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None, "sections begin behind the cover"


@pytest.mark.parametrize("letterhead", LETTERHEADS, ids=lambda name: name or "no letterhead")
def test_word_s_contents_are_sound(letterhead: str) -> None:
    assert list(lint(write_word(memo(), theme(), LETTERHEADS[letterhead]).data)) == []


@pytest.mark.slow
def test_the_sdk_finds_nothing_in_word_s_contents(tmp_path: Path) -> None:
    data = write_word(memo(), theme()).data
    assert [sdk_errors(data, "docx", profile, tmp_path) for profile in PROFILES] == [[]] * len(PROFILES)


@pytest.mark.slow
def test_word_s_page_numbers_are_those_that_a_program_counts(tmp_path: Path) -> None:
    document = memo()
    path = tmp_path / "memo.docx"
    path.write_bytes(write_word(document, theme()).data)
    (made,) = converted([path], "pdf", tmp_path / "pdf")
    cover, *pages = pages_text(made.read_bytes())
    said = {name: int(re.findall(rf"^{name}\s+(\d+)\s*$", cover, re.MULTILINE)[0]) for name in entries(document)}
    stands = {
        name: next(n for n, page in enumerate(pages, 2) if re.search(rf"^{name}\s*$", page, re.MULTILINE))
        for name in said
    }
    assert sum(said[name] == stands[name] for name in said) >= len(said) - 1
    assert all(abs(said[name] - stands[name]) <= 1 for name in said)


def test_a_memo_of_more_than_six_pages_gets_a_cover_in_every_format_with_pages() -> None:
    workshop = Workshop(TINY_FOLDERS)
    draft = next(
        workshop.draft(job) for job in jobs(Request(documents=("memo",)), workshop) if job.audience == "councillors"
    )
    short, long = memo(SECTIONS[:2], 1), memo()
    for document, covered in ((short, False), (long, True)):
        plain = replace(document, meta=replace(document.meta, with_contents=False))
        assert (measure_pages(plain, draft.theme).pages > MOST_PAGES) is covered
        assert draft.with_contents(plain).meta.with_contents is covered
