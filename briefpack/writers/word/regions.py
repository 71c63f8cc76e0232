"""Regions by role: what stands apart in a memo, and how. One function per way, and one table of roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from briefpack import tree as t
from briefpack.writers.word.blocks import At, Body, blocks
from briefpack.writers.word.flow import Panel, Par
from briefpack.writers.word.markup import border

BAR_PT, THIN_PT, PLAIN_PT = 3.0, 1.5, 0.5


def through(node: t.Region, at: At, body: Body) -> None:
    """Add what has a column of its own on other pages: a memo has one column."""
    blocks(node.blocks, at, body)


def band(node: t.Region, at: At, body: Body) -> None:
    """Add the title block: what stands before the title is its kicker, what stands after it its lead."""
    start = len(body.pieces)
    titles = [n for n, block in enumerate(node.blocks) if isinstance(block, t.Heading)]
    first = titles[0] if titles else -1
    for number, block in enumerate(node.blocks):
        blocks((block,), replace(at, style="Kicker" if number < first else "Lead"), body)
    opening = body.pieces[start] if len(body.pieces) > start else None
    if body.theme.manner.band == "ruled" and isinstance(opening, Par) and not opening.panel:
        opening.borders = border("top", body.theme.colours.accent, 2, 6)


def panel(style: str, edge_pt: float = PLAIN_PT, top: bool = False) -> Callable[[t.Region, At, Body], None]:
    """Return the function for regions that stand on a tint or beside a bar, as the theme's manner has it."""

    def set_apart(node: t.Region, at: At, body: Body) -> None:
        blocks(node.blocks, replace(at, style=style, panel=_panel(at, body, edge_pt, top)), body)

    return set_apart


def _panel(at: At, body: Body, edge_pt: float, top: bool) -> Panel:
    colours = body.theme.colours
    tinted = body.theme.manner.panel == "tint"
    ground = colours.tint if tinted else colours.paper
    width = edge_pt if tinted or edge_pt > PLAIN_PT else THIN_PT
    seen = width > PLAIN_PT
    left = at.panel.inset_pt if at.panel else at.left_pt
    return Panel(ground, colours.accent if seen else ground, width, colours.accent if top else "", left)


def decision(node: t.Region, at: At, body: Body) -> None:
    """Add choices as boxes to tick and lines to sign on, all on one page."""
    start = len(body.pieces)
    inner = replace(at, style="Decision", panel=_panel(at, body, PLAIN_PT, top=True), ticks=True, keep=True)
    blocks(node.blocks, inner, body)
    last = body.pieces[-1] if len(body.pieces) > start else None
    if isinstance(last, Par):
        last.keep_next = at.keep


def options(node: t.Region, at: At, body: Body) -> None:
    """Add alternatives one below the other, each beside a thin bar from its heading to its end."""
    colours = body.theme.colours
    starts = [n for n, block in enumerate(node.blocks) if isinstance(block, t.Heading)]
    for first, last in pairwise(sorted({0, *starts, len(node.blocks)})):
        left = at.panel.inset_pt if at.panel else at.left_pt
        beside = Panel(colours.paper, colours.rule, THIN_PT, "", left)
        blocks(node.blocks[first:last], replace(at, style="Callout", panel=beside), body)


def quiet(style: str) -> Callable[[t.Region, At, Body], None]:
    """Return the function for regions that are there to be found, not to be read first."""

    def set_quietly(node: t.Region, at: At, body: Body) -> None:
        blocks(node.blocks, replace(at, style=style), body)

    return set_quietly


REGIONS: dict[str, Callable[[t.Region, At, Body], None]] = {
    "band": band,
    "main": through,
    "side": through,
    "full": through,
    "ask": panel("Ask", BAR_PT),
    "callout": panel("Callout"),
    "decision": decision,
    "options": options,
    "notes": quiet("SpeakerNotes"),
    "source": quiet("Source"),
    "contact": quiet("Contact"),
}
