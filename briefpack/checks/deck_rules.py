"""What the craft asks of a deck, reported at the line of the audience's file from which a slide comes.

One claim a slide, stated as a sentence; a few items that bear it out; where it is from; the detail in the notes; the
ask at the end. All of it is advice: every finding is a warning, and an audience's `limits` move the numbers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from briefpack.content.brief import Brief
from briefpack.content.limits import limits_for, limits_place
from briefpack.content.model import SLIDES, Limits
from briefpack.document.slides import TITLE_LEVEL, Deck, Slide, deck_of
from briefpack.document.traits import parts_of
from briefpack.document.tree import Blocks, Document, Fields, List, Meta, Note, Region, plain_text, walk, words
from briefpack.errors import Place, Problem, counted, warning
from briefpack.languages.characters import cells
from briefpack.yaml_file import KeyPath

TITLE_WIDTH, TITLE_WORDS = 90, 3
"""A title takes two lines at most, a wide (Chinese, Japanese, Korean) letter counting two; fewer words are a label."""
LEAST_ITEMS = 2
SlidePart = Literal["title", "items", "notes", "source"]
PlaceOf = Callable[[int, SlidePart], Place]
"""Gives the place of a part of a slide; slides count from 0."""
Finding = tuple[SlidePart, str, str, str]
"""Which part of a slide is wrong, what is wrong, how to mend it, and its code."""


def deck_problems(document: Document, brief: Brief) -> list[Problem]:
    """Find where slides break the rules of the craft, what concerns all of them first; nothing in other documents."""
    if document.meta.kind != SLIDES:
        return []
    deck = deck_of(document)
    limits, file, paths = limits_for(brief, SLIDES), brief.audience.file, slide_paths(deck, brief)
    of_slides = slide_problems(deck, limits, lambda number, part: file.place(*paths[number][part]))
    return [*_deck_problems(deck, limits, brief), *of_slides]


def _deck_problems(deck: Deck, limits: Limits, brief: Brief) -> Iterator[Problem]:
    kind = deck.meta.kind
    most, count = limits.slides_max, len(deck.slides)
    least = min(limits.slides_min, most or limits.slides_min)
    allowed = f"{least} to {most}" if most else f"{least} or more"
    if count < least:
        hint = f"Give it {allowed}, one claim a slide; “slides_min” in its limits says otherwise."
        yield warning(
            f"the deck has {counted(count, 'slide')}", limits_place(brief, kind, "slides_min"), hint, "slide-count"
        )
    if most and count > most:
        hint = f"Keep {allowed}: move detail to the notes; “slides_max” in its limits says otherwise."
        yield warning(f"the deck has {count} slides", limits_place(brief, kind, "slides_max"), hint, "slide-count")
    if deck.slides and not deck.slides[-1].asks:
        hint = "End its template on a slide with an “ask” region (block “closing” of slides.md.j2)."
        place = brief.audience.file.place("documents", kind)
        yield warning("the deck does not end on what it asks", place, hint, "no-closing-ask")


def slide_problems(deck: Deck, limits: Limits, place_of: PlaceOf) -> list[Problem]:
    """Find what is wrong with single slides."""
    titles = [_title(slide) for slide in deck.slides]
    first_with: dict[str, int] = {}
    for number, title in enumerate(titles):
        first_with.setdefault(title, number)
    problems = []
    for number, slide in enumerate(deck.slides):
        name = f"slide {number + 1} “{titles[number]}”" if titles[number] else f"slide {number + 1}"
        findings = [
            *_repeated(titles[number], number, first_with),
            *_slide_findings(slide, limits, deck.meta, is_last=number + 1 == len(titles)),
        ]
        problems += [
            warning(f"{name} {what}", place_of(number, part), hint, code) for part, what, hint, code in findings
        ]
    return problems


def _title(slide: Slide) -> str:
    return " ".join(plain_text(slide.title).split())


def _repeated(title: str, number: int, first_with: dict[str, int]) -> Iterator[Finding]:
    if title and first_with[title] < number:
        hint = "Word each title for what its own slide says."
        yield "title", f"has the title of slide {first_with[title] + 1}", hint, "repeated-title"


def _slide_findings(slide: Slide, limits: Limits, meta: Meta, is_last: bool) -> Iterator[Finding]:
    """Find what is wrong with a slide; one that opens a part of the deck has nothing to show and nothing to prove."""
    is_content = slide.level > TITLE_LEVEL and not slide.is_section
    yield from _title_findings(
        _title(slide), is_claim=is_content and not is_last and not slide.asks and not _has(slide, "agenda")
    )
    yield from _point_findings(list(_points(slide.blocks)), limits, 1 if _has(slide, "key_figures") else LEAST_ITEMS)
    if is_content and not words(slide.blocks):
        yield "items", "shows nothing but its title", "Give it items or a figure.", "empty-slide"
    proves = is_content and not _has(slide, "agenda")
    if proves and not _has_source(slide):
        yield "source", "names no source", "Add a “source” region to its template, or a note to the claim.", "no-source"
    if proves and meta.with_notes and not words(slide.notes):
        yield (
            "notes",
            "has no speaker notes",
            "Add a “notes” region with what to say and what may be asked.",
            "no-notes",
        )


def _title_findings(title: str, is_claim: bool) -> Iterator[Finding]:
    if not title:
        hint = "Start it with a heading of level 2: readers find a slide by its title."
        yield "title", "has no title", hint, "untitled-slide"
    elif (width := cells(title)) > TITLE_WIDTH:
        hint = f"Keep it to {TITLE_WIDTH}, two lines; a wide letter counts two."
        yield "title", f"has a title of {width} characters", hint, "long-title"
    elif is_claim and len(title.split()) < TITLE_WORDS and cells(title) == len(title):
        yield "title", "has a label for a title", "Say in a sentence what the slide shows.", "label-title"


def _points(blocks: Blocks) -> Iterator[tuple[int, int]]:
    """Yield how many points a slide makes side by side, and in how many levels.

    They are the items of its outermost lists, its cards, steps and key figures; the choices of a decision are none.
    """
    for block in blocks:
        match block:
            case List(items):
                yield len(items), _depth(block)
            case Region("cards", inner):
                yield len(parts_of(inner)[1]), 1
            case Region("timeline" | "key_figures", inner):
                yield sum(len(one.fields) for one in inner if isinstance(one, Fields)), 1
            case Region(role, inner) if role != "decision":
                yield from _points(inner)


def _point_findings(points: list[tuple[int, int]], limits: Limits, least: int) -> Iterator[Finding]:
    count, depth = sum(number for number, _ in points), max((levels for _, levels in points), default=0)
    most, levels = limits.items_max, limits.levels_max
    if points and count < least:
        yield "items", f"lists {counted(count, 'item')}", "Add a second, or write it as a sentence.", "one-item"
    if most and count > most:
        yield "items", f"lists {count} items", f"Keep at most {most}: cut, group, or split the slide.", "many-items"
    if levels and depth > levels:
        yield (
            "items",
            f"has a list of {depth} levels",
            f"Keep at most {levels}: move the detail to the notes.",
            "deep-list",
        )


def _depth(block: List) -> int:
    inner = (node for item in block.items for node in item.blocks if isinstance(node, List))
    return 1 + max(map(_depth, inner), default=0)


def _has(slide: Slide, role: str) -> bool:
    return any(isinstance(block, Region) and block.role == role for block in slide.blocks)


def _has_source(slide: Slide) -> bool:
    return bool(words(slide.sources)) or any(isinstance(node, Note) for node in walk((slide.title, slide.blocks)))


def slide_paths(deck: Deck, brief: Brief) -> list[dict[SlidePart, KeyPath]]:
    """Say for each slide where in the audience's file its parts are written; the document's place if nowhere."""
    choice, document, ask = brief.documents[deck.meta.kind], ("documents", deck.meta.kind), brief.audience.data.ask
    headlines = [slide.headline for slide in choice.slides]
    closing = {n for n, slide in enumerate(deck.slides) if _closes(slide, ask.title, headlines)}
    others = [n for n in range(1, len(deck.slides)) if n not in closing]
    written = written_slides([_title(deck.slides[n]) for n in others], headlines)
    paths = {0: _paths(document, (*document, "title") if choice.title else ("headline", "text"), document)}
    paths |= {n: _paths(("ask",), ("ask", "title"), ("ask", "details")) for n in closing}
    for n, number in zip(others, written, strict=True):
        place: KeyPath = document if number is None else (*document, "slides", number)
        paths[n] = _paths(place, (*place, "headline"), (*place, "items"))
    return [paths[n] for n in sorted(paths)]


def _closes(slide: Slide, title: str, headlines: Sequence[str]) -> bool:
    """Tell whether a slide is the one that asks, and not one of the audience's that has an ask below something else."""
    own = _title(slide)
    return own == " ".join(title.split()) or (slide.asks and own not in [" ".join(line.split()) for line in headlines])


def _paths(slide: KeyPath, title: KeyPath, items: KeyPath) -> dict[SlidePart, KeyPath]:
    return {"title": title, "items": items, "notes": slide, "source": slide}


def written_slides(titles: list[str], headlines: list[str]) -> list[int | None]:
    """Return for each title the position of the headline that it shows: by its words, else by its neighbours.

    A template may reword headlines, add slides of its own and go on over several slides. A title that no headline
    has takes the one after its neighbour's, if no other does; a slide without a title belongs to the one before.
    """
    waiting: dict[str, deque[int]] = {}
    for number, headline in enumerate(headlines):
        waiting.setdefault(" ".join(headline.split()), deque()).append(number)
    shown = [waiting[title].popleft() if waiting.get(title) else None for title in titles]
    taken, before = set(shown), None
    for n, title in enumerate(titles):
        following = 0 if before is None else before + 1
        if shown[n] is None and not title:
            shown[n] = before
        elif shown[n] is None and following < len(headlines) and following not in taken:
            shown[n] = following
            taken.add(following)
        before = before if shown[n] is None else shown[n]
    return shown
