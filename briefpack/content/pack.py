"""Read a pack's folder and check that everything in it that refers to something refers to something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefpack.content.fields import Part
from briefpack.content.model import ITEM_KINDS, AudienceFile, Item, PackFile, Selection, SourceFile
from briefpack.errors import (
    BuildError,
    Place,
    Problem,
    did_you_mean,
    error,
    raise_errors,
    relative_name,
    sorted_problems,
    warning,
)
from briefpack.languages.catalogues import Catalogue
from briefpack.languages.locales import language_problems
from briefpack.yaml_file import Model, YamlFile, read_model

RANGE = ".."


@dataclass(frozen=True)
class Audience:
    """Hold one audience and the file that it was read from."""

    name: str
    data: AudienceFile
    file: YamlFile


@dataclass(frozen=True)
class Pack:
    """Hold everything known about one subject, checked, with the files that say where each thing stands."""

    name: str
    facts: PackFile
    source: SourceFile
    audiences: dict[str, Audience]
    file: YamlFile
    source_file: YamlFile
    items: dict[str, tuple[str, int]]
    """Where the item with an id is: its list and its position there."""
    warnings: tuple[Problem, ...] = ()
    catalogue: Catalogue | None = None
    """Where the words of a translated pack come from."""
    untranslated: dict[str, str] = field(default_factory=dict)
    """The texts that stayed in the original when the pack was translated, by key path."""

    def parts(self) -> Iterator[tuple[tuple[str, ...], Part, YamlFile]]:
        """Yield what each file of the pack holds: how its key paths begin, its data, and the file."""
        yield ("pack",), self.facts, self.file
        yield ("source",), self.source, self.source_file
        for name, audience in self.audiences.items():
            yield ("audiences", name), audience.data, audience.file

    def item(self, item_id: str) -> Item:
        kind, position = self.items[item_id]
        found: Item = getattr(self.facts, kind)[position]
        return found


def pack_names(content: Path) -> list[str]:
    """Return the names of the packs in a content folder, sorted."""
    return sorted(path.parent.name for path in content.glob("*/pack.yaml"))


def audience_names(folder: Path) -> list[str]:
    """Return the names of the audiences of a pack's folder, sorted."""
    return sorted(path.stem for path in folder.glob("audiences/*.yaml"))


def read_pack(folder: Path, only: Collection[str] = ()) -> Pack:
    """Read and check one pack, with the audiences that are named alone or, if none is, with all it has.

    Raise BuildError with the problems of all its files together.
    """
    problems: list[Problem] = []
    facts = _read(folder / "pack.yaml", PackFile, problems)
    source = _read(folder / "source.yaml", SourceFile, problems)
    names = audience_names(folder)
    audiences = {
        name: _read(folder / "audiences" / f"{name}.yaml", AudienceFile, problems)
        for name in names
        if name in only or not only
    }
    if not names:
        place = Place(relative_name(folder / "audiences"))
        problems.append(error("holds no audience", place, "Write one file an audience, for instance ministers.yaml."))
    if facts is None or source is None:
        raise BuildError(problems)
    read = {name: Audience(name, *found) for name, found in audiences.items() if found}
    pack = Pack(folder.name, facts[0], source[0], read, facts[1], source[1], _index(facts[0]))
    found = [*problems, *reference_problems(pack)]
    raise_errors(found)
    return replace(pack, warnings=sorted_problems(found))


def _read(path: Path, model: type[Model], problems: list[Problem]) -> tuple[Model, YamlFile] | None:
    try:
        return read_model(path, model)
    except BuildError as found:
        problems.extend(found.problems)
        return None


def _index(facts: PackFile) -> dict[str, tuple[str, int]]:
    return {item.id: (kind, n) for kind in reversed(ITEM_KINDS) for n, item in enumerate(getattr(facts, kind))}


def reference_problems(pack: Pack) -> list[Problem]:
    """Find every id that is used but not defined, defined twice or used where another kind belongs."""
    found = language_problems(pack.facts.language, pack.file.place("language"))
    found += [*_repeated_ids(pack), *_source_problems(pack), *_item_problems(pack), *_option_problems(pack)]
    for audience in pack.audiences.values():
        found += _audience_problems(pack, audience)
    return found


def _repeated_ids(pack: Pack) -> Iterator[Problem]:
    lists: tuple[tuple[str, ...], ...] = (ITEM_KINDS, ("actors",), ("regions",))
    for kinds in lists:
        first: dict[str, Place] = {}
        for kind in kinds:
            for n, part in enumerate(getattr(pack.facts, kind)):
                place = pack.file.place(kind, n, "id")
                if part.id in first:
                    hint = f"It stands at line {first[part.id].line} already; give one of the two another id."
                    yield error(f"the id “{part.id}” is used twice", place, hint)
                first.setdefault(part.id, place)


def _source_problems(pack: Pack) -> Iterator[Problem]:
    counted = Counter(paragraph.id for paragraph in pack.source.paragraphs)
    for n, paragraph in enumerate(pack.source.paragraphs):
        if counted[paragraph.id] > 1:
            yield error(f"the paragraph “{paragraph.id}” stands twice", pack.source_file.place("paragraphs", n, "id"))


def _item_problems(pack: Pack) -> Iterator[Problem]:
    actors = {actor.id for actor in pack.facts.actors}
    regions = {region.id for region in pack.facts.regions}
    for kind in ITEM_KINDS:
        for n, item in enumerate(getattr(pack.facts, kind)):
            yield from _cite_problems(pack, kind, n, item)
            for key in ("leads", "partners"):
                yield from _unknown(pack.file, (kind, n, key), getattr(item, key, ()), actors, "actor")
            if kind == "steps" and item.owner not in actors:
                yield from _unknown_one(pack.file, (kind, n, "owner"), item.owner, actors, "actor")
            if kind == "proposals" and item.region not in regions:
                yield from _unknown_one(pack.file, (kind, n, "region"), item.region, regions, "region")


def _cite_problems(pack: Pack, kind: str, n: int, item: Item) -> Iterator[Problem]:
    known = {paragraph.id for paragraph in pack.source.paragraphs}
    if item.basis == "source" and not item.cites:
        hint = "Add “cites: [p01]” with its paragraphs, or “basis: editor” if it is your own analysis."
        yield error(
            f"“{item.id}” says that the source argues it but cites no paragraph", pack.file.place(kind, n), hint
        )
    for position, cite in enumerate(item.cites):
        yield from _unknown(pack.file, (kind, n, "cites", position), cite.split(RANGE), known, "paragraph", one=True)
        if cite.count(RANGE) > 1:
            yield error(
                f"“{cite}” is not a run of paragraphs", pack.file.place(kind, n, "cites", position), "Write p11..p18."
            )


def _option_problems(pack: Pack) -> Iterator[Problem]:
    recommended = [n for n, option in enumerate(pack.facts.options) if option.recommended]
    for n in recommended[1:]:
        hint = "A decision memo makes one clear recommendation: leave “recommended” at one option."
        yield error("a second option is recommended", pack.file.place("options", n, "recommended"), hint)


def _audience_problems(pack: Pack, audience: Audience) -> Iterator[Problem]:
    data, file = audience.data, audience.file
    for key in ("headline", "message", "why_now", "ask"):
        yield from _unknown(file, (key, "draws_on"), getattr(data, key).draws_on, pack.items, "item")
    yield from _selection_problems(pack, file, ("select",), data.select)
    for item_id in data.reword:
        if item_id not in pack.items:
            yield error(
                f"there is no item “{item_id}” to reword",
                file.key_place("reword", item_id),
                did_you_mean(item_id, pack.items),
            )
    for name, choice in data.documents.items():
        yield from _selection_problems(pack, file, ("documents", name, "select"), choice.select)
        for n, slide in enumerate(choice.slides):
            yield from _unknown(file, ("documents", name, "slides", n, "items"), slide.items, pack.items, "item")
    yield from _language_problems(pack, audience)


def _language_problems(pack: Pack, audience: Audience) -> Iterator[Problem]:
    known = [pack.facts.language, *catalogue_paths(pack)]
    for n, language in enumerate(audience.data.languages):
        if language not in known:
            place = audience.file.place("languages", n)
            hint = f"{did_you_mean(language, known)} A new one begins with invoke new.language."
            yield error(f"there is no translation into “{language}”", place, hint)


def catalogue_paths(pack: Pack) -> dict[str, Path]:
    """Return the files of a pack's translations by language, sorted."""
    return {path.stem: path for path in sorted((pack.file.path.parent / "languages").glob("*.po"))}


def _selection_problems(pack: Pack, file: YamlFile, path: tuple[str, ...], selection: Selection) -> Iterator[Problem]:
    for kind in ITEM_KINDS:
        chosen = getattr(selection, kind) or ()
        known = {item_id for item_id, (its_kind, _) in pack.items.items() if its_kind == kind}
        for n, item_id in enumerate(chosen):
            place = file.place(*path, kind, n)
            if item_id in chosen[:n]:
                yield warning(f"“{item_id}” is selected twice", place, "Take one of the two out.")
            elif item_id in pack.items and item_id not in known:
                yield error(
                    f"“{item_id}” is not one of the {kind}", place, f"It is one of the {pack.items[item_id][0]}."
                )
            elif item_id not in known:
                yield error(f"there is no item “{item_id}” in {kind}", place, did_you_mean(item_id, known))


def _unknown(
    file: YamlFile,
    path: tuple[str | int, ...],
    names: Iterable[str],
    known: Iterable[str],
    what: str,
    one: bool = False,
) -> Iterator[Problem]:
    for n, name in enumerate(names):
        if name not in known:
            yield from _unknown_one(file, path if one else (*path, n), name, known, what)


def _unknown_one(
    file: YamlFile, path: tuple[str | int, ...], name: str, known: Iterable[str], what: str
) -> Iterator[Problem]:
    yield error(f"there is no {what} “{name}”", file.place(*path), did_you_mean(name, known))


def cited_paragraphs(source: SourceFile, cites: Iterable[str]) -> list[int]:
    """Return the positions of the cited paragraphs in the source, ascending, runs (`p11..p18`) written out."""
    position = {paragraph.id: n for n, paragraph in enumerate(source.paragraphs)}
    found: set[int] = set()
    for cite in cites:
        first, _, last = cite.partition(RANGE)
        found.update(range(position[first], position[last or first] + 1))
    return sorted(found)
