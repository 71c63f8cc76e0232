"""See a pack as one audience does: select, order and reword its items, and resolve what they point at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from types import SimpleNamespace as View

from briefpack.content.fields import Part
from briefpack.content.model import ITEM_KINDS, DocumentChoice, Item, Markdown, Proposal, Statement, Step
from briefpack.content.pack import Audience, Pack, cited_paragraphs
from briefpack.errors import Place
from briefpack.languages.locales import date_text, in_a_row, run_text

HORIZONS = ("near", "medium", "long")


@dataclass(frozen=True)
class Brief:
    """Hold a pack as one audience sees it in one language."""

    pack: Pack
    audience: Audience
    language: str
    shortened: frozenset[str] = frozenset()
    """Items that are told in their short wording, to fit a page."""
    left_out: frozenset[str] = frozenset()
    """Items that are not told, to fit a page."""

    @property
    def documents(self) -> dict[str, DocumentChoice]:
        return self.audience.data.documents

    def title(self, document: str) -> str:
        """Return the title of a document: its own, else the audience's headline."""
        return self.documents[document].title or self.audience.data.headline.text


def brief_pack(pack: Pack, audience: str, language: str) -> Brief:
    return Brief(pack, pack.audiences[audience], language)


def languages_of(pack: Pack, audience: str) -> tuple[str, ...]:
    """Return the languages in which an audience is briefed; the pack's own if it names none."""
    return pack.audiences[audience].data.languages or (pack.facts.language,)


def language_place(pack: Pack, audience: Audience, language: str) -> Place:
    """Return where an audience asks for a language: in its own file, or with the pack's."""
    asked = audience.data.languages
    return audience.file.place("languages", asked.index(language)) if asked else pack.file.place("language")


def document_view(brief: Brief, document: str) -> dict[str, object]:
    """Return what a document's template may name: plain views of text, numbers and lists, nothing that acts."""
    facts, data, choice = brief.pack.facts, brief.audience.data, brief.documents[document]
    selected = {kind: [_item_view(brief, item) for item in selected_items(brief, choice, kind)] for kind in ITEM_KINDS}
    proposals = selected["proposals"]
    return {
        **selected,
        "pack": _pack_view(brief),
        "source": _part_view(brief.pack.source),
        "audience": _audience_view(brief, data),
        "document": View(
            name=document,
            title=brief.title(document),
            figure_title=choice.figure_title,
            slides=[_slide_view(brief, slide) for slide in choice.slides],
        ),
        "horizons": [
            View(id=h, name=getattr(facts.horizons, h), proposals=[p for p in proposals if p.horizon.id == h])
            for h in HORIZONS
        ],
        "regions": [_part_view(region) for region in facts.regions if any(p.region.id == region.id for p in proposals)],
        "actors": [_part_view(actor) for actor in facts.actors if any(_takes_part(actor.id, p) for p in proposals)],
    }


def _takes_part(actor_id: str, proposal: View) -> bool:
    return any(actor.id == actor_id for actor in (*proposal.leads, *proposal.partners))


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


def cut_order(brief: Brief, document: str) -> list[Item]:
    """Return the items that may be cut from a document to make it fit, the first to go first.

    Priority 5 goes before 2, priority 1 stays; of one priority, the last told goes first.
    """
    items = told_items(brief, document)
    return sorted((item for item in items if item.priority > 1), key=lambda item: -item.priority)


def item_as_told(brief: Brief, item: Item) -> Item:
    """Return an item in the audience's words; its cites, basis and figures stay the pack's.

    Where an audience has another long wording but no short one of its own, the pack's short wording goes:
    it would say something else than the long one.
    """
    rewording = brief.audience.data.reword.get(item.id)
    if rewording is None:
        return item
    changes: dict[str, object] = {
        key: getattr(rewording, key)
        for key in rewording.model_fields_set
        if getattr(rewording, key) and hasattr(item, key)
    }
    if "text" in changes and "short" not in changes:
        changes["short"] = Markdown("")
    return item.model_copy(update=changes)


def _item_view(brief: Brief, item: Item) -> View:
    told = item_as_told(brief, item)
    if item.id in brief.shortened and told.short:
        told = told.model_copy(update={"text": told.short})
    view = _part_view(told)
    view.kind = brief.pack.items[item.id][0]
    view.brief = told.short or told.text
    _name_paragraphs(brief, view)
    for key in ("leads", "partners"):
        if hasattr(told, key):
            setattr(view, key, [_actor_view(brief, actor) for actor in getattr(told, key)])
    if isinstance(told, Step):
        view.owner = _actor_view(brief, told.owner)
        view.due_text = _due_text(brief, told)
    if isinstance(told, Proposal):
        view.horizon = View(id=told.horizon, name=getattr(brief.pack.facts.horizons, told.horizon))
        view.region = next(_part_view(r) for r in brief.pack.facts.regions if r.id == told.region)
    return view


def _due_text(brief: Brief, step: Step) -> str:
    return step.when or (date_text(step.due, brief.language) if step.due else "")


def _actor_view(brief: Brief, actor_id: str) -> View:
    return _part_view(next(actor for actor in brief.pack.facts.actors if actor.id == actor_id))


def _pack_view(brief: Brief) -> View:
    facts = brief.pack.facts
    own = {
        name: getattr(facts, name)
        for name in type(facts).model_fields
        if name not in (*ITEM_KINDS, "regions", "actors", "horizons")
    }
    view = View(**{name: _view(value) for name, value in own.items()})
    view.date_text = date_text(facts.date, brief.language)
    return view


def _audience_view(brief: Brief, data: Part) -> View:
    names = ("label", "to", "sender", "subject", "purpose")
    view = View(**{name: getattr(data, name) for name in names})
    for name in ("headline", "message", "why_now", "ask"):
        statement: Statement = getattr(data, name)
        made = _part_view(statement)
        made.cites = _cites_of(brief, statement.draws_on)
        _name_paragraphs(brief, made)
        setattr(view, name, made)
    due = getattr(view.ask, "by", None)
    view.ask.by_text = date_text(due, brief.language) if due else ""
    return view


def _slide_view(brief: Brief, slide: Part) -> View:
    view = _part_view(slide)
    view.items = [_item_view(brief, brief.pack.item(item_id)) for item_id in view.items]
    view.cites = _cites_of(brief, [item.id for item in view.items])
    _name_paragraphs(brief, view)
    return view


def _cites_of(brief: Brief, item_ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(cite for item_id in item_ids for cite in brief.pack.item(item_id).cites))


def _part_view(part: Part) -> View:
    return View(**{name: _view(getattr(part, name)) for name in type(part).model_fields})


def _view(value: object) -> object:
    if isinstance(value, Part):
        return _part_view(value)
    if isinstance(value, tuple):
        return [_view(child) for child in value]
    return value


def _name_paragraphs(brief: Brief, view: View) -> None:
    view.paragraphs = paragraph_labels(brief, view.cites)
    view.paragraph_count = len(cited_paragraphs(brief.pack.source, view.cites))


def paragraph_labels(brief: Brief, cites: Iterable[str]) -> str:
    """Name the cited paragraphs as a note does: `11–18, 23`; an empty text if there are none.

    Only numbered paragraphs join into a run.
    """
    positions = cited_paragraphs(brief.pack.source, cites)
    labels = [paragraph.label for paragraph in brief.pack.source.paragraphs]
    numbered = {n for n, label in enumerate(labels) if label.isdecimal()}
    breaks = [n for n, (a, b) in enumerate(pairwise(positions), 1) if b != a + 1 or not {a, b} <= numbered]
    runs = [positions[a:b] for a, b in pairwise([0, *breaks, len(positions)])] if positions else []
    named = [
        labels[run[0]] if len(run) == 1 else run_text(labels[run[0]], labels[run[-1]], brief.language) for run in runs
    ]
    return in_a_row(named, brief.language)
