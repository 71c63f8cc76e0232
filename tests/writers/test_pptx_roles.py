"""Layouts are found by what they hold, and what cannot be used is refused in a sentence."""

from __future__ import annotations

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
from tests.writers.masters import MASTER, Change, changed, in_layout, in_layouts, in_part, only
from tests.writers.pptx_text import problems

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
    "layouts",
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
def test_any_few_layouts_give_a_sound_deck_or_a_sentence(layouts: tuple[str, ...], tmp_path: Path) -> None:
    try:
        data = write_slides(EVERY_NODE, THEME, changed(tmp_path, NO_TYPE, only(*layouts))).data
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
