"""The matrix in the terminal: no wider than it, and no language twice that is told alike."""

from __future__ import annotations

from dataclasses import replace

from briefpack.languages.characters import cells
from briefpack.reports.matrix import code, grids, key, matrix_lines
from briefpack.reports.trace import Trace


def test_a_matrix_breaks_between_audiences_where_the_terminal_is_narrow(first_pack: list[Trace]) -> None:
    for width in (60, 80, 100):
        lines = ["".join(text for text, _ in line) for line in matrix_lines(first_pack, width)]
        assert max(map(cells, lines)) <= width
        assert sum("working-table" in line for line in lines) == {60: 3, 80: 2, 100: 1}[width]


def test_languages_that_are_told_alike_share_a_table(traces: list[Trace]) -> None:
    again = [replace(t, job=replace(t.job, language="ja")) for t in traces]
    assert len(grids([*traces, *again])) == 2
    text = "\n".join("".join(run for run, _ in line) for line in matrix_lines([*traces, *again], 100))
    assert text.count("shared-kiosk") == 1
    assert "two-towns, in en, ja" in text


def test_the_key_explains_every_code_that_a_matrix_uses_and_no_other(traces: list[Trace]) -> None:
    (grid,) = grids(traces)
    used = {code(use) for row in grid.rows for use in row}
    letters = {sign for _, sign, _ in key([grid])}
    assert {"Lr", "-"} <= used
    assert {text.rstrip("rf") for text in used} | {"…r"} == letters
