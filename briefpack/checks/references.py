"""Check that everything in a pack that points at something points at something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

from briefpack.content.fields import Mark, Part, Pointer, kinds, walk
from briefpack.content.model import ITEM_KINDS, Horizons, Wording
from briefpack.content.pack import RUN, Audience, Pack, catalogue_paths, is_misnamed
from briefpack.errors import Place, Problem, did_you_mean, error, possible_name, warning
from briefpack.languages.locales import is_language, language_problems, meant_language
from briefpack.languages.scripts import primary
from briefpack.yaml_file import YamlFile

SEVERAL = re.compile(r"\s*[,;&/+]\s*|\s+(?:and\s+)?")
"""What people write between several ids."""
NO_RUN = re.compile(r"\.{2,}|…|\s*[-–—~]\s*|\s+(?:to|bis|through)\s+")
"""How people write a run: p11..p18, p11-p18, p11 to p18."""
Lists = dict[str, dict[str, list[Callable[[], Place]]]]
"""What finds where each id of each list is defined; more than once is a mistake."""


def reference_problems(pack: Pack, translated: bool = True) -> Iterator[Problem]:
    """Find every id that is used but not defined, defined twice or used where another kind belongs.

    `translated`: find languages, too, into which the pack is not translated.
    """
    lists = _defined_ids(pack)
    yield from language_problems(pack.facts.language, pack.file.place("language"))
    if pack.source.language:
        yield from language_problems(pack.source.language, pack.source_file.place("language"))
    yield from _spelling_problems(pack)
    repeated = list(_repeated_ids(lists))
    yield from repeated
    ids_of = cache(lambda: _named_ids(pack))  # for hints alone
    for _, part, file in (
        () if repeated else pack.parts()
    ):  # what is not found may be the id that one of two should have
        yield from _pointer_problems(part, file, lists, ids_of)
    yield from _cite_problems(pack)
    yield from _option_problems(pack)
    for audience in pack.audiences.values():
        yield from _rewording_problems(pack, audience, ids_of)
        yield from _wording_problems(pack, audience, ids_of)
        yield from _language_problems(pack, audience) if translated else ()


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
    lists["horizons"] = {name: [partial(pack.file.place, "horizons")] for name in Horizons.model_fields}
    for part, file in ((pack.facts, pack.file), (pack.source, pack.source_file)):
        for path, _, _, value in walk(part, only=(Mark,)):
            if path[-1] == "id":
                kind = str(path[0])
                for name in (kind, "items") if kind in ITEM_KINDS else (kind,):
                    lists[name][value].append(partial(file.place, *path))
    return lists


def _repeated_ids(lists: Lists) -> Iterator[Problem]:
    for name, ids in lists.items():
        for defined, (first, *others) in ids.items():
            for place in others if name not in ITEM_KINDS else ():
                hint = f"It stands at line {first().line} already; give one of the two another id."
                yield error(f"the id “{defined}” is used twice", place(), hint)


def _named_ids(pack: Pack) -> dict[str, dict[str, str]]:
    """Return the ids of each list by what people may write in their place: a name, a title, a number without zeros."""
    ids_of: dict[str, dict[str, str]] = defaultdict(dict)
    for part in (pack.facts, pack.source):
        for kind in kinds(type(part)):
            entries = getattr(part, kind)
            for entry in entries if isinstance(entries, tuple) and hasattr(next(iter(entries), None), "id") else ():
                names = (getattr(entry, name, "") for name in ("short", "label", "title", "name", "id"))
                ids_of[kind] |= {_loosely(name): entry.id for name in names if name}
    ids_of["items"] = {name: item_id for kind in ITEM_KINDS for name, item_id in ids_of[kind].items()}
    return ids_of


def _loosely(name: str) -> str:
    """Return a name as one is known again that is not written letter by letter: P8 is p08."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", " ".join(name.lower().split()))


def _meant(name: str, ids: Mapping[str, str], known: Iterable[str]) -> str:
    """Return a hint at what is meant by a name that is no id."""
    if meant := _meant_id(name, ids):
        return f"Write its id, “{meant}”."
    several = [_meant_id(part, ids) for part in SEVERAL.split(name.strip())]
    if len(several) > 1 and all(several):
        return f"Write “{', '.join(several)}”, with commas between them."
    return did_you_mean(name, known)


def _meant_id(name: str, ids: Mapping[str, str]) -> str:
    """Return the id of what has this name, or the only number in it, as “paragraph 2” has; empty if nothing has."""
    number = re.fullmatch(r"\D*(\d+)\D*", name)
    names = (name, possible_name(name), *((number[1],) if number else ()))
    return next((ids[loose] for loose in map(_loosely, names) if loose in ids), "")


Ids = Callable[[], Mapping[str, Mapping[str, str]]]
"""Returns for each list its ids, by what people may write in their place."""


def _pointer_problems(part: Part, file: YamlFile, lists: Lists, ids_of: Ids) -> Iterator[Problem]:
    selected = set()
    for path, _, kind, value in walk(part, only=(Pointer,)):
        assert isinstance(kind, Pointer)
        if kind.to == "paragraphs" and value not in lists[kind.to]:
            yield from _run_problems(value, file.place(*path), lists, ids_of)
        elif value not in lists[kind.to]:
            yield _unknown(value, kind.to, file.place(*path), lists, ids_of)
        if kind.to in ITEM_KINDS and (path[:-1], value) in selected:
            hint = "Take one of the two out."
            yield warning(f"“{value}” is selected twice", file.place(*path), hint, "selected-twice")
        selected.add((path[:-1], value))


def _run_problems(value: str, place: Place, lists: Lists, ids_of: Ids) -> Iterator[Problem]:
    """Check what names no single paragraph of the source: a run of them, or a mistake."""
    known, ids = list(lists["paragraphs"]), ids_of()["paragraphs"]
    ends = value.split(RUN)
    meant = [_meant_id(end.strip(), ids) for end in NO_RUN.split(" ".join(value.split()))]
    is_run = len(meant) == 2 and all(meant)
    if len(ends) > 2 or (is_run and ends != meant and not {*ends} <= {*known}):
        run = RUN.join(sorted(meant, key=known.index)) if is_run else "p11..p18"
        yield error(f"“{value}” is not a run of paragraphs", place, f"Write “{run}”.")
        return
    unknown = [end for end in ends if end not in known]
    yield from (_unknown(end, "paragraphs", place, lists, ids_of) for end in unknown)
    if not unknown and known.index(ends[0]) > known.index(ends[-1]):
        yield error(f"the run “{value}” goes backwards", place, f"Write “{ends[1]}{RUN}{ends[0]}”.")


def _unknown(name: str, kind: str, place: Place, lists: Lists, ids_of: Ids) -> Problem:
    hint = _meant(name, ids_of().get(kind, {}), lists[kind])
    if kind not in ITEM_KINDS:
        return error(f"there is no {kind.removesuffix('s')} “{name}”", place, hint)
    if name not in lists["items"]:
        return error(f"there is no item “{name}” in {kind}", place, hint)
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


def _rewording_problems(pack: Pack, audience: Audience, ids_of: Ids) -> Iterator[Problem]:
    for item_id in audience.data.reword:
        if item_id not in pack.items:
            place = audience.file.key_place("reword", item_id)
            yield error(
                f"there is no item “{item_id}” to reword", place, _meant(item_id, ids_of()["items"], pack.items)
            )


def _wording_problems(pack: Pack, audience: Audience, ids_of: Ids) -> Iterator[Problem]:
    """Find what a choice of long or short wordings names and is neither a kind of items nor an item."""
    choices: dict[tuple[str, ...], Wording] = {("wording",): audience.data.wording}
    choices |= {("documents", name, "wording"): one.wording for name, one in audience.data.documents.items()}
    for path, wording in choices.items():
        for name in wording:
            if name not in ITEM_KINDS and name not in pack.items:
                hint = _meant(name, ids_of()["items"], [*ITEM_KINDS, *pack.items])
                yield error(
                    f"there is no kind of items and no item “{name}”", audience.file.key_place(*path, name), hint
                )


def _language_problems(pack: Pack, audience: Audience) -> Iterator[Problem]:
    known = [pack.facts.language, *catalogue_paths(pack)]
    for n, language in enumerate(audience.data.languages if is_language(pack.facts.language) else ()):
        if language not in known and not is_misnamed(pack, language):
            meant = language if is_language(language) else meant_language(language)
            hint = f"Write “{meant}”." if meant in known else did_you_mean(language, filter(is_language, known))
            hint += f" A new one begins with invoke new.language {meant}." if meant and meant not in known else ""
            other = next((name for name in known if not is_language(name) and meant_language(name) == language), "")
            hint = f"Rename languages/{other}.po to “{language}.po”." if other else hint
            yield error(f"there is no translation into “{language}”", audience.file.place("languages", n), hint)
