"""Marks: what a document’s text is made of, and that a document is the same with them and without."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.content.brief import Brief, brief_pack
from briefpack.content.pack import Pack, read_pack
from briefpack.content.values import Markdown
from briefpack.content.views import Origin, ViewText
from briefpack.document.inline_markdown import inline_source
from briefpack.errors import BuildError
from briefpack.rendering.escaping import PlainWords
from briefpack.rendering.marks import FIRST_SIGN, Fragment, Marks
from briefpack.rendering.templates import render_document
from briefpack.rendering.tracing import trace_fragments
from briefpack.yaml_file import YamlFile
from tests.conftest import REPOSITORY, TINY

PACKS = [read_pack(TINY), read_pack(REPOSITORY / "content" / "japan-korea-ties")]
DOCUMENTS = [(pack, a, d) for pack in PACKS for a in pack.audiences for d in pack.audiences[a].data.documents]


@pytest.fixture(scope="module")
def brief() -> Brief:
    return brief_pack(PACKS[0], "councillors", "en")


def traced(brief: Brief, folder: Path, **templates: str) -> list[Fragment]:
    for name, text in templates.items():
        path = folder / f"{name.replace('__', '/')}.md.j2"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return trace_fragments(brief, "memo", (folder,), inline_source)


def path(fragment: Fragment) -> tuple[str | int, ...]:
    assert fragment.origin
    return fragment.origin.path


def shown(fragment: Fragment) -> str:
    """Write a fragment on one line: its text, its blocks, its lines, and where its words are written."""
    blocks = "/".join(line.block for line in fragment.blocks)
    lines = " ".join(
        f"{line.layer}:{line.name.rpartition('/')[2].partition('.')[0]}:{line.number}" for line in fragment.lines
    )
    written = ".".join(map(str, path(fragment))) if fragment.origin else "-"
    return f"{fragment.text.strip()!r} [{blocks}] {lines} {written}"


@pytest.mark.parametrize(
    ("pack", "audience", "document"), DOCUMENTS, ids=lambda v: v.name if isinstance(v, Pack) else v
)
def test_a_document_is_the_same_with_marks_and_without(pack: Pack, audience: str, document: str) -> None:
    brief = brief_pack(pack, audience, "en")
    fragments = trace_fragments(brief, document, (REPOSITORY / "templates",), inline_source)
    text = "".join(fragment.text for fragment in fragments)
    assert text == render_document(brief, document, (REPOSITORY / "templates",), inline_source)
    assert chr(FIRST_SIGN) not in text


def test_blocks_macros_and_super_say_where_each_word_comes_from(brief: Brief, tmp_path: Path) -> None:
    fragments = traced(
        brief,
        tmp_path,
        documents__memo="{% block a %}\nbelow {{ context[0].title }}\n{% endblock %}{% block b %}{% endblock %}",
        parts__m="{% macro say(x) %}\n*{{ x }}*{% endmacro %}",
        audiences__councillors__documents__memo=(
            "{% extends 'documents/memo.md.j2' %}{% from 'parts/m.md.j2' import say with context %}\n"
            "{% block a %}{{ super() }}{{ say(pack.title) }}\n{{ 1 + 1 }}{% endblock %}"
        ),
    )
    assert [shown(fragment) for fragment in fragments if fragment.text.strip() or not fragment.text] == [
        "'below' [a/a] 2:memo:2 3:memo:2 -",
        "'One harbour' [a/a] 2:memo:2 3:memo:2 context.0.title",
        "'*' [a] 2:memo:2 3:m:2 -",
        "'One ticket for two towns' [a] 2:memo:2 3:m:2 title",
        "'*' [a] 2:memo:2 3:m:2 -",
        "'2' [a] 2:memo:3 -",
        "'' [b]  -",
    ]


def test_what_never_reaches_the_page_is_not_traced(brief: Brief, tmp_path: Path) -> None:
    memo = (
        "{% set unused %}{{ context[0].title }}{% endset %}{% set twice %}{{ pack.title }}{% endset %}"
        "{% if false %}{{ source.title }}{% endif %}{{ twice }}, {{ twice }}"
    )
    paths = [path(fragment) for fragment in traced(brief, tmp_path, documents__memo=memo) if fragment.origin]
    assert paths == [("title",)] * 2


def test_filters_and_joins_keep_the_way_to_each_word(brief: Brief, tmp_path: Path) -> None:
    memo = "{{ options[0].pros|join('; ') }} {{ options[0].pros|first }} {{ pack.contact.role ~ '!' }} {{ pack.marking|default('x') }}"
    fragments = traced(brief, tmp_path, documents__memo=memo)
    assert [path(fragment) for fragment in fragments if fragment.origin] == [
        ("options", 0, "pros", 0),
        ("options", 0, "pros", 0),
        ("contact", "role"),
        ("marking",),
    ]


def test_required_blocks_and_comments_and_whitespace_control_are_left_as_they_are(brief: Brief, tmp_path: Path) -> None:
    fragments = traced(
        brief,
        tmp_path,
        documents__memo="{# none #}a\n  {%- block needed required %}{% endblock -%}\n b",
        audiences__councillors__documents__memo="{% extends 'documents/memo.md.j2' %}{% block needed %} x {%- endblock %}",
    )
    assert "".join(fragment.text for fragment in fragments) == "a xb"


@pytest.mark.parametrize("taken", ["length", "first", "last", "reverse", "batch(2)|map('first')|join", "sort|join"])
def test_a_template_that_works_with_the_letters_of_what_it_has_rendered_is_a_problem(
    brief: Brief, tmp_path: Path, taken: str
) -> None:
    memo = "{% set row %}{{ pack.title }}{% endset %}{{ row|" + taken + " }}"
    with pytest.raises(BuildError, match="cannot be traced: it counts or compares text that it has rendered"):
        traced(brief, tmp_path, documents__memo=memo)


def test_a_mistake_is_named_as_a_build_names_it(brief: Brief, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"memo.md.j2:2: error: nothing is called “titel” here"):
        traced(brief, tmp_path, documents__memo="a\n{{ pack.titel }}")


@given(st.text())
def test_text_without_marks_is_one_fragment(text: str) -> None:
    assert list(Marks(text).read(text)) == ([Fragment(text, (), (), None)] if text else [])


@given(st.text(), st.text())
def test_a_mark_is_no_character_of_the_text(before: str, within: str) -> None:
    marks = Marks(before + within)
    text = ViewText("", Origin("pack", YamlFile(Path("pack.yaml")), ("title",)))
    origin, fragments = text.origin, list(marks.read(before + str(marks.around(text, within))))
    assert fragments == [Fragment(t, (), (), o) for t, o in ((before, None), (within, origin)) if t]


SIGNS = "".join(map(chr, (0, 1, 2, 3, 4, 0x1F, 0x7F, 0xE000, 0xE001, 0xFDD0, 0xFDD1, 0xFFFF, 0x10FFFF)))


@pytest.mark.parametrize("text", [SIGNS, *SIGNS, "§t0§", "\ufdd0t0\ufdd0", "\ufdd0w1\ufdd0"], ids=ascii)
def test_whatever_a_text_holds_it_is_rendered_whole_and_traced(brief: Brief, tmp_path: Path, text: str) -> None:
    facts = brief.pack.facts.model_copy(update={"title": f"a{text}z", "message": Markdown(f"b{text}y")})
    strange = replace(brief, pack=replace(brief.pack, facts=facts))
    memo = "1 {{ pack.title }} {{ pack.message }}\n{{ short_forms('Short:') }} {{ context[0].title }} 2"
    fragments = traced(strange, tmp_path, documents__memo=memo)
    source = "".join(fragment.text for fragment in fragments)
    assert re.search(r"^1 a.*z b.*y$\s+One harbour 2", source, re.MULTILINE | re.DOTALL)
    words = {path(fragment): fragment.text for fragment in fragments if fragment.origin}
    assert words["title",] == PlainWords(f"a{text}z").__html__()
    assert words["message",] == inline_source(f"b{text}y")
