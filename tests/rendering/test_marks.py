"""Marks: what a document’s text is made of, and that a document is the same with them and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.content.brief import Brief, brief_pack
from briefpack.content.pack import Pack, read_pack
from briefpack.document.markdown import inline_source
from briefpack.errors import BuildError
from briefpack.rendering.marks import Piece, read_marks, trace_pieces
from briefpack.rendering.templates import render_document
from briefpack.reports.trace import own_words
from tests.conftest import REPOSITORY, TINY

PACKS = [read_pack(TINY), read_pack(REPOSITORY / "content" / "japan-korea-ties")]
DOCUMENTS = [(pack, a, d) for pack in PACKS for a in pack.audiences for d in pack.audiences[a].data.documents]


@pytest.fixture(scope="module")
def brief() -> Brief:
    return brief_pack(PACKS[0], "councillors", "en")


def traced(brief: Brief, folder: Path, **templates: str) -> list[Piece]:
    for name, text in templates.items():
        path = folder / f"{name.replace('__', '/')}.md.j2"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return trace_pieces(brief, "memo", (folder,), inline_source)


def shown(piece: Piece) -> str:
    """Write a piece on one line: its text, its blocks, its lines, its path."""
    blocks = "/".join(spot.block for spot in piece.blocks)
    spots = " ".join(
        f"{spot.layer}:{spot.name.rpartition('/')[2].partition('.')[0]}:{spot.line}" for spot in piece.spots
    )
    path = ".".join(map(str, piece.path)) if piece.path else "-"
    return f"{piece.text.strip()!r} [{blocks}] {spots} {path}"


@pytest.mark.parametrize(
    ("pack", "audience", "document"), DOCUMENTS, ids=lambda v: v.name if isinstance(v, Pack) else v
)
def test_a_document_is_the_same_with_marks_and_without(pack: Pack, audience: str, document: str) -> None:
    brief = brief_pack(pack, audience, "en")
    pieces = trace_pieces(brief, document, (REPOSITORY / "templates",), inline_source)
    text = "".join(piece.text for piece in pieces)
    assert text == render_document(brief, document, (REPOSITORY / "templates",), inline_source)
    assert not set(text) & set("\x01\x02\x03\x04")


def test_blocks_macros_and_super_say_where_each_word_comes_from(brief: Brief, tmp_path: Path) -> None:
    pieces = traced(
        brief,
        tmp_path,
        documents__memo="{% block a %}\nbelow {{ context[0].title }}\n{% endblock %}{% block b %}{% endblock %}",
        parts__m="{% macro say(x) %}\n*{{ x }}*{% endmacro %}",
        audiences__councillors__documents__memo=(
            "{% extends 'documents/memo.md.j2' %}{% from 'parts/m.md.j2' import say with context %}\n"
            "{% block a %}{{ super() }}{{ say(pack.title) }}\n{{ 1 + 1 }}{% endblock %}"
        ),
    )
    assert [shown(piece) for piece in pieces if piece.text.strip() or not piece.text] == [
        "'below' [a/a] 0:memo:2 1:memo:2 -",
        "'One harbour' [a/a] 0:memo:2 1:memo:2 context.0.title",
        "'*' [a] 0:memo:2 1:m:2 -",
        "'One ticket for two towns' [a] 0:memo:2 1:m:2 pack.title",
        "'*' [a] 0:memo:2 1:m:2 -",
        "'2' [a] 0:memo:3 -",
        "'' [b]  -",
    ]


def test_what_never_reaches_the_page_is_not_traced(brief: Brief, tmp_path: Path) -> None:
    memo = (
        "{% set unused %}{{ context[0].title }}{% endset %}{% set twice %}{{ pack.title }}{% endset %}"
        "{% if false %}{{ source.title }}{% endif %}{{ twice }}, {{ twice }}"
    )
    paths = [piece.path for piece in traced(brief, tmp_path, documents__memo=memo) if piece.path]
    assert paths == [("pack", "title")] * 2


def test_filters_and_joins_keep_the_way_to_each_word(brief: Brief, tmp_path: Path) -> None:
    memo = "{{ options[0].pros|join('; ') }} {{ options[0].pros|first }} {{ pack.contact.role ~ '!' }} {{ pack.marking|default('x') }}"
    pieces = traced(brief, tmp_path, documents__memo=memo)
    assert [piece.path for piece in pieces if piece.path] == [
        ("options", 0, "pros", 0),
        ("options", 0, "pros", 0),
        ("pack", "contact", "role"),
        ("pack", "marking"),
    ]


def test_required_blocks_and_comments_and_whitespace_control_are_left_as_they_are(brief: Brief, tmp_path: Path) -> None:
    pieces = traced(
        brief,
        tmp_path,
        documents__memo="{# none #}a\n  {%- block needed required %}{% endblock -%}\n b",
        audiences__councillors__documents__memo="{% extends 'documents/memo.md.j2' %}{% block needed %} x {%- endblock %}",
    )
    assert "".join(piece.text for piece in pieces) == "a xb"


def test_a_template_that_counts_what_it_has_rendered_is_a_problem(brief: Brief, tmp_path: Path) -> None:
    memo = "{% set row %}{{ pack.title }}{% endset %}{{ row|length }}"
    with pytest.raises(BuildError, match="cannot be traced: it counts or compares text that it has rendered"):
        traced(brief, tmp_path, documents__memo=memo)


def test_a_mistake_is_named_as_a_build_names_it(brief: Brief, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"memo.md.j2:2: error: nothing is called “titel” here"):
        traced(brief, tmp_path, documents__memo="a\n{{ pack.titel }}")


@given(st.text(st.characters(exclude_categories=["C"])))
def test_text_without_marks_is_one_piece(text: str) -> None:
    assert read_marks(text) == ([Piece(text, (), (), None)] if text else [])


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("## Risks and open questions", "Risks and open questions"),
        ("::: callout", ""),
        ("| Who | What |", "Who What"),
        ("|:--|--:|", ""),
        ("[The comparison is ours.]{.editor}", "The comparison is ours."),
        ("](mailto:", ""),
        ("[^3-4]", ""),
        (r"Our analysis\:", "Our analysis:"),
        (". First step:", "First step:"),
        (", ", ""),
        ("12. ", ""),
        ("- Approve", "Approve"),
        ("会議の日程", "会議の日程"),
    ],
)
def test_a_templates_own_words_are_told_from_its_structure(markdown: str, words: str) -> None:
    assert own_words(markdown) == words
