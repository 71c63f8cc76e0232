"""An audience with a register of its own has an item's words translated for itself, and only for itself."""

from __future__ import annotations

from dataclasses import replace

from briefpack.content.brief import brief_pack, item_as_told
from briefpack.content.pack import Pack, read_pack
from briefpack.content.registers import register_texts
from briefpack.content.translation import pack_messages, translate_pack
from briefpack.content.views import document_view
from briefpack.languages.catalogues.model import Message, new_catalogue
from tests.conftest import TINY

KEY = "audiences.voters.reword.harbour-fact.short"


def pack() -> Pack:
    read = read_pack(TINY)
    voters = read.audiences["voters"]
    asking = replace(voters, data=voters.data.model_copy(update={"own_register": True}))
    return replace(read, audiences={**read.audiences, "voters": asking})


def translated(*messages: Message) -> Pack:
    return translate_pack(pack(), replace(new_catalogue(TINY / "languages" / "ja.po", "tiny"), messages=messages))


def short(told: Pack, audience: str) -> str:
    return item_as_told(brief_pack(told, audience, "ja"), told.item("harbour-fact")).short


PLAIN = Message("pack.context.harbour-fact.short", "They share a harbour.", translations=("港がある。",))
POLITE = Message(KEY, "They share a harbour.", translations=("港があります。",))


def test_only_who_asks_gets_entries_and_none_for_what_it_words_itself() -> None:
    messages = {message.context: message.original for message in pack_messages(pack())}
    assert messages[KEY] == "They share a harbour."
    assert messages["audiences.voters.reword.shared-kiosk.rationale"] == "Travellers queue twice today."
    assert messages["audiences.voters.reword.shared-kiosk.text"] == "A kiosk that both towns pay for."
    assert "audiences.voters.reword.shared-kiosk.short" not in messages  # its own long wording has put it aside
    assert "audiences.voters.reword.harbour-fact.title" not in messages
    assert list(register_texts(pack(), "councillors")) == []
    assert len(messages) == len(pack_messages(pack()))


def test_its_translation_wins_for_that_audience_alone() -> None:
    told = translated(PLAIN, POLITE)
    assert short(told, "voters") == "港があります。"
    assert short(told, "councillors") == "港がある。"


def test_what_it_has_no_translation_of_its_own_for_is_the_pack_s() -> None:
    assert short(translated(PLAIN, replace(POLITE, translations=("",))), "voters") == "港がある。"
    long = Message(
        "audiences.voters.reword.harbour-fact.text", "The two towns share a harbour.", translations=("港。",)
    )
    told = translated(PLAIN, long)
    assert item_as_told(brief_pack(told, "voters", "ja"), told.item("harbour-fact")).text == "港。"
    assert short(told, "voters") == "港がある。"


def test_a_translation_of_its_own_is_no_rewording_and_is_traced_to_its_entry() -> None:
    told = translated(PLAIN, POLITE)
    view = document_view(brief_pack(told, "voters", "ja"), "memo")
    item = next(item for item in view["context"] if item.id == "harbour-fact")
    assert (item.short.origin.words, item.short.origin.path) == ("pack", ("reword", "harbour-fact", "short"))
