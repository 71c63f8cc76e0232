"""Letterheads: an organisation's own .docx or .dotx, read as a stranger's file and left with nothing that acts.

What a letterhead may keep is listed (relations, fields, addresses); all else is left out and a problem says so.
What cannot be left out safely is refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from briefpack.errors import BuildError, Place, Problem, error, relative_name, sorted_problems, warning
from briefpack.word_fields import FieldsTooDeep, flatten_fields, unwrap

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAIN_KINDS = {
    _MAIN: "",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": "",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "macros",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "macros",
}
MAX_FILE, MAX_UNPACKED, MAX_PART, MAX_ENTRIES = 20_000_000, 80_000_000, 40_000_000, 2_000
MAX_RATIO, RATIO_FROM = 150, 1_000_000
"""A part of more bytes than RATIO_FROM may not be packed tighter than this."""

_KEPT = (
    "officeDocument core-properties extended-properties custom-properties styles settings numbering fontTable font "
    "theme header footer footnotes endnotes image hyperlink customXml customXmlProps"
)
KEPT = frozenset(_KEPT.split())
"""Relations that paper needs, by the last word of their type."""
_QUIET = (
    "thumbnail webSettings stylesWithEffects commentsExtended commentsIds commentsExtensible people "
    "documenttasks printerSettings origin keyMapCustomizations wordVbaData"
)
QUIET = frozenset(_QUIET.split())
"""Relations that are left out without a word: nothing on paper comes from them."""
OBJECT, PIECE, MAIL = "an embedded object", "a piece of another file", "the data source of a mail merge"
TEMPLATE, PROTECTION, CONTROL = "a link to another template", "the protection against editing", "an ActiveX control"
NAMED = {
    "vbaProject": "macros",
    "attachedTemplate": TEMPLATE,
    "attachedToolbars": "tool bars with macros",
    "package": "an embedded file",
    "chart": "a chart",
    "comments": "comments",
    "glossaryDocument": "building blocks",
    "oleObject": OBJECT,
    "control": CONTROL,
    **dict.fromkeys(("aFChunk", "subDocument"), PIECE),
    **dict.fromkeys(("mailMergeSource", "mailMergeHeaderSource", "recipientData"), MAIL),
}
ELEMENTS = {
    "attachedTemplate": TEMPLATE,
    "mailMerge": MAIL,
    "object": OBJECT,
    "control": CONTROL,
    **dict.fromkeys(("altChunk", "subDoc"), PIECE),
    **dict.fromkeys(("documentProtection", "writeProtection"), PROTECTION),
    **dict.fromkeys(("entryMacro", "exitMacro"), "macros"),
    **dict.fromkeys(("linkStyles", "updateFields", "saveThroughXslt", "placeholder"), ""),
    **dict.fromkeys(("commentRangeStart", "commentRangeEnd", "commentReference"), ""),
}
"""Elements of WordprocessingML that are left out, with what to say; "" means nothing."""
SAFE_ADDRESS = re.compile(r"(https?|mailto):", re.IGNORECASE)
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*:|\\\\|//)", re.IGNORECASE)
HINT_LEFT_OUT = "To lose this message, remove it in Word and save the letterhead again."
HINT_RESAVE = "Open it in Word, save it as “Word Document (.docx)”, and use that file."


_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)
ROOTS = {"document", "styles", "settings", "numbering", "footnotes", "endnotes", "header", "footer", "officeDocument"}
TAGS = {"header": "hdr", "footer": "ftr", "officeDocument": "document"}
"""Relations whose part has a root of a known name, and the names that differ from the relation's."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Hold a letterhead as a .docx package that contains nothing active; `problems` says what was left out."""

    name: str
    data: bytes = field(repr=False)
    problems: tuple[Problem, ...] = ()


def read_letterhead(path: Path) -> Letterhead:
    """Read a .docx or .dotx (macro-enabled ones too). Raise BuildError if it is no such file or cannot be trusted."""
    place = Place(relative_name(path))
    try:
        if path.stat().st_size > MAX_FILE:
            raise _refused(place, f"the letterhead is larger than {MAX_FILE // 1_000_000} MB", "Use smaller pictures.")
        data = path.read_bytes()
    except OSError as found:
        raise _refused(place, f"cannot read the letterhead: {found.strerror}", "Check its name.") from found
    package = _Package(place, _unzipped(data, place))
    package.read()
    return Letterhead(path.stem, package.packed(), sorted_problems(package.problems))


def _refused(place: Place, message: str, hint: str) -> BuildError:
    return BuildError([error(message, place, hint)])


def _unzipped(data: bytes, place: Place) -> dict[str, bytes]:
    """Return the entries by name; what they claim to unpack to is checked before anything is unpacked."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(place, "the letterhead has a password or is of Word 2003 or older", HINT_RESAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_sizes(entries, place)
            return {entry.filename: archive.read(entry) for entry in entries}
    except _BROKEN as found:
        raise _refused(place, "the letterhead is not a whole Word file", HINT_RESAVE) from found


def _check_sizes(entries: list[zipfile.ZipInfo], place: Place) -> None:
    names = [entry.filename.casefold() for entry in entries]
    odd = [n for n in names if n.startswith("/") or "\\" in n or ".." in n.split("/")]
    tight = [e for e in entries if e.file_size > max(RATIO_FROM, MAX_RATIO * max(1, e.compress_size))]
    large = [e for e in entries if e.file_size > MAX_PART]
    if len(names) > MAX_ENTRIES or tight or large or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise _refused(place, "the letterhead unpacks to far more than a letterhead needs", HINT_RESAVE)
    if odd or len(set(names)) < len(names) or any(e.flag_bits & 1 for e in entries):
        raise _refused(place, "the letterhead's parts have names that Word does not write", HINT_RESAVE)


@dataclass(slots=True)
class _Relation:
    id: str
    type: str
    target: str
    """Name of a part, or an address if external."""
    external: bool

    @property
    def kind(self) -> str:
        return self.type.rstrip("/").rpartition("/")[2]


@dataclass(slots=True)
class _Package:
    """Walk a package from its root along the relations that are kept; what is not reached stays behind."""

    place: Place
    files: dict[str, bytes]
    problems: list[Problem] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[_Relation]] = field(default_factory=dict)
    trees: dict[str, Any] = field(default_factory=dict)
    main: str = ""

    def read(self) -> None:
        waiting = [""]
        while waiting:
            source = waiting.pop()
            if source in self.relations:
                continue
            if source:
                self._read_part(source)
            waiting += self._read_relations(source)
        for relation in (one for found in self.relations.values() for one in found):
            self._check_root(relation)
        if not self.main:
            raise _refused(self.place, "the letterhead has no Word document in it", HINT_RESAVE)
        self._look_at_body()

    def left_out(self, what: str) -> None:
        message = f"the letterhead holds {what}: documents are made without"
        self.problems.append(warning(message, self.place, HINT_LEFT_OUT))

    def kind(self, name: str) -> str:
        """Return the content type of a part: its own, else that of its extension (ECMA-376 part 2, 10.1.2.4)."""
        if not self.kinds:
            for node in self._parsed("[Content_Types].xml"):
                key = node.get("PartName", "").lstrip("/") or "." + node.get("Extension", "")
                self.kinds[key.casefold()] = node.get("ContentType", "")
        low = name.casefold()
        return self.kinds.get(low) or self.kinds.get("." + low.rpartition(".")[2], "")

    def _parsed(self, name: str) -> Any:
        if name not in self.files:
            raise _refused(self.place, f"the letterhead lacks its part “{name}”", HINT_RESAVE)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.files[name], parser)
        except (etree.XMLSyntaxError, ValueError) as found:
            raise _refused(self.place, f"the letterhead's part “{name}” is not sound XML", HINT_RESAVE) from found
        about: Any = root.getroottree().docinfo
        if about.doctype:
            raise _refused(self.place, f"the letterhead's part “{name}” defines entities", HINT_RESAVE)
        return root

    def _read_part(self, name: str) -> None:
        if self.kind(name).endswith(("+xml", "/xml")):
            self.trees[name] = self._parsed(name)

    def _check_root(self, relation: _Relation) -> None:
        """Refuse a part that is not what its relation calls it."""
        if relation.kind in ROOTS:
            tree = self.trees.get(relation.target)
            if tree is None or tree.tag != W + TAGS.get(relation.kind, relation.kind):
                message = f"“{relation.target}” is of the “Strict” kind of Word file, or of none"
                raise _refused(self.place, message, HINT_RESAVE)

    def _read_relations(self, source: str) -> Iterator[str]:
        """Keep the relations that paper needs, cut what refers to the others, and yield the parts to read."""
        folder, _, base = source.rpartition("/")
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        found = [_relation(node, folder) for node in self._parsed(name)] if name in self.files or not source else []
        kept = [relation for relation in found if self._is_kept(relation)]
        self.relations[source] = kept
        if source in self.trees:
            _cut_references(self.trees[source], {r.id for r in kept})
            self._quiet(self.trees[source])
        for relation in kept:
            if relation.kind == "officeDocument" and not source:
                self._set_main(relation.target)
            if not relation.external:
                yield relation.target

    def _is_kept(self, relation: _Relation) -> bool:
        if relation.kind in QUIET:
            return False
        if relation.external:
            return self._is_safe_address(relation)
        if relation.kind not in KEPT:
            self.left_out(NAMED.get(relation.kind, f"a part of the kind “{relation.kind}”"))
            return False
        # Beside every SVG picture stands one that older Word draws; an SVG may itself refer to other files.
        return relation.target in self.files and self.kind(relation.target) != "image/svg+xml"

    def _is_safe_address(self, relation: _Relation) -> bool:
        if relation.kind == "hyperlink" and SAFE_ADDRESS.match(relation.target):
            return True
        linked = {"hyperlink": f"a link to “{relation.target[:60]}”", "image": "a picture that is only linked"}
        self.left_out(linked.get(relation.kind) or NAMED.get(relation.kind, f"a link of the kind “{relation.kind}”"))
        return False

    def _set_main(self, name: str) -> None:
        kind = self.kind(name)
        if kind not in _MAIN_KINDS:
            raise _refused(self.place, "the letterhead is not a Word document or template", HINT_RESAVE)
        self.main = name
        self.kinds[name.casefold()] = _MAIN

    def _quiet(self, tree: Any) -> None:
        """Leave out what acts: elements, fields, addresses in old drawings."""
        for node in list(tree.iter(*(W + name for name in ELEMENTS))):
            what = ELEMENTS[etree.QName(node).localname]
            if what:
                self.left_out(what)
            if node.getparent() is not None:
                node.getparent().remove(node)
        for order in self._active_fields(tree):
            self.left_out(f"the field “{order}”")
        for node in tree.iter("{urn:schemas-microsoft-com:vml}*", "{urn:schemas-microsoft-com:office:office}*"):
            for name in [n for n in node.attrib if etree.QName(n).localname in ("src", "href")]:
                if SCHEME.match(node.attrib.pop(name)):
                    self.left_out("an address in a drawing")

    def _active_fields(self, tree: Any) -> list[str]:
        try:
            return flatten_fields(tree)
        except FieldsTooDeep as found:
            message = "the letterhead's fields stand in each other too deep"
            raise _refused(self.place, message, HINT_RESAVE) from found

    def _look_at_body(self) -> None:
        """Warn of what the organisation may miss: pictures that the memo replaces or that have no words."""
        body = self.trees[self.main]
        drawn = next(body.iter(f"{W}drawing", f"{W}pict"), None) is not None
        if drawn and not re.search(r"\{\{\s*body\s*\}\}", "".join(body.itertext(f"{W}t"))) and not _has_control(body):
            hint = "Put it into the header, or write {{body}} in a paragraph of its own where the text belongs."
            self.problems.append(
                warning("the letterhead's body holds a picture that the text replaces", self.place, hint)
            )
        for name, tree in self.trees.items():
            if name != self.main and any(map(_lacks_words, tree.iter(f"{WP}docPr"))):
                hint = "In Word, choose “Edit Alt Text” on the picture, or mark it as decorative."
                self.problems.append(warning("a picture of the letterhead has no alternative text", self.place, hint))

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


def _serialised(tree: Any) -> bytes:
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _relation(node: Any, folder: str) -> _Relation:
    target, external = node.get("Target", ""), node.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return _Relation(node.get("Id", ""), node.get("Type", ""), target, external)


def _relations_xml(relations: Iterable[_Relation]) -> str:
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


def _cut_references(tree: Any, kept: set[str]) -> None:
    """Remove what refers to a relation that is not kept: the drawing, the link around its words, the reference."""
    for node in list(tree.iter(etree.Element)):
        for name in [n for n in node.attrib if n.startswith(R) and node.get(n) not in kept]:
            if node.tag == f"{W}hyperlink":
                unwrap(node)
            elif name == f"{R}link" and node.get(f"{R}embed") in kept:
                del node.attrib[name]
            else:
                _remove_whole(node)


def _remove_whole(node: Any) -> None:
    """Remove the drawing that an element is the content of; a link or an SVG beside a picture goes alone."""
    local = etree.QName(node).localname
    if local == "svgBlip":
        node = node.getparent()
    elif local in ("blip", "imagedata", "chart", "relIds", "OLEObject", "control", "contentPart"):
        around = node.iterancestors(f"{W}drawing", f"{W}pict", f"{W}object")
        node = next(around, node)
        if node.getparent() is not None and node.getparent().tag in (f"{MC}Choice", f"{MC}Fallback"):
            node = node.getparent().getparent()
    if node is not None and node.getparent() is not None:
        node.getparent().remove(node)


def _has_control(body: Any) -> bool:
    return any(tag.get(f"{W}val", "").casefold() == "body" for tag in body.iter(f"{W}tag"))


def _lacks_words(properties: Any) -> bool:
    decorative = any(etree.QName(node).localname == "decorative" for node in properties.iter())
    return not decorative and not properties.get("descr", "").strip()
