"""Paragraphs before they are XML: runs of one style, lines that break where a reader's program breaks them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from briefpack.languages.line_breaks import MOST_BALANCED, NO_BREAK, Atom, atoms, phrased
from briefpack.languages.scripts import holds_east_asian
from briefpack.look.font_widths import WIDE_PITCH, Face, em_width, pitch

BREAK = "\n"
"""What stands in a run's text for a line that ends within a paragraph."""
_BLANK = "\t \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
"""White space at which a line may end; a no-break space is none."""
_WORD = re.compile(f"\n|[^\n{_BLANK}]+[{_BLANK}]*|[{_BLANK}]+")
WORDS = re.compile("[^ \n]+")
"""What stands between two places at which a line may end, in scripts that part words by blanks."""
_SENTENCE = re.compile(r"[.!?…。！？][”’»」』)]*\s+|[。！？](?=[\u2e80-\u9fff])")
_WITHIN_WORD = re.compile(r"[^\s\u2e80-\u9fff]{2,}$")
"""The letters of a word up to and over the place where text would be parted."""
RAISED = 0.66
"""The size of a note's number, as a part of the text's."""


class Run(NamedTuple):
    """Hold words of one style."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""
    """#RRGGBB; "" is the colour of the text around."""
    language: str = ""
    link: str = ""
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """Say how a master sets one level of text; lengths are points, `line` is a multiple, `before` of it in points."""

    size: float
    margin: float = 0
    indent: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    bold: bool = False
    family: str = "Calibri"
    caps: bool = False
    bullet: bool = False
    colour: str = ""
    """#RRGGBB; "" where it is not known."""
    side: str = "l"
    """As DrawingML writes it: l, r, ctr."""
    from_right: bool = False


Kind = Literal["plain", "item", "more"]
"""plain: from the edge, without a bullet; item: with bullet or number; more: what follows in an item."""


Panel = Literal["", "ask", "callout", "contact", "quote"]
"""The ground on which paragraphs stand; contact has none, but is small; a quotation alone stands beside a bar."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold a paragraph with what it is; how it looks is the `Setting`'s."""

    runs: tuple[Run, ...]
    kind: Kind = "plain"
    level: int = 0
    number: int = 0
    """Of an ordered item; 0 is a bullet."""
    start: int = 1
    """The number at which its run of items starts."""
    scale: float = 1
    """Its size as a part of the level's."""
    space: float = 0
    """What is added to the space before it, in points, for text that stands in a box of its own."""
    aside: bool = False
    """Whether it is a side remark, which is set small."""
    keep: bool = False
    """Whether it must not be the last on a slide."""
    centred: bool = False
    at_end: bool = False
    """Set at the end of the line: right in scripts that go from the left."""
    panel: Panel = ""

    @property
    def text(self) -> str:
        """The words of all runs; a line within the paragraph ends in `BREAK`."""
        return "".join(run.text for run in self.runs)

    def cut(self, start: int, end: int | None = None) -> tuple[Run, ...]:
        """Return the runs between two letters, without white space at the edges."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        end = start + len(text.strip())
        runs, place = [], 0
        for run in self.runs:
            text = run.text[max(0, start - place) : max(0, end - place)]
            place += len(run.text)
            if text:
                runs.append(run._replace(text=text))
        return tuple(runs)


@dataclass(frozen=True, slots=True)
class Setting:
    """Say how paragraphs are set: the levels of the master's text, and the margin that items add."""

    levels: tuple[Level, ...]
    first_item: int = 0
    """The level of the first that has a bullet in the master."""

    def level(self, para: Paragraph) -> Level:
        """Return how a paragraph is set."""
        return self.levels[self.depth(para)]

    def depth(self, para: Paragraph) -> int:
        """Return a paragraph's level in the master, counted from 0."""
        return min(len(self.levels) - 1, para.level + (0 if para.kind == "plain" else self.first_item))

    def scaled(self, scale: float) -> Setting:
        """Return the setting in type larger or smaller by a factor."""
        levels = tuple(replace(level, size=level.size * scale, before=level.before * scale) for level in self.levels)
        return replace(self, levels=levels)


@dataclass(frozen=True, slots=True)
class Measured:
    """Hold where the lines of a paragraph start, and how far apart they are."""

    starts: list[int]
    pitch: float
    around: float = 0
    """The space before and after."""

    @property
    def height(self) -> float:
        """The height of all lines, with the space around them."""
        return len(self.starts) * self.pitch + self.around

    def fitting(self, room: float) -> int:
        """Return how many lines fit."""
        return int((room - self.around) // self.pitch)


@lru_cache(1024)
def measured(para: Paragraph, width: float, setting: Setting) -> Measured:
    """Return the lines of a paragraph over a width in points."""
    level = setting.level(para)
    left = 0 if para.kind == "plain" else max(margin_of(para, level), 0)
    starts = _line_starts(para, max(1.0, width - left), level)
    return Measured(starts, line_pitch(para, level), level.before + level.after + para.space)


def margin_of(para: Paragraph, level: Level) -> float:
    """Return how far from the edge an item's words start: larger words need more room for their number."""
    return level.margin * max(1.0, para.scale * (NUMBER_ROOM if para.number and para.scale > 1 else 1))


NUMBER_ROOM = 1.25
"""How much more room a number takes than a bullet."""


def line_pitch(para: Paragraph, level: Level) -> float:
    """Return how far apart the lines of a paragraph are, in points."""
    wide = WIDE_PITCH if holds_east_asian(para.text) else 0
    return level.size * para.scale * level.line * max(pitch(level.family), wide)


def _line_starts(para: Paragraph, width: float, level: Level) -> list[int]:
    """Break greedily, as programs for slides do; white space hangs over the edge."""
    text = para.text
    ruler = _Ruler(para, level)
    starts, line = [0], 0.0
    for start, end in _pieces(text):
        if text[start] == BREAK:
            starts.append(end)
            line = 0.0
            continue
        core = len(text[start:end].rstrip())
        wide = ruler.width(start, start + core)
        if line and line + wide > width:
            starts.append(start)
            line = 0.0
        while wide > width and core > 1:
            fitting = ruler.fitting(start, start + core, width)
            start, core = start + fitting, core - fitting
            starts.append(start)
            wide = ruler.width(start, start + core)
        line += wide + ruler.width(start + core, end)
    return starts


def balanced(para: Paragraph, width: float, setting: Setting) -> tuple[Run, ...]:
    """Return the runs of a title or of a quotation, broken into as many lines as it needs, of about one length.

    In Chinese, Japanese and Korean they end between phrases, where programs for slides would end them within words.
    """
    starts, level = measured(para, width, setting).starts, setting.level(para)
    if BREAK in para.text or not 1 < len(starts) <= MOST_BALANCED:
        return para.runs
    if not holds_east_asian(para.text):
        return _broken(para, _evened(para, width, level, len(starts)))
    ruler, parts = _Ruler(para, level), list[Atom]()
    for start, end in _pieces(para.text):
        core = start + len(para.text[start:end].rstrip())
        parts.append(Atom(para.text[start:end], ruler.width(start, core), ruler.width(core, end)))
    if any(part.width > width for part in parts):
        return para.runs
    ends = list(accumulate(len(part.text) for part in parts))
    return _broken(para, [ends[last - 1] for last in phrased(parts, width, len(starts), level.size * para.scale)][:-1])


def _evened(para: Paragraph, width: float, level: Level, count: int) -> list[int]:
    """Return where lines start after the first, in the narrowest column that does with as many."""
    left = 0 if para.kind == "plain" else max(margin_of(para, level), 0)
    low, high = (width - left) / 2, width - left
    ruler = _Ruler(para, level)
    longest = max(ruler.width(a, a + len(para.text[a:b].rstrip())) for a, b in _pieces(para.text))
    low = min(max(low, longest), high)
    best = _line_starts(para, high, level)
    for _ in range(7):
        middle = (low + high) / 2
        starts = _line_starts(para, middle, level)
        if len(starts) <= count:
            best, high = starts, middle
        else:
            low = middle
    return best[1:]


def _broken(para: Paragraph, starts: Sequence[int]) -> tuple[Run, ...]:
    """Return the runs with a line break before each of these letters."""
    *lines, final = (para.cut(first, last) for first, last in pairwise((0, *starts, len(para.text))))
    broken = ((*line[:-1], line[-1]._replace(text=line[-1].text + BREAK)) for line in lines if line)
    return tuple(run for line in (*broken, final) for run in line)


def _orphan(para: Paragraph, width: float, setting: Setting) -> int:
    """Return where the blank is before a short last word that stands on a line alone; 0 if none does."""
    starts, level = measured(para, width, setting).starts, setting.level(para)
    last, before = para.text[starts[-1] :], para.text[: starts[-1]]
    if len(starts) < 2 or not before.endswith(" ") or " " in last.strip() or len(before.split()) < 3:
        return 0
    short = _Ruler(para, level).width(starts[-1], len(para.text)) < width * RUNT
    return starts[-1] - 1 if short else 0


RUNT, NEARLY = 0.3, 0.98
"""A last line narrower than this part of the column, if it is a single word, takes a word from the line above."""


def without_orphan(para: Paragraph, width: float, setting: Setting) -> Paragraph:
    """Return the paragraph with a no-break space before a last word that would stand on a line alone.

    It may in a program that sets lines a little wider, too.
    """
    place = next(filter(None, (_orphan(para, width * part, setting) for part in (1, NEARLY))), 0)
    if not place:
        return para
    runs = []
    for run in para.runs:
        if 0 <= place < len(run.text):
            run = run._replace(text=f"{run.text[:place]}{NO_BREAK}{run.text[place + 1 :]}")
        place -= len(run.text)
        runs.append(run)
    return replace(para, runs=tuple(runs))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield what a line does not break, with the white space after it."""
    start = 0
    for word in _WORD.findall(text):
        for atom in atoms(word):
            yield start, start + len(atom)
            start += len(atom)


class _Ruler:
    """Measure stretches of a paragraph."""

    def __init__(self, para: Paragraph, level: Level) -> None:
        self._spans: list[tuple[int, int, str, Face, float]] = []
        place, size = 0, level.size * para.scale
        for run in para.runs:
            face = Face(level.family, run.bold or level.bold)
            shown = run.text.upper() if level.caps and len(run.text.upper()) == len(run.text) else run.text
            self._spans.append((place, place + len(run.text), shown, face, size * (RAISED if run.raised else 1)))
            place += len(run.text)

    def width(self, start: int, end: int) -> float:
        """Return the width between two letters in points."""
        wide = 0.0
        for first, last, text, face, size in self._spans:
            if first < end and last > start:
                wide += em_width(text[max(0, start - first) : end - first], face) * size
        return wide

    def fitting(self, start: int, end: int, width: float) -> int:
        """Return how many letters of a word fit, one at least."""
        longer = range(start + 2, end + 1)
        return 1 + bisect_right(longer, width, key=lambda stop: self.width(start, stop))


def split_paragraph(para: Paragraph, lines: int, width: float, setting: Setting) -> tuple[Paragraph, Paragraph] | None:
    """Part a paragraph after at most so many lines: after a sentence if that leaves enough, else after a word."""
    starts = measured(para, width, setting).starts
    if lines < 1 or lines >= len(starts):
        return None
    end = starts[lines]
    sentences = [stop.end() for stop in _SENTENCE.finditer(para.text[: end + 1]) if stop.end() <= end]
    if sentences and sentences[-1] > end * 0.4:
        end = sentences[-1]
    elif inside := _WITHIN_WORD.search(para.text[: end + 1]):
        end = inside.start() or end
    head, tail = para.cut(0, end), para.cut(end)
    if not head or not tail:
        return None
    following: Kind = "plain" if para.kind == "plain" else "more"
    return replace(para, runs=head, keep=False), replace(para, runs=tail, kind=following, number=0)
