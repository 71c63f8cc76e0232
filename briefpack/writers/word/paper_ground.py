"""What the pictures of a header or footer show: words may stand on one where it is white, as scanned paper is."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn

from briefpack.look.pictures import darkest, small_picture
from briefpack.writers.word.art import Art, Quiet

LIGHT, NEAR_PT = 205, 2.0
"""The least of a colour's channels, of 255, on which words of any colour are read, and the space around them."""
TURNED = ("rot", "flipH", "flipV")


def quiet_pictures(parts: Iterable[Any]) -> Quiet:
    """Return what tells whether words can be read on a drawing of these headers and footers, at a place on the page."""
    roots = {part.element: part for part in parts}

    def is_quiet(node: Any, art: Art, room: Art) -> bool:
        part, blip = roots.get(node.getroottree().getroot()), _only_picture(node)
        related = part.related_parts.get(blip.get(qn("r:embed"), "")) if part is not None and blip is not None else None
        picture = _small(related.blob, max(1, round(art.width)), max(1, round(art.height))) if related else None
        return picture is not None and _is_light(picture, art, room)

    return is_quiet


@functools.lru_cache(maxsize=2)
def _small(data: bytes, width: int, height: int) -> Any:
    """Return a picture of a header, which is asked for at each place where a line may stand."""
    return small_picture(data, (width, height))


def _only_picture(node: Any) -> Any:
    """Return the blip of a drawing that shows nothing but one whole picture, upright; else None."""
    blips, drawn = list(node.iter(qn("a:blip"))), list(node.iter(qn("pic:pic")))
    if len(drawn) != 1 or len(blips) != 1 or len(node.findall(f"{qn('a:graphic')}/{qn('a:graphicData')}/*")) != 1:
        return None
    cut = any(one.attrib for one in node.iter(qn("a:srcRect")))
    turned = any(one.get(name, "0") not in ("0", "false") for one in node.iter(qn("a:xfrm")) for name in TURNED)
    return None if cut or turned else blips[0]


def _is_light(picture: Any, art: Art, room: Art) -> bool:
    """Tell whether a picture is white, or nearly, where a line stands."""
    left, top = room.left - art.left - NEAR_PT, room.top - art.top - NEAR_PT
    box = (int(left), int(top), int(left + room.width + 2 * NEAR_PT), int(top + room.height + 2 * NEAR_PT))
    return darkest(picture, box) >= LIGHT
