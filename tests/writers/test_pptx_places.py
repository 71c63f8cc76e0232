"""Layouts of masters that are made for a form: two columns under heads, a picture with text beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefpack.document import tree as t
from briefpack.look.theme import read_theme
from briefpack.office.reading import ForeignFile
from briefpack.writers.pptx import opened_master, write_slides
from tests.conftest import REPOSITORY
from tests.tools import PROFILES, sdk_errors
from tests.trees import PICTURE, inline, item, p
from tests.writers.masters import Change, changed, in_layout, layout_name, only
from tests.writers.pptx_text import A, P, files, kind_of, problems, slides, text_of
from tests.writers.test_deck_forms import document

THEME = read_theme("ministry", REPOSITORY / "templates/themes")
POINTS = ("Joint talks with the Forum. They might be tried.", "The same with ASEAN. It could serve as well.")


def columns(count: int = 2) -> t.Document:
    points = t.List(tuple(item(POINTS[n % 2]) for n in range(count)))
    ours = t.Heading(3, (t.Span(inline("Our analysis"), voice="editor"),))
    parts = (t.Heading(3, inline("Proposals")), points, ours, t.List((item(POINTS[1]),)))
    return document(t.Heading(2, inline("Both")), t.Region("columns", parts), t.Heading(2, inline("End")), p("W."))


def beside() -> t.Document:
    shown = t.Region("beside", (PICTURE, t.List((item("It sails at ten."), item("It is full.")))))
    return document(t.Heading(2, inline("A boat")), shown, t.Heading(2, inline("End")), p("W."))


def second_slide(source: t.Document, master: ForeignFile) -> tuple[Any, str]:
    """Return the slide behind the title slide, and the name of its layout's part."""
    data = write_slides(source, THEME, master).data
    assert problems(data) == []
    related = files(data)["ppt/slides/_rels/slide2.xml.rels"].decode()
    name = next(
        one for one in files(data) if one.startswith("ppt/slideLayouts/slide") and f"/{Path(one).name}" in related
    )
    return slides(data)[1], files(data)[name].decode()


def in_places(slide: Any) -> list[tuple[str, Any]]:
    """Return the words of what stands in places for text, with its element."""
    return [(text_of(one), one) for one in slide.iter(f"{P}sp") if kind_of(one) in ("body", "obj")]


def test_two_columns_stand_in_a_layout_for_heads_and_texts_in_its_look(tmp_path: Path) -> None:
    slide, layout = second_slide(columns(), changed(tmp_path))
    assert 'name="Comparison"' in layout
    words = in_places(slide)
    assert [text.split("\n")[0] for text, _ in words] == ["Proposals", POINTS[0], "Our analysis", POINTS[1]]
    for _, shape in words:
        assert shape.find(f"{P}spPr/{A}solidFill") is None
        assert not list(shape.iter(f"{A}latin", f"{A}buChar"))
    assert not [node for _, shape in words[::2] for node in shape.iter(f"{A}solidFill")], (
        "heads have the layout's colour"
    )


def test_columns_too_long_for_the_layout_keep_our_form(tmp_path: Path) -> None:
    slide, layout = second_slide(columns(9), changed(tmp_path))
    assert 'name="Comparison"' not in layout
    assert in_places(slide)[0][0].startswith("Proposals\n"), "head and text in one"


def title_on_top(parts: dict[str, str]) -> None:
    """Make of the layout for a picture one like a house's: title above, picture left, text right."""
    places = {
        '<a:off x="1792288" y="4800600"/><a:ext cx="5486400" cy="566738"/>': (457200, 274638, 8229600, 1143000),
        '<a:off x="1792288" y="612775"/><a:ext cx="5486400" cy="4114800"/>': (457200, 1600200, 3900000, 4525963),
        '<a:off x="1792288" y="5367338"/><a:ext cx="5486400" cy="804862"/>': (4600000, 1600200, 4086800, 4525963),
    }
    in_layout("Picture with Caption", r"(?s)<a:lstStyle>.*?</a:lstStyle>", "<a:lstStyle/>")(parts)
    for old, (x, y, wide, tall) in places.items():
        new = f'<a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{tall}"/>'
        in_layout("Picture with Caption", old.replace("><", r">\s*<"), new)(parts)


@pytest.mark.parametrize(
    ("change", "is_used"), [(title_on_top, True), (only("Title Slide", "Title and Content"), False)]
)
def test_a_picture_stands_in_a_layout_for_it_if_that_has_the_title_where_slides_have_it(
    change: Change, is_used: bool, tmp_path: Path
) -> None:
    slide, layout = second_slide(beside(), changed(tmp_path, change))
    assert ('name="Picture with Caption"' in layout) == is_used
    (picture,) = slide.iter(f"{P}pic")
    mark = picture.find(f"{P}nvPicPr/{P}nvPr/{P}ph")
    assert (mark is not None and mark.get("type") == "pic") == is_used
    assert picture.find(f"{P}nvPicPr/{P}cNvPr").get("descr")
    if is_used:
        assert [text for text, _ in in_places(slide)] == ["It sails at ten.\nIt is full."]


def small_caption(parts: dict[str, str]) -> None:
    """Set the text beside the picture as small as a caption."""
    title_on_top(parts)
    small = '<a:lstStyle><a:lvl1pPr><a:defRPr sz="1000"/></a:lvl1pPr></a:lstStyle>'
    part = layout_name(parts, "Picture with Caption")
    before, body, after = parts[part].partition('type="body"')
    parts[part] = before + body + after.replace("<a:lstStyle/>", small, 1)


def test_a_layout_whose_title_stands_below_the_picture_or_whose_text_is_a_caption_is_not_used(tmp_path: Path) -> None:
    assert "picture" not in opened_master(changed(tmp_path), THEME).roles
    assert "picture" in opened_master(changed(tmp_path, title_on_top), THEME).roles
    _, layout = second_slide(beside(), changed(tmp_path, small_caption))
    assert 'name="Picture with Caption"' not in layout


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
def test_open_xml_sdk_finds_nothing_in_own_places(profile: str, tmp_path: Path) -> None:
    for source, change in ((columns(), ()), (beside(), (title_on_top,))):
        data = write_slides(source, THEME, changed(tmp_path, *change)).data
        assert sdk_errors(data, "pptx", profile, tmp_path) == []
