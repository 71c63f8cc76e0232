"""Slide masters: what an organisation's file keeps, what is taken out of it, what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefpack.errors import BuildError
from briefpack.look.theme import read_theme
from briefpack.office.master import read_master
from briefpack.writers.pptx import write_slides
from tests.conftest import REPOSITORY
from tests.trees import EVERY_NODE
from tests.writers.pptx_text import files, problems

AGENCY = REPOSITORY / "templates/masters/agency.potx"
MASTER, MASTER_RELS = "ppt/slideMasters/slideMaster1.xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
LAYOUT = "ppt/slideLayouts/slideLayout2.xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def repacked(path: Path, change: Callable[[dict[str, str]], None], name: str = "changed.pptx") -> Path:
    """Write the agency's master with some of its parts changed."""
    parts = {key: data for key, data in files(AGENCY.read_bytes()).items() if key.endswith((".xml", ".rels"))}
    texts = {key: data.decode() for key, data in parts.items()}
    change(texts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, data in {**files(AGENCY.read_bytes()), **{k: t.encode() for k, t in texts.items()}}.items():
            archive.writestr(key, data)
    (path / name).write_bytes(stream.getvalue())
    return path / name


def related(texts: dict[str, str], kind: str, target: str, external: bool = False, name: str = "rIdX") -> None:
    mode = ' TargetMode="External"' if external else ""
    one = f'<Relationship Id="{name}" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'
    texts[MASTER_RELS] = texts[MASTER_RELS].replace("</Relationships>", f"{one}</Relationships>")


def in_master(texts: dict[str, str], xml: str) -> None:
    texts[MASTER] = texts[MASTER].replace("</p:spTree>", f"{xml}</p:spTree>")


def picture(link: str) -> str:
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="77" name="x" descr="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip {link}/>'
        "</p:blipFill><p:spPr/></p:pic>"
    )


def test_layouts_and_logo_stay_and_slides_go_without_a_word() -> None:
    master = read_master(AGENCY)
    held = files(master.data)
    assert master.problems == ()
    assert sum(name.startswith("ppt/slideLayouts/slideLayout") for name in held) == 5
    assert "ppt/media/logo.png" in held
    assert not [name for name in held if "slides/" in name]
    main = held["ppt/presentation.xml"].decode()
    assert not [word for word in ("sldIdLst", "sectionLst", "custShow") if word in main]
    assert "presentation.main+xml" in held["[Content_Types].xml"].decode()
    assert problems(master.data) == []
    assert master == read_master(AGENCY)


def labels(texts: dict[str, str]) -> None:
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    texts["docProps/custom.xml"] = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    )
    override = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'
    texts["[Content_Types].xml"] = texts["[Content_Types].xml"].replace("</Types>", override)
    one = f'<Relationship Id="rId9" Type="{RELATION}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    texts["_rels/.rels"] = texts["_rels/.rels"].replace("</Relationships>", one)


def test_an_organisations_labels_reach_the_slides(tmp_path: Path) -> None:
    theme = read_theme("ministry", REPOSITORY / "templates/themes")
    data = write_slides(EVERY_NODE, theme, read_master(repacked(tmp_path, labels))).data
    assert "docProps/custom.xml" in files(data)
    assert problems(data) == []


def macros(texts: dict[str, str]) -> None:
    rels = "ppt/_rels/presentation.xml.rels"
    one = '<Relationship Id="rIdM" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vba.bin"/>'
    texts[rels] = texts[rels].replace("</Relationships>", f"{one}</Relationships>")
    kind = "application/vnd.ms-powerpoint.template.macroEnabled.main+xml"
    old = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
    texts["[Content_Types].xml"] = texts["[Content_Types].xml"].replace(old, kind)


def linked_picture(texts: dict[str, str]) -> None:
    related(texts, "image", "http://example.org/beacon.png", external=True)
    in_master(texts, picture('r:link="rIdX"'))


def film(texts: dict[str, str]) -> None:
    related(texts, "video", "file:///c:/film.mp4", external=True)
    in_master(texts, picture("").replace("<p:nvPr/>", '<p:nvPr><a:videoFile r:link="rIdX"/></p:nvPr>'))


def object_(texts: dict[str, str]) -> None:
    related(texts, "oleObject", "../embeddings/object.bin")
    frame = '<p:graphicFrame><p:nvGraphicFramePr/><p:xfrm/><a:graphic><a:graphicData uri="x"><p:oleObj r:id="rIdX"/></a:graphicData></a:graphic></p:graphicFrame>'
    in_master(texts, frame)


def control(texts: dict[str, str]) -> None:
    related(texts, "control", "../activeX/activeX1.xml")
    texts[MASTER] = texts[MASTER].replace("</p:cSld>", '<p:controls><p:control r:id="rIdX"/></p:controls></p:cSld>')


def bad_link(texts: dict[str, str]) -> None:
    related(texts, "hyperlink", "file://server/share", external=True)
    texts[MASTER] = texts[MASTER].replace('name="Streifen">', 'name="Streifen"><a:hlinkClick r:id="rIdX"/>')


def program(texts: dict[str, str]) -> None:
    click = '<a:hlinkClick r:id="" action="ppaction://macro?name=Run"/>'
    texts[MASTER] = texts[MASTER].replace('name="Streifen">', f'name="Streifen">{click}')


def animation(texts: dict[str, str]) -> None:
    texts[MASTER] = texts[MASTER].replace("</p:sldLayoutIdLst>", "</p:sldLayoutIdLst><p:timing/>")


ACTIVE = {
    macros: "macros",
    linked_picture: "a picture that is only linked",
    film: "a sound or a film",
    object_: "an embedded object",
    control: "an ActiveX control",
    bad_link: "a link to “file://server/share”",
    program: "a button that starts something",
    animation: "animations",
}


@pytest.mark.parametrize("change", ACTIVE, ids=lambda change: change.__name__)
def test_what_acts_is_left_out_and_named(change: Callable[[dict[str, str]], None], tmp_path: Path) -> None:
    master = read_master(repacked(tmp_path, change))
    (problem,) = master.problems
    assert problem.message == f"the slide master holds {ACTIVE[change]}, which was left out"
    assert problem.severity == "warning"
    assert problem.hint
    whole = b"".join(data for name, data in files(master.data).items() if name != "[Content_Types].xml")
    assert not [
        word for word in (b"beacon", b"file:", b"macro?", b"p:timing", b"oleObj", b"p:control") if word in whole
    ]
    assert problems(master.data) == []


def entity(texts: dict[str, str]) -> None:
    texts[MASTER] = texts[MASTER].replace("<p:sldMaster", '<!DOCTYPE x [<!ENTITY a "b">]><p:sldMaster', 1)


def strict(texts: dict[str, str]) -> None:
    old, new = (
        "http://schemas.openxmlformats.org/presentationml/2006/main",
        "http://purl.oclc.org/ooxml/presentationml/main",
    )
    for name in texts:
        texts[name] = texts[name].replace(old, new)


def bomb(texts: dict[str, str]) -> None:
    texts["ppt/media/bomb.xml"] = "0" * 5_000_000


def not_slides(texts: dict[str, str]) -> None:
    texts["[Content_Types].xml"] = texts["[Content_Types].xml"].replace(
        "presentationml.template", "wordprocessingml.document"
    )


REFUSED = {
    entity: "defines entities",
    strict: "of the “Strict” kind",
    bomb: "unpacks to far more than it needs",
    not_slides: "another kind of file",
}


@pytest.mark.parametrize("change", REFUSED, ids=lambda change: change.__name__)
def test_what_cannot_be_trusted_is_refused(change: Callable[[dict[str, str]], None], tmp_path: Path) -> None:
    with pytest.raises(BuildError) as found:
        read_master(repacked(tmp_path, change))
    assert REFUSED[change] in str(found.value)


@pytest.mark.parametrize("data", [b"", b"no zip", b"\xd0\xcf\x11\xe0 old", AGENCY.read_bytes()[:2000]])
def test_what_is_no_such_file_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.pptx"
    path.write_bytes(data)
    with pytest.raises(BuildError):
        read_master(path)
