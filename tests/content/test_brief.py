"""A pack as an audience sees it: which items, in which order and words."""

from __future__ import annotations

from dataclasses import replace

from briefpack.content.brief import Brief, brief_pack, item_as_told, own_wording
from briefpack.content.model import Rewording
from briefpack.content.pack import read_pack
from tests.conftest import TINY

BRIEF: Brief = brief_pack(read_pack(TINY), "councillors", "en")


def test_a_new_long_wording_without_a_short_one_drops_the_pack_s_short_one() -> None:
    rewording = BRIEF.audience.data.reword["shared-kiosk"]
    long_only = Rewording(text=rewording.text)
    data = BRIEF.audience.data.model_copy(update={"reword": {"shared-kiosk": long_only}})
    brief = replace(BRIEF, audience=replace(BRIEF.audience, data=data))
    told = item_as_told(brief, BRIEF.pack.item("shared-kiosk"))
    assert (told.title, told.text, told.short) == ("A shared kiosk", "A kiosk that both towns run.", "")
    assert own_wording(brief, BRIEF.pack.item("shared-kiosk")) == {"text": "A kiosk that both towns run."}


def test_an_item_that_is_not_reworded_is_the_packs() -> None:
    bridge = BRIEF.pack.item("new-bridge")
    assert own_wording(BRIEF, bridge) == {}
    assert item_as_told(BRIEF, bridge) is bridge
