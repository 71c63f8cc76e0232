"""Slide masters: an organisation's own .pptx or .potx, read as an untrusted file and stripped of everything active.

Its masters, layouts, themes and pictures stay. Its slides, and what refers to them, are removed silently; macros,
objects, media, animations and links that are not to the web are removed with a warning.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from briefpack.office.master_styles import lacks_styles, write_styles
from briefpack.office.reading import (
    CONTROL,
    OBJECT,
    ForeignFile,
    Rules,
    UntrustedPackage,
    dangling,
    is_described,
    read_foreign_file,
    remove,
)

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KIND = "application/vnd.openxmlformats-officedocument.presentationml"
_MACROS = "application/vnd.ms-powerpoint"
MAIN = f"{_KIND}.presentation.main+xml"
_KEPT = (
    "officeDocument custom-properties theme themeOverride slideMaster slideLayout notesMaster tableStyles image "
    "hyperlink font"
)
_QUIET = (
    "slide core-properties extended-properties thumbnail presProps viewProps printerSettings handoutMaster tags "
    "customXml commentAuthors authors changesInfo revisionInfo notesSlide comments webExtensionTaskpanes "
    "vbaProjectSignature hdphoto legacyDocTextInfo slideUpdateInfo metadata"
)
MEDIA, SMART = "a sound or a film", "a SmartArt drawing"
CUT = {
    f"{P}timing": "animations",
    f"{P}sndAc": MEDIA,
    f"{P}controls": "",
    f"{P}modifyVerifier": "the protection against editing",
    **dict.fromkeys((f"{P}{name}" for name in ("sldIdLst", "custShowLst", "custDataLst", "handoutMasterIdLst")), ""),
    **dict.fromkeys((f"{P}{name}" for name in ("photoAlbum", "smartTags")), ""),
}
"""Elements that are left out, with what a warning calls them; "" means no warning."""
WHOLE = tuple(f"{P}{name}" for name in ("pic", "graphicFrame", "contentPart", "bg"))
"""What is removed as a whole when the content that it shows is left out."""
SAFE_ACTIONS = ("", "ppaction://hlinkshowjump")


def read_master(path: Path) -> ForeignFile:
    """Read a .pptx or .potx. Raise BuildError if it is no such file or cannot be trusted."""
    return read_foreign_file(path, RULES)


def _clean(package: UntrustedPackage, tree: Any, kept: set[str]) -> None:
    for node in list(tree.iter(*CUT)):
        package.left_out(CUT[node.tag])
        remove(node)
    for section in list(tree.iter(f"{P14}sectionLst")):
        remove(section.getparent())
    for node in list(tree.iter(f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver")):
        _clean_link(package, node)
    for node in dangling(tree, kept | {""}):  # a button that needs no target has an empty one
        _remove_shown(node)
    _remove_empty(tree)


def _clean_link(package: UntrustedPackage, node: Any) -> None:
    if node.get("action", "").split("?")[0] not in SAFE_ACTIONS:
        package.left_out("a button that starts something")
        remove(node)
    for sound in node.findall(f"{A}snd"):
        package.left_out(MEDIA)
        node.remove(sound)


def _remove_shown(node: Any) -> None:
    """Remove what needs a relation that is not kept: the picture or frame around it, else the element alone."""
    local = etree.QName(node).localname
    if local == "svgBlip":
        return remove(node.getparent())
    if local.startswith("hlink"):
        return remove(node)
    whole = next(node.iterancestors(*WHOLE), None)
    around = next(node.iterancestors(f"{MC}AlternateContent"), None)
    if whole is not None or around is not None:
        return remove(around if around is not None else whole)
    fill = next(node.iterancestors(f"{A}blipFill"), None)
    if local == "blip" and fill is not None:
        fill.getparent().replace(fill, etree.Element(f"{A}noFill"))
        return None
    return remove(node)


def _remove_empty(tree: Any) -> None:
    """Remove lists that are empty now: the schema wants at least one entry."""
    for node in list(tree.iter(f"{A}extLst", f"{P}extLst", f"{P}embeddedFontLst", f"{P}notesMasterIdLst")):
        if len(node) == 0:
            remove(node)


def _complete(package: UntrustedPackage) -> None:
    """Write the styles of masters that lack them, and warn of pictures that nobody describes."""
    trees = package.trees
    for name, tree in trees.items():
        if tree.tag == f"{P}sldMaster" and lacks_styles(tree):
            related = (one.target for one in package.relations[name] if one.kind == "slideLayout")
            write_styles(tree, [trees[one] for one in related if one in trees])
    _check_pictures(package)


def _check_pictures(package: UntrustedPackage) -> None:
    """Warn once of pictures without alternative text, which PowerPoint reads out with every slide."""
    pictures = (picture for tree in package.trees.values() for picture in tree.iter(f"{P}pic"))
    properties = (picture.find(f"{P}nvPicPr/{P}cNvPr") for picture in pictures)
    if not all(one is None or is_described(one) for one in properties):
        hint = "In PowerPoint’s slide master view, choose “Edit Alt Text”, or mark it as decorative."
        package.warn("a picture of the slide master has no alternative text", hint, "no-alt-text")


RULES = Rules(
    noun="slide master",
    resave="Open it in PowerPoint, save it as “PowerPoint Presentation (.pptx)”, and use that file.",
    leave_out="Slides are made without it. To lose this message, remove it in PowerPoint and save the master again.",
    main_kinds=frozenset(
        {
            MAIN,
            f"{_KIND}.template.main+xml",
            f"{_KIND}.slideshow.main+xml",
            f"{_MACROS}.presentation.macroEnabled.main+xml",
            f"{_MACROS}.template.macroEnabled.main+xml",
            f"{_MACROS}.slideshow.macroEnabled.main+xml",
        }
    ),
    main_kind=MAIN,
    kept=frozenset(_KEPT.split()),
    quiet=frozenset(_QUIET.split()),
    named={
        **dict.fromkeys(("activeXControl", "activeXControlBinary"), CONTROL),
        **dict.fromkeys(("vmlDrawing", "legacyDrawing"), OBJECT),
        **dict.fromkeys(("audio", "video", "media"), MEDIA),
        **dict.fromkeys(
            ("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"), SMART
        ),
    },
    roots={
        "officeDocument": f"{P}presentation",
        "slideMaster": f"{P}sldMaster",
        "slideLayout": f"{P}sldLayout",
        "notesMaster": f"{P}notesMaster",
        "theme": f"{A}theme",
    },
    clean=_clean,
    check=_complete,
)
