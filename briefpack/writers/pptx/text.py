"""Paragraphs before they are XML: runs of one style, lines that break where a reader's program breaks them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, islice, pairwise
from math import inf
from typing import Literal, NamedTuple

from briefpack.languages.characters import SOFT_HYPHEN
from briefpack.languages.hyphenation import RIGHT, hyphen_places, own_hyphens
from briefpack.languages.line_breaks import NO_BREAK, ends_with_phrases, parts_with_hyphen, phrase_ends
from briefpack.languages.ragged import MOST_BALANCED, Atom, even_ends
from briefpack.look.font_widths import WIDE_PITCH, Face, kerned_width, pitch
from briefpack.writers.pptx.words import BREAK, CUT, MeasuredPiece, Run, Stretch, Type, stretch_of

WORDS = re.compile("[^ \n]+")
"""What stands between two places at which a line may end, in scripts that part words by blanks."""
_SENTENCE = re.compile(r"[.!?…。！？][”’»」』)]*\s+|[。！？](?=[\u2e80-\u9fff])")
_WITHIN_WORD = re.compile(r"[^\s\u2e80-\u9fff]{2,}$")
"""The letters of a word up to and over the place where text would be parted."""
LONG = 2000
"""A paragraph of more letters is not copied when it is parted."""


class Level(NamedTuple):
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


class Paragraph(NamedTuple):
    """Hold a paragraph with what it is; how it looks is the `Setting`'s."""

    runs: Sequence[Run]
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
        if not isinstance(self.runs, tuple) and isinstance(self.runs, Stretch):  # a question that is slow
            return self.runs.text
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])

    def cut(self, start: int, end: int | None = None) -> Sequence[Run]:
        """Return the runs between two letters, without white space at the edges."""
        whole = stretch_of(self.runs)
        part = whole.cut(start, len(whole.text) if end is None else end)
        return part if part.end - part.start > LONG else tuple(part)


@dataclass(frozen=True, slots=True)
class Setting:
    """Say how paragraphs are set: the levels of the master's text, and the margin that items add."""

    levels: tuple[Level, ...]
    first_item: int = 0
    """The level of the first that has a bullet in the master."""
    language: str = ""
    """By whose rules a word is parted that no line holds; "": by none."""

    def level(self, para: Paragraph) -> Level:
        """Return how a paragraph is set."""
        return self.levels[self.depth(para)] if len(self.levels) > 1 else self.levels[0]

    def depth(self, para: Paragraph) -> int:
        """Return a paragraph's level in the master, counted from 0."""
        deep = para.level if para.kind == "plain" else para.level + self.first_item
        return deep if deep < len(self.levels) else len(self.levels) - 1

    def scaled(self, scale: float) -> Setting:
        """Return the setting in type larger or smaller by a factor."""
        levels = tuple(level._replace(size=level.size * scale, before=level.before * scale) for level in self.levels)
        return replace(self, levels=levels)


class Measured:
    """Hold where the lines of a paragraph start, and how far apart they are; no line is looked for before it is asked.

    around: the space before and after, in points.
    """

    def __init__(self, starts: Iterator[int], pitch: float, around: float = 0) -> None:
        self._starts, self._more = list[int](), starts
        self.pitch, self.around = pitch, around

    @cached_property
    def starts(self) -> list[int]:
        """The letters with which lines start."""
        self._starts += self._more
        return self._starts

    def first_starts(self, count: int) -> list[int]:
        """Return the letters with which the first lines start: so many, or all there are."""
        if count > len(self._starts):
            self._starts += islice(self._more, count - len(self._starts))
        return self._starts[:count]

    @cached_property
    def height(self) -> float:
        """The height of all lines, with the space around them."""
        return len(self.starts) * self.pitch + self.around

    def fits(self, room: float) -> bool:
        """Tell whether it is no higher than this."""
        if room == inf:
            return True
        enough = max(0, self.fitting(room)) + 2
        return len(self.first_starts(enough)) < enough and self.height <= room

    def fitting(self, room: float) -> int:
        """Return how many lines fit."""
        return int((room - self.around) // self.pitch)


MOST_KNOWN_PARAGRAPHS = 4096
"""So many paragraphs stay measured, each in the widths and sizes that were tried: those of three decks in turn."""


def measured(para: Paragraph, width: float, setting: Setting) -> Measured:
    """Return the lines of a paragraph over a width in points."""
    return _measured(para, width, setting.level(para))


@lru_cache(maxsize=MOST_KNOWN_PARAGRAPHS)
def _measured(para: Paragraph, width: float, level: Level) -> Measured:
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
    wide = WIDE_PITCH if stretch_of(para.runs).holds_east_asian else 0
    return level.size * para.scale * level.line * max(pitch(level.family), wide)


def _line_starts(para: Paragraph, width: float, level: Level) -> Iterator[int]:
    words, type_ = stretch_of(para.runs), _type(para, level)
    if known := words.known(type_):
        return _starts(words, known, width, type_, type_.size)
    return _starts(words, words.measured(type_, width), width, type_)


def _starts(
    words: Stretch, pieces: Iterable[MeasuredPiece], width: float, type_: Type, size: float = 1
) -> Iterator[int]:
    """Break greedily, as programs for slides do; white space hangs over the edge. `size`: that of the pieces’ unit."""
    text, line = words.text, 0.0
    yield 0
    for start, end, core, wide, after in pieces:
        if not core and text[start] in (BREAK, CUT):
            yield end
            line = 0.0
            continue
        wide *= size
        if line and line + wide > width:
            yield start
            line = 0.0
        while wide > width and core > 1:
            fitting = words.fitting(start, start + core, type_, width)
            start, core = start + fitting, core - fitting
            yield start
            wide = words.width_up_to(start, start + core, type_, width)
        line += wide + after * size


def _type(para: Paragraph, level: Level) -> Type:
    """Return what a paragraph is set in."""
    return Type(level.family, level.size * para.scale, level.bold, level.caps)


def balanced(para: Paragraph, width: float, setting: Setting) -> tuple[Run, ...]:
    """Return the runs of a title or of a quotation, broken into as many lines as it needs, of about one length.

    They end where the sense allows; programs for slides would fill them, and end those of East Asia within words.
    """
    starts, level = measured(para, width, setting).starts, setting.level(para)
    if BREAK in para.text or not 1 < len(starts) <= MOST_BALANCED:
        return tuple(para.runs)
    left = 0 if para.kind == "plain" else max(margin_of(para, level), 0)
    ends = _even_ends(para, width - left, level, len(starts))
    return _broken(para, ends[:-1]) if ends else tuple(para.runs)


def _even_ends(para: Paragraph, width: float, level: Level, count: int) -> list[int]:
    """Return behind which letters so many lines end; nothing where a word is wider than a line."""
    text, pieces = para.text, stretch_of(para.runs).measured(_type(para, level), width)
    parts = [Atom(text[start:end], wide, after) for start, end, _, wide, after in pieces]
    if any(part.width > width for part in parts):
        return []
    letters = list(accumulate(len(part.text) for part in parts))
    return [letters[last - 1] for last in even_ends(parts, width, count, level.size * para.scale)]


def _broken(para: Paragraph, starts: Sequence[int], mark: str = BREAK) -> tuple[Run, ...]:
    """Return the runs with a line break before each of these letters."""
    *lines, final = (para.cut(first, last) for first, last in pairwise((0, *starts, len(para.text))))
    broken = ((*line[:-1], line[-1]._replace(text=line[-1].text + mark)) for line in lines if line)
    return tuple(run for line in (*broken, final) for run in line)


def _orphans(para: Paragraph, width: float, setting: Setting) -> list[int]:
    """Return where the blanks are that a short last line keeps, and takes from the line above; none if it is long."""
    starts, text = measured(para, width, setting).starts, para.text
    last, before = text[starts[-1] :].strip(), text[: starts[-1]]
    if len(starts) < 2 or not before.endswith(" ") or len(before.split()) < 3:
        return []
    words, type_ = stretch_of(para.runs), _type(para, setting.level(para))
    least, most = FEW_WORDS if " " in last else ONE_WORD
    if words.width(starts[-1], len(text), type_) >= width * least:
        return []
    if words.width(text.rfind(" ", 0, starts[-1] - 1) + 1, len(text), type_) > width * most:
        return []
    return [place for place in range(starts[-1] - 1, len(text.rstrip())) if text[place] == " "]


ONE_WORD, FEW_WORDS = (0.36, 0.7), (0.25, 0.5)
"""A last line narrower than the first part of the column takes a word from the line above, if both are no wider than
the second: one of a single word, and one of more."""
NEARLY = (1, 1.02, 0.98, 0.95)
"""How much of a column programs fill."""


def without_orphan(para: Paragraph, width: float, setting: Setting) -> Paragraph:
    """Return the paragraph with no-break spaces that keep a short last line from standing alone.

    It may in a program that sets lines a little wider, too. They take no line more. Lines of Japanese, which has no
    blanks, end between phrases.
    """
    if ends_with_phrases(para.text):
        return _in_phrases(para, width, setting)
    if len(measured(para, width * min(NEARLY), setting).starts) < 2:
        return para
    places = next(filter(None, (_orphans(para, width * part, setting) for part in NEARLY)), None)
    if not places:
        return para
    held = _held(para, places)
    lines = (len(measured(one, width, setting).starts) for one in (held, para))
    return held if next(lines) <= next(lines) else para


def _held(para: Paragraph, places: Sequence[int]) -> Paragraph:
    """Return the paragraph with no-break spaces at these places."""
    runs, start = [], 0
    for run in para.runs:
        text = "".join(NO_BREAK if start + n in places else letter for n, letter in enumerate(run.text))
        runs.append(run._replace(text=text))
        start += len(run.text)
    return para._replace(runs=tuple(runs))


SHORT_EM, CAUTIOUS = 3.5, 0.93
"""A last line of Japanese narrower than this takes a phrase from the line above; and so much of the width is filled
where we end all lines, as some programs set space between figures and letters."""


def _in_phrases(para: Paragraph, width: float, setting: Setting) -> Paragraph:
    """Return a Japanese paragraph whose lines end between phrases, where that takes no line more."""
    if BREAK in para.text or CUT in para.text:
        return para
    cautious, usual = (measured(para, width * part, setting).starts for part in (CAUTIOUS, 1))
    if len(cautious) == len(usual):
        runs = balanced(para, width * CAUTIOUS, setting)
        return para._replace(runs=tuple(run._replace(text=run.text.replace(BREAK, CUT)) for run in runs))
    return _with_last_phrase(para, usual, setting)


def _with_last_phrase(para: Paragraph, starts: Sequence[int], setting: Setting) -> Paragraph:
    """Return a paragraph whose last line holds at least a phrase of a few letters."""
    text, words, type_ = para.text, stretch_of(para.runs), _type(para, setting.level(para))
    least = SHORT_EM * type_.size

    def is_short(start: int) -> bool:
        return words.width(start, len(text), type_) < least

    if len(starts) < 2 or not is_short(starts[-1]):
        return para
    ends = {end for _, end in words.pieces() if starts[-2] < end < starts[-1]} & phrase_ends(text)
    places = [end for end in ends if not is_short(end)]
    return para._replace(runs=_broken(para, [max(places)], CUT)) if places else para


def with_cut_words(para: Paragraph, width: float, setting: Setting) -> Paragraph:
    """Return the paragraph with a hyphen and a line break in each word that no line holds, where patterns say.

    Programs for slides would cut it at any letter, without a hyphen. Soft hyphens do not do: LibreOffice takes one for
    a place to break, and of PowerPoint that is not known; it has no hyphenation of its own. So an author’s
    stand only where a line ends behind them, as hyphens.
    """
    level, words = setting.level(para), stretch_of(para.runs)
    type_, cuts = _type(para, level), dict[int, str]()
    for start, _, core, wide, _ in words.measured(type_, width):
        word = para.text[start : start + core]
        if wide > width and parts_with_hyphen(word.replace(SOFT_HYPHEN, "")):
            cuts.update(_cuts(words, start, word, type_, width, setting.language))
    if not cuts:
        return para
    runs = list[Run]()
    for first, last in pairwise([0, *sorted(cuts), len(para.text)]):
        *others, final = words.words.between(words.start + first, words.start + last)
        runs += [*others, final._replace(text=final.text + cuts.get(last, ""))]
    return para._replace(runs=tuple(runs))


def whole_text(para: Paragraph) -> str:
    """Return the text of a paragraph without what parts its words."""
    return para.text.replace(SOFT_HYPHEN, "").replace(CUT, "")


def _cuts(words: Stretch, start: int, word: str, type_: Type, width: float, language: str) -> Iterator[tuple[int, str]]:
    """Yield before which letters a word that no line holds goes on, each with what ends the line there."""
    own, places = own_hyphens(word, 1), hyphen_places(word, language)
    soft = [place for place, letter in enumerate(word, 1) if letter == SOFT_HYPHEN]
    hyphen = kerned_width("-", Face(type_.family, type_.bold)) * type_.size
    first, end = 0, start + len(word)
    while first < len(word) - 1 and words.width(start + first, end, type_) > width:
        most = first + words.fitting(start + first, end, type_, width - hyphen)
        fitting = next(filter(None, ([p for p in of if first < p <= most] for of in (own, soft, places))), [])
        first = max(fitting, default=max(first + 1, min(most, len(word) - RIGHT)))
        yield start + first, CUT if first in own or first in soft else SOFT_HYPHEN + CUT


def split_paragraph(para: Paragraph, lines: int, width: float, setting: Setting) -> tuple[Paragraph, Paragraph] | None:
    """Part a paragraph after at most so many lines: after a sentence if that leaves enough, else after a word."""
    starts = measured(para, width, setting).first_starts(lines + 1)
    if lines < 1 or lines >= len(starts):
        return None
    end = starts[lines]
    text = para.text[: end + 1]
    sentences = [stop.end() for stop in _SENTENCE.finditer(text) if stop.end() <= end]
    if sentences and sentences[-1] > end * 0.4:
        end = sentences[-1]
    elif inside := _WITHIN_WORD.search(text):
        end = inside.start() or end
    head, tail = para.cut(0, end), para.cut(end)
    if not head or not tail:
        return None
    following: Kind = "plain" if para.kind == "plain" else "more"
    return para._replace(runs=head, keep=False), para._replace(runs=tail, kind=following, number=0)
