"""Glyphs on pages: the operators that show a word's glyphs at their places (ISO 32000-1, 9.4.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from reportlab.lib.rl_accel import escapePDF, fp_str

from briefpack.writers.pdf.fonts import Shown, font, shown
from briefpack.writers.pdf.text import Segment

Shift = tuple[int, float]
"""The number of a glyph, and how far it moves to the left with all after it, in thousandths of an em."""


def show(text: Any, segment: Segment, after: str, spoken: Callable[[str], tuple[str, str]] | None) -> None:
    """Write a segment, and what follows it, into a text object that is set to its font and size.

    `spoken` returns what stands before and behind a word that its glyphs do not spell one by one; None where nobody
    reads it.
    """
    look = segment.look
    leftwards = segment.leftwards
    parts = (*segment.parts, after) if after and not leftwards else segment.parts
    words = [(part, shown(segment.font, part, segment.language, not look.tracking, leftwards)) for part in parts]
    for is_plain, group in groupby(words, lambda word: not (word[1].speaks or word[1].lifts)):
        if is_plain:
            together = [glyphs for _, glyphs in group]
            codes = "".join([glyphs.codes for glyphs in together])
            text._code += _operators(text, segment.font, codes, _joined(together, look.tracking))
            continue
        for part, glyphs in group:
            before, behind = spoken(part) if spoken and glyphs.speaks else ("", "")
            text._code += (
                [before, *_lifted(text, segment, glyphs), behind] if before else _lifted(text, segment, glyphs)
            )


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
    loaded, document = font(stem), text._canvas._doc
    left = dict(shifts)
    start = 0
    for subset, data in loaded.splitString(codes, document):
        if subset != text._curSubset:
            text._curSubset = subset
            name = loaded.getSubsetInternalName(subset, document)
            yield f"{name} {fp_str(text._fontsize)} Tf {fp_str(text._leading)} TL"
        end = start + len(data)
        steps = []
        for first, last in pairwise((start, *(number for number in left if start < number < end), end)):
            steps += [fp_str(left.pop(first))] if first in left else []
            steps.append(f"({escapePDF(data[first - start : last - start])})")
        yield f"[{' '.join(steps)}] TJ" if len(steps) > 1 else f"{steps[0]} Tj"
        start = end
    yield from (f"[{fp_str(shift)}] TJ" for shift in left.values())


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
