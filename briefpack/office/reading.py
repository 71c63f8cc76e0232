"""Office files from elsewhere: unpacked within limits, walked along the relations that are kept, packed again.

What may stay is the caller's to list, as `Rules`; what is not reached from the root stays behind.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from briefpack.errors import BuildError, Place, Problem, error, relative_name, warning

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAX_FILE, MAX_UNPACKED, MAX_PART, MAX_ENTRIES = 20_000_000, 80_000_000, 40_000_000, 2_000
MAX_RATIO, RATIO_FROM = 150, 1_000_000
"""A part of more bytes than RATIO_FROM may not be packed tighter than this."""
SAFE_ADDRESS = re.compile(r"(https?|mailto):", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Rules:
    """Say what one kind of Office file is called, and which of its relations stay, by the last word of their type."""

    noun: str
    resave: str
    """How to get a file that can be read."""
    leave_out: str
    """How to lose the message that something was left out."""
    main_kinds: Mapping[str, str]
    """Content types of the main part to what is said of them; "" means nothing."""
    main_kind: str
    """The content type that the main part gets."""
    kept: frozenset[str]
    quiet: frozenset[str]
    """Left out without a word."""
    named: Mapping[str, str]
    """What is said of others."""
    roots: Mapping[str, str]
    """Relations whose part has a root of a known name, in Clark notation."""
    gone: str = ", which was left out"
    """How a message goes on that names what was left out."""


@dataclass(slots=True)
class Relation:
    id: str
    type: str
    target: str
    """Name of a part, or an address if external."""
    external: bool

    @property
    def kind(self) -> str:
        return self.type.rstrip("/").rpartition("/")[2]


Clean = Callable[[str, Any, set[str]], None]
"""Is told a part's name, its tree and the ids of the relations that it keeps, and removes from the tree what may
not stay; called once a part, before the parts that it relates to are read."""


@dataclass(slots=True)
class OfficeFile:
    """Hold what was read: trees of XML parts, bytes of others, relations by the part that has them ("" is the root)."""

    place: Place
    rules: Rules
    files: dict[str, bytes]
    problems: list[Problem] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[Relation]] = field(default_factory=dict)
    trees: dict[str, Any] = field(default_factory=dict)
    main: str = ""

    def refused(self, message: str, hint: str = "") -> BuildError:
        return BuildError([error(message, self.place, hint or self.rules.resave)])

    def left_out(self, what: str) -> None:
        message = f"the {self.rules.noun} holds {what}{self.rules.gone}"
        self.problems.append(warning(message, self.place, self.rules.leave_out))

    def kind(self, name: str) -> str:
        """Return the content type of a part: its own, else that of its extension (ECMA-376 part 2, 10.1.2.4)."""
        if not self.kinds:
            for node in self._parsed("[Content_Types].xml"):
                key = node.get("PartName", "").lstrip("/") or "." + node.get("Extension", "")
                self.kinds[key.casefold()] = node.get("ContentType", "")
        low = name.casefold()
        return self.kinds.get(low) or self.kinds.get("." + low.rpartition(".")[2], "")

    def walk(self, clean: Clean) -> None:
        """Read what is reached from the root. Raise BuildError for what cannot be trusted."""
        waiting = [""]
        while waiting:
            source = waiting.pop()
            if source in self.relations:
                continue
            if source and self.kind(source).endswith(("+xml", "/xml")):
                self.trees[source] = self._parsed(source)
            waiting += self._read_relations(source, clean)
        for relation in (one for found in self.relations.values() for one in found):
            self._check_root(relation)
        if not self.main:
            raise self.refused(f"the {self.rules.noun} holds no document")

    def _read_relations(self, source: str, clean: Clean) -> Iterator[str]:
        folder, _, base = source.rpartition("/")
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        found = [_relation(node, folder) for node in self._parsed(name)] if name in self.files or not source else []
        kept = [relation for relation in found if self._is_kept(relation)]
        self.relations[source] = kept
        if source in self.trees:
            clean(source, self.trees[source], {relation.id for relation in kept})
        for relation in kept:
            if relation.kind == "officeDocument" and not source:
                self._set_main(relation.target)
            if not relation.external:
                yield relation.target

    def _parsed(self, name: str) -> Any:
        if name not in self.files:
            raise self.refused(f"the {self.rules.noun} lacks its part “{name}”")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.files[name], parser)
        except (etree.XMLSyntaxError, ValueError) as found:
            raise self.refused(f"the {self.rules.noun}'s part “{name}” is not sound XML") from found
        about: Any = root.getroottree().docinfo
        if about.doctype:
            raise self.refused(f"the {self.rules.noun}'s part “{name}” defines entities")
        return root

    def _check_root(self, relation: Relation) -> None:
        """Refuse a part that is not what its relation calls it."""
        if relation.kind in self.rules.roots:
            tree = self.trees.get(relation.target)
            if tree is None or tree.tag != self.rules.roots[relation.kind]:
                raise self.refused(f"“{relation.target}” is of the “Strict” kind of Office file, or of none")

    def _is_kept(self, relation: Relation) -> bool:
        if relation.kind in self.rules.quiet:
            return False
        if relation.external:
            return self._is_safe_address(relation)
        if relation.kind not in self.rules.kept:
            self.left_out(self.rules.named.get(relation.kind, f"a part of the kind “{relation.kind}”"))
            return False
        # Beside every SVG picture stands one that older programs draw; an SVG may itself refer to other files.
        return relation.target in self.files and self.kind(relation.target) != "image/svg+xml"

    def _is_safe_address(self, relation: Relation) -> bool:
        if relation.kind == "hyperlink" and SAFE_ADDRESS.match(relation.target):
            return True
        linked = {"hyperlink": f"a link to “{relation.target[:60]}”", "image": "a picture that is only linked"}
        named = self.rules.named.get(relation.kind, f"a link of the kind “{relation.kind}”")
        self.left_out(linked.get(relation.kind, named))
        return False

    def _set_main(self, name: str) -> None:
        kind = self.kind(name)
        if kind not in self.rules.main_kinds:
            raise self.refused(f"the {self.rules.noun} is another kind of file than its name says")
        if said := self.rules.main_kinds[kind]:
            self.left_out(said)
        self.main = name
        self.kinds[name.casefold()] = self.rules.main_kind

    def packed(self) -> bytes:
        """Return the package: content types first, parts in order, under a fixed date."""
        files: dict[str, bytes] = {}
        for source, relations in self.relations.items():
            if source:
                files[source] = _serialised(self.trees[source]) if source in self.trees else self.files[source]
            if relations:
                folder, _, base = source.rpartition("/")
                files[posixpath.join(folder, "_rels", f"{base}.rels")] = _relations_xml(relations).encode()
        parts = {name: self.kind(name) for name in self.relations if name}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), _types_xml(parts))
            for name in sorted(files):
                archive.writestr(zipfile.ZipInfo(name), files[name])
        return stream.getvalue()


def open_office_file(path: Path, rules: Rules) -> OfficeFile:
    """Unpack a file of Office. Raise BuildError if it is none, has a password or is a zip bomb."""
    found = OfficeFile(Place(relative_name(path)), rules, {})
    try:
        if path.stat().st_size > MAX_FILE:
            raise found.refused(f"the {rules.noun} is larger than {MAX_FILE // 1_000_000} MB", "Use smaller pictures.")
        data = path.read_bytes()
    except OSError as failed:
        raise found.refused(f"cannot read the {rules.noun}: {failed.strerror}", "Check its name.") from failed
    found.files = _unzipped(data, found)
    return found


def _unzipped(data: bytes, found: OfficeFile) -> dict[str, bytes]:
    """Return the entries by name; what they claim to unpack to is checked before anything is unpacked."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise found.refused(f"the {found.rules.noun} has a password or is of Office 2003 or older")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries, found)
            return {entry.filename: archive.read(entry) for entry in entries}
    except _BROKEN as failed:
        raise found.refused(f"the {found.rules.noun} is not a whole Office file") from failed


def _check_entries(entries: list[zipfile.ZipInfo], found: OfficeFile) -> None:
    names = [entry.filename.casefold() for entry in entries]
    odd = [n for n in names if n.startswith("/") or "\\" in n or ".." in n.split("/")]
    tight = [e for e in entries if e.file_size > max(RATIO_FROM, MAX_RATIO * max(1, e.compress_size))]
    large = [e for e in entries if e.file_size > MAX_PART]
    if len(names) > MAX_ENTRIES or tight or large or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise found.refused(f"the {found.rules.noun} unpacks to far more than it needs")
    if odd or len(set(names)) < len(names) or any(e.flag_bits & 1 for e in entries):
        raise found.refused(f"the {found.rules.noun}'s parts have names that Office does not write")


def _serialised(tree: Any) -> bytes:
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _relation(node: Any, folder: str) -> Relation:
    target, external = node.get("Target", ""), node.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(node.get("Id", ""), node.get("Type", ""), target, external)


def _relations_xml(relations: Iterable[Relation]) -> str:
    held = ""
    for one in relations:
        target, mode = (one.target, ' TargetMode="External"') if one.external else (f"/{one.target}", "")
        held += f"<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.type)} Target={quoteattr(target)}{mode}/>"
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{held}</Relationships>'


def _types_xml(parts: dict[str, str]) -> str:
    kinds = ((quoteattr(f"/{name}"), quoteattr(parts[name])) for name in sorted(parts))
    held = "".join(f"<Override PartName={name} ContentType={kind}/>" for name, kind in kinds)
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{held}</Types>'
