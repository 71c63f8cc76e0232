"""Inline nodes as styled text: words with a look, and the roles that they have in the structure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from briefpack.document import tree as t
from briefpack.languages.scripts import has_italics
from briefpack.look.typefaces import Family
from briefpack.writers.pdf.roles import Role
from briefpack.writers.pdf.styles import Ground, TextStyle


class NotePlace(NamedTuple):
    """Name the place of a note, or of the first reference to it."""

    kind: Literal["note", "reference"]
    number: int

    @property
    def counterpart(self) -> NotePlace:
        """The place from which one comes to this one."""
        return NotePlace("reference" if self.kind == "note" else "note", self.number)

    def __str__(self) -> str:
        return f"{self.kind}{self.number}"


@dataclass(frozen=True, slots=True)
class Look:
    """Say how words look. size, rise: points; colour: #RRGGBB; tracking: ems; url, target: where they lead.

    target: the role of a heading of the document, or the place of a note.
    """

    size: float
    colour: str
    family: Family = "body"
    bold: bool = False
    italic: bool = False
    upright: bool = False
    """Whether the document's script has no italics."""
    capitals: bool = False
    """Whether its letters are shown in capitals."""
    letters: tuple[tuple[str, str], ...] = ()
    """Of a word in capitals: each of its letters as it is shown, and as it is written."""
    rise: float = 0
    tracking: float = 0
    language: str = ""
    url: str = ""
    target: Role | NotePlace | None = None


RAISED = 0.66
"""The number of a note is set so much smaller than what it stands behind."""
PLACE_SIZE, LEAST_PLACE_PT = 0.78, 7.8
"""Where in the source a statement stands is set so much smaller than the statement, but no smaller than captions."""
Path = tuple[Role, ...]
"""The roles of the inline nodes around words, outermost first."""


@dataclass(frozen=True, slots=True)
class StyledText:
    """Hold words of one look; a line feed ends the line."""

    text: str
    look: Look
    path: Path = ()
    level: int = 0
    """How deep it is in text that goes the other way; what is odd goes to the left (Unicode annex 9)."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for the inlines below: the look, the colours of the ground, the roles around them."""

    look: Look
    ground: Ground
    path: Path = ()


def styled(inlines: t.Inlines, look: Look, ground: Ground) -> list[StyledText]:
    """Return the text of inline nodes, of which plain words look so, on a ground."""
    return _styled(inlines, _Around(look, ground))


def in_paragraphs(texts: Sequence[StyledText]) -> list[StyledText]:
    """Return texts with each line that a line feed ends in a paragraph of its own, if there are several."""
    if all(styled.text != "\n" for styled in texts):
        return [*texts]
    role, parted = Role("P"), []
    for styled in texts:
        parted.append(replace(styled, path=(role, *styled.path)))
        role = Role("P") if styled.text == "\n" else role
    return parted


def look_of(style: TextStyle, ground: Ground, size: float = 0) -> Look:
    """Return the look of plain words in a style on a ground; `size`: another than the style's, in points."""
    return Look(
        size or style.size,
        ground[style.colour],
        style.family,
        style.bold,
        style.italic,
        style.upright,
        tracking=style.tracking,
    )


def _styled(inlines: t.Inlines, around: _Around) -> list[StyledText]:
    return [text for inline in inlines for text in STYLED[type(inline)](inline, around)]


def _within(node: Any, around: _Around, look: Look, role: Role | None = None) -> list[StyledText]:
    """Return the text in a node; without a role, the node is a look and no element."""
    return _styled(node.inlines, _Around(look, around.ground, (*around.path, role) if role else around.path))


def _text(node: t.Text, around: _Around) -> list[StyledText]:
    return [StyledText(node.text, around.look, around.path)]


def _line_break(node: t.LineBreak, around: _Around) -> list[StyledText]:
    return [StyledText("\n", around.look, around.path)]


def _strong(node: t.Strong, around: _Around) -> list[StyledText]:
    return _within(node, around, replace(around.look, bold=True))


def _emphasis(node: t.Emphasis, around: _Around) -> list[StyledText]:
    look = around.look
    if not has_italics(look.language) if look.language else look.upright:  # weight does the work
        return _within(node, around, replace(look, bold=True))
    return _within(node, around, replace(look, italic=not look.italic))


def _link(node: t.Link, around: _Around) -> list[StyledText]:
    look = replace(around.look, url=node.url, colour=around.ground["accent"])
    return _within(node, around, look, Role("Link", words=t.plain_text(node.inlines).strip()))


def _span(node: t.Span, around: _Around) -> list[StyledText]:
    look = around.look
    if node.language:
        look = replace(look, language=node.language, italic=look.italic and has_italics(node.language))
    role = Role("Span", language=node.language) if node.language else None
    return _within(node, around, VOICES[node.voice](look, around.ground), role)


def _note(node: t.Note, around: _Around) -> list[StyledText]:
    look = around.look
    raised = replace(look, size=look.size * RAISED, rise=look.size * 0.34, bold=False, italic=False, url="", tracking=0)
    path = (*around.path, Role("Reference"))
    if all(role.tag != "Link" for role in path):
        path, raised = (*path, Role("Link")), replace(raised, target=NotePlace("note", node.number))
    return [StyledText(str(node.number), replace(raised, family="body"), path)]


def _plain_voice(look: Look, ground: Ground) -> Look:
    return look


def _editor_voice(look: Look, ground: Ground) -> Look:
    return replace(look, colour=ground["second"], italic=not look.upright)


def _label_voice(look: Look, ground: Ground) -> Look:
    return replace(look, colour=ground["accent"], bold=True)


def _quiet_voice(look: Look, ground: Ground) -> Look:
    return replace(look, colour=ground["quiet"])


def _place_voice(look: Look, ground: Ground) -> Look:
    size = max(look.size * PLACE_SIZE, min(look.size, LEAST_PLACE_PT))
    return replace(look, colour=ground["quiet"], size=size, family="body", bold=False, italic=False)


def _capitals_voice(look: Look, ground: Ground) -> Look:
    return replace(look, capitals=True)


VOICES: dict[str, Callable[[Look, Ground], Look]] = {
    "": _plain_voice,
    "editor": _editor_voice,
    "label": _label_voice,
    "quiet": _quiet_voice,
    "mark": _label_voice,
    "place": _place_voice,
    "capitals": _capitals_voice,
}
STYLED: dict[type, Callable[[Any, _Around], list[StyledText]]] = {
    t.Text: _text,
    t.LineBreak: _line_break,
    t.Strong: _strong,
    t.Emphasis: _emphasis,
    t.Link: _link,
    t.Span: _span,
    t.Note: _note,
}
