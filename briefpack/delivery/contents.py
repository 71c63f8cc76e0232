"""What lies in `build/`, by pack, audience and language: values, from the manifest alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from briefpack.content.formats import FORMAT_NAMES
from briefpack.errors import relative_name
from briefpack.languages.scripts import primary

Record = Mapping[str, Any]


@dataclass(frozen=True)
class File:
    """Describe a finished file; `path` is relative to the build folder, `pages` is 0 where only its reader knows."""

    path: str
    format: str
    bytes: int
    pages: int
    sha256: str


@dataclass(frozen=True)
class Document:
    """Describe one document of an audience in a language, in all its formats."""

    name: str
    audience: str
    language: str
    files: tuple[File, ...]
    words: int = 0
    done: tuple[str, ...] = ()
    """What was done to make it fit, and what was split."""
    translation: str = ""
    about: Record = field(default_factory=dict)

    @property
    def title(self) -> str:
        return str(self.about.get("title") or self.name)

    @property
    def marking(self) -> str:
        return str(self.about.get("marking", ""))

    def file(self, format_: str) -> File | None:
        """Return its file in a format."""
        return next((file for file in self.files if file.format == format_), None)


@dataclass(frozen=True)
class Audience:
    """Hold what one audience gets, in the order of languages and documents."""

    name: str
    documents: tuple[Document, ...]
    language: str
    """That of the pack: its label is shown in it if there is a document in it."""

    @property
    def label(self) -> str:
        return str(_nearest(self.documents, self.language).about.get("audience") or self.name)

    @property
    def languages(self) -> tuple[str, ...]:
        own_first = sorted({one.language for one in self.documents}, key=lambda code: (code != self.language, code))
        return tuple(own_first)

    def in_language(self, language: str) -> tuple[Document, ...]:
        return tuple(one for one in self.documents if one.language == language)


@dataclass(frozen=True)
class Pack:
    """Hold what all audiences of a pack get."""

    name: str
    audiences: tuple[Audience, ...]
    language: str

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, of each audience those in the pack's own language first."""
        told = ((audience, language) for audience in self.audiences for language in audience.languages)
        return tuple(document for audience, language in told for document in audience.in_language(language))

    @property
    def files(self) -> tuple[File, ...]:
        return tuple(file for document in self.documents for file in document.files)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for audience in self.audiences for code in audience.languages))

    @property
    def title(self) -> str:
        return str(self.about.get("pack") or self.name)

    def title_for(self, document: Document) -> str:
        """Return the pack's title for readers of a document; in another language than its own, the document's."""
        return self.title if document.language == self.language else document.title

    @property
    def about(self) -> Record:
        """What a document in the pack's own language says of itself and of the pack."""
        return _nearest(self.documents, self.language).about


def problem_file(problem: Record, project: Path) -> str:
    """Return the file that a problem of a run is about, by its name from the project's folder, wherever it was run."""
    return relative_name(Path(problem["place"]["file"]), project)


def packs_of(records: Iterable[Record]) -> tuple[Pack, ...]:
    """Return the packs that records of a manifest name, in the order of their names."""
    known = sorted((record for record in records if record["path"].count("/") == 3), key=_key)
    return tuple(_pack(name, list(own)) for name, own in groupby(known, lambda record: _key(record)[0]))


def _key(record: Record) -> tuple[str, str, str, str]:
    pack, audience, language, name = record["path"].split("/")
    return pack, audience, language, name.partition(".")[0]


def _pack(name: str, records: list[Record]) -> Pack:
    named = (str(record["about"].get("pack_language", "")) for record in records if record.get("about"))
    language = next(filter(None, named), "")
    audiences = [
        Audience(audience, tuple(_documents(list(own))), language)
        for audience, own in groupby(records, lambda record: _key(record)[1])
    ]
    return Pack(name, tuple(audiences), language)


def _documents(records: list[Record]) -> Iterable[Document]:
    for (_, audience, language, name), group in groupby(records, _key):
        own = list(group)
        done = dict.fromkeys(str(step) for record in own for key in ("fitting", "split") for step in record[key])
        first = own[0]
        yield Document(
            name=name,
            audience=audience,
            language=language,
            files=tuple(sorted(map(_file, own), key=_place)),
            words=int(first["words"]),
            done=tuple(done),
            translation=str(first.get("translation", "")),
            about=first.get("about", {}),
        )


def _file(record: Record) -> File:
    format_ = record["path"].rpartition("/")[2].partition(".")[2]
    return File(record["path"], format_, int(record["bytes"]), int(record["pages"]), str(record["sha256"]))


def _place(file: File) -> int:
    """Return where a format stands among the others: those that most readers open come first."""
    return FORMAT_NAMES.index(file.format) if file.format in FORMAT_NAMES else len(FORMAT_NAMES)


def _nearest(documents: tuple[Document, ...], language: str) -> Document:
    """Return the first document in a language, or in any."""
    own = (one for one in documents if primary(one.language) == primary(language))
    return next(own, documents[0])
