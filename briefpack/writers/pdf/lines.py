"""Words into lines no wider than the column: filled, evened or broken as a whole; what no column holds is cut."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

from briefpack.languages.characters import SOFT_HYPHEN, clusters
from briefpack.languages.hyphenation import HOLE, RIGHT, hyphen_places, own_hyphens, places_of_choice
from briefpack.languages.korean_words import belong_together
from briefpack.languages.line_breaks import ends_with_phrases, handed_down, holds_hangul, is_wide, parts_with_hyphen
from briefpack.languages.marks import DOT
from briefpack.languages.ragged import MOST_BALANCED, Atom, evened, in_phrases, phrased, ragged
from briefpack.writers.pdf.fonts import has_glyph
from briefpack.writers.pdf.text import FontRun, TextLine, Word, run_width, word_of

RUNT = 0.2
"""A last line narrower than this part of the column, if it is a single word, takes a word from the line above."""
NARROW_EM, NARROW_RUNT = 14.0, (0.36, 0.7)
"""A narrow column has few words a line: a last word so wide takes another, if both are no wider than this."""
SPARE = 3
"""A line with fewer words gives none away."""
RUNT_EM = 3.2
"""In Korean, so does a single word of two syllables and a stop: narrower than this, in ems."""
MOST_RAGGED = 120
"""A paragraph of more lines, some three pages, is filled line by line: nobody reads it for its right edge."""
_DOT = DOT.strip()
BRACKETS = {"(": ")", "（": "）", "[": "]"}
ROUNDING = 0.01
"""What is wider than a line by no more points fits."""
URL_BREAKS = "/.-_?&=#"


def break_lines(words: Sequence[Word], width: float, balanced: bool = False, narrow: bool = False) -> list[TextLine]:
    """Break words into lines no wider than the width; balanced lines are about equally long.

    In a narrow column a long word is parted where the line before it would leave a hole.
    """
    lines = _broken(words, width, balanced)
    if narrow and (behind := _behind_holes(lines, width)):
        parted = [part for word in words[:-1] for part in (_by_choice(word) if id(word) in behind else (word,))]
        lines = _broken([*parted, words[-1]], width, balanced)
    return [_line(line, dotted) for line, dotted in _without_dots(lines)]


def _broken(words: Sequence[Word], width: float, balanced: bool) -> list[list[Word]]:
    lines = fill_lines(words, width)
    whole = [word for line in lines for word in line]  # those that no column holds are cut
    text = "".join([run.text for word in words for run in word.runs]) if len(lines) > 1 else ""
    korean, wide = holds_hangul(text), is_wide(text)
    if ends_with_phrases(text):
        lines, whole = _in_phrases(whole, width)
    even = balanced and 1 < len(lines) <= MOST_BALANCED and not any(word.stop for word in words[:-1])
    if even and wide and not korean:
        lines = _phrased(whole, width, len(lines))
    elif even:
        lines = _evened(whole, width, len(lines))
    elif 1 < len(lines) <= MOST_RAGGED and (korean or not wide):
        lines = _ragged(whole, width)
    if even and korean:
        _feed_runt(lines, width)
    if not even and wide and not korean and not ends_with_phrases(text):
        _feed_lone(lines, width)
    return lines


def _in_phrases(words: Sequence[Word], width: float) -> tuple[list[list[Word]], list[Word]]:
    """Return lines of Japanese that end where its phrases do, and those phrases.

    They are even, or filled one by one where there are many.
    """
    texts = [f"{word.text} " if word.stop or word.hyphen else word.text for word in words]
    ends = in_phrases(texts, [word.width + word.space for word in words], width)
    phrases = [_glued(words[first:last]) for first, last in pairwise([0, *ends])]
    lines = fill_lines(phrases, width)
    return _ragged(phrases, width) if len(lines) <= MOST_RAGGED else lines, phrases


def _glued(words: Sequence[Word]) -> Word:
    """Return words that no line parts as one."""
    if len(words) == 1:
        return words[0]
    runs = [run for word in words for run in word.runs]
    return replace(words[-1], runs=runs, width=sum(word.width for word in words))


def _without_dots(lines: Sequence[list[Word]]) -> Iterator[tuple[list[Word], bool]]:
    """Yield lines without the dots that part what stands beside each other, where one would begin or end a line.

    Each is given with whether there was one between it and the next: it is not seen, but read.
    """
    begins = [number > 0 and len(line) > 1 and _is_dot(line[0]) for number, line in enumerate(lines)]
    for number, (line, first) in enumerate(zip(lines, begins, strict=True)):
        goes_on = number + 1 < len(lines)
        ends = goes_on and not line[-1].stop and len(line) - first > 1 and _is_dot(line[-1])
        yield line[first : -1 if ends else None], ends or (goes_on and begins[number + 1])


def _is_dot(word: Word) -> bool:
    return word.text.strip() == _DOT


def _behind_holes(lines: Sequence[Sequence[Word]], width: float) -> set[int]:
    """Return the first words (by identity) of lines before which one leaves much of the width."""
    least = width * (1 - HOLE)
    return {
        id(following[0])
        for line, following in pairwise(lines)
        if not line[-1].stop and sum(word.width + word.space for word in line) - line[-1].space < least
    }


def _by_choice(word: Word) -> Iterable[Word]:
    """Return the parts of a word of one look; an address, a name and what parts already stay as they are.

    A compound, which a name may be, parts at its own hyphens alone.
    """
    if len(word.runs) != 1 or word.hyphen or word.parted:
        return (word,)
    (run,) = word.runs
    if run.look.url or run.look.rise:
        return (word,)
    if (own := own_hyphens(run.text)) and parts_with_hyphen(run.text):
        return _parts_of(word, run, own, None)
    places = places_of_choice(run.text, run.language)
    hyphen = _own_hyphen((run,)) if places else None
    return _parts_of(word, run, places, hyphen) if hyphen else (word,)


def _parts_of(word: Word, run: FontRun, places: Sequence[int], hyphen: FontRun | None) -> Iterator[Word]:
    for first, last in pairwise((0, *places, len(run.text))):
        text = run.text[first:last]
        part = word_of([replace(run, text=text, width=run_width(run.font, text, run.look, run.language))])
        if last < len(run.text):
            yield replace(part, hyphen=hyphen, parted=hyphen is None)
        else:
            yield replace(word, runs=part.runs, width=part.width)


def fill_lines(words: Sequence[Word], width: float) -> list[list[Word]]:
    """Fill line after line: as many as `break_lines` makes, in less time; a word wider than the column is cut."""
    lines: list[list[Word]] = []
    line: list[Word] = []
    used = 0.0
    limit = width + ROUNDING
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
    return [list(words[first:last]) for first, last in pairwise([0, *ragged(_atoms(words), width)])]


def _evened(words: Sequence[Word], width: float, count: int) -> list[list[Word]]:
    """Return so many lines of a title or a short paragraph whose words are parted by spaces."""
    ends = evened(_atoms(words), width, count, max(word.size for word in words) or 1)
    return [list(words[first:last]) for first, last in pairwise([0, *ends])]


def _atoms(words: Sequence[Word]) -> list[Atom]:
    return [
        Atom(word.text, word.width, word.space, word.hyphen.width if word.hyphen else 0, word.parted, kept)
        for word, kept in zip(words, _kept(words), strict=True)
    ]


def _kept(words: Sequence[Word]) -> Iterator[bool]:
    """Yield of each word whether the next belongs with it: between dots, in a smaller remark, in Korean."""
    texts, sizes = [word.text.strip() for word in words], [word.size for word in words]
    dotted, korean = _DOT in texts, holds_hangul("".join(texts))
    closing = ""
    for text, following, size in zip(texts, texts[1:], sizes, strict=False):
        if not closing and size < sizes[0]:
            closing = BRACKETS.get(text[:1], "")
        if closing and text.endswith(closing):
            closing = ""
        leans = korean and belong_together(text, following)
        yield leans or bool(closing) or (dotted and _DOT not in (text, following))
    yield False


def _phrased(words: Sequence[Word], width: float, count: int) -> list[list[Word]]:
    """Return so many lines of a title in Chinese or Japanese."""
    parts = [Atom(word.text, word.width, word.space) for word in words]
    ends = phrased(parts, width, count, max(word.size for word in words) or 1)
    return [list(words[first:last]) for first, last in pairwise([0, *ends])]


def _feed_runt(lines: list[list[Word]], width: float) -> None:
    """Give a last line that is one short word of Korean the last word of the line above, where that has some to spare.

    Paragraphs in other languages are broken as a whole, and need none of it.
    """
    narrow = bool(lines) and width < NARROW_EM * lines[-1][0].size
    if len(lines) < 2 or len(lines[-1]) > 1 or len(lines[-2]) < SPARE or lines[-2][-1].stop:
        return
    moved, last = lines[-2][-1], lines[-1][0]
    part, most = NARROW_RUNT if narrow else (RUNT, 0.5)
    short = max(width * part, last.size * RUNT_EM)
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
    own = _places_in(letters, own_hyphens("".join(letter.text for letter in letters), 1)) if hyphen else ()
    start, left = 0, sum(letter.width for letter in letters)
    while left > width and start < len(letters):
        end = _own_cut(letters, start, width, own)
        end = end or _best_cut(letters, start, width, hyphen.width if hyphen else 0, places)
        part = word_of(_merged(letters[start:end]))
        if end in own:
            part = replace(part, parted=True)
        elif hyphen and end < len(letters):  # it belongs to what it parts
            hyphen = replace(hyphen, look=letters[end - 1].look, path=letters[end - 1].path)
            part = replace(part, hyphen=hyphen)
        yield part
        left -= sum(letter.width for letter in letters[start:end])
        start = end
    if start < len(letters):
        rest = word_of(_merged(letters[start:]))
        yield replace(word, runs=rest.runs, width=rest.width)


def _own_hyphen(letters: Sequence[FontRun]) -> FontRun | None:
    """Return the hyphen of a word; None for an address, a number and letters that part without one."""
    text = "".join(letter.text for letter in letters)
    last = letters[-1]
    if not parts_with_hyphen(text) or not has_glyph(last.font, SOFT_HYPHEN):
        return None
    return replace(last, text=SOFT_HYPHEN, width=run_width(last.font, SOFT_HYPHEN, last.look, last.language))


def _hyphen_places(letters: Sequence[FontRun]) -> tuple[int, ...]:
    """Return before which letters a hyphen may stand, by the language of the word."""
    text = "".join(letter.text for letter in letters)
    return _places_in(letters, hyphen_places(text, letters[0].language))


def _places_in(letters: Sequence[FontRun], places: Iterable[int]) -> tuple[int, ...]:
    """Return places in a text as places among its letters, each with its marks."""
    ends = {end: number for number, end in enumerate(accumulate(len(letter.text) for letter in letters), 1)}
    return tuple(ends[place] for place in places if place in ends)


def _own_cut(letters: Sequence[FontRun], start: int, width: float, own: Sequence[int]) -> int:
    """Return behind which hyphen of a compound the most of it ends that fits; 0 if nothing does."""
    fitting, used = 0, 0.0
    for number, letter in enumerate(letters[start:], start + 1):
        used += letter.width
        if used > width:
            break
        fitting = number if number in own else fitting
    return fitting


def _letters(word: Word) -> Iterator[FontRun]:
    for run in word.runs:
        for letter in clusters(run.text):
            width = run_width(run.font, letter, run.look, run.language)
            yield FontRun(letter, run.font, run.look, run.path, run.language, width, run.level)


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
        if number and places[number - 1] > start:
            return places[number - 1]
        return max(start + 1, min(fitting, len(letters) - RIGHT))  # no letter or two stand alone
    least = start + (fitting - start) * 2 // 3
    stops = (place for place in range(fitting, least, -1) if letters[place - 1].text in URL_BREAKS)
    return next(stops, fitting)


def _merged(letters: Sequence[FontRun]) -> list[FontRun]:
    """Return letters as runs, as wide as they are side by side."""
    merged = []
    for _, group in groupby(letters, lambda letter: (letter.font, id(letter.look), id(letter.path), letter.level)):
        own = [*group]
        text = "".join(letter.text for letter in own)
        merged.append(replace(own[0], text=text, width=run_width(own[0].font, text, own[0].look, own[0].language)))
    return merged


def _line(words: Sequence[Word], dotted: bool) -> TextLine:
    spaced = bool(words) and (words[-1].space > 0 or words[-1].stop)
    return TextLine(tuple(words), DOT if dotted else " " if spaced else "")
