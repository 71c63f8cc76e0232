"""Check what a document is like: its headings, its figures, and how many words it has."""

from __future__ import annotations

from collections.abc import Iterator

from briefpack.content.brief import Brief
from briefpack.content.limits import limits_for, limits_place
from briefpack.document import tree
from briefpack.errors import Place, Problem, error, shortened, warning
from briefpack.languages.scripts import writes_spaces


def heading_problems(document: tree.Document, place: Place) -> Iterator[Problem]:
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
            yield error(f"“{shortened(words)}” skips a heading level ({level} to {heading.level})", place, hint)
        level = heading.level


def figure_problems(document: tree.Document, place: Place) -> Iterator[Problem]:
    """Find a figure with too few columns, without rows, or without words for those who cannot see it."""
    for node in tree.walk(document.blocks):
        if isinstance(node, tree.Figure):
            columns = tree.FIGURE_KINDS[node.kind]
            if columns not in (0, len(node.table.header.cells)):
                yield error(f"a {node.kind} has {columns} columns, not {len(node.table.header.cells)}", place)
            if not columns and len(node.table.header.cells) == 1:
                yield error(f"a {node.kind} has two columns at least, not 1", place)
            if not node.table.rows:
                yield error(
                    f"the {node.kind} has no rows", place, "Leave the figure out where there is nothing to show."
                )
            if not node.alt.strip():
                yield error(f"the {node.kind} has no text that says what is to be seen", place)


def word_problems(document: tree.Document, brief: Brief) -> Iterator[Problem]:
    """Find too many words or too few, in languages that write words apart."""
    kind, limits = document.meta.kind, limits_for(brief, document.meta.kind)
    if not writes_spaces(brief.language):
        return
    count = _words_to_read(document.blocks)
    if limits.words_max and count > limits.words_max:
        place, hint = limits_place(brief, kind, "words_max"), "Select fewer items or write shorter wordings."
        yield warning(f"the {kind} has {count} words; the limit is {limits.words_max}", place, hint, "word-limit")
    if count < limits.words_min:
        place = limits_place(brief, kind, "words_min")
        message = f"the {kind} has {count} words; {limits.words_min} are wanted"
        yield warning(message, place, "Select more items.", "word-limit")
    for heading, words in _sections(document.blocks) if limits.section_words else ():
        if words > limits.section_words:
            message = f"the part “{heading}” of the {kind} has {words} words; the limit is {limits.section_words}"
            place = limits_place(brief, kind, "section_words")
            yield warning(message, place, "Select fewer items for it.", "word-limit")


def _words_to_read(blocks: object) -> int:
    """Count words, but not the labels of a figure, which is looked at, nor the places in the source: both are aside."""
    aside: list[object] = [node.table for node in tree.walk(blocks) if isinstance(node, tree.Figure)]
    aside += [node for node in tree.walk(blocks) if isinstance(node, tree.Span) and node.voice == "place"]
    return len(tree.words(blocks)) - sum(len(tree.words(one)) for one in aside)


def _sections(blocks: tree.Blocks) -> list[tuple[str, int]]:
    """Return each heading of the document, and how many words follow it before the next."""
    sections: list[tuple[str, int]] = []
    for node in _flat(blocks):
        if isinstance(node, tree.Heading):
            sections.append((tree.plain_text(node.inlines), 0))
        elif sections:
            sections[-1] = (sections[-1][0], sections[-1][1] + _words_to_read(node))
    return sections


def _flat(blocks: tree.Blocks) -> Iterator[tree.Block]:
    for block in blocks:
        yield from _flat(block.blocks) if isinstance(block, tree.Region) else (block,)
