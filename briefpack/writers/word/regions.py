"""Regions by role: what stands apart in a memo, and how. One function per way, and one table of roles."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from briefpack.document import tree as t
from briefpack.writers.word.body import At, Body, Setter
from briefpack.writers.word.flow import Panel
from briefpack.writers.word.forms import key_figures

BAR_PT, THIN_PT, PLAIN_PT = 3.0, 1.5, 0.5
PANELS = {"ask": ("Ask", BAR_PT), "callout": ("Callout", PLAIN_PT)}
"""Regions on a tint or beside a bar, by role: their style, and how thick the edge at their start is."""
STYLES = {"notes": "SpeakerNotes", "source": "Source", "contact": "Contact"}
"""Regions with a style of their own, by role; the columns of other layouts simply follow each other in a memo."""


def plain(node: t.Region, at: At, body: Body) -> None:
    """Add the blocks one below the other: a memo has one column."""
    body.set(node.blocks, replace(at, style=STYLES.get(node.role, at.style)))


def band(node: t.Region, at: At, body: Body) -> None:
    """Add the title block: what stands before the title is its kicker, what stands after it its lead."""
    titles = [n for n, block in enumerate(node.blocks) if isinstance(block, t.Heading)]
    first = titles[0] if titles else -1
    for number, block in enumerate(node.blocks):
        body.set((block,), replace(at, style="Kicker" if number < first else "Lead"))


def panel(node: t.Region, at: At, body: Body) -> None:
    """Add blocks that stand on a tint or beside a bar, as the theme's manner has it."""
    style, edge_pt = PANELS[node.role]
    if body.theme.manner.panel == "bar":
        edge_pt = max(edge_pt, THIN_PT)
    ground = body.theme.colours.tint if node.role == "ask" else _ground(body)
    edge = body.theme.colours.accent if edge_pt > PLAIN_PT else ground
    body.set(node.blocks, replace(at, style=style, panel=Panel(ground, edge, edge_pt, left_pt=_start(at))))


def _ground(body: Body) -> str:
    colours = body.theme.colours
    return colours.tint if body.theme.manner.panel == "tint" else colours.paper


def _start(at: At) -> float:
    return at.panel.inset_pt if at.panel else at.left_pt


def decision(node: t.Region, at: At, body: Body) -> None:
    """Add choices as boxes to tick and lines to sign on, all on one page."""
    start = len(body.flow)
    ground = _ground(body)
    beside = Panel(ground, ground, PLAIN_PT, body.theme.colours.accent, _start(at))
    body.set(node.blocks, replace(at, style="Decision", panel=beside, ticks=True, keep=True))
    if last := body.last_paragraph(start):
        last.keep_next = at.keep


def options(node: t.Region, at: At, body: Body) -> None:
    """Add alternatives one below the other, each beside a thin bar from its heading to its end."""
    colours = body.theme.colours
    starts = [n for n, block in enumerate(node.blocks) if isinstance(block, t.Heading)]
    for first, last in pairwise(sorted({0, *starts, len(node.blocks)})):
        beside = Panel(colours.paper, colours.rule, THIN_PT, left_pt=_start(at))
        body.set(node.blocks[first:last], replace(at, style="Callout", panel=beside))


def figures(node: t.Region, at: At, body: Body) -> None:
    """Add key figures in their form."""
    key_figures(node, at, body, plain)


def region(node: t.Region, at: At, body: Body) -> None:
    """Set a region as its role has it."""
    REGIONS[node.role](node, at, body)


REGIONS: dict[str, Setter] = {
    **dict.fromkeys(("main", "side", "full", "timeline", "beside", "section", "agenda", *STYLES), plain),
    **dict.fromkeys(PANELS, panel),
    "band": band,
    "key_figures": figures,
    "decision": decision,
    **dict.fromkeys(("options", "cards", "columns"), options),
}
