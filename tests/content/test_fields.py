"""A field states once what it is; one walk tells everybody who asks."""

from __future__ import annotations

from typing import get_args

import pytest

from briefpack.content.fields import Constant, Mark, Part, Pointer, Words, kinds, replaced, walk
from briefpack.content.items import ActorId, Item, Proposal
from briefpack.content.model import ITEM_KINDS, SCHEMAS, DocumentChoice, Horizons, PackFile, Rewording, Slide
from briefpack.content.values import Markdown, OptionalPlain

PROPOSAL = Proposal(
    id="shared-kiosk",
    title="A kiosk",
    text=Markdown("**One** kiosk."),
    rationale=Markdown("It is short."),
    leads=("north", "south"),
    horizon="near",
    region="harbour",
    first_step=Markdown("Paint it."),
    cites=("p01..p03",),
)


class Group(Part):
    items: tuple[Proposal, ...] = ()
    names: dict[str, OptionalPlain] = {}


def test_a_walk_yields_each_value_with_its_path_its_key_and_its_kind() -> None:
    entries = {entry.path: entry for entry in walk(Group(items=(PROPOSAL,), names={"ja": "kiosk"}))}
    lead = entries["items", 0, "leads", 1]
    assert lead.value == "south"
    assert lead.key == ("items", "shared-kiosk", "leads", "1")
    assert lead.kind == Pointer("actors")
    assert entries["names", "ja"].kind == Words()
    assert entries["items", 0, "text"].kind == Words(rewordable=True)
    assert isinstance(entries["items", 0, "text"].value, Markdown)
    assert entries["items", 0, "priority"].kind == Mark()


def test_what_is_left_out_is_no_value() -> None:
    assert [entry.path for entry in walk(Slide(headline="A point"))] == [("headline",), ("figure",), ("form",)]
    assert kinds(DocumentChoice)["title"] == Words()


def test_a_text_that_does_not_say_what_it_is_is_refused() -> None:
    with pytest.raises(TypeError, match="motto"):
        type("Careless", (Part,), {"__annotations__": {"motto": str}})


def test_values_are_replaced_at_their_paths_alone() -> None:
    group = Group(items=(PROPOSAL, PROPOSAL), names={"ja": "kiosk", "ko": "kiosk"})
    changed = replaced(
        group, {("items", 1, "title"): "A stall", ("names", "ko"): "stall", ("items", 1, "leads", 0): "x"}
    )
    assert changed.items[0] == PROPOSAL
    assert (changed.items[1].title, changed.items[1].leads) == ("A stall", ("x", "south"))
    assert changed.names == {"ja": "kiosk", "ko": "stall"}
    assert group.items[1].title == "A kiosk"


def test_an_audience_may_reword_what_items_mark_as_rewordable() -> None:
    item_models = {Item, *Item.__subclasses__()}
    rewordable = {n for model in item_models for n, kind in kinds(model).items() if kind == Words(rewordable=True)}
    assert set(Rewording.model_fields) == rewordable


def test_every_list_of_items_in_a_pack_can_be_selected_from() -> None:
    pack = PackFile.model_fields
    holding = [name for name in pack if (Item in getattr(first(pack[name].annotation), "__mro__", ()))]
    assert list(ITEM_KINDS) == holding


def first(annotation: object) -> object:
    return next(iter(getattr(annotation, "__args__", ())), None)


def test_an_item_may_stand_at_each_horizon() -> None:
    assert [*Horizons.model_fields] == [*get_args(Proposal.model_fields["horizon"].annotation)]


def test_every_pointer_points_at_a_list_that_there_is() -> None:
    lists = {*PackFile.model_fields, *SCHEMAS["source"].model_fields, "items"}
    models = [Proposal, *Item.__subclasses__()]
    assert {kind.to for model in models for kind in kinds(model).values() if isinstance(kind, Pointer)} <= lists
    assert kinds(type("Step", (Part,), {"__annotations__": {"owner": ActorId}}))["owner"] == Pointer("actors")


def test_dates_and_addresses_are_constants() -> None:
    assert kinds(PackFile)["date"] == Constant()
    organisation = PackFile.model_fields["organisation"].annotation
    assert organisation is not None and kinds(organisation)["url"] == Constant()
