"""The parts that forms set side by side: of cards and columns, of a picture with text, of steps and key figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefpack.document import tree as t
from briefpack.document.forms import BLANK
from briefpack.document.traits import parts_of
from briefpack.look.slide_grid import column_shares, in_rows

Height = Callable[[t.Blocks, float], float]
"""Tells the lines of blocks over such a part of a slide's width."""


def part_rows(node: t.Region) -> list[Sequence[t.Blocks]]:
    """Return the parts that a form sets side by side, row by row; none where it has no such form."""
    match node:
        case t.Region("cards" | "columns", inner):
            parts = [headed(part) for part in parts_of(inner)[1]]
        case t.Region("beside", (t.Picture() as shown, *others)) if others:
            parts = [(shown,), tuple(others)]
        case t.Region("timeline" | "key_figures", (t.Fields(fields),)):
            parts = [_field_part(field) for field in fields]
        case _:
            return []
    return in_rows(node.role, parts) if len(parts) > 1 else []


def is_in_two(node: t.Region) -> bool:
    """Tell whether a region is set in two columns."""
    return node.role == "columns" and len(parts_of(node.blocks)[1]) == 2


def share_name(parts: Sequence[t.Blocks], height: Height) -> str:
    """Return the name by which style sheets know how two columns share the width, in twelfths."""
    first, second = (round(12 * own) for own in column_shares(_taller(parts, height)))
    return f" columns-{first}-{second}" if first != second else ""


def two_columns(parts: Sequence[t.Blocks], height: Height, share: float) -> float:
    """Return the lines of the taller of two columns, over such a part of a slide's width."""
    return _taller(parts, height, share)(column_shares(_taller(parts, height)))


def _taller(parts: Sequence[t.Blocks], height: Height, share: float = 1.0) -> Callable[[Sequence[float]], float]:
    """Return what tells the lines of the taller of two columns by what each takes of the width."""
    return lambda shares: max(height(part, own * share) for part, own in zip(parts, shares, strict=True))


def headed(part: t.Blocks) -> t.Blocks:
    """Return blocks that a heading begins with it in bold: pandoc would make a slide of it, in a box."""
    match part:
        case (t.Heading(_, inlines), *others):
            return (t.Paragraph((t.Strong(inlines),)), *others)
    return part


def _field_part(field: t.Field) -> t.Blocks:
    """Return a labelled value as its label in bold and its lines."""
    lines = t.lines_of(field.inlines) or [(t.Text(BLANK),)]
    return (t.Paragraph((t.Strong((t.Text(field.label),)),)), *map(t.Paragraph, lines))
