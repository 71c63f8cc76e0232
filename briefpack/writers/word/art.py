"""Where the drawings of a header or footer lie that float: a line of ours may not be set on them.

Positions are those of DrawingML anchors (ECMA-376 part 1, 20.4.2.3), of frames (17.3.1.11) and of VML shapes. What
stands in line with text, or has text above and below it alone, is no danger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from briefpack.units import EMU_PER_PT, POINTS_PER_MM, from_emu
from briefpack.writers.word.lengths import twips_of

LINE_PT = 15.0
"""How tall a line of a header or footer is taken to be."""
APART_PT = 4.0
"""A line of ours keeps this distance from a drawing."""
FROM_EDGE_PT = (20, 12)
"""A line at the very foot of a page stands so far from its edge, the nearer only where the further is taken."""
FROM_SIDE_PT, NARROW_PT, STEP_PT = 42.0, 220.0, 6
LETTERS_PT = 5.5
"""How wide a letter of a header is taken to be."""
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 10 * POINTS_PER_MM, "mm": POINTS_PER_MM, "px": 0.75, "pc": 12.0, "": 0.75}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_WRAP = "{urn:schemas-microsoft-com:office:word}wrap"


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the lengths of a section's page in points, from its upper left corner."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    header: float
    footer: float

    def span(self, relative: str, across: bool) -> tuple[float, float]:
        """Return where that to which a position is relative starts and ends."""
        whole, start, end = (self.width, self.left, self.right) if across else (self.height, self.top, self.bottom)
        if relative.startswith(("left", "top")):
            return 0, start
        if relative.startswith(("right", "bottom")):
            return whole - end, whole
        return (0, whole) if relative == "page" else (start, whole - end)


def page_of_section(section: Any) -> Page:
    """Return the page of a w:sectPr."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    sides = (abs(twips_of(margins, name)) for name in ("left", "right", "top", "bottom", "header", "footer"))
    return Page(twips_of(size, "w"), twips_of(size, "h"), *sides)


@dataclass(frozen=True, slots=True)
class Art:
    """Hold the room that a drawing takes on the page, in points."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: Art) -> bool:
        """Say whether the two come nearer to each other than a line may."""
        return (
            self.left < other.left + other.width + APART_PT
            and other.left < self.left + self.width + APART_PT
            and self.top < other.top + other.height + APART_PT
            and other.top < self.top + self.height + APART_PT
        )


Quiet = Callable[[Any, Art, Art], bool]
"""Tells of a drawing, of its room and of a line's whether the line can be read on it."""
Seen = tuple[Art | None, Any]
"""What takes room, None if nobody can tell where it lies, and its drawing, None for words."""


def _hides_all(drawing: Any, room: Art, line: Art) -> bool:
    return False


def lies_on_art(
    what: str, roots: Sequence[Any], page: Page, letters: int, align: str, quiet: Quiet = _hides_all
) -> bool:
    """Say whether a line of so many letters would lie on a drawing if it came last in a header or footer.

    `roots` are those of the page's header and footer: what hangs in the one may lie over the other. `quiet` knows of
    pictures that are white there.
    """
    tag = qn("w:hdr" if what == "header" else "w:ftr")
    ends = [_tops(root, page)[1] for root in roots if root.tag == tag]
    top = ends[0] if ends else page.header if what == "header" else page.height - page.footer - LINE_PT
    width = min(page.width - page.left - page.right, letters * LETTERS_PT)
    room = page.width - page.left - page.right - width
    left = page.left + {"center": room / 2, "right": room, "end": room}.get(align, 0)
    line = Art(left, top, width, LINE_PT)
    seen = [one for root in roots for one in _arts(root, page, _tops(root, page)[0])]
    return any(_hides(line, one, quiet) for one in seen)


def _hides(line: Art, seen: Seen, quiet: Quiet) -> bool:
    art, drawing = seen
    return art is None or (art.meets(line) and not (drawing is not None and quiet(drawing, art, line)))


def free_room(roots: Sequence[Any], page: Page, height: float, quiet: Quiet = _hides_all) -> Art | None:
    """Return the room for a line at the foot of a page, or else at its head, that neither art nor words take.

    It is as wide as the page where it can be, else narrow and twice as high; where all is taken, it is the last line of
    the text. None if art lies there, too. `roots` are those of the page's header and footer.
    """
    taken = [room for root in roots for room in _rooms(root, page)]
    if any(art is None for art, _ in taken):
        return None
    wide = (page.width - 2 * FROM_SIDE_PT, height)
    narrow = (min(wide[0], NARROW_PT), 2 * height)
    tries = [(*size, top) for size in (wide, narrow) for top in _free_tops(page, size[1])]
    for width, tall, top in (*tries, (*wide, page.height - page.bottom - APART_PT - height)):
        sides = dict.fromkeys(((page.width - width) / 2, FROM_SIDE_PT, page.width - FROM_SIDE_PT - width))
        for left in sides:
            room = Art(left, top, width, tall)
            if not any(_hides(room, one, quiet) for one in taken):
                return room
    return None


def frame_xml(room: Art) -> str:
    """Return what sets a paragraph into a room on the page (w:framePr, ECMA-376 part 1, 17.3.1.11)."""
    places = {"w": room.width, "x": room.left, "y": room.top}
    lengths = "".join(f' w:{name}="{round(points * 20)}"' for name, points in places.items())
    return f'<w:framePr w:hSpace="0" w:wrap="around" w:vAnchor="page" w:hAnchor="page"{lengths}/>'


def keep_free(section: Any, room: Art | None) -> None:
    """Let the text of a section's pages end above a room that would be its own."""
    page = page_of_section(section)
    if room and page.top < room.top < page.height - page.bottom:
        section.find(qn("w:pgMar")).set(qn("w:bottom"), f"{round((page.height - room.top + APART_PT) * 20)}")


def _free_tops(page: Page, height: float) -> Iterator[float]:
    """Yield where a line may start beside a page’s text: near its lower edge first, then higher, then above all."""
    lowest, highest = FROM_EDGE_PT[-1], int(page.bottom - height)
    for edge in (*FROM_EDGE_PT, *range(FROM_EDGE_PT[0] + STEP_PT, highest, STEP_PT)):
        yield page.height - edge - height
    yield from map(float, range(lowest, int(page.top - height), STEP_PT))


def _rooms(root: Any, page: Page) -> Iterator[Seen]:
    """Yield the room of all that a header or footer shows."""
    tops = _tops(root, page, added=0)[0]
    yield from _arts(root, page, tops, also_clear=True)
    for block, top in tops.items():
        if any(text.strip() for text in block.itertext(qn("w:t"))) or block.find(f".//{qn('wp:inline')}") is not None:
            yield Art(page.left, top, page.width - page.left - page.right, _height(block, page)), None


def _tops(root: Any, page: Page, added: float = LINE_PT) -> tuple[dict[Any, float], float]:
    """Return where each block of a header or footer starts on the page, and where a line after them would.

    `added`: how high that line is.
    """
    heights = [(block, _height(block, page)) for block in root]
    is_header = root.tag == qn("w:hdr")
    start = page.header if is_header else page.height - page.footer - sum(h for _, h in heights) - added
    tops = {}
    for block, height in heights:
        tops[block] = start
        start += height
    return tops, start


def _height(block: Any, page: Page) -> float:
    """Estimate how tall a block is; a frame takes no room."""
    if block.tag == qn("w:tbl"):
        return sum(
            max((sum(_height(p, page) for p in cell.findall(qn("w:p"))) for cell in row.findall(qn("w:tc"))), default=0)
            for row in block.findall(qn("w:tr"))
        )
    if block.tag != qn("w:p"):
        return sum(_height(p, page) for p in block.iter(qn("w:p")))
    if block.find(f"{qn('w:pPr')}/{qn('w:framePr')}") is not None:
        return 0
    letters = sum(len(node.text or "") for node in block.iter(qn("w:t")) if not _is_apart(node))
    lines = 1 + len(list(block.iter(qn("w:br")))) + int(letters * LETTERS_PT / max(100, page.width - page.left))
    sizes = (node.get("cy", "") for node in block.iterfind(f".//{qn('wp:inline')}/{qn('wp:extent')}"))
    pictures = (from_emu(int(size)) for size in sizes if re.fullmatch(r"\d{1,9}", size))
    return max([lines * LINE_PT, *pictures])


def _is_apart(node: Any) -> bool:
    return next(node.iterancestors(qn("w:txbxContent"), FALLBACK), None) is not None


def _arts(root: Any, page: Page, tops: dict[Any, float], also_clear: bool = False) -> Iterator[Seen]:
    """Yield the room of each drawing, or of those that text does not keep clear of; None: it may lie anywhere."""
    for node in root.iter(qn("wp:anchor"), qn("w:framePr"), qn("w:pict")):
        if _is_apart(node):
            continue
        block = next((one for one in (node, *node.iterancestors()) if one in tops), None)
        top = tops.get(block, page.header)
        try:
            if node.tag == qn("wp:anchor"):
                yield from ((art, node) for art in _anchored(node, page, top, also_clear))
            elif node.tag == qn("w:framePr"):
                yield _framed(node, page, top), node
            else:
                yield from ((art, node) for art in _drawn(node, page, top, also_clear))
        except ValueError:
            yield None, node


def _anchored(node: Any, page: Page, top: float, also_clear: bool) -> Iterator[Art]:
    if node.find(qn("wp:wrapTopAndBottom")) is not None and not also_clear:
        return  # the line comes below it; beside others, programs do not agree on where text runs
    extent = node.find(qn("wp:extent"))
    width, height = (float(extent.get(name, "")) / EMU_PER_PT if extent is not None else 0 for name in ("cx", "cy"))
    left = _placed(node.find(qn("wp:positionH")), width, page, page.left, across=True)
    yield Art(left, _placed(node.find(qn("wp:positionV")), height, page, top, across=False), width, height)


def _placed(node: Any, length: float, page: Page, at: float, across: bool) -> float:
    """Return where a drawing of that length starts; `at` is where the paragraph or line is that it hangs in."""
    if node is None:
        raise ValueError
    relative = node.get("relativeFrom", "")
    start, end = (at, at) if relative in ("paragraph", "line", "character") else page.span(relative, across)
    align = node.findtext(qn("wp:align"))
    if align is None:
        return start + float(node.findtext(qn("wp:posOffset")) or "") / EMU_PER_PT
    room = {"center": (end - start - length) / 2}
    return start + room.get(align.strip(), end - start - length if align.strip() in ("right", "bottom") else 0)


def _framed(node: Any, page: Page, top: float) -> Art:
    """Return the room of a frame; frames without a height are as tall as their words."""
    words = "".join(node.getparent().getparent().itertext(qn("w:t")))
    width = twips_of(node, "w") or len(words) * LETTERS_PT
    height = max(twips_of(node, "h"), (1 + int(len(words) * LETTERS_PT / max(1.0, width))) * LINE_PT)
    across, down = node.get(qn("w:hAnchor"), "page"), node.get(qn("w:vAnchor"), "page")
    start, end = page.span("page" if across == "page" else "margin", across=True)
    align = node.get(qn("w:xAlign"), "")
    room = {"center": (end - start - width) / 2, "right": end - start - width, "outside": end - start - width}
    left = start + (room.get(align, 0) if align else twips_of(node, "x"))
    begin, finish = (top, top + height) if down == "text" else page.span(down, across=False)
    place = node.get(qn("w:yAlign"), "")
    lowered = {"center": (finish - begin - height) / 2, "bottom": finish - begin - height}
    return Art(left, begin + (lowered.get(place, 0) if place else twips_of(node, "y")), width, height)


def _drawn(node: Any, page: Page, top: float, also_clear: bool) -> Iterator[Art]:
    """Yield the room of VML shapes that float; a watermark lies in the middle of the page, below everything."""
    for shape in node:
        style = {
            name.strip(): value.strip()
            for name, _, value in (one.partition(":") for one in shape.get("style", "").split(";"))
        }
        wrap = shape.find(f".//{_WRAP}")
        is_clear = wrap is not None and wrap.get("type") == "topAndBottom" and not also_clear
        if style.get("position") != "absolute" or is_clear or shape.find(f".//{_TEXTPATH}") is not None:
            continue
        width, height = _length(style.get("width", "")), _length(style.get("height", ""))
        left = _styled(style, "horizontal", width, page, page.left)
        yield Art(left, _styled(style, "vertical", height, page, top), width, height)


def _styled(style: dict[str, str], way: str, length: float, page: Page, at: float) -> float:
    across = way == "horizontal"
    relative = style.get(f"mso-position-{way}-relative", "margin" if across else "text")
    in_text = relative in ("text", "line", "char")
    start, end = (at, at) if in_text else page.span(relative.partition("-")[0], across)
    align = style.get(f"mso-position-{way}", "absolute")
    if align == "absolute":
        return start + _length(style.get("margin-left" if across else "margin-top", "0pt"))
    room = {"center": (end - start - length) / 2}
    return start + room.get(align, end - start - length if align in ("right", "bottom") else 0)


def _length(text: str) -> float:
    """Return a length of a VML style in points. Raise ValueError if it is none."""
    match = re.fullmatch(r"(-?\d*\.?\d+)(pt|in|cm|mm|px|pc|)", text)
    if not match:
        raise ValueError(text)
    return float(match[1]) * _UNITS[match[2]]
