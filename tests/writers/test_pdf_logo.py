"""The theme's logo in PDFs: beside the title, described, in structures that both checkers accept, the same each time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from briefpack.document.slides import deck_of
from briefpack.look.theme import Theme, read_theme
from briefpack.writers.pdf import lay_out_document, write_pdf
from briefpack.writers.pdf.logo import LogoFlow
from tests.look.test_theme import logo_theme
from tests.writers.pdf_structure import is_elem, kids
from tests.writers.test_pdf import ONEPAGER, every_node, theme
from tests.writers.test_pdf_tags import faults

ALT = "Mark of the two towns"


def with_logo(folder: Path, size: tuple[int, int] = (40, 20)) -> Theme:
    return read_theme("own", logo_theme(folder, f"file: mark.png, on_band: mark-white.png, alt: {ALT}", size))


def figures(data: bytes) -> list[str]:
    """Return the text of each figure of the structure, in its order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found, waiting = [], [pdf.Root.StructTreeRoot]
        while waiting:
            elem = waiting.pop(0)
            if elem.get("/S") == "/Figure":
                found.append(str(elem.Alt))
            waiting = [kid for kid in kids(elem) if is_elem(kid)] + waiting
    return found


@pytest.mark.parametrize("kind", ["memo", "onepager", "slides"])
def test_the_logo_is_a_figure_with_its_words(tmp_path: Path, kind: str) -> None:
    """It is described once, and on slides drawn again beside each title."""
    document = ONEPAGER if kind == "onepager" else every_node(kind)
    plain, made = write_pdf(document, theme()), write_pdf(document, with_logo(tmp_path))
    assert figures(made.data)[0] == ALT
    assert figures(made.data)[1:] == figures(plain.data)
    assert faults(made.data) == []
    assert made.data == write_pdf(document, with_logo(tmp_path)).data


@pytest.mark.parametrize("kind", ["memo", "onepager"])
def test_a_wide_logo_leaves_the_title_its_room(tmp_path: Path, kind: str) -> None:
    document = ONEPAGER if kind == "onepager" else every_node("memo")
    layout = lay_out_document(document, with_logo(tmp_path, (900, 20)))
    logos = [flow for flow in layout.parts() if isinstance(flow, LogoFlow)]
    assert len(logos) == 1
    assert logos[0].picture.width_pt < layout.size[0] * 0.3
    assert faults(write_pdf(document, with_logo(tmp_path, (900, 20))).data) == []


def test_every_slide_shows_the_logo_and_its_title_keeps_room(tmp_path: Path) -> None:
    layout = lay_out_document(every_node("slides"), with_logo(tmp_path, (900, 20)))
    logos = [flow for flow in layout.parts() if isinstance(flow, LogoFlow)]
    first, *others = logos
    assert not first.added and all(logo.added for logo in others)
    assert len(others) >= len(deck_of(every_node("slides")).slides) - 1
    assert all(logo.picture.width_pt < layout.size[0] * 0.15 for logo in others)
