"""Decks on masters from elsewhere: places, sizes and colours as they are, room used, nothing unreadable."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from briefpack.document import tree as t
from briefpack.look.theme import contrast, read_theme
from briefpack.office.master import read_master
from briefpack.office.reading import ForeignFile
from briefpack.writers import Written
from briefpack.writers.pptx import opened_master, write_slides
from briefpack.writers.pptx.slide_master import SlideMaster
from tests.conftest import REPOSITORY
from tests.trees import EVERY_NODE, META, inline, item, p
from tests.writers.masters import MASTER, PRESENTATION, Change, Parts, changed, in_layout, in_part, layout_name
from tests.writers.pptx_text import files, problems, slides, title_of

THEME = read_theme("ministry", REPOSITORY / "templates/themes")
DECK = t.Document(
    replace(META, kind="slides", language="en"),
    (
        t.Heading(1, inline("Start with a joint working group and shared study programmes")),
        p("In an op-ed of 7 August, the author proposes that both act together."),
        *(
            block
            for n in range(6)
            for block in (
                t.Heading(2, inline(f"The Camp David summit lets both leaders give instruction {n} together")),
                t.List(
                    tuple(
                        item(
                            f"Point {m} says in one sentence of some length what is to be done, by whom, until when and with which money."
                        )
                        for m in range(4)
                    )
                ),
            )
        ),
    ),
)


def opened(folder: Path, *changes: Change) -> SlideMaster:
    return opened_master(changed(folder, *changes), THEME)


def written(master: ForeignFile) -> Written:
    made = write_slides(DECK, THEME, master)
    assert problems(made.data) == []
    assert not [title for title in map(title_of, slides(made.data)) if "…" in title]
    return made


def test_a_deck_on_the_default_theme_has_about_as_many_slides_as_it_plans(tmp_path: Path) -> None:
    made = written(changed(tmp_path))
    assert made.pages <= 1.25 * 7


def dark(parts: Parts) -> None:
    """Set text in the colour of its ground, as a layout with a picture below it might."""
    back = '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="101820"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    in_part(MASTER, r"<p:bg>.*?</p:bg>", back)(parts)


def test_text_that_has_the_colour_of_its_ground_gets_one_that_can_be_read(tmp_path: Path) -> None:
    master = opened(tmp_path, dark)
    content = master.layout()
    assert content.body
    for colour in (content.title.setting.levels[0].colour, content.body.setting.levels[0].colour, master.colours.ink):
        assert contrast(colour, "#101820") >= 4.5
    assert {(one.place, one.colour) for one in master.recoloured} >= {("title", "#000000"), ("text", "#000000")}
    assert master.colours.paper == "#101820"
    layout = files(written(changed(tmp_path, dark)).data)[content.part].decode()
    assert '<a:lvl1pPr><a:defRPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:defRPr>' in layout


def test_the_grey_of_the_default_subtitle_is_too_pale_and_named(tmp_path: Path) -> None:
    """Black with a tint of 75 % is #898989 in PowerPoint: 3.5 to 1 on white."""
    (cover,) = [one for one in opened(tmp_path).recoloured if one.layout == "Title Slide" and one.place == "text"]
    assert cover.colour == "#898989" and contrast(cover.instead, "#FFFFFF") >= 4.5


def test_text_too_pale_is_one_warning_with_its_contrast(tmp_path: Path) -> None:
    (message,) = [message for message, _ in written(changed(tmp_path, dark)).warnings if "pale" in message]
    assert re.match(
        r"too pale to be read: the (title|text|foot) on “.*”, #\w{6} at 1\.\d to 1, is set in #\w{6}", message
    )


def png(colour: bytes) -> bytes:
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + colour * 8) * 8)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", struct.pack(">2L5B", 8, 8, 8, 2, 0, 0, 0))
        + part(b"IDAT", rows)
        + part(b"IEND", b"")
    )


def with_picture(path: Path, box: tuple[int, int, int, int], colour: bytes = b"\x10\x18\x20", of: str = MASTER) -> Path:
    """Put a picture into the master or a layout, its box in points."""
    source = path.read_bytes()
    x, y, wide, tall = (one * 12700 for one in box)
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="90" name="Art" descr="Art"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
        '<a:blip r:embed="rIdArt"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>'
        f'<a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</p:spPr></p:pic>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    related = f'<Relationship Id="rIdArt" Type="{kind}" Target="../media/art.png"/></Relationships>'
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == of:
                data = data.replace(b"</p:spTree>", picture.encode() + b"</p:spTree>")
            if name == re.sub(r"([^/]+)$", r"_rels/\1.rels", of):
                data = data.replace(b"</Relationships>", related.encode())
            if name == "[Content_Types].xml" and b'Extension="png"' not in data:
                data = data.replace(b"<Default ", b'<Default Extension="png" ContentType="image/png"/><Default ', 1)
            new.writestr(name, data)
        new.writestr("ppt/media/art.png", png(colour))
    return path


def drawn_on(folder: Path, box: tuple[int, int, int, int]) -> SlideMaster:
    changed(folder)
    return opened_master(read_master(with_picture(folder / "master.pptx", box)), THEME)


def test_the_colours_of_a_picture_below_text_count(tmp_path: Path) -> None:
    master = drawn_on(tmp_path, (0, 0, 720, 540))
    assert contrast(master.layout().title.setting.levels[0].colour, "#101820") >= 4.5


def test_text_ends_above_a_picture_at_the_foot(tmp_path: Path) -> None:
    body = drawn_on(tmp_path, (0, 400, 720, 140)).layout().body
    assert body and body.box[1] + body.box[3] <= 400


LOW = '<p:spPr><a:xfrm><a:off x="457200" y="1600200"/><a:ext cx="8229600" cy="1600200"/></a:xfrm></p:spPr>'
low_place = in_layout("Title and Content", r"<p:spPr/>(?=<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr lvl=\"0\")", LOW)


def test_a_low_place_reaches_down_to_the_foot(tmp_path: Path) -> None:
    def low(parts: Parts) -> None:
        name = next(name for name, text in parts.items() if '<p:cSld name="Title and Content"' in text)
        before, mark, after = parts[name].partition('<p:ph idx="1"/>')
        assert mark
        parts[name] = before + mark + after.replace("<p:spPr/>", LOW, 1)
        for one in ("Two Content", "Comparison", "Content with Caption", "Picture with Caption"):
            other = next(name for name, text in parts.items() if f'<p:cSld name="{one}"' in text)
            parts[other] = re.sub(r'<p:ph [^>]*idx="(?:1|2|3|4|13)"/>', '<p:ph type="dt" idx="10"/>', parts[other])

    master = opened(tmp_path, low)
    body = master.layout().body
    assert master.layout().name == "Title and Content" and body
    assert body.box[1] + body.box[3] > 480
    top = min(place.box[1] for place in master.layout().feet)
    assert body.box[1] + body.box[3] <= top


def as_libreoffice_exports(parts: Parts) -> None:
    """Leave no styles of text, and the look in the words of the sample alone."""
    parts[MASTER] = re.sub(r"<p:txStyles>.*?</p:txStyles>", "", parts[MASTER], flags=re.DOTALL)
    letters = '<a:rPr lang="en-US" sz="2700" b="1"><a:solidFill><a:srgbClr val="2C3E50"/></a:solidFill></a:rPr>'
    parts[MASTER] = re.sub(r'<a:rPr lang="en-US"[^>]*/>', letters, parts[MASTER])


def test_a_master_without_styles_looks_as_its_sample_words_do(tmp_path: Path) -> None:
    master = opened(tmp_path, as_libreoffice_exports)
    for place in (master.layout().title, master.layout().body):
        assert place
        level = place.setting.levels[0]
        assert (level.size, level.bold, level.colour) == (27.0, True, "#2C3E50")
    assert (
        'sz="2700"'
        in files(written(changed(tmp_path, as_libreoffice_exports)).data)[MASTER].decode().split("<p:txStyles>")[1]
    )


def test_a_master_from_the_right_takes_text_from_the_left(tmp_path: Path) -> None:
    def from_right(parts: Parts) -> None:
        parts[MASTER] = re.sub(r'algn="(l|ctr)"( defTabSz="\d+")? rtl="0"', r'algn="r"\2 rtl="1"', parts[MASTER])

    shown = files(written(changed(tmp_path, from_right)).data)["ppt/slides/slide2.xml"].decode()
    assert shown.count('algn="l" rtl="0"') >= 5


def test_two_masters_are_one_choice(tmp_path: Path) -> None:
    """The first has no layout for text: that of the second is used, and no traceback follows."""

    def second(parts: Parts) -> None:
        related = "ppt/_rels/presentation.xml.rels"
        for name in ("", "_rels/"):
            end = ".rels" if name else ""
            parts[f"ppt/slideMasters/{name}slideMaster2.xml{end}"] = parts[
                f"ppt/slideMasters/{name}slideMaster1.xml{end}"
            ]
        parts[MASTER] = re.sub(
            r"<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>", "<p:sldLayoutIdLst/>", parts[MASTER], flags=re.DOTALL
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster"
        row = f'<Relationship Id="rId99" Type="{kind}" Target="slideMasters/slideMaster2.xml"/></Relationships>'
        parts[related] = parts[related].replace("</Relationships>", row)
        listed = '<p:sldMasterId id="2147483999" r:id="rId99"/></p:sldMasterIdLst>'
        parts[PRESENTATION] = parts[PRESENTATION].replace("</p:sldMasterIdLst>", listed)
        types = "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml"
        one = f'<Override PartName="/ppt/slideMasters/slideMaster2.xml" ContentType="{types}"/></Types>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", one)

    assert opened(tmp_path, second).layout().name == "Title and Content"


@pytest.mark.parametrize("value", ["", "x", "-5", "9" * 12], ids=["empty", "letters", "negative", "huge"])
@pytest.mark.parametrize("name", ["rot", "x", "cx", "idx"])
def test_odd_numbers_give_a_deck_or_a_sentence(name: str, value: str, tmp_path: Path) -> None:
    from briefpack.errors import BuildError

    old = {"rot": "<a:xfrm>", "idx": r'idx="\d+"'}.get(name, rf' {name}="\d+"')
    new = {"rot": f'<a:xfrm rot="{value}">', "idx": f'idx="{value}"'}.get(name, f' {name}="{value}"')
    try:
        write_slides(EVERY_NODE, THEME, changed(tmp_path, in_part(MASTER, old, new)))
    except BuildError as refused:
        assert all(one.hint for one in refused.problems)


def test_very_large_text_is_smaller_on_all_slides_before_a_deck_becomes_another_one(tmp_path: Path) -> None:
    points = t.List(
        tuple(item(f"Point {n} says in a plain sentence of some length what is to be done.") for n in range(7))
    )
    blocks = (
        t.Heading(1, inline("T")),
        *(one for n in range(5) for one in (t.Heading(2, inline(f"Slide {n}")), points)),
    )
    made = write_slides(t.Document(replace(META, kind="slides"), blocks), THEME, changed(tmp_path))
    step = re.match(r"text set in (\d+) pt, not the master’s 32: (\d+) slides, not (\d+)", made.steps[0])
    assert step and 20 <= int(step.group(1)) < 32
    assert int(step.group(2)) == made.pages < int(step.group(3))


COVER = "ppt/slideLayouts/slideLayout1.xml"


def test_a_title_slide_s_words_end_above_a_photo(tmp_path: Path) -> None:
    changed(tmp_path)
    master = read_master(with_picture(tmp_path / "master.pptx", (0, 430, 720, 110), of=COVER))
    text = opened_master(master, THEME).roles["cover"].body
    assert text and 300 < text.box[1] + text.box[3] <= 430
    assert len(slides_of(master)) <= 9


def test_a_title_slide_s_words_can_be_read_on_a_photo(tmp_path: Path) -> None:
    changed(tmp_path)
    cover = opened_master(read_master(with_picture(tmp_path / "master.pptx", (0, 0, 720, 540), of=COVER)), THEME).roles[
        "cover"
    ]
    assert cover.body
    for place in (cover.title, cover.body):
        assert contrast(place.setting.levels[0].colour, "#101820") >= 4.5


def slides_of(master: ForeignFile) -> list[object]:
    return list(slides(written(master).data))


GRADIENT = (
    '<p:bg><p:bgPr><a:gradFill rotWithShape="1"><a:gsLst><a:gs pos="0"><a:srgbClr val="{}"/></a:gs>'
    '<a:gs pos="100000"><a:srgbClr val="{}"/></a:gs></a:gsLst>{}</a:gradFill><a:effectLst/></p:bgPr></p:bg>'
)
ROUND = '<a:path path="circle"><a:fillToRect l="50000" t="50000" r="50000" b="50000"/></a:path>'
STRAIGHT = '<a:lin ang="5400000" scaled="0"/>'


@pytest.mark.parametrize("way", [ROUND, STRAIGHT], ids=["round", "straight"])
@pytest.mark.parametrize(("inner", "outer"), [("203040", "000818"), ("FFFFFF", "C8E0F0")], ids=["dark", "light"])
def test_text_can_be_read_all_over_a_gradient(inner: str, outer: str, way: str, tmp_path: Path) -> None:
    back = in_part(MASTER, r"<p:bg>.*?</p:bg>", GRADIENT.format(inner, outer, way))
    content = opened(tmp_path, back).layout()
    assert content.body
    for place in (content.title, content.body):
        for ground in (inner, outer):
            assert contrast(place.setting.levels[0].colour, f"#{ground}") >= 4.5


def test_no_colour_can_be_read_all_over_black_and_white_and_that_is_said(tmp_path: Path) -> None:
    back = in_part(MASTER, r"<p:bg>.*?</p:bg>", GRADIENT.format("FFFFFF", "000000", ROUND))
    assert any(message.startswith("too pale") for message, _ in written(changed(tmp_path, back)).warnings)


def test_a_smartart_in_a_layout_goes_with_one_warning(tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagram"
    names = {"dm": "Data", "lo": "Layout", "qs": "QuickStyle", "cs": "Colors"}
    frame = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="77" name="Diagram"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></p:xfrm><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds '
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        + " ".join(f'r:{name}="rIdD{name}"' for name in names)
        + "/></a:graphicData></a:graphic></p:graphicFrame></p:spTree>"
    )

    def add(parts: Parts) -> None:
        part = layout_name(parts, "Title and Content")
        related, types = re.sub(r"([^/]+)$", r"_rels/\1.rels", part), "[Content_Types].xml"
        parts[part] = parts[part].replace("</p:spTree>", frame)
        for short, name in names.items():
            parts[f"ppt/diagrams/{short}.xml"] = "<d/>"
            row = f'<Relationship Id="rIdD{short}" Type="{kind}{name}" Target="../diagrams/{short}.xml"/>'
            parts[related] = parts[related].replace("</Relationships>", f"{row}</Relationships>")
            mime = f"application/vnd.openxmlformats-officedocument.drawingml.diagram{name}+xml"
            one = f'<Override PartName="/ppt/diagrams/{short}.xml" ContentType="{mime}"/></Types>'
            parts[types] = parts[types].replace("</Types>", one)

    master = changed(tmp_path, add)
    assert [one.message for one in master.problems if "SmartArt" in one.message] == [
        "the slide master holds a SmartArt drawing, which was left out"
    ] and len(master.problems) == 1
    assert not [name for name in files(written(master).data) if "diagram" in name]


@pytest.mark.parametrize("side", ["left", "right"])
def test_hebrew_goes_from_the_right_on_any_master(side: str, tmp_path: Path) -> None:
    def from_right(parts: Parts) -> None:
        parts[MASTER] = re.sub(r'algn="(l|ctr)"( defTabSz="\d+")? rtl="0"', r'algn="r"\2 rtl="1"', parts[MASTER])

    points = t.List((item("הגשר הוא הבטחה"), item("המעבורת היא הרגל")))
    blocks = (t.Heading(1, inline("גשרים")), t.Heading(2, inline("נהרות")), points)
    document = t.Document(replace(META, kind="slides", language="he"), blocks)
    made = write_slides(document, THEME, changed(tmp_path, *([from_right] if side == "right" else [])))
    assert problems(made.data) == []
    shown = files(made.data)["ppt/slides/slide2.xml"].decode()
    assert shown.count('algn="r" rtl="1"') >= 3 and 'rtl="0"' not in shown
