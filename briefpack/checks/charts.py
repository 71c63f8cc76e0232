"""Find charts whose numbers and labels do not go together, at the field that says so."""

from __future__ import annotations

from collections.abc import Iterator

from briefpack.content.exhibits import Chart
from briefpack.content.pack import Pack
from briefpack.errors import Problem, error


def chart_problems(pack: Pack) -> Iterator[Problem]:
    """Find lines with a number too many or too few, or without a name, and charts that name no source."""
    for n, chart in enumerate(pack.facts.charts):
        yield from _line_problems(pack, n, chart)
        if not chart.cites and not chart.source:
            hint = "Name the paragraphs with “cites”, or write “source: …” for numbers from elsewhere."
            message = f"the chart “{chart.id}” does not say where its numbers are from"
            yield error(message, pack.file.place("charts", n), hint)


def _line_problems(pack: Pack, n: int, chart: Chart) -> Iterator[Problem]:
    labels = len(chart.labels)
    for at, line in enumerate(chart.lines):
        if len(line.values) != labels:
            message = f"{len(line.values)} numbers stand here, and the chart has {labels} labels"
            yield error(message, pack.file.place("charts", n, "lines", at, "values"), "Write one for each label.")
        if not line.name and len(chart.lines) > 1:
            hint = "Write “name: …”: its readers cannot tell it from the others."
            yield error("a line of a chart has no name", pack.file.place("charts", n, "lines", at), hint)
