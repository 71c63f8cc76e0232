"""Words into lines: runs become words, words become lines no wider than the column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from briefpack.languages.line_breaks import MOST_BALANCED, Part, atoms, handed_down, holds_hangul, is_wide, phrased
from briefpack.writers.pdf.fonts import Fonts, em_width
from briefpack.writers.pdf.inlines import Look, Path, Run

RUNT = 0.2
"""A last line narrower than this part of the column, if it is a single word, takes a word from the line above."""
RUNT_EM = 3.2
"""In Korean, so does a single word of two syllables and a stop: narrower than this, in ems."""
URL_BREAKS = "/.-_?&=#"


@dataclass(slots=True)
class Piece:
    """Hold letters of one font and one look; width in points."""

    text: str
    font: str
    look: Look
    path: Path
    width: float


@dataclass(slots=True)
class Word:
    """Hold what no line may end in. space: the width of the space after it, 0 for none; stop: it ends its line."""

    pieces: list[Piece] = field(default_factory=list)
    space: float = 0
    stop: bool = False
    width: float = 0

    @property
    def text(self) -> str:
        """The letters, without raised numbers, and the space after them."""
        letters = "".join(piece.text for piece in self.pieces if not piece.look.rise)
        return letters + (" " if self.space else "")

    @property
    def size(self) -> float:
        return max((piece.look.size for piece in self.pieces), default=0)

    def add(self, pieces: Iterable[Piece]) -> Word:
        for piece in pieces:
            self.pieces.append(piece)
            self.width += piece.width
        return self


@dataclass(frozen=True, slots=True)
class Segment:
    """Hold the letters of a line that are written in one go; x counts from the start of the line."""

    text: str
    font: str
    look: Look
    path: Path
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of text. `spaced`: a space follows, which a reader needs to tell the words apart."""

    words: tuple[Word, ...]
    segments: tuple[Segment, ...]
    width: float
    spaced: bool


def shape(runs: Sequence[Run], fonts: Fonts) -> list[Word]:
    """Turn runs into words: a word may be of several looks, and ends at a space or where a line may end."""
    words: list[Word] = []
    joined: list[Run] = []

    def end() -> None:
        words.extend(_unspaced(joined, fonts))
        joined.clear()

    for run in runs:
        if run.text == "\n":
            end()
            words = words or [Word()]
            words[-1].stop = True
            continue
        for part in _parts(run.text):
            if part != " ":
                joined.append(replace(run, text=part))
            elif joined:
                end()
                words[-1].space = _space_after(words[-1].pieces[-1], run, fonts)
    end()
    return words


def _unspaced(runs: Sequence[Run], fonts: Fonts) -> list[Word]:
    """Return the words of runs without spaces. Where a line may end does not depend on looks.

    A raised number belongs to what stands before it, and the text is broken as if it were not there.
    """
    ends = set(accumulate(map(len, atoms("".join(run.text for run in runs if not run.look.rise)))))
    words = [Word()] if runs else []
    if len(ends) <= 1:
        for run in runs:
            words[0].add(_pieces(run.text, run, fonts))
        return words
    place = 0
    for run in runs:
        if run.look.rise:
            words[-1].add(_pieces(run.text, run, fonts))
            continue
        first = 0
        for last in [*(n for n in range(1, len(run.text)) if place + n in ends), len(run.text)]:
            if place + first in ends:
                words.append(Word())
            words[-1].add(_pieces(run.text[first:last], run, fonts))
            first = last
        place += len(run.text)
    return words


def _parts(text: str) -> Iterator[str]:
    """Yield words and the single spaces between them; other kinds of space do not end a word."""
    for number, part in enumerate(text.split(" ")):
        if number:
            yield " "
        if part:
            yield part


def _space_after(piece: Piece, run: Run, fonts: Fonts) -> float:
    """Return how wide the space after a piece is, which is written with it; after a raised number, the text's own."""
    if not piece.look.rise:
        return _width(piece.font, " ", piece.look)
    return _width(_split(" ", run, fonts)[0][0], " ", run.look)


def _pieces(text: str, run: Run, fonts: Fonts) -> list[Piece]:
    return [
        Piece(part, face, run.look, run.path, _width(face, part, run.look)) for face, part in _split(text, run, fonts)
    ]


def _split(text: str, run: Run, fonts: Fonts) -> list[tuple[str, str]]:
    look = run.look
    return fonts.split(text, look.family, look.bold, look.italic, look.language)


def _width(face: str, text: str, look: Look) -> float:
    return (em_width(face, text) + look.tracking * len(text)) * look.size


def break_lines(words: Sequence[Word], width: float, balanced: bool = False) -> list[Line]:
    """Break words into lines no wider than the width; balanced lines are about equally long."""
    lines = _filled(words, width)
    even = balanced and 1 < len(lines) <= MOST_BALANCED and not any(word.stop for word in words)
    text = "".join(word.text for word in words) if len(lines) > 1 else ""
    korean, wide = holds_hangul(text), is_wide(text)
    if even and wide and not korean:
        lines = _phrased(list(_cut(words, width)), width, len(lines))
    elif even:
        lines = _evened(words, width, len(lines))
    if not even or korean:
        _feed_runt(lines, width, korean)
    if not even and wide and not korean:
        _feed_lone(lines, width)
    return [_line(line) for line in lines]


def _filled(words: Sequence[Word], width: float) -> list[list[Word]]:
    """Fill line after line; a word wider than the column is cut."""
    lines: list[list[Word]] = []
    line: list[Word] = []
    used = 0.0
    for word in _cut(words, width):
        wide = word.width
        if line and used + wide > width + 0.01:
            lines.append(line)
            line, used = [], 0.0
        line.append(word)
        used += wide + word.space
        if word.stop:
            lines.append(line)
            line, used = [], 0.0
    return [*lines, line] if line else lines


def _evened(words: Sequence[Word], width: float, count: int) -> list[list[Word]]:
    """Return as many lines as the full width needs, in the narrowest column that does with them."""
    low, high = width / 2, width
    best = _filled(words, width)
    for _ in range(7):
        middle = (low + high) / 2
        lines = _filled(words, middle)
        if len(lines) <= count and all(word.width <= middle for word in words):
            best, high = lines, middle
        else:
            low = middle
    return best


def _phrased(words: Sequence[Word], width: float, count: int) -> list[list[Word]]:
    """Return so many lines of a title in Chinese or Japanese."""
    parts = [Part(word.text, word.width, word.space) for word in words]
    ends = phrased(parts, width, count, max(word.size for word in words) or 1)
    return [list(words[first:last]) for first, last in pairwise([0, *ends])]


def _feed_runt(lines: list[list[Word]], width: float, korean: bool = False) -> None:
    """Give a last line that is one short word the last word of the line above, where that has words to spare."""
    spare = 3 if korean else 4
    if len(lines) < 2 or len(lines[-1]) > 1 or len(lines[-2]) < spare or lines[-2][-1].stop:
        return
    moved, last = lines[-2][-1], lines[-1][0]
    short = max(width * RUNT, last.size * RUNT_EM) if korean else width * RUNT
    if last.width < short and moved.space and moved.width + moved.space + last.width < width / 2:
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


def _cut(words: Sequence[Word], width: float) -> Iterator[Word]:
    for word in words:
        if word.width <= width + 0.01:
            yield word
        else:
            yield from _cut_word(word, width)


def _cut_word(word: Word, width: float) -> Iterator[Word]:
    """Cut a word that is wider than the column, an address after its slashes and stops."""
    part: list[Piece] = []
    used = 0.0
    for letter in _letters(word):
        if part and used + letter.width > width:
            kept = _best_cut(part)
            yield Word().add(_merged(part[:kept]))
            part = part[kept:]
            used = sum(rest.width for rest in part)
        part.append(letter)
        used += letter.width
    yield Word(space=word.space, stop=word.stop).add(_merged(part))


def _letters(word: Word) -> Iterator[Piece]:
    for piece in word.pieces:
        for letter in piece.text:
            yield replace(piece, text=letter, width=_width(piece.font, letter, piece.look))


def _best_cut(letters: list[Piece]) -> int:
    """Return how many letters stand before the cut: up to a slash or stop in the last third, else all."""
    for place in range(len(letters) - 1, len(letters) * 2 // 3, -1):
        if letters[place - 1].text in URL_BREAKS:
            return place
    return len(letters)


def _merged(letters: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for letter in letters:
        last = merged[-1] if merged else None
        if last and last.font == letter.font and last.look is letter.look and last.path is letter.path:
            merged[-1] = replace(last, text=last.text + letter.text, width=last.width + letter.width)
        else:
            merged.append(letter)
    return merged


def _line(words: Sequence[Word]) -> Line:
    """Join what is written in one go: neighbours of one font, one look and one node."""
    segments: list[Segment] = []
    texts: list[str] = []
    first: Piece | None = None
    x = start = 0.0
    space = 0.0

    def end() -> None:
        if first and texts:
            segments.append(Segment("".join(texts), first.font, first.look, first.path, start, x - start))

    for word in words:
        for piece in word.pieces:
            same = first and piece.font == first.font and piece.path is first.path and piece.look == first.look
            if not same:
                if space and texts:
                    texts.append(" ")
                end()
                texts, first, start = [], piece, x + space
            elif space:
                texts.append(" ")
            x += space
            space = 0.0
            texts.append(piece.text)
            x += piece.width
        space = word.space
    end()
    ended = bool(words) and (words[-1].space > 0 or words[-1].stop)
    return Line(tuple(words), tuple(segments), x, ended)
