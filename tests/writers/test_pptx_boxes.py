"""LibreOffice shows every deck with its words on as many slides, each line of text within its box."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from briefpack.document.slides import deck_of
from briefpack.look.theme import Theme
from briefpack.writers.pptx.deck import PlannedSlide, Planner
from briefpack.writers.pptx.figure_flows import FigureFlow
from briefpack.writers.pptx.own_master import own_master
from briefpack.writers.pptx.slide_master import SlideMaster, read_slide_master
from tests.tools import converted, tool
from tests.writers.pptx_text import content_of, glued, notes, slides, told_words
from tests.writers.test_pptx import DECKS, MASTERS, THEMES, written_deck

pytestmark = pytest.mark.slow
TOLERANCE = 4.0
"""Points by which letters may reach over the box of their line, as accents and brackets do."""
HANGING = frozenset(",.、。，．")
"""Marks that may hang over the end of a line of East Asian text."""
WANTED = ("Carlito", "Caladea", "Liberation Sans")
"""Fonts of the widths of those that the files name, without which a program here would draw others."""
CASES = [(name, theme, master) for name in DECKS for theme in ("ministry", "newsroom") for master in MASTERS]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], Path]:
    """Convert all of them in one start of LibreOffice."""
    fonts = subprocess.run([tool("fc-list"), ":", "family"], capture_output=True, text=True, check=True).stdout
    lacking = [font for font in WANTED if font not in fonts]
    assert not lacking, f"install {', '.join(lacking)}: see .ci/run"
    folder = tmp_path_factory.mktemp("decks")
    paths = {}
    for name, theme, master in CASES:
        path = folder / f"{name}--{theme}--{master}.pptx"
        path.write_bytes(written_deck(name, master, theme))
        paths[name, theme, master] = path
    return dict(zip(paths, converted(list(paths.values()), "pdf", folder / "pdf"), strict=True))


@pytest.mark.parametrize(("name", "theme", "master"), CASES)
def test_libreoffice_shows_the_words_within_their_boxes(
    name: str, theme: str, master: str, pages: dict[tuple[str, str, str], Path]
) -> None:
    document, path = DECKS[name].document, pages[name, theme, master]
    slide_master, shown = planned(name, THEMES[theme], master)
    data = path.parent.parent / f"{path.stem}.pptx"
    spoken = glued("".join(map(content_of, notes(data.read_bytes()))))
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == len(shown) == len(slides(data.read_bytes()))
        text = glued("".join(map(drawn_words, pdf)))
        text = text.replace("\ufffe", "-").replace("\x02", "-")  # a hyphen at the end of a line
        # A note's number stands between a word and its full stop.
        wanted = Counter(glued(word).rstrip(".") for word in told_words(document))
        assert [word for word, count in wanted.items() if (text + spoken).count(word) < count] == []
        over = [what for page, slide in zip(pdf, shown, strict=True) for what in outside(page, slide, slide_master)]
    assert over == []


def drawn_words(page: pypdfium2.PdfPage) -> str:
    """Return a page's words in the order in which they are drawn.

    PDFium's own order mingles text with what stands beside it, such as the remark below the head of a band, where
    their lines are nearly as high.
    """
    text = page.get_textpage()
    return "".join(one.extract() for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=text))


def planned(name: str, theme: Theme, master: str) -> tuple[SlideMaster, list[PlannedSlide]]:
    found, document = MASTERS[master], DECKS[name].document
    language = document.meta.language
    slide_master = read_slide_master(found.data if found else own_master(theme, language), theme, found is None)
    return slide_master, Planner(slide_master, theme, language).slides(deck_of(document))


def outside(page: pypdfium2.PdfPage, slide: PlannedSlide, slide_master: SlideMaster) -> list[str]:
    """Return the lines of text that stand in none of the slide's boxes."""
    boxes = list(boxes_of(slide))
    text = page.get_textpage()
    found = []
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = text.get_text_bounded(left, bottom, right, top)
        hanging = (top - bottom) * 0.3 if words.endswith(" ") else 0
        hanging = right - left if words.strip() in HANGING else hanging
        line = (left, slide_master.height - top, right - hanging, slide_master.height - bottom)
        if not any(_holds(box, line) for box in boxes):
            found.append(f"{words!r} at {line}")
    return found


def boxes_of(slide: PlannedSlide) -> list[tuple[float, float, float, float]]:
    """Return the boxes of title, content, source and foot as left, top, right, bottom."""
    boxes = [slide.title_box or slide.layout.title.box]
    boxes += [at.box for at in (*slide.layout.feet, *slide.content)]
    boxes += [slide.source.box] if slide.source else []
    assert all(at.height > 0 for at in slide.content if not isinstance(at.flow, FigureFlow))
    return [(x, y, x + width, y + height) for x, y, width, height in boxes]


def _holds(box: tuple[float, float, float, float], line: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    return (
        line[0] >= left - TOLERANCE
        and line[1] >= top - TOLERANCE
        and line[2] <= right + TOLERANCE
        and line[3] <= bottom + TOLERANCE
    )
