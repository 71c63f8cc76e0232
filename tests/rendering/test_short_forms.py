"""The list of short forms: what a document uses and its readers do not know, where its template asks for it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from briefpack.content.brief import Brief, brief_pack
from briefpack.content.pack import read_pack
from briefpack.document.inline_markdown import inline_source
from briefpack.rendering.escaping import PlainWords
from briefpack.rendering.short_forms import ShortForms
from briefpack.rendering.templates import render_document
from tests.conftest import TINY

ACRONYMS = [
    SimpleNamespace(short=PlainWords(short), long=PlainWords(long))
    for short, long in (("UN", "United Nations"), ("R&D", "Research"), ("EU", "Union"))
]
SOURCE = r"The UN and R\&D, the UNO."


def listed(language: str, *known: str) -> str:
    short_forms = ShortForms(ACRONYMS, known, language)
    source = SOURCE + str(short_forms.listed("Short forms").__html__())
    filled = short_forms.filled(source, str)
    assert filled is not None and filled.startswith(SOURCE)
    assert filled == SOURCE + str(short_forms.listed("Short forms"))
    return filled.removeprefix(SOURCE)


def test_the_list_holds_what_is_used_and_not_known() -> None:
    assert listed("en") == r"Short forms UN: United Nations; R\&D: Research."
    assert listed("ja") == r"Short forms UN：United Nations；R\&D：Research。"
    assert listed("en", "UN") == r"Short forms R\&D: Research."
    assert listed("en", "UN", "R&D") == ""


def test_a_text_whose_template_asks_for_no_list_is_finished() -> None:
    assert ShortForms(ACRONYMS, (), "en").filled(SOURCE, str) == SOURCE


@pytest.fixture(scope="module")
def brief() -> Brief:
    return brief_pack(read_pack(TINY), "councillors", "en")


def test_the_list_stands_where_it_is_asked_for_and_notes_are_counted_once(brief: Brief, tmp_path: Path) -> None:
    memo = tmp_path / "documents" / "memo.md.j2"
    memo.parent.mkdir()
    (acronym, *_) = brief.pack.facts.acronyms
    memo.write_text(
        "[{{ short_forms('In short:') }}] " + acronym.short + " {{ cite(context[0]) }}{{ notes()|length }}",
        encoding="utf-8",
    )
    shown = render_document(brief, "memo", (tmp_path,), inline_source)
    assert shown == rf"[In short\: {acronym.short}: {acronym.long}.] {acronym.short} [^1]1"


@pytest.mark.parametrize(
    "use",
    [
        *("{{ l }}", "{% if l %}{{ l }}!{% endif %}", "{{ l|length }}", "{{ l|first|default('–') }}", "{{ l + 'x' }}"),
        *(
            "{{ 1 if l == '' else 2 }}",
            "{{ 1 if 'OTT' in l else 2 }}",
            "{{ {l: 1}|length }}",
            "{{ 1 if l < 'a' else 2 }}",
        ),
        *(
            "{% for letter in l %}{{ letter }}{% endfor %}",
            "{{ l|join('·') }}",
            "{{ l ~ 'x' }}",
            "{{ [l, 'x']|join(', ') }}",
        ),
        *("{% set s %}{{ l }}{% endset %}{{ s }}{{ s }}", "{% set s %}{{ l }}{% endset %}{{ s|first }}"),
        "{{ in_a_row([l, 'x']) }}{{ quote(l) }}{{ l[:3] }}",
    ],
)
def test_whatever_a_template_does_with_a_list_it_gets_its_words(
    use: str, brief: Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = tmp_path / "documents" / "memo.md.j2"
    memo.parent.mkdir()
    memo.write_text("{% set l = short_forms('In short:') %}" + use + " OTT", encoding="utf-8")
    shown = render_document(brief, "memo", (tmp_path,), inline_source)
    fill = ShortForms.filled
    monkeypatch.setattr(ShortForms, "filled", lambda *arguments: fill(*arguments) and None)
    assert shown == render_document(brief, "memo", (tmp_path,), inline_source), "as if it were rendered twice"
