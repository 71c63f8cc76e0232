"""What nodes are in the structure tree: one small function for each type of node that is an element.

Only standard types of PDF 1.7 are used (ISO 32000-1, 14.8.4), so that no role map is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

from briefpack.document.tree import (
    Cell,
    Document,
    Emphasis,
    Field,
    Fields,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Region,
    Row,
    Rule,
    Span,
    Strong,
    Table,
    plain_text,
)
from briefpack.look.pictures import Picture
from briefpack.writers.pdf.drawing import DrawingFlow
from briefpack.writers.pdf.flows import BoxFlow, Flow, Hanging, Stack, TextFlow
from briefpack.writers.pdf.fonts import clean
from briefpack.writers.pdf.inlines import safe_url
from briefpack.writers.pdf.tags import Elem

LAYOUT_ROLES = ("band", "main", "side", "full")
"""Regions that only say where on a page something stands."""


def elem_of(flow: Flow, parent: Elem) -> Elem | None:
    """Return the element in the parent that a flow is, the same for all parts of a split one; None if it is none."""
    if flow.tag:
        return parent.add(Elem(flow.tag, flow.node))
    make = ROLES.get(type(flow.node))
    made = make(flow.node, flow, parent) if make and not flow.added else None
    return parent.add(made) if made else None


def inline_elem_of(path: tuple[Inline, ...], parent: Elem) -> Elem:
    """Return the innermost element of words in inline nodes, outermost first."""
    for node in path:
        made = INLINE_ROLES[type(node)](node)
        if made:
            parent = parent.add(made)
    return parent


def _heading(node: Heading, flow: Flow, parent: Elem) -> Elem:
    return Elem(f"H{node.level}", node, level=node.level)


def _paragraph(node: Paragraph, flow: Flow, parent: Elem) -> Elem:
    return Elem("P", node)


def _list(node: List, flow: Flow, parent: Elem) -> Elem:
    """Say how the items are numbered; boxes to tick are labels of no numbering."""
    first = flow.flows[0] if isinstance(flow, Stack) and flow.flows else None
    ticked = isinstance(first, Hanging) and isinstance(first.label, BoxFlow)
    return Elem("L", node, attributes=_numbering("None" if ticked else "Decimal" if node.ordered else "Disc"))


def _numbering(kind: str) -> str:
    return f"/O/List/ListNumbering/{kind}"


def _item(node: ListItem | Field, flow: Flow, parent: Elem) -> Elem:
    return Elem("LI", node)


def _fields(node: Fields, flow: Flow, parent: Elem) -> Elem:
    """Read a label, then its value: `None` numbering is for labels that are words (ISO 32000-1, table 347)."""
    return Elem("L", node, attributes=_numbering("None"))


def _quote(node: Quote, flow: Flow, parent: Elem) -> Elem:
    return Elem("BlockQuote", node)


def _table(node: Table, flow: Flow, parent: Elem) -> Elem:
    return Elem("Table", node)


def _row(node: Row, flow: Flow, parent: Elem) -> Elem:
    return Elem("TR", node)


def _cell(node: Cell, flow: Flow, parent: Elem) -> Elem:
    """Make a header of what stands in the first row, and in the first column under an empty corner."""
    scope = _scope(node, parent)
    return Elem("TH", node, attributes=f"/O/Table/Scope/{scope}") if scope else Elem("TD", node)


def _scope(cell: Cell, parent: Elem) -> str:
    row, table = parent.node, parent.parent.node if parent.parent else None
    assert isinstance(row, Row)
    assert isinstance(table, Table)
    if row is table.header:
        return "Column"
    corner = plain_text(table.header.cells[0].inlines).strip()
    return "Row" if cell is row.cells[0] and not corner else ""


def _figure(node: Figure, flow: Flow, parent: Elem) -> Elem:
    """Hold together a title, which is read, and a drawing, which is described."""
    if isinstance(flow, DrawingFlow):
        return Elem("Figure", node, alt=figure_text(node))
    return Elem("Caption" if isinstance(flow, TextFlow) else "Div", node)


def figure_text(node: Figure) -> str:
    """Return what is to be seen, then the data, a sentence for each row, so that nothing is only for eyes."""
    header = [plain_text(cell.inlines) for cell in node.table.header.cells]
    rows = [_row_text(header, row) for row in node.table.rows]
    told = (part.strip() for part in (node.alt or plain_text(node.title), *rows))
    return clean(" ".join(part for part in told if part)) or node.kind


def _row_text(header: list[str], row: Row) -> str:
    values = [plain_text(cell.inlines).strip() for cell in row.cells]
    pairs = [f"{head.strip()}: {value}" for head, value in zip(header, values, strict=True) if value]
    return "; ".join(pairs) + "." if pairs else ""


def _picture(node: Picture, flow: Flow, parent: Elem) -> Elem:
    return Elem("Figure", node, alt=clean(node.alt))


def _region(node: Region, flow: Flow, parent: Elem) -> Elem:
    return Elem("Div" if node.role in LAYOUT_ROLES else "Sect", node)


def _none(*_: object) -> None:
    """Leave out what has no element: a rule is drawn, emphasis is a look."""


def _link(node: Link) -> Elem | None:
    return Elem("Link", node) if safe_url(node.url) else None


def _span(node: Span) -> Elem | None:
    return Elem("Span", node, language=node.language) if node.language else None


def _note(node: Note) -> Elem:
    return Elem("Reference", node)


ROLES: dict[type, Callable[[Any, Flow, Elem], Elem | None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    List: _list,
    ListItem: _item,
    Quote: _quote,
    Table: _table,
    Row: _row,
    Cell: _cell,
    Figure: _figure,
    Fields: _fields,
    Field: _item,
    Region: _region,
    Rule: _none,
    Picture: _picture,
}
INLINE_ROLES: dict[type, Callable[[Any], Elem | None]] = {
    Strong: _none,
    Emphasis: _none,
    Link: _link,
    Span: _span,
    Note: _note,
}

# A node's place

T = TypeVar("T")
_PARTS = {
    made: tuple(part.name for part in fields(made)) for made in (Document, *ROLES, Link, Span, Strong, Emphasis, Note)
}


def unshared(node: T) -> T:
    """Return a copy in which no node stands twice, so that which node it is says where it stands.

    A tree may hold the same node in several places. Words and file properties stay as they are.
    """
    if isinstance(node, tuple):
        return tuple([unshared(part) for part in node])  # type: ignore[return-value]
    parts = _PARTS.get(type(node))
    return type(node)(*[unshared(getattr(node, part)) for part in parts]) if parts else node
