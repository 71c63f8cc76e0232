"""Inline nodes as runs: one function per node type, and one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from briefpack.document import tree as t
from briefpack.document.running_lines import marked_line
from briefpack.languages.scripts import has_italics
from briefpack.look.theme import Colours
from briefpack.writers.pptx.words import BREAK, Run


@dataclass(frozen=True, slots=True)
class Palette:
    """Say in which colours words are set, and in which language the document is."""

    colours: Colours
    language: str
    filled: bool = False
    """On a ground of colour there is one colour for all."""

    def voice(self, voice: str) -> str:
        """Return the colour of a voice, #RRGGBB, or "" for that of the text around."""
        if self.filled:
            return ""
        voices = {
            "editor": self.colours.second,
            "quiet": self.colours.quiet,
            "place": self.colours.quiet,
            "mark": self.colours.accent,
        }
        return voices.get(voice, "")


PLAIN = Run("")
STYLE = itemgetter(slice(1, None))
"""All of a run but its text, which comes first."""


def runs_of(inlines: t.Inlines, palette: Palette, style: Run = PLAIN) -> tuple[Run, ...]:
    """Return the words in runs of one style each, with single spaces."""
    single = tuple(_runs(inlines, palette, style))
    return tuple(_joined(single)) if len(single) > 1 or not all(run.text for run in single) else single


def marked_runs(meta: t.Meta, colours: Colours, *others: str) -> tuple[Run, ...]:
    """Return the marking and what stands beside it."""
    return runs_of(marked_line(meta, *others), Palette(colours, meta.language))


def _runs(inlines: t.Inlines, palette: Palette, style: Run) -> Iterator[Run]:
    for inline in inlines:
        yield from INLINES[type(inline)](inline, palette, style)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    for _, group in groupby(runs, key=STYLE):
        first, *others = group
        words = (", " if first.raised else "").join((first.text, *(run.text for run in others)))
        if words:
            yield first._replace(text=words) if others else first


def text(node: t.Text, palette: Palette, style: Run) -> Iterator[Run]:
    """Give the words as they are."""
    yield style._replace(text=node.text)


def line_break(node: t.LineBreak, palette: Palette, style: Run) -> Iterator[Run]:
    """End the line within the paragraph."""
    yield style._replace(text=BREAK)


def strong(node: t.Strong, palette: Palette, style: Run) -> Iterator[Run]:
    """Stress by weight."""
    yield from _runs(node.inlines, palette, style._replace(bold=True))


def emphasis(node: t.Emphasis, palette: Palette, style: Run) -> Iterator[Run]:
    """Stress by slant, by weight where type of the language has no italics."""
    leans = has_italics(style.language or palette.language)
    yield from _runs(node.inlines, palette, style._replace(italic=True) if leans else style._replace(bold=True))


def link(node: t.Link, palette: Palette, style: Run) -> Iterator[Run]:
    """Link; within another link, give the words alone."""
    yield from _runs(node.inlines, palette, style._replace(link=style.link or node.url))


def span(node: t.Span, palette: Palette, style: Run) -> Iterator[Run]:
    """Give the words a language, the colour of a voice, the weight of a label, or capitals."""
    style = style._replace(capitals=style.capitals or node.voice == "capitals")
    colour = palette.voice(node.voice) or style.colour
    language, bold = node.language or style.language, style.bold or node.voice in ("label", "mark")
    yield from _runs(node.inlines, palette, style._replace(language=language, colour=colour, bold=bold))


def note(node: t.Note, palette: Palette, style: Run) -> Iterator[Run]:
    """Raise a note's number: the sources at the end of the deck are listed by it."""
    yield style._replace(text=str(node.number), raised=True, link="", bold=False, italic=False)


INLINES: dict[type, Callable[[Any, Palette, Run], Iterator[Run]]] = {
    t.Text: text,
    t.LineBreak: line_break,
    t.Strong: strong,
    t.Emphasis: emphasis,
    t.Link: link,
    t.Span: span,
    t.Note: note,
}
