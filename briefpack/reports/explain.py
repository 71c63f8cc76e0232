"""Explain a document: each of its blocks, in order, with the words in it and where each is written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from briefpack.errors import Place
from briefpack.reports.lines import Line, Run, columns, line, quoted
from briefpack.reports.trace import Limit, Passage, Section, Trace, wording_notes
from briefpack.writers import MOST_EMPTY


def explain_lines(trace: Trace) -> list[Line]:
    """Return the explanation of one document."""
    return [*_head(trace), *(one for section in trace.sections for one in (line(), *_section(section)))]


def _head(trace: Trace) -> Iterator[Line]:
    name = f"{trace.document} for {trace.audience}, in {trace.language}"
    yield line((name, "heading"), f"  {trace.words} words; {trace.pack.name}; {', '.join(trace.job.formats)}")
    yield from columns([*_limits(trace), *_fitting(trace), *_fills(trace)], 2, indent=2)
    passed_over = [use.item for use in trace.uses().values() if use.told == "passed over"]
    if passed_over:
        yield line("  ", ("selected, but not shown", "strong"), f"  {', '.join(passed_over)}")


def _limits(trace: Trace) -> Iterator[tuple[Run, ...]]:
    for limit in trace.limits:
        yield ("limit", "strong"), _limit(limit), (str(limit.place), "place")
    if not trace.limits:
        yield ("limit", "strong"), "none is set", ""


def _fitting(trace: Trace) -> Iterator[tuple[Run, ...]]:
    """Yield what was done to make it fit its page; the cut items with the place of their priority."""
    cuts = {str(cut): trace.pack.items[cut.item_id] for cut in trace.cuts}
    for step in trace.fitting:
        place = str(trace.pack.file.place(*cuts[step], "priority")) if step in cuts else ""
        yield ("fitting", "strong"), step, (place, "place")


def _fills(trace: Trace) -> Iterator[tuple[Run, ...]]:
    """Yield how far each slide of a deck is filled, and which are too empty."""
    for fill in trace.fills:
        note = "  more than a third of the slide is empty below it" if fill.empty > MOST_EMPTY else ""
        yield ("fill", "strong"), f"{fill.taken:.0%}{note}", f"“{fill.title}”"


def _limit(limit: Limit) -> str:
    measured = f" (it has {limit.found})" if limit.found else ""
    return f"{limit.name.replace('_', ' ')}: {limit.value}{measured}"


def _section(section: Section) -> Iterator[Line]:
    name = f"block {section.block}" if section.block else "outside the blocks"
    yield line((name, "heading"), "  ", (str(section.place), "place"))
    if section.overlay:
        instead = f", in place of {section.replaces}" if section.replaces else ""
        yield line("  ", (f"overlay for {section.overlay}{instead}", "strong"))
    if not section.passages:
        yield line("  ", ("left empty", "quiet"))
    for item, group in groupby(_with_items(section.passages), lambda pair: pair[0]):
        passages = [passage for _, passage in group]
        yield from _item(item, passages) if item else _rows(passages)


def _with_items(passages: tuple[Passage, ...]) -> Iterator[tuple[str, Passage]]:
    """Yield each passage with its item; a template's own words between two fields of an item are told with it."""
    for n, passage in enumerate(passages):
        before = next((p.item for p in passages[n::-1] if p.origin != "template"), "")
        after = next((p.item for p in passages[n:] if p.origin != "template"), "")
        yield (passage.item or (before if before == after else "")), passage


def _item(item: str, passages: list[Passage]) -> Iterator[Line]:
    way = next(passage.templates for passage in passages if passage.item)
    yield line("  ", (item, "strong"), "  ", (_way(way), "quiet"))
    yield from columns(dict.fromkeys((_label(passage), *_words(passage)) for passage in passages), 1, indent=4)


def _rows(passages: list[Passage]) -> list[Line]:
    rows: list[tuple[Run, ...]] = [(_label(p), (f":{p.templates[0].line}", "quiet"), *_words(p)) for p in passages]
    return columns(dict.fromkeys(rows), 2, indent=2)


def _words(passage: Passage) -> tuple[Run, Run]:
    return (str(passage.place), "place"), quoted(passage.text)


def _way(templates: tuple[Place, ...]) -> str:
    """Write the line of the block and those of the macros that words go through."""
    return " › ".join([f":{templates[0].line}", *map(str, templates[1:])])


def _label(passage: Passage) -> str:
    """Name whose words they are, the field, and what is special about its wording."""
    if passage.origin == "template":
        return "template"
    field = passage.field if passage.item and not passage.about else passage.about
    if not passage.item and not passage.about.startswith("horizon"):
        field = f"{passage.about} {passage.field}".removeprefix("source source ")
    return ", ".join([field, *wording_notes(passage.origin == "reworded", passage.fitted)])


def explain_json(traces: Sequence[Trace]) -> str:
    """Return the explanations for a program."""
    return json.dumps([_as_data(trace) for trace in traces], ensure_ascii=False, indent=2)


def _as_data(trace: Trace) -> dict[str, Any]:
    return {
        "pack": trace.pack.name,
        "audience": trace.audience,
        "language": trace.language,
        "document": trace.document,
        "formats": trace.job.formats,
        "words": trace.words,
        "limits": [asdict(limit) for limit in trace.limits],
        "fitting": trace.fitting,
        "cuts": [asdict(cut) for cut in trace.cuts],
        "fill": [asdict(fill) for fill in trace.fills],
        "blocks": [asdict(section) for section in trace.sections],
    }
