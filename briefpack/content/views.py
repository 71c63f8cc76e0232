"""What a document's template may name: plain views of text, numbers and lists, each text with its origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace as View
from typing import Any, Literal, NamedTuple

from briefpack.content.brief import Brief, handling_levels, item_as_told, own_wording, rewords, selected_items
from briefpack.content.exhibits import Chart, Map
from briefpack.content.fields import Kind, Part, Pointer, Words, kinds, walk
from briefpack.content.items import Item, Quote, Step
from briefpack.content.model import ITEM_KINDS, Slide, Statement
from briefpack.content.pack import cited_paragraphs
from briefpack.content.slide_forms import columns_of, form_of
from briefpack.content.values import Markdown
from briefpack.languages.locales import brief_day_text, date_text, day_text, in_a_row, number_text, run_text
from briefpack.languages.territories import territory_name
from briefpack.yaml_file import KeyPath, YamlFile


class Origin(NamedTuple):
    """Say where a text is written, and whose words it is.

    words: of the pack, of the audience in place of the pack's for an item, of the audience alone, or the reference of
    the source. path: the way to them in the file. item: the item that they are told with. about: what they belong to
    if not to that item itself: an actor, the audience. field: the way to them from there.
    """

    words: Literal["pack", "reworded", "audience", "source"]
    file: YamlFile
    path: KeyPath
    item: str = ""
    about: str = ""
    field: KeyPath = ()
    fitted: bool = False
    """Whether the short wording stands in place of the long one to fit a page."""

    def at(self, path: KeyPath) -> Origin:
        return self._replace(path=(*self.path, *path), field=(*self.field, *path)) if path else self


class ViewText(str):
    """Hold a text of a view with its origin, which is worked out only when somebody asks for it."""

    __slots__ = ("_part", "_path")
    _part: Origin
    _path: KeyPath

    def __new__(cls, text: str, part: Origin, path: KeyPath = ()) -> ViewText:
        kind = ViewMarkdown if isinstance(text, Markdown) else ViewText
        self = super().__new__(kind, text)
        self._part, self._path = part, path
        return self

    @property
    def origin(self) -> Origin:
        return self._part.at(self._path)


class ViewMarkdown(ViewText, Markdown):
    """Hold the text of a field that holds inline Markdown."""

    __slots__ = ()


def document_view(brief: Brief, document: str) -> dict[str, Any]:
    """Return what a document's template may name."""
    facts, choice, brief = brief.pack.facts, brief.documents[document], replace(brief, document=document)
    selected = {kind: selected_items(brief, choice, kind) for kind in ITEM_KINDS}
    items = {kind: [_item_view(brief, item) for item in selected[kind]] for kind in ITEM_KINDS}
    for position, view in enumerate(items["proposals"], 1):
        view.position = position
    entries = (entry for proposal in selected["proposals"] for entry in walk(proposal, only=(Pointer,)))
    pointed_at = {(entry.kind.to, entry.value) for entry in entries if isinstance(entry.kind, Pointer)}
    return {
        **items,
        "pack": _pack_view(brief),
        "source": _source_view(brief),
        "audience": _audience_view(brief, document),
        "document": _document_view(brief, document),
        "horizons": [_horizon_view(brief, horizon, items["proposals"]) for horizon in kinds(type(facts.horizons))],
        "regions": [_entry_view(brief, "regions", r.id) for r in facts.regions if ("regions", r.id) in pointed_at],
        "actors": [_entry_view(brief, "actors", a.id) for a in facts.actors if ("actors", a.id) in pointed_at],
    }


def _source_view(brief: Brief) -> Any:
    view = _view(brief, brief.pack.source, Origin("source", brief.pack.source_file, (), about="source"))
    view.language = brief.pack.source_language
    untranslated = (brief.pack.original or brief.pack).source.title == brief.pack.source.title
    view.title_language = view.language if untranslated else brief.language
    return view


OUTLINES = "Natural Earth"
"""Whose outlines of countries maps show."""
POINTED_AT = ("actors", "regions", "horizons")
"""What has views of its own, in which a field that points at it is resolved."""


def _view(brief: Brief, value: Any, origin: Origin, path: KeyPath = (), kind: Kind | None = None) -> Any:
    """Return a view of a value: a part's fields by their names, a tuple as a list, a text with its origin."""
    if isinstance(value, str):
        if isinstance(kind, Pointer) and kind.to in POINTED_AT:
            return _entry_view(brief, kind.to, value, origin.item)
        return ViewText(value, origin, path)
    if isinstance(value, tuple):
        return [_view(brief, child, origin, (*path, n), kind) for n, child in enumerate(value)]
    if isinstance(value, Part):
        fields = kinds(type(value)).items()
        return View(**{name: _view(brief, getattr(value, name), origin, (*path, name), its) for name, its in fields})
    return value


def _entry_view(brief: Brief, to: str, entry_id: str, item: str = "") -> Any:
    """Return a view of an actor, a region or a horizon, as the pack has it or as an item points at it."""
    entries = getattr(brief.pack.facts, to)
    about = f"{to.removesuffix('s')} {entry_id}"
    if isinstance(entries, Part):
        origin = Origin("pack", brief.pack.file, (to, entry_id), item, about, ("name",))
        return View(id=entry_id, name=ViewText(getattr(entries, entry_id), origin))
    n = [entry.id for entry in entries].index(entry_id)
    return _view(brief, entries[n], Origin("pack", brief.pack.file, (to, n), item, about))


def _horizon_view(brief: Brief, horizon: str, proposals: list[View]) -> Any:
    view = _entry_view(brief, "horizons", horizon)
    view.proposals = [proposal for proposal in proposals if proposal.horizon.id == horizon]
    return view


def _item_view(brief: Brief, item: Item) -> Any:
    """Return the view of an item: one, wherever the document tells it."""
    if item.id not in brief.views:
        brief.views[item.id] = _new_item_view(brief, item)
    return brief.views[item.id]


def _new_item_view(brief: Brief, item: Item) -> Any:
    kind, n = brief.pack.items[item.id]
    origin = Origin("pack", brief.pack.file, (kind, n), item.id)
    view = _view(brief, item_as_told(brief, item), origin)
    for name, text in own_wording(brief, item).items():
        whose: Literal["reworded", "pack"] = "reworded" if rewords(brief, item, name) else "pack"
        own = Origin(whose, brief.audience.file, ("reword", item.id), item.id)
        setattr(view, name, ViewText(text, own, (name,)))
    view.kind = kind
    _choose_wording(brief, view, item)
    _cite(brief, view, [item], origin.at(("cites",)))
    if isinstance(item, Quote) and brief.pack.original:
        written = origin.at(("text",))._replace(field=("original",))
        view.original = ViewText(brief.pack.original.item(item.id).text, written)
    if isinstance(item, Step):
        _date(brief, view, item, origin)
    if isinstance(item, Chart):
        _set_numbers(brief, view, item, origin)
    if isinstance(item, Map):
        _set_spots(brief, view, item, origin)
    return view


def _choose_wording(brief: Brief, view: View, item: Item) -> None:
    """Let a view’s `text` and `brief` be the wording that the audience chooses, or that fits the page.

    In a deck `text` stays long: it is what is said to a slide.
    """
    length, fitted = brief.wording_of(item), item.id in brief.shortened
    is_deck = bool(brief.document and brief.documents[brief.document].slides)
    if view.short and (fitted or (length == "short" and not is_deck)):
        view.text = ViewText(view.short, view.short.origin._replace(fitted=fitted))
    is_long = not view.short or length == "long" or item.id in brief.lengthened
    view.brief = view.text if is_long else view.short
    view.wording = length or ""


def _date(brief: Brief, view: View, step: Step, origin: Origin) -> None:
    """Add to a step's view when it is due: in words, without a year, in brief, and as day and year of the calendar."""
    due, language = step.due, brief.language
    written = origin.at(("when" if step.when else "due",))._replace(field=("due",))
    view.due_text = ViewText(step.when or (date_text(due, language) if due else ""), written)
    view.due_day = ViewText(step.when or (day_text(due, language) if due else ""), written)
    year = brief.pack.facts.date.year
    view.due_brief = ViewText(brief_day_text(due, language, due.year != year) if due else "", written)
    view.day, view.year = (due.isoformat(), due.year) if due else ("", 0)


def _set_numbers(brief: Brief, view: View, chart: Chart, origin: Origin) -> None:
    """Add to a chart's view its table: the heads of its columns, and rows of a label and numbers in words."""
    names = [line.name for line in view.lines] if len(view.lines) > 1 else [view.unit]
    view.heads = [view.axis, *names]
    numbers = [
        [
            ViewText(number_text(value, brief.language), origin, ("lines", n, "values", at))
            for at, value in enumerate(line.values)
        ]
        for n, line in enumerate(chart.lines)
    ]
    view.rows = [View(label=row[0], numbers=list(row[1:])) for row in zip(view.labels, *numbers, strict=True)]
    view.columns = [
        View(head=name, points=[View(label=label, number=one) for label, one in zip(view.labels, column, strict=True)])
        for name, column in zip(names, numbers, strict=True)
    ]
    view.as_of_text = ViewText(date_text(chart.as_of, brief.language), origin, ("as_of",))


def _set_spots(brief: Brief, view: View, shown: Map, origin: Origin) -> None:
    """Add to a map's view what it shows: in groups and, as a row each, the names, the spots and what they are."""
    own = {one.country: name.name for one, name in zip(shown.names, view.names, strict=True)}
    view.groups = [
        View(name=group.name, spots=[_country(brief, group, n, code, own) for n, code in enumerate(codes)])
        for group, codes in ((group, data.countries) for group, data in zip(view.groups, shown.groups, strict=True))
    ]
    for place, data in zip(view.places, shown.places, strict=True):
        place.spot = ",".join(f"{number:.4f}".rstrip("0").rstrip(".") for number in data.at)
    rows = [View(name=spot.name, spot=spot.spot, what=group.name) for group in view.groups for spot in group.spots]
    view.spots = rows + view.places
    area = shown.area or ",".join(f"{number:g}" for number in shown.box)
    view.options = " ".join(filter(None, (area, "borders" * (shown.borders == "all"))))
    view.outlines = ViewText(OUTLINES, origin.at(("borders",))._replace(field=("outlines",)))
    view.as_of_text = ViewText(date_text(shown.as_of, brief.language) if shown.as_of else "", origin, ("as_of",))


def _country(brief: Brief, group: View, n: int, code: str, own: Mapping[str, ViewText]) -> View:
    """Return a country of a map with the name that the pack gives it, else with that of the document's language."""
    written = group.countries[n].origin._replace(field=("country",))
    return View(spot=code, name=own.get(code) or ViewText(territory_name(code, brief.language), written))


def _pack_view(brief: Brief) -> View:
    """Return what the pack says beside its items and what they point at."""
    facts = brief.pack.facts
    origin = Origin("pack", brief.pack.file, (), about="pack")
    names = [name for name in kinds(type(facts)) if name not in (*ITEM_KINDS, *POINTED_AT)]
    view = View(**{name: _view(brief, getattr(facts, name), origin, (name,)) for name in names})
    view.date_text, view.year = ViewText(date_text(facts.date, brief.language), origin, ("date",)), facts.date.year
    return view


def _audience_view(brief: Brief, document: str) -> View:
    """Return the audience's own words: its names and its statements, and how the document is marked."""
    data, origin, view = brief.audience.data, _audience_origin(brief), View()
    for name, kind in kinds(type(data)).items():
        value = getattr(data, name)
        if isinstance(value, Statement):
            statement = _view(brief, value, origin, (name,))
            _rest_on(brief, statement, value.draws_on, origin.at((name, "draws_on")))
            setattr(view, name, statement)
        elif isinstance(kind, Words):
            setattr(view, name, _view(brief, value, origin, (name,)))
    view.marking = _marking_view(brief, document)
    day = date_text(data.ask.by, brief.language) if data.ask.by else ""
    view.ask.by_text = ViewText(day, origin, ("ask", "by"))
    return view


def _marking_view(brief: Brief, document: str) -> ViewText:
    """Return the marking of a document, wherever it is stated."""
    levels = handling_levels(brief.pack, brief.audience, document)
    stated = ((level.marking, file, path) for level, file, path in levels if level.marking is not None)
    text, file, path = next(stated, ("", brief.pack.file, ()))
    about: Literal["pack", "audience"] = "pack" if file is brief.pack.file else "audience"
    return ViewText(text, Origin(about, file, path, about=about), ("marking",))


def _audience_origin(brief: Brief) -> Origin:
    return Origin("audience", brief.audience.file, (), about="audience")


def _document_view(brief: Brief, document: str) -> View:
    choice, audience = brief.documents[document], _audience_origin(brief)
    origin = audience._replace(path=("documents", document))
    return View(
        name=document,
        title=ViewText(choice.title, origin, ("title",))
        or ViewText(brief.title(document), audience, ("headline", "text")),
        figure=choice.figure,
        figure_title=ViewText(choice.figure_title, origin, ("figure_title",)),
        slides=_with_parts(
            [_slide_view(brief, slide, origin.at(("slides", n))) for n, slide in enumerate(choice.slides)]
        ),
    )


def _slide_view(brief: Brief, slide: Slide, origin: Origin) -> Any:
    """Return a slide with its items; where its form is two columns, with the items of each."""
    view = _view(brief, slide, origin)
    items = {item_id: _item_view(brief, brief.pack.item(item_id)) for item_id in slide.items}
    view.items, view.form = list(items.values()), form_of(slide, brief.pack)
    columns = columns_of([brief.pack.item(item_id) for item_id in slide.items], brief.pack)
    view.columns = [
        View(items=[items[item.id] for item in column.items], kind=column.kind, ours=column.ours) for column in columns
    ]
    _rest_on(brief, view, slide.items, origin.at(("items",)))
    return view


def _with_parts(slides: list[View]) -> list[View]:
    """Give each agenda the parts of the deck: `is_next` is the one that opens right after it, if another did before."""
    sections = [n for n, slide in enumerate(slides) if slide.form == "section"]
    for n, slide in enumerate(slides):
        following = n + 1 if sections and sections[0] < n else -1
        parts = [View(title=slides[at].headline, is_next=at == following) for at in sections]
        slide.parts = parts if slide.form == "agenda" else []
    return slides


def _rest_on(brief: Brief, view: View, item_ids: Iterable[str], origin: Origin) -> None:
    """Name in a view of a statement or a slide what bears it out: paragraphs, and by their titles our own items."""
    items = [brief.pack.item(item_id) for item_id in item_ids]
    _cite(brief, view, items, origin)
    ours = [_item_view(brief, item).title for item in items if item.basis == "editor"]
    view.ours = [ViewText(title, title.origin._replace(about="ground")) for title in ours]


def _cite(brief: Brief, view: View, items: Iterable[Item], origin: Origin) -> None:
    """Name in a view the paragraphs in which the author argues it; `origin` is that of what they follow from.

    The paragraphs that our own items name bear nothing out: they are to be compared.
    """
    named: dict[str, list[str]] = {"source": [], "editor": []}
    for item in items:
        named[item.basis] += item.cites
    view.cites = [*named["source"], *named["editor"]]
    view.paragraphs = ViewText(paragraph_labels(brief, named["source"]), origin)
    view.paragraph_count = paragraph_count(brief, named["source"])
    view.compared = ViewText(paragraph_labels(brief, named["editor"]), origin)
    view.compared_count = paragraph_count(brief, named["editor"])
    view.ours = []


def paragraph_count(brief: Brief, cites: Iterable[str]) -> int:
    """Count the cited paragraphs that are named by a number."""
    return sum(_label(brief, n).isdecimal() for n in cited_paragraphs(brief.pack, cites))


def _label(brief: Brief, n: int) -> str:
    paragraph = brief.pack.source.paragraphs[n]
    return paragraph.name or paragraph.label


def paragraph_labels(brief: Brief, cites: Iterable[str]) -> str:
    """Name the cited paragraphs as a note does: `11–18, 23`; an empty text if there are none.

    Only numbered paragraphs join into a run.
    """
    positions = cited_paragraphs(brief.pack, cites)
    labels = {n: _label(brief, n) for n in positions}
    numbered = {n for n, label in labels.items() if label.isdecimal()}
    breaks = [n for n, (a, b) in enumerate(pairwise(positions), 1) if b != a + 1 or not {a, b} <= numbered]
    runs = [positions[a:b] for a, b in pairwise([0, *breaks, len(positions)])] if positions else []
    named = [
        labels[run[0]] if len(run) == 1 else run_text(labels[run[0]], labels[run[-1]], brief.language) for run in runs
    ]
    return in_a_row(named, brief.language)
