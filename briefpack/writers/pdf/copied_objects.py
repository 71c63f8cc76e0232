"""What each copy in a print file has of its own, pages, links, fields and elements, and what names those of all.

Clause numbers are those of ISO 32000-1 (PDF 1.7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefpack.writers.pdf.own_file import OwnFile
from briefpack.writers.pdf.tags import text_string

TITLE, KEY, MARK = "\ue000", "\ue001", "\ue002"
"""Stand in a text for what its copy says, a key of its own, and what tells its names from those of other copies."""
_SLOT = re.compile(rf"{TITLE}|{MARK}|{KEY}(\d+)|\((?:\\.|[^\\(){TITLE}{KEY}{MARK}])*\)|\b(\d+) 0 R\b", re.DOTALL)
_REFERENCE = re.compile(r"\b(\d+) 0 R\b")
_ROW = re.compile(r"[\[\] R](\d+)(\[[^\]]*\]| \d+ 0 R)")
_KEYED = re.compile(r"/(StructParents?) (\d+)")
MARK_DIGITS = 7


@dataclass(frozen=True)
class Lined:
    """Hold what the line of a copy adds to a file: the form, and the objects that show it and say where it stands.

    shared: new ones that are the same in each copy; changed: pages, the structure and its root, with the new element.
    """

    form: int
    shared: dict[int, str | bytes]
    changed: dict[int, str]


class Given(NamedTuple):
    """Say which numbers a copy has: of its first object, its branch, its first key, and the element above it."""

    first: int
    branch: int
    key: int
    document: int
    mark: str
    title: str


class _Text:
    """Hold an object of which each copy has its own, in parts around what differs."""

    def __init__(self, text: str, own: Mapping[int, int], fixed: Mapping[int, str]) -> None:
        self._parts: list[str] = [""]
        self._slots: list[tuple[str, int]] = []
        end = 0
        for found in _SLOT.finditer(text):
            slot = _slot(found, own, fixed)
            self._parts[-1] += text[end : found.start()] + ("" if slot else found[0])
            end = found.end()
            if slot:
                self._slots.append(slot)
                self._parts.append(" 0 R" if found[2] else "")
        self._parts[-1] += text[end:]

    def of(self, given: Mapping[str, int], words: Mapping[str, str]) -> str:
        """Return it as one copy has it."""
        filled = [self._parts[0]]
        for (kind, number), part in zip(self._slots, self._parts[1:], strict=True):
            filled += (words[kind] if kind in words else str(given[kind] + number), part)
        return "".join(filled)


def _slot(found: re.Match[str], own: Mapping[int, int], fixed: Mapping[int, str]) -> tuple[str, int] | None:
    """Return what a place is filled with: a word, or a number that is counted from one of the copy's."""
    if found[0] in (TITLE, MARK):
        return {TITLE: "title", MARK: "mark"}[found[0]], 0
    if found[1]:
        return "key", int(found[1])
    number = int(found[2] or 0)
    return ("first", own[number]) if number in own else (fixed[number], 0) if number in fixed else None


class CopiedObjects:
    """Tell the objects that copies share from those that each has of its own.

    blank: the size of an empty page behind each copy's, if there is one.
    """

    def __init__(self, file: OwnFile, lined: Lined, blank: tuple[float, float] | None) -> None:
        self._file, self._lined = file, lined
        self._catalogue = file.text(file.catalogue)
        self._tree = file.reference(self._catalogue, "StructTreeRoot")
        self._rows = self._text(self._tree).partition("/Nums[")[2].partition("/ParentTreeNextKey")[0]
        self._pages = file.pages()
        self._names = re.findall(r"\((\w+)\)( \d+ 0 R)", file.text(self._tree).partition("/IDTree")[2])
        texts = self._own_texts(max(lined.shared | lined.changed) + 1, blank)
        places = {number: place for place, number in enumerate((lined.form, *texts))}
        self.leaves = [places[number] for number in (*self._pages, *([max(texts)] if blank else ()))]
        """Where in a copy its pages are."""
        self.part = places[self._document]
        self.keys = int(file.one(r"/ParentTreeNextKey (\d+)", self._text(self._tree)))
        self.count = len(texts)
        fixed = {self._tree: "document", file.reference(self._catalogue, "Pages"): "branch"}
        self._texts = [_Text(text, places, fixed) for text in texts.values()]
        self._places = places
        self.shared = self._shared(set(texts) | set(fixed))
        self.end = max(texts) + 1

    def _text(self, number: int) -> str:
        return self._lined.changed.get(number) or self._file.text(number)

    def _own_texts(self, end: int, blank: tuple[float, float] | None) -> dict[int, str]:
        """Return the texts of what each copy has of its own, by their numbers; from `end` on those that are new."""
        self._document = int(self._file.one(r"/K\[ (\d+) 0 R\]", self._text(self._tree)))
        notes = [int(one) for page in self._pages for one in _REFERENCE.findall(_annotations(self._text(page)))]
        elems = [number for number in range(1, end) if self._is_elem(number)]
        texts = {number: self._text(number) for number in (*self._pages, *notes, *elems)}
        texts[self._document] = texts[self._document].replace("/S/Document", f"/S/Part/T{TITLE}", 1)
        fields = [number for number in notes if "/Subtype /Widget" in texts[number]]
        self._keys_at, self._names_at, self._fields_at = end, end + 1, end + 2
        for field in fields:
            texts[field] = texts[field].replace("/Subtype /Widget", f"/Subtype /Widget /Parent {end + 2} 0 R")
        texts = {
            number: _KEYED.sub(rf"/\1 {KEY}\2", text).replace("/ID(", f"/ID({MARK}") for number, text in texts.items()
        }
        texts[self._keys_at] = self._keys_leaf()
        texts[self._names_at] = self._names_leaf()
        texts[self._fields_at] = f"<</T({MARK})/Kids[{references(fields)}]>>" if fields else "null"
        self.has_fields = bool(fields)
        if blank:
            parent = self._file.reference(self._catalogue, "Pages")
            box = f"{blank[0]} {blank[1]}"
            texts[end + 3] = f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 {box}]/Resources<<>>>>"
        return texts

    def _is_elem(self, number: int) -> bool:
        """Tell whether an object is an element: no others of this writer begin so."""
        known = number < self._file.size or number in self._lined.changed
        return known and self._text(number).startswith("<</S/")

    def _keys_leaf(self) -> str:
        """Return a copy's part of the tree from keys to elements (14.7.4.4)."""
        rows = [(int(key), entry) for key, entry in _ROW.findall(f" {self._rows}")]
        nums = "".join(f" {KEY}{key}{entry}" for key, entry in rows)
        return f"<</Limits[{KEY}{rows[0][0]} {KEY}{rows[-1][0]}]/Nums[{nums}]>>"

    def _names_leaf(self) -> str:
        """Return a copy's part of the tree from names to notes."""
        if not self._names:
            return "null"
        limits = "".join(f"({MARK}{self._names[place][0]})" for place in (0, -1))
        names = "".join(f"({MARK}{name}){reference}" for name, reference in self._names)
        return f"<</Limits[{limits}]/Names[{names}]>>"

    def _shared(self, others: set[int]) -> list[int]:
        """Return the numbers of the file's objects that copies refer to and share, in their order."""
        file, seen = self._file, set[int]()
        waiting = [
            f"{self._catalogue_without()} {file.info or ''} 0 R",
            *map(self._text, others & set(range(file.size))),
        ]
        waiting += [*self._lined.changed.values()]
        while waiting:
            new = {int(number) for number in _REFERENCE.findall(waiting.pop())} - seen - others
            new = {number for number in new if 0 < number < file.size}
            seen |= new
            waiting += map(file.text, new)
        return sorted(seen)

    def _catalogue_without(self) -> str:
        """Return the catalogue without what leads to pages and elements."""
        gone = r"/(?:Outlines|Pages|StructTreeRoot|AcroForm|Names|Dests) \d+ 0 R"
        return re.sub(gone, "", self._catalogue)

    def of(self, given: Given) -> list[str]:
        """Return the objects of a copy behind its form, in the order of their numbers."""
        numbers = {"first": given.first, "branch": given.branch, "key": given.key, "document": given.document}
        words = {"mark": given.mark, "title": text_string(given.title)}
        return [text.of(numbers, words) for text in self._texts]

    def branch(self, firsts: Sequence[int], before: int, root: int) -> list[str]:
        """Return the branches of the trees of pages, keys and names for copies in a row, after `before` others."""
        kids = references(first + leaf for first in firsts for leaf in self.leaves)
        low, high = before * self.keys, (before + len(firsts)) * self.keys - 1
        pages = f"<</Type/Pages/Parent {root} 0 R/Count {len(firsts) * len(self.leaves)}/Kids[{kids}]>>"
        keys = f"<</Limits[{low} {high}]/Kids[{self._each(firsts, self._keys_at)}]>>"
        if not self._names:
            return [pages, keys, "null"]
        ends = (
            f"({mark_of(number)}{self._names[at][0]})" for number, at in ((before, 0), (before + len(firsts) - 1, -1))
        )
        return [pages, keys, f"<</Limits[{''.join(ends)}]/Kids[{self._each(firsts, self._names_at)}]>>"]

    def _each(self, firsts: Iterable[int], number: int) -> str:
        return references(first + self._places[number] for first in firsts)

    def roots(self, numbers: Roots, firsts: Sequence[int], branches: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Yield the objects that name all copies, with their numbers."""
        file, text = self._file, self._text(self._tree)
        space = re.search(r"/NS \d+ 0 R", self._text(self._document))
        pages = f"/Count {len(firsts) * len(self.leaves)}/Kids[{references(branches)}]"
        yield numbers.pages, f"<</Type/Pages{pages}>>"
        parts = references(first + self.part for first in firsts)
        yield numbers.document, f"<</S/Document/P {numbers.tree} 0 R/K[{parts}]{space[0] if space else ''}>>"
        keys = f"/ParentTree<</Kids[{references(one + 1 for one in branches)}]>>"
        names = f"/IDTree<</Kids[{references(one + 2 for one in branches)}]>>" if self._names else ""
        spaces = re.search(r"/Namespaces\[[^\]]*\]", text)
        rest = f"/ParentTreeNextKey {len(firsts) * self.keys}{names}{spaces[0] if spaces else ''}"
        yield numbers.tree, f"<</Type/StructTreeRoot/K[ {numbers.document} 0 R]{keys}{rest}>>"
        named = f"/Pages {numbers.pages} 0 R/StructTreeRoot {numbers.tree} 0 R"
        if self.has_fields:
            form = file.text(file.reference(self._catalogue, "AcroForm"))
            fields = f"/Fields [{self._each(firsts, self._fields_at)}]"
            yield numbers.form, re.sub(r"/Fields \[[^\]]*\]", fields, form)
            named += f"/AcroForm {numbers.form} 0 R"
        yield file.catalogue, self._catalogue_without().removesuffix(">>") + f"{named}>>"


class Roots(NamedTuple):
    """Number the objects that name all copies."""

    pages: int
    document: int
    tree: int
    form: int


def mark_of(number: int) -> str:
    """Return what tells the names of a copy from those of others; in its place among theirs, too."""
    return f"{number:0{MARK_DIGITS}}-"


def _annotations(page: str) -> str:
    found = re.search(r"/Annots \[([^\]]*)\]", page)
    return found[1] if found else ""


def references(numbers: Iterable[int]) -> str:
    """Return references to objects."""
    return " ".join(f"{number} 0 R" for number in numbers)
