"""Parts side by side: cards, columns, steps along an axis, key figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from briefpack.languages.line_breaks import atoms
from briefpack.languages.scripts import holds_east_asian
from briefpack.look.font_widths import Face, kerned_width
from briefpack.look.slide_grid import (
    BAND_HEAD,
    COLUMN_SHARES,
    LARGEST_HEAD,
    ON_GROUND,
    SMALLER,
    FormLook,
    across,
    column_shares,
    head_scale,
    in_rows,
    is_in_bands,
    look_of,
    lowered,
    row_heights,
    step_widths,
    time_places,
)
from briefpack.writers.pptx.blocks import FormPart
from briefpack.writers.pptx.flows import Flow, Parted, TextFlow
from briefpack.writers.pptx.text import WORDS, Level, Paragraph, Setting, balanced, line_pitch, measured, without_orphan

LINE, NUMBER_LINE = 1.08, 0.9
"""The distance of lines, as a multiple of the font's own: of text, and of a number set large."""
BETWEEN, BEFORE_ASIDE = 5.0, 8.0
"""The space before a paragraph, and before a side remark, in points."""
LOOSE = 1.35
"""How much wider a date with East Asian letters may be: some programs put space between those and figures."""
CAUTIOUS = 0.97
"""So much of a part's width is measured: a program that breaks one line earlier still keeps text in its part."""
LIST_INDENT = 16.0
BASELINE = 0.8
"""How far below its top the letters of a line stand, as a part of its height."""
AXIS, AXIS_DOT = 30.0, 6.0
"""The room for the axis between dates and steps, and the radius of a dot on it."""


Row = TypeVar("Row")
SizedPart = tuple[FormPart, Paragraph, tuple[Paragraph, ...]]
"""A part, with its head and its text in the sizes of the form."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Say where a part stands in its flow: its box, and how far below its top its text starts; its words as sized."""

    part: FormPart
    head: Paragraph
    paras: tuple[Paragraph, ...]
    x: float
    y: float
    width: float
    height: float
    text: float
    head_tall: float
    lower: float = 0
    """How much lower all of its words start, on a ground taller than they must have."""


@dataclass(frozen=True)
class PartsFlow:
    """Show parts side by side in one of the forms; sizes are points, `size` that of the slide's text."""

    form: str
    parts: tuple[FormPart, ...]
    size: float
    family: str
    body: Setting
    """How the slide's text is set: what no form holds becomes text."""
    on_ground: bool = False
    """Whether cards and columns have a ground of their own; else they begin at the edge of their place."""
    snug: float = 1
    """How much smaller it is set than on a slide of ours; the space between parts and at their sides is smaller yet."""
    scale: float = 1
    smaller: float = 0
    """How much smaller the heads of cards are set; 0 where that is not settled yet."""
    grows = True

    @property
    def is_in_two(self) -> bool:
        """Whether it is two columns, for which masters have a layout."""
        return self.form == "columns" and len(self.parts) == 2

    @property
    def is_in_bands(self) -> bool:
        """Whether each part is a band over the whole width, in which its text stands beside its head."""
        return is_in_bands(self.form, len(self.parts))

    @property
    def is_on_paper(self) -> bool:
        """Whether its parts stand on paper, under rules: nothing shows where they end."""
        return self.form in ON_GROUND and not self.on_ground and not self.is_in_bands

    @cached_property
    def look(self) -> FormLook:
        """How the form is set: sizes as multiples of the slide's text."""
        look, tight = look_of(self.form, len(self.parts)), self.snug * self.snug
        look = replace(look, gap=look.gap * tight, pad_x=look.pad_x * tight)
        return look if self.on_ground or self.form not in ON_GROUND else replace(look, pad_x=0)

    @cached_property
    def setting(self) -> Setting:
        """The levels of text: what is no list, then lists."""
        size, family = self.size * self.scale, self.family
        items = (
            Level(size, LIST_INDENT * n, -LIST_INDENT, before=4 if n > 1 else 10, line=LINE, family=family)
            for n in range(1, 9)
        )
        return Setting((Level(size, line=LINE, family=family), *items), first_item=1)

    @cached_property
    def head_setting(self) -> Setting:
        """The level of heads."""
        line = NUMBER_LINE if self.form == "key_figures" else 1
        return Setting((Level(self.size * self.scale, line=line, family=self.family),))

    def at(self, scale: float) -> PartsFlow:
        """Return it in type larger or smaller by a factor."""
        if scale == 1:
            return self  # with what is known of its rows
        return replace(self, scale=self.scale * scale)

    def finished(self, width: float) -> PartsFlow:
        """Return it as it is written over a width, with no word alone on a line."""
        parts = []
        for slot in self.slots(width):
            beside, inner = self.inner(slot.width)
            glued = (self._ended(para, beside if self._is_beside(para) else inner) for para in slot.paras)
            paras = tuple(new._replace(scale=old.scale) for new, old in zip(glued, slot.part.paras, strict=True))
            parts.append(replace(slot.part, paras=paras, head=self._balanced_head(slot, beside)))
        return replace(self, parts=tuple(parts), smaller=self._smaller(width))

    def _ended(self, para: Paragraph, inner: float) -> Paragraph:
        """Return a paragraph in even lines, as titles of steps, side remarks and bands are, or with no word alone."""
        even = (self.is_in_bands and para.kind == "plain") or (para.aside and self.form in ON_GROUND)
        if even or (self.form == "timeline" and all(run.bold for run in para.runs)):
            return para._replace(runs=balanced(para, inner * CAUTIOUS, self.setting))
        return without_orphan(para, inner, self.setting)

    def _balanced_head(self, slot: Slot, inner: float) -> Paragraph:
        if self.form != "cards":
            return slot.part.head
        return slot.part.head._replace(runs=balanced(slot.head, inner * CAUTIOUS, self.head_setting))

    @cached_property
    def _texts(self) -> list[tuple[Paragraph, ...]]:
        """What each part says in the sizes of the form."""
        return [tuple(self._sized(part)) for part in self.parts]

    def _sized(self, part: FormPart) -> Iterator[Paragraph]:
        for number, para in enumerate(part.paras):
            space = (BEFORE_ASIDE if para.aside else BETWEEN) if number and para.kind == "plain" else 0
            text = self._largest_head if self.is_in_bands else self.look.text  # as large as the head beside it
            scale = para.scale * (self.look.foot if para.aside else text)
            yield para._replace(scale=scale, space=space * self.scale)

    def lowered(self, para: Paragraph, gap: float) -> Paragraph:
        """Return the first paragraph of a text so far below the head; its own space before counts in it."""
        return para._replace(space=gap - self.setting.level(para).before)

    def heads(self, width: float) -> list[Paragraph]:
        """Return the heads of all parts in the form's size; numbers are no wider than their narrowest column.

        The heads of cards are a little smaller where that saves a line, dates where each then stands on one.
        """
        scale = self.look.head
        if self.form == "cards":
            scale = self._largest_head * self._smaller(width)
        if self.form == "key_figures":
            widest = max(kerned_width(one.head.text, Face(self.family, True)) for one in self.parts)
            room = (width - self.look.gap * (len(self.parts) - 1)) / len(self.parts) - 2
            scale = min(scale, room / max(widest, 0.1) / (self.size * self.scale))
        if self.form == "timeline":
            scale *= next((part for part in SMALLER if self.date_room(scale * part, width) <= width), SMALLER[-1])
        return [one.head._replace(scale=one.head.scale * scale) for one in self.parts]

    def date_room(self, scale: float, width: float) -> float:
        """Return how wide the dates of a row are on one line each, with the gaps between them; of the widest row."""
        heads = [one.head._replace(scale=one.head.scale * scale) for one in self.parts]
        talls = [self._wide(head.text, head) * self._loose(head) + 1 for head in heads]
        return max(sum(row) + self.look.gap * (len(row) - 1) for row in self._in_rows(talls, width))

    def _in_rows(self, parts: Sequence[Row], width: float) -> list[Sequence[Row]]:
        """Return the parts row by row: steps in two where a word of theirs would be parted in one."""
        if self.form == "timeline" and len(parts) > 1 and self._parts_words(width):
            half = -(-len(parts) // 2)
            return [parts[:half], parts[half:]]
        return in_rows(self.form, parts)

    def _parts_words(self, width: float) -> bool:
        """Tell whether the longest words of all steps have no room beside each other."""
        words = (self._longest(part.head, paras) for part, paras in zip(self.parts, self._texts, strict=True))
        return sum(word + self.look.gap + 1 for word in words) > width + self.look.gap

    @property
    def _largest_head(self) -> float:
        return min(self.look.head, LARGEST_HEAD / self.scale)

    def _smaller(self, width: float) -> float:
        """Return how much smaller the heads of cards are set."""
        if self.smaller or self.form != "cards":
            return self.smaller
        if self.is_in_bands:
            return 1  # there is room below them
        inner = self.inner(self._column(width))[0] * CAUTIOUS

        def lines(scale: float) -> int:
            heads = (one.head._replace(scale=one.head.scale * self._largest_head * scale) for one in self.parts)
            return max(len(measured(head, inner, self.head_setting).starts) for head in heads)

        return head_scale(lines)

    def slots(self, width: float, height: float = 0) -> list[Slot]:
        """Return where the parts stand, from a least height or `height`, which all rows share."""
        rows = self._rows(width)
        tall = [max(slot.height for slot in row) for row in rows]
        slots, y = [], 0.0
        for row, own in zip(rows, self._shared_heights(tall, height), strict=True):
            slots += [replace(slot, y=y, height=own, lower=self._lower(slot, row, own)) for slot in row]
            y += own + self.look.gap
        return slots

    def _shared_heights(self, tall: list[float], height: float) -> list[float]:
        return row_heights(tall, max(0.0, height - self._total(tall)), not self.is_on_paper)

    def _lower(self, slot: Slot, row: Sequence[Slot], tall: float) -> float:
        if self.is_in_bands:
            return (tall - slot.height) / 2
        return lowered(tall - max(one.height for one in row)) if self.on_ground and self.form in ON_GROUND else 0

    def to_even(self, width: float) -> float:
        """Return how much taller it is with all rows as tall as the tallest."""
        tall = [max(slot.height for slot in row) for row in self._rows(width)]
        return sum(max(tall) - own for own in tall)

    def _total(self, tall: list[float]) -> float:
        return sum(tall) + self.look.gap * (len(tall) - 1)

    def height(self, width: float) -> float:
        """Return its least height."""
        rows = self._rows(width)
        return self._total([max(slot.height for slot in row) for row in rows])

    def fits(self, width: float, room: float) -> bool:
        """Tell whether it is no higher than this."""
        return self.height(width) <= room

    @cached_property
    def _known_rows(self) -> dict[float, list[list[Slot]]]:
        return {}

    def _rows(self, width: float) -> list[list[Slot]]:
        """Return rows of parts, each as high as it must be; texts of a row start on one line."""
        if width not in self._known_rows:
            whole = list(zip(self.parts, self.heads(width), self._texts, strict=True))
            self._known_rows[width] = [self._row(parts, width) for parts in self._in_rows(whole, width)]
        return self._known_rows[width]

    def _row(self, parts: Sequence[SizedPart], width: float) -> list[Slot]:
        if not self.is_in_two:
            return self._slots(parts, self._places(parts, width))
        tried = {shares: self._slots(parts, self._shared(shares, width)) for shares in COLUMN_SHARES}
        return tried[column_shares(lambda shares: max(slot.height for slot in tried[shares]))]

    def _slots(self, parts: Sequence[SizedPart], places: Sequence[tuple[float, float]]) -> list[Slot]:
        if self.is_in_bands:
            return [self._band(*part, wide) for part, (_, wide) in zip(parts, places, strict=True)]
        look = self.look
        inner = [wide - 2 * look.pad_x for _, wide in places]
        heads = [measured(head, own, self.head_setting).height for (_, head, _), own in zip(parts, inner, strict=True)]
        text = look.pad_y + max(heads) + (AXIS if self.form == "timeline" else look.after_head * self.scale)
        talls = [text + self._tall(paras, own) + look.pad_y for (*_, paras), own in zip(parts, inner, strict=True)]
        return [
            Slot(*part, x, 0, wide, tall, text, head)
            for part, (x, wide), tall, head in zip(parts, places, talls, heads, strict=True)
        ]

    def inner(self, width: float) -> tuple[float, float]:
        """Return how wide the head of a part is, and its text: beside each other in a band, else as wide."""
        room = width - 2 * self.look.pad_x
        head = (room - self.look.gap) * BAND_HEAD
        return (head, room - self.look.gap - head) if self.is_in_bands else (room, room)

    def _is_beside(self, para: Paragraph) -> bool:
        """Tell whether a paragraph stands below the head of its band, not in its text."""
        return self.is_in_bands and para.aside

    def _band(self, part: FormPart, head: Paragraph, paras: tuple[Paragraph, ...], wide: float) -> Slot:
        slot = Slot(part, head, paras, 0, 0, wide, 0, self.look.pad_y, 0)
        said, _, foot = self.at_foot(slot)
        beside, inner = self.inner(wide)
        tall = measured(head, beside, self.head_setting).height
        lower = foot + self.look.after_head * self.scale if foot else 0
        own = max(tall + lower, self._tall(said, inner) + self.drop(slot))
        return replace(slot, height=own + 2 * self.look.pad_y, head_tall=tall)

    def drop(self, slot: Slot) -> float:
        """Return how much lower the text of a band starts than its head, so that both stand on one baseline."""
        first = slot.paras[:1]
        text = sum(line_pitch(para, self.setting.level(para)) for para in first)
        return max(0.0, line_pitch(slot.head, self.head_setting.levels[0]) - text) * BASELINE if first else 0

    def _tall(self, paras: Sequence[Paragraph], width: float) -> float:
        before = self.setting.level(paras[0]).before if paras else 0
        return sum(measured(para, width * CAUTIOUS, self.setting).height for para in paras) - before

    def at_foot(self, slot: Slot) -> tuple[tuple[Paragraph, ...], Paragraph | None, float]:
        """Return what a card says, its side remark, which stands at the foot of it, and how tall that is."""
        *others, last = slot.paras or (None,)
        if last is None or not last.aside:
            return slot.paras, None, 0
        foot = last._replace(space=0)
        return tuple(others), foot, self._tall([foot], self.inner(slot.width)[0])

    def _column(self, width: float) -> float:
        """Return how wide each part of the fullest row is."""
        count = across(self.form, len(self.parts))
        return (width - self.look.gap * (count - 1)) / count

    def _places(self, parts: Sequence[SizedPart], width: float) -> list[tuple[float, float]]:
        """Return x and width of each part of a row, which takes the whole width."""
        gap = self.look.gap
        if self.form == "timeline":
            dates = [self._wide(head.text, head) * self._loose(head) + gap + 1 for _, head, _ in parts]
            least = step_widths(dates, [self._longest(head, paras) + gap + 1 for _, head, paras in parts], width)
            starts = time_places([part.day for part, *_ in parts], least, width)
            return [(x, end - x - gap) for x, end in zip(starts, [*starts[1:], width + gap], strict=True)]
        return self._shared([1 / len(parts)] * len(parts), width)

    def _shared(self, shares: Sequence[float], width: float) -> list[tuple[float, float]]:
        """Return x and width of parts that share the width."""
        gap, room = self.look.gap, width - self.look.gap * (len(shares) - 1)
        return [(sum(shares[:n]) * room + n * gap, share * room) for n, share in enumerate(shares)]

    def _longest(self, head: Paragraph, paras: Sequence[Paragraph]) -> float:
        """Return the width of the longest word of a part; a date is one, whatever its script."""
        date = self._points(_longest_word(head.text, self.family, in_atoms=False), head) * self._loose(head)
        return max(date, *(self._points(_longest_word(para.text, self.family), para) for para in paras), 0)

    def _loose(self, head: Paragraph) -> float:
        return LOOSE if holds_east_asian(head.text) else 1

    def _wide(self, word: str, para: Paragraph) -> float:
        return self._points(kerned_width(word, Face(self.family, True)), para)

    def _points(self, ems: float, para: Paragraph) -> float:
        return ems * self.size * self.scale * para.scale

    def split(self, width: float, room: float, force: bool = False) -> Parted:
        """Share the parts between slides; a part that is too high for one becomes text."""
        if self.height(width) <= room:
            return self, None
        if not force:
            return None, self
        if len(self.parts) == 1:
            return self.as_text().split(width, room, force)
        half = -(-len(self.parts) // 2)
        head, tail = self._of(self.parts[:half]), self._of(self.parts[half:])
        if head.height(width) <= room:
            return head, tail
        first, rest = head.split(width, room, force)
        return first, tail.after(rest)

    def after(self, rest: Flow | None) -> Flow:
        """Return the parts behind what is left of those before them."""
        if isinstance(rest, PartsFlow):
            return self._of((*rest.parts, *self.parts))
        return replace(rest, paras=(*rest.paras, *self.as_text().paras)) if isinstance(rest, TextFlow) else self

    def _of(self, parts: tuple[FormPart, ...]) -> PartsFlow:
        return replace(self, parts=parts)

    def as_text(self) -> TextFlow:
        """Return the parts one below the other."""
        paras: list[Paragraph] = []
        for part in self.parts:
            paras.append(part.head._replace(keep=bool(part.paras)))
            paras += [para._replace(scale=para.scale * self.look.foot) if para.aside else para for para in part.paras]
        return TextFlow(tuple(paras), self.body)


@lru_cache(maxsize=1024)
def _longest_word(text: str, family: str, in_atoms: bool = True) -> float:
    """Return how wide the longest word is in bold type, in ems, once for all sizes; in_atoms: as lines may part it."""
    words = WORDS.findall(text)
    parts = (atom for word in words for atom in atoms(word)) if in_atoms else words
    return max((kerned_width(part, Face(family, True)) for part in parts), default=0)
