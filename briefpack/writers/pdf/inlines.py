"""Inline nodes as runs: words with a look, and the nodes that they come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlsplit

from briefpack.document.tree import Emphasis, Inline, Inlines, LineBreak, Link, Note, Span, Strong, Text
from briefpack.languages.scripts import is_east_asian
from briefpack.writers.pdf.fonts import Family, clean
from briefpack.writers.pdf.styles import Ground, TextStyle

SCHEMES = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class Look:
    """Say how words look. size, rise: points; colour: #RRGGBB; tracking: ems; url: where they lead."""

    size: float
    colour: str
    family: Family = "body"
    bold: bool = False
    italic: bool = False
    upright: bool = False
    """Whether the document's script has no italics."""
    rise: float = 0
    tracking: float = 0
    language: str = ""
    url: str = ""


Path = tuple[Inline, ...]
"""The inline nodes around words, outermost first: what tags are made of."""


@dataclass(frozen=True, slots=True)
class Run:
    """Hold clean words of one look; a line feed ends the line."""

    text: str
    look: Look
    path: Path = ()


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for the inlines below: the look, the colours of the ground, the nodes around them."""

    look: Look
    ground: Ground
    path: Path = ()


def runs(inlines: Inlines, style: TextStyle, ground: Ground) -> list[Run]:
    """Return the runs of inline nodes in a style on a ground."""
    return _runs(inlines, _Around(look_of(style, ground), ground))


def look_of(style: TextStyle, ground: Ground) -> Look:
    return Look(
        style.size,
        ground[style.colour],
        style.family,
        style.bold,
        style.italic,
        style.upright,
        tracking=style.tracking,
    )


def _runs(inlines: Inlines, around: _Around) -> list[Run]:
    return [run for inline in inlines for run in RUNS[type(inline)](inline, around)]


def _within(node: Any, around: _Around, look: Look) -> list[Run]:
    return _runs(node.inlines, replace(around, look=look, path=(*around.path, node)))


def _text(node: Text, around: _Around) -> list[Run]:
    return [Run(clean(node.text), around.look, around.path)]


def _line_break(node: LineBreak, around: _Around) -> list[Run]:
    return [Run("\n", around.look, around.path)]


def _strong(node: Strong, around: _Around) -> list[Run]:
    return _within(node, around, replace(around.look, bold=True))


def _emphasis(node: Emphasis, around: _Around) -> list[Run]:
    look = around.look
    # Chinese, Japanese and Korean have no italics: weight does the work.
    if is_east_asian(look.language) if look.language else look.upright:
        return _within(node, around, replace(look, bold=True))
    return _within(node, around, replace(look, italic=not look.italic))


def _link(node: Link, around: _Around) -> list[Run]:
    return _within(node, around, replace(around.look, url=node.url, colour=around.ground["accent"]))


def _span(node: Span, around: _Around) -> list[Run]:
    look = replace(around.look, language=node.language or around.look.language)
    return _within(node, around, VOICES[node.voice](look, around.ground))


def _note(node: Note, around: _Around) -> list[Run]:
    look = around.look
    raised = replace(look, size=look.size * 0.66, rise=look.size * 0.34, bold=False, italic=False, url="", tracking=0)
    return [Run(str(node.number), replace(raised, family="body"), (*around.path, node))]


def safe_url(url: str) -> str:
    """Return the address in ASCII if it is one that a reader may be sent to, else nothing."""
    quoted = quote(clean(url), safe="%/:=&?~#+!$,;'@()*[]")
    return quoted if urlsplit(quoted).scheme.lower() in SCHEMES else ""


def _plain_voice(look: Look, ground: Ground) -> Look:
    return look


def _editor_voice(look: Look, ground: Ground) -> Look:
    return replace(look, colour=ground["second"], italic=not look.upright)


def _label_voice(look: Look, ground: Ground) -> Look:
    return replace(look, colour=ground["accent"], bold=True)


def _quiet_voice(look: Look, ground: Ground) -> Look:
    return replace(look, colour=ground["quiet"])


VOICES: dict[str, Callable[[Look, Ground], Look]] = {
    "": _plain_voice,
    "editor": _editor_voice,
    "label": _label_voice,
    "quiet": _quiet_voice,
}
RUNS: dict[type, Callable[[Any, _Around], list[Run]]] = {
    Text: _text,
    LineBreak: _line_break,
    Strong: _strong,
    Emphasis: _emphasis,
    Link: _link,
    Span: _span,
    Note: _note,
}
