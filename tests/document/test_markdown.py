"""Parsing: cases as readable files, refusals, and content that stays content."""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import Mock, patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode

from briefpack.content.values import escape_markdown
from briefpack.document import inline_markdown, tree
from briefpack.document.inline_markdown import inline_source, parse_inlines
from briefpack.document.markdown import parse_document
from briefpack.errors import BuildError, Place
from briefpack.rendering.escaping import escaped
from tests.conftest import REFRESH, REPOSITORY
from tests.tree_dump import dump

CASES = sorted((REPOSITORY / "tests" / "cases" / "markdown").glob("*.md"))
META = tree.Meta("memo", "A title")
HERE = Place("memo.md.j2")


def parsed(source: str) -> tree.Document:
    return parse_document(source, META, HERE)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_cases(case: Path) -> None:
    """Each case is Markdown, a line `=== tree` and the tree (or the problems) that it becomes."""
    source, _, expected = case.read_text(encoding="utf-8").partition("=== tree\n")
    try:
        found = dump(parsed(source))
    except BuildError as problems:
        found = str(problems)
    if REFRESH:
        case.write_text(f"{source}=== tree\n{found}\n", encoding="utf-8")
    assert found == expected.rstrip("\n"), "refresh with: BRIEFPACK_REFRESH=1 invoke test --only tests/test_markdown.py"


NASTY = st.text(st.sampled_from("ab1 \t*_`[](){}<>#+-.!|~^:;=&\"'\\/@$%\n\u00a0“é한"), max_size=30)


@given(NASTY)
def test_a_plain_field_is_read_as_its_own_text(text: str) -> None:
    words = re.sub("[ \t\n]+", " ", text).strip()
    document = parsed(f"# A\n\n{escaped(text)}\n\n- {escaped(text)}\n\n| a |\n|---|\n| {escaped(text)} |\n")
    assert {type(node) for node in tree.walk(document.blocks)} <= {
        *(tree.Heading, tree.Paragraph, tree.Text, tree.List, tree.ListItem, tree.Table, tree.Row, tree.Cell)
    }
    found = [node.text for node in tree.walk(document.blocks) if isinstance(node, tree.Text)]
    assert found == (["A", words, words, "a", words] if words else ["A", "a"])


@given(NASTY)
def test_inline_markdown_means_the_same_in_any_place(text: str) -> None:
    alone, problems = parse_inlines(text, HERE)
    if problems or not tree.plain_text(alone).strip():
        return
    document = parsed(f"# A\n\nbefore {inline_source(text)} after\n")
    kinds = [type(node) for node in tree.walk(document.blocks[1])]
    assert kinds[0] is tree.Paragraph
    assert not set(kinds) & {tree.List, tree.Heading, tree.Quote, tree.Note, tree.Span}
    inside = tree.plain_text(document.blocks[1].inlines).split()  # type: ignore[union-attr]
    assert inside == ["before", *tree.plain_text(alone).split(), "after"]


def test_a_no_break_space_stays() -> None:
    inlines, _ = parse_inlines("am\n 20.\u00a0November,  **22\u202fUhr** ", HERE)
    assert tree.plain_text(inlines) == "am 20.\u00a0November, 22\u202fUhr"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ms-word:x", "file:///etc/passwd", "data:text/html,x", "vbscript:x"]
)
def test_links_go_to_the_web_or_to_mail(url: str) -> None:
    inlines, (problem,) = parse_inlines(f"[x](<{url}>)", HERE)
    assert problem.message == f"a link to “{url}” is not possible"
    assert inlines == ()


def test_escape_covers_every_ascii_mark() -> None:
    marks = "".join(chr(n) for n in range(33, 127) if not chr(n).isalnum())
    assert escape_markdown(marks) == "".join(f"\\{mark}" for mark in marks)


@pytest.mark.parametrize("url", ["mailto:x", "https://a:99999/", "http://[", "https://", "javascript:alert(1)"])
def test_an_address_that_nothing_opens_is_a_problem_at_its_place(url: str) -> None:
    (problem,) = parse_inlines(f"[here]({url})", HERE)[1]
    assert (problem.message.replace("%5B", "["), problem.place) == (f"a link to “{url}” is not possible", HERE)
    with pytest.raises(BuildError, match="is not possible"):
        parsed(f"# A\n\n[here](<{url}>)\n")


@pytest.mark.parametrize("typed", ["&#x202E;", "\u202e"])
@pytest.mark.parametrize("around", ["{}", "| {} |\n|---|", "TO\n: {}", "{}\n: all", "*{}*", "a[^1]\n\n[^1]: {}"])
def test_what_no_text_may_hold_is_a_problem_wherever_it_is_typed(typed: str, around: str) -> None:
    with pytest.raises(BuildError) as found:
        parsed(f"# A\n\n{around.format(f'pay{typed}fdp')}\n")
    assert "holds an invisible mark that turns words around (U+202E)" in str(found.value)


def test_words_are_composed_where_they_enter_the_tree() -> None:
    meta = tree.Meta("memo", "Ga\u0308ste", subject="a\nb", keywords=("u\u0308ber",))
    source = "# Ga\u0308ste\n\nTO\u0308\n: wa\u0308hlt &#117;&#776;\tein \u2066אב\u2069\u00ad\u200b\n"
    document = parse_document(source, meta, HERE)
    assert list(tree.text_lines(document.blocks)) == ["Gäste", "TÖ", "wählt ü ein \u2066אב\u2069\u00ad\u200b"]
    assert document.meta == tree.Meta("memo", "Gäste", subject="a b", keywords=("über",))


@given(st.text(alphabet=st.one_of(st.characters(max_codepoint=0x7F), st.characters(codec="utf-8")), max_size=30))
def test_a_text_without_marks_reads_as_the_parser_reads_it(text: str) -> None:
    alone = parse_inlines(text, HERE)
    with patch.object(inline_markdown, "MARKED", Mock(search=Mock(return_value=True))):
        inline_markdown._parsed_field.cache_clear()
        assert parse_inlines(text, HERE) == alone
    inline_markdown._parsed_field.cache_clear()


def test_a_field_is_parsed_once_and_its_problems_have_the_place_of_each_who_asks() -> None:
    text = "see [it](ftp://example.org) *now*"
    with patch.object(inline_markdown, "SyntaxTreeNode", Mock(wraps=SyntaxTreeNode)) as parses:
        places = [parse_inlines(text, Place("pack.yaml", line))[1][0].place.line for line in (3, 7)]
    assert places == [3, 7]
    assert parses.call_count <= 1


def test_a_blank_may_be_a_place_to_sign() -> None:
    document = parsed("[Signature]{.signature}\n: &nbsp;\n\nDate\n: &nbsp;\n")
    (fields,) = document.blocks
    assert fields == tree.Fields((tree.Field("Signature", (), signed=True), tree.Field("Date", ())))
