"""Marks in a rendered text that say where each word comes from.

Templates get theirs from an extension that sees their tokens, content from its words as they write themselves. So
the marks stand in the text, wherever a macro, a captured block or `super()` takes it: what never reaches the page is
not traced. A build renders without them, in an environment of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any, ClassVar

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from briefpack.content.views import Origin, ViewText
from briefpack.rendering.loader import split_name

FIRST_SIGN = 0xFDD0
"""The first of the codes that Unicode keeps for the inner use of programs."""


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """Name a line of a template; `layer` counts from the audience's overlay, 0, to the last folder of templates."""

    layer: int
    name: str
    number: int
    block: str = ""
    """The block that begins here, if one does."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Hold a run of rendered Markdown that comes from one place.

    blocks: the template blocks around it, outermost first. lines: the line of the outermost template that put it
    there, then those of the macros that it went through. origin: that of the content that it is; None for a
    template's own text.
    """

    text: str
    blocks: tuple[TemplateLine, ...]
    lines: tuple[TemplateLine, ...]
    origin: Origin | None


class Printed:
    """Note the origin of each text that a rendering prints, and leave the text as it is."""

    extension: type[LineMarks] | None = None
    """What the templates must be compiled with."""

    def __init__(self) -> None:
        self._texts: list[ViewText] = []
        self.templates: frozenset[str] = frozenset()
        """The inside names of the templates that were read."""

    @property
    def origins(self) -> list[Origin]:
        """Where what is printed comes from, in the order in which it writes itself."""
        return [text.origin for text in self._texts]

    def marking(self, words: Callable[[str], str]) -> Callable[[str], str]:
        """Return what makes words of a text as `words` does, which note their origin where the text has one."""

        def marked(text: str) -> str:
            return MarkedWords(words(text), text, self) if isinstance(text, ViewText) else words(text)

        return marked

    def around(self, text: ViewText, source: str) -> Markup:
        """Return what the words of a text write themselves as."""
        self._texts.append(text)
        return Markup(source)

    def unmarked(self, rendered: str) -> str:
        return rendered


class Marks(Printed):
    """Write marks into one rendering of a text that is known without them, and read them back.

    With § for a character that the text does not hold, `§t12§` opens what comes from line 12 of a list of template
    lines, `§w12§` what has origin 12 of a list of origins, and `§§` closes either.
    """

    extension: type[LineMarks]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._sign = next(sign for sign in map(chr, count(FIRST_SIGN)) if sign not in text)
        self.extension = _extension(self._sign)

    def around(self, text: ViewText, source: str) -> Markup:
        number, words = len(self._texts), super().around(text, source)
        return Markup(f"{self._sign}w{number}{self._sign}{words}{self._sign}{self._sign}")

    def unmarked(self, rendered: str) -> str:
        return "".join(fragment.text for fragment in self.read(rendered))

    def read(self, marked: str) -> Iterator[Fragment]:
        """Yield the fragments of a marked text, in order; a block that is empty is a fragment without text."""
        open_marks: list[TemplateLine | Origin] = []
        is_new_block = False
        texts = re.split(f"{self._sign}((?:[tw][0-9]+)?){self._sign}", marked)
        for text, mark in zip(texts[::2], [*texts[1::2], None], strict=True):
            if text or (is_new_block and mark == ""):
                yield _fragment(text, open_marks)
            is_new_block = False
            if mark:
                open_marks.append(self._label(mark))
                is_new_block = isinstance(open_marks[-1], TemplateLine) and bool(open_marks[-1].block)
            elif mark == "" and open_marks:
                open_marks.pop()

    def _label(self, mark: str) -> TemplateLine | Origin:
        number = int(mark[1:])
        return self.extension.lines[number] if mark[0] == "t" else self._texts[number].origin


def _fragment(text: str, open_marks: list[TemplateLine | Origin]) -> Fragment:
    lines = [mark for mark in open_marks if isinstance(mark, TemplateLine)]
    origin = next((mark for mark in reversed(open_marks) if isinstance(mark, Origin)), None)
    blocks = tuple(line for line in lines if line.block)
    return Fragment(text, blocks, tuple(line for line in lines if not line.block), origin)


class MarkedWords(str):
    """Words of content that write themselves as their marks have it."""

    __slots__ = ("_marks", "_text", "_words")
    _marks: Printed
    _text: ViewText
    _words: Any

    def __new__(cls, words: Any, text: ViewText, marks: Printed) -> MarkedWords:
        self = super().__new__(cls, words)
        self._words, self._text, self._marks = words, text, marks
        return self

    def __html__(self) -> Markup:
        return self._marks.around(self._text, self._words.__html__())


class LineMarks(Extension):
    """Mark a template's own lines, what each `{{ … }}` puts in, and the extent of each block."""

    sign: ClassVar[str]
    lines: ClassVar[list[TemplateLine]]

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        name = stream.name or ""
        tag: list[Token] = []
        has_mark: list[bool] = []
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", self._marked_lines(token.value, name, token.lineno))
                continue
            if token.type == "variable_begin":
                yield self._opening(name, token.lineno)
            tag.append(token)
            if token.type == "variable_end":
                yield from (*tag, self._closing(token.lineno))
                tag.clear()
            elif token.type == "block_end":
                yield from self._marked_tag(tag, name, has_mark)
                tag.clear()
        yield from tag

    def _marked_tag(self, tag: list[Token], name: str, has_mark: list[bool]) -> Iterator[Token]:
        """Yield a tag, marked if it begins or ends a block; a required block may hold nothing, not even a mark."""
        words = [token.value for token in tag]
        if words[1] == "endblock" and has_mark.pop():
            yield self._closing(tag[0].lineno)
        yield from tag
        if words[1] == "block":
            has_mark.append("required" not in words[3:])
            if has_mark[-1]:
                yield self._opening(name, tag[0].lineno, words[2])

    def _marked_lines(self, text: str, name: str, first: int) -> str:
        """Mark each line, and the space between two values; an empty line comes from nowhere in particular."""
        lines = enumerate(re.findall(r"[^\n]*\n|[^\n]+", text), first)
        return "".join(
            line if line.isspace() and "\n" in line else f"{self._opening(name, n).value}{line}{self._closing(n).value}"
            for n, line in lines
        )

    def _opening(self, name: str, number: int, block: str = "") -> Token:
        self.lines.append(TemplateLine(*split_name(name), number, block))
        return Token(number, "data", f"{self.sign}t{len(self.lines) - 1}{self.sign}")

    def _closing(self, number: int) -> Token:
        return Token(number, "data", self.sign * 2)


@cache
def _extension(sign: str) -> type[LineMarks]:
    """Return the extension that marks with a sign: an environment keeps its compiled templates as long as it is one."""
    return type("LineMarks", (LineMarks,), {"sign": sign, "lines": []})
