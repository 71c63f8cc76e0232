"""Nothing of a template is dropped or printed as marks: what a parser would lose is a problem."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from briefpack.content.values import escape_markdown
from briefpack.document.losses import losses
from briefpack.document.markdown import parse_document
from briefpack.document.tree import Meta, text_lines
from briefpack.errors import BuildError, Place

LOST = {
    "| a | b |\n|--|--|\n| one | two | THREE |": "has a row of 3 cells in a table of 2: “| one | two | THREE |”",
    "\n".join(f"{'  ' * n}- L{n}" for n in range(11)): "has lists or quotations more than 8 deep: “L8",
    ">" * 30 + " deep": "has lists or quotations more than 8 deep: “deep”",
    "a[^x]\n\n[^x]: ONE\n\n[^x]: TWO": "defines the note “x” 2 times",
    "a\n\n[^x]: ONE": "defines the note “x” and cites it nowhere",
    "text[^p1]": "cites the note “p1”, which is not defined",
    '[a](https://example.org "TITLE")': "a link has a title, “TITLE”",
    "**x**{.editor}": "has attributes that belong to nothing: “{.editor}”",
    "[x]{.editor #here}": "has the attribute “id”",
    "<!-- TODO: ask legal -->": "holds HTML: “<!-- TODO: ask legal -->”",
    "a <b>bold</b> word": "holds HTML: “<b>”",
}


@pytest.mark.parametrize("source", LOST)
def test_what_would_be_lost_is_a_problem(source: str) -> None:
    with pytest.raises(BuildError) as found:
        parse_document(f"# T\n\n{source}\n", Meta("memo", "T"), Place("memo.md.j2"))
    assert LOST[source] in str(found.value)
    assert "\n    " in str(found.value), "with a way out"


@pytest.mark.parametrize("text", ["[^p1]", "| a | b | c", "**x**{.editor}", "<b>", "<!-- x -->", "\\[^a]", "[^x]: y"])
def test_content_may_hold_what_looks_like_it(text: str) -> None:
    source = f"# T\n\n| a |\n|--|\n| {escape_markdown(text)} |\n"
    assert list(losses(source)) == []
    assert text in list(text_lines(parse_document(source, Meta("memo", "T"), Place("memo.md.j2")).blocks))


def test_eight_levels_of_a_list_are_kept() -> None:
    source = "# T\n\n" + "\n".join(f"{'  ' * n}- L{n}" for n in range(8)) + "\n"
    lines = list(text_lines(parse_document(source, Meta("memo", "T"), Place("memo.md.j2")).blocks))
    assert lines[-1] == "L7"


@pytest.mark.parametrize(
    "flood",
    ["[" * 50_000, "![a" * 20_000, "[^" * 30_000, "*{" * 50_000, "|" + " " * 90_000 + "x", "|" + "-" * 90_000 + "x"],
    ids=("brackets", "pictures", "notes", "attributes", "blanks", "hyphens"),
)
def test_a_flood_of_marks_takes_no_time(flood: str) -> None:
    began = time.process_time()
    with suppress(BuildError):
        parse_document(f"# T\n\n{flood}\n", Meta("memo", "T"), Place("memo.md.j2"))
    assert time.process_time() - began < 4


def test_a_fence_of_many_blanks_is_parsed_at_once() -> None:
    began = time.process_time()
    with pytest.raises(BuildError, match="there is no region"):
        parse_document(f"# T\n\n::: {' ' * 90_000}:\n", Meta("memo", "T"), Place("memo.md.j2"))
    assert time.process_time() - began < 2


@pytest.mark.parametrize("source", ["a\\\\[^n]\n\n[^n]: Note", "| a |\n|--|\n| b\\\\ |"])
def test_a_backslash_that_is_itself_escaped_hides_nothing(source: str) -> None:
    assert list(losses(f"{source}\n")) == []


def test_an_escaped_backslash_escapes_no_bar() -> None:
    assert [message for _, message, _ in losses("| a |\n|--|\n| b \\\\| c |\n")] == [
        "has a row of 2 cells in a table of 1: “| b \\\\| c |”"
    ]


@pytest.mark.parametrize("depth", [21, 500, 5000])
def test_marks_within_marks_have_an_end(depth: int) -> None:
    source = f"# T\n\n{'*' * 2 * depth}words{'*' * 2 * depth}\n"
    with pytest.raises(BuildError, match="marks words within marked words more than 20 deep: “words”"):
        parse_document(source, Meta("memo", "T"), Place("memo.md.j2"))
