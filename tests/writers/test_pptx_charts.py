"""Charts in PowerPoint: its own, with a workbook behind them that holds the numbers, described and editable."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from briefpack.document import tree as t
from briefpack.document.figure_words import figure_words
from briefpack.look.theme import read_theme
from briefpack.writers.pptx import write_slides
from tests.conftest import REPOSITORY
from tests.trees import BARS, META, inline, table

THEME = read_theme("ministry", REPOSITORY / "templates" / "themes")
TOWNS = (("Year", "Upper town", "Lower town"), ("2021", "3", "5"), ("2022", "4.5", "6"))
NAMES = {
    "bars": "BAR_CLUSTERED",
    "columns": "COLUMN_CLUSTERED",
    "lines": "LINE_MARKERS",
    "stacked": "COLUMN_STACKED",
}


def deck(*figures: t.Figure) -> bytes:
    blocks: list[t.Block] = [t.Heading(1, inline("Numbers"))]
    for number, figure in enumerate(figures):
        blocks += [t.Heading(2, inline(f"What number {number} says")), figure]
    return write_slides(t.Document(replace(META, kind="slides"), tuple(blocks)), THEME).data


def chart_of(kind: str, *rows: tuple[str, ...]) -> t.Figure:
    return t.Figure(kind, (), table(*rows), "What is to be seen.")


def frames(data: bytes) -> list[Any]:
    slides = Presentation(io.BytesIO(data)).slides
    return [shape for slide in slides for shape in slide.shapes if getattr(shape, "has_chart", False)]


@pytest.mark.parametrize("kind", t.CHARTS)
def test_a_chart_is_powerpoints_own_with_its_numbers(kind: str) -> None:
    figure = chart_of(kind, *TOWNS)
    (frame,) = frames(deck(figure))
    assert frame.chart.chart_type.name == NAMES[kind]
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["2021", "2022"]
    assert [(one.name, tuple(one.values)) for one in plot.series] == [
        ("Upper town", (3.0, 4.5)),
        ("Lower town", (5.0, 6.0)),
    ]
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == figure_words(figure)


def test_its_workbook_holds_the_table() -> None:
    with zipfile.ZipFile(io.BytesIO(deck(chart_of("columns", *TOWNS)))) as archive:
        book = load_workbook(io.BytesIO(archive.read("ppt/embeddings/chart1.xlsx")))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    assert rows == [[None, "Upper town", "Lower town"], ["2021", 3, 5], ["2022", 4.5, 6]]


def test_what_stands_around_a_number_stays_in_its_label() -> None:
    (frame,) = frames(deck(chart_of("columns", ("Year", "Change"), ("2021", "−10 %"), ("2022", "14.5 %"))))
    series = frame.chart.plots[0].series[0]
    assert tuple(series.values) == (-10.0, 14.5)
    assert series.data_labels.number_format == 'General" %"'


@pytest.mark.parametrize("second", ["€20", "not known"])
def test_numbers_of_different_kinds_are_drawn_as_shapes(second: str) -> None:
    data = deck(chart_of("bars", ("Year", "Change"), ("2021", "10 %"), ("2022", second)))
    assert frames(data) == []
    groups = [
        shape for slide in Presentation(io.BytesIO(data)).slides for shape in slide.shapes if shape.shape_type == 6
    ]
    assert len(groups) == 1


def test_each_slide_has_its_own_chart_and_all_bytes_are_the_same() -> None:
    charts = chart_of("lines", *TOWNS), BARS
    data = deck(*charts)
    assert [frame.chart.chart_type.name for frame in frames(data)] == ["LINE_MARKERS", "BAR_CLUSTERED"]
    assert deck(*charts) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inner = archive.read("ppt/embeddings/chart1.xlsx")
    with zipfile.ZipFile(io.BytesIO(inner)) as workbook:
        assert b"1980-01-01T00:00:00Z" in workbook.read("docProps/core.xml")
        assert {entry.date_time for entry in workbook.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_series_has_the_colours_of_the_theme_and_a_line_a_sign_of_its_own() -> None:
    (frame,) = frames(deck(chart_of("lines", *TOWNS)))
    first, second = frame.chart.plots[0].series
    assert first.marker.style != second.marker.style
    assert first.format.line.color.theme_color is not None


@pytest.mark.parametrize(
    ("kind", "has_scale"), [("bars", False), ("columns", False), ("lines", True), ("stacked", True)]
)
def test_an_axis_shows_numbers_where_labels_do_not_say_it_all(kind: str, has_scale: bool) -> None:
    (frame,) = frames(deck(chart_of(kind, *TOWNS)))
    assert frame.chart.value_axis.visible is has_scale
    assert frame.chart.value_axis.has_major_gridlines is has_scale


def test_a_part_that_is_nothing_has_no_label_on_its_column() -> None:
    """A nought would stand on the axis, half below it."""
    (frame,) = frames(
        deck(chart_of("stacked", ("Year", "Upper", "Lower"), ("2021", "0 %", "5 %"), ("2022", "4 %", "6 %")))
    )
    assert {one.data_labels.number_format for one in frame.chart.plots[0].series} == {'General" %";-General" %";""'}


@pytest.mark.parametrize(("rows", "tag"), [(TOWNS, "legend"), ([row[:2] for row in TOWNS], "title")])
def test_what_heads_a_chart_begins_at_its_edge(rows: Any, tag: str) -> None:
    (frame,) = frames(deck(chart_of("columns", *rows)))
    (place,) = frame.chart._chartSpace.xpath(f"c:chart/c:{tag}/c:layout/c:manualLayout/c:x")
    assert place.get("val") == "0"
