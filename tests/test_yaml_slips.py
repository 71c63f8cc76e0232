"""A slip anywhere in a file is named in plain words, at a line that there is, with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.errors import BuildError
from briefpack.yaml_file import parse_yaml
from briefpack.yaml_slips import Mark, Stop, slip
from tests.conftest import TINY

TEXT = (TINY / "pack.yaml").read_text(encoding="utf-8")
SIGNS = st.sampled_from(
    [*":#-\"'“”[]{}*&!|>%@`,?= \t\n\u00a0\u3000", ": ", " #", "- ", "\n  ", "：", "• ", "//", "..."]
)
PARSER = ("mapping", "scalar", "token", "sequence", "anchor", "alias", "indicator", "stream", "expected", "simple key")


@settings(max_examples=150)
@given(st.integers(0, len(TEXT) - 1), st.integers(0, 2), SIGNS)
def test_any_slip_has_a_place_a_cause_and_a_way_out(at: int, gone: int, sign: str) -> None:
    text = TEXT[:at] + sign + TEXT[at + gone :]
    try:
        parse_yaml(text, Path("pack.yaml"))
    except BuildError as refused:
        for problem in refused.problems:
            assert 1 <= problem.place.line <= text.count("\n") + 2
            assert problem.hint
            assert not [word for word in PARSER if word in problem.message + problem.hint]


@pytest.mark.parametrize(
    ("lines", "at", "opened", "said", "where"),
    [
        (["a: b", "\u00a0\u00a0c: d"], (1, 3), None, "indented with a blank of another kind (U+00A0)", (1, 3)),
        (["a: [b #1, c]", "d: e"], (1, 0), (0, 3), "“#1,” within brackets", (0, 6)),
        (["a:", "  b: c", "d: e", "  f: g"], (3, 3), None, "stands further out", (2, 0)),
        (["a: law #7", "  and more"], (1, 2), None, "ends a text before “#7”", (0, 7)),
    ],
)
def test_a_slip_is_named_where_it_is_and_not_where_the_parser_stopped(
    lines: list[str], at: tuple[int, int], opened: tuple[int, int] | None, said: str, where: tuple[int, int]
) -> None:
    technical = "flow sequence" if opened else "mapping values" if "further out" in said else "expected key"
    found = slip(Stop(lines, Mark(*at), Mark(*(opened or at)), technical))
    assert said in found.what
    assert (found.line, found.column) == where
