"""What is put into a Word file: a body at its mark, notes, lists, pictures, properties."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from lxml import etree

from briefpack.document import tree as t
from briefpack.office.markup import DECLARATION
from briefpack.office.package import Package, parse_xml, unpacked
from briefpack.writers.properties import add_properties
from briefpack.writers.word.markup import MC, NAMESPACES, qn
from briefpack.writers.word.pictures import FigureFiles

MARK = "briefpack"
"""The processing instruction that stands where the body goes."""
PARSED = tuple(
    f"{kind}+xml"
    for kind in ("document.main", "styles", "settings", "numbering", "header", "footer", "core-properties")
)
"""The ends of the content types of the parts that are written anew."""


def open_document(data: bytes) -> Package:
    """Return a .docx file that we packed, to be written into."""
    return unpacked(data, PARSED)


def tree_beside(word: Package, kind: str) -> Any:
    """Return the root of the part of one kind beside the document (footnotes), to be changed; None if there is none."""
    name = word.related(word.main, kind)
    if name and name not in word.trees:
        word.trees[name] = parse_xml(word.files[name])
    return word.trees.get(name)


def pour_body(word: Package, body_xml: str, links: dict[str, str]) -> None:
    """Put the body at its mark, as text: moving parsed trees is quadratic in their size."""
    root = _with_our_prefixes(word.trees[word.main])
    head, tail = etree.tostring(root, encoding="unicode").split(f"<?{MARK} body?>")
    word.trees[word.main] = parse_xml(head + body_xml + tail)
    relate_links(word, word.main, links)


def body_mark() -> Any:
    """Return what stands where the body goes, until it is there."""
    return etree.ProcessingInstruction(MARK, "body")


def _with_our_prefixes(root: Any) -> Any:
    """Return a root that knows the prefixes of our own XML beside those that it has."""
    ours = parse_xml(f"<w:document {NAMESPACES}/>")
    if root.nsmap.items() >= ours.nsmap.items():
        return root
    prefixes: Any = {**root.nsmap, **ours.nsmap}
    prefixed = etree.Element(root.tag, root.attrib, nsmap=prefixes)
    ignorable = f"{{{MC}}}Ignorable"
    prefixed.set(ignorable, " ".join(dict.fromkeys([*root.get(ignorable, "").split(), "w14"])))
    prefixed.extend(list(root))
    return prefixed


def relate_links(word: Package, source: str, links: dict[str, str]) -> None:
    """Relate a part to each address under its own id."""
    for address, relation in links.items():
        word.relate(source, "hyperlink", address, relation, external=True)


def add_part(word: Package, kind: str, xml: str) -> str:
    """Add a part beside the document under a name that none has, and return the name."""
    taken = {name.casefold() for name in word.reached()}
    name = next(path for n in count() if (path := f"word/{kind}{n or ''}.xml") not in taken)
    word.add(word.main, name, xml, f"wordprocessingml.{kind}")
    return name


def insert_before(parent: Any, node: Any, *successors: str) -> None:
    """Insert an element before the first of those that the schema wants behind it, by their local names."""
    tags = {qn(f"w:{name}") for name in successors}
    parent.insert(next((n for n, child in enumerate(parent) if child.tag in tags), len(parent)), node)


def put_numbering(word: Package, definitions: str, lists: str) -> None:
    """Add definitions and lists beside a letterhead's own; all definitions stand before all lists."""
    root = tree_beside(word, "numbering")
    if root is None:
        add_part(word, "numbering", f"{DECLARATION}<w:numbering {NAMESPACES}>{definitions}{lists}</w:numbering>")
        return
    numbers = root.findall(qn("w:num"))
    last = root.find(qn("w:numIdMacAtCleanup"))
    end = root.index(last) if last is not None else len(root)
    for node in reversed(_parsed(lists)):
        root.insert(end, node)
    for node in reversed(_parsed(definitions)):
        root.insert(root.index(numbers[0]) if numbers else end, node)


def put_notes(word: Package, notes: str, separators: str, links: dict[str, str]) -> None:
    """Add footnotes to a letterhead's own; of those, only the separators and what its text refers to stay."""
    root = tree_beside(word, "footnotes")
    if root is None:
        xml = f"{DECLARATION}<w:footnotes {NAMESPACES}>{separators}{notes}</w:footnotes>"
        relate_links(word, add_part(word, "footnotes", xml), links)
        return
    used = {node.get(qn("w:id")) for node in word.trees[word.main].iter(qn("w:footnoteReference"))}
    for node in root.findall(qn("w:footnote")):
        if node.get(qn("w:type"), "normal") == "normal" and node.get(qn("w:id")) not in used:
            root.remove(node)
    root.extend(_parsed(notes))
    relate_links(word, word.related(word.main, "footnotes"), links)


def put_figures(word: Package, figures: Sequence[FigureFiles]) -> None:
    """Add the files of figures under names that none has, related by the ids that the body uses."""
    taken = {name.casefold() for name in word.reached()}
    free = (n for n in count(1) if not any(f"word/media/figure{n}.{kind}" in taken for kind in _IMAGES))
    for figure, number in zip(figures, free, strict=False):
        put_image(word, f"figure{number}.png", figure.png, figure.relation)
        put_image(word, f"figure{number}.svg", figure.svg, figure.svg_relation)


def put_image(word: Package, name: str, data: bytes, relation: str) -> None:
    """Add the file of a picture under its name, related by the id that the body uses."""
    word.put(f"word/media/{name}", data, _IMAGES[name.rpartition(".")[2]])
    word.relate(word.main, "image", f"word/media/{name}", relation)


_IMAGES = {"png": "image/png", "svg": "image/svg+xml"}


def _parsed(xml: str) -> list[Any]:
    return list(parse_xml(f"<w:fragment {NAMESPACES}>{xml}</w:fragment>"))


def set_properties(word: Package, meta: t.Meta) -> None:
    """Fill the file's properties from the document's own description and from nothing else."""
    kinds = ("core-properties", "extended-properties")
    word.relations[""] = [one for one in word.relations[""] if one.kind not in kinds]
    add_properties(word, meta, {"Application": "briefpack", "DocSecurity": 0, "Company": meta.organisation})


def package_bytes(word: Package) -> bytes:
    """Return the file, with what its relations lead to and nothing else."""
    kept = {"", *word.reached()}
    for by_name in (word.files, word.trees, word.kinds, word.relations):
        for name in by_name.keys() - kept:
            del by_name[name]
    return word.packed()
