"""Say where each word of a document comes from: template and block, item, field and wording, limits and fitting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from types import SimpleNamespace
from typing import Any, Literal

from briefpack.build.drafts import Draft, brief_with_cuts
from briefpack.build.fit import Cut, Fitted
from briefpack.build.jobs import Folders, Job, Progress, Request
from briefpack.build.plan import plan_jobs
from briefpack.build.workshop import Workshop
from briefpack.content.brief import Brief, document_view, item_as_told, told_items
from briefpack.content.limits import limits_for, limits_place
from briefpack.content.model import ITEM_KINDS, ONE_PAGE, SLIDE_LIMITS, SLIDES, Item
from briefpack.content.pack import Pack
from briefpack.content.translation import text_place
from briefpack.document.markdown import inline_source, inline_words
from briefpack.document.slides import deck_of
from briefpack.document.tree import words
from briefpack.errors import Findings, Place, Problem
from briefpack.languages.locales import word_count
from briefpack.rendering.marks import Piece, Spot, ViewPath, replaced_block, spot_place, trace_pieces
from briefpack.units import to_mm
from briefpack.yaml_file import YamlFile

Origin = Literal["template", "pack", "reworded", "audience", "source"]
"""Whose words: a template's own, an item's (or another fact's) in the pack, an audience's other words for an item,
an audience's own statements and names, the reference of the source."""
Told = Literal["long", "short", "long and short", "title", "named", "left out", "cut", "passed over"]
"""How an item is told; `named`: only by a detail, such as who leads; `passed over`: selected, but no template asks."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold words that come from one place: which content they are, and which template lines put them there."""

    text: str
    origin: Origin
    place: Place
    """Where a person changes the words: a YAML value, or the template's line for its own words."""
    templates: tuple[Place, ...]
    """The line of the block that put them there, then those of the macros that it went through."""
    item: str = ""
    about: str = ""
    """What the words belong to if not to an item itself: an actor, a horizon, the audience."""
    field: str = ""
    fitted: bool = False
    """Whether fitting chose the short wording."""


@dataclass(frozen=True, slots=True)
class Section:
    """Hold what one template block puts in, up to the next block. An emptied block has no passages."""

    block: str
    place: Place
    overlay: str
    """The audience whose overlay it stands in; empty if it is common to all."""
    replaces: Place | None
    """The block that stands in its place for other audiences, if it is an overlay's."""
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """State a limit that applies, and what was found; `found` is empty where only a build measures it."""

    name: str
    value: str
    found: str
    place: Place


@dataclass(frozen=True, slots=True)
class Use:
    """Say in which words a document tells an item."""

    item: str
    told: Told
    reworded: bool = False
    fitted: bool = False
    title: str = ""
    long: str = ""
    short: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Trace:
    """Hold where each word of one document of one audience in one language comes from."""

    job: Job
    brief: Brief
    """The brief before fitting."""
    sections: tuple[Section, ...]
    limits: tuple[Limit, ...]
    fitting: tuple[str, ...]
    cuts: tuple[Cut, ...]
    words: int

    @property
    def pack(self) -> Pack:
        return self.brief.pack

    @property
    def audience(self) -> str:
        return self.job.audience

    @property
    def language(self) -> str:
        return self.job.language

    @property
    def document(self) -> str:
        return self.job.document

    def passages(self) -> Iterator[Passage]:
        for section in self.sections:
            yield from section.passages

    def uses(self) -> dict[str, Use]:
        """Return how each item of the pack is told, by id, in the pack's order."""
        by_item: dict[str, list[Passage]] = {}
        for passage in self.passages():
            by_item.setdefault(passage.item, []).append(passage)
        return {item: _use(item, by_item.get(item, []), self) for item in pack_items(self.pack)}


def pack_items(pack: Pack) -> list[str]:
    """Return the ids of a pack's items, kind by kind, in its order."""
    return [item.id for kind in ITEM_KINDS for item in getattr(pack.facts, kind)]


def trace_documents(request: Request, folders: Folders, progress: Progress) -> tuple[list[Trace], tuple[Problem, ...]]:
    """Trace every document asked for. Return the traces, and the errors of packs or templates that prevent others.

    Raise WrongUse if a name is not there.
    """
    findings = Findings()
    traces: list[Trace] = []
    workshop = Workshop(folders, request.audiences)
    jobs = plan_jobs(request, workshop, findings)
    for done, job in enumerate(jobs):
        progress(job.name, done, len(jobs))
        with findings.collecting():
            traces.append(trace_document(job, workshop))
    return traces, tuple(problem for problem in findings.in_order() if problem.severity == "error")


def trace_document(job: Job, workshop: Workshop) -> Trace:
    """Fit one document as a build does, and trace it as it was fitted. Raise BuildError."""
    draft, folders = workshop.draft(job), workshop.folders
    fitted = draft.fitted()
    brief = brief_with_cuts(draft.brief, fitted.cuts)
    pieces = trace_pieces(brief, draft.document, folders.templates, inline_source)
    return Trace(
        job,
        draft.brief,
        tuple(_sections(pieces, _Contents(brief, draft.document), folders)),
        tuple(_limits(draft, fitted)),
        _fitting(draft, fitted),
        fitted.cuts,
        word_count(words(fitted.document.blocks)),
    )


def _fitting(draft: Draft, fitted: Fitted) -> tuple[str, ...]:
    steps = draft.fitting_steps(fitted, tightens=draft.on_paper)
    return (*steps, f"still {to_mm(fitted.excess_pt):.0f} mm too long") if fitted.excess_pt else steps


def _limits(draft: Draft, fitted: Fitted) -> Iterator[Limit]:
    """Yield the limits that hold for the document, briefpack's own among them, and the one page of a one-pager."""
    limits = limits_for(draft.brief, draft.document)
    for name in type(limits).model_fields:
        value = _limit_text(getattr(limits, name))
        if name == "pages" and draft.document == ONE_PAGE and draft.on_paper:
            value = "1"
        if value and (name not in SLIDE_LIMITS or draft.document == SLIDES):
            place = limits_place(draft.brief, draft.document, name)
            yield Limit(name, value, _measured(name, draft, fitted), place)


def _limit_text(value: object) -> str:
    """Return a limit as a reader sees it; empty for one that is not set."""
    match value:
        case True:
            return "yes"
        case dict():
            return f"{len(value)} words" if value else ""
        case tuple():
            return ", ".join(value)
        case float():
            return f"{value:g}" if value else ""
    return str(value or "")


def _measured(name: str, draft: Draft, fitted: Fitted) -> str:
    if name in ("words_min", "words_max"):
        return str(word_count(words(fitted.document.blocks)))
    if name in ("slides_min", "slides_max"):
        return str(len(deck_of(fitted.document).slides))
    return str(draft.pages(fitted)) if name == "pages" and draft.on_paper else ""


def _sections(pieces: list[Piece], contents: _Contents, folders: Folders) -> Iterator[Section]:
    """Group pieces by the innermost block around them; a block that is interrupted by another goes on after it."""
    audience = contents.brief.audience.name
    emptied = {piece.blocks for piece in pieces if not piece.text}
    for blocks, group in groupby(pieces, lambda piece: piece.blocks):
        passages = tuple(_passages(list(group), contents, folders))
        if not passages and not (blocks in emptied and blocks[-1].layer == 0):
            continue
        block = blocks[-1] if blocks else None
        overlay = block if block and block.layer == 0 else None
        yield Section(
            block.block if block else "",
            spot_place(block, folders.templates, audience) if block else passages[0].templates[0],
            audience if overlay else "",
            replaced_block(overlay, folders.templates, audience) if overlay else None,
            passages,
        )


def _passages(pieces: list[Piece], contents: _Contents, folders: Folders) -> Iterator[Passage]:
    """Yield a passage each for neighbouring pieces that come from one place."""

    def origin(piece: Piece) -> tuple[tuple[Spot, ...], ViewPath | None]:
        return piece.spots, piece.path

    for (spots, path), group in groupby((piece for piece in pieces if piece.spots), origin):
        text = "".join(piece.text for piece in group)
        places = tuple(spot_place(spot, folders.templates, contents.brief.audience.name) for spot in spots)
        if path is not None:
            yield replace(contents.passage(path), text=plain_words(text), templates=places)
        elif own := own_words(text):
            yield Passage(own, "template", places[-1], places)


def plain_words(text: str) -> str:
    """Return inline Markdown as its reader sees it, with ordinary spaces alone."""
    return " ".join(inline_words(text).split())


STRUCTURE = re.compile(
    r"^:::.*$|^\s*\|?[\s:|-]+\|?\s*$|\[\^[^\]]*\]:?|\]\([^)\s]*\)?|\]\{[^}]*\}|(?<!\\)[\[\]*#|>_]|&nbsp;", re.MULTILINE
)
"""What a template writes for the parser and not for the reader: regions, rules of tables, notes, attributes."""


def own_words(text: str) -> str:
    """Return the words that a template's own Markdown holds; empty if it is structure only."""
    bare = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", STRUCTURE.sub(" ", text))
    tidy = re.sub(r"^(\d+\.\s|[-:.,;·\s])+|[,;·\s]+$", "", " ".join(bare.split()))
    return tidy if re.search(r"[^\W\d]", tidy) else ""


class _Contents:
    """Find what stands at a path of a document's view: whose words, which field, and where they are written."""

    def __init__(self, brief: Brief, document: str) -> None:
        self.brief = brief
        self.document = document
        self.view = document_view(brief, document)

    def _place(self, file: YamlFile, *keys: str | int) -> Place:
        """Return where words are written that stand there in the pack: in a translation, its catalogue."""
        return text_place(self.brief.pack, file, keys)

    def passage(self, path: ViewPath) -> Passage:
        """Return a passage without its words and templates."""
        owner, kind, item, rest = self._owner(path)
        if owner and kind == "items":
            return self._item_passage(owner, rest)
        if owner:
            return replace(self._part_passage(kind, owner, rest), item=item)
        own = {"audience": self._audience_passage, "document": self._document_passage, "source": self._source_passage}
        return replace(own.get(str(path[0]), self._pack_passage)(path[1:]), item=item)

    def _owner(self, path: ViewPath) -> tuple[str, str, str, ViewPath]:
        """Return id and kind of the innermost part with an id on the way, the item passed, and the rest of the way."""
        node: Any = self.view
        owner, kind, item, rest = "", "", "", path
        for n, key in enumerate(path):
            node = getattr(node, str(key)) if isinstance(node, SimpleNamespace) else node[key]
            if hasattr(node, "id"):
                named = next(str(part) for part in path[n::-1] if isinstance(part, str))
                owner, rest = node.id, path[n + 1 :]
                kind = "items" if hasattr(node, "kind") else LISTS[named]
                item = owner if kind == "items" else item
        return owner, kind, item, rest

    def _item_passage(self, item_id: str, rest: ViewPath) -> Passage:
        kind, n = self.brief.pack.items[item_id]
        field, key, fitted = self._wording(self.brief.pack.item(item_id), str(rest[0]))
        if getattr(self.brief.audience.data.reword.get(item_id), key, ""):
            place = self._place(self.brief.audience.file, "reword", item_id, key)
            return Passage("", "reworded", place, (), item_id, "", field, fitted)
        place = self._place(self.brief.pack.file, kind, n, key, *rest[1:])
        return Passage("", "pack", place, (), item_id, "", field, fitted)

    def _wording(self, item: Item, key: str) -> tuple[str, str, bool]:
        """Return what a field of a view is called, the key that holds its words, and whether fitting chose it."""
        short = item_as_told(self.brief, item).short
        if key == "brief" or (key == "text" and item.id in self.brief.shortened):
            return ("short", "short", key == "text") if short else ("long", "text", False)
        if key == "due_text":
            return "due", "when" if getattr(item, "when", "") else "due", False
        written = "cites" if key == "paragraphs" else key
        return "long" if key == "text" else written.replace("_", " "), written, False

    def _part_passage(self, kind: str, owner: str, rest: ViewPath) -> Passage:
        facts, file = self.brief.pack.facts, self.brief.pack.file
        if kind == "horizons":
            return Passage("", "pack", self._place(file, "horizons", owner), (), "", f"horizon {owner}", str(rest[0]))
        if kind == "paragraphs":
            return Passage(
                "", "source", self._place(self.brief.pack.source_file, "paragraphs"), (), "", "source", str(rest[0])
            )
        n = next(n for n, part in enumerate(getattr(facts, kind)) if part.id == owner)
        return Passage("", "pack", self._place(file, kind, n, *rest), (), "", f"{kind[:-1]} {owner}", str(rest[0]))

    def _audience_passage(self, rest: ViewPath) -> Passage:
        keys = tuple({"by_text": "by", "paragraphs": "draws_on"}.get(str(key), key) for key in rest)
        return self._in_audience_file(keys, keys)

    def _document_passage(self, rest: ViewPath) -> Passage:
        if rest == ("title",) and not self.brief.documents[self.document].title:
            return self._in_audience_file(("headline", "text"), ("headline", "text"))
        keys = ("documents", self.document, *rest)
        return self._in_audience_file(keys, rest)

    def _in_audience_file(self, keys: ViewPath, named: ViewPath) -> Passage:
        place = self._place(self.brief.audience.file, *keys)
        return Passage("", "audience", place, (), "", "audience", _field_name(named))

    def _source_passage(self, rest: ViewPath) -> Passage:
        place = self._place(self.brief.pack.source_file, *rest)
        return Passage("", "source", place, (), "", "source", _field_name(rest))

    def _pack_passage(self, rest: ViewPath) -> Passage:
        keys = tuple("date" if key == "date_text" else key for key in rest)
        return Passage("", "pack", self._place(self.brief.pack.file, *keys), (), "", "pack", _field_name(keys))


LISTS = {
    "actors": "actors",
    "leads": "actors",
    "partners": "actors",
    "owner": "actors",
    "region": "regions",
    "regions": "regions",
    "horizon": "horizons",
    "horizons": "horizons",
    "paragraphs": "paragraphs",
}
"""In which list of the pack a part stands that a view holds under another name."""


def _field_name(path: ViewPath) -> str:
    """Write a way as people count: `slides 2 headline` for ("slides", 1, "headline")."""
    return " ".join(str(part + 1) if isinstance(part, int) else part.replace("_", " ") for part in path)


def _use(item: str, passages: list[Passage], trace: Trace) -> Use:
    if not passages:
        return Use(item, _untold(item, trace))
    own = [passage for passage in passages if not passage.about]
    texts = {field: next((p.text for p in own if p.field == field), "") for field in ("title", "long", "short")}
    told: dict[tuple[bool, bool], Told] = {
        (True, True): "long and short",
        (True, False): "long",
        (False, True): "short",
    }
    otherwise: Told = "title" if texts["title"] else "named"
    return Use(
        item,
        told.get((bool(texts["long"]), bool(texts["short"])), otherwise),
        any(passage.origin == "reworded" for passage in passages),
        any(passage.fitted for passage in passages),
        **texts,
        places=tuple(dict.fromkeys(passage.place for passage in own if passage.field in texts)),
    )


def _untold(item: str, trace: Trace) -> Told:
    if any(cut.item_id == item and cut.how == "out" for cut in trace.cuts):
        return "cut"
    selected = {told.id for told in told_items(trace.brief, trace.document)}
    return "passed over" if item in selected else "left out"
