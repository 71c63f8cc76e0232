"""Slide masters: an organisation's own .pptx or .potx, read as a stranger's file and left with nothing that acts.

Its masters, layouts, themes and pictures stay. Its slides, and what refers to them, go without a word; macros,
objects, media, animations and links that are not to the web go with a warning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from briefpack.errors import Problem, sorted_problems, warning
from briefpack.office.reading import OfficeFile, R, Rules, open_office_file

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
OBJECT, MEDIA, SMART = "an embedded object", "a sound or a film", "a SmartArt drawing"
RULES = Rules(
    noun="slide master",
    resave="Open it in PowerPoint, save it as “PowerPoint Presentation (.pptx)”, and use that file.",
    leave_out="Slides are made without it. To lose this message, remove it in PowerPoint and save the master again.",
    main_kinds={
        MAIN: "",
        f"{_KIND}.template.main+xml": "",
        f"{_KIND}.slideshow.main+xml": "",
        f"{_MACROS}.presentation.macroEnabled.main+xml": "",
        f"{_MACROS}.template.macroEnabled.main+xml": "",
        f"{_MACROS}.slideshow.macroEnabled.main+xml": "",
    },
    main_kind=MAIN,
    kept=frozenset(_KEPT.split()),
    quiet=frozenset(_QUIET.split()),
    named={
        "vbaProject": "macros",
        "package": "an embedded file",
        "chart": "a chart",
        **dict.fromkeys(("control", "activeXControl", "activeXControlBinary"), "an ActiveX control"),
        **dict.fromkeys(("oleObject", "vmlDrawing", "legacyDrawing"), OBJECT),
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
)
CUT = {
    f"{P}timing": "animations",
    f"{P}sndAc": MEDIA,
    f"{P}controls": "",
    f"{P}modifyVerifier": "the protection against editing",
    **dict.fromkeys((f"{P}{name}" for name in ("sldIdLst", "custShowLst", "custDataLst", "handoutMasterIdLst")), ""),
    **dict.fromkeys((f"{P}{name}" for name in ("photoAlbum", "smartTags")), ""),
}
"""Elements that go, with what to say; "" means nothing."""
WHOLE = tuple(f"{P}{name}" for name in ("pic", "graphicFrame", "contentPart", "bg"))
"""What goes as a whole when what it shows is left out."""
SAFE_ACTIONS = ("", "ppaction://hlinkshowjump")


@dataclass(frozen=True, slots=True)
class Master:
    """Hold a slide master as a .pptx package without slides and without anything active; `problems` says what went."""

    name: str
    data: bytes = field(repr=False)
    problems: tuple[Problem, ...] = ()


def read_master(path: Path) -> Master:
    """Read a .pptx or .potx. Raise BuildError if it is no such file, cannot be trusted, or has no layout for text."""
    package = open_office_file(path, RULES)
    package.walk(lambda name, tree, kept: _clean(package, tree, kept))
    _check_layouts(package)
    _check_pictures(package)
    return Master(path.stem, package.packed(), sorted_problems(package.problems))


def _clean(package: OfficeFile, tree: Any, kept: set[str]) -> None:
    for node in list(tree.iter(*CUT)):
        if CUT[node.tag]:
            package.left_out(CUT[node.tag])
        _remove(node)
    for section in list(tree.iter(f"{P14}sectionLst")):
        _remove(section.getparent())
    for node in list(tree.iter(f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver")):
        _clean_link(package, node)
    for node in list(tree.iter(etree.Element)):
        lost = [name for name in node.attrib if name.startswith(R) and node.get(name) not in kept]
        if lost and f"{R}link" in lost and node.get(f"{R}embed") in kept:
            del node.attrib[f"{R}link"]
        elif any(node.get(name) for name in lost):
            _remove_shown(node)
    _remove_empty(tree)


def _clean_link(package: OfficeFile, node: Any) -> None:
    if node.get("action", "").split("?")[0] not in SAFE_ACTIONS:
        package.left_out("a button that starts something")
        _remove(node)
    for sound in node.findall(f"{A}snd"):
        package.left_out(MEDIA)
        node.remove(sound)


def _remove_shown(node: Any) -> None:
    """Remove what needs a relation that is not kept: the picture or frame around it, else the element alone."""
    local = etree.QName(node).localname
    if local == "svgBlip":
        return _remove(node.getparent())
    if local.startswith("hlink"):
        return _remove(node)
    whole = next(node.iterancestors(*WHOLE), None)
    around = next(node.iterancestors(f"{MC}AlternateContent"), None)
    if whole is not None or around is not None:
        return _remove(around if around is not None else whole)
    fill = next(node.iterancestors(f"{A}blipFill"), None)
    if local == "blip" and fill is not None:
        fill.getparent().replace(fill, etree.Element(f"{A}noFill"))
        return None
    return _remove(node)


def _remove(node: Any) -> None:
    if node is not None and node.getparent() is not None:
        node.getparent().remove(node)


def _remove_empty(tree: Any) -> None:
    """Remove lists that lost all they had: the schema wants at least one in them."""
    for node in list(tree.iter(f"{A}extLst", f"{P}extLst", f"{P}embeddedFontLst", f"{P}notesMasterIdLst")):
        if len(node) == 0:
            _remove(node)


def _layouts(package: OfficeFile) -> Iterable[Any]:
    return (tree for tree in package.trees.values() if tree.tag == f"{P}sldLayout")


def _check_layouts(package: OfficeFile) -> None:
    """Refuse a file in which no layout has a title and a place for text: there would be nowhere to write."""
    for layout in _layouts(package):
        kinds = {node.get("type", "obj") for node in layout.iter(f"{P}ph")}
        if "title" in kinds and kinds & {"obj", "body"}:
            return
    raise package.refused("the slide master has no layout with a title and a place for text")


def _check_pictures(package: OfficeFile) -> None:
    """Warn once of pictures that say nothing to those who listen; PowerPoint reads them out with the slide."""
    for tree in package.trees.values():
        for picture in tree.iter(f"{P}pic"):
            about = picture.find(f"{P}nvPicPr/{P}cNvPr")
            if about is not None and not _is_described(about):
                hint = "In PowerPoint’s slide master view, choose “Edit Alt Text”, or mark it as decorative."
                message = "a picture of the slide master has no alternative text"
                package.problems.append(warning(message, package.place, hint))
                return


def _is_described(about: Any) -> bool:
    decorative = any(etree.QName(node).localname == "decorative" for node in about.iter())
    return decorative or bool(about.get("descr", "").strip())
