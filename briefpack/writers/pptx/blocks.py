"""Blocks as what stands on a slide: paragraphs, tables and figures in order. One function per node type, one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

from briefpack.document import tree as t
from briefpack.document.forms import BLANK, TICK_BOX
from briefpack.writers.pptx.inlines import PLAIN, Ink, runs_of
from briefpack.writers.pptx.text import Para, Run

DEEPEST = 8
"""The deepest level of text that a slide has, counted from 0."""
Panel = Literal["", "ask", "callout", "contact"]
"""The ground on which paragraphs stand; contact has none, but is small."""
PANELS: dict[str, Panel] = {"ask": "ask", "callout": "callout", "contact": "contact"}


@dataclass(frozen=True, slots=True)
class At:
    """Say where a block stands: in which item of a list, in which panel."""

    level: int = -1
    """-1 is no list, 0 its first level."""
    panel: Panel = ""
    in_decision: bool = False

    def para(self, runs: tuple[Run, ...], **more: Any) -> Para:
        inside = {} if self.level < 0 else {"kind": "more", "level": min(self.level, DEEPEST)}
        return Para(runs, **{**inside, **more})


@dataclass(frozen=True, slots=True)
class Words:
    """Hold paragraphs that stand together on one ground."""

    paras: tuple[Para, ...]
    panel: Panel = ""


Piece = Words | t.Table | t.Figure
Part = tuple[Panel, Para] | t.Table | t.Figure


def pieces_of(nodes: t.Blocks, ink: Ink) -> list[Piece]:
    """Return what stands on a slide, neighbouring paragraphs of one ground together."""
    found: list[Piece] = []
    for key, group in groupby(
        _parts(nodes, ink, At()), key=lambda part: part[0] if isinstance(part, tuple) else id(part)
    ):
        parts = list(group)
        if isinstance(key, str):
            paras = tuple(part[1] for part in parts if isinstance(part, tuple) and part[1].text.strip())
            found += [Words(paras, parts[0][0])] if paras and isinstance(parts[0], tuple) else []
        else:
            found += [part for part in parts if not isinstance(part, tuple)]
    return found


def paras_of(nodes: t.Blocks, ink: Ink) -> list[Para]:
    """Return blocks as paragraphs alone, for where nothing else can stand: a table's rows, a cell a tab apart."""
    paras: list[Para] = []
    for piece in pieces_of(nodes, ink):
        match piece:
            case Words(found):
                paras += found
            case t.Table():
                paras += _row_paras(piece, ink)
            case t.Figure():
                paras += figure_paras(piece, ink)
    return paras


def figure_paras(node: t.Figure, ink: Ink) -> list[Para]:
    """Return what is to be seen in a figure, and its data."""
    return [Para((Run(alt),)) for alt in [node.alt] if alt.strip()] + _row_paras(node.table, ink)


def _row_paras(table: t.Table, ink: Ink) -> list[Para]:
    rows = (table.header, *table.rows)
    return [Para(runs) for row in rows if (runs := _row_runs(row, ink))]


def _row_runs(row: t.Row, ink: Ink) -> tuple[Run, ...]:
    runs: list[Run] = []
    for cell in row.cells:
        found = runs_of(cell.inlines, ink)
        runs += [Run(" | "), *found] if runs and found else found
    return tuple(runs)


def _parts(nodes: t.Blocks, ink: Ink, at: At) -> Iterator[Part]:
    for node in nodes:
        yield from BLOCKS[type(node)](node, ink, at)


def heading(node: t.Heading, ink: Ink, at: At) -> Iterator[Part]:
    colour = "" if ink.filled or at.panel == "ask" else ink.colours.accent
    yield at.panel, at.para(runs_of(node.inlines, ink, replace(PLAIN, bold=True, colour=colour)), keep=True)


def paragraph(node: t.Paragraph, ink: Ink, at: At) -> Iterator[Part]:
    yield at.panel, at.para(runs_of(node.inlines, ink))


def list_(node: t.List, ink: Ink, at: At) -> Iterator[Part]:
    start = node.start
    for number, item in enumerate(node.items, node.start):
        parts = list(_item(item, ink, at, number if node.ordered else 0, start))
        yield from parts
        if len(parts) > 1:
            start = number + 1


def _item(item: t.ListItem, ink: Ink, at: At, number: int, start: int) -> Iterator[Part]:
    """Give the first paragraph of an item its bullet; an item that starts otherwise has none."""
    inside = replace(at, level=at.level + 1)
    parts = list(_parts(item.blocks, ink, inside))
    for place, part in enumerate(parts):
        if place == 0 and isinstance(part, tuple) and part[1].kind == "more" and part[1].level == inside.level:
            yield part[0], _bulleted(part[1], at, number, start)
        else:
            yield part


def _bulleted(para: Para, at: At, number: int, start: int) -> Para:
    if at.in_decision and at.level < 0:
        return replace(para, runs=(Run(f"{TICK_BOX} "), *para.runs), kind="plain", level=0)
    return replace(para, kind="item", number=number, start=start)


def quote(node: t.Quote, ink: Ink, at: At) -> Iterator[Part]:
    """Set a quotation as what follows in an item, slanted, with who said it below."""
    inside = replace(at, level=max(0, at.level))
    said, speaker = t.said_and_speaker(node)
    for part in _parts(said, ink, inside):
        if isinstance(part, tuple):
            runs = tuple(replace(run, italic=True) for run in part[1].runs)
            yield part[0], replace(part[1], runs=runs)
        else:
            yield part
    if speaker:
        yield from paragraph(speaker, ink, inside)


def table(node: t.Table, ink: Ink, at: At) -> Iterator[Part]:
    yield node


def figure(node: t.Figure, ink: Ink, at: At) -> Iterator[Part]:
    """Show a figure under its finding, which stays with it."""
    if node.title:
        yield "", at.para(runs_of(node.title, ink, replace(PLAIN, bold=True)), keep=True)
    yield node


def fields(node: t.Fields, ink: Ink, at: At) -> Iterator[Part]:
    for one in node.fields:
        label = t.Span((t.Text(one.label),), voice="label")
        yield at.panel, at.para(runs_of((label, t.Text("  "), *(one.inlines or (t.Text(BLANK),))), ink))


def region(node: t.Region, ink: Ink, at: At) -> Iterator[Part]:
    panel = at.panel or PANELS.get(node.role, "")
    inner = replace(ink, filled=ink.filled or panel == "ask")
    inside = replace(at, panel=panel, in_decision=at.in_decision or node.role == "decision")
    yield from _parts(node.blocks, inner, inside)


def rule(node: t.Rule, ink: Ink, at: At) -> Iterator[Part]:
    """Show nothing: between slides a rule has done its work, within a list the gap parts enough."""
    yield from ()


BLOCKS: dict[type, Callable[[Any, Ink, At], Iterator[Part]]] = {
    t.Heading: heading,
    t.Paragraph: paragraph,
    t.List: list_,
    t.Quote: quote,
    t.Table: table,
    t.Figure: figure,
    t.Fields: fields,
    t.Region: region,
    t.Rule: rule,
}
