"""The parts that forms set side by side: of cards and columns, of a picture with text, of steps and key figures."""

from __future__ import annotations

from collections.abc import Sequence

from briefpack.document import tree as t
from briefpack.document.forms import BLANK
from briefpack.document.traits import parts_of
from briefpack.look.slide_grid import in_rows


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
