"""The theme's logo in PDFs: beside the title, described, in structures that both checkers accept, the same each time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from briefpack.document.slides import deck_of
from briefpack.document.tree import Document
from briefpack.look.theme import Theme, read_theme
from briefpack.units import PAGE_SIZES_PT, SLIDE_SIZE_PT
from briefpack.writers.pdf import write_pdf
from tests.look.test_theme import logo_theme
from tests.writers.pdf_text import every_node, every_node_written, theme
from tests.writers.test_pdf import ONEPAGER
from tests.writers.test_pdf_tags import elems, faults

ALT = "Mark of the two towns"
SMALL_PX = 10
"""The picture of the document of every node is smaller than that."""


def with_logo(folder: Path, size: tuple[int, int] = (40, 20)) -> Theme:
    return read_theme("own", logo_theme(folder, f"file: mark.png, on_band: mark-white.png, alt: {ALT}", size))


def document(kind: str) -> Document:
    return ONEPAGER if kind == "onepager" else every_node(kind)


def figures(data: bytes) -> list[str]:
    """Return the text of each figure of the structure, in its order."""
    return [alt for tag, alt in elems(data) if tag == "Figure"]


class Logo(NamedTuple):
    """A picture on a page: its width in points, and whether reading software passes over it."""

    page: int
    width: float
    ornament: bool


def logos(data: bytes) -> list[Logo]:
    found: list[Logo] = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            ornament, width = False, 0.0
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "BMC" | "BDC":
                        ornament = str(operands[0]) == "/Artifact"
                    case "cm":
                        width = float(operands[0])
                    case "Do" if int(page.Resources.XObject[str(operands[0])].Width) > SMALL_PX:
                        found.append(Logo(number, width, ornament))
    return found


@pytest.mark.parametrize("kind", ["memo", "onepager", "slides"])
def test_the_logo_is_a_figure_with_its_words(tmp_path: Path, kind: str) -> None:
    """It is described once, and on slides drawn again beside each title."""
    plain = write_pdf(ONEPAGER, theme()) if kind == "onepager" else every_node_written(kind)
    made = write_pdf(document(kind), with_logo(tmp_path))
    assert figures(made.data)[0] == ALT
    assert figures(made.data)[1:] == figures(plain.data)
    assert faults(made.data) == []
    assert made.data == write_pdf(document(kind), with_logo(tmp_path)).data


@pytest.mark.parametrize("kind", ["memo", "onepager"])
def test_a_wide_logo_leaves_the_title_its_room(tmp_path: Path, kind: str) -> None:
    data = write_pdf(document(kind), with_logo(tmp_path, (900, 20))).data
    (logo,) = logos(data)
    assert logo.width < PAGE_SIZES_PT["A4"][0] * 0.3
    assert faults(data) == []


def test_every_slide_shows_the_logo_and_its_title_keeps_room(tmp_path: Path) -> None:
    first, *others = logos(write_pdf(every_node("slides"), with_logo(tmp_path, (900, 20))).data)
    assert not first.ornament and all(logo.ornament for logo in others)
    assert len(others) >= len(deck_of(every_node("slides")).slides) - 1
    assert all(logo.width < SLIDE_SIZE_PT[0] * 0.15 for logo in others)
