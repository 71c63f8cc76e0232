"""Check how documents are to be handled: markings that there are, and nothing in a document that is marked higher."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from briefpack.content.brief import Brief, brief_pack, handling_levels, in_original, shown_items
from briefpack.content.handling import Handling, moment_of
from briefpack.content.items import Item
from briefpack.content.model import ITEM_KINDS
from briefpack.content.pack import Pack
from briefpack.errors import Place, Problem, did_you_mean, error, warning
from briefpack.languages.locales import listed
from briefpack.yaml_file import KeyPath, YamlFile

STATEMENTS = ("headline", "message", "why_now", "ask")


def handling_problems(pack: Pack) -> Iterator[Problem]:
    """Find markings that are none of the pack's, stated twice, or lower than those of items that a document tells."""
    yield from _double_markings(pack)
    yield from _order_problems(pack)
    if {item.marking for item in pack.all_items} - {""}:
        for name in pack.audiences:
            brief = brief_pack(pack, name, pack.facts.language)
            yield from _too_high(brief)


def stated_handling(pack: Pack, audience: str, name: str) -> Iterator[tuple[str, YamlFile, KeyPath]]:
    """Yield what a field of handling says of each document of an audience, and where that is written."""
    own = pack.audiences[audience]
    for document in own.data.documents:
        levels = handling_levels(pack, own, document)
        held = ((getattr(level, name), file, (*path, name)) for level, file, path in levels)
        if first := next((one for one in held if one[0] is not None), None):
            yield first


def past_handling(pack: Pack, audience: str, today: datetime.date, said_by: str) -> Iterator[Problem]:
    """Find embargoes and last days that are over on the day on which documents go out."""
    for text, file, path in dict.fromkeys(stated_handling(pack, audience, "embargo")):
        if text and moment_of(text).date() < today:
            what = f"the embargo until {text} is over: this goes out on {today} ({said_by})"
            yield warning(what, file.place(*path), 'Take it out, or write “embargo: ""”.', "past-embargo")
    for day, file, path in dict.fromkeys(stated_handling(pack, audience, "expires")):
        if isinstance(day, datetime.date) and day < today:
            what = f"it held until {day}: this goes out on {today} ({said_by})"
            yield warning(what, file.place(*path), "Name a day that is still to come.", "expired")


def withheld_items(brief: Brief, document: str) -> list[Item]:
    """Return the items of the pack that are marked higher than a document of an audience."""
    rank, own = _ranks(brief.pack), _marking(brief, document)
    return [item for item in brief.pack.all_items if rank.get(item.marking, -1) > rank.get(own, -1)]


def _ranks(pack: Pack) -> Mapping[str, int]:
    return {name: n for n, name in enumerate((pack.original or pack).facts.markings)}


def _marking(brief: Brief, document: str) -> str:
    """Return the marking of a document in the words of the pack's own language, in which markings are listed."""
    return in_original(brief).handling(document).marking or ""


def _double_markings(pack: Pack) -> Iterator[Problem]:
    hint = "Leave it in “handling” and take the other line out."
    parts: list[tuple[Handling, object, YamlFile]] = [(pack.facts.handling, pack.facts.marking, pack.file)]
    parts += [(one.data.handling, one.data.marking, one.file) for one in pack.audiences.values()]
    for handling, marking, file in parts:
        if handling.marking is not None and marking:
            yield error("the marking is stated twice", file.place("marking"), hint)


def _order_problems(pack: Pack) -> Iterator[Problem]:
    """Find markings of items that are not in the pack's list, and once there is one, those of documents."""
    known = pack.facts.markings
    for kind in ITEM_KINDS:
        for n, item in enumerate(getattr(pack.facts, kind)):
            if item.marking and item.marking not in known:
                yield _unknown(item.marking, known, pack.file.place(kind, n, "marking"))
    if known:
        stated = (one for name in pack.audiences for one in stated_handling(pack, name, "marking"))
        for marking, file, path in {(one[1].path, one[2]): one for one in stated}.values():
            if marking and marking not in known:
                yield _unknown(marking, known, file.place(*path))


def _unknown(marking: str, known: tuple[str, ...], place: Place) -> Problem:
    hint = (
        did_you_mean(marking, known) if known else f"List them in pack.yaml, the most open first: markings: [{marking}]"
    )
    return error(f"“{marking}” is not one of the pack’s markings", place, hint)


def _too_high(brief: Brief) -> Iterator[Problem]:
    """Find the items that documents of an audience tell though they are marked lower, each once."""
    documents = list(brief.audience.data.documents)
    withheld = {document: [item.id for item in withheld_items(brief, document)] for document in documents}
    file, data = brief.audience.file, brief.audience.data
    shown = {document: {item.id for item in shown_items(brief, document)} for document in documents}
    for item_id in dict.fromkeys(one for document in documents for one in withheld[document]):
        marking = brief.pack.item(item_id).marking
        lower = [document for document in documents if item_id in withheld[document]]
        hint = f"Select without it, or mark what tells it “{marking}” in its handling."
        if telling := [document for document in lower if item_id in shown[document]]:
            place = file.key_place("documents", telling[0])
            yield error(f"“{item_id}” is marked “{marking}”, higher than {_listed(telling)}", place, hint)
        for name in STATEMENTS:
            for n, drawn_on in enumerate(getattr(data, name).draws_on):
                if drawn_on == item_id:
                    what = f"“{item_id}” is marked “{marking}”, higher than {_listed(lower)}, where this is said"
                    hint = f"Say it without “{item_id}”, or mark the documents higher in their handling."
                    yield error(what, file.place(name, "draws_on", n), hint)


def _listed(documents: Sequence[str]) -> str:
    return listed([f"“{name}”" for name in documents], "en")
