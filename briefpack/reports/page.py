"""The matrix as a page: one HTML file without scripts or anything from elsewhere, to be read, heard and printed.

`page.html` beside this module is the page but for its rows. Colours, fonts and logo are a theme's, by their names.
Follows WCAG 2.2 AA and WAI's advice on tables with two levels of headings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template

from briefpack.languages.locales import language_name
from briefpack.look.css import page_rules, png_address
from briefpack.look.pictures import Picture
from briefpack.look.theme import Theme
from briefpack.reports.matrix import NOT_TOLD, NOTES, Grid, grids, key
from briefpack.reports.records import based
from briefpack.reports.trace import Trace, Use

PAGE = Path(__file__).with_suffix(".html")
WORDS = {"passed over": "not shown"}
"""What the page says instead of a name."""
CLASSES = {"reworded": "reworded", "to fit": "fitted"}
"""The style of a note on a wording."""
MARKS: dict[str, str] = {
    "long": "●",
    "long and short": "●◐",
    "short": "◐",
    "title": "○",
    "named": "◦",
    "cut": "×",
    "passed over": "×",
    "left out": "–",
}
"""What a cell shows of each way to tell an item; its words are there for who points at it or listens."""


FIT = 9
"""So many columns of marks fit on a phone."""
WIDE = '<p class="wide">A wide table goes on to the right: move it sideways.</p>'


def matrix_page(traces: Sequence[Trace], theme: Theme, base: Path) -> bytes:
    """Return the matrix of one pack as an HTML page in UTF-8; places are relative to `base`."""
    shown = grids(traces)
    page = Template(PAGE.read_text(encoding="utf-8")).substitute(
        title=escape(shown[0].pack.facts.title),
        rules=page_rules(theme),
        wide=WIDE if any(len(grid.traces) > FIT for grid in shown) else "",
        logo=logo_image(theme.picture_on_band) if theme.picture_on_band else "",
        key="".join(_explained(name, meaning) for name, _, meaning in key(shown)),
        sections="".join(_section(grid, base) for grid in shown),
    )
    return page.encode()


def logo_image(logo: Picture) -> str:
    """Return a logo as an image that the page carries itself."""
    style = f"height: {logo.height_pt:.0f}pt"
    return f'<img src="{png_address(logo.data)}" alt="{escape(logo.alt)}" style="{style}">'


def _explained(name: str, meaning: str) -> str:
    mark = f'<span class="mark">{MARKS[name]}</span>' if name in MARKS else f'<sup class="mark">{NOTES[name][0]}</sup>'
    term = f'<dt>{mark} <span class="{CLASSES.get(name, "")}">{WORDS.get(name, name)}</span></dt>'
    return f"<div>{term}<dd>{meaning}</dd></div>"


def _marked(use: Use) -> str:
    """Return the mark of a cell, which is seen, and the same in words, which is heard."""
    raised = "".join(f'<sup class="{CLASSES[note]}">{NOTES[note][0]}</sup>' for note in use.notes)
    words = ", ".join((WORDS.get(use.told, use.told), *use.notes))
    return f'<span class="mark" aria-hidden="true">{MARKS[use.told]}{raised}</span><span class="said">{words}</span>'


def _title(use: Use) -> str:
    """Return what is shown to who points at a cell."""
    return f' title="{", ".join((WORDS.get(use.told, use.told), *use.notes))}"'


def _section(grid: Grid, base: Path) -> str:
    code, language = grid.languages[0], escape(language_name(grid.languages[0]))
    columns = "".join(f'<colgroup span="{len(traces)}"></colgroup>' for _, traces in grid.audiences)
    return (
        f'<h2 id="matrix-{code}">Items and documents in {language}</h2>'
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="matrix-{code}">'
        f'<table role="table" style="--most: {max(len(traces) for _, traces in grid.audiences)}">'
        f"<caption>How each item is told, by audience and document, in {language}</caption>"
        f"<colgroup></colgroup>{columns}{_head(grid)}{''.join(_bodies(grid, base))}</table></div>"
    )


def _head(grid: Grid) -> str:
    head = '<th role="columnheader" scope='
    audiences = "".join(
        f'{head}"colgroup" colspan="{len(traces)}" class="first">{escape(traces[0].brief.audience.data.label)}</th>'
        for _, traces in grid.audiences
    )
    documents = "".join(
        f'{head}"col" class="{kind}"><span>{escape(trace.document)}</span></th>'
        for trace, kind in zip(grid.traces, _firsts(grid.traces), strict=True)
    )
    return (
        f'<thead role="rowgroup"><tr role="row">{head}"col" rowspan="2">Item</th>{audiences}</tr>'
        f'<tr role="row">{documents}</tr></thead>'
    )


def _firsts(traces: Sequence[Trace]) -> Iterator[str]:
    """Yield the class of each column: the first of an audience has a line before it."""
    for n, trace in enumerate(traces):
        yield "" if n and traces[n - 1].audience == trace.audience else "first"


def _bodies(grid: Grid, base: Path) -> Iterator[str]:
    """Yield a group of rows for each kind of item, under its name."""
    for kind, rows in grid.kinds:
        span = f'scope="rowgroup" colspan="{len(grid.traces) + 1}"'
        heading = (
            f'<tr role="row"><th role="rowheader" {span}><span>{kind.replace("_", " ").capitalize()}</span></th></tr>'
        )
        yield f'<tbody role="rowgroup">{heading}{"".join(_row(grid, row, base) for row in rows)}</tbody>'


def _row(grid: Grid, uses: tuple[Use, ...], base: Path) -> str:
    item, original = grid.pack.item(uses[0].item), grid.pack.facts.language
    words = f'{escape(item.title)}<small lang="zxx">{item.id}</small>'
    heading = f'<th role="rowheader" scope="row" lang="{original}">{words}</th>'
    cells = (_cell(use, column, grid, base) for use, column in zip(uses, _columns(grid), strict=True))
    return f'<tr role="row">{heading}{"".join(cells)}</tr>'


def _columns(grid: Grid) -> Iterator[tuple[str, str]]:
    """Yield the class of each column, and what heads it for a screen on which cells stand below their item."""
    for trace, kind in zip(grid.traces, _firsts(grid.traces), strict=True):
        audience = f' data-audience="{escape(trace.brief.audience.data.label)}"' if kind else ""
        yield kind, f'{audience} data-document="{escape(trace.document)}"'


def _cell(use: Use, column: tuple[str, str], grid: Grid, base: Path) -> str:
    kind, heads = column
    if use.told in NOT_TOLD:
        return f'<td role="cell" class="{kind} untold"{heads}{_title(use)}>{_marked(use)}</td>'
    words = "".join(
        f'<p lang="{grid.languages[0]}"><{tag}>{escape(text)}</{tag}></p>'
        for text, tag in ((use.title, "strong"), (use.long, "span"), (use.short, "span"))
        if text
    )
    places = "".join(f'<p class="place">{escape(based(place, base))}</p>' for place in use.places)
    summary = f"<summary{_title(use)}>{_marked(use)}</summary>"
    return f'<td role="cell" class="{kind}"{heads}><details>{summary}{words}{places}</details></td>'
