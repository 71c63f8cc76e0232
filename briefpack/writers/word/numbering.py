"""Lists as Word counts them: a few definitions, and an instance for each list so that it starts where it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from briefpack.look.theme import Theme
from briefpack.office.markup import hex_colour
from briefpack.units import twips
from briefpack.writers.word.markup import indent

LEVELS = 9
"""How many levels Word has; what lies deeper is set at the ninth."""
HANG_PT = 14.0
"""From one level's text to the next, and from a label to its text."""
BULLETS = ("•", "–", "◦")
FORMATS = ("decimal", "lowerLetter", "lowerRoman")
BULLET_NUMBER = 1
"""Bulleted lists need no instance of their own."""


@dataclass(slots=True)
class Numbering:
    """Collect the ordered lists of a document as (definition, level, start)."""

    ordered: list[tuple[int, int, int]] = field(default_factory=list)
    bulleted: bool = False
    before: int = 0
    """How many numbers a letterhead has given out already."""

    def add_bullets(self) -> int:
        """Return the number of the one list that all bulleted lists are."""
        self.bulleted = True
        return self.before + BULLET_NUMBER

    def add_ordered(self, level: int, ordered_depth: int, start: int) -> int:
        """Return the number of a new list; its format follows how many ordered lists it stands in."""
        self.ordered.append((1 + (ordered_depth - level) % len(FORMATS), level, start))
        return self.before + BULLET_NUMBER + len(self.ordered)

    @property
    def used(self) -> bool:
        """Tell whether the document has lists that Word counts or marks."""
        return self.bulleted or bool(self.ordered)


def numbering_parts(
    numbering: Numbering, theme: Theme, first: int = 0, marks: frozenset[str] = frozenset()
) -> tuple[str, str]:
    """Return definitions, numbered from `first`, and instances: bullets, then one for each format of a level.

    `marks` are taken by other definitions.
    """
    bullets = numbering.before + BULLET_NUMBER
    lists = [f'<w:num w:numId="{bullets}"><w:abstractNumId w:val="{first}"/></w:num>']
    for number, (definition, level, start) in enumerate(numbering.ordered, bullets + 1):
        lists.append(_instance(number, first + definition, level, start))
    return _definitions(first, _look_of(theme), marks), "".join(lists)


class LabelLook(NamedTuple):
    """Say how labels look. loud: numbers stand out, bold and in the accent, with no stop behind them."""

    accent: str
    quiet: str
    loud: bool


def _look_of(theme: Theme) -> LabelLook:
    return LabelLook(hex_colour(theme.colours.accent), hex_colour(theme.colours.quiet), theme.manner.numbered_items)


@lru_cache(maxsize=8)
def _definitions(first: int, look: LabelLook, marks: frozenset[str]) -> str:
    """Return what all memos of a theme have alike: bullets, then lists that count in each format first."""
    shift = len(FORMATS)
    free = (f"{n:08X}" for n in count(0xB71E0000) if f"{n:08X}" not in marks)
    definitions = [_definition(first, next(free), look, [("bullet", mark) for mark in BULLETS])]
    for number in range(shift):
        formats = [FORMATS[(number + level) % shift] for level in range(LEVELS)]
        labels = [(name, f"%{n}" if _is_loud(name, look) else f"%{n}.") for n, name in enumerate(formats, 1)]
        definitions.append(_definition(first + 1 + number, next(free), look, labels))
    return "".join(definitions)


def _definition(number: int, mark: str, look: LabelLook, labels: Iterable[tuple[str, str]]) -> str:
    cycle = list(labels)
    levels = "".join(_level(level, *cycle[level % len(cycle)], look) for level in range(LEVELS))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{mark}"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )


def _is_loud(kind: str, look: LabelLook) -> bool:
    return look.loud and kind == FORMATS[0]


def _level(level: int, kind: str, label: str, look: LabelLook) -> str:
    left = list_indent(level)
    is_loud = _is_loud(kind, look)
    colour = look.accent if is_loud or kind == "bullet" else look.quiet
    bold = "<w:b/>" if is_loud else '<w:b w:val="0"/>'
    properties = f'{bold}<w:i w:val="0"/><w:color w:val="{colour}"/>'
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{label}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{indent(left, HANG_PT)}</w:pPr><w:rPr>{properties}</w:rPr></w:lvl>'
    )


def _instance(number: int, definition: int, level: int, start: int) -> str:
    override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'


def widest_label(ordered_depth: int, last: int) -> str:
    """Return a label as wide as any of a list that stands in so many ordered ones and counts so far."""
    widest = {"decimal": f"{last}.", "lowerLetter": "m.", "lowerRoman": "viii." if last > 7 else "iii."}
    return widest[FORMATS[ordered_depth % len(FORMATS)]]


def list_indent(level: int) -> float:
    """Return where the text of a list level starts, in points from the margin."""
    return HANG_PT * (level + 1)


def label_xml(number: int, level: int) -> str:
    """Return the element that makes a paragraph an item: of which list, at which level from 0."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def same_indent(left_pt: float, level: int) -> bool:
    """Say whether the list's own definition already indents so far."""
    return twips(left_pt) == twips(list_indent(level))
