"""What a person reads of a check's result, in English: for the terminal and the page; the annex has its template."""

from __future__ import annotations

from briefpack.content.brief import brief_pack
from briefpack.content.items import Item
from briefpack.content.views import paragraph_count, paragraph_labels
from briefpack.errors import counted
from briefpack.languages.locales import language_name
from briefpack.reports.evidence.copies import RUN_WORDS
from briefpack.reports.evidence.sheet import Evidence, Name, Result, source_language
from briefpack.reports.evidence.wording import length_in

CHECKS: dict[Name, str] = {
    "paragraphs": "paragraphs",
    "quotations": "quotations",
    "slips": "slips of the source",
    "runs": "copied runs",
    "near copies": "near copies",
    "use": "use",
}
NO_CHECK = (
    "No check can tell whether a “not” was lost, whether a statement without number or name is in the source, "
    "or whether a translation is right: whoever signs reads for that."
)


def verdict(evidence: Evidence) -> str:
    """Say in a sentence whether the evidence can be signed."""
    if evidence.text is None:
        return "The source’s text was not at hand: no word was compared."
    if evidence.errors:
        return f"Not to be signed: {counted(evidence.errors, 'fault')}."
    return "The pack was held against the source’s text, and no fault was found."


def result_text(result: Result, evidence: Evidence) -> str:
    """Say what a check has looked at and found."""
    found = [counted(result.errors, "fault")] * bool(result.errors)
    found += [counted(result.warnings, "point to read", "points to read")] * bool(result.warnings)
    return "; ".join(filter(None, [_looked_at(result, evidence), *found]))


def _looked_at(result: Result, evidence: Evidence) -> str:
    total, count, sound = len(evidence.pack.source.paragraphs), result.count, not result.errors
    if count is None:
        return f"not checked: {_why_not(result, evidence)}"
    languages = ", ".join(language_name(told.language) for told in evidence.told)
    match result.name:
        case "paragraphs":
            return f"{count} of {total} stand in the text, word for word"
        case "quotations":
            return f"{count}, all word for word" if sound and count else "" if count else "there are none"
        case "slips":
            return f"{count}, all printed so" if sound and count else "" if count else "none is named"
        case "runs":
            length = length_in(RUN_WORDS, source_language(evidence.pack))
            return f"none of {length} words or more, in {count:,} texts ({languages})" if sound else ""
        case "near copies":
            return "" if result.problems else f"none, in {count:,} texts"
    unused = len(evidence.unused)
    return f"{total - unused} of {total} paragraphs are cited; not: {unused}" if unused else f"all {total} are cited"


def _why_not(result: Result, evidence: Evidence) -> str:
    if evidence.text is None:
        return "the text is not at hand"
    if result.name == "quotations":
        return "they are translated, and the text is in another language"
    return "its language writes no spaces between words"


def grounds(item: Item, evidence: Evidence) -> str:
    """Say what an item rests on: paragraphs, word for word or not, or our own analysis of them."""
    brief = brief_pack(evidence.pack, next(iter(evidence.pack.audiences)), evidence.pack.facts.language)
    labels = paragraph_labels(brief, item.cites)
    count = paragraph_count(brief, item.cites)
    named = f"para{'s' * (count > 1)} {labels}" if count else labels
    if item.basis == "editor":
        return f"our analysis; cf. {named}" if named else "our analysis"
    return f"{named}, word for word" if item.id in evidence.verbatim else named
