"""Letterheads: an organisation's own .docx or .dotx, read as an untrusted file and stripped of everything active.

What a letterhead may keep is listed (relations, fields, addresses); all else is left out and a problem says so.
What cannot be left out safely is refused.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree

from briefpack.office.body_place import APART, body_place, take_out_marks
from briefpack.office.reading import (
    CHART,
    CONTROL,
    LINKED,
    MACROS,
    OBJECT,
    ForeignFile,
    R,
    Rules,
    UntrustedPackage,
    dangling,
    is_described,
    read_foreign_file,
    remove,
)
from briefpack.office.sample_text import leave_paper
from briefpack.office.word_fields import FieldsTooDeep, Flattened, W, flatten_fields, repeats_what_is_gone, unwrap

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KEPT = (
    "officeDocument core-properties extended-properties custom-properties styles settings numbering fontTable font "
    "theme header footer footnotes endnotes image hyperlink customXml customXmlProps"
)
"""Relations that paper needs, by the last word of their type."""
_QUIET = (
    "thumbnail webSettings stylesWithEffects commentsExtended commentsIds commentsExtensible people "
    "documenttasks printerSettings origin keyMapCustomizations wordVbaData comments diagramDrawing"
)
"""Relations that are left out silently: nothing on paper comes from them."""
TRACKED, COMMENTS = "tracked changes", "comments"
SMART, RIBBON = "a SmartArt drawing", "buttons of its own on the ribbon"
MEDIA = "a sound or a film"
PIECE, MAIL = "a piece of another file", "the data source of a mail merge"
TEMPLATE, PROTECTION = "a link to another template", "the protection against editing"
CHANGED = ["pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "tcPr", "trPr", "numbering"]
MOVED = ["moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo"]
ELEMENTS = {
    "attachedTemplate": TEMPLATE,
    "mailMerge": MAIL,
    "object": OBJECT,
    "control": CONTROL,
    **dict.fromkeys(("del", "moveFrom", "cellDel", "cellIns", "cellMerge"), TRACKED),
    **dict.fromkeys((f"{name}Change" for name in CHANGED), TRACKED),
    **dict.fromkeys((f"{way}Range{end}" for way in MOVED for end in ("Start", "End")), TRACKED),
    **dict.fromkeys(("altChunk", "subDoc"), PIECE),
    **dict.fromkeys(("documentProtection", "writeProtection"), PROTECTION),
    **dict.fromkeys(("entryMacro", "exitMacro"), MACROS),
    **dict.fromkeys(("linkStyles", "updateFields", "saveThroughXslt", "placeholder"), ""),
    **dict.fromkeys(("commentRangeStart", "commentRangeEnd", "commentReference"), COMMENTS),
}
"""Elements of WordprocessingML that are left out, with what a warning calls them; "" means no warning."""
WAYS_OUT = {
    TRACKED: "It is read as if all were accepted. In Word: Review, Accept, “Accept All Changes”; save it again.",
    COMMENTS: "In Word: Review, Delete, “Delete All Comments in Document”; save it again.",
    PROTECTION: "In Word: Review, Restrict Editing, “Stop Protection”; save it again.",
    MACROS: "In Word, save it as “Word Document (.docx)” or “Word Template (.dotx)”.",
    LINKED: "In Word, insert the picture from its file, without “Link to File”.",
    SMART: "In Word, copy it and paste it as a picture, with alternative text.",
    CHART: "In Word, copy it and paste it as a picture, with alternative text.",
}
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*:|\\\\|//)", re.IGNORECASE)
ROOTS = ("document", "styles", "settings", "numbering", "footnotes", "endnotes", "header", "footer", "officeDocument")
TAGS = {"header": "hdr", "footer": "ftr", "officeDocument": "document"}
"""Relations whose part has a root of a known name, and the names that differ from the relation's."""
BOOKMARK = f"{W}bookmarkStart"
ALWAYS_USED = ("heading 1", "heading 2", "1", "2")
"""What fields call the styles that every memo has."""
PLACES = {"hdr": "a header", "ftr": "a footer", "footnotes": "a footnote", "endnotes": "an endnote"}
"""What the roots of parts that hold text beside the document are called."""


def read_letterhead(path: Path) -> ForeignFile:
    """Read a .docx or .dotx (macro-enabled ones too). Raise BuildError if it is no such file or cannot be trusted."""
    return read_foreign_file(path, RULES)


def _clean(package: UntrustedPackage, tree: Any, kept: set[str]) -> None:
    if tree is package.trees.get(package.main):
        _check_heads(package, tree)
    for node in dangling(tree, kept):
        if node.tag == f"{W}hyperlink":
            unwrap(node)
        else:
            _remove_drawing(node)
    for node in list(tree.iter(f"{W}ins", f"{W}moveTo")):
        package.left_out(TRACKED)
        unwrap(node)
    for node in list(tree.iter(*(W + name for name in ELEMENTS))):
        package.left_out(ELEMENTS[etree.QName(node).localname])
        remove(_deleted_whole(node))
    for one in _active_fields(package, tree):
        package.left_out(f"the field “{one.name}”")
    for node in tree.iter("{urn:schemas-microsoft-com:vml}*", "{urn:schemas-microsoft-com:office:office}*"):
        for name in [n for n in node.attrib if etree.QName(n).localname in ("src", "href")]:
            if SCHEME.match(node.attrib.pop(name)):
                package.left_out("an address in a drawing")


def _check_heads(package: UntrustedPackage, tree: Any) -> None:
    """Refuse a header or footer that a section names and that is none."""
    kinds = {one.id: one.kind for one in package.relations[package.main]}
    for kind in ("header", "footer"):
        for node in tree.iter(f"{W}{kind}Reference"):
            if kinds.get(node.get(f"{R}id")) != kind:
                raise package.refused(f"the letterhead names a {kind} that is not there")


def _active_fields(package: UntrustedPackage, tree: Any) -> list[Flattened]:
    try:
        return flatten_fields(tree)
    except FieldsTooDeep as cause:
        raise package.refused("the letterhead's fields are nested too deeply") from cause


def _deleted_whole(node: Any) -> Any:
    """Return the row or cell of a table whose properties a deletion stands in, else the node."""
    parent = node.getparent()
    deleted = (f"{W}del", f"{W}trPr"), (f"{W}cellDel", f"{W}tcPr")
    return parent.getparent() if parent is not None and (node.tag, parent.tag) in deleted else node


def _remove_drawing(node: Any) -> None:
    """Remove the drawing that an element is the content of; a link or an SVG beside a picture goes alone."""
    local = etree.QName(node).localname
    if local == "svgBlip":
        node = node.getparent()
    elif local in ("blip", "imagedata", "chart", "relIds", "OLEObject", "control", "contentPart"):
        node = next(node.iterancestors(f"{W}drawing", f"{W}pict", f"{W}object"), node)
        if node.getparent() is not None and node.getparent().tag in (f"{MC}Choice", f"{MC}Fallback"):
            node = node.getparent().getparent()
    remove(node)


def _take_out_marks(package: UntrustedPackage, place: Any) -> None:
    """Take {{body}} out where no text can go, or where it stands once more."""
    hint = "Write {{body}} once, in a paragraph of its own in the text of the page."
    for tree in package.trees.values():
        for node in take_out_marks(tree, place):
            box = next(node.iterancestors(*APART), None)
            where = "a text box" if box is not None else PLACES.get(etree.QName(tree).localname, "")
            message = f"{{{{body}}}} stands in {where}, where no memo can stand: it was taken out"
            again = (
                "{{body}} stands in the letterhead once more: the memo stands at the first, the others were taken out"
            )
            package.warn(message if where else again, hint, "stray-mark")


def _settle_repeated_words(package: UntrustedPackage, body: Any) -> None:
    """Turn fields that show what stood in the replaced text into their last words: Word would show an error."""
    bookmarks = {node.get(f"{W}name", "").casefold() for t in package.trees.values() for node in t.iter(BOOKMARK)}
    styles = _styles_in_use(package, body)
    for tree in package.trees.values():
        where = PLACES.get(etree.QName(tree).localname, "the letterhead")
        for one in flatten_fields(tree, lambda order: not repeats_what_is_gone(order, bookmarks, styles)):
            if one.words.strip():
                words = one.words.strip()[:40]
                message = f"“{words}” in {where} repeats the text that the memo replaces: it stays as it is"
                hint = f"To lose it, delete in Word the field that shows it ({one.name})."
                package.warn(message, hint, "paper-left-out")


def _styles_in_use(package: UntrustedPackage, body: Any) -> set[str]:
    """Return the names of the styles that the text around the place has, and of those that every memo has."""
    used = {node.get(f"{W}val") for node in body.iter(f"{W}pStyle", f"{W}rStyle")}
    names = {*ALWAYS_USED}
    for tree in package.trees.values():
        for style in tree.iter(f"{W}style") if tree.tag == f"{W}styles" else ():
            name = style.find(f"{W}name")
            called = name.get(f"{W}val", "").casefold() if name is not None else ""
            names |= {called} if style.get(f"{W}styleId") in used else set()
            if called == "heading 1" and style.find(f".//{W}numPr") is not None:
                names.add("title")
    return names


def _check(package: UntrustedPackage) -> None:
    """Refuse a letterhead without a body; warn of what the organisation may miss."""
    body = package.trees[package.main].find(f"{W}body")
    if body is None:
        raise package.refused("the letterhead has no body")
    _take_out_marks(package, body_place(body))
    _settle_repeated_words(package, body)
    for name, tree in package.trees.items():
        if name != package.main and not all(map(is_described, tree.iter(f"{WP}docPr"))):
            hint = "In Word, choose “Edit Alt Text” on the picture, or mark it as decorative."
            package.warn("a picture of the letterhead has no alternative text", hint, "no-alt-text")


RULES = Rules(
    noun="letterhead",
    resave="Open it in Word, save it as “Word Document (.docx)”, and use that file.",
    leave_out="To lose this message, remove it in Word and save the letterhead again.",
    main_kinds=frozenset(
        {
            _MAIN,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
            "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        }
    ),
    main_kind=_MAIN,
    kept=frozenset(_KEPT.split()),
    quiet=frozenset(_QUIET.split()),
    named={
        "attachedTemplate": TEMPLATE,
        "attachedToolbars": "tool bars with macros",
        **dict.fromkeys((f"diagram{name}" for name in ("Data", "Layout", "QuickStyle", "Colors")), SMART),
        **dict.fromkeys(("extensibility", "customUI"), RIBBON),
        **dict.fromkeys(("video", "audio", "media"), MEDIA),
        "webextensiontaskpanes": "an add-in",
        "chartEx": CHART,
        "glossaryDocument": "building blocks",
        **dict.fromkeys(("aFChunk", "subDocument"), PIECE),
        **dict.fromkeys(("mailMergeSource", "mailMergeHeaderSource", "recipientData"), MAIL),
    },
    roots={kind: W + TAGS.get(kind, kind) for kind in ROOTS},
    clean=_clean,
    check=_check,
    replaced=leave_paper,
    gone=": documents are made without",
    ways_out=WAYS_OUT,
)
