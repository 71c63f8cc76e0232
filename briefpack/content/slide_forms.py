"""The form in which a slide shows its items: the one that the audience's file names, else what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefpack.content.items import Item
from briefpack.content.model import Slide, SlideForm
from briefpack.content.pack import Pack

MOST_CARDS = 4
"""More items than these are shown as cards only where a person asks for it."""
LEAST_BESIDE = 2
"""Two columns follow from the items only if each has so many."""


@dataclass(frozen=True, slots=True)
class Form:
    """Say what a form can show: from `least` to `most` items, all of one `kind` if it names one."""

    least: int
    most: int
    kind: str = ""


FORMS: dict[SlideForm, Form] = {
    "options": Form(2, 5, "options"),
    "timeline": Form(2, 6, "steps"),
    "key_figures": Form(1, 4, "key_figures"),
    "chart": Form(1, 1, "charts"),
    "map": Form(1, 1, "maps"),
    "picture": Form(1, 4),
    "quotation": Form(1, 1, "quotes"),
    "cards": Form(2, 6),
    "columns": Form(2, 8),
    "list": Form(1, 99),
    "section": Form(0, 0),
    "agenda": Form(0, 0),
}
"""Every form by its name, those that follow from the items in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Column:
    """Hold the items of one of two columns; `kind` is that of all of them, or empty."""

    items: tuple[Item, ...]
    kind: str
    ours: bool
    """Whether all of them are our own analysis or suggestion; a date that others have announced is not."""


def form_of(slide: Slide, pack: Pack) -> SlideForm:
    """Return the form of a slide; a list where no other follows from its items."""
    if slide.form:
        return slide.form
    items = [pack.item(item_id) for item_id in slide.items]
    return next((name for name, form in FORMS.items() if form.least and _follows(name, items, pack)), "list")


def _follows(name: SlideForm, items: Sequence[Item], pack: Pack) -> bool:
    if not fits(name, items, pack):
        return False
    if name == "columns":
        return all(len(column.items) >= LEAST_BESIDE for column in columns_of(items, pack))
    return name != "cards" or len(items) <= MOST_CARDS


def fits(name: SlideForm, items: Sequence[Item], pack: Pack) -> bool:
    """Tell whether a form can show the items."""
    form = FORMS[name]
    kinds = {pack.items[item.id][0] for item in items}
    if name == "columns" and len(columns_of(items, pack)) != 2:
        return False
    if name == "picture" and sum(pack.items[item.id][0] == "pictures" for item in items) != 1:
        return False
    return form.least <= len(items) <= form.most and (not form.kind or kinds <= {form.kind})


def columns_of(items: Sequence[Item], pack: Pack) -> list[Column]:
    """Return the items in two columns: the author's and ours, else of two kinds; fewer or more if they are not two."""
    by_basis = [[item for item in items if item.basis == basis] for basis in ("source", "editor")]
    kinds = dict.fromkeys(pack.items[item.id][0] for item in items)
    by_kind = [[item for item in items if pack.items[item.id][0] == kind] for kind in kinds]
    parted = by_basis if all(by_basis) else by_kind
    return [_column(part, pack) for part in parted]


def _column(items: Sequence[Item], pack: Pack) -> Column:
    kinds = {pack.items[item.id][0] for item in items}
    ours = all(item.basis == "editor" and not getattr(item, "announced", False) for item in items)
    return Column(tuple(items), kinds.pop() if len(kinds) == 1 else "", ours)
