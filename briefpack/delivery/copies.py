"""Numbered copies: of each document a copy for everybody on a list, which says whose it is, and the register of them.

What is built is laid out once; a copy is what its writer appends to the finished file.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Protocol

from briefpack.build.disk import beside, write_whole
from briefpack.build.jobs import MANIFEST, Progress, Request, RunStopped, WrongUse, chosen
from briefpack.build.publish import as_built, read_manifest
from briefpack.content.file_names import file_name
from briefpack.delivery.contents import Document, File, Pack, packs_of
from briefpack.delivery.names import document_name
from briefpack.delivery.recipients import Recipient
from briefpack.delivery.register import Copy, Issue, Register
from briefpack.delivery.signatures import Seal
from briefpack.errors import Place, Problem
from briefpack.languages.bidi import isolated
from briefpack.languages.scripts import holds_right_to_left
from briefpack.look.theme import Theme
from briefpack.look.typefaces import Absent, missing_glyph
from briefpack.rendering.labels import OUTGOING_WORDS, Say
from briefpack.writers.labels import CopyLabel
from briefpack.writers.pdf.copies import PdfCopies
from briefpack.writers.pdf.own_file import NotOurs
from briefpack.writers.word.copies import WordCopies

FORMATS = ("pdf", "docx")
FOR_PRINT = "_for-print.pdf"
BATCH_BYTES = 8_000_000
"""So much is made before it is entered in the register and then written."""
CODE_LETTERS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
"""Codes have no 0, 1, I or O, which are read as each other."""


Themes = Callable[[str, str], Theme]
"""Gives the theme of an audience, by its name, in a language."""


class Copies(Protocol):
    """Make the copies of one finished file."""

    def copy(self, label: CopyLabel) -> bytes: ...

    def lacking(self, text: str) -> Absent: ...


@dataclass(frozen=True)
class Original:
    """Hold a finished file of which there are copies."""

    document: Document
    file: File
    copies: Copies


@dataclass
class Originals:
    """Find the finished files of a pack, each read when its first copy is made."""

    pack: Pack
    build: Path
    request: Request
    themes: Themes
    _read: dict[tuple[str, str], tuple[Original, ...]] = field(default_factory=dict)

    @cached_property
    def audiences(self) -> dict[str, list[str]]:
        """The audiences that have anything to copy, each with its languages, whatever is asked for now."""
        known: dict[str, list[str]] = {}
        for document, _ in self._files():
            known.setdefault(document.audience, []).append(document.language)
        return {name: list(dict.fromkeys(languages)) for name, languages in known.items()}

    @property
    def basis(self) -> str:
        """Return one text that differs where any file of the pack does."""
        return "\n".join(f"{file.path} {file.sha256}" for _, file in self._files())

    def _files(self) -> Iterator[tuple[Document, File]]:
        for document in self.pack.documents:
            for file in document.files:
                if file.format in FORMATS:
                    yield document, file

    def of(self, audience: str, language: str) -> tuple[Original, ...]:
        """Return the originals for an audience in a language. Raise RunStopped if one is not as it was built."""
        key = (audience, language)
        if key not in self._read:
            self._read[key] = tuple(
                Original(document, file, self._copies(document, file))
                for document, file in self._files()
                if (document.audience, document.language) == key and self.request.asks_for(document.name, file.format)
            )
        return self._read[key]

    def name_problems(self, recipient: Recipient, place: Place) -> Iterator[Problem]:
        """Yield what is wrong with a name at its place: letters that none of the fonts of its copies has."""
        known = [one.copies.lacking(recipient.name) for one in self.of(recipient.audience, recipient.language)]
        if letters := [*dict.fromkeys(letter for lacked in known for letter in lacked)]:
            message = f"no font sets “{recipient.name}” on its copies: {', '.join(letters)}"
            yield replace(missing_glyph(letters[0], place), message=message)

    def _copies(self, document: Document, file: File) -> Copies:
        data = as_built(self.build, file.path, file.sha256)
        try:
            theme = self.themes(document.audience, document.language)
            return (PdfCopies if file.format == "pdf" else WordCopies)(data, theme, document.language)
        except NotOurs:
            what = f"build/{file.path} was written by another version of briefpack."
            raise RunStopped(f"{what}\nMake it again: invoke build --force") from None


def originals_in(build: Path, request: Request, themes: Themes) -> Originals:
    """Return what is copied: the files of one pack. Raise WrongUse if the request names none or several."""
    packs = packs_of(read_manifest(build / MANIFEST).records.values())
    names = chosen(request.packs, [pack.name for pack in packs], "pack")
    if len(names) != 1:
        raise WrongUse(f"Copies are of one pack: add --pack with one of {', '.join(names)}.")
    originals = Originals(next(pack for pack in packs if pack.name == names[0]), build, request, themes)
    if not originals.audiences:
        raise WrongUse(f"{names[0]} has no PDF and no Word file of this kind to copy.")
    return originals


@dataclass
class Round:
    """Make the copies of an issue that are asked for."""

    originals: Originals
    issue: Issue
    register: Register
    folder: Path
    """In which the copies lie, a folder a pack and in it one a recipient."""
    say: Say
    seal: Seal | None = None
    """Signs each PDF, if they are to be signed."""
    count: int = 0

    def make(self, progress: Progress) -> None:
        """Enter each copy in the register, then write it. What is there from before and is none of them goes."""
        request = self.originals.request
        total = self.register.count(self.issue, request.audiences, request.languages)
        self.register.begin_copies(self.issue, request.audiences, request.languages)
        batch: list[tuple[Copy, bytes]] = []
        size = 0
        for done, (number, recipient) in enumerate(self._recipients()):
            progress(recipient.name, done, total)
            for copy, data in self._copies_for(number, recipient):
                batch.append((copy, data))
                size += len(data)
            if size > BATCH_BYTES:
                self._write(batch)
                batch, size = [], 0
        self._write(batch)
        self._remove_others()

    def write_print_files(self, duplex: bool) -> list[str]:
        """Write a file to be printed for each PDF, with all its copies; return their paths from the folder."""
        paths = []
        for audience, languages in self.originals.audiences.items():
            for original in (one for language in languages for one in self.originals.of(audience, language)):
                labels = list(islice(self.labels(original), 1))
                if labels and isinstance(original.copies, PdfCopies):
                    path = f"{self.issue.pack}/{self._name(original.document)}{FOR_PRINT}"
                    with beside(self.folder / path) as out:
                        original.copies.write_all(self.labels(original), out, duplex)
                    paths.append(path)
        return paths

    def _name(self, document: Document) -> str:
        return document_name(self.issue.pack, document, "").rstrip(".")

    def _recipients(self) -> Iterator[tuple[int, Recipient]]:
        request = self.originals.request
        return self.register.recipients(self.issue, request.audiences, request.languages)

    def labels(self, original: Original) -> Iterator[CopyLabel]:
        """Yield the labels of an original's copies, by their numbers."""
        for number, recipient in self._recipients():
            if (recipient.audience, recipient.language) == (original.document.audience, original.document.language):
                yield self._label(number, recipient, original)

    def _copies_for(self, number: int, recipient: Recipient) -> Iterator[tuple[Copy, bytes]]:
        padded = f"{number:0{len(str(self.issue.total))}}"
        folder = file_name("{number}_{name}", {"number": padded, "name": recipient.name})
        for original in self.originals.of(recipient.audience, recipient.language):
            document, file = original.document, original.file
            label = self._label(number, recipient, original)
            unsigned = original.copies.copy(label)
            name = self._name(document)
            path = f"{self.issue.pack}/{folder}/{name}_copy-{padded}-of-{self.issue.total}.{file.format}"
            data = self._signed(unsigned, path) if self.seal and file.format == "pdf" else unsigned
            yield (
                Copy(self.issue.id, number, document.name, file.format, path, label.code, sha256(data).hexdigest()),
                data,
            )

    def _signed(self, unsigned: bytes, path: str) -> bytes:
        """Return a copy signed; it stays as it lies there, since a signature holds the time and would be another."""
        assert self.seal
        with suppress(OSError):
            if self.seal.has_signed(kept := (self.folder / path).read_bytes(), unsigned):
                return kept
        return self.seal.sign(unsigned)

    def _label(self, number: int, recipient: Recipient, original: Original) -> CopyLabel:
        code = _code(original.file.sha256, number, self.issue.total, recipient)
        values = {"number": str(number), "total": str(self.issue.total), "name": recipient.name}
        text = filled(self.say(recipient.language, OUTGOING_WORDS["copy"]), values)
        if not holds_right_to_left(text):
            return CopyLabel(f"{text} · {code}", code)
        values["name"] = isolated(recipient.name)
        text = filled(self.say(recipient.language, OUTGOING_WORDS["copy"]), values)
        return CopyLabel(f"{text} · {isolated(code)}", code)

    def _write(self, batch: list[tuple[Copy, bytes]]) -> None:
        self.register.add_copies(copy for copy, _ in batch)
        for copy, data in batch:
            write_whole(self.folder / copy.path, data)
        self.count += len(batch)

    def _remove_others(self) -> None:
        for printed in (self.folder / self.issue.pack).glob(f"*{FOR_PRINT}"):
            printed.unlink()
        for path in self.register.paths_of_before(self.issue.pack):
            file = self.folder / path
            file.unlink(missing_ok=True)
            with suppress(OSError):
                file.parent.rmdir()


def _code(basis: str, number: int, total: int, recipient: Recipient) -> str:
    """Return eight letters and digits that no other copy has, the same whenever it is made."""
    known = "\0".join((basis, str(number), str(total), recipient.name, recipient.organisation, recipient.email))
    letters = base64.b32encode(sha256(known.encode()).digest()[:5]).translate(CODE_LETTERS).decode()
    return f"{letters[:4]}-{letters[4:]}"


def filled(words: str, values: Mapping[str, str]) -> str:
    """Return words with values in their places; what a value holds is no place."""
    parts = words.split("{")
    rest = (part.partition("}") for part in parts[1:])
    return parts[0] + "".join(values.get(name, f"{{{name}}}") + text for name, _, text in rest)
