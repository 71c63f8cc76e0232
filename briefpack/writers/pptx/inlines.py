"""Inline nodes as runs: one function per node type, and one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from briefpack.document import tree as t
from briefpack.languages.scripts import is_east_asian
from briefpack.look.theme import Colours
from briefpack.office.markup import clean
from briefpack.writers.pptx.text import BREAK, Run


@dataclass(frozen=True, slots=True)
class Ink:
    """Say in which colours words are set, and in which language the document is."""

    colours: Colours
    language: str
    filled: bool = False
    """On a ground of colour there is one colour for all."""

    def voice(self, voice: str) -> str:
        if self.filled:
            return ""
        return {"editor": self.colours.second, "quiet": self.colours.quiet}.get(voice, "")


PLAIN = Run("")


def runs_of(inlines: t.Inlines, ink: Ink, manner: Run = PLAIN) -> tuple[Run, ...]:
    """Return the words in runs of one manner each, with single spaces."""
    return tuple(_joined(_runs(inlines, ink, manner)))


def _runs(inlines: t.Inlines, ink: Ink, manner: Run) -> Iterator[Run]:
    for inline in inlines:
        yield from INLINES[type(inline)](inline, ink, manner)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    for manner, group in groupby(runs, key=lambda run: replace(run, text="")):
        words = (", " if manner.raised else "").join(run.text for run in group)
        if words:
            yield replace(manner, text=words)


def text(node: t.Text, ink: Ink, manner: Run) -> Iterator[Run]:
    yield replace(manner, text=clean(node.text))


def line_break(node: t.LineBreak, ink: Ink, manner: Run) -> Iterator[Run]:
    yield replace(manner, text=BREAK)


def strong(node: t.Strong, ink: Ink, manner: Run) -> Iterator[Run]:
    yield from _runs(node.inlines, ink, replace(manner, bold=True))


def emphasis(node: t.Emphasis, ink: Ink, manner: Run) -> Iterator[Run]:
    """Stress by slant; type of East Asia has no italics, there weight stresses."""
    east = is_east_asian(manner.language or ink.language)
    yield from _runs(node.inlines, ink, replace(manner, bold=True) if east else replace(manner, italic=True))


def link(node: t.Link, ink: Ink, manner: Run) -> Iterator[Run]:
    """Link; within another link, give the words alone."""
    yield from _runs(node.inlines, ink, replace(manner, link=manner.link or node.url))


def span(node: t.Span, ink: Ink, manner: Run) -> Iterator[Run]:
    colour = ink.voice(node.voice) or manner.colour
    language, bold = node.language or manner.language, manner.bold or node.voice == "label"
    yield from _runs(node.inlines, ink, replace(manner, language=language, colour=colour, bold=bold))


def note(node: t.Note, ink: Ink, manner: Run) -> Iterator[Run]:
    """Raise a note's number: the sources at the end of the deck are listed by it."""
    yield replace(manner, text=str(node.number), raised=True, link="", bold=False, italic=False)


INLINES: dict[type, Callable[[Any, Ink, Run], Iterator[Run]]] = {
    t.Text: text,
    t.LineBreak: line_break,
    t.Strong: strong,
    t.Emphasis: emphasis,
    t.Link: link,
    t.Span: span,
    t.Note: note,
}
