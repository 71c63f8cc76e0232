"""Check that everything in a pack that points at something points at something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from briefpack.content.fields import Part, Pointer, walk
from briefpack.content.model import ITEM_KINDS, Horizons
from briefpack.content.pack import RUN, Audience, Pack, catalogue_paths
from briefpack.errors import Place, Problem, did_you_mean, error, warning
from briefpack.languages.locales import language_problems
from briefpack.languages.scripts import primary
from briefpack.yaml_file import YamlFile

Lists = dict[str, dict[str, list[Place]]]
"""Where each id of each list is defined; more than once is a mistake."""


def reference_problems(pack: Pack) -> Iterator[Problem]:
    """Find every id that is used but not defined, defined twice or used where another kind belongs."""
    lists = _defined_ids(pack)
    yield from language_problems(pack.facts.language, pack.file.place("language"))
    yield from _spelling_problems(pack)
    yield from _repeated_ids(lists)
    for _, part, file in pack.parts():
        yield from _pointer_problems(part, file, lists)
    yield from _cite_problems(pack)
    yield from _option_problems(pack)
    for audience in pack.audiences.values():
        yield from _rewording_problems(pack, audience)
        yield from _language_problems(pack, audience)


def _spelling_problems(pack: Pack) -> Iterator[Problem]:
    """Find a spelling that is not one of the pack's language."""
    facts, place = pack.facts, pack.file.place("spelling")
    if facts.spelling and primary(facts.spelling) != primary(facts.language):
        hint = f"Write “{primary(facts.language)}-” and a country, for instance en-GB; or leave it out."
        yield error(f"the pack is in “{facts.language}” and cannot be spelt as “{facts.spelling}”", place, hint)
    elif facts.spelling:
        yield from language_problems(facts.spelling, place)


def _defined_ids(pack: Pack) -> Lists:
    lists: Lists = defaultdict(lambda: defaultdict(list))
    lists["horizons"] = {name: [pack.file.place("horizons")] for name in Horizons.model_fields}
    for part, file in ((pack.facts, pack.file), (pack.source, pack.source_file)):
        for path, _, _, value in walk(part):
            if path[-1] == "id":
                kind = str(path[0])
                for name in (kind, "items") if kind in ITEM_KINDS else (kind,):
                    lists[name][value].append(file.place(*path))
    return lists


def _repeated_ids(lists: Lists) -> Iterator[Problem]:
    for name, ids in lists.items():
        for defined, (first, *others) in ids.items():
            for place in others if name not in ITEM_KINDS else ():
                hint = f"It stands at line {first.line} already; give one of the two another id."
                yield error(f"the id “{defined}” is used twice", place, hint)


def _pointer_problems(part: Part, file: YamlFile, lists: Lists) -> Iterator[Problem]:
    selected = set()
    for path, _, kind, value in walk(part):
        if not isinstance(kind, Pointer):
            continue
        ends = value.split(RUN)
        if len(ends) > 2:
            yield error(f"“{value}” is not a run of paragraphs", file.place(*path), "Write p11..p18.")
        for name in ends:
            if name not in lists[kind.to]:
                yield _unknown(name, kind.to, file.place(*path), lists)
        if kind.to in ITEM_KINDS and (path[:-1], value) in selected:
            yield warning(f"“{value}” is selected twice", file.place(*path), "Take one of the two out.")
        selected.add((path[:-1], value))


def _unknown(name: str, kind: str, place: Place, lists: Lists) -> Problem:
    if kind not in ITEM_KINDS:
        return error(f"there is no {kind.removesuffix('s')} “{name}”", place, did_you_mean(name, lists[kind]))
    if name not in lists["items"]:
        return error(f"there is no item “{name}” in {kind}", place, did_you_mean(name, lists[kind]))
    holding = next(other for other in ITEM_KINDS if name in lists[other])
    return error(f"“{name}” is not one of the {kind}", place, f"It is one of the {holding}.")


def _cite_problems(pack: Pack) -> Iterator[Problem]:
    for kind in ITEM_KINDS:
        for n, item in enumerate(getattr(pack.facts, kind)):
            if item.basis == "source" and not item.cites:
                message = f"“{item.id}” says that the source argues it but cites no paragraph"
                hint = "Add “cites: [p01]” with its paragraphs, or “basis: editor” if it is your own analysis."
                yield error(message, pack.file.place(kind, n), hint)


def _option_problems(pack: Pack) -> Iterator[Problem]:
    recommended = [n for n, option in enumerate(pack.facts.options) if option.recommended]
    for n in recommended[1:]:
        hint = "A decision memo makes one clear recommendation: leave “recommended” at one option."
        yield error("a second option is recommended", pack.file.place("options", n, "recommended"), hint)


def _rewording_problems(pack: Pack, audience: Audience) -> Iterator[Problem]:
    for item_id in audience.data.reword:
        if item_id not in pack.items:
            place = audience.file.key_place("reword", item_id)
            yield error(f"there is no item “{item_id}” to reword", place, did_you_mean(item_id, pack.items))


def _language_problems(pack: Pack, audience: Audience) -> Iterator[Problem]:
    known = [pack.facts.language, *catalogue_paths(pack)]
    for n, language in enumerate(audience.data.languages):
        if language not in known:
            place = audience.file.place("languages", n)
            hint = f"{did_you_mean(language, known)} A new one begins with invoke new.language."
            yield error(f"there is no translation into “{language}”", place, hint)
