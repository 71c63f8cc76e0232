"""Slides as Markdown that Marp and pandoc cut at the same places.

Every slide is one heading of level 1, with a rule between slides; headings within a slide are of level 2 and 3. A
comment follows the first heading: it keeps pandoc's slide level at 1, and gives Marp the title and the author, of
which pandoc would make another slide.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from briefpack.document.figure_words import figures_told
from briefpack.document.running_lines import slide_foot
from briefpack.document.slides import TITLE_LEVEL, Deck, Slide
from briefpack.document.tree import (
    Block,
    Blocks,
    Figure,
    Heading,
    Meta,
    Paragraph,
    Region,
    Strong,
    Table,
    Text,
    plain_text,
    walk,
)
from briefpack.languages.characters import cells
from briefpack.look.slide_grid import LARGER, NEARLY_FULL, ON_GROUND, ROOMY
from briefpack.look.theme import Theme
from briefpack.writers.outline.drawings import Draw, images_of
from briefpack.writers.outline.front import directives, front_matter, quoted, style_element
from briefpack.writers.outline.inlines import escaped
from briefpack.writers.outline.levels import with_marking
from briefpack.writers.outline.nodes import MARKDOWN, PLAIN, Notation, blocks, height_of
from briefpack.writers.outline.sources import sources_slides

BETWEEN_SLIDES = "\n\n---\n\n"
SLIDE_LINES, MOST_LINES, TITLE_LETTERS = 12.6, 14.5, 60
"""What a slide holds in the theme's full size below a title of up to two lines, measured on Marp's slides: with some
room around it, and at most, as the lines of forms are fewer than is estimated."""
GROWN = ("roomiest", "roomy")
"""What style sheets call slides whose content is set larger, the largest first."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """Say what differs between the programs that read Markdown as slides."""

    notes: Callable[[Blocks], str]
    """Writes the speaker notes."""
    has_front_matter: bool = True
    """reveal.js would show it as a slide: there each slide says its language itself."""
    draws: bool = False
    """Whether it shows figures as images; pandoc makes better tables of them than pictures."""
    is_cut_after_tables: bool = False
    """pandoc's PowerPoint writer makes a slide of text that follows a table: there the source stands above it."""


def markdown_bytes(deck: Deck, theme: Theme, dialect: Dialect) -> bytes:
    """Return a deck as UTF-8 Markdown."""
    deck = deck if dialect.has_front_matter else with_marking(deck)
    drawn = [(slide, draws(slide, deck, theme) if dialect.draws else None) for slide in deck.slides]
    slides = [(slide, draw, front_of(slide, deck, draw, first=not n)) for n, (slide, draw) in enumerate(drawn)]
    slides += [(slide, None, ["_class: sources"]) for slide in sources_slides(deck)]
    head = front_matter(deck.meta, theme) + "\n\n" if dialect.has_front_matter else ""
    texts = [
        slide_text(
            slide,
            deck.meta,
            dialect,
            front if dialect.has_front_matter else [attributes_of(slide, deck, theme, draw)],
            replace(MARKDOWN, draw=draw),
        )
        for slide, draw, front in slides
    ]
    if texts and not dialect.has_front_matter:
        texts[0] = style_element(deck.meta, theme) + "\n\n" + texts[0]
    return (head + BETWEEN_SLIDES.join(texts) + "\n").encode()


def draws(slide: Slide, deck: Deck, theme: Theme) -> Draw:
    """Return what draws the figures of a slide in the room that is left for them."""
    others = tuple(block for block in slide.blocks if not isinstance(block, Figure))
    return images_of(theme, deck.meta, _lines(slide, others) / SLIDE_LINES)


def _lines(slide: Slide, shown: Blocks, size: float = 1.0) -> float:
    """Estimate how many lines of body text blocks take on a slide in a size, and what its title takes of their room."""
    return max(0, cells(plain_text(slide.title)) // TITLE_LETTERS - 1) + height_of(shown, 1 / size) * size


def front_of(slide: Slide, deck: Deck, draw: Draw | None, first: bool) -> list[str]:
    """Return the directives that Marp reads on a slide: the names by which the style sheet knows it, and its foot."""
    names = classes_of(slide, draw)
    front = [f"_class: {' '.join(names)}"] if names else []
    if slide.level == TITLE_LEVEL:  # it names its sender itself
        front += ["_paginate: false", f"_footer: {quoted(escaped(deck.meta.marking))}"]
    if slide.part:
        front.append(f"_footer: {quoted(escaped(slide_foot(deck.meta, plain_text(slide.part))))}")
    return front + directives(deck.meta) if first else front


def classes_of(slide: Slide, draw: Draw | None) -> list[str]:
    """Return the names by which style sheets know a slide; a drawing has found its room."""
    others = tuple(block for block in slide.blocks if not (draw and isinstance(block, Figure) and draw(block)))
    known = {
        "title": slide.level == TITLE_LEVEL,
        "section": slide.is_section,
        "quotation": slide.quotes_alone,
        "dense": _lines(slide, others) > (MOST_LINES if slide.has_form else SLIDE_LINES),
    }
    return [*(name for name, holds in known.items() if holds), *_grown(slide, others)]


def _grown(slide: Slide, others: Blocks) -> list[str]:
    """Return the name of the larger size in which a slide's content fits: where nothing is asked, a form or a table.

    Cards fill their slide in any size; what stands on paper keeps more room around it, and is too narrow for the
    largest.
    """
    if not slide.blocks or slide.asks or not (slide.has_form or isinstance(slide.blocks[0], Table)):
        return []
    on_ground = any(isinstance(block, Region) and block.role in ON_GROUND for block in slide.blocks)
    room = SLIDE_LINES * (NEARLY_FULL if on_ground else ROOMY)
    sizes = [*zip(GROWN, LARGER, strict=True)][0 if on_ground else 1 :]
    return [name for name, size in sizes if _lines(slide, others, size) < room][:1]


def attributes_of(slide: Slide, deck: Deck, theme: Theme, draw: Draw | None) -> str:
    """Return what reveal.js makes the attributes of a slide: its language, its names, its ground and its foot."""
    is_title = slide.level == TITLE_LEVEL
    filled = is_title and theme.manner.band == "filled"
    values = {
        "lang": deck.meta.language,
        "class": " ".join(classes_of(slide, draw)),
        "data-background-color": theme.colours.band if filled else theme.colours.paper,
        "data-foot": "" if is_title else _quoted_attribute(slide_foot(deck.meta, plain_text(slide.part))),
    }
    return ".slide: " + " ".join(f'{name}="{value}"' for name, value in values.items() if value)


def _quoted_attribute(text: str) -> str:
    """Return text that ends neither an attribute nor its comment; the plugin knows no other way to write one."""
    return text.replace('"', "”").replace("--", "––")


def slide_text(slide: Slide, meta: Meta, dialect: Dialect, front: list[str], notation: Notation) -> str:
    """Return a slide: title, directives, content and source, speaker notes."""
    title = MARKDOWN.line(slide.title)
    content = [blocks(slide.blocks, notation), sources_text(slide.sources)]
    if dialect.is_cut_after_tables and any(isinstance(node, Table) for node in walk(slide.blocks)):
        content.reverse()
    parts = [
        f"# {title}" if title else "",
        comment("\n".join(front)) if len(front) > 1 else "".join(f"<!-- {line} -->" for line in front),
        *content,
        dialect.notes(spoken(slide, meta, dialect)),
    ]
    return "\n\n".join(part for part in parts if part)


def sources_text(sources: Blocks) -> str:
    """Return the source line in small type; what is no paragraph stands above it."""
    others = blocks(tuple(block for block in sources if not isinstance(block, Paragraph)), MARKDOWN)
    lines = [MARKDOWN.line(block.inlines) for block in sources if isinstance(block, Paragraph)]
    small = f"<small>{' <br> '.join(filter(None, lines))}</small>" if any(lines) else ""
    return "\n\n".join(filter(None, (others, small)))


def spoken(slide: Slide, meta: Meta, dialect: Dialect) -> Blocks:
    """Return the speaker notes, and what is to be seen in the figures of the slide; nothing where no notes are sent.

    Where figures are drawn, the notes have all of their data.
    """
    if not meta.with_notes:
        return ()
    shown = (slide.blocks, slide.sources, slide.notes)
    if dialect.draws:
        return slide.notes + tuple(map(Paragraph, figures_told(shown)))
    figures = (node for node in walk(shown) if isinstance(node, Figure))
    return slide.notes + tuple(Paragraph((Text(figure.alt),)) for figure in figures)


def marp_notes(notes: Blocks) -> str:
    """Return a comment, which presenters see as it stands: plain lines."""
    return comment("\n".join(map(not_a_directive, blocks(notes, PLAIN).split("\n"))))


def pandoc_notes(notes: Blocks) -> str:
    """Return a div, as pandoc and Quarto take it."""
    text = blocks(tuple(map(_no_slide, notes)), MARKDOWN)
    return text and f"::: notes\n\n{text}\n\n:::"


def _no_slide(block: Block) -> Block:
    """Return a heading as strong words: pandoc begins a slide with one, even where notes hold it."""
    return Paragraph((Strong(block.inlines),)) if isinstance(block, Heading) else block


def reveal_notes(notes: Blocks) -> str:
    """Return the notes behind the word that tells them from the slide."""
    text = blocks(notes, MARKDOWN)
    return text and f"Note:\n\n{text}"


MARKDOWN_DIALECTS = {
    "marp": Dialect(marp_notes, draws=True),
    "pandoc": Dialect(pandoc_notes, is_cut_after_tables=True),
    "reveal": Dialect(reveal_notes, has_front_matter=False, draws=True),
}
MARP_DIRECTIVES = (
    "author|background(?:Color|Image|Position|Repeat|Size)|class|color|description|footer|header|headingDivider|"
    "image|keywords|lang|marp|math|paginate|size|style|theme|title|transition|url"
)
DIRECTIVE = re.compile(rf"\s*(?:[{{?&!*|>]|[\"']?[_$]?(?:{MARP_DIRECTIVES})[\"']?\s*:)")
"""A line of a comment that Marp might obey instead of showing it."""


def not_a_directive(line: str) -> str:
    """Return a line of a comment that Marp shows as it stands."""
    return f"• {line}" if DIRECTIVE.match(line) else line


def comment(text: str) -> str:
    """Return text within a comment that it does not end; empty text makes none."""
    return text and "<!--\n" + re.sub(r"--(?=!?>)", r"--\\", text) + "\n-->"
