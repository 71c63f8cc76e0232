"""A template that has no end, or makes too much, is stopped at its line, at the same place on every machine."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefpack.content.brief import Brief, brief_pack
from briefpack.content.pack import read_pack
from briefpack.document.inline_markdown import inline_source
from briefpack.errors import BuildError
from briefpack.rendering import allowance
from briefpack.rendering.allowance import TooMuch, checked_format, spend, text_of
from briefpack.rendering.templates import render_document
from tests.conftest import TINY

ROUNDS = "goes round too often, or makes too much: it was stopped here"
LONG = "makes a text of more than"
NUMBER = "a number or a range is too large"
DEEP = "it is nested too deep"
FILLED = "fills a place of a text up to more than 100 letters"
GROWN = "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(80) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}"
"""Two lists that are small in memory, and whose comparison takes two to the power of eighty steps."""
HASHED = GROWN.replace("[", "(").replace("]", ")").replace("(1)", "(1,)")


@pytest.fixture(scope="module")
def brief() -> Brief:
    return brief_pack(read_pack(TINY), "councillors", "en")


def problem(brief: Brief, folder: Path, memo: str) -> str:
    (folder / "documents").mkdir(exist_ok=True)
    (folder / "documents/memo.md.j2").write_text(f"# T\n\n{memo}", encoding="utf-8")
    with pytest.raises(BuildError) as found:
        render_document(brief, "memo", (folder,), inline_source)
    return str(found.value)


WITHOUT_END = [
    ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", ROUNDS),
    ("{% for i in range(9999) %}{% for j in range(9999) if false %}{% endfor %}{% endfor %}", ROUNDS),
    ("{% for i in [1] recursive %}{{ loop(range(9999)) }}{% endfor %}", ROUNDS),
    ("{% for i in range(9999) %}{% set x = [" + "1," * 2000 + "] %}{% endfor %}", ROUNDS),
    ("{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(99) }}", ROUNDS),
    ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", DEEP),
    ("{% block a %}x{% endblock %}{% for i in range(9999) %}{% for j in range(99) %}{{ self.a() }}{% endfor %}{% endfor %}", ROUNDS),
    ("{% set a = range(9999)|list %}{% for i in range(9999) %}{% set b = a[1:] %}{% endfor %}", ROUNDS),
    ("{% for i in range(9999) %}{% set b = range(9999)|map('abs')|sum %}{% endfor %}", ROUNDS),
    ("{{ [1]|slice(10**9)|list|length }}", ROUNDS),
    ("{{ [1]|batch(10**9, 0)|list|length }}", ROUNDS),
    ("{{ ([1] * 10**9)|length }}", ROUNDS),
    ("{{ ([range(9999)|list] * 9999)|sum(start=[])|length }}", ROUNDS),
    ("{{ 'x' * 10**9 }}", LONG),
    ("{{ range(9999)|join('x' * 9999) }}", LONG),
    ("{% set n = namespace(x='x' * 99) %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}", LONG),
    ("{% for i in range(99999) %}{{ i }} and so on {% endfor %}", LONG),
    ("{% set x %}{% for i in range(99999) %}and so on {% endfor %}{% endset %}", ROUNDS),
    ("{{ '%1000000000d' % 1 }}", FILLED),
    ("{{ '%(a)-.999f' % {'a': 1} }}", FILLED),
    ("{{ '%*d' % (10**9, 1) }}", FILLED),
    ("{{ _('%(a)999999s', a=1) }}", FILLED),
    ("{{ '{:1000000000}'.format(1) }}", "does what a template may not"),
    ("{{ (5).to_bytes(10**9, 'big') }}", "does what a template may not"),
    ("{{ 9**100000000 }}", NUMBER),
    ("{{ 1.5|round(10**9, 'floor') }}", NUMBER),
    ("{% set n = namespace(x=2) %}{% for i in range(9999) %}{% set n.x = n.x + n.x %}{% endfor %}", NUMBER),
    ("{{ " + "1" * 5000 + " }}", "a number has too many digits"),
    ("{{ number('9' * 100000) }}", "number() is given what is no number"),
    (GROWN + "{% if n.a == n.b %}{% endif %}", ROUNDS),
    (GROWN + "{% if n.a in [n.b] %}{% endif %}", ROUNDS),
    (GROWN + "{% if n.a is eq(n.b) %}{% endif %}", ROUNDS),
    (GROWN + "{{ [n.a, n.b]|sort|length }}", ROUNDS),
    (GROWN + "{{ [n.a]|select('==', n.b)|list|length }}", ROUNDS),
    (GROWN + "{{ number(n.a) }}", "number() is given what is no number"),
    (HASHED + "{{ {n.a: 1}|length }}", ROUNDS),
    (HASHED + "{{ {1: 1}[n.a] }}", ROUNDS),
    (HASHED + "{{ dict([(n.a, 1)])|length }}", ROUNDS),
    (HASHED + "{{ proposals|map(n.a)|list|length }}", ROUNDS),
]  # fmt: skip


@pytest.mark.parametrize(("memo", "words"), WITHOUT_END, ids=range(len(WITHOUT_END)))
def test_what_has_no_end_is_stopped_at_its_line(
    brief: Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memo: str, words: str
) -> None:
    monkeypatch.setattr(allowance, "STEPS", 100_000)
    found = problem(brief, tmp_path, memo)
    assert "documents/memo.md.j2:3: error: " in found
    assert words in found


def test_what_a_document_is_allowed_takes_seconds(brief: Brief, tmp_path: Path) -> None:
    began = time.process_time()
    assert ROUNDS in problem(brief, tmp_path, GROWN + "{% if n.a == n.b %}{% endif %}")
    assert time.process_time() - began < 10


def test_a_line_of_a_macro_is_named_where_the_macro_goes_round(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    macro = "{% macro f() %}\n{% for i in range(99999) %}\n{% for j in range(99999) %}{% endfor %}{% endfor %}{% endmacro %}"
    (tmp_path / "parts/_f.md.j2").write_text(macro, encoding="utf-8")
    assert "parts/_f.md.j2:3: error: goes round" in problem(
        brief, tmp_path, "{% from 'parts/_f.md.j2' import f %}{{ f() }}"
    )


def test_what_stands_beside_signs_of_percent_is_no_width() -> None:
    text = "%(share)s of 5000, 100% and 12000 more"
    assert checked_format(text) == text
    with pytest.raises(TooMuch):
        checked_format("%(share)5000s")


def test_texts_are_joined_as_they_are_and_each_document_begins_anew() -> None:
    with allowance.allowed(items=1):
        assert text_of(iter(["a", "b"])) == text_of(["a", "b"]) == "ab"
        with pytest.raises(TooMuch):
            spend(allowance.STEPS + 2 * allowance.STEPS_AN_ITEM)
        with allowance.allowed(items=0):
            spend(allowance.STEPS)
