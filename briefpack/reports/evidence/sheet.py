"""The evidence of one pack: what was checked against the text at hand, what was found, and what its documents say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal, get_args

from briefpack.content.items import Item
from briefpack.content.pack import Pack
from briefpack.errors import Place, Problem, sorted_problems
from briefpack.languages.scripts import has_full_width_marks, primary, writes_spaces
from briefpack.reports.evidence.copies import CopyFinder
from briefpack.reports.evidence.findings import (
    Cited,
    folded_paragraphs,
    near_findings,
    paragraph_findings,
    passage_findings,
    quotation_findings,
    run_findings,
    slip_findings,
    use_findings,
    verbatim_quotes,
)
from briefpack.reports.evidence.paragraphs import Text, read_text
from briefpack.reports.evidence.quotations import Match
from briefpack.reports.evidence.texts import OwnText, catalogue_texts, pack_texts, remarks
from briefpack.reports.evidence.told import Told

Name = Literal["paragraphs", "quotations", "slips", "runs", "near copies", "use"]
State = Literal["passed", "to read", "failed", "not checked"]
NAMES: tuple[Name, ...] = get_args(Name)


@dataclass(frozen=True)
class Result:
    """Hold what a check has looked at and found; `count` is how many things, None where it could not look."""

    name: Name
    count: int | None
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> int:
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        return len(self.problems) - self.errors

    @property
    def state(self) -> State:
        if self.count is None:
            return "not checked"
        if self.errors:
            return "failed"
        return "to read" if self.problems else "passed"


@dataclass(frozen=True)
class Evidence:
    """Hold a pack against its source.

    text: the text at hand as it compares with what is listed, if there is one. content: the digest of the pack's files.
    verbatim: where each quotation stands in the text, by its item.
    """

    pack: Pack
    text: Text | None
    told: tuple[Told, ...]
    results: tuple[Result, ...]
    content: str
    verbatim: dict[str, Match]

    @cached_property
    def cited(self) -> Cited:
        return Cited(self.pack)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return sorted_problems(problem for result in self.results for problem in result.problems)

    @property
    def errors(self) -> int:
        return sum(result.errors for result in self.results)

    @property
    def ours(self) -> list[Item]:
        """The items that are our own analysis, in the pack's order."""
        return [item for item in self.cited.items if item.basis == "editor"]

    @property
    def unused(self) -> list[int]:
        """The positions of the paragraphs that no item cites."""
        return [n for n, items in self.cited.items_by_paragraph.items() if not items]

    def result(self, name: Name) -> Result:
        return next(result for result in self.results if result.name == name)


def source_language(pack: Pack) -> str:
    return pack.source.language or pack.facts.language


def evidence_of(pack: Pack, told: Sequence[Told], text: str | None, content: str) -> Evidence:
    """Hold a pack in its own language, and what its documents say, against the text if it is at hand."""
    cited = Cited(pack)
    use = Result("use", len(pack.source.paragraphs), tuple(use_findings(cited)))
    if text is None:
        unchecked = (Result(name, None) for name in NAMES if name != use.name)
        return Evidence(pack, None, tuple(told), (*unchecked, use), content, {})
    compared = read_text(text, pack.source)
    paragraphs = folded_paragraphs(compared)
    results = (*_against_paragraphs(cited, compared, paragraphs, told), *_copies(cited, paragraphs, told), use)
    return Evidence(pack, compared, tuple(told), results, content, verbatim_quotes(cited, paragraphs))


def _against_paragraphs(cited: Cited, text: Text, paragraphs: dict[int, str], told: Sequence[Told]) -> Iterator[Result]:
    """Yield what is known paragraph by paragraph; quotations in another language than the text’s are not."""
    pack, language = cited.pack, source_language(cited.pack)
    yield Result("paragraphs", text.same, tuple(paragraph_findings(cited, text)))
    if primary(language) == primary(pack.facts.language):
        quoted = quotation_findings(cited, paragraphs, told, language)
        passages = passage_findings(pack_texts(pack), paragraphs)
        yield Result("quotations", len(pack.facts.quotes), (*quoted, *passages))
    else:
        yield Result("quotations", None)
    yield Result("slips", len(pack.facts.corrections), tuple(slip_findings(cited, paragraphs)))


def _copies(cited: Cited, paragraphs: dict[int, str], told: Sequence[Told]) -> Iterator[Result]:
    """Yield what was copied; nothing is known of languages that write neither spaces nor letters as wide as words."""
    pack, language = cited.pack, source_language(cited.pack)
    if not (writes_spaces(language) or has_full_width_marks(language)):
        yield from (Result("runs", None), Result("near copies", None))
        return
    translated = [one.pack for one in told if one.pack.catalogue]
    texts = [
        *pack_texts(pack),
        *catalogue_texts(pack, translated),
        *remarks(pack, translated),
        *(OwnText(words.text, partial(_given, words.place), ()) for one in told for words in one.templates),
    ]
    finder = CopyFinder(paragraphs, language)
    yield Result("runs", len(texts), tuple(run_findings(finder, texts, cited)))
    yield Result("near copies", len(texts), tuple(near_findings(finder, texts, cited)))


def _given(place: Place) -> Place:
    return place
