"""Glyphs on pages: the operators that show a word's glyphs at their places (ISO 32000-1, 9.4.3)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Any, NamedTuple

from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase.ttfonts import TTFont

from briefpack.writers.pdf.fonts import Shown, font, has_glyph, shown, spelled, spelled_as, stand_in
from briefpack.writers.pdf.text import Segment

Shift = tuple[int, float]
"""The number of a glyph, and how far it moves to the left with all after it, in thousandths of an em."""


def show(text: Any, segment: Segment, after: str, spoken: Callable[[str], tuple[str, str]] | None) -> None:
    """Write a segment, and what follows it, into a text object that is set to its font and size.

    Of what follows, spaces alone may be seen: a dot that a line end stands for is written unseen, to be read.

    `spoken` returns what stands before and behind a word that its glyphs do not spell one by one; None where nobody
    reads it.
    """
    if after.strip() and not has_glyph(segment.font, after.strip()):
        after = " "
    if segment.leftwards:
        text._code += _from_right(text, segment, after)
        return
    parts = (*segment.parts, after) if after == " " else segment.parts
    words = [_shown(segment, part) for part in parts]
    for is_plain, group in groupby(zip(words, parts, strict=True), _is_plain):
        if is_plain:
            _show_plain(text, segment, [word for word, _ in group])
            continue
        for word, part in group:
            before, behind = spoken(part) if spoken and word.speaks else ("", "")
            text._code += [before, *_lifted(text, segment, word), behind] if before else _lifted(text, segment, word)
    if after.strip():
        unseen = shown(segment.font, after, segment.language)
        text._code += ["3 Tr", *_operators(text, segment.font, unseen.codes, unseen.shifts), "0 Tr"]


def _show_plain(text: Any, segment: Segment, words: Sequence[Shown]) -> None:
    """Write words in one go that stand on the line and are spelled by their glyphs."""
    codes = "".join([word.codes for word in words])
    text._code += _operators(text, segment.font, codes, _joined(words, segment.look.tracking))


def _is_plain(word: tuple[Shown, str]) -> bool:
    return not (word[0].speaks or word[0].lifts)


def _shown(segment: Segment, part: str) -> Shown:
    """Return what a page shows of a part of a segment; what is in capitals is spelled as it is written."""
    glyphs = shown(segment.font, part, segment.language, not segment.look.tracking)
    letters = _letters_of(part, segment.look.letters) if segment.look.letters else ()
    return spelled_as(segment.font, glyphs, letters) if letters else glyphs


def _letters_of(part: str, letters: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Return the letters of a word in capitals that a part of it shows; none of what is no part of it."""
    ends = [0, *accumulate(len(capitals) for capitals, _ in letters)]
    start = "".join(capitals for capitals, _ in letters).find(part)
    end = start + len(part)
    return letters[ends.index(start) : ends.index(end)] if start in ends and end in ends else ()


def _joined(words: Sequence[Shown], tracking: float) -> list[Shift]:
    """Return the shifts of words side by side; what stands on a letter is not set apart from it."""
    shifts: defaultdict[int, float] = defaultdict(float)
    start = 0
    for word in words:
        for number, shift in word.shifts:
            shifts[start + number] += shift
        for number in word.marks if tracking else ():
            shifts[start + number] += tracking * 1000
        start += len(word.codes)
    return sorted(shifts.items())


def _operators(text: Any, stem: str, codes: str, shifts: Sequence[Shift]) -> Iterator[str]:
    """Yield what shows glyphs of one font, on one line."""
    strings = text._canvas.strings_of(stem)
    if codes and not strings.is_split:
        ends = [0, *(number for number, _ in shifts if 0 < number < len(codes)), len(codes)]
        written = [codes[first:last].translate(strings) for first, last in pairwise(ends)]
        if not strings.is_split:
            yield from _set_font(text, strings.font, 0)
            yield from _in_one_subset(written, ends, shifts)
            return
    yield from _in_subsets(text, strings.font, codes, shifts)


def _in_one_subset(written: Sequence[str], ends: Sequence[int], shifts: Sequence[Shift]) -> Iterator[str]:
    """Yield what shows strings that end where the next one moves."""
    if len(written) == 1 and not shifts:
        yield f"({written[0]}) Tj"
        return
    left, steps = dict(shifts), []
    for first, string in zip(ends, written, strict=False):
        steps += [fp_str(left.pop(first))] if first in left else []
        steps.append(f"({string})")
    yield f"[{' '.join(steps)}] TJ" if len(steps) > 1 else f"{steps[0]} Tj"
    yield from (f"[{fp_str(shift)}] TJ" for shift in left.values())


def _set_font(text: Any, loaded: TTFont, subset: int) -> Iterator[str]:
    """Yield what sets a subset of the font, if it is not set."""
    if subset != text._curSubset:
        text._curSubset = subset
        name = loaded.getSubsetInternalName(subset, text._canvas._doc)
        yield f"{name} {fp_str(text._fontsize)} Tf {fp_str(text._leading)} TL"


def _in_subsets(text: Any, loaded: TTFont, codes: str, shifts: Sequence[Shift]) -> Iterator[str]:
    """Yield what shows glyphs of a font of which the file has several subsets."""
    left = dict(shifts)
    start = 0
    for subset, data in loaded.splitString(codes, text._canvas._doc):
        yield from _set_font(text, loaded, subset)
        end = start + len(data)
        steps = []
        for first, last in pairwise((start, *(number for number in left if start < number < end), end)):
            steps += [fp_str(left.pop(first))] if first in left else []
            steps.append(f"({escapePDF(data[first - start : last - start])})")
        yield f"[{' '.join(steps)}] TJ" if len(steps) > 1 else f"{steps[0]} Tj"
        start = end
    yield from (f"[{fp_str(shift)}] TJ" for shift in left.values())


class Strings(dict[int, str]):
    """Hold how each character of a font is written in one file, to translate texts with; it grows by those met first.

    is_split: the file needs a second subset of the font, so that a text may be of several.
    """

    def __init__(self, loaded: TTFont, document: Any) -> None:
        self.font, self._document = loaded, document
        self.is_split = False

    def __missing__(self, code: int) -> str:
        """Give the character a place in the file’s subset of the font."""
        ((subset, data),) = self.font.splitString(chr(code), self._document)
        self.is_split = self.is_split or subset > 0
        self[code] = escapePDF(data)
        return self[code]


def _lifted(text: Any, segment: Segment, word: Shown) -> Iterator[str]:
    """Yield what shows a word, some of whose glyphs may stand higher or lower than the line."""
    look = segment.look
    shifts, heights = _joined([word], look.tracking), word.lifts or (0.0,) * len(word.codes)
    start = 0
    for lift, group in groupby(heights):
        end = start + len(list(group))
        inner = [
            (number - start, shift)
            for number, shift in shifts
            if start <= number < end or end == number == len(word.codes)
        ]
        yield f"{fp_str(look.rise + lift * look.size / 1000)} Ts"
        yield from _operators(text, segment.font, word.codes[start:end], inner)
        start = end
    yield f"{fp_str(look.rise)} Ts"


class _Placed(NamedTuple):
    """Hold a glyph of a segment: where it begins, from the left, and how far the pen moves, in thousandths of an em."""

    x: float
    moves: float
    code: str
    lift: float
    unseen: bool = False


def _from_right(text: Any, segment: Segment, after: str) -> Iterator[str]:
    """Yield what shows a segment in the order in which it is read, its first glyph at the right.

    So structure gives its words as they are (ISO 32000-1, 14.8.2.3.3). Each glyph has an operator of its own: programs
    that go by places turn what one operator shows.
    """
    look, loaded, document = segment.look, font(segment.font), text._canvas._doc
    pen = lift = 0.0
    for glyph in reversed(_placed(segment, after)):
        ((subset, data),) = loaded.splitString(glyph.code, document)
        if subset != text._curSubset:
            text._curSubset = subset
            yield f"{loaded.getSubsetInternalName(subset, document)} {fp_str(look.size)} Tf {fp_str(text._leading)} TL"
        if glyph.lift != lift:
            lift = glyph.lift
            yield f"{fp_str(look.rise + lift * look.size / 1000)} Ts"
        if glyph.unseen:
            yield f"[{fp_str(pen - glyph.x)}] TJ 3 Tr {THIN * 100:g} Tz ({escapePDF(data)}) Tj 100 Tz 0 Tr"
        else:
            yield f"[{fp_str(pen - glyph.x)} ({escapePDF(data)})] TJ"
        pen = glyph.x + glyph.moves
    if lift:
        yield f"{fp_str(look.rise)} Ts"


def _placed(segment: Segment, after: str) -> list[_Placed]:
    """Return the glyphs of a segment from left to right, the space that follows it left of them all."""
    look, x = segment.look, 0.0
    face: Any = font(segment.font).face
    set_apart = look.tracking * 1000
    placed = []
    for number, part in enumerate((after, *segment.parts) if after else segment.parts):
        word = shown(segment.font, part, segment.language, not look.tracking, True)
        start = x - word.width if after and not number else x
        x = start
        shifts, lifts = dict(word.shifts), word.lifts or (0.0,) * len(word.codes)
        for place, code in enumerate(word.codes):
            x -= shifts.get(place, 0)
            width, on_letter = face.getCharWidth(ord(code)), place in word.marks
            if not number and after.strip():
                placed.append(_Placed(x, width * THIN, code, 0, True))
            else:
                placed += _letters(segment.font, _Placed(x, width + set_apart, code, lifts[place]), on_letter)
            x += width + (0 if on_letter else set_apart)
        x -= shifts.get(len(word.codes), 0)
    return placed


HAIR, APART = 1.0, 120.0
"""How far apart glyphs are that stand in one place, in thousandths of an em: for the order; and so far that programs do
not take two equal letters for one that is printed twice."""
THIN = 0.1
"""The part of its width in which a letter is written that is not seen."""


def _letters(stem: str, glyph: _Placed, on_letter: bool) -> list[_Placed]:
    """Return a glyph; one of several letters stands for the last, and those before are written unseen at its right.

    Programs disagree in which order one glyph of several letters is read from the right.
    """
    face: Any = font(stem).face
    *others, last = [*spelled(glyph.code)]
    if any(map(unicodedata.combining, (*others, last))):
        return [glyph]
    if on_letter:
        return [glyph._replace(x=glyph.x - HAIR)]  # left of the letter with which it is drawn
    width = face.getCharWidth(ord(glyph.code))
    if not others or len(others) * APART >= width or any(not has_glyph(stem, letter) for letter in others):
        return [glyph]
    whole = glyph._replace(code=stand_in(stem, face.charToGlyph[ord(glyph.code)], last))
    right, tracking = glyph.x + width - HAIR, glyph.moves - width
    unseen = [
        _Placed(right - APART * number, (tracking + face.getCharWidth(ord(letter))) * THIN, letter, 0, True)
        for number, letter in enumerate(others)
    ]
    return [whole, *reversed(unseen)]
