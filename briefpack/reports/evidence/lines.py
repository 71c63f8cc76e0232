"""The evidence of a pack as lines for a terminal: paragraphs, items with their wordings, statements, and the result."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from briefpack.languages.locales import language_name
from briefpack.reports.evidence.sheet import Evidence, State
from briefpack.reports.evidence.told import Told
from briefpack.reports.evidence.words import CHECKS, NO_CHECK, grounds, result_text, verdict
from briefpack.reports.lines import Line, Manner, Run, columns, line, padded, widest

MANNERS: dict[State, Manner] = {"failed": "removed", "to read": "strong", "passed": "", "not checked": "quiet"}


def evidence_lines(evidence: Evidence, languages: tuple[str, ...]) -> list[Line]:
    """Return the evidence as lines: paragraphs, then what is told in these languages, then what was found."""
    told = [one for one in evidence.told if one.language in languages]
    return [
        *_paragraphs(evidence),
        *(one for language in told for one in _items(evidence, language)),
        *(one for language in told for one in _statements(evidence, language)),
        *_ours(evidence),
        *_results(evidence),
    ]


def _paragraphs(evidence: Evidence) -> Iterator[Line]:
    yield line((f"{evidence.pack.name}: what rests on which paragraph", "heading"))
    source, cited = evidence.pack.source.paragraphs, evidence.cited
    width = widest(paragraph.label for paragraph in source)
    for n, paragraph in enumerate(source):
        items = ", ".join(item.id for item in cited.items_by_paragraph[n])
        unused = f"not used: {paragraph.unused}" if paragraph.unused else "not used; no reason is given"
        label: Run = (f"  {padded(paragraph.label, width)}  ", "margin")
        yield line(label, items) if items else line(label, (unused, "quiet"))


def _items(evidence: Evidence, told: Told) -> Iterator[Line]:
    yield from (line(), line((f"items and their wordings, in {language_name(told.language)}", "heading")))
    for item in evidence.cited.items:
        yield line("  ", (item.id, "strong"), f"  {grounds(item, evidence)}")
        for wording in told.items.get(item.id, ()):
            yield _wording(wording.text, "; ".join(map(str, wording.readers)))


def _wording(text: str, behind: str) -> Line:
    """Return the line of a wording, and behind it who reads it or what it draws on."""
    return line(("    ", "margin"), text, (f"  [{behind}]" if behind else "", "quiet"))


def _statements(evidence: Evidence, told: Told) -> Iterator[Line]:
    yield from (line(), line((f"told beside the items, in {language_name(told.language)}", "heading")))
    for audience, group in groupby(told.statements, lambda said: said.audience):
        yield line("  ", (audience, "strong"))
        for said in group:
            yield _wording(said.text, ", ".join(said.draws_on))
    if told.templates:
        yield line("  ", ("the templates", "strong"))
    for wording in told.templates:
        yield _wording(wording.text, "; ".join(map(str, wording.readers)))


def _ours(evidence: Evidence) -> Iterator[Line]:
    yield from (line(), line(("our own analysis, and not the source’s", "heading")))
    yield line(("  ", "margin"), ", ".join(item.id for item in evidence.ours) or "nothing")


def _results(evidence: Evidence) -> Iterator[Line]:
    yield from (line(), line((f"{evidence.pack.name} against {evidence.pack.source.short}", "heading")))
    rows: list[tuple[Run, Run]] = [
        ((CHECKS[one.name], "margin"), (result_text(one, evidence), MANNERS[one.state])) for one in evidence.results
    ]
    yield from columns(rows, 1, indent=2)
    yield line(("  ", "margin"), (verdict(evidence), "strong"))
    yield line(("  ", "margin"), NO_CHECK)
