"""Find the forms that an audience's file names for slides whose items cannot fill them, at the form."""

from __future__ import annotations

from collections.abc import Iterator

from briefpack.content.items import Item
from briefpack.content.model import Slide
from briefpack.content.pack import Pack
from briefpack.content.slide_forms import FORMS, columns_of, fits
from briefpack.errors import Problem, error

Refusal = tuple[str, str]
"""Why a form cannot be, and the way out."""
WITHOUT_ITEMS = ("section", "agenda")


def form_problems(pack: Pack) -> Iterator[Problem]:
    """Find slides that name a form which is not theirs; items that are not there are another check's."""
    for audience in pack.audiences.values():
        for document, choice in audience.data.documents.items():
            for number, slide in enumerate(choice.slides):
                known = all(item_id in pack.items for item_id in slide.items)
                place = audience.file.place("documents", document, "slides", number, "form")
                for message, hint in _refusals(slide, choice.slides, pack) if slide.form and known else ():
                    yield error(message, place, hint)


def _refusals(slide: Slide, slides: tuple[Slide, ...], pack: Pack) -> Iterator[Refusal]:
    items = [pack.item(item_id) for item_id in slide.items]
    if slide.figure:
        yield f"a slide that shows a {slide.figure} has no form beside it", "Take “form” out, or “figure”."
    elif slide.form in WITHOUT_ITEMS:
        yield from _empty_refusals(slide, slides)
    elif not fits(slide.form, items, pack):
        others = [name for name in FORMS if name not in WITHOUT_ITEMS and fits(name, items, pack)]
        instead = f", or write one that they fill: {', '.join(others)}" if others else ""
        yield _misfit(slide, items, pack), f"Choose other items, take “form” out{instead}."


def _empty_refusals(slide: Slide, slides: tuple[Slide, ...]) -> Iterator[Refusal]:
    if slide.items:
        yield f"a slide of the form “{slide.form}” shows no items", "Give the items a slide of their own after it."
    if slide.form == "agenda" and not any(one.form == "section" for one in slides):
        hint = "Begin each part of the deck with a slide of “form: section”; the agenda lists their headlines."
        yield "an agenda lists the parts of a deck, and this one has none", hint


def _misfit(slide: Slide, items: list[Item], pack: Pack) -> str:
    """Say why a form cannot show the items."""
    form = FORMS[slide.form]
    others = [item.id for item in items if form.kind and pack.items[item.id][0] != form.kind]
    if others:
        kind = pack.items[others[0]][0]
        return f"the form “{slide.form}” shows items of “{form.kind}”, and “{others[0]}” is one of “{kind}”"
    if slide.form == "columns" and form.least <= len(items) <= form.most:
        shown = "items of two kinds, or the author’s beside ours"
        return f"the form “columns” shows {shown}, and the slide has {_sorts(items, pack)}"
    if slide.form == "picture" and form.least <= len(items) <= form.most:
        return "the form “picture” shows one picture and what is said beside it, and here are none or more"
    allowed = str(form.least) if form.least == form.most else f"{form.least} to {form.most}"
    return f"the form “{slide.form}” shows {allowed} items, and the slide has {len(items)}"


def _sorts(items: list[Item], pack: Pack) -> str:
    count = len(columns_of(items, pack))
    return "items of one kind" if count == 1 else f"{count} kinds"
