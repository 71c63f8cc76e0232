"""Where things stand on our own slides, and how the forms of their content are set: the same in every format.

Lengths are points from the upper left corner of a slide of 13⅓ by 7½ inches; sizes are multiples of the slide's text.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import TypeVar

from briefpack.units import SLIDE_SIZE_PT

Part = TypeVar("Part")
Box = tuple[float, float, float, float]
"""X, y, width and height."""
WIDTH, HEIGHT = SLIDE_SIZE_PT
SIDE = 56.0
INNER = WIDTH - 2 * SIDE
TITLE: Box = (SIDE, 26.0, INNER, 70.0)
"""A title ends at the bottom of its box, so that what follows starts at one height below every title."""
BODY: Box = (SIDE, 112.0, INNER, 346.0)
SOURCE: Box = (SIDE, 468.0, INNER, 32.0)
FOOT_Y, FOOT_TALL = 506.0, 20.0
COVER_TITLE, COVER_RULE, COVER_LEAD = (SIDE, 130.0, INNER, 150.0), (SIDE, 296.0, 96.0, 4.0), (SIDE, 316.0, INNER, 174.0)
COVER_TITLE_SCALE, SECTION_TITLE = 1.5, 1.25
"""The titles of a title slide and of one that opens a part, as multiples of other titles."""

MEASURE_EM = 31.0
"""The most that a line of a list is wide, in ems: some 65 letters."""
LARGER, SMALLER = (1.2, 1.1), (1.0, 0.92, 0.85)
"""The sizes that a slide's content is tried in, larger ones only where they leave room; what no size fits is split."""
ROOMY, NEARLY_FULL = 0.86, 0.95
"""How much of a slide's area content in a larger size may take, and how much it takes without a warning."""
ROOMY_ON_PAPER = 0.93
"""As much for cards on paper, below which no ground ends."""
LEAST_CARD, LEAST_ON_PAPER, LEAST_ASK, LEAST_LIST = 0.9, 0.86, 0.76, 0.82
"""How much of a slide's area cards that stand alone take at least, on a ground or on paper, what is asked, and a list
or a table whose parts stay together."""
ABOVE_QUOTE, ABOVE_OPEN, ABOVE_ON_PAPER = 0.4, 0.3, 0.5
"""The part of the room that is left which stands above a quotation alone, which the eye then takes for the middle,
above steps or key figures alone, which have no ground to fill it, and above cards on paper."""
QUOTE, SPEAKER, AGENDA, TABLE, WIDE_TABLE, ASK = 1.8, 0.9, 1.3, 0.9, 0.75, 1.2
"""The sizes of a quotation alone and of its speaker, of an agenda, of tables and of what the reader is asked."""
MOST_ASKED, FULL_WITH_ASK = 1.22, 0.98
"""The largest that what is asked below a form is set, and how much of a slide's area the two then take at most."""
LABELS, LARGEST_ON_MAP = range(22, 11, -1), 16
"""The sizes that the words of a figure may have, in points, the largest first; larger ones would cover a map."""
LISTED = 0.72
"""The size of listed sources."""
MOST_IN_TABLE = 4
"""A table of more columns than these is set as a wide one."""
LEAST_AREA, ABOVE_SOURCE = 150.0, 8.0
"""The least height that stays for content, however long title and source are, and the space above a source line."""
MOST_BETWEEN = 26.0
"""How much farther apart the items of a short list, or the rows of a short table, may stand."""
QUOTE_BAR, QUOTE_PADS = 5.0, (28.0, 6.0)
"""The bar beside a quotation alone, and the space around its words, across and down."""
LARGEST_HEAD = 1.2
"""The largest that the heads of cards are set where their text is larger than others: below any title."""
OPEN = frozenset(("timeline", "key_figures"))
ON_GROUND = frozenset(("cards", "columns"))
"""The forms that stand on paper; and those whose parts stand under a rule, on a ground of their own where the theme has
tinted panels."""
CARD_RULE, MARKED_RULE, HAIRLINE = 3.0, 6.0, 0.75
"""The rule over a card, over the one that counts, and the line between two columns."""
PICTURE_SHARES, PICTURE_GAP = (0.5, 0.58), 32.0
"""The least and the most of a slide's width that a picture takes beside what is said to it, and the space between."""
PICTURE_TALL = 0.9
"""How much of a slide's area a picture takes with no more than its caption below."""
MOST_PARTS = {"cards": range(2, 7), "columns": range(2, 4), "timeline": range(2, 7), "key_figures": range(1, 5)}
"""How many parts stand side by side; fewer or more are set one below the other."""


@dataclass(frozen=True, slots=True)
class FormLook:
    """Say how a form is set: the sizes of its parts' heads, of their text and of quiet lines, and the space around."""

    head: float
    text: float
    foot: float
    gap: float
    """Between two parts."""
    pad_x: float = 0
    pad_y: float = 0
    after_head: float = 6


LOOKS = {
    "cards": FormLook(1.2, 1.0, 0.7, gap=24, pad_x=18, pad_y=16, after_head=9),
    "bands": FormLook(1.2, 1.0, 0.7, gap=24, pad_x=24, pad_y=22, after_head=8),
    "small cards": FormLook(1.0, 0.88, 0.65, gap=20, pad_x=16, pad_y=13, after_head=6),
    "columns": FormLook(1.0, 0.95, 0.7, gap=24, pad_x=18, pad_y=16, after_head=8),
    "timeline": FormLook(0.92, 0.88, 0.7, gap=16, after_head=16),
    "key_figures": FormLook(5.2, 1.0, 0.65, gap=44, after_head=4),
}
"""The forms whose parts stand side by side."""
NARROWEST = 0.85
"""How much smaller tables and forms are set at most where text has a place narrower than on our slides."""
LEAST_STEP = 0.88
"""A step along an axis is at least so wide, as a part of the width that it would have if all were as wide."""
LOWER, MOST_LOWER = 0.25, 18.0
"""The part of the room left on the ground of cards that stands above their words, and the most of it."""
BAND_HEAD = 0.34
"""How much of a band its head takes, with what is said in the margin below it."""
IN_A_ROW = 3
"""So many cards stand side by side."""
FIRST_ROWS = {2: 1, 4: 2, 5: 2}
"""How many of so many cards stand in the first row: two as bands over the whole slide, four two by two, five as two
wide ones over three."""
Shares = tuple[float, ...]
COLUMN_SHARES: tuple[Shares, ...] = ((1 / 2, 1 / 2), (7 / 12, 5 / 12), (5 / 12, 7 / 12), (5 / 8, 3 / 8), (3 / 8, 5 / 8))
WORTH = 0.92
"""The parts of the width that two columns may take, and how much lower they must become to be of two widths."""


def look_of(form: str, parts: int) -> FormLook:
    """Return how a form of so many parts is set."""
    if is_in_bands(form, parts):
        return LOOKS["bands"]
    return LOOKS["small cards" if form == "cards" and parts > IN_A_ROW else form]


def is_in_bands(form: str, parts: int) -> bool:
    """Tell whether parts stand as bands over the whole slide, in each of them what it says beside its head."""
    return form == "cards" and parts == 2


def narrowed(width: float) -> float:
    """Return how much smaller tables and forms are set on slides whose text has so wide a place, in points."""
    return max(NARROWEST, sqrt(min(1.0, width / INNER)))


def in_rows(form: str, parts: Sequence[Part]) -> list[Sequence[Part]]:
    """Return the parts row by row; each row takes the whole width."""
    if form != "cards":
        return [parts] if parts else []
    first = FIRST_ROWS.get(len(parts), IN_A_ROW)
    later = first if len(parts) == 2 else max(first, min(IN_A_ROW, len(parts) - first))
    return [parts[:first], *(parts[n : n + later] for n in range(first, len(parts), later))] if parts else []


def across(form: str, parts: int) -> int:
    """Return how many of so many parts stand in the fullest row, at least one."""
    return max((len(row) for row in in_rows(form, range(parts))), default=1)


def column_shares(tall: Callable[[Shares], float]) -> Shares:
    """Return what two columns take of the width: as much each, unless they are clearly lower in two widths.

    tall: gives the height of the taller one by what each takes.
    """
    usual, *others = COLUMN_SHARES
    least = min(others, key=tall)
    return least if tall(least) <= tall(usual) * WORTH else usual


def row_heights(least: Sequence[float], spare: float, on_ground: bool = True) -> list[float]:
    """Return the heights of rows of cards that share what is left: as tall as the tallest first, then taller alike.

    Where no ground shows how tall they are, all are taller by as much, so that none leaves a hole above the next.
    """
    if not on_ground:
        return [own + spare / len(least) for own in least]
    highest = max(least, default=0)
    missing = sum(highest - own for own in least)
    if missing <= spare:
        return [highest + (spare - missing) / len(least) for _ in least]
    return [own + (highest - own) * spare / missing for own in least]


def picture_share(width: float, height: float) -> float:
    """Return how much of a slide's width a picture of these measures takes beside words: as much as lets it fill it."""
    least, most = PICTURE_SHARES
    return max(least, min(most, BODY[3] * PICTURE_TALL * width / max(height, 1) / (INNER - PICTURE_GAP)))


def lowered(spare: float) -> float:
    """Return how much lower the words of cards start on a ground that is so much taller than they must have."""
    return min(MOST_LOWER, spare * LOWER)


def head_scale(lines_at: Callable[[float], int]) -> float:
    """Return how much smaller the heads of cards are set: no more than it takes to save one of them a line.

    lines_at: gives the lines of the longest of them in a size, as a part of the usual one.
    """
    fewest = lines_at(SMALLER[-1])
    return next(scale for scale in SMALLER if lines_at(scale) <= fewest)


def step_widths(dates: Sequence[float], words: Sequence[float], width: float, least: float = LEAST_STEP) -> list[float]:
    """Return how wide each step along an axis must be: as its date on one line, or where those have no room, a word.

    dates, words: how wide each step's date is, and the longest word of it, with the gap to the next; least: the least
    width of a step, as a part of the one that it would have if all were as wide.
    """
    usual = least * width / len(words)
    whole = [max(usual, *pair) for pair in zip(dates, words, strict=True)]
    return whole if sum(whole) <= width else [max(usual, word) for word in words]


def time_places(days: Sequence[str], least: Sequence[float], width: float) -> list[float]:
    """Return where along an axis the columns of steps start, as far apart as their days are.

    `days` are in ISO 8601; without one for each, or out of order, all columns are as wide. No column is narrower than
    its `least` (points), so that near dates move apart; if they do not all fit, they share what there is.
    """
    room = width - sum(least)
    gaps = _shares(days) or [1.0] * len(days)
    widths = [wide * width / sum(least) for wide in least] if room <= 0 else _filled(gaps, least, width)
    return [sum(widths[:n]) for n in range(len(widths))]


def _shares(days: Sequence[str]) -> list[float]:
    """Return how long it is from each day to the next, on an average for the last; nothing where a day is not known."""
    if not all(days) or len(days) < 2:
        return []
    dates = [datetime.date.fromisoformat(day).toordinal() for day in days]
    gaps: list[float] = [after - before for before, after in pairwise(dates)]
    return [*gaps, sum(gaps) / len(gaps)] if min(gaps) >= 0 and any(gaps) else []


def _filled(gaps: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Return widths in the proportion of the gaps, none below its least, that add up to the width."""
    low, high = 0.0, width / max(min(gap for gap in gaps if gap), 1e-6)
    for _ in range(48):
        middle = (low + high) / 2
        total = sum(max(wide, gap * middle) for gap, wide in zip(gaps, least, strict=True))
        low, high = (low, middle) if total > width else (middle, high)
    return [max(wide, gap * low) for gap, wide in zip(gaps, least, strict=True)]
