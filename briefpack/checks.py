"""Rules that hold for every format: what a content field may hold, what a document must be like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefpack import tree
from briefpack.brief import Brief
from briefpack.content import Pack, markdown_fields
from briefpack.errors import Place, Problem, error, warning
from briefpack.locales import quotation_marks, word_count
from briefpack.markdown import parse_inlines
from briefpack.model import DocumentChoice, Markdown
from briefpack.slides import deck_of, deck_problems
from briefpack.translation import pack_texts

STRAIGHT_QUOTES = re.compile(r"[\"']")
TURNING = "\u202d\u202e"
"""LEFT-TO-RIGHT OVERRIDE and RIGHT-TO-LEFT OVERRIDE."""
FIGURE_COLUMNS = {"roadmap": 3, "bars": 2}


def pack_problems(pack: Pack) -> list[Problem]:
    """Return a pack's warnings, and what is wrong with the Markdown of its fields."""
    parts = [(pack.facts, pack.file), *((audience.data, audience.file) for audience in pack.audiences.values())]
    found = [*pack.warnings, *_direction_problems(pack)]
    for part, file in parts:
        for path, text in markdown_fields(part):
            found += parse_inlines(text, file.place(*path))[1]
            found += _quote_problems(text, file.place(*path), pack.facts.language)
    return found


def translated_problems(translated: Pack) -> list[Problem]:
    """Check what translators wrote as the originals are checked, each at its entry of the catalogue."""
    catalogue = translated.catalogue
    assert catalogue is not None
    found: list[Problem] = []
    for key, text in pack_texts(translated):
        place = catalogue.place(catalogue.by_context.get(key))
        if key in translated.untranslated:
            continue
        if any(mark in text for mark in TURNING):
            found.append(error("holds an invisible mark that turns words around", place, "Take it out."))
        if isinstance(text, Markdown):
            found += [*parse_inlines(text, place)[1], *_quote_problems(text, place, catalogue.language)]
    return found


def _direction_problems(pack: Pack) -> Iterator[Problem]:
    """Find the marks that turn words around: nobody sees them, and a name or an address reads as another."""
    files = (pack.file, pack.source_file, *(audience.file for audience in pack.audiences.values()))
    for mark in TURNING:
        message = f"holds an invisible mark that turns words around (U+{ord(mark):04X})"
        for place in (place for file in files for place in file.holding(mark)):
            yield error(message, place, "Take it out: Arabic and Hebrew need none.")


def _quote_problems(text: str, place: Place, language: str) -> Iterator[Problem]:
    if STRAIGHT_QUOTES.search(text):
        opening, closing = (mark.strip() for mark in quotation_marks(language))
        hint = f"Write ’ for an apostrophe and {opening} {closing} for a quotation."
        yield warning("has straight quotation marks", place, hint)


def document_problems(document: tree.Document, brief: Brief, template: Place) -> list[Problem]:
    """Check a parsed document. Errors name the template, limits the audience's YAML."""
    name = document.meta.kind
    choice = brief.documents[name]
    found = [*_heading_problems(document, template), *_figure_problems(document, template)]
    found += _word_problems(document, choice, brief.audience.file.place("documents", name, "limits"))
    if name == "slides":
        found += deck_problems(deck_of(document), brief.audience.file.place("documents", name))
    return found


def _heading_problems(document: tree.Document, place: Place) -> Iterator[Problem]:
    """Find a missing or second title, an empty heading and a skipped level (PDF/UA-1, 7.4.2)."""
    headings = [node for node in tree.walk(document.blocks) if isinstance(node, tree.Heading)]
    titles = [heading for heading in headings if heading.level == 1]
    if len(titles) != 1:
        yield error(f"the document has {len(titles)} titles", place, "Begin it with one heading of level 1: “# …”.")
    level = 0
    for heading in headings:
        words = tree.plain_text(heading.inlines).strip()
        if not words:
            yield error(f"has an empty heading of level {heading.level}", place)
        if heading.level > level + 1:
            hint = f"Write it with {level + 1} “#”: people who listen to a document move by headings."
            yield error(f"“{words[:60]}” skips a heading level ({level} to {heading.level})", place, hint)
        level = heading.level


def _figure_problems(document: tree.Document, place: Place) -> Iterator[Problem]:
    for node in tree.walk(document.blocks):
        if isinstance(node, tree.Figure):
            columns = FIGURE_COLUMNS.get(node.kind, len(node.table.header.cells))
            if len(node.table.header.cells) != columns:
                yield error(f"a {node.kind} has {columns} columns, not {len(node.table.header.cells)}", place)
            if not node.table.rows:
                yield error(
                    f"the {node.kind} has no rows", place, "Leave the figure out where there is nothing to show."
                )
            if not node.alt.strip():
                yield error(f"the {node.kind} has no text that says what is to be seen", place)


def _word_problems(document: tree.Document, choice: DocumentChoice, place: Place) -> Iterator[Problem]:
    count, limits = word_count(tree.words(document.blocks)), choice.limits
    if limits.words_max and count > limits.words_max:
        hint = "Select fewer items or write shorter wordings."
        yield warning(f"the {document.meta.kind} has {count} words; the limit is {limits.words_max}", place, hint)
    if count < limits.words_min:
        yield warning(
            f"the {document.meta.kind} has {count} words; {limits.words_min} are wanted", place, "Select more items."
        )
