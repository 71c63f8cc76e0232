"""The master of the notes pages, a handout: the slide over what is said to it, a margin to write in beside both.

Lengths are points from the page's upper left corner.
"""

from __future__ import annotations

from briefpack.look.slide_grid import HEIGHT, WIDTH, Box
from briefpack.units import emu
from briefpack.writers.pptx.own_layouts import OwnPlaceholder, body_properties, ground, level, solid
from briefpack.writers.pptx.shapes import SLIDE_IMAGE, outline, part_xml, placeholder_use, shape_xml

NOTES_SIZE_PT = (540.0, 720.0)
SIDE, TOP, END, MEASURE = 40.0, 52.0, 668.0, 312.0
"""Where the slide starts, where words and lines end, and how wide slide and words are: 110 mm, as in the handout."""
PICTURE: Box = (SIDE, TOP, MEASURE, MEASURE * HEIGHT / WIDTH)
BELOW_PICTURE = PICTURE[1] + PICTURE[3] + 12
TEXT: Box = (SIDE, BELOW_PICTURE, MEASURE, END - BELOW_PICTURE)
MARGIN = SIDE + MEASURE + 24
"""Where the margin beside them starts."""
MARGIN_WIDE = NOTES_SIZE_PT[0] - SIDE - MARGIN
TEXT_PT, LINE_PART, BEFORE_PT = 10.0, 1.15, 4.0
"""The size of what is said, the distance of its lines as a part of the usual one, the space before a paragraph."""
TITLE_PT, NUMBER_PT, SMALL_PT = 11.5, 13.0, 8.0
"""The sizes of the slide's title and number, of its sources and of what stands at head and foot of the page."""
NUMBER_TALL = 18.0
FEET = {"hdr": 6, "ftr": 4, "sldNum": 5}
"""The places that every notes page repeats, each with its index."""
_FEET: dict[str, tuple[str, Box, str]] = {
    "hdr": ("Head", (SIDE, 24.0, NOTES_SIZE_PT[0] - 2 * SIDE, 14.0), level(1, SMALL_PT, "accent3")),
    "ftr": ("Marking", (SIDE, 682.0, NOTES_SIZE_PT[0] - 2 * SIDE, 14.0), level(1, SMALL_PT, "accent3")),
    "sldNum": (
        "Number",
        (MARGIN, TOP - 2, MARGIN_WIDE, NUMBER_TALL),
        level(1, NUMBER_PT, "accent1", face="mj", bold=True),
    ),
}
_KEPT_NAMES = (*(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" ' + " ".join(f'{name}="{name}"' for name in _KEPT_NAMES) + "/>"
)
SPACING = (
    f'<a:lnSpc><a:spcPct val="{round(LINE_PART * 100000)}"/></a:lnSpc>'
    f'<a:spcBef><a:spcPts val="{round(BEFORE_PT * 100)}"/></a:spcBef>'
)


def notes_master_xml(language: str) -> str:
    """Return the master: what a page adds of its own, title, sources and lines, depends on its words."""
    image = outline(PICTURE) + f'<a:noFill/><a:ln w="6350">{solid("accent4")}</a:ln>'
    picture = shape_xml(2, "Slide", image, kind=SLIDE_IMAGE, use=placeholder_use("sldImg", 2))
    notes = OwnPlaceholder("body", "Notes", 3, TEXT, '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>', _notes_style())
    feet = "".join(
        OwnPlaceholder(kind, name, FEET[kind], box, body_properties(), style).xml(FEET[kind], language)
        for kind, (name, box, style) in _FEET.items()
    )
    after = f"{COLOUR_MAP}<p:notesStyle>{_notes_style()}</p:notesStyle>"
    return part_xml("notesMaster", picture + notes.xml(3, language) + feet, after, ground=ground("bg1"))


def _notes_style() -> str:
    return "".join(level(n, TEXT_PT, "tx1", f' marL="{emu(14 * (n - 1))}" algn="l"', SPACING) for n in range(1, 10))
