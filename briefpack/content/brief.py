"""See a pack as one audience does: select, order and reword its items."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from briefpack.content.handling import Handling, merged
from briefpack.content.items import Item
from briefpack.content.model import ITEM_KINDS, DocumentChoice, Length
from briefpack.content.pack import Audience, Pack
from briefpack.content.values import Markdown
from briefpack.errors import Place
from briefpack.yaml_file import KeyPath, YamlFile


@dataclass(frozen=True)
class Brief:
    """Hold a pack as one audience sees it in one language."""

    pack: Pack
    audience: Audience
    language: str
    shortened: frozenset[str] = frozenset()
    """Items that are told in their short wording, to fit a page."""
    lengthened: frozenset[str] = frozenset()
    """Items that are told in their long wording, as their page has room for it."""
    left_out: frozenset[str] = frozenset()
    """Items that are not told, to fit a page."""
    document: str = ""
    """The document in which they are told; empty where that does not matter."""

    @cached_property
    def views(self) -> dict[str, Any]:
        """The views of its items, by their ids, as far as they are made."""
        return {}

    @property
    def documents(self) -> dict[str, DocumentChoice]:
        return self.audience.data.documents

    def handling(self, document: str) -> Handling:
        """Return how a document is to be handled: as it says itself, else the audience, else the pack."""
        return merged(stated for stated, _, _ in handling_levels(self.pack, self.audience, document))

    def title(self, document: str) -> str:
        """Return the title of a document: its own, else the audience's headline."""
        return self.documents[document].title or self.audience.data.headline.text

    def wording_of(self, item: Item) -> Length | None:
        """Return in which wording the audience has an item told: as the document says, then for all; None: any."""
        choices = (self.documents.get(self.document), self.audience.data)
        names = (item.id, self.pack.items[item.id][0])
        chosen = (choice.wording[name] for choice in choices if choice for name in names if name in choice.wording)
        return next(chosen, None)


def handling_levels(pack: Pack, audience: Audience, document: str) -> list[tuple[Handling, YamlFile, KeyPath]]:
    """Return what is stated of how a document is to be handled, what counts first at first, and where it stands."""
    data, own = audience.data, audience.data.documents.get(document)
    levels: list[tuple[Handling, YamlFile, KeyPath]] = []
    if own:
        levels.append((own.handling, audience.file, ("documents", document, "handling")))
    levels += [(data.handling, audience.file, ("handling",)), (Handling(marking=data.marking), audience.file, ())]
    facts = pack.facts
    return [*levels, (facts.handling, pack.file, ("handling",)), (Handling(marking=facts.marking), pack.file, ())]


def brief_pack(pack: Pack, audience: str, language: str) -> Brief:
    return Brief(pack, pack.audiences[audience], language)


def in_original(brief: Brief) -> Brief:
    """Return what the same audience sees in the pack's own language."""
    pack = brief.pack.original or brief.pack
    return brief_pack(pack, brief.audience.name, pack.facts.language)


def languages_of(pack: Pack, audience: str) -> tuple[str, ...]:
    """Return the languages in which an audience is briefed; the pack's own if it names none."""
    return pack.audiences[audience].data.languages or (pack.facts.language,)


def language_place(pack: Pack, audience: Audience, language: str) -> Place:
    """Return where an audience asks for a language: in its own file, or with the pack's."""
    asked = audience.data.languages
    return audience.file.place("languages", asked.index(language)) if asked else pack.file.place("language")


def selected_items(brief: Brief, choice: DocumentChoice, kind: str) -> list[Item]:
    """Return the items of a kind: those that the document names, else the audience, else all of the pack."""
    for selection in (choice.select, brief.audience.data.select):
        chosen = getattr(selection, kind)
        if chosen is not None:
            return [brief.pack.item(item_id) for item_id in chosen if item_id not in brief.left_out]
    return [item for item in getattr(brief.pack.facts, kind) if item.id not in brief.left_out]


def told_items(brief: Brief, document: str) -> list[Item]:
    """Return the items that a document may tell, in the audience's words, the last told first."""
    choice = brief.documents[document]
    return [item_as_told(brief, item) for kind in ITEM_KINDS for item in selected_items(brief, choice, kind)][::-1]


def shown_items(brief: Brief, document: str) -> list[Item]:
    """Return the items that a document shows: slides their own and, in figures, proposals; other documents all."""
    choice = brief.documents[document]
    figures = any(slide.figure for slide in choice.slides)
    kinds = ITEM_KINDS if not choice.slides else ("proposals",) if figures else ()
    shown = [item for kind in kinds for item in selected_items(brief, choice, kind)]
    shown += [brief.pack.item(item_id) for slide in choice.slides for item_id in slide.items]
    return list({item.id: item for item in shown}.values())


def items_shown_anywhere(brief: Brief) -> dict[str, Item]:
    """Return the items that the audience's documents show between them, by their ids."""
    return {item.id: item for document in brief.documents for item in shown_items(brief, document)}


def cut_order(brief: Brief, document: str) -> list[Item]:
    """Return the items that may be cut from a document to make it fit, the first to go first.

    Priority 5 goes before 2, priority 1 stays; of one priority, the last told goes first.
    """
    items = told_items(brief, document)
    return sorted((item for item in items if item.priority > 1), key=lambda item: -item.priority)


def own_wording(brief: Brief, item: Item) -> dict[str, str]:
    """Return the texts that the audience puts in place of the pack's, by the item's fields."""
    rewording = brief.audience.data.reword.get(item.id)
    return {name: text for name, text in rewording or () if text and hasattr(item, name)}


def rewords(brief: Brief, item: Item, name: str) -> bool:
    """Tell whether the audience's file words a field of the item anew; a translation of its own does not count."""
    rewording = in_original(brief).audience.data.reword.get(item.id)
    return bool(rewording and getattr(rewording, name))


def item_as_told(brief: Brief, item: Item) -> Item:
    """Return an item in the audience's words; its cites, basis and figures stay the pack's.

    Where an audience has another long wording but no short one of its own, the pack's short wording goes:
    it would say something else than the long one.
    """
    wording = own_wording(brief, item)
    if "text" in wording:
        wording = {"short": Markdown(""), **wording}
    return item.model_copy(update=wording) if wording else item
