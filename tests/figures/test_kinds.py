"""A kind of figure is its own file and a line in two tables: everything else asks the value."""

from __future__ import annotations

import io
import zipfile
from typing import get_args

import pytest

from briefpack import figures
from briefpack.checks.rules import document_problems
from briefpack.content.brief import brief_pack
from briefpack.content.model import FigureName
from briefpack.content.pack import read_pack
from briefpack.document import tree as t
from briefpack.document.markdown import parse_document
from briefpack.document.slides import deck_of
from briefpack.errors import Place
from briefpack.figures import KINDS, draw_figure
from briefpack.figures.cells import Cells, Drawn, cells_of
from briefpack.figures.kind import CellLook, FigureKind, Points
from briefpack.figures.pen import Pen
from briefpack.look.theme import read_theme
from briefpack.writers.outline.levels import outline_lines
from briefpack.writers.word import write_word
from tests.conftest import REPOSITORY, TINY
from tests.figures.words import drawn_words

THEME = read_theme("ministry", REPOSITORY / "templates" / "themes")
SOURCE = """# Ferries

## A title

::: figure ladder

| Rung | Height | Who |
|---|---|---|
| First | 1 m | Anna |
| Second | 2 m | Berta |

Two rungs.

:::
"""


def draw_ladder(figure: t.Figure, width: float, pen: Pen) -> Drawn:
    words = " ".join(text for row in cells_of(figure) for text in row)
    return pen.words(pen.lines(words, width), 0, 0, pen.colours.ink), 60.0 * len(figure.table.rows)


def ladder_points(cells: Cells) -> Points:
    yield from ((f"{rung}, {height}", [f"by {who}"]) for rung, height, who in cells[1:])


def ladder_row(rows: Cells, number: int, figure: t.Figure) -> list[CellLook]:
    return ["tinted"] * len(rows[number])


@pytest.fixture(autouse=True)
def ladder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a kind of figure as its author does."""
    monkeypatch.setitem(t.FIGURE_KINDS, "ladder", 3)
    kind = FigureKind(draw_ladder, ladder_points, values=(1,), row_look=ladder_row)
    monkeypatch.setitem(figures.KINDS, "ladder", kind)


def parsed(source: str = SOURCE) -> t.Document:
    return parse_document(source, t.Meta("slides", "Ferries", "en"), Place("slides.md.j2"))


def figure_of(document: t.Document) -> t.Figure:
    return next(node for node in t.walk(document.blocks) if isinstance(node, t.Figure))


def test_it_is_read_and_drawn() -> None:
    figure = figure_of(parsed())
    drawing = draw_figure(figure, 400, THEME, lambda text, role, size: len(text) * size / 2)
    assert drawn_words(drawing) == ["Rung", "Height", "Who", "First", "1", "m", "Anna", "Second", "2", "m", "Berta"]


def test_its_columns_are_checked() -> None:
    narrow = parsed(
        SOURCE.replace(" Who |", "").replace(" Anna |", "").replace(" Berta |", "").replace("|---|\n", "\n")
    )
    brief = brief_pack(read_pack(TINY), "councillors", "en")
    found = document_problems(narrow, brief, Place("slides.md.j2"))
    assert "a ladder has 3 columns, not 2" in [problem.message for problem in found]


def test_one_taller_than_a_page_is_a_table_that_looks_as_its_kind_says() -> None:
    tall = parsed(SOURCE.replace("\n\nTwo", "\n" + "| Next | 3 m | Clara |\n" * 40 + "\nTwo"))
    with zipfile.ZipFile(io.BytesIO(write_word(tall, THEME).data)) as archive:
        xml = archive.read("word/document.xml").decode()
    assert "<w:drawing>" not in xml
    assert xml.count(f'w:fill="{THEME.colours.tint.lstrip("#").upper()}"') == 42 * 3
    assert xml.count('<w:jc w:val="right"/>') == 43


def test_it_is_told_in_an_outline() -> None:
    told = [line.text for line in outline_lines(deck_of(parsed()))]
    assert told[-4:] == ["First, 1 m", "by Anna", "Second, 2 m", "by Berta"]


@pytest.mark.parametrize("kind", sorted(t.FIGURE_KINDS))
def test_each_kind_of_the_tree_has_its_value(kind: str) -> None:
    assert isinstance(KINDS[kind], FigureKind)


def test_the_figures_that_an_audience_may_ask_for_are_kinds_there_are() -> None:
    """A kind whose data no pack holds, such as bars, is for templates alone."""
    assert set(get_args(FigureName)) - {""} <= set(KINDS)
