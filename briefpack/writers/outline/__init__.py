"""Outlines: slides as Markdown that Marp and pandoc cut at the same places.

Every slide is one heading of level 1, with a rule between slides; headings within a slide are of level 2 and 3. A
comment follows the first heading: it keeps pandoc's slide level at 1, and gives Marp the title and the author, of
which pandoc would make another slide.
"""

from __future__ import annotations

import re
from math import ceil
from typing import Literal

from briefpack.document.slides import TITLE_LEVEL, Deck, Slide, deck_of
from briefpack.document.tree import (
    Block,
    Blocks,
    Document,
    Field,
    Figure,
    Heading,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
    plain_text,
    walk,
)
from briefpack.languages.characters import cells
from briefpack.look.theme import Theme
from briefpack.writers import Written
from briefpack.writers.outline.blocks import Pen, blocks
from briefpack.writers.outline.front import directives, front_matter

Dialect = Literal["marp", "pandoc", "reveal"]
"""Who reads the speaker notes: Marp in a comment, pandoc and Quarto in a div, reveal.js after `Note:`."""
SOURCES_A_SLIDE = 8
BETWEEN_SLIDES = "\n\n---\n\n"
MARKDOWN, PLAIN = Pen(), Pen(plain=True)


def write_outline(document: Document, theme: Theme, notes: Dialect = "marp") -> Written:
    """Write a document's slides as UTF-8 Markdown; what its notes cite is listed on the last slides.

    For reveal.js there is no front matter, which it would show as a slide: each slide says its language itself.
    """
    deck, is_reveal = deck_of(document), notes == "reveal"
    slides = [(slide, front_of(slide, deck, first=not n)) for n, slide in enumerate(deck.slides)]
    slides += [(slide, ["_class: sources"]) for slide in sources_slides(deck)]
    head = "" if is_reveal else front_matter(deck.meta, theme) + "\n\n"
    own = [f'.slide: lang="{deck.meta.language}"']
    text = BETWEEN_SLIDES.join(slide_text(slide, notes, own if is_reveal else front) for slide, front in slides)
    return Written((head + text + "\n").encode(), len(slides))


def front_of(slide: Slide, deck: Deck, first: bool) -> list[str]:
    """Return the directives that Marp reads on a slide."""
    names = class_names(slide, is_last=slide is deck.slides[-1])
    lines = [f"_class: {' '.join(names)}"] if names else []
    if slide.level == TITLE_LEVEL:
        lines.append("_paginate: false")
    return lines + directives(deck.meta) if first else lines


def class_names(slide: Slide, is_last: bool) -> list[str]:
    """Return the names by which the style sheet knows a slide."""
    is_title = slide.level == TITLE_LEVEL
    names = {"title": is_title, "ask": not is_title and (slide.asks or is_last), "dense": lines_of(slide) > SLIDE_LINES}
    return [name for name, holds in names.items() if holds]


SLIDE_LINES, LINE_LETTERS = 12, 80
"""What a slide holds in the theme's full size, measured on Marp's slides."""


def lines_of(slide: Slide) -> float:
    """Estimate how many lines of body text the content takes; a row of a table is a little lower."""
    return sum(map(_lines, walk(slide.blocks)), cells(plain_text(slide.title)) // 60)


def _lines(node: object) -> float:
    match node:
        case Paragraph(inlines) | Heading(inlines=inlines):
            return ceil(cells(plain_text(inlines)) / LINE_LETTERS) + 0.45
        case Table(header, rows):
            return 0.95 * sum(_row_lines([header, *rows]))
        case Field():
            return 1.0
    return 0.0


def _row_lines(rows: list[Row]) -> list[int]:
    """Estimate the lines of each row; columns share the slide by their widest cell, in smaller type."""
    widths = [[cells(plain_text(cell.inlines)) for cell in row.cells] for row in rows]
    columns = [max(1, *column) for column in zip(*widths, strict=True)]
    share = min(1.0, LINE_LETTERS * 1.25 / sum(columns))
    return [max(ceil(width / (column * share)) for width, column in zip(row, columns, strict=True)) for row in widths]


def slide_text(slide: Slide, dialect: Dialect, front: list[str]) -> str:
    title = MARKDOWN.line(slide.title)
    content = [blocks(slide.blocks, MARKDOWN), sources_text(slide.sources)]
    parts = [
        f"# {title}" if title else "",
        comment("\n".join(front)) if len(front) > 1 else "".join(f"<!-- {line} -->" for line in front),
        *(reversed(content) if has_source_first(slide, dialect) else content),
        NOTES[dialect](spoken(slide)),
    ]
    return "\n\n".join(part for part in parts if part)


def has_source_first(slide: Slide, dialect: Dialect) -> bool:
    """Tell whether the source stands above: pandoc's PowerPoint writer makes a slide of text that follows a table."""
    return dialect == "pandoc" and any(isinstance(node, Table) for node in walk(slide.blocks))


def sources_text(sources: Blocks) -> str:
    """Return the source line in small type; what is no paragraph stands above it."""
    others = blocks(tuple(block for block in sources if not isinstance(block, Paragraph)), MARKDOWN)
    lines = [MARKDOWN.line(block.inlines) for block in sources if isinstance(block, Paragraph)]
    small = f"<small>{' <br> '.join(filter(None, lines))}</small>" if any(lines) else ""
    return "\n\n".join(filter(None, (others, small)))


def spoken(slide: Slide) -> Blocks:
    """Return the speaker notes, and what is to be seen in the figures of the slide."""
    figures = (node for node in walk((slide.blocks, slide.sources, slide.notes)) if isinstance(node, Figure))
    return slide.notes + tuple(Paragraph((Text(figure.alt),)) for figure in figures)


def sources_slides(deck: Deck) -> list[Slide]:
    """Return slides that list the notes by number, a few a slide."""
    name = deck.meta.sources_label
    starts = range(0, len(deck.notes), SOURCES_A_SLIDE)
    titles = [name if n == 0 else f"{name} ({n + 1})" for n in range(len(starts))]
    return [
        Slide((Text(title),), 2, (notes_list(deck.notes[start : start + SOURCES_A_SLIDE], start + 1),))
        for start, title in zip(starts, titles, strict=True)
    ]


def notes_list(notes: tuple[Inlines, ...], first: int) -> Block:
    return List(tuple(ListItem((Paragraph(note),)) for note in notes), ordered=True, start=first)


def marp_notes(notes: Blocks) -> str:
    """Return a comment, which presenters see as it stands: plain lines."""
    return comment("\n".join(map(not_a_directive, blocks(notes, PLAIN).split("\n"))))


def pandoc_notes(notes: Blocks) -> str:
    text = blocks(notes, MARKDOWN)
    return text and f"::: notes\n\n{text}\n\n:::"


def reveal_notes(notes: Blocks) -> str:
    text = blocks(notes, MARKDOWN)
    return text and f"Note:\n\n{text}"


NOTES = {"marp": marp_notes, "pandoc": pandoc_notes, "reveal": reveal_notes}
MARP_DIRECTIVES = (
    "author|background(?:Color|Image|Position|Repeat|Size)|class|color|description|footer|header|headingDivider|"
    "image|keywords|lang|marp|math|paginate|size|style|theme|title|transition|url"
)
DIRECTIVE = re.compile(rf"\s*(?:[{{?&!*|>]|[\"']?[_$]?(?:{MARP_DIRECTIVES})[\"']?\s*:)")
"""A line of a comment that Marp might obey instead of showing it."""


def not_a_directive(line: str) -> str:
    return f"• {line}" if DIRECTIVE.match(line) else line


def comment(text: str) -> str:
    """Return text within a comment that it does not end; empty text makes none."""
    return text and "<!--\n" + re.sub(r"--(?=!?>)", r"--\\", text) + "\n-->"
