"""Templates: strict, sandboxed, layered; what goes wrong names template, line and the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.content.brief import Brief, brief_pack
from briefpack.content.pack import read_pack
from briefpack.document import tree
from briefpack.document.inline_markdown import inline_source
from briefpack.document.markdown import parse_document
from briefpack.errors import BuildError, Place
from briefpack.rendering.meta import document_meta
from briefpack.rendering.templates import render_document
from tests.conftest import REPOSITORY, TINY

MEMO = "documents/memo.md.j2"


@pytest.fixture(scope="module")
def brief() -> Brief:
    return brief_pack(read_pack(TINY), "councillors", "en")


def write(folder: Path, templates: dict[str, str]) -> Path:
    for name, text in templates.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def rendered(brief: Brief, tmp_path: Path, **templates: str) -> str:
    named = {name.replace("__", "/") + ".md.j2": text for name, text in templates.items()}
    return render_document(brief, "memo", (write(tmp_path, named),), inline_source)


def problem(brief: Brief, tmp_path: Path, memo: str, **more: str) -> str:
    with pytest.raises(BuildError) as found:
        rendered(brief, tmp_path, documents__memo=memo, **more)
    return str(found.value)


def test_fields_are_escaped_unless_they_are_markdown(brief: Brief, tmp_path: Path) -> None:
    found = rendered(
        brief, tmp_path, documents__memo="{{ pack.contact.phone }}|{{ proposals[1].text }}|{{ proposals[0].text }}"
    )
    assert found == (
        r"\+00 123|A kiosk that both towns run\.|"
        r"A bridge from the harbour to the hill\, see [the plan](<https://example.org/plan?a=1&b=2>)\."
    )


def test_joining_and_filters_do_not_undo_the_escape(brief: Brief, tmp_path: Path) -> None:
    memo = "{{ pack.contact.phone ~ '*' }} {{ [pack.contact.phone]|join('*') }} {{ options[0].pros|first }} {{ proposals|length }} {{ pack.contact.phone|default('') }}"
    found = rendered(brief, tmp_path, documents__memo=memo)
    assert found == r"\+00 123* \+00 123 It is quick\. 2 \+00 123"


def test_an_overlay_replaces_blocks_and_the_same_name_means_the_one_below(brief: Brief, tmp_path: Path) -> None:
    found = rendered(
        brief,
        tmp_path,
        documents__memo="{% extends 'parts/_frame.md.j2' %}{% block a %}below{% endblock %}",
        parts___frame="[{% block a %}{% endblock %}|{% block b %}frame{% endblock %}]",
        audiences__councillors__documents__memo="{% extends 'documents/memo.md.j2' %}{% block a %}{{ super() }} and above{% endblock %}",
    )
    assert found == "[below and above|frame]"


@pytest.mark.parametrize("number", [1, 99, 100, 9_999, 10_000, 999_999_999])
def test_who_leads_stands_below_a_proposal_of_any_number(brief: Brief, tmp_path: Path, number: int) -> None:
    """CommonMark lets a number have nine digits."""
    memo = (
        "{% extends 'parts/_document.md.j2' %}{% from 'parts/_macros.md.j2' import proposal with context %}"
        f"{{% block body %}}{{{{ proposal(proposals[0], {number}, full=True, step=False) }}}}{{% endblock %}}"
    )
    folders = write(tmp_path, {MEMO: memo}), REPOSITORY / "templates"
    meta = document_meta(brief, "memo", folders)
    found = parse_document(render_document(brief, "memo", folders, inline_source), meta, Place(MEMO))
    (listed,) = (block for block in found.blocks if isinstance(block, tree.List))
    _, lead = listed.items[0].blocks
    assert listed.start == number
    assert isinstance(lead, tree.Paragraph) and tree.plain_text(lead.inlines).startswith("Lead:")


@pytest.mark.parametrize(
    ("memo", "line", "words"),
    [
        ("a\n{{ pack.titel }}", 2, "nothing is called “titel” here\n    Did you mean “title”?"),
        ("{{ pakc.title }}", 1, "nothing is called “pakc” here\n    Did you mean “pack”?"),
        ("{% for item in propsals %}{% endfor %}", 1, "Did you mean “proposals”?"),
        ("{% for item in proposals %}\n{{ item.titel.x }}{% endfor %}", 2, "Did you mean “title”?"),
        ("\n{% if x %}", 2, "{% if %} is not closed"),
        ("{% extends 'parts/frame.md.j2' %}", 1, "there is no template “parts/frame.md.j2”"),
        ("{{ pack.title|upper }}", 1, "there is no filter “upper”"),
        ("{{ pack.title.upper() }}", 1, "does what a template may not"),
        ("{{ ''.__class__.__mro__ }}", 1, "does what a template may not"),
        ("{{ cite.__globals__ }}", 1, "does what a template may not"),
        ("{{ pack.__dict__ }}", 1, "does what a template may not"),
        ("{% for n in range(999999999) %}{% endfor %}", 1, "range"),
        ("{{ 1/0 }}", 1, "division"),
        ("{% include '../../secret.md.j2' %}", 1, "there is no template"),
        ("{{ cite('p01') }}", 1, "cannot be filled in"),
        ("{{ 'x' * 3 }}{{ [1][5] }}", 1, "nothing is called “5” here"),
        ("{{ number('many') }}", 1, "a text is used as a number"),
        ("{{ pack.contact }}", 1, "prints a group of fields\n    Name one of them: name, role, email, phone."),
        ("a {{ pack.keywords }}", 1, "prints a list of 2"),
        ("{{ listed(proposals) }}", 1, "prints a group of fields\n    Name one of them: id, title,"),
        ("{{ proposals|join(', ') }}", 1, "prints a group of fields"),
        ("{{ 'x ' ~ proposals[0] }}", 1, "prints a group of fields"),
        ("{{ quote(proposals[0].leads) }}", 1, "prints a list of 1"),
        ("{{ cite }}", 1, "prints a function and not what it returns"),
        ("{{ 1 == 1 }}", 1, "prints whether something is so"),
        ("{{ pack.date }}", 1, "prints a date as the computer writes it"),
        ("{{ 1e999 }}", 1, "cannot be filled in"),
        ("{{ 10**5000 }}", 1, "cannot be filled in"),
        ("{{ cite(proposals) }}", 1, "a function or filter is given what it cannot take"),
        ("{{ date('2024-05-01') }}", 1, "a function or filter is given what it cannot take"),
        ("{{ short_forms(5) }}", 1, "error"),
        ("{{ _('Led by %(names)s.') }}", 1, "nothing fills the place “%(names)s” of this text\n    Add names=… to it."),
        ("{% trans author=source.author %}After {{ autor }}.{% endtrans %}", 1, "nothing is called “autor” here"),
        ("{% extends none %}", 1, "error"),
    ],
)
def test_mistakes_name_template_and_line(brief: Brief, tmp_path: Path, memo: str, line: int, words: str) -> None:
    (tmp_path.parent / "secret.md.j2").write_text("secret", encoding="utf-8")
    found = problem(brief, tmp_path, memo)
    assert words in found
    assert f"{MEMO}:{line}: error:" in found


@pytest.mark.parametrize(
    "memo", ["{{ " + "(" * 500 + "1" + ")" * 500 + " }}", "{% if pack %}" * 120 + "x" + "{% endif %}" * 120]
)
def test_what_is_nested_too_deep_is_a_problem(brief: Brief, tmp_path: Path, memo: str) -> None:
    assert f"{MEMO}: error: cannot be read: it is nested too deep" in problem(brief, tmp_path, memo)


def test_a_mistake_in_an_overlay_names_the_overlay(brief: Brief, tmp_path: Path) -> None:
    overlay = "{% extends 'documents/memo.md.j2' %}{% block a %}\n\n{{ nmae }}{% endblock %}"
    found = problem(brief, tmp_path, "{% block a %}{% endblock %}", audiences__councillors__documents__memo=overlay)
    assert "audiences/councillors/documents/memo.md.j2:3: error: nothing is called “nmae”" in found


def test_citing_the_same_paragraphs_twice_is_one_note(brief: Brief, tmp_path: Path) -> None:
    memo = "{{ cite(context[0]) }}{{ cite(context[0], proposals[0]) }}{{ cite(analysis[0]) }}\n{% for n in notes() %}{{ n.key }}={{ n.paragraphs }};{% endfor %}"
    assert rendered(brief, tmp_path, documents__memo=memo) == "[^1][^1-again][^4]\n1=1;1-again=1;4=4;"


def test_a_longer_passage_is_filled_with_its_names(brief: Brief, tmp_path: Path) -> None:
    memo = "{% trans author=source.author %}After {{ author }}.{% endtrans %}"
    assert (
        rendered(brief, tmp_path, documents__memo=memo)
        == f"After {brief.pack.source.author.replace('.', chr(92) + '.')}."
    )
