"""The form of a slide follows from what its items are, unless the audience's file names one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefpack.content.exhibits import KeyFigure
from briefpack.content.model import Slide, SlideForm
from briefpack.content.pack import Pack, read_pack
from briefpack.content.slide_forms import columns_of, fits, form_of
from tests.conftest import REPOSITORY, TINY


@pytest.fixture(scope="module")
def pack() -> Pack:
    read = read_pack(TINY)
    figures = [
        KeyFigure(id=name, title="T", text="say so.", number="6", unit="of 14", cites=("p01",), basis="source")
        for name in ("six", "seven")
    ]
    places = {one.id: ("key_figures", number) for number, one in enumerate(figures)}
    facts = read.facts.model_copy(update={"key_figures": tuple(figures)})
    return replace(read, facts=facts, items={**read.items, **places})


def slide(*items: str, form: SlideForm = "") -> Slide:
    return Slide(headline="A sentence says it.", items=items, form=form)


@pytest.mark.parametrize(
    ("items", "form"),
    [
        ("option-now option-wait", "options"),
        ("rent-hut hire-clerk", "timeline"),
        ("six", "key_figures"),
        ("six seven", "key_figures"),
        ("promise", "quotation"),
        ("harbour-fact two-prices", "cards"),
        ("shared-kiosk new-bridge one-town", "cards"),
        ("shared-kiosk two-prices harbour-fact one-town", "cards"),
        ("option-now rent-hut", "cards"),
        ("shared-kiosk new-bridge cost-unknown rent-hut hire-clerk", "columns"),
        ("shared-kiosk new-bridge two-prices harbour-fact one-town", "list"),
        ("shared-kiosk", "list"),
        ("option-now", "list"),
        ("rent-hut", "list"),
        ("", "list"),
    ],
)
def test_the_form_follows_from_the_items(items: str, form: SlideForm, pack: Pack) -> None:
    assert form_of(slide(*items.split()), pack) == form


@pytest.mark.parametrize("form", ["list", "section", "agenda", "cards"])
def test_a_form_that_is_named_is_taken(form: SlideForm, pack: Pack) -> None:
    assert form_of(slide("option-now", "option-wait", form=form), pack) == form


def test_two_columns_hold_the_author_s_items_and_ours_or_two_kinds(pack: Pack) -> None:
    def columns(*ids: str) -> list[tuple[list[str], str, bool]]:
        found = columns_of([pack.item(one) for one in ids], pack)
        return [([item.id for item in column.items], column.kind, column.ours) for column in found]

    assert columns("shared-kiosk", "cost-unknown", "new-bridge", "rent-hut") == [
        (["shared-kiosk", "new-bridge"], "proposals", False),
        (["cost-unknown", "rent-hut"], "", True),
    ]
    assert columns("two-prices", "shared-kiosk") == [
        (["two-prices"], "obstacles", False),
        (["shared-kiosk"], "proposals", False),
    ]


@pytest.mark.parametrize(
    ("form", "items", "can"),
    [
        ("cards", "harbour-fact", False),
        ("cards", "harbour-fact two-prices", True),
        ("columns", "harbour-fact two-prices", True),
        ("columns", "shared-kiosk new-bridge", False),
        ("quotation", "promise promise", False),
        ("timeline", "rent-hut promise", False),
    ],
)
def test_a_form_fits_so_many_items_of_its_kind(form: SlideForm, items: str, can: bool, pack: Pack) -> None:
    assert fits(form, [pack.item(one) for one in items.split()], pack) is can


def test_the_first_pack_shows_its_content_in_forms() -> None:
    first = read_pack(REPOSITORY / "content/japan-korea-ties")
    slides = [one for audience in first.audiences.values() for one in audience.data.documents["slides"].slides]
    forms = {form_of(one, first) for one in slides if not one.figure}
    assert {"options", "timeline", "key_figures", "quotation", "cards", "columns"} <= forms
    assert sum(form_of(one, first) == "list" for one in slides if not one.figure) <= len(slides) / 8
