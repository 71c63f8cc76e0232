"""Render a document with marks in its text that say where each word comes from, and read them.

A mark is `\\x01label\\x02text\\x03` and may hold others; its label is a kind and what that kind needs, with `\\x04`
between. Templates get theirs from an extension that sees their tokens, content from the words themselves as they
are escaped. So the marks stand in the text, wherever a macro, a captured block or `super()` takes it: what never
reaches the page is not traced. A build renders without them, in an environment of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from briefpack.content.brief import Brief
from briefpack.errors import BuildError, Place, error, relative_name
from briefpack.rendering.templates import InlineSource, render_document, template_layers, template_path

OPEN, WITHIN, CLOSE, BETWEEN = "\x01", "\x02", "\x03", "\x04"
MARK = re.compile(f"{OPEN}[^{WITHIN}]*{WITHIN}|{CLOSE}")
ViewPath = tuple[str | int, ...]
"""The way to a text through what a template is given: `("proposals", 0, "text")`."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Name a line of a template; `layer` counts from the audience's overlay, 0, to the last folder of templates."""

    layer: int
    name: str
    line: int
    block: str = ""
    """The block that begins here, if one does."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a run of rendered Markdown that comes from one place.

    blocks: the template blocks around it, outermost first. spots: the line of the outermost template that put it
    there, then those of the macros that it went through. path: the content that it is; None for a template's own text.
    """

    text: str
    blocks: tuple[Spot, ...]
    spots: tuple[Spot, ...]
    path: ViewPath | None


class Marks(Extension):
    """Mark a template's own lines, what each `{{ … }}` puts in, and the extent of each block."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        name = stream.name or ""
        tag: list[Token] = []
        opened: list[bool] = []
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _marked_lines(token.value, name, token.lineno))
                continue
            if token.type == "variable_begin":
                yield Token(token.lineno, "data", _opening("value", name, token.lineno))
            tag.append(token)
            if token.type == "variable_end":
                yield from (*tag, Token(token.lineno, "data", CLOSE))
                tag.clear()
            elif token.type == "block_end":
                yield from _marked_tag(tag, name, opened)
                tag.clear()
        yield from tag


def _marked_tag(tag: list[Token], name: str, opened: list[bool]) -> Iterator[Token]:
    """Yield a tag, marked if it begins or ends a block; a required block may hold nothing, not even a mark."""
    words = [token.value for token in tag]
    if words[1] == "endblock" and opened.pop():
        yield Token(tag[0].lineno, "data", CLOSE)
    yield from tag
    if words[1] == "block":
        opened.append("required" not in words[3:])
        if opened[-1]:
            yield Token(tag[-1].lineno, "data", _opening("block", name, tag[0].lineno, words[2]))


def _opening(kind: str, *label: object) -> str:
    return f"{OPEN}{BETWEEN.join(map(str, (kind, *label)))}{WITHIN}"


def _marked_lines(text: str, name: str, first: int) -> str:
    """Mark each line, and the space between two values; an empty line comes from nowhere in particular."""
    lines = enumerate(re.findall(r"[^\n]*\n|[^\n]+", text), first)
    return "".join(line if line.isspace() and "\n" in line else _marked_line(line, name, n) for n, line in lines)


def _marked_line(line: str, name: str, n: int) -> str:
    return f"{_opening('text', name, n)}{line}{CLOSE}"


class MarkedWords(str):
    """Words of content that write themselves with the way to them."""

    words: Any
    path: ViewPath

    def __html__(self) -> Markup:
        return Markup(f"{_opening('words', *self.path)}{self.words.__html__()}{CLOSE}")


def marked_view(value: Any, path: ViewPath = ()) -> Any:
    """Return a protected view in which every text that is content writes itself with a mark."""
    if isinstance(value, SimpleNamespace):
        return SimpleNamespace(**{key: marked_view(child, (*path, key)) for key, child in vars(value).items()})
    if isinstance(value, Mapping):
        return {key: marked_view(child, (*path, key)) for key, child in value.items()}
    if isinstance(value, list):
        return [marked_view(child, (*path, n)) for n, child in enumerate(value)]
    if not isinstance(value, str):
        return value
    marked = MarkedWords(value)
    marked.words, marked.path = value, path
    return marked


def trace_pieces(brief: Brief, document: str, templates: tuple[Path, ...], inline_source: InlineSource) -> list[Piece]:
    """Return the pieces of a rendered document, in its order. Raise BuildError as rendering does.

    A template that works with the length or the letters of what it has rendered would be led astray by marks; if the
    text is not the one that a build gets, that is an error.
    """
    marked = render_document(brief, document, templates, inline_source, (Marks,), marked_view)
    pieces = read_marks(marked)
    if "".join(piece.text for piece in pieces) != render_document(brief, document, templates, inline_source):
        place = Place(relative_name(template_path(document, templates)))
        hint = "Let it ask the fields themselves, not the text that it has put together from them."
        raise BuildError([error("cannot be traced: it counts or compares text that it has rendered", place, hint)])
    return pieces


def read_marks(marked: str) -> list[Piece]:
    """Return the pieces of a marked text, in order; a block that is empty is a piece without text."""
    return list(_pieces(_split(marked)))


def _split(marked: str) -> Iterator[tuple[str, bool]]:
    """Yield texts and marks in turn, each with whether it is a mark."""
    end = 0
    for found in MARK.finditer(marked):
        yield marked[end : found.start()], False
        yield found[0], True
        end = found.end()
    yield marked[end:], False


def _pieces(parts: Iterable[tuple[str, bool]]) -> Iterator[Piece]:
    open_marks: list[Spot | ViewPath] = []
    begun = False
    for part, is_mark in parts:
        ends_empty_block = begun and part == CLOSE
        if (part and not is_mark) or ends_empty_block:
            yield _piece("" if is_mark else part, open_marks)
        if part or is_mark:
            begun = False
        if is_mark and part == CLOSE:
            open_marks.pop()
        elif is_mark:
            open_marks.append(_label(part))
            begun = isinstance(open_marks[-1], Spot) and bool(open_marks[-1].block)


def _piece(text: str, open_marks: list[Spot | ViewPath]) -> Piece:
    spots = [mark for mark in open_marks if isinstance(mark, Spot)]
    path = next((mark for mark in reversed(open_marks) if not isinstance(mark, Spot)), None)
    blocks = tuple(spot for spot in spots if spot.block)
    return Piece(text, blocks, tuple(spot for spot in spots if not spot.block), path)


def _label(mark: str) -> Spot | ViewPath:
    kind, *label = mark[1:-1].split(BETWEEN)
    if kind == "words":
        return tuple(int(part) if part.isdecimal() else part for part in label)
    layer, _, name = label[0].partition("|")
    return Spot(int(layer), name, int(label[1]), *label[2:])


def spot_place(spot: Spot, templates: tuple[Path, ...], audience: str) -> Place:
    layers = template_layers(templates, audience)
    return Place(relative_name(layers[spot.layer] / spot.name), spot.line)


def replaced_block(block: Spot, templates: tuple[Path, ...], audience: str) -> Place | None:
    """Return where the block stands in the template of the same name below an overlay, if it does."""
    layers = template_layers(templates, audience)
    begins = re.compile(rf"\{{%[-+]?\s*block\s+{re.escape(block.block)}\b")
    for folder in layers[block.layer + 1 :]:
        path = folder / block.name
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        for n, line in enumerate(lines, 1):
            if begins.search(line):
                return Place(relative_name(path), n)
    return None
