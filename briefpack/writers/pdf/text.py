"""Text into words: runs of one font and look, and what a line of them writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, pairwise
from typing import NamedTuple

from briefpack.languages.bidi import in_order, levels, stretches
from briefpack.languages.capitals import in_capitals
from briefpack.languages.characters import BREAK_POINTS, JOINER, SOFT_HYPHEN
from briefpack.languages.line_breaks import (
    NAME_DOT,
)
from briefpack.languages.scripts import IDEOGRAPHS, KANA, EastAsian, holds_right_to_left, primary
from briefpack.look.typefaces import FontStyle
from briefpack.writers.pdf.fonts import Cut, Fonts, Piece, Words, em_width
from briefpack.writers.pdf.inlines import Look, Path, StyledText

_LETTER = f"(?!{NAME_DOT})[{KANA}{IDEOGRAPHS}]"
SEAM = EastAsian(f"[A-Za-z]{_LETTER}|{_LETTER}[A-Za-z]")
"""Where a Latin letter meets kana or an ideograph; the dot between names has a space of its own."""
SEAM_EM = 0.25
UNSEEN_IN_WORDS = frozenset((*BREAK_POINTS, JOINER))
"""What may part a word, or keep it from that."""
CLEAR_EM = 0.06
"""How far a raised number stands from a slanted letter, in ems, which else would touch it."""


@dataclass(slots=True)
class FontRun:
    """Hold letters of one font and one look; width in points."""

    text: str
    font: str
    look: Look
    path: Path
    language: str
    width: float
    level: int = 0
    """How deep it is in text that goes the other way; what is odd goes to the left (Unicode annex 9)."""


@dataclass(slots=True)
class Word:
    """Hold what no line may end in.

    space: the width of the space after it, 0 for none, of that level; stop: it ends its line; hyphen: what it shows
    where it ends one, after a soft hyphen.
    """

    runs: list[FontRun] = field(default_factory=list)
    space: float = 0
    space_level: int = 0
    stop: bool = False
    width: float = 0
    hyphen: FontRun | None = None
    parted: bool = False
    """The next one is of the same word, behind a hyphen that this one has of its own."""

    @property
    def text(self) -> str:
        """The letters, without raised numbers, and the space after them."""
        letters = "".join([run.text for run in self.runs if not run.look.rise])
        return letters + (" " if self.space else "")

    @property
    def size(self) -> float:
        """The largest size of its letters, in points; 0 without any."""
        return self.runs[0].look.size if len(self.runs) == 1 else max([run.look.size for run in self.runs], default=0)

    @property
    def end_width(self) -> float:
        """The width at the end of a line."""
        return self.width + (self.hyphen.width if self.hyphen else 0)


@dataclass(frozen=True, slots=True)
class Segment:
    """Hold the letters of a line that are written in one go; x counts from the start of the line.

    parts: texts that were measured by themselves, words and spaces, from left to right; leftwards: read from the right.
    """

    parts: tuple[str, ...]
    font: str
    look: Look
    path: Path
    language: str
    x: float
    width: float
    leftwards: bool = False

    @property
    def text(self) -> str:
        """The text as it is read."""
        return "".join(reversed(self.parts) if self.leftwards else self.parts)


@dataclass(frozen=True)
class TextLine:
    """Hold one line of text. `after`: a space that a reader needs to tell the words apart, or the dot that is not seen
    where the line ends in its place."""

    words: tuple[Word, ...]
    after: str

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What is written in one go: neighbours of one font, one look and one node."""
        return self._joined[0]

    @property
    def width(self) -> float:
        """The width in points, without the space that follows."""
        return self._joined[1]

    @cached_property
    def _joined(self) -> tuple[tuple[Segment, ...], float]:
        """Joined when the line is drawn: most lines are only counted, to see whether a page holds them."""
        words = _rejoined(self.words)
        if any(run.level or word.space_level for word in words for run in word.runs):
            return _turned(words)
        segments, parts = list[Segment](), list[str]()
        x = space = start = 0.0
        last: FontRun | None = None
        for run, after in _runs(words):
            if last is None or not _is_written_with(last, run):
                if last:
                    segments.append(_segment([*parts, " "] if space else parts, last, start, x))
                parts, start = [], x + space
            parts += [" ", run.text] if space and parts else [run.text]
            x = x + space + run.width
            space, last = after, run
        if last:
            segments.append(_segment([*parts, " "] if space else parts, last, start, x))
        return tuple(segments), x


def _is_written_with(before: FontRun, run: FontRun) -> bool:
    """Tell whether a run is written in one go with the one before it."""
    looks = run.look is before.look or run.look == before.look
    return looks and run.font == before.font and run.path is before.path


def _segment(parts: Sequence[str], last: FontRun, start: float, end: float) -> Segment:
    """Return the segment of some parts, of which the last run says how all of them look."""
    return Segment(tuple(parts), last.font, last.look, last.path, last.language, start, end - start)


def _rejoined(words: Sequence[Word]) -> Sequence[Word]:
    """Return the words of a line, whole where none of them is parted: so their letters stand as in one.

    The last keeps its hyphen.
    """
    if not any(word.hyphen or word.parted for word in words[:-1]):
        return words
    whole: list[Word] = []
    for word in words:
        joins = whole and (whole[-1].hyphen or whole[-1].parted)
        whole[-1:] = [_side_by_side(whole[-1], word)] if joins else [*whole[-1:], word]
    return whole


def _side_by_side(word: Word, following: Word) -> Word:
    runs = [*word.runs, *following.runs]
    seam = len(word.runs)
    if 0 < seam < len(runs) and _key(runs[seam - 1]) == _key(runs[seam]):
        text = runs[seam - 1].text + runs[seam].text
        one = runs[seam - 1]
        runs[seam - 1 : seam + 1] = [replace(one, text=text, width=run_width(one.font, text, one.look, one.language))]
    return replace(following, runs=runs, width=sum(run.width for run in runs))


def _key(run: FontRun) -> tuple[object, ...]:
    """Return what is the same of runs that are written in one go."""
    return run.font, id(run.path), run.look, run.level


def line_width(words: Sequence[Word]) -> float:
    """Return how wide a line is that nobody draws, in points: as wide as its segments."""
    if any(run.level or word.space_level for word in words for run in word.runs):
        return _turned(words)[1]
    x = space = 0.0
    for run, after in _runs(words):
        x = x + space + run.width
        space = after
    return x


def _turned(words: Sequence[Word]) -> tuple[tuple[Segment, ...], float]:
    """Return the segments of a line in which some go to the left, in the order in which they are read."""
    items = list(_items(words))
    starts, end = {}, 0.0
    for number in in_order(range(len(items)), lambda number: items[number].level):
        starts[number], end = end, end + items[number].width
    segments = []
    for _, group in groupby(enumerate(items), lambda pair: pair[1].together):
        numbers, own = zip(*group, strict=True)
        parts, leftwards = tuple(item.text for item in own), own[0].level % 2 == 1
        x, width = min(starts[number] for number in numbers), sum(item.width for item in own)
        run = own[0].run
        parts = parts[::-1] if leftwards else parts
        segments.append(Segment(parts, run.font, run.look, run.path, run.language, x, width, leftwards))
    return tuple(segments), end


class _Item(NamedTuple):
    """Hold what has one place on a line: a run, or the space after one."""

    run: FontRun
    text: str
    width: float
    level: int

    @property
    def together(self) -> tuple[object, ...]:
        """What is the same of neighbours that are written in one go."""
        return self.level, self.run.font, id(self.run.path), self.run.look


def _items(words: Sequence[Word]) -> Iterator[_Item]:
    for word in words:
        yield from (_Item(run, run.text, run.width, run.level) for run in word.runs)
        if word.runs and word.space and word is not words[-1]:
            yield _Item(word.runs[-1], " ", word.space, word.space_level)
    if words[-1].hyphen:
        yield _Item(words[-1].hyphen, words[-1].hyphen.text, words[-1].hyphen.width, words[-1].hyphen.level)


def shape(texts: Iterable[StyledText], fonts: Fonts, goes_on: bool = False) -> list[Word]:
    """Turn text into words: a word may be of several looks, and ends at a space or where a line may end.

    goes_on: it is a line whose last word another one continues; a soft hyphen at its end is shown.
    """
    words: list[Word] = []
    joined: list[tuple[Piece, StyledText]] = []
    at_break_point = False
    for styled in _levelled(_as_shown(texts, fonts), fonts):
        look = styled.look
        in_style = _font_style(look, fonts), look.rise > 0, not look.tracking, styled.level % 2 == 1
        spaces: dict[str, float] = {}
        for letters, end, cuts in fonts.stretches((styled.text, *in_style)):
            if end == " " and not joined and len(cuts) == 1 and len(cuts[0]) == 1:
                words.append(_spaced(cuts[0][0], styled, fonts, spaces))
                at_break_point = False
                continue
            if letters and (joined or not end):
                joined.append(((letters, *in_style), styled))
            if not end or not (letters or joined or at_break_point or end == "\n"):
                at_break_point = at_break_point and not letters
                continue
            words += _unspaced(joined, fonts) if joined else _words(cuts, [styled], fonts)
            joined.clear()
            words = words or [Word()]
            _end(words[-1], end, styled, fonts)
            at_break_point = end in BREAK_POINTS
    words += _unspaced(joined, fonts)
    if words and not goes_on:
        words[-1].hyphen = None
    return words


def _as_shown(texts: Iterable[StyledText], fonts: Fonts) -> Iterator[StyledText]:
    """Yield texts with those in capitals word by word, each with the letters as they are written."""
    for styled in texts:
        if not styled.look.capitals:
            yield styled
            continue
        for part in re.split(r"(\s+)", styled.text):
            letters = tuple([(in_capitals(c, styled.look.language or fonts.language), c) for c in part])
            text = "".join([capitals for capitals, _ in letters])
            seen = tuple([pair for pair in letters if pair[1] not in UNSEEN_IN_WORDS])
            yield replace(styled, text=text, look=replace(styled.look, letters=seen if text != part else ()))


def _levelled(texts: Iterable[StyledText], fonts: Fonts) -> Iterable[StyledText]:
    """Return texts of one level each, where letters of a paragraph go to the left."""
    texts = list(texts)
    if not fonts.from_right and not any(holds_right_to_left(styled.text) for styled in texts):
        return texts
    found = iter(levels("".join(styled.text for styled in texts), fonts.from_right))
    return [
        replace(styled, text=part, level=level) for styled in texts for part, level in stretches(styled.text, found)
    ]


def _end(word: Word, token: str, styled: StyledText, fonts: Fonts) -> None:
    """End a word at a space, a break point or the end of a line."""
    word.hyphen = _hyphen(styled, fonts) if token == SOFT_HYPHEN else None
    if token == " " and word.runs:
        word.space, word.space_level = _space_after(word.runs[-1], styled, fonts), styled.level
    word.stop = token == "\n"


def _hyphen(styled: StyledText, fonts: Fonts) -> FontRun:
    """Return a hyphen that readers of the text take for a soft one: ISO 32000-1, 14.8.2.2.3."""
    (hyphen,) = _font_runs(replace(styled, text=SOFT_HYPHEN), fonts)
    return hyphen


def _unspaced(pieces: Sequence[tuple[Piece, StyledText]], fonts: Fonts) -> list[Word]:
    """Return the words of text without spaces."""
    if not pieces:
        return []
    return _words(fonts.words(tuple([piece for piece, _ in pieces])), [styled for _, styled in pieces], fonts)


def _spaced(cut: Cut, styled: StyledText, fonts: Fonts, spaces: dict[str, float]) -> Word:
    """Return a word of one font and the space after it, as most are; `spaces` are the widths of those, by font."""
    _, face, text, ems, glyphs = cut
    look = styled.look
    width = (ems + look.tracking * glyphs) * look.size
    run = FontRun(text, face, look, styled.path, look.language or fonts.language, width, styled.level)
    if face not in spaces:
        spaces[face] = _space_after(run, styled, fonts)
    return Word([run], spaces[face], styled.level, False, width)


def _words(cuts: Words, pieces: Sequence[StyledText], fonts: Fonts) -> list[Word]:
    """Return words in the sizes of pieces; how these are cut, and how wide in ems, is the same in all sizes."""
    words = []
    for cut in cuts:
        runs = []
        for number, face, text, ems, glyphs in cut:
            styled = pieces[number]
            look = styled.look
            width = (ems + look.tracking * glyphs) * look.size
            runs.append(FontRun(text, face, look, styled.path, look.language or fonts.language, width, styled.level))
        if runs:
            words.append(word_of(_apart(runs) if len(runs) > 1 else runs))
    if len(words) > 1 and primary(fonts.language) == "ja":
        for word, following in pairwise(words):
            _space_scripts(word, following)
    return words


def _space_scripts(word: Word, following: Word) -> None:
    """Set Latin letters and Japanese ones a quarter of an em apart (JLREQ, 3.2.6); no space is written."""
    last, first = word.runs[-1], following.runs[0]
    if last.font != first.font and SEAM.search(last.text[-1:] + first.text[:1]):
        gap = last.look.size * SEAM_EM
        last.width += gap
        word.width += gap


def _apart(runs: list[FontRun]) -> list[FontRun]:
    """Return runs of one word with a raised number clear of slanted letters before it."""
    for run, raised in pairwise(runs):
        if run.look.italic and raised.look.rise > 0:
            run.width += run.look.size * CLEAR_EM
    return runs


def word_of(runs: list[FontRun]) -> Word:
    """Return the word that runs make side by side."""
    return Word(runs, width=runs[0].width if len(runs) == 1 else sum(run.width for run in runs))


def _font_style(look: Look, fonts: Fonts) -> FontStyle:
    return FontStyle(look.language or fonts.language, look.bold, look.italic, look.family)


def _space_after(run: FontRun, styled: StyledText, fonts: Fonts) -> float:
    """Return how wide the space after a run is, which is written with it; after a raised number, the text's own."""
    if not run.look.rise:
        return run_width(run.font, " ", run.look, run.language)
    return _font_runs(replace(styled, text=" "), fonts)[0].width


def _font_runs(styled: StyledText, fonts: Fonts) -> list[FontRun]:
    style = _font_style(styled.look, fonts)
    return [
        FontRun(
            text, face, styled.look, styled.path, style.language, run_width(face, text, styled.look, style.language)
        )
        for face, text in fonts.split(styled.text, style)
    ]


def run_width(face: str, text: str, look: Look, language: str) -> float:
    """Return how wide letters of one font and look are, in points."""
    ems, glyphs = em_width(face, text, language, not look.tracking)
    return (ems + look.tracking * glyphs) * look.size


def _runs(words: Sequence[Word]) -> Iterator[tuple[FontRun, float]]:
    """Yield the runs of a line, its hyphen last, each with the width of the space between it and the next."""
    for word in words:
        for run in word.runs:
            yield run, word.space if run is word.runs[-1] and word is not words[-1] else 0
    if words and words[-1].hyphen:
        yield words[-1].hyphen, 0
