"""Figures and pictures as flows: a title that is read, what is drawn, and what is read of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from briefpack.document import tree as t
from briefpack.document.figure_words import adds_words, figure_rows, figure_words
from briefpack.figures import KINDS, Drawing, draw_figure
from briefpack.figures.cells import cells_of
from briefpack.look.photos import TALLEST_PT
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.drawing import CellRoles, DrawingFlow, PhotoFlow
from briefpack.writers.pdf.flows import Flow, PaddedStack, Stack
from briefpack.writers.pdf.roles import Role, header_role, list_role


def figure(node: t.Figure, context: Context) -> list[Flow]:
    """Hold together a title, which is read, and a drawing, which is described."""
    styles = context.styles
    size, language = styles.figure_pt if context.kind != "onepager" else 0, context.fonts.language

    def make(width: float) -> Drawing:
        """Draw the figure, once for all settings of the text around it."""
        key = id(node), width, size, styles.flatter
        if key not in context.fonts.drawn:
            context.fonts.drawn[key] = (
                node,
                draw_figure(node, width, context.theme, measure, size, None, language, flatter=styles.flatter),
            )
        drawing: Drawing = context.fonts.drawn[key][1]
        return drawing

    def measure(text: str, role: str, size: float) -> float:
        return context.fonts.width(text, size, bold=role == "bold")

    paper = replace(context, ground_name="paper")
    title = paper.text_flow(Role("Caption"), node.title, replace(styles.item, before=0, after=styles.space * 0.4))
    read_as = KINDS[node.kind].read_as
    drawing = DrawingFlow(None, fonts=context.fonts, make=make)
    space, inside, around = styles.space, [title, drawing], FIGURE_ROLES[read_as]()
    if cells := CELL_ROLES.get(read_as):
        drawing.cells = partial(cells, node)
        drawing.told = (title.role, Role("Span", actual=node.alt)) if title.role and adds_words(node) else ()
    # PDF 2.0 wants the caption within the figure (ISO 32005, table 5); in PDF 1.7 the description would hide it there.
    elif context.theme.pdf == "ua2":
        around = Role("Figure", alt=figure_words(node))
    else:
        drawing.role = Role("Figure", alt=figure_words(node))
    if context.ground_name == "paper":
        return [Stack(around, before=space * 0.4, after=space, flows=inside, whole=True)]
    pad = styles.body.size * 0.6
    ground = PaddedStack(around, after=space * 0.5, flows=inside, whole=True, fill=context.theme.colours.paper)
    return [replace(ground, pad_x=pad, pad_top=pad, pad_bottom=pad)]


def picture(node: t.Picture, context: Context) -> list[Flow]:
    """Hold together a picture, which is described, and its caption, which is read."""
    styles = context.styles
    described = Role("Figure", alt=node.alt)
    within = context.theme.pdf == "ua2"
    most = 1e6 if context.kind == "slides" else TALLEST_PT
    shown = PhotoFlow(None if within else described, after=styles.space * 0.25, picture=node, most=most)
    said = [context.text_flow(Role("Caption"), node.caption, styles.quiet)] if node.caption else []
    around = described if within else Role("Div")
    return [Stack(around, before=styles.space * 0.75, after=styles.space, flows=[shown, *said], whole=True)]


def _cells_of_table(node: t.Figure) -> CellRoles:
    """Return the cells of a figure that is read as a table: the first row heads columns, the first column rows."""
    rows = cells_of(node)
    paths = []
    for number, row in enumerate(rows):
        around = Role("TR")
        heads = [
            header_role("Column") if not number else Role("TD") if column else header_role("Row")
            for column in range(len(row))
        ]
        paths.append([(around, head) for head in heads])
    return CellRoles(rows, paths, whole=False)


def _cells_of_list(node: t.Figure) -> CellRoles:
    """Return the cells of a figure that is read as a list: each row is an item, in the words of the whole row."""
    told = [t.plain_text(line) for line in figure_rows(node)]
    paths = []
    for words in ["", *told]:
        path = (Role("LI"), Role("LBody", actual=words))
        paths.append([path] * len(node.table.header.cells))
    return CellRoles(cells_of(node), paths, whole=True)


CELL_ROLES: dict[str, Callable[[t.Figure], CellRoles]] = {"table": _cells_of_table, "list": _cells_of_list}
"""How the cells of a figure are read; one that is read as a picture has none."""
FIGURE_ROLES: dict[str, Callable[[], Role]] = {
    "table": lambda: Role("Table"),
    "list": lambda: list_role("None"),
    "picture": lambda: Role("Div"),
}
