"""Layouts are found by what they hold, and what cannot be used is refused in a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefpack.document import tree as t
from briefpack.document.slides import deck_of
from briefpack.errors import BuildError
from briefpack.look.theme import read_theme
from briefpack.office.reading import ForeignFile
from briefpack.writers.pptx import write_slides
from briefpack.writers.pptx.deck import Planner
from briefpack.writers.pptx.slide_master import read_slide_master
from tests.conftest import REPOSITORY
from tests.trees import EVERY_NODE, inline, p, table
from tests.writers.masters import (
    MASTER,
    PRESENTATION,
    Change,
    Parts,
    changed,
    in_layout,
    in_layouts,
    in_part,
    layout_name,
    layouts,
    only,
)
from tests.writers.pptx_text import P, problems, slides, text_of

THEME = read_theme("ministry", REPOSITORY / "templates/themes")
NO_TYPE = in_layouts(r'(<p:sldLayout\b[^>]*?) type="\w+"', r"\1")
ALL_TEXT = in_layouts(r'(<p:sldLayout\b[^>]*?) type="\w+"', r'\1 type="tx"')
FOREIGN_NAMES = in_layouts('<p:cSld name="[^"]*"', '<p:cSld name="表紙"')
USUAL = {
    "cover": "Title Slide",
    "content": "Title and Content",
    "section": "Section Header",
    "title only": "Title Only",
    "two columns": "Two Content",
    "comparison": "Comparison",
}


def names(master: ForeignFile) -> dict[str, str]:
    return {role: layout.name for role, layout in read_slide_master(master.data, THEME, False).roles.items()}


@pytest.mark.parametrize("changes", [(), (NO_TYPE,), (ALL_TEXT,)], ids=["as made", "no type", "all tx"])
def test_layouts_are_found_by_what_they_hold(changes: tuple[Change, ...], tmp_path: Path) -> None:
    assert names(changed(tmp_path, *changes)) == USUAL


def test_names_of_layouts_do_not_count(tmp_path: Path) -> None:
    read = (read_slide_master(changed(tmp_path, *one).data, THEME, False) for one in ((), (NO_TYPE, FOREIGN_NAMES)))
    first, second = ({role: layout.part for role, layout in master.roles.items()} for master in read)
    assert first == second


def test_a_place_for_a_picture_is_none_for_text(tmp_path: Path) -> None:
    picture = in_layout("Title and Content", '<p:ph idx="1"/>', '<p:ph type="pic" idx="1"/>')
    assert names(changed(tmp_path, NO_TYPE, picture))["content"] not in ("Title and Content", "Picture with Caption")


def test_a_type_says_less_than_a_much_smaller_place(tmp_path: Path) -> None:
    small = in_layout(
        "Title and Content",
        "<p:spPr/>",
        '<p:spPr><a:xfrm><a:off x="457200" y="1600200"/><a:ext cx="3000000" cy="2000000"/></a:xfrm></p:spPr>',
    )
    untyped = in_layout("Two Content", r'<p:ph sz="half" idx="2"/>', '<p:ph type="dt" idx="2"/>')
    wide = in_layout("Two Content", 'cx="4038600"', 'cx="8229600"')
    assert names(changed(tmp_path, small, untyped, wide))["content"] == "Two Content"


REFUSED = {
    "no place": (only("Title Only", "Blank"), "no layout with a title and a place for text"),
    "too small": (only("Title Slide", "Section Header"), "the largest is on “Section Header”, 598 by 111 pt"),
    "no layouts": (only(), "no layout with a title and a place for text"),
    "no colours": (in_part(MASTER, r"<p:clrMap [^>]*/>", ""), "does not say what its colours are for"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused_in_a_sentence(case: str, tmp_path: Path) -> None:
    change, words = REFUSED[case]
    master = changed(tmp_path, change)
    with pytest.raises(BuildError) as failure:
        write_slides(EVERY_NODE, THEME, master)
    (problem,) = failure.value.problems
    assert words in problem.message
    assert case == "no colours" or "Insert Layout" in problem.hint


@pytest.mark.parametrize(
    "kept",
    [
        ("Title and Content",),
        ("Title and Content", "Title Slide"),
        ("Two Content", "Section Header"),
        ("Comparison",),
        ("Content with Caption",),
        ("Picture with Caption", "Two Content"),
    ],
    ids=", ".join,
)
def test_any_few_layouts_give_a_sound_deck_or_a_sentence(kept: tuple[str, ...], tmp_path: Path) -> None:
    try:
        data = write_slides(EVERY_NODE, THEME, changed(tmp_path, NO_TYPE, only(*kept))).data
    except BuildError as refused:
        assert all(problem.hint for problem in refused.problems)
        return
    assert problems(data) == []


def test_slides_stand_on_the_layouts_that_are_for_them(tmp_path: Path) -> None:
    master = read_slide_master(changed(tmp_path, NO_TYPE).data, THEME, False)
    document = t.Document(
        t.Meta("slides", "T"),
        (
            t.Heading(1, inline("T")),
            t.Heading(2, inline("Text")),
            p("Words."),
            t.Heading(2, inline("Table")),
            table(("A", "B"), ("1", "2")),
            t.Heading(2, inline("End")),
            p("Say yes."),
        ),
    )
    shown = Planner(master, THEME, "en").slides(deck_of(document))
    assert [one.layout.role for one in shown] == ["cover", "content", "title only", "content"]


def second_master(change: Change) -> Change:
    """Put a second master with all its layouts behind the first, changed by what is done to those alone."""

    def add(parts: Parts) -> None:
        own = {MASTER: parts[MASTER], **{name: parts[name] for name in layouts(parts)}}
        other: Parts = dict(own)
        change(other)
        types, related = "[Content_Types].xml", "ppt/_rels/presentation.xml.rels"
        master_rels = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
        copies = {name: re.sub(r"(slideMaster|slideLayout)(\d+)\.xml$", r"\g<1>9\2.xml", name) for name in own}
        for name, copy in copies.items():
            parts[copy] = other[name]
            parts[types] = re.sub(
                rf'(<Override [^>]*PartName="/{name}"[^>]*/>)',
                lambda row, old=name, new=copy: row.group() + row.group().replace(old, new),  # type: ignore[misc]
                parts[types],
            )
            rels = re.sub(r"([^/]+)$", r"_rels/\1.rels", name)
            text = re.sub(r"(slideMaster|slideLayout)(\d+)\.xml", r"\g<1>9\2.xml", parts[rels])
            parts[re.sub(r"([^/]+)$", r"_rels/\1.rels", copy)] = text
        assert master_rels in parts
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster"
        row = f'<Relationship Id="rId99" Type="{kind}" Target="slideMasters/slideMaster91.xml"/></Relationships>'
        parts[related] = parts[related].replace("</Relationships>", row)
        listed = '<p:sldMasterId id="2147483999" r:id="rId99"/></p:sldMasterIdLst>'
        parts[PRESENTATION] = parts[PRESENTATION].replace("</p:sldMasterIdLst>", listed)

    return add


ART = (
    '<p:sp><p:nvSpPr><p:cNvPr id="90" name="Art"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
    '<a:off x="914400" y="1905000"/><a:ext cx="3810000" cy="3810000"/></a:xfrm><a:prstGeom prst="{}"><a:avLst/>'
    "</a:prstGeom>{}</p:spPr></p:sp></p:spTree>"
)
GREEN = '<a:solidFill><a:srgbClr val="0A5030"/></a:solidFill>'
DRAWN = {
    "filled": ART.format("rect", GREEN),
    "outlined": ART.format("ellipse", f'<a:noFill/><a:ln w="762000">{GREEN}</a:ln>'),
    "a line": ART.format("line", f'<a:ln w="1270000">{GREEN}</a:ln>'),
}


@pytest.mark.parametrize("art", DRAWN)
def test_of_two_masters_the_one_without_art_below_its_text_is_for_content(art: str, tmp_path: Path) -> None:
    def first_drawn_on(parts: Parts) -> None:
        parts[MASTER] = parts[MASTER].replace("</p:spTree>", DRAWN[art], 1)

    plain = changed(tmp_path, second_master(lambda other: None))
    drawn = changed(tmp_path, second_master(lambda other: None), first_drawn_on)
    first, second = (read_slide_master(one.data, THEME, False).layout() for one in (plain, drawn))
    assert first.master == MASTER and second.master == MASTER.replace("1.xml", "91.xml")
    assert first.name == second.name == "Title and Content"


def test_what_lies_beside_the_slide_is_no_place_for_text(tmp_path: Path) -> None:
    """The first master's text runs over the slide's foot, so that there is less of it than of the second's."""
    low = in_part(MASTER, r'(<p:ph type="body" idx="1"/>.*?<a:off x="\d+" y=)"\d+"', r'\1"4500000"')
    master = read_slide_master(changed(tmp_path, second_master(lambda other: None), low).data, THEME, False)
    assert master.layout().master != MASTER


def test_places_end_at_the_slide_s_edge(tmp_path: Path) -> None:
    high = in_part(MASTER, r'(<p:ph type="title"/>.*?<a:off x="\d+" y=)"\d+"', r'\1"-200000"')
    title = read_slide_master(changed(tmp_path, high).data, THEME, False).layout().title
    assert title.box[1] == 0 and 50 < title.box[3] < 90


def test_a_part_opens_on_the_title_slide_s_layout_where_no_other_is_for_it(tmp_path: Path) -> None:
    master = read_slide_master(changed(tmp_path, only("Title Slide", "Title and Content")).data, THEME, False)
    section = t.Region("section", (t.Heading(2, inline("Part")),))
    blocks = (t.Heading(1, inline("T")), section, t.Heading(2, inline("Text")), p("Words."))
    shown = Planner(master, THEME, "en").slides(deck_of(t.Document(t.Meta("slides", "T"), blocks)))
    assert [one.layout.role for one in shown] == ["cover", "cover", "content"]


QUOTE = t.Quote((p("A bridge is a promise."), p("— A ferryman")))
QUOTING = t.Document(
    t.Meta("slides", "T"),
    (t.Heading(1, inline("T")), t.Heading(2, inline("What he says")), QUOTE, t.Heading(2, inline("End")), p("Yes.")),
)


def quoting(name: str, marks: str = "", second: str = "") -> Change:
    """Make “Two Content” a layout for a quotation: a large place above, one for the speaker below."""

    def change(parts: Parts) -> None:
        part = layout_name(parts, "Two Content")
        text = parts[part].replace('type="twoObj"', "").replace('name="Two Content"', f'name="{name}"')
        boxes = iter(('<a:off x="457200" y="1600200"/><a:ext cx="8229600" cy="2514600"/>', second or SPEAKS))
        text = re.sub(r'(idx="[12]"/>.*?<a:xfrm>).*?(?=</a:xfrm>)', lambda m: m.group(1) + next(boxes), text)
        parts[part] = text.replace("</p:spTree>", f"{marks}</p:spTree>")

    return change


SPEAKS = '<a:off x="457200" y="4343400"/><a:ext cx="8229600" cy="685800"/>'
SIGN = (
    '<p:sp><p:nvSpPr><p:cNvPr id="91" name="Sign"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
    '<a:off x="0" y="1500000"/><a:ext cx="457200" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '</p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="en-GB" sz="8000"/><a:t>“</a:t></a:r></a:p></p:txBody></p:sp>'
)


@pytest.mark.parametrize(("name", "marks"), [("Zitat", ""), ("引用", ""), ("Layout 7", SIGN)])
def test_a_quotation_alone_stands_on_the_layout_for_it(name: str, marks: str, tmp_path: Path) -> None:
    master = changed(tmp_path, quoting(name, marks))
    shown = Planner(read_slide_master(master.data, THEME, False), THEME, "en").slides(deck_of(QUOTING))[1]
    assert (shown.layout.role, shown.layout.name) == ("quotation", name)
    data = write_slides(QUOTING, THEME, master).data
    assert problems(data) == []
    written = list(slides(data))[1]
    marks_of = {
        shape.find(f".//{P}ph").get("idx", "0"): text_of(shape)
        for shape in written.iter(f"{P}sp")
        if shape.find(f".//{P}ph") is not None
    }
    assert marks_of["1"] == "A bridge is a promise." and marks_of["2"] == "— A ferryman"
    assert 'name="Bar"' not in str(written)


def test_who_speaks_stands_below_the_words_where_the_layout_has_no_room_for_it(tmp_path: Path) -> None:
    low = '<a:off x="457200" y="4343400"/><a:ext cx="914400" cy="457200"/>'
    master = changed(tmp_path, quoting("Quote", second=low))
    written = list(slides(write_slides(QUOTING, THEME, master).data))[1]
    places = [text_of(shape) for shape in written.iter(f"{P}sp") if "A bridge" in text_of(shape)]
    assert places == ["A bridge is a promise.\n— A ferryman"]


@pytest.mark.parametrize("name", ["Quota of visas", "Capacitación", "Title and Recital"])
def test_a_name_that_only_sounds_like_it_is_none_of_a_quotation(name: str, tmp_path: Path) -> None:
    assert "quotation" not in names(changed(tmp_path, quoting(name)))


def test_a_quotation_too_long_for_its_layout_stands_on_that_of_content(tmp_path: Path) -> None:
    long = t.Quote((p("A bridge is a promise that somebody once made to somebody else. " * 14),))
    document = t.Document(QUOTING.meta, (*QUOTING.blocks[:2], long, *QUOTING.blocks[3:]))
    master = read_slide_master(changed(tmp_path, quoting("Quote")).data, THEME, False)
    assert Planner(master, THEME, "en").slides(deck_of(document))[1].layout.role == "content"
