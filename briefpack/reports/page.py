"""The matrix as a page: one HTML file without scripts or anything from elsewhere, to be read, heard and printed.

Made with the standard library's element tree, which escapes every text; Jinja2 stays with the documents' templates.
Colours, fonts and logo are a theme's, by their names. Follows WCAG 2.2 AA and WAI's advice on tables with two levels of
headings.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from briefpack.languages.locales import language_name
from briefpack.look.pictures import Picture
from briefpack.look.theme import Colours, Fonts, Theme
from briefpack.reports.matrix import NOT_TOLD, Grid, grids, key
from briefpack.reports.records import based
from briefpack.reports.trace import Trace, Use

WORDS = {"passed over": "not shown"}
"""What the page says instead of a name."""
CLASSES = {"reworded": "reworded", "to fit": "fitted"}
"""The style of a note on a wording."""
STYLE = """
:root { %(colours)s }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2rem; max-width: 110rem; color: var(--ink); background: var(--paper);
  font: 100%%/1.5 %(font)s, system-ui, sans-serif }
h1 { margin: 0; padding: 1.5rem 2rem; color: var(--on-band); background: var(--band);
  font-size: 1.75rem; line-height: 1.2 }
h1 small { display: block; margin-bottom: .25rem; font-size: .875rem; font-weight: 400 }
h1 img { float: right; margin-left: 2rem; max-width: 30%%; object-fit: contain; object-position: right top }
h2 { margin: 2.5rem 0 .5rem; color: var(--accent); font-size: 1.25rem }
p { max-width: 65ch }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%%, 24rem), 1fr)); gap: .25rem 2rem;
  margin: 1rem 0 1.5rem }
dl div { display: flex; gap: .75rem }
dt { flex: 0 0 8rem; font-weight: 600 }
dd { margin: 0; color: var(--quiet) }
.scroll { max-height: 85vh; overflow: auto; border: 1px solid var(--rule) }
.scroll:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
table { width: 100%%; border-collapse: separate; border-spacing: 0; font-size: .875rem }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%%) }
th, td { padding: .35rem .5rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top }
td { min-width: 6.4rem }
td:has(details[open]) { min-width: 18rem }
thead th { position: sticky; z-index: 2; color: var(--ink); background: var(--tint); white-space: nowrap }
thead tr:first-child th { top: 0; height: 2.2rem; color: var(--on-accent); background: var(--accent) }
thead tr:last-child th { top: 2.2rem; font-weight: 600 }
th[scope=row] { position: sticky; left: 0; z-index: 1; min-width: 13rem; max-width: 17rem; background: var(--paper);
  font-weight: 600 }
th[scope=row] small { display: block; color: var(--quiet); font-weight: 400 }
thead tr:first-child th:first-child { left: 0; z-index: 3 }
th[scope=rowgroup] { padding-top: 1rem; color: var(--accent); background: var(--paper); font-size: 1rem }
th[scope=rowgroup] span { position: sticky; left: .6rem }
.first { border-left: 2px solid var(--rule) }
.untold { color: var(--quiet) }
.reworded { color: var(--second); font-weight: 600 }
.fitted { font-weight: 600 }
summary { cursor: pointer; white-space: nowrap }
details[open] summary { margin-bottom: .25rem }
details p { margin: .35rem 0 0; max-width: 38ch }
details .place { color: var(--quiet); font-size: .75rem; overflow-wrap: anywhere }
@media (max-width: 48rem) {
  body { padding: 1rem }
  th[scope=row] { position: static; min-width: 10rem }
}
@page { size: A4 landscape; margin: 12mm }
@media print {
  body { padding: 0; max-width: none; font-size: 8.5pt }
  .scroll { max-height: none; overflow: visible; border: 0 }
  table { font-size: 7.5pt }
  th, td { padding: 1mm; position: static !important }
  td, th[scope=row] { min-width: 0 }
  tr { break-inside: avoid }
  h1, thead th { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
"""


def matrix_page(traces: Sequence[Trace], theme: Theme, base: Path) -> bytes:
    """Return the matrix of one pack as an HTML page in UTF-8; places are relative to `base`."""
    shown = grids(traces)
    pack = shown[0].pack
    html = Element("html", lang="en")
    head = _add(html, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _add(head, "title", f"Who is told what: {pack.facts.title}")
    _add(head, "style", STYLE % {"colours": _properties(theme.colours), "font": _families(theme.fonts)})
    main = _add(_add(html, "body"), "main")
    title = _add(main, "h1")
    if theme.picture_on_band:
        _logo(title, theme.picture_on_band)
    _add(title, "small", "Who is told what").tail = pack.facts.title
    _introduction(main, shown)
    for grid in shown:
        _section(main, grid, base)
    return f"<!DOCTYPE html>\n{tostring(html, encoding='unicode', method='html')}\n".encode()


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    element = SubElement(parent, tag, {key.rstrip("_"): value for key, value in attributes.items()})
    element.text = text
    return element


def _properties(colours: Colours) -> str:
    return "; ".join(f"--{name.replace('_', '-')}: {value}" for name, value in colours.model_dump().items())


def _families(fonts: Fonts) -> str:
    """Return the families for those who have them; the page carries no fonts. A style sheet escapes nothing itself."""
    names = dict.fromkeys(re.sub(r"[^\w .-]", "", name) for name in (fonts.body, fonts.office_body))
    return ", ".join(f'"{name}"' for name in names)


def _logo(title: Element, logo: Picture) -> None:
    data = f"data:image/png;base64,{base64.b64encode(logo.data).decode()}"
    SubElement(title, "img", src=data, alt=logo.alt, style=f"height: {logo.height_pt:.0f}pt")


def _introduction(main: Element, shown: list[Grid]) -> None:
    _add(
        main,
        "p",
        "A row is an item of the pack, a column a document of an audience. Open a cell to read the words in which the "
        "item is told there, and where they are written.",
    )
    entries = _add(main, "dl")
    for name, _, meaning in key(shown):
        entry = _add(entries, "div")
        _add(_add(entry, "dt"), "span", WORDS.get(name, name), class_=CLASSES.get(name, ""))
        _add(entry, "dd", meaning)


def _section(main: Element, grid: Grid, base: Path) -> None:
    language = grid.languages[0]
    name = f"matrix-{language}"
    _add(main, "h2", f"Items and documents in {language_name(language)}", id=name)
    scroll = _add(main, "div", class_="scroll", role="region", tabindex="0", **{"aria-labelledby": name})
    table = _add(scroll, "table")
    _add(table, "caption", f"How each item is told, by audience and document, in {language_name(language)}")
    _head(table, grid)
    for kind, rows in grid.kinds:
        body = _add(table, "tbody")
        heading = _add(_add(body, "tr"), "th", scope="rowgroup", colspan=str(len(grid.traces) + 1))
        _add(heading, "span", kind.capitalize())
        for row in rows:
            _row(body, grid, row, base)


def _head(table: Element, grid: Grid) -> None:
    _add(table, "colgroup")
    for _, traces in grid.audiences:
        _add(table, "colgroup", span=str(len(traces)))
    head = _add(table, "thead")
    audiences, documents = _add(head, "tr"), _add(head, "tr")
    _add(audiences, "th", "Item", scope="col", rowspan="2")
    for _, traces in grid.audiences:
        label = traces[0].brief.audience.data.label
        _add(audiences, "th", label, scope="colgroup", colspan=str(len(traces)), class_="first")
        for trace, kind in zip(traces, _firsts(traces), strict=True):
            _add(documents, "th", trace.document, scope="col", class_=kind)


def _firsts(traces: Sequence[Trace]) -> Iterator[str]:
    """Yield the class of each column: the first of an audience has a line before it."""
    for n, trace in enumerate(traces):
        yield "" if n and traces[n - 1].audience == trace.audience else "first"


def _row(body: Element, grid: Grid, uses: tuple[Use, ...], base: Path) -> None:
    row = _add(body, "tr")
    item = uses[0].item
    heading = _add(row, "th", grid.pack.item(item).title, scope="row", lang=grid.pack.facts.language)
    _add(heading, "small", item, lang="zxx")
    for use, kind in zip(uses, _firsts(grid.traces), strict=True):
        cell = _add(row, "td", class_=" ".join(filter(None, (kind, "untold" * (use.told in NOT_TOLD)))))
        if use.told in NOT_TOLD:
            cell.text = WORDS.get(use.told, use.told)
        else:
            _told(cell, use, grid.languages[0], base)


def _told(cell: Element, use: Use, language: str, base: Path) -> None:
    details = _add(cell, "details")
    summary = _add(details, "summary", use.told)
    for note in use.notes:
        SubElement(summary, "br")
        _add(summary, "span", note, class_=CLASSES[note])
    for text, tag in ((use.title, "strong"), (use.long, "span"), (use.short, "span")):
        if text:
            _add(_add(details, "p", lang=language), tag, text)
    for place in use.places:
        _add(details, "p", based(place, base), class_="place")
