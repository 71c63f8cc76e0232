"""What is wrong between a pack and the text at hand, each finding at the line of the YAML that it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefpack.content.items import Item
from briefpack.content.pack import Pack, cited_paragraphs
from briefpack.content.source_text import opening, paragraph_digest
from briefpack.errors import Place, Problem, error, warning
from briefpack.reports.evidence.copies import CopyFinder
from briefpack.reports.evidence.paragraphs import Text
from briefpack.reports.evidence.quotations import (
    Match,
    denial_beside,
    find_passage,
    nearest_sentence,
    occurrences,
)
from briefpack.reports.evidence.texts import OwnText
from briefpack.reports.evidence.told import Told
from briefpack.reports.evidence.wording import folded, quoted_passages

OPENING_WORDS = 6
"""So many words of a paragraph are shown to whoever looks for it: fewer than a copied run has."""


class Cited:
    """Know which items cite each paragraph of a pack's source, by its position."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.positions = {item.id: cited_paragraphs(pack, item.cites) for item in self.items}
        self.items_by_paragraph: dict[int, list[Item]] = {n: [] for n in range(len(pack.source.paragraphs))}
        for item in self.items:
            for n in self.positions[item.id]:
                self.items_by_paragraph[n].append(item)

    @property
    def items(self) -> list[Item]:
        return self.pack.all_items

    def label(self, n: int) -> str:
        """Name a paragraph as notes do; one that has no number by its name."""
        label = self.pack.source.paragraphs[n].label
        return f"paragraph {label}" if label.isdecimal() else f"“{label}”"

    def labels(self, positions: Iterable[int]) -> str:
        return ", ".join(map(self.label, positions))

    def citing(self, n: int) -> str:
        """Name the items that cite a paragraph."""
        return ", ".join(item.id for item in self.items_by_paragraph[n]) or "no item"


def use_findings(cited: Cited) -> Iterator[Problem]:
    """Find paragraphs that no item cites and that say nothing of it, or that say so and are cited."""
    for n, paragraph in enumerate(cited.pack.source.paragraphs):
        place, items = cited.pack.source_file.place("paragraphs", n), cited.items_by_paragraph[n]
        if not items and not paragraph.unused:
            hint = "Cite it where it belongs, or say why it is not used: unused: “…”."
            yield warning(f"no item cites {cited.label(n)}", place, hint)
        if items and paragraph.unused:
            hint = "Take “unused” out, or the paragraph out of “cites”."
            where = cited.pack.source_file.place("paragraphs", n, "unused")
            yield warning(f"says why {cited.label(n)} is not used, and {cited.citing(n)} cites it", where, hint)


def paragraph_findings(cited: Cited, text: Text) -> Iterator[Problem]:
    """Find where the text at hand is not the one that is listed."""
    file = cited.pack.source_file
    for n, standing in enumerate(text.standings):
        place = file.place("paragraphs", n, "sha256")
        citing = f"{cited.citing(n)} cites it" if cited.items_by_paragraph[n] else "no item cites it"
        shown = f"“{opening(standing.text, OPENING_WORDS)}”"
        match standing.state:
            case "changed":
                hint = f"Read it again; {citing}. If all holds, write sha256: {paragraph_digest(standing.text)}"
                yield error(f"{cited.label(n)} is not as it was: the text has {shown}", place, hint)
            case "missing":
                hint = f"Compare with the whole text. If it is gone there, take it out here; {citing}."
                yield error(f"{cited.label(n)} is not in the text", place, hint)
            case "moved":
                hint = "List the paragraphs in the order of the text: runs such as p11..p18 depend on it."
                yield error(f"{cited.label(n)} stands elsewhere in the text: {shown}", place, hint)
    for addition in text.additions:
        last = addition.before == len(text.standings)
        where = "at its end" if last else f"before {cited.label(addition.before)}"
        new = f"the text has a paragraph more {where}: “{opening(addition.text, OPENING_WORDS)}”"
        digest = paragraph_digest(addition.text)
        hint = f"List it with sha256: {digest}\n    If it is no part of the text, do so under “beside”."
        yield error(new, file.place("paragraphs", addition.before - last), hint)


def quotation_findings(
    cited: Cited, paragraphs: Mapping[int, str], told: Iterable[Told], language: str
) -> Iterator[Problem]:
    """Find quotations that are not the source's words where they say so, or that its sentence may turn round."""
    for n, quote in enumerate(cited.pack.facts.quotes):
        texts = {str(quote.text): cited.pack.file.place("quotes", n, "text")}
        for one in told:
            if one.language == cited.pack.facts.language:
                wordings = one.items.get(quote.id, ())
                texts |= {
                    word.text: word.place for word in wordings if word.reworded and word.field in ("long", "short")
                }
        for text, place in texts.items():
            found = list(find_passage(text, paragraphs))
            at_place = [match for match in found if match.paragraph in cited.positions[quote.id]]
            if not found:
                hint = _nearest(text, cited, cited.positions[quote.id], paragraphs)
                yield error(f"“{text}” is nowhere in the text, word for word", place, hint)
            elif not at_place:
                where = cited.labels(match.paragraph for match in found)
                here = cited.labels(cited.positions[quote.id]) or "no paragraph"
                ids = ", ".join(cited.pack.source.paragraphs[match.paragraph].id for match in found)
                yield error(f"stands in {where}, and {here} is cited", place, f"Write “cites: [{ids}]”.")
            else:
                yield from _denied(at_place[0], paragraphs, language, place)


def verbatim_quotes(cited: Cited, paragraphs: Mapping[int, str]) -> dict[str, Match]:
    """Return where each quotation of the pack stands in a paragraph that it cites, by its id."""
    return {
        quote.id: match
        for quote in cited.pack.facts.quotes
        for match in find_passage(quote.text, {n: paragraphs[n] for n in cited.positions[quote.id] if n in paragraphs})
    }


def _nearest(text: str, cited: Cited, positions: list[int], paragraphs: Mapping[int, str]) -> str:
    known = [n for n in positions if n in paragraphs] or list(paragraphs)
    sentence = nearest_sentence(text, (paragraphs[n] for n in known))
    where = f"The text has, in {cited.labels(n for n in known if sentence in paragraphs[n])}" if sentence else ""
    return f"{where}: “{sentence}”" if sentence else "Quote the source’s own words, or make it a statement in yours."


def _denied(match: Match, paragraphs: Mapping[int, str], language: str, place: Place) -> Iterator[Problem]:
    if word := denial_beside(match, paragraphs[match.paragraph], language):
        hint = "Quote the denial with it, or another passage, unless it says the same alone."
        yield warning(
            f"its sentence says “{word}” outside the quotation: read whether that turns it round", place, hint
        )


def passage_findings(texts: Iterable[OwnText], paragraphs: Mapping[int, str]) -> Iterator[Problem]:
    """Find passages in quotation marks that the source does not have; in what says what a slip may have meant, none."""
    whole = {0: "\n".join(paragraphs.values())}
    for text in texts:
        for _, _, passage in quoted_passages(text.words) if "corrections" not in text.keys else ():
            if not any(find_passage(passage, whole)):
                hint = "Quote the source’s own words, or take the quotation marks out; emphasis is *so*."
                yield warning(f"“{passage}” is in quotation marks, and the text does not have it", text.place(), hint)


def slip_findings(cited: Cited, paragraphs: Mapping[int, str]) -> Iterator[Problem]:
    """Find slips that are not printed so where they are said to be, or that are printed elsewhere, too."""
    for n, slip in enumerate(cited.pack.facts.corrections):
        place = cited.pack.file.place("corrections", n, "printed")
        printed = {position for position, text in paragraphs.items() if occurrences(slip.printed, text)}
        positions = cited.positions[slip.id]
        wrong = [position for position in positions if position in paragraphs and position not in printed]
        others = sorted(printed - {*positions})
        if wrong or not (positions or printed):
            where = cited.labels(wrong) if wrong else "the text"
            hint = _nearest(slip.printed, cited, wrong, paragraphs)
            yield error(f"“{slip.printed}” is not printed in {where}", place, hint)
        if others and slip.used:
            hint = "Cite these paragraphs, too, unless the words are right there."
            yield warning(f"“{slip.printed}” is also printed in {cited.labels(others)}", place, hint)


def run_findings(finder: CopyFinder, texts: Iterable[OwnText], cited: Cited) -> Iterator[Problem]:
    """Find runs of the source's words outside quotations."""
    hint = "Say it in your own words, or quote it: with quotation marks, or as an item of “quotes”."
    for text in texts:
        for copy in finder.runs(text.words):
            what = f"{copy.count} words in a row are those of {cited.label(copy.paragraph)}: “{copy.words}”"
            yield error(what, text.place(), hint)


def near_findings(finder: CopyFinder, texts: Iterable[OwnText], cited: Cited) -> Iterator[Problem]:
    """Find sentences that are the source's but for a few words."""
    hint = "Say it in your own words: shorter, in another order."
    for text in texts:
        for copy in finder.near(text.words):
            what = f"is near to {cited.label(copy.paragraph)}, {copy.count} % of it word for word: “{copy.words}”"
            yield warning(what, text.place(), hint)


def folded_paragraphs(text: Text) -> dict[int, str]:
    """Return the paragraphs of the text at hand by their positions, as passages are looked for in them."""
    return {n: folded(paragraph) for n, paragraph in text.paragraphs}
