"""Rules that hold for every format: what a content field may hold, what a document must be like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefpack.checks.deck_rules import deck_problems
from briefpack.checks.drift import drift_problems, untold_problems
from briefpack.checks.fallbacks import fallback_problems
from briefpack.checks.prose import acronym_problems, prose_problems, reading_problems
from briefpack.checks.translation_drift import translation_drift
from briefpack.content.brief import Brief
from briefpack.content.fields import walk
from briefpack.content.limits import NOT_SPACED, limit_problems, limits_for, limits_place
from briefpack.content.model import SLIDES, Markdown
from briefpack.content.pack import Pack
from briefpack.content.translation import pack_texts
from briefpack.document import tree
from briefpack.document.markdown import parse_inlines
from briefpack.document.slides import deck_of
from briefpack.errors import Place, Problem, error, warning
from briefpack.languages.locales import quotation_marks
from briefpack.languages.scripts import primary

STRAIGHT_QUOTES = re.compile(r"[\"']")
TURNING = "\u202d\u202e"
"""LEFT-TO-RIGHT OVERRIDE and RIGHT-TO-LEFT OVERRIDE."""


def pack_problems(pack: Pack, whole: bool = True) -> list[Problem]:
    """Return a pack's warnings, what is wrong in the Markdown of its fields, and what audiences are told besides it.

    `whole`: all its audiences were read, so that an item which none of them is told is a problem.
    """
    found = [
        *pack.warnings,
        *_direction_problems(pack),
        *drift_problems(pack),
        *(untold_problems(pack) if whole else ()),
        *prose_problems(pack),
    ]
    found += [problem for audience in pack.audiences.values() for problem in limit_problems(pack, audience)]
    for _, part, file in pack.parts():
        for path, _, _, text in walk(part):
            if isinstance(text, Markdown):
                found += parse_inlines(text, file.place(*path))[1]
                found += _quote_problems(text, file.place(*path), pack.facts.language)
    return found


def translated_problems(translated: Pack, original: str) -> list[Problem]:
    """Check what translators wrote as the originals are checked, each at its entry of the catalogue.

    `original`: the language from which they translated.
    """
    catalogue = translated.catalogue
    assert catalogue is not None
    found = [*prose_problems(translated), *translation_drift(catalogue, original)]
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
    found = [*_heading_problems(document, template), *_figure_problems(document, template)]
    found += [*_word_problems(document, brief), *reading_problems(document, brief)]
    found += [*acronym_problems(document, brief, template), *fallback_problems(document, brief)]
    if name == SLIDES:
        found += deck_problems(deck_of(document), brief)
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
            columns = tree.FIGURE_KINDS[node.kind]
            if columns not in (0, len(node.table.header.cells)):
                yield error(f"a {node.kind} has {columns} columns, not {len(node.table.header.cells)}", place)
            if not node.table.rows:
                yield error(
                    f"the {node.kind} has no rows", place, "Leave the figure out where there is nothing to show."
                )
            if not node.alt.strip():
                yield error(f"the {node.kind} has no text that says what is to be seen", place)


def _word_problems(document: tree.Document, brief: Brief) -> Iterator[Problem]:
    """Find too many words or too few, in languages that write words apart."""
    kind, limits = document.meta.kind, limits_for(brief, document.meta.kind)
    if primary(brief.language) in NOT_SPACED:
        return
    count = _words_to_read(document.blocks)
    if limits.words_max and count > limits.words_max:
        place, hint = limits_place(brief, kind, "words_max"), "Select fewer items or write shorter wordings."
        yield warning(f"the {kind} has {count} words; the limit is {limits.words_max}", place, hint)
    if count < limits.words_min:
        place = limits_place(brief, kind, "words_min")
        yield warning(f"the {kind} has {count} words; {limits.words_min} are wanted", place, "Select more items.")
    for heading, words in _sections(document.blocks) if limits.section_words else ():
        if words > limits.section_words:
            message = f"the part “{heading}” of the {kind} has {words} words; the limit is {limits.section_words}"
            yield warning(message, limits_place(brief, kind, "section_words"), "Select fewer items for it.")


def _words_to_read(blocks: object) -> int:
    """Count words, but not the labels of a figure: it is looked at, and they repeat what the text says."""
    drawn = [node.table for node in tree.walk(blocks) if isinstance(node, tree.Figure)]
    return len(tree.words(blocks)) - sum(len(tree.words(table)) for table in drawn)


def _sections(blocks: tree.Blocks) -> list[tuple[str, int]]:
    """Return each heading of the document, and how many words stand under it before the next."""
    found: list[tuple[str, int]] = []
    for node in _flat(blocks):
        if isinstance(node, tree.Heading):
            found.append((tree.plain_text(node.inlines), 0))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + _words_to_read(node))
    return found


def _flat(blocks: tree.Blocks) -> Iterator[tree.Block]:
    for block in blocks:
        yield from _flat(block.blocks) if isinstance(block, tree.Region) else (block,)
