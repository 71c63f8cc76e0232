"""Words into lines: runs become words, words become lines no wider than the column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from briefpack.languages.bidi import in_order, levels, stretches
from briefpack.languages.characters import BREAK_POINTS, SOFT_HYPHEN, clusters, visible
from briefpack.languages.hyphenation import hyphen_places
from briefpack.languages.line_breaks import (
    MOST_BALANCED,
    NAME_DOT,
    Atom,
    handed_down,
    holds_hangul,
    is_wide,
    phrased,
    ragged,
)
from briefpack.languages.scripts import IDEOGRAPHS, KANA, EastAsian, holds_right_to_left, primary
from briefpack.look.typefaces import FontStyle
from briefpack.writers.pdf.fonts import Fonts, Piece, em_width, has_glyph
from briefpack.writers.pdf.inlines import Look, Path, StyledText

RUNT = 0.2
"""A last line narrower than this part of the column, if it is a single word, takes a word from the line above."""
NARROW_EM, NARROW_RUNT = 14.0, (0.36, 0.7)
"""A narrow column has few words a line: a last word so wide takes another, if both are no wider than this."""
RUNT_EM = 3.2
"""In Korean, so does a single word of two syllables and a stop: narrower than this, in ems."""
_LETTER = f"(?!{NAME_DOT})[{KANA}{IDEOGRAPHS}]"
SEAM = EastAsian(f"[A-Za-z]{_LETTER}|{_LETTER}[A-Za-z]")
"""Where a Latin letter meets kana or an ideograph; the dot between names has a space of its own."""
SEAM_EM = 0.25
CLEAR_EM = 0.06
"""How far a raised number stands from a slanted letter, in ems, which else would touch it."""
URL_BREAKS = "/.-_?&=#"
HYPHENED = re.compile(r"\W*[^\W\d_]+(?:[’'‑-][^\W\d_]+)*\W*")
"""A word that is parted with a hyphen: letters, with signs around them."""
ENDS = ("", " ", "\n", *BREAK_POINTS)
TOKENS = re.compile("([ \n\u00ad\u200b])")
"""What ends a word; other kinds of space do not."""


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

    @property
    def text(self) -> str:
        """The letters, without raised numbers, and the space after them."""
        letters = "".join(run.text for run in self.runs if not run.look.rise)
        return letters + (" " if self.space else "")

    @property
    def size(self) -> float:
        """The largest size of its letters, in points; 0 without any."""
        return max((run.look.size for run in self.runs), default=0)

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
    """Hold one line of text. `spaced`: a space follows, which a reader needs to tell the words apart."""

    words: tuple[Word, ...]
    spaced: bool

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
        if any(run.level or word.space_level for word in self.words for run in word.runs):
            return _turned(self.words)
        segments = []
        x = space = 0.0
        runs = groupby(_runs(self.words), lambda pair: (pair[0].font, id(pair[0].path), pair[0].look))
        for (font, _, look), group in runs:
            parts: list[str] = []
            start, language = x + space, ""
            path: Path = ()
            for run, after in group:
                parts += [" ", run.text] if space and parts else [run.text]
                x = x + space + run.width
                space, path, language = after, run.path, run.language
            parts += [" "] if space else []
            segments.append(Segment(tuple(parts), font, look, path, language, start, x - start))
        return tuple(segments), x


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


def shape(texts: Iterable[StyledText], fonts: Fonts) -> list[Word]:
    """Turn text into words: a word may be of several looks, and ends at a space or where a line may end."""
    words: list[Word] = []
    joined: list[tuple[Piece, StyledText]] = []
    at_break_point = False
    for styled in _levelled(texts, fonts):
        style, raised = _font_style(styled.look, fonts), styled.look.rise > 0
        for token in _tokens(styled.text):
            if token not in ENDS:
                joined.append(((token, style, raised, not styled.look.tracking, styled.level % 2 == 1), styled))
                at_break_point = False
            elif token and (joined or at_break_point or token == "\n"):
                words += _unspaced(joined, fonts)
                joined.clear()
                words = words or [Word()]
                _end(words[-1], token, styled, fonts)
                at_break_point = token in BREAK_POINTS
    words += _unspaced(joined, fonts)
    if words:
        words[-1].hyphen = None
    return words


def _levelled(texts: Iterable[StyledText], fonts: Fonts) -> Iterable[StyledText]:
    """Return texts of one level each, where letters of a paragraph go to the left."""
    texts = list(texts)
    if not fonts.from_right and not any(holds_right_to_left(styled.text) for styled in texts):
        return texts
    found = iter(levels("".join(styled.text for styled in texts), fonts.from_right))
    return [
        replace(styled, text=part, level=level) for styled in texts for part, level in stretches(styled.text, found)
    ]


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    """Split a text at what ends a word, once for all the sizes in which it is tried."""
    return tuple(TOKENS.split(visible(text)))


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
    """Return the words of text without spaces; how it is cut, and how wide it is in ems, is the same in all sizes."""
    if not pieces:
        return []
    words = []
    for cut in fonts.words(tuple([piece for piece, _ in pieces])):
        runs = []
        for number, face, text, ems, glyphs in cut:
            (_, style, *_), styled = pieces[number]
            look = styled.look
            width = (ems + look.tracking * glyphs) * look.size
            runs.append(FontRun(text, face, look, styled.path, style.language, width, styled.level))
        if runs:
            words.append(_word(_apart(runs) if len(runs) > 1 else runs))
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


def _word(runs: list[FontRun]) -> Word:
    return Word(runs, width=runs[0].width if len(runs) == 1 else sum(run.width for run in runs))


def _font_style(look: Look, fonts: Fonts) -> FontStyle:
    return FontStyle(look.language or fonts.language, look.bold, look.italic, look.family)


def _space_after(run: FontRun, styled: StyledText, fonts: Fonts) -> float:
    """Return how wide the space after a run is, which is written with it; after a raised number, the text's own."""
    if not run.look.rise:
        return _width(run.font, " ", run.look, run.language)
    return _font_runs(replace(styled, text=" "), fonts)[0].width


def _font_runs(styled: StyledText, fonts: Fonts) -> list[FontRun]:
    style = _font_style(styled.look, fonts)
    return [
        FontRun(text, face, styled.look, styled.path, style.language, _width(face, text, styled.look, style.language))
        for face, text in fonts.split(styled.text, style)
    ]


def _width(face: str, text: str, look: Look, language: str) -> float:
    ems, glyphs = em_width(face, text, language, not look.tracking)
    return (ems + look.tracking * glyphs) * look.size


def break_lines(words: Sequence[Word], width: float, balanced: bool = False) -> list[TextLine]:
    """Break words into lines no wider than the width; balanced lines are about equally long."""
    lines = fill_lines(words, width)
    whole = [word for line in lines for word in line]  # those that no column holds are cut
    even = balanced and 1 < len(lines) <= MOST_BALANCED and not any(word.stop for word in words)
    text = "".join([run.text for word in words for run in word.runs]) if len(lines) > 1 else ""
    korean, wide = holds_hangul(text), is_wide(text)
    if even and wide and not korean:
        lines = _phrased(whole, width, len(lines))
    elif even:
        lines = _evened(words, width, len(lines))
    elif len(lines) > 1 and (korean or not wide):
        lines = _ragged(whole, width)
    if even and korean:
        _feed_runt(lines, width, korean)
    if not even and wide and not korean:
        _feed_lone(lines, width)
    return [_line(line) for line in lines]


def fill_lines(words: Sequence[Word], width: float) -> list[list[Word]]:
    """Fill line after line: as many as `break_lines` makes, in less time; a word wider than the column is cut."""
    lines: list[list[Word]] = []
    line: list[Word] = []
    used = 0.0
    limit = width + 0.01
    for whole in words:
        end = whole.end_width if whole.hyphen else whole.width
        for word in (whole,) if end <= limit else _cut_word(whole, width):
            if line and used + (word.end_width if word.hyphen else word.width) > limit:
                lines.append(line)
                line, used = [], 0.0
            line.append(word)
            used += word.width + word.space
            if word.stop:
                lines.append(line)
                line, used = [], 0.0
    return [*lines, line] if line else lines


def _ragged(words: Sequence[Word], width: float) -> list[list[Word]]:
    """Return the lines of each stretch that a line feed ends."""
    lines: list[list[Word]] = []
    stretch: list[Word] = []
    for word in words:
        stretch.append(word)
        if word.stop:
            lines += _parted(stretch, width)
            stretch = []
    return lines + _parted(stretch, width) if stretch else lines


def _parted(words: Sequence[Word], width: float) -> list[list[Word]]:
    hyphens = [word.hyphen.width if word.hyphen else 0 for word in words]
    parts = [Atom("", word.width, word.space, hyphen) for word, hyphen in zip(words, hyphens, strict=True)]
    return [list(words[first:last]) for first, last in pairwise([0, *ragged(parts, width)])]


def _evened(words: Sequence[Word], width: float, count: int) -> list[list[Word]]:
    """Return as many lines as the full width needs, in the narrowest column that does with them."""
    low, high = width / 2, width
    best = fill_lines(words, width)
    for _ in range(7):
        middle = (low + high) / 2
        lines = fill_lines(words, middle)
        if len(lines) <= count and all(word.end_width <= middle for word in words):
            best, high = lines, middle
        else:
            low = middle
    return best


def _phrased(words: Sequence[Word], width: float, count: int) -> list[list[Word]]:
    """Return so many lines of a title in Chinese or Japanese."""
    parts = [Atom(word.text, word.width, word.space) for word in words]
    ends = phrased(parts, width, count, max(word.size for word in words) or 1)
    return [list(words[first:last]) for first, last in pairwise([0, *ends])]


def _feed_runt(lines: list[list[Word]], width: float, korean: bool = False) -> None:
    """Give a last line that is one short word the last word of the line above, where that has words to spare."""
    narrow = bool(lines) and width < NARROW_EM * lines[-1][0].size
    spare = 3 if korean or narrow else 4
    if len(lines) < 2 or len(lines[-1]) > 1 or len(lines[-2]) < spare or lines[-2][-1].stop:
        return
    moved, last = lines[-2][-1], lines[-1][0]
    part, most = NARROW_RUNT if narrow else (RUNT, 0.5)
    short = max(width * part, last.size * RUNT_EM) if korean else width * part
    if last.width < short and moved.space and moved.width + moved.space + last.width < width * most:
        lines[-1].insert(0, lines[-2].pop())


def _feed_lone(lines: list[list[Word]], width: float) -> None:
    """Give a last line that is a character or two of Chinese or Japanese the end of the line above."""
    if len(lines) < 2 or lines[-2][-1].stop:
        return
    above, last = lines[-2], lines[-1]
    count = handed_down([word.text for word in above], "".join(word.text for word in last))
    longer = [*above[len(above) - count :], *last]
    if count and sum(word.width + word.space for word in longer) <= width:
        lines[-2:] = [above[:-count], longer]


def _cut_word(word: Word, width: float) -> Iterator[Word]:
    """Cut a word that is wider than the column: an address after its slashes and stops, other words with a hyphen."""
    letters = [*_letters(word)]
    hyphen = _own_hyphen(letters)
    places = _hyphen_places(letters) if hyphen else ()
    start, left = 0, sum(letter.width for letter in letters)
    while left > width and start < len(letters):
        end = _best_cut(letters, start, width, hyphen.width if hyphen else 0, places)
        part = _word(_merged(letters[start:end]))
        if hyphen and end < len(letters):  # it belongs to what it parts
            hyphen = replace(hyphen, look=letters[end - 1].look, path=letters[end - 1].path)
            part = replace(part, hyphen=hyphen)
        yield part
        left -= sum(letter.width for letter in letters[start:end])
        start = end
    if start < len(letters):
        rest = _word(_merged(letters[start:]))
        yield replace(word, runs=rest.runs, width=rest.width)


def _own_hyphen(letters: Sequence[FontRun]) -> FontRun | None:
    """Return the hyphen of a word; None for an address, a number and letters that part without one."""
    text = "".join(letter.text for letter in letters)
    last = letters[-1]
    if not HYPHENED.fullmatch(text) or is_wide(text) or holds_hangul(text) or not has_glyph(last.font, SOFT_HYPHEN):
        return None
    return replace(last, text=SOFT_HYPHEN, width=_width(last.font, SOFT_HYPHEN, last.look, last.language))


def _hyphen_places(letters: Sequence[FontRun]) -> tuple[int, ...]:
    """Return before which letters a hyphen may stand, by the language of the word."""
    ends = {end: number for number, end in enumerate(accumulate(len(letter.text) for letter in letters), 1)}
    text = "".join(letter.text for letter in letters)
    return tuple(ends[place] for place in hyphen_places(text, letters[0].language) if place in ends)


def _letters(word: Word) -> Iterator[FontRun]:
    for run in word.runs:
        for letter in clusters(run.text):
            yield replace(run, text=letter, width=_width(run.font, letter, run.look, run.language))


def _best_cut(letters: Sequence[FontRun], start: int, width: float, hyphen: float, places: Sequence[int]) -> int:
    """Return where what fits from a letter on ends: where a hyphen may stand, or after a slash in the last third.

    Without either, behind the last letter that fits, one at least.
    """
    fitting, used = start, hyphen
    while fitting < len(letters) and used + letters[fitting].width <= width:
        used += letters[fitting].width
        fitting += 1
    fitting = max(fitting, start + 1)
    if hyphen:
        number = bisect_right(places, fitting)
        return places[number - 1] if number and places[number - 1] > start else fitting
    least = start + (fitting - start) * 2 // 3
    stops = (place for place in range(fitting, least, -1) if letters[place - 1].text in URL_BREAKS)
    return next(stops, fitting)


def _merged(letters: Sequence[FontRun]) -> list[FontRun]:
    """Return letters as runs, as wide as they are side by side."""
    merged = []
    for _, group in groupby(letters, lambda letter: (letter.font, id(letter.look), id(letter.path), letter.level)):
        own = [*group]
        text = "".join(letter.text for letter in own)
        merged.append(replace(own[0], text=text, width=_width(own[0].font, text, own[0].look, own[0].language)))
    return merged


def _line(words: Sequence[Word]) -> TextLine:
    return TextLine(tuple(words), bool(words) and (words[-1].space > 0 or words[-1].stop))


def _runs(words: Sequence[Word]) -> Iterator[tuple[FontRun, float]]:
    """Yield the runs of a line, its hyphen last, each with the width of the space between it and the next."""
    for word in words:
        for run in word.runs:
            yield run, word.space if run is word.runs[-1] and word is not words[-1] else 0
    if words and words[-1].hyphen:
        yield words[-1].hyphen, 0
