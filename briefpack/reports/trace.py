"""Say where each word of a document comes from: template and block, item, field and wording, limits and fitting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from briefpack.build.drafts import Draft, brief_with_cuts
from briefpack.build.fit import Cut, Fitted
from briefpack.build.jobs import Folders, Job, Progress, Request
from briefpack.build.run import run_jobs
from briefpack.build.workshop import Workshop
from briefpack.content.brief import Brief, told_items
from briefpack.content.limits import limits_for, limits_place
from briefpack.content.model import ONE_PAGE, SLIDE_LIMITS, SLIDES
from briefpack.content.pack import Pack
from briefpack.content.translation import text_place
from briefpack.content.views import Origin
from briefpack.document.inline_markdown import inline_source, inline_words
from briefpack.document.slides import deck_of
from briefpack.document.tree import words
from briefpack.errors import Findings, Place, Problem
from briefpack.languages.locales import word_count
from briefpack.rendering.loader import Layer, template_layers
from briefpack.rendering.marks import Fragment, TemplateLine
from briefpack.rendering.template_words import own_words
from briefpack.rendering.tracing import line_place, replaced_block, trace_fragments
from briefpack.units import to_mm
from briefpack.writers import SlideFill
from briefpack.yaml_file import KeyPath

Whose = Literal["template", "pack", "reworded", "audience", "source"]
"""Whose words: a template's own, an item's (or another fact's) in the pack, an audience's other words for an item,
an audience's own statements and names, the reference of the source."""
Told = Literal["long", "short", "long and short", "title", "named", "left out", "cut", "passed over"]
"""How an item is told; `named`: only by a detail, such as who leads; `passed over`: selected, but no template asks."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold words that come from one place: which content they are, and which template lines put them there."""

    text: str
    origin: Whose
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
    """For whom the overlay is in which it stands; empty if it stands in what everybody has."""
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

    @property
    def notes(self) -> list[str]:
        """What is special about its wording."""
        return wording_notes(self.reworded, self.fitted)


def wording_notes(reworded: bool, fitted: bool) -> list[str]:
    return ["reworded"] * reworded + ["to fit"] * fitted


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
    fills: tuple[SlideFill, ...] = ()
    """How far each slide of a deck is filled, title slides left out."""

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


def in_groups(traces: Iterable[Trace]) -> list[list[Trace]]:
    """Return the traces of each pack and language, in order of first appearance."""
    groups: dict[tuple[str, str], list[Trace]] = {}
    for trace in traces:
        groups.setdefault((trace.pack.name, trace.language), []).append(trace)
    return list(groups.values())


def pack_items(pack: Pack) -> list[str]:
    """Return the ids of a pack's items, kind by kind, in its order."""
    return [item.id for item in pack.all_items]


def trace_documents(request: Request, folders: Folders, progress: Progress) -> tuple[list[Trace], tuple[Problem, ...]]:
    """Trace every document asked for. Return the traces, and the errors of packs or templates that prevent others.

    Raise WrongUse if a name is not there.
    """
    findings = Findings()
    traces = run_jobs(request, Workshop(folders, request.audiences), progress, findings, trace_document)
    return traces, tuple(problem for problem in findings.in_order() if problem.severity == "error")


def trace_document(job: Job, workshop: Workshop, _findings: Findings) -> Trace:
    """Fit one document as a build does, and trace it as it was fitted. Raise BuildError."""
    draft, folders = workshop.draft(job), workshop.folders
    fitted = draft.fitted()
    brief = brief_with_cuts(draft.brief, fitted.cuts)
    fragments = trace_fragments(brief, draft.document, folders.templates, inline_source)
    return Trace(
        job,
        draft.brief,
        tuple(_sections(fragments, brief, folders)),
        tuple(_limits(draft, fitted)),
        _fitting(draft, fitted),
        fitted.cuts,
        word_count(words(fitted.document.blocks)),
        _fills(draft, fitted, workshop),
    )


def _fills(draft: Draft, fitted: Fitted, workshop: Workshop) -> tuple[SlideFill, ...]:
    """Lay a deck out as PowerPoint shows it, on the audience's master."""
    if draft.document != SLIDES:
        return ()
    from briefpack.writers.pptx import slide_fills

    master = workshop.stationery("master", draft.brief.audience.data.master)
    return tuple(slide_fills(fitted.document, draft.theme, master))


def _fitting(draft: Draft, fitted: Fitted) -> tuple[str, ...]:
    steps = draft.fitting_steps(fitted, tightens=draft.on_paper)
    return (*steps, f"still {to_mm(fitted.excess_pt):.0f} mm too long") if fitted.excess_pt else steps


def _limits(draft: Draft, fitted: Fitted) -> Iterator[Limit]:
    """Yield the limits that hold for the document, briefpack's own among them, and the one page of a one-pager."""
    limits = limits_for(draft.brief, draft.document)
    for name in type(limits).model_fields:
        value = _limit_text(getattr(limits, name))
        if name == "pages" and draft.document == ONE_PAGE and draft.on_paper:
            value = "4" if draft.theme.is_large_print else "1"
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


def _sections(fragments: list[Fragment], brief: Brief, folders: Folders) -> Iterator[Section]:
    """Group fragments by the innermost block around them; a block that another interrupts goes on after it."""
    layers = template_layers(folders.templates, brief.pack.name, brief.audience.name)
    empty = {fragment.blocks for fragment in fragments if not fragment.text}
    for blocks, group in groupby(fragments, lambda fragment: fragment.blocks):
        passages = tuple(_passages(group, brief, layers))
        block = blocks[-1] if blocks else None
        overlay = block if block and layers[block.layer].readers else None
        if not passages and not (overlay and blocks in empty):
            continue
        yield Section(
            block.block if block else "",
            line_place(block, layers) if block else passages[0].templates[0],
            layers[overlay.layer].readers if overlay else "",
            replaced_block(overlay, layers) if overlay else None,
            passages,
        )


def _passages(fragments: Iterable[Fragment], brief: Brief, layers: Sequence[Layer]) -> Iterator[Passage]:
    """Yield a passage each for neighbouring fragments that come from one place."""

    def source(fragment: Fragment) -> tuple[tuple[TemplateLine, ...], Origin | None]:
        return fragment.lines, fragment.origin

    for (lines, origin), group in groupby((fragment for fragment in fragments if fragment.lines), source):
        text = "".join(fragment.text for fragment in group)
        places = tuple(line_place(line, layers) for line in lines)
        if origin:
            place = text_place(brief.pack, origin.file, origin.path)
            whose = (origin.item, origin.about, field_name(origin.field), origin.fitted)
            yield Passage(plain_words(text), origin.words, place, places, *whose)
        elif own := own_words(text):
            yield Passage(own, "template", places[-1], places)


def plain_words(text: str) -> str:
    """Return inline Markdown as its reader sees it, with ordinary spaces alone."""
    return " ".join(inline_words(text).split())


def field_name(path: KeyPath) -> str:
    """Write the way to a field as people count: `slides 2 headline`; an item's text is its long wording."""
    if path == ("text",):
        return "long"
    return " ".join(str(step + 1) if isinstance(step, int) else step.replace("_", " ") for step in path)


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
