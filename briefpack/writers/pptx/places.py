"""Places for text on layouts, and how their text looks, through every step from which it inherits.

A placeholder of a layout inherits from the master's of its kind, from the master's styles of text, from the
presentation's, and from the format's defaults (ECMA-376 part 1, 19.3.1.36, 19.3.1.51, 21.1.2.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from briefpack.writers.pptx import shapes
from briefpack.writers.pptx.demands import EMU_A_POINT, SIZES_OF_TYPE, first, number
from briefpack.writers.pptx.text import Level, Setting
from briefpack.writers.pptx.theme_colours import Scheme, Shade, shade_of

A, P = f"{{{shapes.A}}}", f"{{{shapes.P}}}"
LEVELS = 9
MOST_TURNED = 45.0
"""A place turned farther, in degrees, is none for text that is read."""
BOX = ("x", "y", "cx", "cy")
INSETS = {"lIns": "91440", "tIns": "45720", "rIns": "91440", "bIns": "45720"}
"""What a text box has if nothing says otherwise (ECMA-376 part 1, 21.1.2.1.1)."""
MOST_SPACING = 13_200_000
LEAST_LINE = 0.5
"""A distance of lines below this, as a multiple, is measured as this."""
ROOM_FOR_TEXT = 72.0, 36.0
"""The least width and height that a place for text has, in points."""
MASTER_KINDS = {"ctrTitle": "title", **{kind: kind for kind in ("title", *shapes.FURNITURE)}}
"""The placeholders of a master by those of a layout that inherit from them; all others do from `body`."""
STYLES = {"title": "titleStyle", "body": "bodyStyle"}
FILLS = tuple(f"{A}{name}" for name in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
MARKS = frozenset("“”„‟«»‹›「」『』\"‘’‚‛,'")
"""What layouts for quotations draw large beside the words."""
QUOTATION = re.compile(
    r"\b(quotes?|quotations?|zitate?|citaat|citat|citas?|citation|citazione|citação|cytat)\b|цитат|引用|인용|اقتباس|ציטוט"
)
"""What the names of such layouts hold, in the languages of most masters."""
BULLETS = ("buNone", "buChar", "buAutoNum", "buBlip")


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
    grows: bool = False
    """Whether PowerPoint makes its box as high as its text."""
    fill: Shade | None = None
    """The colour with which its box is filled."""
    is_turned: bool = False
    """Whether it stands at an angle."""
    shape: Any = field(default=None, compare=False, repr=False)
    """Its element in the layout."""

    @property
    def inner(self) -> shapes.Box:
        """The box without the insets."""
        (x, y, width, height), (left, top, right, bottom) = self.box, self.insets
        return x + left, y + top, width - left - right, height - top - bottom

    @property
    def is_roomy(self) -> bool:
        """Whether text can stand in it."""
        return self.inner[2] >= ROOM_FOR_TEXT[0] and self.inner[3] >= ROOM_FOR_TEXT[1]

    @property
    def area(self) -> float:
        """The size of its box, in square points."""
        return self.box[2] * self.box[3]


@dataclass(frozen=True, slots=True)
class TextSources:
    """Hold what the text of a layout's placeholders inherits beside their own shapes."""

    master: Any
    usual: Any
    """The presentation's defaultTextStyle, or None."""
    fonts: dict[str, str]
    scheme: Scheme


def placeholders_of(layout: Any, sources: TextSources) -> Iterator[Placeholder]:
    """Yield the places of a layout whose text runs level, from side to side, and whose box is known."""
    above = {mark.get("type", "obj"): shape for shape, mark in reversed(marked(sources.master))}
    for shape, mark in marked(layout):
        kind, index = mark.get("type", "obj"), int(number(mark.get("idx", "0"), "idx", 0, 2**32))
        base = MASTER_KINDS.get(kind, "body")
        chain = [shape, *([above[base]] if base in above else [])]
        lengths = list(_lengths(chain))
        bodies = [node for one in chain if (node := one.find(f"{P}txBody/{A}bodyPr")) is not None]
        turn = _turn(chain)
        upright = mark.get("orient") == "vert" or first(bodies, "vert", "horz") != "horz"
        if upright or None in lengths or turn > MOST_TURNED:
            continue
        x, y, wide, tall = (number(one, name) / EMU_A_POINT for one, name in zip(lengths, BOX, strict=True))
        left, top, right, bottom = (number(first(bodies, n, usual), n) / EMU_A_POINT for n, usual in INSETS.items())
        styles = [one.find(f"{P}txBody/{A}lstStyle") for one in chain]
        styles += [sources.master.find(f"{P}txStyles/{P}{STYLES.get(base, 'otherStyle')}"), sources.usual]
        setting = _setting([style for style in styles if style is not None], sources)
        yield Placeholder(
            kind,
            index,
            (x, y, wide, tall),
            (left, top, right, bottom),
            setting,
            from_top=first(bodies, "anchor", "t") == "t",
            grows=_autofit(bodies) == "spAutoFit",
            fill=_fill(chain, sources.scheme),
            is_turned=turn > 0,
            shape=shape,
        )


def marked(tree: Any) -> list[tuple[Any, Any]]:
    """Return the shapes of a layout or master that are placeholders, each with what marks it as one."""
    shapes_of = tree.iterfind(f"{P}cSld/{P}spTree/{P}sp")
    pairs = ((shape, shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")) for shape in shapes_of)
    return [(shape, mark) for shape, mark in pairs if mark is not None]


def is_quotation(layout: Any) -> bool:
    """Tell whether a layout is for a quotation: it draws quotation marks, or its name says so."""
    name = layout.find(f"{P}cSld").get("name", "").casefold()
    drawn = [shape for shape in layout.iter(f"{P}sp") if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None]
    texts = ("".join(node.text or "" for node in shape.iter(f"{A}t")).strip() for shape in drawn)
    return bool(QUOTATION.search(name)) or any(text and set(text) <= MARKS for text in texts)


def _fill(chain: list[Any], scheme: Scheme) -> Shade | None:
    """Return the colour of the nearest shape that says how it is filled."""
    fills = (node for shape in chain for node in shape.iterfind(f"{P}spPr/*") if node.tag in FILLS)
    return shade_of(next(fills, None), scheme)


def _turn(chain: list[Any]) -> float:
    """Return by how many degrees a shape is turned from the level, to either side."""
    transforms = [one for shape in chain if (one := shape.find(f"{P}spPr/{A}xfrm")) is not None]
    turned = number(first(transforms[:1], "rot", "0"), "rot") / 60_000 % 360
    return min(turned, 360 - turned)


def _autofit(bodies: list[Any]) -> str:
    names = (etree.QName(node).localname for body in bodies for node in body)
    return next((name for name in names if name in ("noAutofit", "normAutofit", "spAutoFit")), "noAutofit")


def _lengths(chain: list[Any]) -> Iterator[Any]:
    """Yield x, y, width and height in EMU, each as the nearest shape writes it, or None."""
    for tag, names in (("off", BOX[:2]), ("ext", BOX[2:])):
        nodes = [shape.find(f"{P}spPr/{A}xfrm/{A}{tag}") for shape in chain]
        yield from (first(nodes, name, None) for name in names)


def _setting(styles: list[Any], sources: TextSources) -> Setting:
    levels = tuple(_level([_of_level(style, n) for style in styles], sources) for n in range(1, LEVELS + 1))
    return Setting(levels, next((number for number, level in enumerate(levels) if level.bullet), 0))


def _of_level(style: Any, level: int) -> Any:
    return style.find(f"{A}lvl{level}pPr")


def _level(properties: list[Any], sources: TextSources) -> Level:
    """Return a level by its paragraph properties, the nearest first; those that say nothing of it are None."""
    properties = [node for node in properties if node is not None]
    letters = [node for node in (one.find(f"{A}defRPr") for one in properties) if node is not None]
    size = number(first(letters, "sz", "1800"), "sz", *SIZES_OF_TYPE) / 100
    face = first([one.find(f"{A}latin") for one in letters], "typeface", "+mn-lt")
    names = (etree.QName(node).localname for one in properties for node in one)
    bullet = next((name for name in names if name in BULLETS), "buNone")
    line = _spacing(properties, "lnSpc", 1.0, 1.0)
    shades = (shade_of(one.find(f"{A}solidFill"), sources.scheme) for one in letters)
    return Level(
        size=size,
        margin=number(first(properties, "marL", "0"), "marL") / EMU_A_POINT,
        indent=number(first(properties, "indent", "0"), "indent") / EMU_A_POINT,
        before=_spacing(properties, "spcBef", 0, size * 1.2),
        after=_spacing(properties, "spcAft", 0, size * 1.2),
        line=max(LEAST_LINE, line if line < 5 else line / (size * 1.2)),
        bold=first(letters, "b", "0") in ("1", "true"),
        family=sources.fonts.get(face, face),
        caps=first(letters, "cap", "none") == "all",
        bullet=bullet != "buNone",
        colour=next((shade.colour for shade in shades if shade), sources.scheme["tx1"]),
        side=first(properties, "algn", "l"),
        from_right=first(properties, "rtl", "0") in ("1", "true"),
    )


def _spacing(nodes: list[Any], name: str, default: float, whole: float) -> float:
    """Return a spacing in points, or as a multiple of `whole` where it is a percentage."""
    for node in nodes:
        spacing = node.find(f"{A}{name}")
        if spacing is not None and len(spacing):
            text = spacing[0].get("val", "0")
            value = number(text.removesuffix("%"), name, 0, MOST_SPACING)
            percent = value if text.endswith("%") else value / 1000
            return percent / 100 * whole if spacing[0].tag == f"{A}spcPct" else value / 100
    return default
