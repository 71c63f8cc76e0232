"""Office files from elsewhere: unpacked within limits, walked along the relations that are kept, packed again.

What may stay is listed in `Rules`; what is not reached from the root stays behind.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from briefpack.errors import BuildError, Place, Problem, error, relative_name, shortened, sorted_problems, warning
from briefpack.files import read_bytes
from briefpack.office.package import Package, Relation, relation_from
from briefpack.office.packing import relations_of

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAX_FILE, MAX_UNPACKED, MAX_PART, MAX_ENTRIES = 20_000_000, 80_000_000, 40_000_000, 2_000
MAX_RATIO, RATIO_FROM = 150, 1_000_000
"""A part of more bytes than RATIO_FROM may not be packed tighter than this."""
SAFE_ADDRESS = re.compile(r"(https?|mailto):", re.IGNORECASE)
OBJECT, CONTROL = "an embedded object", "an ActiveX control"
MACROS, CHART, LINKED = "macros", "a chart", "a picture that is only linked"
NAMED = {
    "vbaProject": MACROS,
    "package": "an embedded file",
    "chart": CHART,
    "oleObject": OBJECT,
    "control": CONTROL,
}
"""What warnings call relations that no kind of file keeps, by the last word of their type."""
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """Hold an untrusted file as a package with nothing active in it; `problems` says what was left out."""

    name: str
    data: bytes = field(repr=False)
    place: Place
    rules: Rules = field(repr=False)
    problems: tuple[Problem, ...] = ()

    def refused(self, what: str, hint: str = "") -> BuildError:
        """Return the error that it cannot be used; `what` goes on behind “the letterhead”.

        Without a hint of its own it says how to save the file anew.
        """
        return BuildError([error(f"the {self.rules.noun} {what}", self.place, hint or self.rules.resave)])


@dataclass(frozen=True, slots=True)
class Rules:
    """State what one kind of Office file is called, and which relations stay, by the last word of their type."""

    noun: str
    resave: str
    """How to get a file that can be read."""
    leave_out: str
    """How to lose the message that something was left out."""
    main_kinds: frozenset[str]
    """Content types that the main part may have."""
    main_kind: str
    """The content type that the main part gets."""
    kept: frozenset[str]
    quiet: frozenset[str]
    """Left out silently."""
    named: Mapping[str, str]
    """What a warning calls the others, beside those of `NAMED`."""
    roots: Mapping[str, str]
    """Relations whose part has a root of a known name, in Clark notation."""
    clean: Callable[[UntrustedPackage, Any, set[str]], None]
    """Takes a part's tree and the ids of the relations that it keeps, and removes from the tree what may not stay.

    Called once a part, before the parts that it relates to are read.
    """
    check: Callable[[UntrustedPackage], None]
    """Refuses, warns of or completes what shows only in the whole package."""
    gone: str = ", which was left out"
    """How a warning about something left out ends."""
    ways_out: Mapping[str, str] = field(default_factory=dict)
    """How to lose the message about one thing, where there is a better way than to remove it."""
    replaced: Callable[[UntrustedPackage, Any], set[str]] = lambda _, __: set()
    """Takes a part's tree, removes what our text replaces, and returns the ids of relations that only that had.

    Called once a part, before its relations are judged: of what is replaced, nothing is said.
    """


def read_foreign_file(path: Path, rules: Rules) -> ForeignFile:
    """Read an untrusted file by its kind's rules. Raise BuildError if it is no such file or cannot be trusted."""
    package = _opened(path, rules)
    package.walk()
    rules.check(package)
    return ForeignFile(path.stem, package.packed(), package.place, rules, sorted_problems(package.problems))


@dataclass(slots=True)
class UntrustedPackage:
    """Hold what was read: trees of XML parts, bytes of others, relations by the part that has them ("" is the root)."""

    place: Place
    rules: Rules
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[Relation]] = field(default_factory=dict)
    trees: dict[str, Any] = field(default_factory=dict)
    main: str = ""

    def refused(self, message: str, hint: str = "") -> BuildError:
        """Return the error that ends the reading; without a hint of its own it says how to save the file anew."""
        return BuildError([error(message, self.place, hint or self.rules.resave)])

    def left_out(self, what: str) -> None:
        """Warn that something was left out, if there is anything to say of it."""
        if what:
            hint = self.rules.ways_out.get(what, self.rules.leave_out)
            self.warn(f"the {self.rules.noun} holds {what}{self.rules.gone}", hint, "paper-left-out")

    def warn(self, message: str, hint: str, code: str) -> None:
        """Add a warning at the file."""
        self.problems.append(warning(message, self.place, hint, code))

    def kind(self, name: str) -> str:
        """Return the content type of a part: its own, else that of its extension (ECMA-376 part 2, 10.1.2.4)."""
        if not self.kinds:
            for node in self._parsed("[Content_Types].xml"):
                key = node.get("PartName", "").lstrip("/") or "." + node.get("Extension", "")
                self.kinds[key.casefold()] = node.get("ContentType", "")
        low = name.casefold()
        return self.kinds.get(low) or self.kinds.get("." + low.rpartition(".")[2], "")

    def walk(self) -> None:
        """Read what is reached from the root and clean it. Raise BuildError for what cannot be trusted."""
        waiting = [""]
        while waiting:
            source = waiting.pop()
            if source in self.relations:
                continue
            if source and self.kind(source).endswith(("+xml", "/xml")):
                self.trees[source] = self._parsed(source)
            waiting += self._read_relations(source)
        for relations in self.relations.values():
            for one in relations:
                self._check_root(one)
        if not self.main:
            raise self.refused(f"the {self.rules.noun} holds no document")

    def _read_relations(self, source: str) -> Iterator[str]:
        name = relations_of(source)
        nodes = list(self._parsed(name)) if name in self.files or not source else []
        if len({node.get("Id") for node in nodes} - {None, ""}) < len(nodes):
            raise self.refused(f"the {self.rules.noun}'s part “{name}” has relations without a name of their own")
        replaced = self.rules.replaced(self, self.trees[source]) if source in self.trees else set()
        related = [relation_from(node, posixpath.dirname(source)) for node in nodes]
        kept = [one for one in related if one.id not in replaced and self._is_kept(one)]
        self.relations[source] = kept
        if source in self.trees:
            self.rules.clean(self, self.trees[source], {one.id for one in kept})
        for one in kept:
            if one.kind == "officeDocument" and not source:
                self._set_main(one.target)
            if not one.external:
                yield one.target

    def _parsed(self, name: str) -> Any:
        if name not in self.files:
            raise self.refused(f"the {self.rules.noun} lacks its part “{name}”")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.files[name], parser)
        except (etree.XMLSyntaxError, ValueError) as cause:
            raise self.refused(f"the {self.rules.noun}'s part “{name}” is not sound XML") from cause
        about: Any = root.getroottree().docinfo
        if about.doctype:
            raise self.refused(f"the {self.rules.noun}'s part “{name}” defines entities")
        return root

    def _check_root(self, one: Relation) -> None:
        """Refuse a part that is not what its relation calls it."""
        if one.kind in self.rules.roots:
            tree = self.trees.get(one.target)
            if tree is None or tree.tag != self.rules.roots[one.kind]:
                raise self.refused(f"“{one.target}” is of the “Strict” kind of Office file, or of none")
            if one.target != self.main and not self.kind(one.target).endswith(f".{one.kind}+xml"):
                raise self.refused(f"“{one.target}” is of another kind than what refers to it says")

    def _is_kept(self, one: Relation) -> bool:
        if one.kind.casefold() in map(str.casefold, self.rules.quiet):
            return False
        if one.external:
            return self._is_safe_address(one)
        if one.kind not in self.rules.kept:
            self.left_out(self._named(one.kind, f"a part of the kind “{one.kind}”"))
            return False
        # Beside every SVG picture stands one that older programs draw; an SVG may itself refer to other files.
        return one.target in self.files and self.kind(one.target) != "image/svg+xml"

    def _is_safe_address(self, one: Relation) -> bool:
        if one.kind == "hyperlink" and SAFE_ADDRESS.match(one.target):
            return True
        linked = {"hyperlink": f"a link to “{shortened(one.target)}”", "image": LINKED}
        named = self._named(one.kind, f"a link of the kind “{one.kind}”")
        self.left_out(linked.get(one.kind, named))
        return False

    def _named(self, kind: str, otherwise: str) -> str:
        return self.rules.named.get(kind) or NAMED.get(kind, otherwise)

    def _set_main(self, name: str) -> None:
        if self.kind(name) not in self.rules.main_kinds:
            raise self.refused(f"the {self.rules.noun} is another kind of file than its name says")
        self.main = name
        self.kinds[name.casefold()] = self.rules.main_kind

    def packed(self) -> bytes:
        """Return the package with what was kept."""
        names = [name for name in self.relations if name]
        kept: dict[str, str | bytes] = {name: self.files[name] for name in names}
        return Package(kept, {name: self.kind(name) for name in names}, self.relations, self.trees).packed()


def _opened(path: Path, rules: Rules) -> UntrustedPackage:
    package = UntrustedPackage(Place(relative_name(path)), rules)
    data = read_bytes(path, MAX_FILE, large="Use smaller pictures.")
    package.files = _unzipped(data, package)
    return package


def _unzipped(data: bytes, package: UntrustedPackage) -> dict[str, bytes]:
    """Return the entries by name; what they claim to unpack to is checked before anything is unpacked."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise package.refused(f"the {package.rules.noun} has a password or is of Office 2003 or older")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries, package)
            return {entry.filename: archive.read(entry) for entry in entries}
    except _BROKEN as cause:
        raise package.refused(f"the {package.rules.noun} is not a whole Office file") from cause


def _check_entries(entries: list[zipfile.ZipInfo], package: UntrustedPackage) -> None:
    names = [entry.filename.casefold() for entry in entries]
    odd = [n for n in names if n.startswith("/") or "\\" in n or ".." in n.split("/") or not n.isprintable()]
    tight = [e for e in entries if e.file_size > max(RATIO_FROM, MAX_RATIO * max(1, e.compress_size))]
    large = [e for e in entries if e.file_size > MAX_PART]
    if len(names) > MAX_ENTRIES or tight or large or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise package.refused(f"the {package.rules.noun} unpacks to far more than it needs")
    if odd or len(set(names)) < len(names) or any(e.flag_bits & 1 for e in entries):
        raise package.refused(f"the {package.rules.noun}'s parts have names that Office does not write")


def remove(node: Any) -> None:
    """Remove an element from its tree, if there is one and it still stands in it."""
    if node is not None and node.getparent() is not None:
        node.getparent().remove(node)


def dangling(tree: Any, kept: set[str]) -> Iterator[Any]:
    """Yield the elements that need a relation which is not kept; a mere link beside an embedded picture is dropped."""
    for node in list(tree.iter(etree.Element)):
        lost = [name for name in node.attrib if name.startswith(R) and node.get(name) not in kept]
        if f"{R}link" in lost and node.get(f"{R}embed") in kept:
            del node.attrib[f"{R}link"]
        elif lost:
            yield node


def is_described(properties: Any) -> bool:
    """Say whether a drawing has alternative text or is marked as decorative, by its non-visual properties."""
    decorative = any(etree.QName(node).localname == "decorative" for node in properties.iter())
    return decorative or bool(properties.get("descr", "").strip())
