"""Check how texts read: long sentences, hard passages, words to avoid, asks that do not ask, unexplained acronyms.

What a person wrote is checked field by field, at its line; what only a whole document shows (its grade, what it has
explained so far) is measured there and traced back to the fields.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from briefpack.checks.explanations import Explanations
from briefpack.checks.mentions import acronyms_in
from briefpack.checks.reading import grade, sentences, words
from briefpack.content.brief import Brief, brief_pack, item_as_told, languages_of, own_wording, shown_items
from briefpack.content.fields import Words, walk
from briefpack.content.items import Item, Quote
from briefpack.content.limits import known_acronyms, limits_for, limits_place
from briefpack.content.model import Limits, Statement
from briefpack.content.pack import Pack
from briefpack.content.translation import text_place
from briefpack.content.values import Markdown
from briefpack.document import tree
from briefpack.document.inline_markdown import TEXTS, inline_words
from briefpack.errors import Place, Problem, warning
from briefpack.languages.plain_words import HEDGED, PASSIVE, words_to_avoid
from briefpack.languages.scripts import is_english, writes_spaces
from briefpack.yaml_file import KeyPath, YamlFile

SHOWN_WORDS = 6
"""How many words of a sentence a problem repeats."""
PASSAGE_WORDS = 12
"""The least length of a passage whose grade means something."""
HARDEST = 3
"""How many of the hardest passages are named where a document is too hard."""


@dataclass(frozen=True)
class FieldText:
    """Hold a text that a document may show, without its marks, and the field in which it is written."""

    text: str
    brief: Brief
    file: YamlFile
    path: KeyPath

    @property
    def place(self) -> Place:
        """Where the text is written; in a translated pack, its entry in the catalogue."""
        return text_place(self.brief.pack, self.file, self.path)


def prose_problems(pack: Pack) -> Iterator[Problem]:
    """Check the texts that documents are made of, in the pack's language; name whose limits a text exceeds."""
    audiences: dict[Problem, list[str]] = {}
    language = pack.facts.language
    for name in pack.audiences:
        if language in languages_of(pack, name):
            for problem in dict.fromkeys(_brief_problems(brief_pack(pack, name, language))):
                audiences.setdefault(problem, []).append(name)
    for problem, names in audiences.items():
        is_own = "/audiences/" in problem.place.file or problem.place.key.startswith("audiences.")
        if is_own or len(names) == len(pack.audiences):
            yield problem
        else:
            yield replace(problem, message=f"{problem.message}, for {', '.join(sorted(names))}")


def _brief_problems(brief: Brief) -> Iterator[Problem]:
    checked: dict[TextRules, set[str]] = {}
    for document in brief.documents:
        for_ask = _text_rules(limits_for(brief, document), brief.language)
        rules = for_ask._replace(direct_asks=False)
        told = checked.setdefault(rules, set())
        for field in field_texts(brief, document, without=told):
            for message, hint, code in _findings(field.text, for_ask if field.path == ("ask", "text") else rules):
                yield warning(message, field.place, hint, code)
        told |= {item.id for item in shown_items(brief, document)}


# The texts of which documents are made, and where they are written


def field_texts(brief: Brief, document: str, without: Collection[str] = ()) -> Iterator[FieldText]:
    """Yield the texts of which a document may be made, the audience’s first; quotations are not ours to improve.

    `without`: the items that are passed over.
    """
    data, file = brief.audience.data, brief.audience.file
    for path, _, _, text in walk(data, only=(Words,)):
        is_stated = isinstance(text, Markdown) and isinstance(getattr(data, str(path[0])), Statement)
        if is_stated or (path[:2] == ("documents", document)):
            yield FieldText(inline_words(text), brief, file, path)
    for item in shown_items(brief, document):
        if not isinstance(item, Quote) and item.id not in without:
            yield from _item_texts(brief, item)


def _item_texts(brief: Brief, item: Item) -> Iterator[FieldText]:
    """Yield an item's texts in the audience's words: a rewording is written in the audience file."""
    reworded, position = own_wording(brief, item), brief.pack.items[item.id]
    for path, _, kind, text in walk(item_as_told(brief, item), only=(Words,)):
        if path[0] in reworded:
            yield FieldText(inline_words(text), brief, brief.audience.file, ("reword", item.id, *path))
        elif isinstance(text, Markdown) or (isinstance(kind, Words) and kind.rewordable):
            yield FieldText(inline_words(text), brief, brief.pack.file, (*position, *path))


# Field by field


class TextRules(NamedTuple):
    """Hold what the limits of a document ask of each of its texts."""

    language: str
    most: int
    """Words in a sentence, or characters where the language writes no spaces; 0: no limit."""
    avoid: tuple[tuple[str, str], ...]
    direct_asks: bool


def _text_rules(limits: Limits, language: str) -> TextRules:
    most = limits.sentence_words if writes_spaces(language) else limits.sentence_characters
    return TextRules(language, most, tuple(limits.avoid.items()), limits.direct_asks and is_english(language))


Finding = tuple[str, str, str]
"""What is wrong with a text, how to mend it, and its code."""


@lru_cache(maxsize=TEXTS)
def _findings(text: str, rules: TextRules) -> tuple[Finding, ...]:
    """Check a text, once for all documents and audiences that show it under the same rules."""
    asks = _ask_findings(text) if rules.direct_asks else ()
    return (*_sentence_findings(text, rules), *_avoid_findings(text, rules), *asks)


def _sentence_findings(text: str, rules: TextRules) -> Iterator[Finding]:
    by_words = writes_spaces(rules.language)
    for sentence in sentences(text) if rules.most else ():
        count = len(words(sentence)) if by_words else len(re.sub(r"\s", "", sentence))
        if count > rules.most:
            start = " ".join(sentence.split()[:SHOWN_WORDS]) if by_words else sentence[: 4 * SHOWN_WORDS]
            message = f"a sentence has {count} {'words' if by_words else 'characters'}, and the limit is {rules.most}"
            yield f"{message}: “{start} …”", "Say it in two sentences, or leave something out.", "long-sentence"


def _avoid_findings(text: str, rules: TextRules) -> Iterator[Finding]:
    for word, better in words_to_avoid(text, dict(rules.avoid), is_english(rules.language)):
        yield f"“{word}” is a word to avoid", f"Write “{better}”, or say it in another way.", "word-to-avoid"


def _ask_findings(text: str) -> Iterator[Finding]:
    if match := HEDGED.search(text):
        hint = "Ask for it: “Approve …”, “Send us …”. A reader who may decline knows it without being told."
        yield f"the ask is hedged: “{match[0]}”", hint, "indirect-ask"
    if match := PASSIVE.search(text):
        hint = "Name who is to act, and begin with the verb: “Approve …”, “Ask your ministry to …”."
        yield f"the ask is passive: “{match[0]}”", hint, "indirect-ask"


# Over a whole document


def reading_problems(document: tree.Document, brief: Brief) -> Iterator[Problem]:
    """Find a document that is harder to read than its limit, at its hardest passages; in English only."""
    kind = document.meta.kind
    limit = limits_for(brief, kind).reading_grade
    if not limit or not is_english(brief.language):
        return
    lines = list(_running_text(document))
    measured = grade("\n".join(lines))
    if measured <= limit:
        return
    message = f"the {kind} reads at grade {measured:.1f}, and the limit is {limit:g}"
    long_enough = (field for field in field_texts(brief, kind) if len(field.text.split()) >= PASSAGE_WORDS)
    places = [(place, f"; this passage at {its_grade:.1f}") for place, its_grade in _hardest(lines, long_enough)]
    for place, passage in places or [(limits_place(brief, kind, "reading_grade"), "")]:
        yield warning(message + passage, place, "Shorter sentences and shorter words lower it.", "hard-passage")


def _hardest(lines: Iterable[str], fields: Iterable[FieldText]) -> list[tuple[Place, float]]:
    """Return the places of the hardest passages that a document shows, with their grades.

    They are looked for from the hardest down: to find one, the whole document is read.
    """
    hardest: dict[Place, float] = {}
    for field in _shown_in(lines, sorted(fields, key=lambda field: -grade(field.text))):
        hardest[field.place] = grade(field.text)
        if len(hardest) == HARDEST:
            break
    return list(hardest.items())


def _running_text(document: tree.Document) -> Iterator[str]:
    """Yield the paragraphs that hold a sentence; labels, names and headings are no running text."""
    for node in tree.walk(document.blocks):
        if isinstance(node, tree.Paragraph):
            text = tree.plain_text(node.inlines).strip()
            if len(text.split()) >= PASSAGE_WORDS and re.search(r"[.!?][”’)]*\Z", text):
                yield text


def _shown_in(lines: Iterable[str], fields: Iterable[FieldText]) -> Iterator[FieldText]:
    """Yield the texts that a document shows, by its lines."""
    shown = "\n".join(map(_squeezed, lines))
    return (field for field in fields if _squeezed(field.text) in shown)


@lru_cache(maxsize=256)
def _squeezed(text: str) -> str:
    return " ".join(text.split())


def acronym_problems(document: tree.Document, brief: Brief, template: Place) -> Iterator[Problem]:
    """Find acronyms that a document uses before it has spelled them out, or without ever doing so.

    “Long Form (LF)” and “LF (Long Form)” explain from there on, “LF: Long Form” anywhere: that is a list to look up.
    """
    kind = document.meta.kind
    known = known_acronyms(brief, kind)
    longs = {acronym.short: acronym.long for acronym in brief.pack.facts.acronyms}
    lines = list(_lines_of_content(document))
    explanations = Explanations(lines)
    unexplained = [
        (acronym, line)
        for acronym, line in _first_uses(lines)
        if acronym not in known and not explanations.explain(acronym, longs.get(acronym, ""), line)
    ]
    using = _fields_by_acronym(brief, kind) if unexplained else {}
    for acronym, line in unexplained:
        yield _acronym_problem(acronym, longs.get(acronym, ""), line, using.get(acronym, []), kind, template)


def _lines_of_content(document: tree.Document) -> Iterator[str]:
    """Yield the lines of a document without the labels of fields: to, from."""
    labels = {node.label for node in tree.walk(document.blocks) if isinstance(node, tree.Field)}
    yield from (line for line in tree.text_lines((document.blocks, document.notes)) if line not in labels)


def _first_uses(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each acronym with the line in which it stands first."""
    seen: set[str] = set()
    for line in lines:
        for acronym in acronyms_in(line):
            if acronym not in seen:
                seen.add(acronym)
                yield acronym, line


def _fields_by_acronym(brief: Brief, kind: str) -> dict[str, list[FieldText]]:
    using: dict[str, list[FieldText]] = {}
    for field in field_texts(brief, kind):
        for acronym in dict.fromkeys(acronyms_in(field.text)):
            using.setdefault(acronym, []).append(field)
    return using


def _acronym_problem(acronym: str, long: str, line: str, using: list[FieldText], kind: str, template: Place) -> Problem:
    nearest = [*_shown_in([line], using), *using][:1]
    hint = "Spell it out where it first stands, or add it to “acronyms” in pack.yaml."
    if long:
        hint = f"Write “{long} ({acronym})” here, or add it to the audience’s “known_acronyms”."
    place = nearest[0].place if nearest else template
    return warning(f"“{acronym}” is not explained in the {kind}", place, hint, "unexplained-acronym")
