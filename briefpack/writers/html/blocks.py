"""Block nodes as HTML: one small function for each type of node, named after it, and one table."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from briefpack.document import tree as t
from briefpack.document.traits import is_marked, is_strong, parts_of, said_and_speaker
from briefpack.writers.html.figures import figure, picture
from briefpack.writers.html.inlines import inlines
from briefpack.writers.html.story import Story
from briefpack.writers.html.tables import table_html


def blocks(nodes: t.Blocks, story: Story) -> str:
    """Return block nodes as HTML, in reading order."""
    return "\n".join([BLOCKS[type(node)](node, story) for node in nodes])


def heading(node: t.Heading, story: Story) -> str:
    """Return a heading that can be linked to."""
    entry = story.head(node.level, t.plain_text(node.inlines))
    return f'<h{node.level} id="{escape(entry.anchor)}">{inlines(node.inlines, story)}</h{node.level}>'


def paragraph(node: t.Paragraph, story: Story) -> str:
    """Return a paragraph."""
    return f"<p>{inlines(node.inlines, story)}</p>"


def list_(node: t.List, story: Story) -> str:
    """Return a list."""
    tag = "ol" if node.ordered else "ul"
    start = f' start="{node.start}"' if node.ordered and node.start != 1 else ""
    items = "\n".join(_item(item, story) for item in node.items)
    return f"<{tag}{start}>\n{items}\n</{tag}>"


def _item(node: t.ListItem, story: Story) -> str:
    """Return an item; one that opens with a title, or is the one that counts, says so."""
    current = ' aria-current="true"' if is_marked(node) else ""
    match node.blocks:
        case (t.Paragraph(words),):
            return f"<li{current}>{inlines(words, story)}</li>"
        case (first, _, *_) if is_strong(first):
            return f'<li class="titled"{current}>{blocks(node.blocks, story)}</li>'
    return f"<li{current}>{blocks(node.blocks, story)}</li>"


def quote(node: t.Quote, story: Story) -> str:
    """Return a quotation, with who said it."""
    said, speaker = said_and_speaker(node)
    quoted = f"<blockquote>\n{blocks(said, story)}\n</blockquote>"
    if not speaker:
        return quoted
    return f'<figure class="quoted">\n{quoted}\n<figcaption>{inlines(speaker.inlines, story)}</figcaption>\n</figure>'


def table(node: t.Table, story: Story) -> str:
    """Return a table, which the heading above it names."""
    return table_html(node, story.heading, story)


def fields(node: t.Fields, story: Story) -> str:
    """Return labels with their values; one without a value can be filled in."""
    return f'<dl class="fields">\n{"".join(_field(field, story) for field in node.fields)}</dl>'


def _field(node: t.Field, story: Story) -> str:
    label = escape(node.label, quote=False)
    if node.day:
        label = f'<time datetime="{escape(node.day)}">{label}</time>'
    blank = f'<input type="text" autocomplete="off" aria-label="{escape(node.label) or "–"}">'
    return f"<div><dt>{label}</dt><dd>{inlines(node.inlines, story) or blank}</dd></div>\n"


def rule(node: t.Rule, story: Story) -> str:
    """Return a line between what comes before and after."""
    return "<hr>"


def region(node: t.Region, story: Story) -> str:
    """Return a region as its role has it."""
    return REGIONS[node.role](node, story)


def part(node: t.Region, story: Story) -> str:
    """Return blocks that stand together: where on the page, the style sheet says."""
    return f'<div class="{node.role}">\n{blocks(node.blocks, story)}\n</div>'


def band(node: t.Region, story: Story) -> str:
    """Return the title block."""
    return f'<header class="band">\n{blocks(node.blocks, story)}\n</header>'


def section(node: t.Region, story: Story) -> str:
    """Return a panel with what its reader is asked."""
    return _named("section", node, blocks(node.blocks, story), story)


def callout(node: t.Region, story: Story) -> str:
    """Return a panel with what is said apart."""
    return _named("aside", node, blocks(node.blocks, story), story)


def decision(node: t.Region, story: Story) -> str:
    """Return choices to tick and a place to sign."""
    inside = (_choices(one, story) if isinstance(one, t.List) else BLOCKS[type(one)](one, story) for one in node.blocks)
    return _named("section", node, "\n".join(inside), story)


def _choices(node: t.List, story: Story) -> str:
    return f'<ul class="choices">\n{"".join(_choice(item, story) for item in node.items)}</ul>'


def _choice(node: t.ListItem, story: Story) -> str:
    first, *others = node.blocks
    words = inlines(first.inlines, story) if isinstance(first, t.Paragraph) else blocks((first,), story)
    return f'<li><label><input type="checkbox"> {words}</label>{blocks(tuple(others), story)}</li>\n'


def side_by_side(node: t.Region, story: Story) -> str:
    """Return alternatives, cards or columns in a row; the one that counts is marked."""
    first, others = parts_of(node.blocks)
    parts = "\n".join(f'<section class="{_card(one)}">\n{blocks(one, story)}\n</section>' for one in others)
    return f'{blocks(first, story)}<div class="{node.role} of-{len(others)}">\n{parts}\n</div>'


def _card(nodes: t.Blocks) -> str:
    return "card marked" if is_marked(nodes) else "card"


def notes(node: t.Region, story: Story) -> str:
    """Return what is for the speaker."""
    return notes_html(node.blocks, story)


def notes_html(nodes: t.Blocks, story: Story) -> str:
    """Return speaker's notes under their name, which is numbered where there are more of them."""
    name = story.meta.speaker_notes_label
    story.asides += 1
    label = escape(name if story.asides == 1 else f"{name} {story.asides}")
    title = f'<p class="name">{escape(name, quote=False)}</p>'
    return f'<aside class="notes" aria-label="{label}">\n{title}\n{blocks(nodes, story)}\n</aside>'


def contact(node: t.Region, story: Story) -> str:
    """Return whom to ask."""
    tag = "address" if all(isinstance(block, t.Paragraph | t.List) for block in node.blocks) else "div"
    return f'<{tag} class="contact">\n{blocks(node.blocks, story)}\n</{tag}>'


def _named(tag: str, node: t.Region, inside: str, story: Story) -> str:
    """Return a part that reading software lists by the heading that opens it; without one it is only a panel."""
    opened = node.blocks[0] if node.blocks else None
    words = t.plain_text(opened.inlines) if isinstance(opened, t.Heading) else ""
    if not story.is_new_landmark(" ".join(words.split())):
        return f'<div class="{node.role} panel">\n{inside}\n</div>'
    return f'<{tag} class="{node.role} panel" aria-label="{escape(" ".join(words.split()))}">\n{inside}\n</{tag}>'


REGIONS: dict[str, Callable[[t.Region, Story], str]] = {
    **dict.fromkeys(("main", "side", "full", "source", "timeline", "key_figures", "beside", "section", "agenda"), part),
    **dict.fromkeys(("options", "cards", "columns"), side_by_side),
    "band": band,
    "ask": section,
    "callout": callout,
    "decision": decision,
    "notes": notes,
    "contact": contact,
}
BLOCKS: dict[type, Callable[[Any, Story], str]] = {
    t.Heading: heading,
    t.Paragraph: paragraph,
    t.List: list_,
    t.Quote: quote,
    t.Table: table,
    t.Figure: figure,
    t.Picture: picture,
    t.Fields: fields,
    t.Region: region,
    t.Rule: rule,
}
