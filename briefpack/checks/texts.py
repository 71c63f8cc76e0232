"""Check each text of a pack where it is written: its characters, its Markdown, its quotation marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from briefpack.content.fields import Words, walk
from briefpack.content.pack import Pack
from briefpack.content.translation import written_texts
from briefpack.content.values import Markdown
from briefpack.document.inline_markdown import inline_words, parse_inlines
from briefpack.errors import Place, Problem, error, warning
from briefpack.languages.characters import character_problems
from briefpack.languages.line_breaks import unparted
from briefpack.languages.locales import quotation_marks

NOWHERE = Place("")
HTML = re.compile(
    r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>|<!--|&(?:[a-z]{2,8}|#[0-9]{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE
)
NO_WORDS = frozenset({"no", "yes", "true", "false", "none", "null", "off", "on", "n/a"})
"""What people write for a switch or for nothing, and what would be printed as words."""
MOST_DIGITS = 100
LONG_NUMBER = re.compile(rf"\d{{{MOST_DIGITS + 1},}}|\d{{1,3}}(?:[.,'’\u00a0\u202f]\d{{3}}){{{MOST_DIGITS // 3},}}")
"""In digits alone or in groups of three."""
MARKS = re.compile(r"\*\*[^\s*][^*]*\*\*|(?<![\w*])\*[^\s*][^*]*\*(?![\w*])|\[[^\[\]]+\]\((?:https?:|mailto:)[^()]*\)")
"""Strong words, emphasis and links, as Markdown writes them."""
BLOCK = re.compile(r"^ *(?:#{1,6} |[-*+•] |1[.)] |> |\|).*", re.MULTILINE)
"""A heading, an entry of a list, a quotation or a row of a table."""
TORN_LINK = re.compile(r"\[[^\[\]]+\] +\((?:https?:|mailto:)[^()]*\)")
WRITTEN_SO = "In texts, **strong** and *emphasis* are written so; titles and names are plain."
GOES_ON = re.compile(r"#[^\s#]")
ENDS = re.compile(r"[.!?。！？][”’)\"']*\s*$")
STRAIGHT_QUOTES = re.compile(r"[\"']")


def forbidden_characters(pack: Pack) -> Iterator[Problem]:
    """Find the characters that no text may hold; an escape of YAML or of a catalogue can write them, too."""
    return _in_texts(pack, lambda text: (*character_problems(text, NOWHERE), *_number_problems(text)))


def _number_problems(text: str) -> Iterator[Problem]:
    if number := LONG_NUMBER.search(text):
        digits = sum(letter.isdigit() for letter in number[0])
        hint = f"Write {MOST_DIGITS} digits at most: nobody can read more."
        yield error(f"holds a number of {digits:,} digits", NOWHERE, hint)


def wording_problems(pack: Pack) -> Iterator[Problem]:
    """Find what readers would see as it is, and nobody meant so: HTML, marks of Markdown, “no” where words belong."""

    def check(text: str) -> Iterator[Problem]:
        if tag := HTML.search(text):
            what = f"holds HTML, which readers see as it is: “{tag[0][:40]}”"
            yield warning(what, NOWHERE, f"Take it out. {WRITTEN_SO}", "html")
        for marks, hint in _visible_marks(text):
            what = f"readers will see “{marks if len(marks) <= 40 else marks[:39] + '…'}” as it is"
            yield warning(what, NOWHERE, hint, "visible-marks")
        yield from _quote_problems(text, pack.facts.language)
        yield from _unparted_problems(text)

    yield from _in_texts(pack, check, words_only=True)
    if not pack.catalogue:
        yield from _switch_problems(pack)


def _unparted_problems(text: str) -> Iterator[Problem]:
    if run := unparted(text):
        what = f"has {len(run)} letters in a row of a script whose words are not known here, from “{run[:12]}…” on"
        hint = "Write a zero-width space (U+200B) between words: else lines of PDFs may end within words."
        yield warning(what, NOWHERE, hint, "unparted-words")


def _switch_problems(pack: Pack) -> Iterator[Problem]:
    for _, part, file in pack.parts():
        for path, _, _, value in walk(part, only=(Words,)):
            if "acronyms" not in path and value.strip().lower() in NO_WORDS:
                what = f"readers will read the word “{value.strip()}” here"
                hint = "Write in words what is meant; if it is nothing, take the line out."
                yield warning(what, file.place(*path), hint, "switch-word")


def _visible_marks(text: str) -> Iterator[tuple[str, str]]:
    """Find Markdown that stays as it is written: marks in a title or a name, blocks in a text, a link with a blank."""
    if not isinstance(text, Markdown):
        if marks := MARKS.search(text):
            yield marks[0], f"Take the marks out. {WRITTEN_SO}"
        return
    if block := BLOCK.search(text):
        yield block[0].strip(), "A text is one paragraph: write an item of its own, or a sentence, for each."
    if link := TORN_LINK.search(inline_words(text)):
        yield link[0], "Write a link without a blank in it: [words](https://…)."


def cut_problems(pack: Pack) -> Iterator[Problem]:
    """Find texts that a “ #” has cut: what follows looks like more of them, and not like a remark of its own."""
    for _, part, file in pack.parts():
        for path, _, _, value in walk(part, only=(Words,)) if file.remarks else ():
            rest = file.remarks.get(path, "")
            if rest and (GOES_ON.match(rest) or (ENDS.search(rest) and not ENDS.search(value))):
                what = f"ends before “{rest[:40]}{'…' if len(rest) > 40 else ''}”: from “ #” on, a line is a remark"
                hint = "Put the whole text into quotation marks; if it is a remark, give it a line of its own."
                yield warning(what, file.place(*path), hint, "cut-text")


def markdown_problems(pack: Pack) -> Iterator[Problem]:
    """Find what is no inline Markdown or cannot be linked."""
    return _in_texts(pack, lambda text: parse_inlines(text, NOWHERE)[1] if isinstance(text, Markdown) else ())


def _in_texts(pack: Pack, check: Callable[[str], Iterable[Problem]], words_only: bool = False) -> Iterator[Problem]:
    """Check each text of a pack, or each that readers read; where it is written is looked up for a problem only."""
    for text, place in written_texts(pack, words_only):
        for problem in check(text):
            yield replace(problem, place=place())


def _quote_problems(text: str, language: str) -> Iterator[Problem]:
    if STRAIGHT_QUOTES.search(text):
        opening, closing = (mark.strip() for mark in quotation_marks(language))
        hint = f"Write ’ for an apostrophe and {opening} {closing} for a quotation."
        yield warning("has straight quotation marks", NOWHERE, hint, "straight-quotes")
