"""Fields: those that compute from the document stay; others become the words they showed, and are named."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from briefpack.office.word_fields import (
    MAX_DEPTH,
    FieldsTooDeep,
    Flattened,
    W,
    flatten_fields,
    repeats_what_is_gone,
    update_fields,
)

NAMES = f'xmlns:w="{W[1:-1]}"'


def tree(content: str) -> Any:
    return etree.fromstring(f"<w:p {NAMES}>{content}</w:p>")


def field(order: str, result: str = "<w:r><w:t>shown</w:t></w:r>") -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{m}"/></w:r>' for m in ("begin", "separate", "end"))
    return f"{begin}{order}{separate}{result}{end}"


def text(order: str) -> str:
    return f"<w:r><w:instrText>{order}</w:instrText></w:r>"


def shown(root: Any) -> str:
    return "".join(root.itertext(f"{W}t"))


@pytest.mark.parametrize("order", [" PAGE ", "page", "= 1 + 2", 'HYPERLINK "https://example.org"', "HYPERLINK \\l a"])
def test_what_computes_from_the_document_stays(order: str) -> None:
    root = tree(field(text(order.replace('"', "&quot;"))))
    before = etree.tostring(root)
    assert flatten_fields(root) == []
    assert etree.tostring(root) == before


@pytest.mark.parametrize("order", ["INCLUDETEXT a.docx", "DDEAUTO c a", "HYPERLINK file:///a", "MACROBUTTON x", ""])
def test_what_reaches_outside_becomes_its_words(order: str) -> None:
    root = tree(field(text(order)))
    assert [one.name for one in flatten_fields(root)] == [(order.split() or ["?"])[0]]
    assert shown(root) == "shown" and not list(root.iter(f"{W}fldChar", f"{W}instrText"))


def test_a_name_in_pieces_is_read_whole() -> None:
    assert [one.name for one in flatten_fields(tree(field(text("INCLUDE") + text("TEXT a"))))] == ["INCLUDETEXT"]


def test_a_name_that_another_field_composes_is_no_name_that_is_kept() -> None:
    root = tree(field(field(text("QUOTE"), "<w:r><w:instrText>PAGE</w:instrText></w:r>") + text("x")))
    assert [one.name for one in flatten_fields(root)] == ["X"]
    assert shown(root) == "shown"


def test_a_field_in_the_words_of_another_is_judged_by_itself() -> None:
    root = tree(field(text("INCLUDETEXT a"), field(text("PAGE"))))
    assert [one.name for one in flatten_fields(root)] == ["INCLUDETEXT"]
    assert [node.text for node in root.iter(f"{W}instrText")] == ["PAGE"]


def test_a_simple_field_is_put_aside_with_its_words_in_place() -> None:
    root = tree('<w:fldSimple w:instr="DATABASE x"><w:r><w:t>shown</w:t></w:r></w:fldSimple>')
    assert [one.name for one in flatten_fields(root)] == ["DATABASE"]
    assert [node.tag for node in root] == [f"{W}r"] and shown(root) == "shown"


def test_a_field_without_an_end_loses_its_marks() -> None:
    root = tree('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + text("DDE a"))
    assert flatten_fields(root) == []
    assert not list(root.iter(f"{W}fldChar", f"{W}instrText"))


def test_fields_too_deep_are_refused() -> None:
    with pytest.raises(FieldsTooDeep):
        flatten_fields(tree('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * (MAX_DEPTH + 1)))


GONE = (
    "STYLEREF Subject",
    'STYLEREF "Your Sign"',
    "REF reference \\h",
    "PAGEREF reference",
    'HYPERLINK \\l "reference"',
)
KEPT = (
    "STYLEREF 1",
    'STYLEREF "Überschrift 1"',
    "STYLEREF Motto",
    "REF other",
    "PAGE",
    'HYPERLINK "https://example.org"',
)


@pytest.mark.parametrize("order", [*GONE, *KEPT])
def test_what_shows_words_that_are_gone_is_known(order: str) -> None:
    assert repeats_what_is_gone(f" {order} ", {"other"}, {"motto", "1"}) == (order in GONE)


@pytest.mark.parametrize(
    ("order", "words"), [("TITLE", "Ours"), (" title \\* MERGEFORMAT ", "Ours"), ('TITLE "x"', "shown")]
)
def test_fields_of_properties_show_those_of_the_document(order: str, words: str) -> None:
    pieces = "<w:r><w:t>sho</w:t></w:r><w:r><w:t>wn</w:t></w:r>"
    quoted = order.replace('"', "&quot;")
    root = tree(
        field(text(quoted), pieces) + f'<w:fldSimple w:instr="{quoted}">{pieces}</w:fldSimple>' + field(text("PAGE"))
    )
    update_fields(root, {"TITLE": "Ours"})
    assert shown(root) == words + words + "shown"


def test_fields_become_words_by_a_rule() -> None:
    root = tree(field(text("REF reference")) + field(text("PAGE")))
    assert flatten_fields(root, lambda order: "REF" not in order) == [Flattened("REF", "shown")]
    assert shown(root) == "shownshown" and "PAGE" in "".join(root.itertext())
