"""Escaping: whatever a value holds, it reaches a template as text on one line, and never as structure."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined, UndefinedError

from briefpack.content.values import Markdown
from briefpack.document.inline_markdown import inline_words
from briefpack.languages.characters import in_one_line
from briefpack.rendering.escaping import as_markdown, escaped, protected, words_for

WORDS = words_for(lambda text: f"<{text}>")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" \t\n")))
def test_escaped_text_reads_as_itself(text: str) -> None:
    assert inline_words(escaped(text)).split() == in_one_line(text).split()
    assert "\n" not in escaped(text)


def test_a_no_break_space_stays_within() -> None:
    assert escaped("\u00a012\u00a0kg\u00a0") == "12\u00a0kg"


def test_plain_words_escape_themselves_and_markdown_goes_through_its_source() -> None:
    assert WORDS("a*b").__html__() == r"a\*b"  # type: ignore[attr-defined]
    assert WORDS(Markdown("a*b*")).__html__() == "<a*b*>"  # type: ignore[attr-defined]


def test_all_texts_of_a_view_are_protected() -> None:
    day = datetime.date(2024, 5, 1)
    view = {"a": SimpleNamespace(b=["x", ("y",)], c=day, d=None, e=1.5, f=True)}
    shown = protected(view, lambda text: f"{text}!")
    assert shown == {"a": SimpleNamespace(b=["x!", ["y!"]], c=day, d=None, e=1.5, f=True)}


def test_what_acts_is_given_to_no_template() -> None:
    with pytest.raises(TypeError, match="cannot be given a function"):
        protected([lambda: 0], str)


@pytest.mark.parametrize(
    ("value", "markdown"), [(None, ""), (1.5, r"1\.5"), ("a_b", r"a\_b"), (escaped("a_b"), r"a\_b")]
)
def test_what_filters_make_is_escaped_once(value: object, markdown: str) -> None:
    assert as_markdown(value) == markdown


def test_a_missing_name_fails() -> None:
    with pytest.raises(UndefinedError):
        as_markdown(StrictUndefined(name="x"))
