"""What an audience is told beside the pack’s own words: each text with the items that bear it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from briefpack.checks.holdings import Holdings
from briefpack.checks.mentions import prose
from briefpack.checks.shown import NOTHING, Counted, Shown
from briefpack.content.brief import Brief, brief_pack, languages_of, selected_items
from briefpack.content.fields import Part, Pointer, Words, walk
from briefpack.content.items import Item, Option
from briefpack.content.model import ITEM_KINDS, AudienceFile, DocumentChoice, Statement
from briefpack.content.pack import Audience
from briefpack.document.inline_markdown import inline_words
from briefpack.errors import Place
from briefpack.yaml_file import KeyPath, YamlFile

CITES = Pointer("paragraphs")
ADDRESS = ("label", "to", "purpose")
"""What stands at the head of a document and says whom it is for: it may name what the pack names, and no more."""


@dataclass(frozen=True)
class Claim:
    """Hold one text of an audience file or a template: where it is written, what bears it out, what it may count."""

    text: str
    place: Place
    items: tuple[str, ...]
    shown: Shown = NOTHING
    drawn: bool = False
    """Whether the audience file names the items (`draws_on`), so that another can be added there."""
    own: bool = True
    """Whether it may say what the audience file says of sender and day of the ask."""
    lists: frozenset[int] = frozenset()
    """How many entries the lists of its item have."""
    headline: bool = False
    """Whether it stands over what is shown."""
    fragment: bool = False
    """Whether it is a piece of a sentence, whose first word may be the first of all."""


def claims(holdings: Holdings, audience: Audience) -> Iterator[Claim]:
    """Yield every text of an audience file that words or sums up items, and those that say whom it is for."""
    data, file, pack = audience.data, audience.file, holdings.pack
    everything = tuple(pack.items)
    for name in ADDRESS:
        yield Claim(prose(inline_words(getattr(data, name))), file.place(name), everything, own=False)
    brief = brief_pack(pack, audience.name, languages_of(pack, audience.name)[0])
    counted = (holdings.counted, *(_chosen(brief, choice, holdings) for choice in data.documents.values()))
    yield Claim(prose(inline_words(data.subject)), file.place("subject"), everything, holdings.shown((), *counted))
    yield from _rewordings(data, file, holdings, counted)
    for name, statement in data:
        if isinstance(statement, Statement):
            shown = holdings.shown(map(pack.item, statement.draws_on), *counted)
            claim = partial(Claim, items=statement.draws_on, shown=shown, drawn=True)
            yield from _claims_of(statement, file, (name,), claim)
    for name, choice in data.documents.items():
        yield from _document_claims(holdings, brief, file, name, choice)


def _chosen(brief: Brief, choice: DocumentChoice, holdings: Holdings) -> Counted:
    """Count the items that a document shows."""
    return holdings.count(item for kind in ITEM_KINDS for item in selected_items(brief, choice, kind))


def _rewordings(
    data: AudienceFile, file: YamlFile, holdings: Holdings, counted: tuple[Counted, ...]
) -> Iterator[Claim]:
    for item_id, rewording in data.reword.items():
        item = holdings.pack.item(item_id)
        lists = Counter(path[0] for path, _, kind, _ in walk(item) if len(path) > 1 and kind != CITES)
        own = holdings.count([item])
        claim = partial(
            Claim,
            items=(item_id,),
            shown=holdings.shown((), *counted, *((own,) if isinstance(item, Option) else ())),
            lists=frozenset({0, *lists.values()}),
        )
        yield from _claims_of(rewording, file, ("reword", item_id), claim)


def _claims_of(part: Part, file: YamlFile, head: KeyPath, claim: partial[Claim]) -> Iterator[Claim]:
    for path, _, _, text in walk(part, only=(Words,)):
        if text:
            yield claim(prose(inline_words(text)), file.place(*head, *path))


def _document_claims(
    holdings: Holdings, brief: Brief, file: YamlFile, name: str, choice: DocumentChoice
) -> Iterator[Claim]:
    """Yield a document's titles, which may count its proposals, and its headlines, which may count a slide's items."""
    selected: dict[str, list[Item]] = {kind: selected_items(brief, choice, kind) for kind in ITEM_KINDS}
    items = tuple(item.id for kind in ITEM_KINDS for item in selected[kind])
    proposals = holdings.shown(selected["proposals"], here=True)
    titles, head = choice.model_copy(update={"slides": ()}), ("documents", name)
    yield from _claims_of(titles, file, head, partial(Claim, items=items, shown=proposals))
    for n, slide in enumerate(choice.slides):
        shown = holdings.shown(map(holdings.pack.item, slide.items), here=True)
        if slide.figure == "roadmap":
            shown = replace(proposals, others=(shown.items,)) if slide.items else proposals
        claim = partial(Claim, items=slide.items, shown=shown, headline=not slide.figure)
        yield from _claims_of(slide, file, (*head, "slides", n), claim)
