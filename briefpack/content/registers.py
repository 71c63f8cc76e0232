"""Items in the register of one audience: translations for it alone of what it is told in the pack's words.

English says the same to a minister and to a student; Japanese and Korean end each sentence in another way. Such a
translation stands where a rewording would: `audiences.neighbours.reword.call-list.text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefpack.content.brief import brief_pack, item_as_told, items_shown_anywhere, own_wording
from briefpack.content.fields import Words, walk
from briefpack.content.items import Item
from briefpack.content.pack import Pack
from briefpack.content.values import Markdown
from briefpack.languages.catalogues.model import Catalogue, Message
from briefpack.yaml_file import KeyPath, key_path


@dataclass(frozen=True, slots=True)
class RegisterText:
    """Hold one sentence or more that an audience is told in the pack's words: an item's field, and what it says."""

    audience: str
    item: Item
    field: str
    text: str

    @property
    def path(self) -> KeyPath:
        """The way in the audience to where other words for it would stand."""
        return "reword", self.item.id, self.field

    @property
    def key(self) -> str:
        return key_path(("audiences", self.audience, *self.path))


def register_texts(pack: Pack, audience: str) -> Iterator[RegisterText]:
    """Yield what an audience with a register of its own is told in the pack's words, in the pack's order."""
    if not pack.audiences[audience].data.own_register:
        return
    brief = brief_pack(pack, audience, pack.facts.language)
    shown = items_shown_anywhere(brief)
    for item in (item for item in pack.all_items if item.id in shown):
        for path, _, kind, text in walk(item_as_told(brief, item)):
            has_register = isinstance(text, Markdown) and isinstance(kind, Words) and kind.rewordable
            if has_register and text and path[0] not in own_wording(brief, item):
                yield RegisterText(audience, item, str(path[0]), text)


def in_register(pack: Pack, audience: str, catalogue: Catalogue) -> dict[KeyPath, str]:
    """Return the translations that an audience has for itself, by their paths in it.

    An item of which it has some is complete: the rest is the pack's translation, which a rewording would hide.
    """
    texts = list(register_texts(pack, audience))
    own = {text.item.id for text in texts if _translated(catalogue, text.key)}
    words: dict[KeyPath, str] = {}
    for text in texts if own else ():
        kind = pack.items[text.item.id][0]
        message = _translated(catalogue, text.key) or _translated(
            catalogue, key_path(("pack", kind, text.item.id, text.field))
        )
        if message and text.item.id in own:
            words[text.path] = message.translations[0]
    return words


def _translated(catalogue: Catalogue, key: str) -> Message | None:
    message = catalogue.by_context.get(key)
    return message if message and message.translated else None
