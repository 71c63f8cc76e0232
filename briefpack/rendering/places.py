"""Places of a rendered text: where a person wrote what stands in one of its lines, template or field.

It is traced when it is first asked, so what has no problem costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from briefpack.content.brief import Brief
from briefpack.content.translation import text_place
from briefpack.errors import BuildError, Place
from briefpack.rendering.escaping import InlineSource
from briefpack.rendering.loader import template_layers
from briefpack.rendering.marks import Fragment
from briefpack.rendering.tracing import line_place, trace_fragments

ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
FIGURE = re.compile(r"^(?:a|the) (\w+) has ")
EMPTY_HEADING = re.compile(r"^has an empty heading of level (\d)")


class RenderedPlaces:
    """Find where the lines of a rendered document come from; `template` is the place of what cannot be traced."""

    def __init__(
        self, brief: Brief, document: str, templates: tuple[Path, ...], inline_source: InlineSource, template: Place
    ) -> None:
        self._brief, self._document, self._templates = brief, document, templates
        self._inline_source, self._template = inline_source, template

    def at(self, line: int, words: str) -> Place:
        """Return where somebody wrote these words of a line, counted from 1, or of the passage that begins there."""
        if not self._fragments:
            return self._template
        start = self._starts[line - 1]
        end = self._text.find("\n\n", start)
        found = self._text.find(words, start, end if end >= 0 else None) if words else -1
        return self._place_at(found) if found >= 0 else self._place_of_line(start)

    def about(self, message: str) -> Place:
        """Return the place of the first line that a message is about: that holds the words which it quotes."""
        if pattern := _pattern(message):
            for n, line in enumerate(self._text.split("\n"), 1):
                if pattern.search(ESCAPE.sub(r"\1", line)):
                    return self.at(n, "")
        return self._template

    @cached_property
    def _fragments(self) -> list[Fragment]:
        try:
            return trace_fragments(self._brief, self._document, self._templates, self._inline_source)
        except BuildError:  # a template that works with rendered text cannot be traced
            return []

    @cached_property
    def _text(self) -> str:
        return "".join(fragment.text for fragment in self._fragments)

    @cached_property
    def _starts(self) -> list[int]:
        """The positions at which lines begin."""
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    @cached_property
    def _ends(self) -> list[int]:
        """The positions at which fragments end."""
        return list(accumulate(len(fragment.text) for fragment in self._fragments))

    def _place_of_line(self, start: int) -> Place:
        """Return the place of a template’s own words in a line, else of whatever stands there."""
        end = self._text.find("\n", start)
        there = [f for f in self._between(start, end if end >= 0 else len(self._text)) if f.text.strip() and f.lines]
        own = [fragment for fragment in there if not fragment.origin]
        return self._place(own[0] if own else there[0]) if there else self._template

    def _place_at(self, position: int) -> Place:
        fragment = self._fragments[bisect_right(self._ends, position)]
        return self._place(fragment) if fragment.lines else self._place_of_line(position)

    def _between(self, start: int, end: int) -> Iterator[Fragment]:
        first, last = bisect_right(self._ends, start), bisect_right(self._ends, max(start, end - 1))
        yield from self._fragments[first : last + 1]

    def _place(self, fragment: Fragment) -> Place:
        if fragment.origin:
            return text_place(self._brief.pack, fragment.origin.file, fragment.origin.path)
        layers = template_layers(self._templates, self._brief.pack.name, self._brief.audience.name)
        return line_place(fragment.lines[-1], layers)


def _pattern(message: str) -> re.Pattern[str] | None:
    """Return what finds the line that a message is about, if it says so."""
    if heading := EMPTY_HEADING.match(message):
        return re.compile(rf"^\s*#{{{heading[1]}}}\s*$")
    if words := message.partition("“")[2].rpartition("”")[0]:
        return re.compile(re.escape(words))
    figure = FIGURE.match(message)
    return re.compile(rf"^:::+\s*figure\s+{figure[1]}\b") if figure else None
