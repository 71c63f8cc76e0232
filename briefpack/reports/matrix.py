"""The matrix: items against audiences and documents, in which words each is told; as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap

from briefpack.content.pack import Pack
from briefpack.languages.characters import cells
from briefpack.reports.lines import Line, Manner, line, padded, widest
from briefpack.reports.trace import Told, Trace, Use, in_groups

KEY: dict[Told, tuple[str, str]] = {
    "long": ("L", "in its long wording"),
    "short": ("S", "in its short wording"),
    "long and short": ("LS", "in both, for instance on a slide and in its notes"),
    "title": ("T", "by its title alone"),
    "named": ("N", "by a detail alone, such as who leads"),
    "cut": ("x", "left out to fit the page"),
    "passed over": ("o", "selected, but the document does not show it"),
    "left out": ("-", "not selected"),
}
"""The code of each way to tell an item, and what it means."""
NOTES = {"reworded": ("r", "in words of the audience’s own"), "to fit": ("f", "shortened to fit the page")}
"""What may follow a code, and what it means."""
NOT_TOLD: frozenset[Told] = frozenset({"cut", "passed over", "left out"})


@dataclass(frozen=True)
class Grid:
    """Hold how every item of a pack is told in one language. Each row has a use for each trace, in their order."""

    pack: Pack
    languages: tuple[str, ...]
    traces: tuple[Trace, ...]
    rows: tuple[tuple[Use, ...], ...]

    @property
    def audiences(self) -> list[tuple[str, list[Trace]]]:
        """Return the traces of each audience, by its name."""
        return [(name, list(group)) for name, group in groupby(self.traces, lambda trace: trace.audience)]

    @property
    def kinds(self) -> list[tuple[str, list[tuple[Use, ...]]]]:
        """Return the rows of each kind of item, by its name."""
        return [(k, list(group)) for k, group in groupby(self.rows, lambda row: self.pack.items[row[0].item][0])]


def grids(traces: Sequence[Trace]) -> list[Grid]:
    """Return a grid for each pack and language, in order of first appearance."""
    return [_grid(tuple(group)) for group in in_groups(traces)]


def _grid(traces: tuple[Trace, ...]) -> Grid:
    uses = [trace.uses() for trace in traces]
    rows = tuple(tuple(use[item] for use in uses) for item in uses[0])
    return Grid(traces[0].pack, (traces[0].language,), traces, rows)


def code(use: Use) -> str:
    return KEY[use.told][0] + "".join(NOTES[note][0] for note in use.notes)


def key(shown: Sequence[Grid]) -> Iterator[tuple[str, str, str]]:
    """Yield what a key explains: each name that the grids use, its code and its meaning."""
    uses = [use for grid in shown for row in grid.rows for use in row]
    told, notes = {use.told for use in uses}, {note for use in uses for note in use.notes}
    yield from ((name, *KEY[name]) for name in KEY if name in told)
    yield from ((name, f"…{NOTES[name][0]}", NOTES[name][1]) for name in NOTES if name in notes)


def matrix_lines(traces: Sequence[Trace], width: int) -> list[Line]:
    """Return the matrices as lines no wider than `width`, languages that are told alike as one, a key under each."""
    lines: list[Line] = []
    for grid in _told_alike(grids(traces)):
        name = f"{grid.pack.name}, in {', '.join(grid.languages)}"
        lines += [line((name, "heading")), *_tables(grid, width), *_key(grid), *_never_long(grid, width), line()]
    return lines[:-1]


def never_long(grid: Grid) -> list[str]:
    """Return the ids of the items that have a short wording, too, and of which nobody reads the long one."""
    never = []
    for row in grid.rows:
        item = grid.pack.item(row[0].item)
        if item.short and item.short != item.text and not any(use.long for use in row):
            never.append(item.id)
    return never


def _never_long(grid: Grid, width: int) -> Iterator[Line]:
    """Yield the long wordings that nobody reads, where somebody would look for them."""
    if never := never_long(grid):
        yield line()
        text = f"Told in none of these documents in the long wording: {', '.join(never)}."
        yield from (line("  ", (part, "quiet")) for part in wrap(text, width - 2, break_on_hyphens=False))


def _told_alike(shown: list[Grid]) -> list[Grid]:
    merged: dict[tuple[object, ...], Grid] = {}
    for grid in shown:
        codes = tuple(tuple(map(code, row)) for row in grid.rows)
        columns = tuple((trace.audience, trace.document) for trace in grid.traces)
        before = merged.get((grid.pack.name, columns, codes))
        languages = (*before.languages, *grid.languages) if before else grid.languages
        merged[grid.pack.name, columns, codes] = Grid(grid.pack, languages, grid.traces, grid.rows)
    return list(merged.values())


@dataclass(frozen=True)
class _Group:
    """Set the cells of one audience's documents."""

    audience: str
    documents: tuple[str, ...]
    first: int
    """The position of the first of its documents in a row."""

    @property
    def widths(self) -> list[int]:
        return [max(cells(document), 4) + 1 for document in self.documents]

    @property
    def width(self) -> int:
        return max(sum(self.widths), cells(self.audience) + 1) + 1

    def set(self, texts: Sequence[str]) -> str:
        return padded("│" + "".join(map(padded, texts, self.widths)), self.width)

    def codes(self, row: tuple[Use, ...]) -> tuple[str, Manner]:
        codes = [code(use) for use in row[self.first : self.first + len(self.documents)]]
        return self.set(codes), "quiet" if set(codes) <= {KEY["left out"][0], KEY["passed over"][0]} else ""


def _groups(grid: Grid) -> Iterator[_Group]:
    first = 0
    for audience, traces in grid.audiences:
        yield _Group(audience, tuple(trace.document for trace in traces), first)
        first += len(traces)


def _tables(grid: Grid, width: int) -> Iterator[Line]:
    """Yield as many tables as the width asks for; an audience is never split."""
    items = widest(row[0].item for row in grid.rows) + 4
    table: list[_Group] = []
    for group in _groups(grid):
        if table and items + sum(one.width for one in (*table, group)) > width:
            yield from _table(grid, table, items)
            table = []
        table.append(group)
    yield from _table(grid, table, items)


def _table(grid: Grid, groups: list[_Group], items: int) -> Iterator[Line]:
    yield line()
    yield line(" " * items, ("".join(padded(f"│{group.audience}", group.width) for group in groups), "strong"))
    yield line(" " * items, ("".join(group.set(group.documents) for group in groups), "quiet"))
    for kind, rows in grid.kinds:
        yield line((padded(kind, items), "strong"), "".join(group.set(()) for group in groups))
        for row in rows:
            yield line(padded(f"  {row[0].item}", items), *(group.codes(row) for group in groups))


def _key(grid: Grid) -> Iterator[Line]:
    yield line()
    for _, sign, meaning in key([grid]):
        yield line("  ", (padded(sign, 4), "strong"), meaning)
