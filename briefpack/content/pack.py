"""Read a pack's folder: its facts, its source and its audiences, with the files that locate everything."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from briefpack.content.fields import Part
from briefpack.content.items import Item
from briefpack.content.model import ITEM_KINDS, AudienceFile, PackFile, SourceFile
from briefpack.errors import BuildError, Findings, Place, Problem, did_you_mean, error, relative_name
from briefpack.files import Unreadable, file_bytes
from briefpack.languages.catalogues.model import Catalogue
from briefpack.yaml_file import Model, YamlFile, read_model

RUN = ".."
"""What joins the first and the last paragraph of a run: p11..p18."""


@dataclass(frozen=True)
class Audience:
    """Hold one audience and the file that it was read from."""

    name: str
    data: AudienceFile
    file: YamlFile


@dataclass(frozen=True)
class Pack:
    """Hold everything known about one subject, with the files that locate everything."""

    name: str
    facts: PackFile
    source: SourceFile
    audiences: dict[str, Audience]
    file: YamlFile
    source_file: YamlFile
    items: dict[str, tuple[str, int]]
    """Where the item with an id is: its list and its position there."""
    found: tuple[Problem, ...] = ()
    """What is wrong in files of it that could not be read; once it is checked, the warnings about what it points at."""
    catalogue: Catalogue | None = None
    """Where the words of a translated pack come from."""
    untranslated: dict[str, str] = field(default_factory=dict)
    """The texts that stayed in the original when the pack was translated, by key path."""
    original: Pack | None = None
    """The pack that this one is a translation of."""

    def parts(self) -> Iterator[tuple[tuple[str, ...], Part, YamlFile]]:
        """Yield what each file of the pack holds: how its key paths begin, its data, and the file."""
        yield ("pack",), self.facts, self.file
        yield ("source",), self.source, self.source_file
        for name, audience in self.audiences.items():
            yield ("audiences", name), audience.data, audience.file

    @property
    def source_language(self) -> str:
        """The language of the source: the pack's, as it was written, where the source does not say another."""
        return self.source.language or (self.original or self).facts.language

    @property
    def all_items(self) -> list[Item]:
        """The items, kind by kind, each kind in the order of its list."""
        return [item for kind in ITEM_KINDS for item in getattr(self.facts, kind)]

    @cached_property
    def paragraphs(self) -> dict[str, int]:
        """The positions of the source's paragraphs by their ids."""
        return {paragraph.id: n for n, paragraph in enumerate(self.source.paragraphs)}

    def item(self, item_id: str) -> Item:
        """Return the item with an id. Raise KeyError if there is none, which `checks` rule out."""
        kind, position = self.items[item_id]
        item: Item = getattr(self.facts, kind)[position]
        return item


def pack_names(content: Path) -> list[str]:
    """Return the names of the packs in a content folder, sorted."""
    return sorted(path.name for path in content.glob("*") if os.path.lexists(path / "pack.yaml"))


def audience_names(folder: Path) -> list[str]:
    """Return the names of the audiences of a pack's folder, sorted."""
    return sorted(path.stem for path in folder.glob("audiences/*.yaml"))


def read_pack(folder: Path, only: Collection[str] = ()) -> Pack:
    """Read one pack, whose pointers may still point at nothing; name the audiences that cannot be read in `found`.

    `only`: the audiences to read; all of them if it is empty. Raise BuildError with the problems of all its files if
    the pack or its source cannot be read.
    """
    findings = Findings()
    facts = _read(folder / "pack.yaml", PackFile, findings)
    source = _read(folder / "source.yaml", SourceFile, findings)
    names = audience_names(folder)
    audiences = {
        name: _read(folder / "audiences" / f"{name}.yaml", AudienceFile, findings)
        for name in names
        if name in only or not only
    }
    if not names and not _has_unread_audiences(folder):
        place = Place(relative_name(folder / "audiences"))
        findings.append(error("holds no audience", place, "Write one file an audience, for instance ministers.yaml."))
    if facts is None or source is None:
        raise BuildError(findings)
    readable = {name: Audience(name, *content) for name, content in audiences.items() if content}
    return Pack(folder.name, facts[0], source[0], readable, facts[1], source[1], _index(facts[0]), tuple(findings))


def _has_unread_audiences(folder: Path) -> bool:
    """Tell whether a pack has what looks like audiences and is not read, which `checks` report."""
    nearly = (path for path in folder.glob("*/*") if path.parent.name.lower().startswith("audience"))
    return any(re.search(r"\.ya?ml(\.txt)?$", path.name, re.IGNORECASE) for path in nearly)


def _read(path: Path, model: type[Model], findings: Findings) -> tuple[Model, YamlFile] | None:
    with findings.collecting():
        return read_model(path, model)
    return None


def _index(facts: PackFile) -> dict[str, tuple[str, int]]:
    return {item.id: (kind, n) for kind in reversed(ITEM_KINDS) for n, item in enumerate(getattr(facts, kind))}


def catalogue_paths(pack: Pack) -> dict[str, Path]:
    """Return the files of a pack's translations by language, sorted."""
    return {path.stem: path for path in sorted((pack.file.path.parent / "languages").glob("*.po"))}


def is_misnamed(pack: Pack, language: str) -> bool:
    """Tell whether a translation is there under nearly its name alone, and so not read, which `checks` report."""
    names = [path.name for path in (pack.file.path.parent / "languages").glob("*")]
    nearly = any(name.lower().startswith(f"{language.lower()}.po") for name in names)
    return nearly and f"{language}.po" not in names


PICTURES = "pictures"
"""The folder of a pack's pictures."""
LARGEST_PICTURE = 20_000_000


def picture_data(pack: Pack, item_id: str) -> bytes:
    """Return the bytes of a picture's file. Raise BuildError at the field that names one which cannot be read."""
    folder, n = pack.file.path.parent / PICTURES, pack.items[item_id][1]
    name, place = pack.facts.pictures[n].file, pack.file.place("pictures", n, "file")
    if not os.path.lexists(folder / name):
        known = sorted(path.name for path in folder.glob("*.*"))
        hint = did_you_mean(name, known) if known else f"Put it into {relative_name(folder)}/."
        raise BuildError([error(f"there is no picture “{name}”", place, hint)])
    try:
        return file_bytes(folder / name, LARGEST_PICTURE, large="Export it smaller: a screen needs 1600 pixels.")
    except Unreadable as refused:
        raise BuildError([error(f"“{name}” {refused}", place, refused.hint)]) from None


def cited_paragraphs(pack: Pack, cites: Iterable[str]) -> list[int]:
    """Return the positions of the cited paragraphs in the source, ascending, runs (`p11..p18`) written out."""
    position, cited = pack.paragraphs, set[int]()
    for cite in cites:
        first, _, last = cite.partition(RUN)
        cited.update(range(position[first], position[last or first] + 1))
    return sorted(cited)
