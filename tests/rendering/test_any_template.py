"""Whatever stands in the tags of a template: it prints text, or a problem names its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.content.brief import brief_pack
from briefpack.content.pack import read_pack
from briefpack.document.inline_markdown import inline_source
from briefpack.errors import BuildError
from briefpack.rendering.sandbox import FILTER_NAMES
from briefpack.rendering.templates import render_document
from tests.conftest import TINY

VALUES = (
    *("1", "-1", "1.5", "10**9", "'x'", "'%s'", "'a' * 9", "none", "true", "[]", "{}", "(1, 2)", "range(3)", "x"),
    *("proposals", "proposals[0]", "pack", "pack.date", "pack.keywords", "audience.ask", "source.url", "horizons"),
    *("notes()", "cite", "quote", "self", "steps[0].due", "document.slides", "context|first", "namespace(a=1)"),
)
FUNCTIONS = (
    *("cite", "number", "date", "quote", "listed", "in_a_row", "short_forms", "link", "notes", "range", "namespace"),
    *("_", "gettext", "ngettext", "pgettext", "npgettext", "dict"),
)
TESTS = (
    "defined",
    "none",
    "odd",
    "divisibleby(0)",
    "in([])",
    "eq(1)",
    "lt('a')",
    "iterable",
    "mapping",
    "upper",
    "filter",
)
NAMES = ("title", "text", "items", "id", "leads", "name", "__class__", "format", "date_text")
LEAK = re.compile(
    r"object at 0x|<\w+ |namespace\(|\bNone\b|\bTrue\b|\bFalse\b|datetime|Markup\(|\['|\{'|range\(|\binf\b|\bnan\b"
)
"""What Python writes, and no template ever."""


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    filters, tests, names = map(st.sampled_from, ((*FILTER_NAMES, "upper", "safe"), TESTS, NAMES))
    signs = st.sampled_from(("+", "-", "*", "/", "//", "%", "**", "~", "==", "<", "in", "and"))
    return st.one_of(
        st.builds("{}|{}".format, inner, filters),
        st.builds("{}|{}({})".format, inner, filters, inner),
        st.builds("{}({}, {})".format, st.sampled_from(FUNCTIONS), inner, inner),
        st.builds("{}({})".format, st.sampled_from(FUNCTIONS), inner),
        st.builds("({} {} {})".format, inner, signs, inner),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("{}.{}".format, inner, names),
        st.builds("({} is {})".format, inner, tests),
        st.builds("({} if {} else {})".format, inner, inner, inner),
    )


EXPRESSIONS = st.recursive(st.sampled_from(VALUES), grown, max_leaves=5)
TAGS = st.sampled_from(
    (
        "{{{{ {} }}}}",
        "{{% for one in {} %}}{{{{ one }}}}{{% endfor %}}",
        "{{% for a, b in {} %}}{{{{ a }}}}{{% endfor %}}",
        "{{% set a = {} %}}{{{{ a }}}}",
        "{{% if {} %}}x{{% endif %}}",
        "{{% trans a={} %}}x {{{{ a }}}}{{% endtrans %}}",
        "{{% include {} %}}",
        "{{% extends {} %}}",
        "{{% from {} import z %}}",
        "{{% call {} %}}x{{% endcall %}}",
    )
)


BRIEF = brief_pack(read_pack(TINY), "councillors", "en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    (folder / "documents").mkdir()
    return folder


@settings(max_examples=120)
@given(EXPRESSIONS, TAGS)
def test_it_prints_text_or_is_a_problem_at_its_line(folder: Path, expression: str, tag: str) -> None:
    (folder / "documents/memo.md.j2").write_text(f"# T\n\n{tag.format(expression)}\n", encoding="utf-8")
    try:
        found = LEAK.search(render_document(BRIEF, "memo", (folder,), inline_source))
        assert found is None, found
    except BuildError as failure:
        assert "documents/memo.md.j2:3: error: " in str(failure)
        assert "\n    " in str(failure), "with a way out"
