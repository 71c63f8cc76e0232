"""Where drawings of a header or footer lie: a line of ours keeps off those that it would meet."""

from __future__ import annotations

import pytest
from docx.oxml.parser import parse_xml

from briefpack.writers.word.art import Page, free_room, lies_on_art
from tests.papers import NAMESPACES, shape, words

PAGE = Page(width=600, height=800, left=70, right=70, top=72, bottom=72, header=36, footer=36)


def meets(what: str, header: str, footer: str = "", letters: int = 30, align: str = "") -> bool:
    roots = [parse_xml(f"<w:{tag} {NAMESPACES}>{xml}</w:{tag}>") for tag, xml in (("hdr", header), ("ftr", footer))]
    return lies_on_art(what, roots, PAGE, letters, align)


@pytest.mark.parametrize(
    ("at", "on_header", "on_footer"),
    [
        ((0, 0, 600, 60), True, False),
        ((0, 0, 600, 20), False, False),
        ((400, 30, 100, 40), False, False),
        ((0, 740, 600, 60), False, True),
        ((0, 0, 600, 800), True, True),
        ((0, 300, 600, 200), False, False),
    ],
)
def test_a_line_meets_what_lies_where_it_stands(
    at: tuple[float, float, float, float], on_header: bool, on_footer: bool
) -> None:
    """Both hang in the header, as drawings of most letterheads do."""
    assert (meets("header", shape(*at)), meets("footer", shape(*at))) == (on_header, on_footer)


def test_a_line_comes_below_the_words_that_are_there() -> None:
    below = shape(70, 72, 200, 12)
    assert meets("header", words("one") + below) and not meets("header", below)


def test_a_line_at_the_other_side_is_free() -> None:
    left = shape(60, 30, 120, 40)
    assert meets("header", left) and not meets("header", left, align="right")
    assert meets("header", left, letters=200, align="right"), "a long line reaches it"


@pytest.mark.parametrize(("wrap", "is_met"), [("wrapNone", True), ("wrapSquare", True), ("wrapTopAndBottom", False)])
def test_text_keeps_clear_of_what_it_stands_above_and_below(wrap: str, is_met: bool) -> None:
    assert meets("header", shape(60, 30, 120, 40, wrap)) == is_met


def test_what_hangs_in_a_line_is_counted_from_it() -> None:
    assert meets("footer", "", shape(0, -10, 300, 30, of="paragraph"))
    assert not meets("footer", "", shape(0, -60, 300, 30, of="paragraph"))


STYLES = {
    "position:absolute;margin-left:0;margin-top:0;width:600pt;height:2cm;mso-position-vertical-relative:page": True,
    "position:absolute;margin-left:0;margin-top:-1in;width:600pt;height:10mm": False,
    "position:absolute;margin-left:0;margin-top:0;width:50%": True,
    "width:600pt;height:80pt": False,
    "position:absolute;width:90pt;height:90pt;mso-position-horizontal:right;mso-position-vertical:bottom;"
    "mso-position-vertical-relative:page": False,
}


@pytest.mark.parametrize("style", STYLES)
def test_shapes_of_older_programs_are_measured_too(style: str) -> None:
    """One whose size nobody can tell may lie anywhere."""
    drawn = f'<w:p><w:r><w:pict><v:rect style="{style}"/></w:pict></w:r></w:p>'
    assert meets("header", drawn) == STYLES[style]


def test_a_watermark_is_no_drawing_to_keep_off() -> None:
    path = '<v:shape style="position:absolute;width:400pt;height:780pt"><v:textpath string="DRAFT"/></v:shape>'
    assert not meets("header", f"<w:p><w:r><w:pict>{path}</w:pict></w:r></w:p>")


def test_frames_are_measured() -> None:
    frame = '<w:framePr w:w="4000" w:h="600" w:vAnchor="page" w:hAnchor="page" w:x="1400" w:y="{}"/>'
    assert meets("header", words("TELEFAX", frame.format(700)) + words(""))
    assert not meets("header", words("TELEFAX", frame.format(4000)) + words(""))


def room(header: str = "", footer: str = "", height: float = 10) -> tuple[int, ...]:
    """Return where a line finds room: its left, top and width; nothing if nowhere."""
    roots = [parse_xml(f"<w:{tag} {NAMESPACES}>{xml}</w:{tag}>") for tag, xml in (("hdr", header), ("ftr", footer))]
    free = free_room(roots, PAGE, height)
    return (round(free.left), round(free.top), round(free.width)) if free else ()


@pytest.mark.parametrize(
    ("header", "footer", "where"),
    [
        ("", "", (42, 770, 516)),
        ("", words("Office · page 1"), (42, 770, 516)),
        ("", shape(0, 785, 600, 15), (42, 770, 516)),
        ("", shape(0, 780, 600, 20), (42, 764, 516)),
        ("", shape(0, 740, 600, 60), (42, 12, 516)),
        ("", shape(0, 740, 600, 60, "wrapTopAndBottom"), (42, 12, 516)),
        (shape(0, 0, 600, 70), shape(0, 740, 150, 60), (190, 760, 220)),
        (shape(0, 0, 600, 70), shape(150, 740, 300, 60), (42, 714, 516)),
        (shape(0, 0, 600, 70), shape(0, 730, 400, 70), (42, 714, 516)),
        (shape(0, 0, 600, 70), shape(270, 730, 330, 70), (42, 760, 220)),
        (shape(0, 0, 600, 800), "", ()),
    ],
)
def test_a_line_at_the_foot_finds_room_beside_art_and_words(header: str, footer: str, where: tuple[int, ...]) -> None:
    assert room(header, footer) == where


def test_a_line_at_the_foot_keeps_off_words_that_stand_low() -> None:
    low = '<w:framePr w:w="9000" w:h="300" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="1400" w:y="15300"/>'
    assert room("", words("Registered in England", low)) == (42, 746, 516)
