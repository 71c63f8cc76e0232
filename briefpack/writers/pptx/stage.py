"""The stage: a master as a deck needs it, with its layouts by what they hold, its text levels and its colours.

Layouts and placeholders are found by their types (ECMA-376 part 1, 19.7.10 and 19.7.15): names are in the language of
whoever made the master.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation

from briefpack.look.theme import AA_CONTRAST, Colours, Theme, contrast
from briefpack.writers.pptx.own_layouts import ASK, SOURCE_INDEX
from briefpack.writers.pptx.text import Level, Setting

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
EMU_A_POINT = 12700
LEVELS = 9
INSETS = {"lIns": 91440, "tIns": 45720, "rIns": 91440, "bIns": 45720}
"""What a text box has if nothing says otherwise (ECMA-376 part 1, 21.1.2.1.1)."""
TITLES, TEXTS = ("title", "ctrTitle"), ("obj", "body", "subTitle")
SCHEME = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a placeholder of a layout: its box and insets in points, its text levels."""

    kind: str
    index: int
    x: float
    y: float
    width: float
    height: float
    insets: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    setting: Setting
    from_top: bool = True
    """Whether its text starts at its top."""

    @property
    def inner(self) -> tuple[float, float, float, float]:
        left, top, right, bottom = self.insets
        return self.x + left, self.y + top, self.width - left - right, self.height - top - bottom


@dataclass(frozen=True, slots=True)
class Layout:
    part: str
    """The name of its part in the package."""
    kind: str
    is_ask: bool
    title: Place
    body: Place | None
    source: Place | None
    feet: tuple[Place, ...]
    """Marking, date and number, where it has them: the kinds ftr, dt and sldNum."""


@dataclass(frozen=True, slots=True)
class Stage:
    files: dict[str, bytes]
    kinds: dict[str, str]
    main: str
    width: float
    height: float
    layouts: tuple[Layout, ...]
    colours: Colours
    scheme: dict[str, str]
    """Colours that the theme names, #RRGGBB to the name by which slides refer to them."""
    family: str
    title_family: str
    beside: tuple[tuple[str, str], ...]
    """What the package relates to beside the presentation, such as an organisation's labels: kinds and parts."""
    notes_master: str
    """The name of its part; "" where the master has none."""

    def layout(self, *kinds: str) -> Layout:
        """Return the first layout of the first of these kinds that there is, else one that has a place for text."""
        for kind in kinds:
            found = [
                one for one in self.layouts if (one.is_ask if kind == ASK else one.kind == kind and not one.is_ask)
            ]
            suits = [one for one in found if one.body]
            if suits:
                return suits[0]
        return next(one for one in self.layouts if one.body and one.kind not in ("title", "secHead"))

    def title_only(self) -> Layout:
        found = [one for one in self.layouts if one.kind == "titleOnly"]
        return found[0] if found else self.layout("obj")


@functools.lru_cache(maxsize=16)
def stage_of(data: bytes, theme: Theme, is_own: bool) -> Stage:
    """Read a master; the theme's colours hold for our own, others bring theirs."""
    deck: Any = Presentation(io.BytesIO(data))
    master = deck.slide_masters[0]
    fonts = _fonts(master)
    package = deck.part.package
    parts = {part.partname.membername: part for part in package.iter_parts()}
    files = {name: part.blob for name, part in parts.items()}
    files |= {p.partname.rels_uri.membername: p.rels.xml for p in parts.values() if len(p.rels)}
    scheme = _scheme(master)
    return Stage(
        files=files,
        kinds={name: part.content_type for name, part in parts.items()},
        main=deck.part.partname.membername,
        width=deck.slide_width / EMU_A_POINT,
        height=deck.slide_height / EMU_A_POINT,
        layouts=tuple(_layouts(deck, master, fonts)),
        colours=theme.colours if is_own else _colours(scheme, master, theme.colours),
        scheme={colour: name for name, colour in reversed(scheme.items())},
        family=fonts["+mn-lt"],
        title_family=fonts["+mj-lt"],
        beside=tuple(
            (rel.reltype, rel.target_part.partname.membername)
            for rel in package._rels.values()
            if not rel.is_external and rel.target_part is not deck.part
        ),
        notes_master=next((name for name, part in parts.items() if part.content_type.endswith("notesMaster+xml")), ""),
    )


def _layouts(deck: Any, master: Any, fonts: dict[str, str]) -> Iterator[Layout]:
    for layout in master.slide_layouts:
        places = list(_places(layout, master, fonts))
        titles = [place for place in places if place.kind in TITLES]
        if not titles:
            continue
        texts = [place for place in places if place.kind in TEXTS and place.index != SOURCE_INDEX]
        body = max(texts, key=lambda place: place.width * place.height, default=None)
        yield Layout(
            part=layout.part.partname.membername,
            kind=layout._element.get("type", "cust"),
            is_ask=layout._element.get("matchingName") == ASK,
            title=titles[0],
            body=body,
            source=next((place for place in places if place.index == SOURCE_INDEX), None),
            feet=tuple(place for place in places if place.kind in ("ftr", "dt", "sldNum")),
        )


def _places(layout: Any, master: Any, fonts: dict[str, str]) -> Iterator[Place]:
    for holder in layout.placeholders:
        element = holder._element
        mark = element.find(f".//{P}ph")
        kind, index = mark.get("type", "obj"), int(mark.get("idx", "0"))
        above = _in_master(master, kind)
        if mark.get("orient") == "vert" or None in (holder.left, holder.top, holder.width, holder.height):
            continue
        chain = [found for found in (element, above) if found is not None]
        insets = tuple(_inset(chain, name) for name in INSETS)
        x, y, wide, tall = (n / EMU_A_POINT for n in (holder.left, holder.top, holder.width, holder.height))
        assert len(insets) == 4
        yield Place(kind, index, x, y, wide, tall, insets, _setting(kind, chain, master, fonts), _anchor(chain) == "t")


MASTER_KINDS = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}


def _in_master(master: Any, kind: str) -> Any:
    wanted = MASTER_KINDS.get(kind, "body")
    for holder in master.placeholders:
        if holder._element.find(f".//{P}ph").get("type", "obj") == wanted:
            return holder._element
    return None


def _inset(chain: list[Any], name: str) -> float:
    for element in chain:
        body = element.find(f"{P}txBody/{A}bodyPr")
        if body is not None and body.get(name) is not None:
            return int(body.get(name)) / EMU_A_POINT
    return INSETS[name] / EMU_A_POINT


def _anchor(chain: list[Any]) -> str:
    bodies = (element.find(f"{P}txBody/{A}bodyPr") for element in chain)
    return next((str(body.get("anchor")) for body in bodies if body is not None and body.get("anchor")), "t")


def _setting(kind: str, chain: list[Any], master: Any, fonts: dict[str, str]) -> Setting:
    style = {
        "title": "titleStyle",
        "ctrTitle": "titleStyle",
        "dt": "otherStyle",
        "ftr": "otherStyle",
        "sldNum": "otherStyle",
    }
    lists = [element.find(f"{P}txBody/{A}lstStyle") for element in chain]
    lists.append(master._element.find(f"{P}txStyles/{P}{style.get(kind, 'bodyStyle')}"))
    levels = tuple(_level([one for one in lists if one is not None], number, fonts) for number in range(1, LEVELS + 1))
    first = next((number for number, level in enumerate(levels) if level.bullet), 0)
    return Setting(levels, first)


def _level(lists: list[Any], number: int, fonts: dict[str, str]) -> Level:
    found = [node for node in (one.find(f"{A}lvl{number}pPr") for one in lists) if node is not None]
    letters = [node for node in (one.find(f"{A}defRPr") for one in found) if node is not None]
    size = float(_first(letters, "sz", 1800)) / 100
    face = next(
        (one.find(f"{A}latin").get("typeface") for one in letters if one.find(f"{A}latin") is not None), "+mn-lt"
    )
    bullets = ("buNone", "buChar", "buAutoNum", "buBlip")
    bullet = next(
        (etree.QName(n).localname for one in found for n in one if etree.QName(n).localname in bullets), "buNone"
    )
    line = _spacing(found, "lnSpc", 1.0, 1.0)
    return Level(
        size=size,
        margin=float(_first(found, "marL", 0)) / EMU_A_POINT,
        indent=float(_first(found, "indent", 0)) / EMU_A_POINT,
        before=_spacing(found, "spcBef", 0, size * 1.2),
        after=_spacing(found, "spcAft", 0, size * 1.2),
        line=line if line < 5 else line / (size * 1.2),
        bold=_first(letters, "b", "0") in ("1", "true"),
        family=fonts.get(face, face),
        caps=_first(letters, "cap", "none") == "all",
        bullet=bullet != "buNone",
    )


def _first(nodes: list[Any], name: str, default: Any) -> Any:
    return next((node.get(name) for node in nodes if node.get(name) is not None), default)


def _spacing(nodes: list[Any], name: str, default: float, whole: float) -> float:
    """Return a spacing in points, or as a multiple of `whole` where it is a percentage."""
    for node in nodes:
        found = node.find(f"{A}{name}")
        if found is not None and len(found):
            value = found[0].get("val", "0").rstrip("%")
            part = float(value) if found[0].get("val", "").endswith("%") else float(value) / 1000
            return part / 100 * whole if found[0].tag == f"{A}spcPct" else float(value) / 100
    return default


def _theme_element(master: Any) -> Any:
    part = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme"))
    return etree.fromstring(part.blob)


def _fonts(master: Any) -> dict[str, str]:
    """Return the names of the theme's fonts by the names that text refers to them with."""
    root = _theme_element(master)
    fonts = {"+mj-lt": "majorFont", "+mn-lt": "minorFont"}
    return {mark: root.find(f".//{A}{name}/{A}latin").get("typeface") for mark, name in fonts.items()}


def _scheme(master: Any) -> dict[str, str]:
    """Return the colours of the theme by the names that slides refer to them with."""
    root = _theme_element(master).find(f".//{A}clrScheme")
    mapped = master._element.find(f"{P}clrMap")
    base = {name: _rgb(root.find(f"{A}{name}")) for name in SCHEME}
    names = ["bg1", "tx1", "bg2", "tx2", *SCHEME[4:]]
    return {name: base.get(mapped.get(name, name), "#000000") for name in names}


def _rgb(node: Any) -> str:
    inner = node[0]
    return "#" + (inner.get("lastClr") or inner.get("val") or "000000").upper()


def _colours(scheme: dict[str, str], master: Any, ours: Colours) -> Colours:
    """Return an organisation's colours under our names; a pair that is too pale to read is not used."""
    paper, ink = scheme["bg1"], scheme["tx1"]
    accents = [
        scheme[name] for name in ("accent1", "tx2", *SCHEME[5:10]) if contrast(scheme[name], paper) >= AA_CONTRAST
    ]
    accent, second = [*accents, ink, ink][:2]
    tint = scheme["bg2"] if contrast(scheme["bg2"], ink) >= 7 and scheme["bg2"] != paper else paper
    on_accent = max((paper, ink), key=lambda colour: contrast(colour, accent))
    named = {"paper": paper, "ink": ink, "quiet": ink, "accent": accent, "second": second, "tint": tint, "rule": ink}
    return ours.model_copy(update={**named, "on_accent": on_accent, "band": accent, "on_band": on_accent})
