"""Charts as PowerPoint's own, which whoever presents can edit as data (ECMA-376 part 1, 21.2), through python-pptx.

python-pptx is imported when a chart is written: it takes longer to load than a deck without one to write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefpack.document import tree as t
from briefpack.document.figure_words import figure_words
from briefpack.figures.amounts import amount
from briefpack.figures.cells import cells_of
from briefpack.languages.characters import SOFT_HYPHEN
from briefpack.languages.scripts import is_right_to_left
from briefpack.look.series import series_colours
from briefpack.look.theme import contrast
from briefpack.office.markup import escape
from briefpack.office.packing import archive, unpacked
from briefpack.units import emu
from briefpack.writers.pptx.shapes import R, transform

if TYPE_CHECKING:
    from briefpack.writers.pptx.figure_flows import FigureFlow
    from briefpack.writers.pptx.markup import SlidePart
    from briefpack.writers.pptx.pages import PlacedFlow

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
TYPES = {
    "bars": "BAR_CLUSTERED",
    "columns": "COLUMN_CLUSTERED",
    "lines": "LINE_MARKERS",
    "stacked": "COLUMN_STACKED",
}
"""What PowerPoint calls each kind."""
MARKERS = ("CIRCLE", "SQUARE", "TRIANGLE", "DIAMOND")
GAP, OVERLAP = 52, {"bars": -6, "columns": -6, "stacked": 100}
"""The space between columns, and how far those of one label overlap, in hundredths of a column's width."""
WITH_SCALE = ("lines", "stacked")
"""The kinds whose axis says what no label does: how high a column of several parts is, how far lines are apart."""
TEXT_PT, SMALL_PT, LINE_PT, MARKER_PT = 16, 14, 3.0, 9
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
AT_EDGE = (
    f'<c:layout xmlns:c="{CHART}"><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
    '<c:x val="0"/><c:y val="0.01"/></c:manualLayout></c:layout>'
)
CREATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
NEGATIVE_ID = re.compile(r'(<c:(?:axId|crossAx) val=")-(\d+)"')
"""The ids of axes as python-pptx writes them: the standard has none below zero."""
NO_TIME = rb"\g<1>1980-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class ChartData:
    """Hold the numbers of a chart, and what stands around each: `€` before it, ` %` behind it."""

    axis: str
    labels: list[str]
    names: list[str]
    numbers: list[list[float | None]]
    before: str
    behind: str

    @property
    def number_format(self) -> str:
        """Return how the numbers are written, in a spreadsheet's words."""
        return "".join((_literal(self.before), "General", _literal(self.behind)))

    @property
    def part_format(self) -> str:
        """Return how they are written on parts of a column: where there is no part, no nought stands in its place."""
        return f'{self.number_format};-{self.number_format};""'


def chart_data(figure: t.Figure) -> ChartData | None:
    """Return the numbers of a figure; None for one that is no chart, or that PowerPoint could not show as it is."""
    if figure.kind not in TYPES:
        return None
    header, *rows = [[text.replace(SOFT_HYPHEN, "") for text in row] for row in cells_of(figure)]
    texts = [text for row in rows for text in row[1:] if text]
    around = {_around(text) for text in texts}
    if len(header) < 2 or not rows or len(around) != 1 or None in around:
        return None
    before, behind = around.pop() or ("", "")
    numbers = [[amount(row[n]) for row in rows] for n in range(1, len(header))]
    return ChartData(header[0], [row[0] for row in rows], header[1:], numbers, before, behind)


def _around(text: str) -> tuple[str, str] | None:
    """Return what stands before a number and behind it; None if there is none."""
    found = re.fullmatch(r"(\D*?)[-−–]?\d[\d\s,.'’]*?(\D*)", text)
    return (found[1], found[2]) if found and amount(text) is not None else None


def _literal(text: str) -> str:
    return '"{}"'.format(text.replace('"', "")) if text else ""


def chart_xml(flow: FigureFlow, at: PlacedFlow, part: SlidePart, data: ChartData) -> str:
    """Return the frame of a chart, and hand the chart itself with its workbook to the slide."""
    relation = part.chart(*_parts(flow.figure, data, flow.family, part))
    return (
        "<p:graphicFrame><p:nvGraphicFramePr>"
        f'<p:cNvPr id="{part.next_id()}" name="Chart" descr="{escape(figure_words(flow.figure))}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{transform(at.box, is_frame=True)}<a:graphic><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" r:id="{relation}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def _parts(figure: t.Figure, data: ChartData, family: str, part: SlidePart) -> tuple[bytes, bytes]:
    """Return a chart and the workbook that holds its numbers, the same bytes for the same figure."""
    from lxml import etree
    from pptx.chart.chart import Chart
    from pptx.chart.data import CategoryChartData
    from pptx.chart.xlsx import CategoryWorkbookWriter
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.oxml import parse_xml

    numbers: Any = CategoryChartData(number_format=data.number_format)  # type: ignore[no-untyped-call]
    numbers.categories = data.labels
    for name, values in zip(data.names, data.numbers, strict=True):
        numbers.add_series(name, values)
    kind = getattr(XL_CHART_TYPE, TYPES[figure.kind])
    xml = ChartXmlWriter(kind, numbers).xml  # type: ignore[no-untyped-call]
    space = parse_xml(NEGATIVE_ID.sub(r'\1\2"', xml).encode())
    _Look(Chart(space, None), figure.kind, data, family, part).set()  # type: ignore[no-untyped-call]
    outside = etree.SubElement(space, f"{{{CHART}}}externalData", {f"{{{R}}}id": "rId1"})
    etree.SubElement(outside, f"{{{CHART}}}autoUpdate", val="0")
    written = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    workbook = CategoryWorkbookWriter(numbers).xlsx_blob  # type: ignore[no-untyped-call]
    return written, _timeless(workbook)


def _timeless(workbook: bytes) -> bytes:
    """Return a workbook without the time at which it was made."""
    return archive({name: CREATED.sub(NO_TIME, data) for name, data in unpacked(workbook).items()})


@dataclass(frozen=True, slots=True)
class _Look:
    """Set a chart as our drawings are set: no frame, few lines, each number with its label."""

    chart: Any
    kind: str
    data: ChartData
    family: str
    part: SlidePart

    def set(self) -> None:
        from pptx.util import Pt

        chart, font = self.chart, self.chart.font
        font.size, font.name = Pt(TEXT_PT), self.family
        self._paint(font._rPr, self.part.master.colours.ink)
        several = len(self.data.names) > 1
        self._title("" if several else self.data.names[0])
        chart.has_legend = several
        if several:
            self._legend()
        self._axes(several and self.kind in WITH_SCALE)
        plot = chart.plots[0]
        if self.kind != "lines":
            plot.gap_width, plot.overlap = GAP, OVERLAP[self.kind]
        for number, series in enumerate(plot.series):
            self._series(number, series)

    def _paint(self, properties: Any, colour: str) -> None:
        """Fill text or a shape with a colour, by the theme's name for it where it has one."""
        from pptx.oxml import parse_xml

        for old in properties.findall(f"{{{DRAWING}}}solidFill"):
            properties.remove(old)
        fill = parse_xml(f'<a:solidFill xmlns:a="{DRAWING}">{self.part.colour(colour)}</a:solidFill>')
        properties.insert(1 if len(properties) and properties[0].tag.endswith("}ln") else 0, fill)

    def _title(self, text: str) -> None:
        from pptx.util import Pt

        self.chart.has_title = bool(text)
        if text:
            frame = self.chart.chart_title.text_frame
            frame.text = text
            font = frame.paragraphs[0].runs[0].font
            font.size, font.bold = Pt(TEXT_PT), False
            self._paint(font._rPr, self.part.master.colours.quiet)
            self.chart.chart_title.include_in_layout = False
            self._at_edge(self.chart.chart_title._element)

    def _legend(self) -> None:
        from pptx.enum.chart import XL_LEGEND_POSITION
        from pptx.util import Pt

        legend = self.chart.legend
        legend.position, legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        legend.font.size = Pt(TEXT_PT)
        self._paint(legend.font._rPr, self.part.master.colours.ink)
        self._at_edge(legend._element)

    def _at_edge(self, element: Any) -> None:
        """Let a title or a legend begin where all on a slide does, not in the middle (21.2.2.95 manualLayout)."""
        from pptx.oxml import parse_xml

        if is_right_to_left(self.part.language):
            return
        for old in element.findall(f"{{{CHART}}}layout"):
            element.remove(old)
        element.insert(1, parse_xml(AT_EDGE))  # behind the words of a title, or the place of a legend

    def _axes(self, scale: bool) -> None:
        from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
        from pptx.util import Pt

        colours, chart = self.part.master.colours, self.chart
        labels, values = chart.category_axis, chart.value_axis
        labels.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
        labels.has_major_gridlines, values.has_major_gridlines = False, scale
        labels.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        self._stroke(labels.format.line, colours.quiet, 1.0)
        values.format.line.fill.background()
        values.visible = scale
        if scale:
            self._stroke(values.major_gridlines.format.line, colours.rule, 0.75)
            values.tick_labels.font.size = Pt(SMALL_PT)
            self._paint(values.tick_labels.font._rPr, colours.quiet)
        labels.tick_labels.font.size = Pt(TEXT_PT)
        self._paint(labels.tick_labels.font._rPr, colours.ink)
        if self.data.axis:
            labels.has_title = True
            frame = labels.axis_title.text_frame
            frame.text = self.data.axis
            font = frame.paragraphs[0].runs[0].font
            font.size, font.bold = Pt(SMALL_PT), False
            self._paint(font._rPr, colours.quiet)
        turned = is_right_to_left(self.part.language)
        if self.kind == "bars" or turned:
            labels.reverse_order = True
        if self.kind == "bars" and turned:
            values.reverse_order = True

    def _stroke(self, line: Any, colour: str, width_pt: float) -> None:
        line.width = emu(width_pt)
        self._paint(line._get_or_add_ln(), colour)

    def _series(self, number: int, series: Any) -> None:
        colours, names = self.part.master.colours, self.data.names
        colour = series_colours(colours, len(names))[number % len(names)]
        if self.kind == "lines":
            self._line(number, series, colour)
        else:
            series.invert_if_negative = False
            self._paint(series.format.fill._xPr, colour)
            if number:
                self._stroke(series.format.line, colours.quiet, 0.5)
        self._labels(series, colour)

    def _line(self, number: int, series: Any, colour: str) -> None:
        from pptx.enum.chart import XL_MARKER_STYLE

        series.smooth = False
        self._stroke(series.format.line, colour, LINE_PT)
        series.marker.style = getattr(XL_MARKER_STYLE, MARKERS[number % len(MARKERS)])
        series.marker.size = MARKER_PT
        self._paint(series.marker.format.fill._xPr, colour)
        self._stroke(series.marker.format.line, colour, 0.75)

    def _labels(self, series: Any, colour: str) -> None:
        """Let each number have its label, over its column or on its part of one."""
        from pptx.enum.chart import XL_LABEL_POSITION as PLACES
        from pptx.util import Pt

        labels, colours = series.data_labels, self.part.master.colours
        labels.show_value, labels.number_format_is_linked = True, False
        stacked = self.kind == "stacked"
        labels.number_format = self.data.part_format if stacked else self.data.number_format
        labels.font.size, labels.font.bold = Pt(TEXT_PT), True
        labels.position = {"stacked": PLACES.CENTER, "lines": PLACES.ABOVE}.get(self.kind, PLACES.OUTSIDE_END)
        on_dark = stacked and contrast(colour, colours.paper) > contrast(colour, colours.ink)
        self._paint(labels.font._rPr, colours.paper if on_dark else colours.ink)
