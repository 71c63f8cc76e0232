"""The structure of a tagged PDF, read back with pikepdf: is it whole, what does it say, how does it look as text.

Two checkers for conformance exist; neither sees a parent tree that points to the wrong elements. This one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from briefpack.languages.scripts import holds_right_to_left
from tests.writers.pdf_text import joined

PAINTS = frozenset(
    ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "sh", "Do", "BI", "INLINE IMAGE")
)
INLINE = ("Link", "Span", "Reference")
OWNERS = {"/Link": "Link", "/Widget": "Form"}
"""In which element an annotation stands."""
Place = tuple[int, int]
"""A page, counted from 0, and a marked sequence's number on it."""


@dataclass
class Structure:
    """Hold what the tree and the pages of a file say of each other."""

    pdf: pikepdf.Pdf
    texts: dict[Place, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    """The text of each sequence that reading software passes over."""
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.fonts: dict[Any, dict[int, str]] = {}
        for number, page in enumerate(self.pdf.pages):
            _read_page(self, number, page)

    @property
    def root(self) -> Any:
        return self.pdf.Root["/StructTreeRoot"]

    def elems(self) -> Iterator[Any]:
        stack = [self.root["/K"][0]]
        while stack:
            elem = stack.pop()
            yield elem
            stack += reversed([kid for kid in kids(elem) if is_elem(kid)])

    def place(self, elem: Any, kid: Any) -> Place:
        """Return where a kid that is a marked sequence stands."""
        if isinstance(kid, pikepdf.Dictionary):
            return self.pages[kid.get("/Pg", elem.get("/Pg")).objgen], int(kid["/MCID"])
        return self.pages[elem["/Pg"].objgen], int(kid)


def kids(elem: Any) -> list[Any]:
    found = elem.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_elem(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def is_annotation(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def tag(elem: Any) -> str:
    return str(elem["/S"])[1:]


# What stands on a page


def _read_page(structure: Structure, number: int, page: pikepdf.Page) -> None:
    """Read the text of each marked sequence; note what is painted outside of one, and what does not balance."""
    problems, marks, in_text = structure.problems, [], False
    faces: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            marks.append((_mcid(operands), in_text))
            structure.artifacts += [""] if marks[-1][0] is None else []
            if marks[-1][0] is not None and structure.texts.setdefault((number, marks[-1][0]), "") != "":
                problems.append(f"page {number}: sequence {marks[-1][0]} begins twice")
        elif name == "EMC":
            begun_in_text = marks.pop()[1] if marks else problems.append(f"page {number}: EMC ends nothing")
            if begun_in_text is not in_text:
                problems.append(f"page {number}: a sequence crosses a text object")
        elif name in ("BT", "ET"):
            if in_text == (name == "BT"):
                problems.append(f"page {number}: {name} out of place")
            in_text = name == "BT"
        elif name == "Tf":
            faces = _face(structure, page, str(operands[0]))
        if name in PAINTS and len(marks) != 1:
            problems.append(f"page {number}: {name} stands in {len(marks)} sequences")
        if name in ("Tj", "TJ") and marks:
            strings = [
                shown for shown in (operands[0] if name == "TJ" else operands) if isinstance(shown, pikepdf.String)
            ]
            text = "".join(faces.get(code, "\ufffd") for shown in strings for code in bytes(shown))
            _note(structure, number, marks[-1][0], text)
            if any(len(shown) > 1 for shown in map(bytes, strings)) and holds_right_to_left(text):
                problems.append(f"page {number}: “{text}” goes from the right and is shown from the left")
        if name == "Do" and marks:
            _note(structure, number, marks[-1][0], _form_text(page.obj["/Resources"]["/XObject"][operands[0]]))
    if marks or in_text:
        problems.append(f"page {number}: something does not end")


def _note(structure: Structure, number: int, mcid: int | None, text: str) -> None:
    """Keep a text as that of the sequence in which it stands."""
    if mcid is None:
        structure.artifacts[-1] += text
    else:
        structure.texts[number, mcid] += text


def _form_text(form: Any) -> str:
    """Return what a form shows in fonts of codes of two bytes; nothing of a picture."""
    text, codes = "", dict[str, str]()
    for operands, operator in pikepdf.parse_content_stream(form) if form.get("/Subtype") == "/Form" else ():
        if str(operator) == "Tf":
            cmap = form["/Resources"]["/Font"][operands[0]]["/ToUnicode"].read_bytes().decode()
            codes = dict(re.findall("^<([0-9A-F]{4})> <([0-9A-F]{4,})>$", cmap, re.MULTILINE))
        elif str(operator) == "TJ":
            shown = "".join(bytes(one).hex().upper() for one in operands[0] if isinstance(one, pikepdf.String))
            text += "".join(bytes.fromhex(codes[shown[n : n + 4]]).decode("utf-16-be") for n in range(0, len(shown), 4))
    return text


def _mcid(operands: Any) -> int | None:
    properties = operands[1] if len(operands) > 1 else {}
    return int(properties["/MCID"]) if "/MCID" in properties else None


def _face(structure: Structure, page: pikepdf.Page, name: str) -> dict[int, str]:
    """Return the map from a font's codes to characters, from its ToUnicode stream."""
    font = page.obj["/Resources"]["/Font"][name]
    if font.objgen not in structure.fonts:
        cmap = font["/ToUnicode"].read_bytes().decode() if "/ToUnicode" in font else ""
        pairs = re.findall("^<([0-9A-F]{2})> <([0-9A-F]{4,})>$", cmap, re.MULTILINE)
        structure.fonts[font.objgen] = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
    return structure.fonts[font.objgen]


# Is it whole


def structure_problems(pdf: pikepdf.Pdf) -> list[str]:
    """Compare elements, marked sequences, parent tree, annotations and identifiers."""
    structure = Structure(pdf)
    problems = structure.problems
    owners: dict[Place, Any] = {}
    links: dict[Any, Any] = {}
    names: list[bytes] = []
    for elem in structure.elems():
        if "/ID" in elem:
            names.append(bytes(elem["/ID"]))
        if not kids(elem) and tag(elem) not in ("TD", "TH", "Document"):
            problems.append(f"{tag(elem)} is empty")
        for kid in kids(elem):
            if is_elem(kid):
                if kid["/P"].objgen != elem.objgen:
                    problems.append(f"{tag(kid)} has another parent than the {tag(elem)} it is in")
            elif is_annotation(kid):
                links[kid["/Obj"].objgen] = elem
            elif owners.setdefault(structure.place(elem, kid), elem) is not elem:
                problems.append(f"sequence {kid} has two owners")
    problems += _silent(structure, structure.root["/K"][0])
    if set(owners) != set(structure.texts):
        problems.append(f"in the tree or on the pages alone: {sorted(set(owners) ^ set(structure.texts))}")
    problems += _id_problems(structure, names)
    problems += _parent_problems(structure, owners, links)
    return problems


def _silent(structure: Structure, elem: Any) -> Iterator[str]:
    """Find what is shown but says nothing, and references that lead nowhere: no validator does."""
    if "/ActualText" in elem or "/Alt" in elem:
        return
    own = [kid for kid in kids(elem) if not is_elem(kid) and not is_annotation(kid)]
    shown = "".join(structure.texts.get(structure.place(elem, kid), "") for kid in own)
    if own and not shown.strip():
        yield f"{tag(elem)} shows something and says nothing"
    inner = [kid for kid in kids(elem) if is_elem(kid)]
    if tag(elem) == "P" and any(tag(kid) == "P" for kid in inner):
        yield "a paragraph stands within another"
    if tag(elem) == "Reference" and not any(tag(kid) == "Link" for kid in inner):
        yield "a reference leads nowhere"
    for kid in inner:
        yield from _silent(structure, kid)


def entries(tree: Any, what: str) -> list[Any]:
    """Return what the leaves of a name tree or a number tree hold, whose limits say what that is."""
    inner = tree.get("/Kids", [])
    own = [*tree.get(what, []), *(entry for kid in inner for entry in entries(kid, what))]
    if "/Limits" in tree:
        assert list(map(str, tree["/Limits"])) == [str(own[0]), str(own[-2])], "limits"
    return own


def _id_problems(structure: Structure, names: list[bytes]) -> Iterator[str]:
    tree = structure.root.get("/IDTree")
    listed = [bytes(name) for name in entries(tree, "/Names")[::2]] if tree else []
    if names != listed or listed != sorted(set(listed)):
        yield f"identifiers {names}, in the tree {listed}"


def _parent_problems(structure: Structure, owners: dict[Place, Any], links: dict[Any, Any]) -> Iterator[str]:
    numbers = entries(structure.root["/ParentTree"], "/Nums")
    parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    if list(parents) != sorted(parents) or int(structure.root["/ParentTreeNextKey"]) <= max(parents, default=-1):
        yield "the keys of the parent tree are out of order"
    for number, page in enumerate(structure.pdf.pages):
        key = page.obj.get("/StructParents")
        listed = list(parents.pop(int(key), [])) if key is not None else []
        found = {place[1]: owner.objgen for place, owner in owners.items() if place[0] == number}
        if [elem.objgen for elem in listed] != [found.get(mcid) for mcid in range(len(found))]:
            yield f"page {number}: the parent tree does not agree with the structure"
        for annotation in page.obj.get("/Annots", []):
            parent = parents.pop(int(annotation.get("/StructParent", -1)), None)
            owner = links.pop(annotation.objgen, None)
            if (
                owner is None
                or parent is None
                or parent.objgen != owner.objgen
                or tag(owner) != OWNERS[annotation["/Subtype"]]
            ):
                yield f"page {number}: an annotation is not in the structure, or not where the parent tree says"
    if parents or links:
        yield "the parent tree or the structure knows what the pages have not"


# What it says


def text_along_tree(pdf: pikepdf.Pdf) -> list[str]:
    """Return the text of each block in the order of the structure; of a figure, what it says in words.

    Left out is what the writer adds: numbers and bullets of items, numbers of notes.
    """
    structure = Structure(pdf)
    marking = _marking(structure)
    texts = (joined(text) for elem, text in _blocks(structure, structure.root["/K"][0], False) if elem not in marking)
    return [text for text in texts if text]


def added_text(pdf: pikepdf.Pdf) -> list[str]:
    """Return what the pages show beside the words of the document: furniture, labels, numbers of notes, drawings."""
    structure = Structure(pdf)
    texts = list(structure.artifacts)
    for elem in _marking(structure):
        texts += [text for _, text in _blocks(structure, elem, added=True)]
    for elem in structure.elems():
        label = tag(elem) == "Lbl" and _is_added(elem["/P"], elem)
        if label or tag(elem) == "Figure" or "/ActualText" in elem:
            texts += [_inline_text(structure, elem, kid, added=True) for kid in kids(elem)]
        elif tag(elem) == "Reference":
            texts += re.findall(r"\d", _inline_text(structure, elem["/P"], elem, added=True))
    return texts


def actual_texts(pdf: pikepdf.Pdf) -> list[str]:
    """Return what is read in cells in place of a mark that they show, and over the axis and the key of a figure."""
    return [
        str(elem["/ActualText"]) for elem in Structure(pdf).elems() if tag(elem) == "Span" and "/ActualText" in elem
    ]


def _marking(structure: Structure) -> list[Any]:
    """Return what says at first how the document is to be handled: running words, in the structure on page 1."""
    first = next(iter(kids(structure.root["/K"][0])), None)
    inside = list(kids(first)) if first is not None and is_elem(first) and tag(first) == "Div" else []
    return inside if inside and all(is_elem(kid) and tag(kid) == "P" for kid in inside) else []


def _blocks(structure: Structure, elem: Any, added: bool) -> Iterator[tuple[Any, str]]:
    """Yield elements with the words that stand in them and in their inline elements."""
    own = ""
    for kid in kids(elem) if "/ActualText" not in elem else ():
        if is_elem(kid) and tag(kid) not in INLINE:
            if own:
                yield elem, own
            own = ""
            if added or not _is_added(elem, kid):
                yield from _blocks(structure, kid, added)
        else:
            own += _inline_text(structure, elem, kid, added)
    yield elem, str(elem.get("/Alt", elem.get("/ActualText", own)))


def _inline_text(structure: Structure, elem: Any, kid: Any, added: bool) -> str:
    if is_annotation(kid):
        return ""
    if not is_elem(kid):
        return structure.texts[structure.place(elem, kid)]
    if "/ActualText" in kid:
        return str(kid["/ActualText"])
    text = "".join(_inline_text(structure, kid, inner, added) for inner in kids(kid))
    # The space after a note's number is the text's, the number is not.
    return text if added or tag(kid) != "Reference" else re.sub(r"\d", "", text)


def _is_added(parent: Any, elem: Any) -> bool:
    if tag(elem) != "Lbl":
        return False
    numbering = parent["/P"].get("/A", {}).get("/ListNumbering")
    return tag(parent) != "LI" or numbering not in ("/None", "/Description")


def dump(pdf: pikepdf.Pdf) -> str:
    """Return the structure as indented text, an element a line, for people and for tests."""
    structure = Structure(pdf)
    return "\n".join(_dump(structure, structure.root["/K"][0], 0))


def _leads(annotation: Any) -> str:
    """Return what an annotation does, and its description."""
    if annotation["/Subtype"] == "/Widget":
        return f"{'tick' if annotation['/FT'] == '/Btn' else 'write'} “{annotation['/TU']}” ({annotation['/T']})"
    to = annotation["/A"]["/URI"] if "/A" in annotation else "a place in the document"
    return f"{to} “{annotation['/Contents']}”"


def _dump(structure: Structure, elem: Any, depth: int) -> Iterator[str]:
    said = {key: elem[f"/{key}"] for key in ("ID", "Lang", "Alt", "ActualText") if f"/{key}" in elem}
    said |= {key[1:]: value for key, value in elem.get("/A", {}).items() if key in ("/ListNumbering", "/Scope")}
    yield "  " * depth + " ".join(
        [tag(elem), *(f"{key}={str(value).removeprefix('/')}" for key, value in said.items())]
    )
    inside = "  " * (depth + 1)
    for kid in kids(elem):
        if is_elem(kid):
            yield from _dump(structure, kid, depth + 1)
        elif is_annotation(kid):
            yield f"{inside}→ {_leads(kid['/Obj'])}"
        elif text := joined(structure.texts[structure.place(elem, kid)]):
            yield f"{inside}“{text}”"
