"""A slide master as a deck needs it: its layouts by what they hold, its levels of text, its colours.

Layouts and placeholders are found by their types (ECMA-376 part 1, 19.7.10 and 19.7.15): names are in the language of
whoever made the master.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from briefpack.look.theme import AA_CONTRAST, Colours, Theme, contrast
from briefpack.office.package import Package, Relation, unpacked
from briefpack.writers.pptx import shapes
from briefpack.writers.pptx.own_layouts import ASK, SOURCE_INDEX
from briefpack.writers.pptx.text import Level, Setting

A, P, R = f"{{{shapes.A}}}", f"{{{shapes.P}}}", f"{{{shapes.R}}}"
EMU_A_POINT = 12700
LEVELS = 9
BOX = ("x", "y", "cx", "cy")
INSETS = {"lIns": "91440", "tIns": "45720", "rIns": "91440", "bIns": "45720"}
"""What a text box has if nothing says otherwise (ECMA-376 part 1, 21.1.2.1.1)."""
TITLES, TEXTS = ("title", "ctrTitle"), ("obj", "body", "subTitle")
SIZES_OF_SLIDES = 914_400, 51_206_400
SIZES_OF_TYPE = 100, 400_000
"""The least and the largest side of a slide in EMU, and size of type in hundredths of a point (19.7.16, 20.1.10.72)."""
FARTHEST = 10 * SIZES_OF_SLIDES[1]
"""How far from a slide's corner anything may stand, in EMU."""
MOST_SPACING = 13_200_000
LEAST_LINE = 0.5
"""A distance of lines below this, as a multiple, is measured as this."""
ROOM_FOR_TEXT = 72.0, 36.0
"""The least width and height that a place for text has, in points."""
SYSTEM_COLOURS = {"window": "FFFFFF", "windowText": "000000"}
SCHEME = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")


class BrokenMaster(ValueError):
    """Say what a master lacks, or what no master can say."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Hold a placeholder of a layout: its box and insets in points, its levels of text."""

    kind: str
    index: int
    box: shapes.Box
    insets: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    setting: Setting
    from_top: bool
    """Whether its text starts at its top."""

    @property
    def inner(self) -> shapes.Box:
        """The box without the insets."""
        (x, y, width, height), (left, top, right, bottom) = self.box, self.insets
        return x + left, y + top, width - left - right, height - top - bottom

    @property
    def is_roomy(self) -> bool:
        """Whether text can stand in it."""
        return self.inner[2] >= ROOM_FOR_TEXT[0] and self.inner[3] >= ROOM_FOR_TEXT[1]


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold what a layout has a place for; its `kind` is a type of ECMA-376 part 1, 19.7.15."""

    part: str
    """The name of its part in the package."""
    kind: str
    is_ask: bool
    title: Placeholder
    body: Placeholder | None
    source: Placeholder | None
    feet: tuple[Placeholder, ...]
    """Marking, date and number, where it has them: the kinds ftr, dt and sldNum."""


@dataclass(frozen=True, slots=True)
class SlideMaster:
    """Hold a master's parts and content types by part name, and what slides are measured by; lengths are points."""

    files: dict[str, str | bytes]
    kinds: dict[str, str]
    main: str
    """The name of the part of the presentation."""
    width: float
    height: float
    layouts: tuple[Layout, ...]
    colours: Colours
    scheme: dict[str, str]
    """Colours that the theme names, #RRGGBB to the name by which slides refer to them."""
    family: str
    """The font of text."""
    beside: tuple[tuple[str, str], ...]
    """What the package relates to beside the presentation, such as an organisation's labels: kinds and parts."""
    notes_master: str
    """The name of its part; "" where the master has none."""

    def layout(self, *kinds: str) -> Layout:
        """Return the first layout of the first of these kinds that has a place for text, else any that has one."""
        for kind in kinds:
            for one in self.layouts:
                if one.body and (one.is_ask if kind == ASK else one.kind == kind and not one.is_ask):
                    return one
        return next(filter(_is_for_text, self.layouts))

    def title_only(self) -> Layout:
        """Return the layout for what is no text, else that for text."""
        return next((one for one in self.layouts if one.kind == "titleOnly"), None) or self.layout("obj")


def _is_for_text(layout: Layout) -> bool:
    return layout.body is not None and layout.kind not in ("title", "secHead")


@functools.lru_cache(maxsize=16)
def read_slide_master(data: bytes, theme: Theme, is_own: bool) -> SlideMaster:
    """Read a .pptx without slides that we packed; the theme's colours hold for our own master, others bring theirs.

    Raise BrokenMaster.
    """
    opened = Opened(unpacked(data, PARSED))
    fonts, scheme = _fonts(opened.theme), _scheme(opened)
    size = _needed(opened.deck.find(f"{P}sldSz"), "does not say how large its slides are")
    layouts = tuple(_layouts(opened, fonts))
    if not any(map(_is_for_text, layouts)):
        raise BrokenMaster("has no layout with a title and a place for text of some size")
    return SlideMaster(
        files=opened.parts.written(),
        kinds=opened.parts.kinds,
        main=opened.parts.main,
        width=_number(size.get("cx"), "cx", *SIZES_OF_SLIDES) / EMU_A_POINT,
        height=_number(size.get("cy"), "cy", *SIZES_OF_SLIDES) / EMU_A_POINT,
        layouts=layouts,
        colours=theme.colours if is_own else _colours(scheme, theme.colours),
        scheme={colour: name for name, colour in reversed(scheme.items())},
        family=fonts["+mn-lt"],
        beside=tuple(
            (one.type, one.target)
            for one in opened.parts.relations[""]
            if not one.external and one.target != opened.parts.main
        ),
        notes_master=next((n for n, kind in opened.parts.kinds.items() if kind.endswith("notesMaster+xml")), ""),
    )


PARSED = tuple(f"{kind}+xml" for kind in ("presentation.main", "slideMaster", "slideLayout", "notesMaster"))
"""The ends of the content types of the parts that are written anew."""


@dataclass(slots=True)
class Opened:
    """Hold the package of a master, and where in it the master is."""

    parts: Package
    master: str = field(init=False)
    """The name of the part of the first slide master, which is the one that is used."""
    theme: Any = field(init=False)

    def __post_init__(self) -> None:
        for name, relations in self.parts.relations.items():
            if name:
                relations.sort(key=_place)
        masters = self.listed(self.parts.main, "sldMasterId", "slideMaster")
        self.master = _needed(next(iter(masters), None), "lists no master")
        theme = _needed(self.parts.related(self.master, "theme") or None, "has no theme")
        self.theme = etree.fromstring(self.parts.files[theme])

    @property
    def deck(self) -> Any:
        return self.parts.trees[self.parts.main]

    def listed(self, name: str, tag: str, kind: str) -> list[str]:
        """Return the names of the parts of a kind that the elements `tag` of a part's list refer to, in its order."""
        targets = {one.id: one.target for one in self.parts.relations[name] if one.kind == kind and not one.external}
        nodes = self.parts.trees[name].iterfind(f"{P}{tag}Lst/{P}{tag}")
        return [_needed(targets.get(node.get(f"{R}id")), f"lists a {tag} that is not there") for node in nodes]


def _needed(part: Any, without: str) -> Any:
    """Return what a master must have. Raise BrokenMaster if it is None."""
    if part is None:
        raise BrokenMaster(without)
    return part


def _number(text: str | None, name: str, least: float = -FARTHEST, most: float = FARTHEST) -> float:
    """Return the number that an attribute holds. Raise BrokenMaster for another text, or for one that cannot be."""
    if text is None or not re.fullmatch(r"[+-]?[0-9]{1,12}(\.[0-9]{1,9})?", text) or not least <= float(text) <= most:
        raise BrokenMaster(f"says “{(text or '')[:20]}” as “{name}”, which no slide can have")
    return float(text)


def _place(relation: Relation) -> tuple[int, str]:
    """Return what puts relations with numbers in their order, behind the others."""
    number = relation.id.removeprefix("rId")
    return int(number) if number.isdigit() and number != relation.id else 0, relation.id


def _layouts(opened: Opened, fonts: dict[str, str]) -> Iterator[Layout]:
    for name in opened.listed(opened.master, "sldLayoutId", "slideLayout"):
        layout = opened.parts.trees[name]
        places = list(_placeholders(layout, opened.parts.trees[opened.master], fonts))
        titles = [place for place in places if place.kind in TITLES and place.inner[2] >= ROOM_FOR_TEXT[0]]
        if not titles:
            continue
        texts = [place for place in places if place.kind in TEXTS and place.index != SOURCE_INDEX and place.is_roomy]
        yield Layout(
            part=name,
            kind=layout.get("type", "cust"),
            is_ask=layout.get("matchingName") == ASK,
            title=titles[0],
            body=max(texts, key=lambda place: place.box[2] * place.box[3], default=None),
            source=next((place for place in places if place.index == SOURCE_INDEX), None),
            feet=tuple(place for place in places if place.kind in shapes.FURNITURE),
        )


def _placeholders(layout: Any, master: Any, fonts: dict[str, str]) -> Iterator[Placeholder]:
    above = {mark.get("type", "obj"): shape for shape, mark in reversed(_marked(master))}
    for shape, mark in _marked(layout):
        kind, index = mark.get("type", "obj"), int(_number(mark.get("idx", "0"), "idx", 0, 2**32))
        base = MASTER_KINDS.get(kind, "body")
        chain = [shape, *([above[base]] if base in above else [])]
        lengths = list(_lengths(chain))
        if mark.get("orient") == "vert" or None in lengths:
            continue
        x, y, wide, tall = (_number(one, name) / EMU_A_POINT for one, name in zip(lengths, BOX, strict=True))
        bodies = [element.find(f"{P}txBody/{A}bodyPr") for element in chain]
        left, top, right, bottom = (_number(_first(bodies, n, usual), n) / EMU_A_POINT for n, usual in INSETS.items())
        styles = [element.find(f"{P}txBody/{A}lstStyle") for element in chain]
        styles.append(master.find(f"{P}txStyles/{P}{STYLES.get(base, 'otherStyle')}"))
        setting = _setting([style for style in styles if style is not None], fonts)
        from_top = _first(bodies, "anchor", "t") == "t"
        yield Placeholder(kind, index, (x, y, wide, tall), (left, top, right, bottom), setting, from_top)


def _marked(tree: Any) -> list[tuple[Any, Any]]:
    """Return the shapes of a layout or master that are placeholders, each with what marks it as one."""
    shapes_of = tree.iterfind(f"{P}cSld/{P}spTree/{P}sp")
    marked = ((shape, shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")) for shape in shapes_of)
    return [(shape, mark) for shape, mark in marked if mark is not None]


def _lengths(chain: list[Any]) -> Iterator[Any]:
    """Yield x, y, width and height in EMU, each as the nearest shape writes it, or None."""
    for tag, names in (("off", BOX[:2]), ("ext", BOX[2:])):
        nodes = [shape.find(f"{P}spPr/{A}xfrm/{A}{tag}") for shape in chain]
        yield from (_first(nodes, name, None) for name in names)


MASTER_KINDS = {"ctrTitle": "title", **{kind: kind for kind in ("title", *shapes.FURNITURE)}}
"""The placeholders of a master by those of a layout that inherit from them; all others do from `body`."""
STYLES = {"title": "titleStyle", "body": "bodyStyle"}


def _setting(styles: list[Any], fonts: dict[str, str]) -> Setting:
    levels = tuple(_level([style.find(f"{A}lvl{n}pPr") for style in styles], fonts) for n in range(1, LEVELS + 1))
    return Setting(levels, next((number for number, level in enumerate(levels) if level.bullet), 0))


def _level(properties: list[Any], fonts: dict[str, str]) -> Level:
    """Return a level by its paragraph properties, the nearest first; those that say nothing of it are None."""
    properties = [node for node in properties if node is not None]
    letters = [node for node in (one.find(f"{A}defRPr") for one in properties) if node is not None]
    size = _number(_first(letters, "sz", "1800"), "sz", *SIZES_OF_TYPE) / 100
    face = _first([one.find(f"{A}latin") for one in letters], "typeface", "+mn-lt")
    names = (etree.QName(node).localname for one in properties for node in one)
    bullet = next((name for name in names if name in ("buNone", "buChar", "buAutoNum", "buBlip")), "buNone")
    line = _spacing(properties, "lnSpc", 1.0, 1.0)
    return Level(
        size=size,
        margin=_number(_first(properties, "marL", "0"), "marL") / EMU_A_POINT,
        indent=_number(_first(properties, "indent", "0"), "indent") / EMU_A_POINT,
        before=_spacing(properties, "spcBef", 0, size * 1.2),
        after=_spacing(properties, "spcAft", 0, size * 1.2),
        line=max(LEAST_LINE, line if line < 5 else line / (size * 1.2)),
        bold=_first(letters, "b", "0") in ("1", "true"),
        family=fonts.get(face, face),
        caps=_first(letters, "cap", "none") == "all",
        bullet=bullet != "buNone",
    )


def _first(nodes: list[Any], name: str, usual: Any) -> Any:
    """Return an attribute of the first node that has it."""
    return next((node.get(name) for node in nodes if node is not None and node.get(name) is not None), usual)


def _spacing(nodes: list[Any], name: str, default: float, whole: float) -> float:
    """Return a spacing in points, or as a multiple of `whole` where it is a percentage."""
    for node in nodes:
        spacing = node.find(f"{A}{name}")
        if spacing is not None and len(spacing):
            text = spacing[0].get("val", "0")
            value = _number(text.removesuffix("%"), name, 0, MOST_SPACING)
            percent = value if text.endswith("%") else value / 1000
            return percent / 100 * whole if spacing[0].tag == f"{A}spcPct" else value / 100
    return default


def _fonts(theme: Any) -> dict[str, str]:
    """Return the names of the theme's fonts by the names that text refers to them with."""
    fonts = {"+mj-lt": "majorFont", "+mn-lt": "minorFont"}
    latin = {mark: theme.find(f".//{A}{name}/{A}latin") for mark, name in fonts.items()}
    named = {mark: node.get("typeface") if node is not None else None for mark, node in latin.items()}
    return {mark: _needed(face or None, "names no fonts in its theme") for mark, face in named.items()}


def _scheme(opened: Opened) -> dict[str, str]:
    """Return the colours of the theme by the names that slides refer to them with."""
    root = _needed(opened.theme.find(f".//{A}clrScheme"), "names no colours in its theme")
    mapped = _needed(opened.parts.trees[opened.master].find(f"{P}clrMap"), "does not say what its colours are for")
    base = {name: _rgb(root.find(f"{A}{name}"), name) for name in SCHEME}
    names = ["bg1", "tx1", "bg2", "tx2", *SCHEME[4:]]
    return {name: base.get(mapped.get(name, name), "#000000") for name in names}


def _rgb(node: Any, name: str) -> str:
    """Return a colour of the theme as #RRGGBB. Raise BrokenMaster for one that is written in no such way."""
    written = node[0] if node is not None and len(node) else {}
    for text in (written.get("lastClr"), SYSTEM_COLOURS.get(written.get("val", "")), written.get("val")):
        if text and re.fullmatch("[0-9A-Fa-f]{6}", text):
            return f"#{text.upper()}"
    raise BrokenMaster(f"has no colour of six digits as “{name}” in its theme")


def _colours(scheme: dict[str, str], ours: Colours) -> Colours:
    """Return an organisation's colours under our names; a pair that is too pale to read is not used."""
    paper, ink = scheme["bg1"], scheme["tx1"]
    candidates = [scheme[name] for name in ("accent1", "tx2", *SCHEME[5:10])]
    accent, second = [*(one for one in candidates if contrast(one, paper) >= AA_CONTRAST), ink, ink][:2]
    tint = scheme["bg2"] if contrast(scheme["bg2"], ink) >= 7 and scheme["bg2"] != paper else paper
    on_accent = max((paper, ink), key=lambda colour: contrast(colour, accent))
    named = {"paper": paper, "ink": ink, "quiet": ink, "accent": accent, "second": second, "tint": tint, "rule": ink}
    return ours.model_copy(update={**named, "on_accent": on_accent, "band": accent, "on_band": on_accent})
