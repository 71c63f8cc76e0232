"""The contact sheet: every page of a pack's PDFs, described, in a file that is tagged and archival."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest

from briefpack.build.jobs import MANIFEST
from briefpack.build.publish import read_manifest
from briefpack.delivery.contents import packs_of
from briefpack.delivery.pictures import Pictures
from briefpack.delivery.sign_off import sign_off_sheet
from tests.delivery.conftest import THEME
from tests.writers.pdf_structure import text_along_tree
from tests.writers.test_pdf_tags import elems, faults


@pytest.fixture(scope="module")
def sheet(built: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pack = packs_of(read_manifest(built / MANIFEST).records.values())[1]
    read = {file.path: (built / file.path).read_bytes() for file in pack.files if file.format == "pdf"}
    return sign_off_sheet(pack, read, Pictures(tmp_path_factory.mktemp("small"), (120, 170)), THEME)


def test_the_sheet_is_tagged_and_archival(sheet: bytes) -> None:
    assert faults(sheet) == []


def test_every_page_is_shown_and_described(sheet: bytes) -> None:
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        text = " ".join(text_along_tree(pdf))
        drawn = {one.objgen for page in pdf.pages for one in page.Resources.get("/XObject", {}).values()}
    described = [alt for tag, alt in elems(sheet) if tag == "Figure"]
    title = "One ticket for two towns"
    assert described[:2] == [f"Page {n} of 2 of “{title}”, as a small picture" for n in (1, 2)]
    assert len(described) == len(drawn) == 4
    assert "4 pages of 3 PDFs." in text
    assert "Not shown, because there is no PDF of it: slides for voters (en)." in text
    assert re.findall(r"(?<!Page )\d of \d(?! of)", text) == ["1 of 2", "2 of 2", "1 of 1", "1 of 1"]


def test_it_has_a_heading_for_each_document_and_a_place_to_sign(sheet: bytes) -> None:
    assert [tag for tag, _ in elems(sheet) if re.match("H[0-9]", tag)] == ["H1", "H2", "H2", "H2"]
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        lines = text_along_tree(pdf)
        assert str(pdf.docinfo["/Title"]) == "Every page: The pack “two-towns” & more"
    assert lines[0] == "Every page: The pack “two-towns” & more"
    assert "二つの町に一枚の切符" in lines
    assert "Signature" in " ".join(lines)
