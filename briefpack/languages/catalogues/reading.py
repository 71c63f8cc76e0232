"""Catalogues read, and what is wrong in them: a line that says nothing is a problem, never dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from babel.messages.pofile import unescape

from briefpack.errors import Findings, Place, Problem, error, relative_name, shortened
from briefpack.files import read_text
from briefpack.languages.catalogues.model import (
    FORMATS,
    PLURALS_HINT,
    UNSURE,
    Catalogue,
    Key,
    Message,
    placeholders,
    plural_form,
)
from briefpack.languages.characters import character_problems

LINE = re.compile(
    r"(?P<mark>#~\s*\||#~|#\||)\s*"
    r"(?:(?P<keyword>msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"
    r'(?P<text>"(?:[^"\\]++|\\[ntr"\\])*+")'
)
"""A line with a text, of a message (no mark), of an obsolete one (#~), or of the original before (#| and #~|)."""
COMMENT = re.compile(r"(?!#~(?!\|))(#[:,.|~]?)")
"""How a comment begins; #~ alone begins an obsolete text."""
LINE_HINT = 'A line is a comment (#), or a keyword and a text between straight quotation marks: msgstr "…".'
MAX_BYTES = 32_000_000
PLURALS = re.compile(r"nplurals\s*=\s*([1-9])\s*;\s*plural\s*=([^;]+);?\s*")
"""No language has more than six forms; `msgstr[9]` is the last that a catalogue can hold."""
SAMPLES = (*range(201), 1_000, 1_000_000)
"""Numbers for which a rule of plurals must give one of its forms."""
GERMANIC = "nplurals=2; plural=(n != 1);"
LONE_PERCENT = re.compile(r"%(?!\(\w+\)s)(?<!%%)(?!%)")


@dataclass
class _Entry:
    """Collect the lines of one entry: its texts by keyword, those of the original before with a bar (|msgid), and its
    comments, a line each, by how they begin (#, #: and so on)."""

    line: int = 0
    """Where its original stands."""
    obsolete: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    last: str = ""
    """The keyword whose text goes on in a line that has none."""
    broken: bool = False
    """Whether one of its lines cannot be read, so that what it lacks may stand there."""

    def __getitem__(self, keyword: str) -> str:
        return self.texts.get(keyword, "")

    @property
    def key(self) -> Key:
        return self["msgctxt"], self["msgid"]

    @property
    def strings(self) -> dict[int, str]:
        """Return the translations by the number of their plural form."""
        named = {name: text for name, text in self.texts.items() if name.startswith("msgstr")}
        return {int(name.removeprefix("msgstr").strip("[]") or 0): text for name, text in named.items()}

    def ends_before(self, keyword: str) -> bool:
        """Tell whether a line that begins with a keyword, or as a comment, begins another entry."""
        begun = "msgid" in self.texts or bool(self.strings)
        return begun and not keyword.startswith(("msgstr", "msgid_plural"))


def read_catalogue(path: Path) -> Catalogue:
    """Read the catalogue of the language that its file is named after. Raise BuildError with all its problems."""
    place = Place(relative_name(path))
    problems: list[Problem] = []
    entries = list(_entries(read_text(path, MAX_BYTES, large="Split the pack."), place, problems))
    header = next((entry for entry in entries if not any(entry.key)), _Entry())
    headers = tuple(_headers(header["msgstr"]))
    count, rule = _plural_forms(headers, place, problems)
    Findings([*problems, *_entry_problems(entries, count, place)]).raise_errors()
    messages, obsolete = (
        {entry.key: _message(entry, count) for entry in entries if entry.obsolete == old and entry["msgid"]}
        for old in (False, True)
    )
    comment = "\n".join(f"# {line}".rstrip() for line in header["#"].splitlines())
    catalogue = Catalogue(
        *(path, path.stem, tuple(messages.values()), tuple(obsolete.values()), headers, comment), plural_rule=rule
    )
    Findings(_message_problems(catalogue)).raise_errors()
    return catalogue


def _entries(text: str, place: Place, problems: list[Problem]) -> Iterator[_Entry]:
    """Yield the entries, the headers among them; collect the lines that belong to none."""
    entry = _Entry()
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        match, comment = LINE.fullmatch(line), COMMENT.match(line)
        bar = "|" if match and "|" in (match["mark"] or "") else ""
        keyword = bar + match["keyword"] if match and match["keyword"] else ""
        if (keyword or (comment and not match)) and entry.ends_before(keyword):
            yield entry
            entry = _Entry()
        if match and _belongs(entry, keyword, bar):
            entry.last = keyword or entry.last
            entry.texts[entry.last] = entry[entry.last] + unescape(match["text"])
            entry.line = number if keyword == "msgid" or not entry.line else entry.line
            entry.obsolete = not bar and bool(match["mark"])
        elif comment and not match:
            entry.texts[comment[1]] = f"{entry[comment[1]]}{line.removeprefix(comment[1]).strip()}\n"
        elif line not in ("", "#~"):
            problems.append(
                error(f"is not a line of a catalogue: {shortened(line)}", replace(place, line=number), _line_hint(line))
            )
            entry.broken = True
    if entry.texts.keys() - {"#"}:
        yield entry


def _line_hint(line: str) -> str:
    """Say how a line should be that cannot be read."""
    if re.match(r'msg\w+\s+"[^"]*"[^"]+"', line):
        return 'Write \\" for a quotation mark within a text, or “ and ”.'
    return LINE_HINT


def _belongs(entry: _Entry, keyword: str, bar: str) -> bool:
    """Tell whether a text may stand here; no keyword: the text before goes on."""
    return keyword not in entry.texts if keyword else bool(entry.last) and entry.last.startswith("|") == bool(bar)


def _headers(text: str) -> Iterator[tuple[str, str]]:
    """Yield the headers; a line without a colon is skipped and ends nothing, unlike in an e-mail."""
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip():
            yield name.strip(), value.strip()


def _plural_forms(headers: Iterable[tuple[str, str]], place: Place, problems: list[Problem]) -> tuple[int, str]:
    """Return how many plural forms there are and the rule that chooses one; where no header says, as gettext has it."""
    written = next((value for name, value in headers if name.casefold() == "plural-forms"), GERMANIC)
    stated = PLURALS.fullmatch(written)
    count, rule = (int(stated[1]), stated[2]) if stated else (0, "")
    try:
        for number in SAMPLES:
            plural_form(rule, number, count)
    except ValueError:
        what = f"its rule of plurals cannot be read: {written[:80]}"
        problems.append(error(what, replace(place, line=1), PLURALS_HINT))
        return 2, "0"
    return count, rule


def _entry_problems(entries: list[_Entry], count: int, place: Place) -> Iterator[Problem]:
    seen: set[Key] = set()
    for entry in entries:
        here = replace(place, line=entry.line, key=entry["msgctxt"])
        if "msgid" not in entry.texts or not entry.strings:
            lacks = (
                f"translation (msgstr) of “{shortened(entry['msgid'])}”"
                if "msgid" in entry.texts
                else "original (msgid)"
            )
            hint = "Look at this entry and the one above: each has a line with msgid and below it one with msgstr."
            yield from () if entry.broken else (error(f"has no {lacks}", here, hint),)
        elif max(entry.strings) >= (count if entry["msgid_plural"] else 1):
            yield error("has more translations than its language has plural forms", here, "Take out the last.")
        if not entry.obsolete and entry.key in seen:
            yield error("the same text appears twice", here, "Keep one of the two.")
        seen |= set() if entry.obsolete else {entry.key}


def _message(entry: _Entry, count: int) -> Message:
    plural = entry["msgid_plural"]
    flags = {flag.strip() for flag in entry["#,"].replace("\n", ",").split(",")}
    return Message(
        *entry.key,
        plural=plural,
        translations=tuple(entry.strings.get(number, "") for number in range(count if plural else 1)),
        unsure=UNSURE in flags,
        previous=entry["|msgid"],
        line=entry.line,
        comments=tuple(entry["#"].splitlines()),
        files=tuple(dict.fromkeys(re.sub(r":\d+\Z", "", name) for name in entry["#:"].split())),
        flags=tuple(sorted(flags - {"", UNSURE, *FORMATS})),
    )


def _message_problems(catalogue: Catalogue) -> Iterator[Problem]:
    for message in catalogue.messages:
        place = catalogue.place(message)
        if message.context and catalogue.by_context[message.context] is not message:
            yield error("appears twice, with two originals", place, "Keep one of the two.")
        if not message.context and LONE_PERCENT.search("".join(message.translations)):
            yield error("a percent sign stands alone", place, "Write %% for a percent sign in the words of a template.")
        yield from character_problems("".join(message.translations), place)
        expected = placeholders(message.original) | placeholders(message.plural)
        for text in filter(None, message.translations):
            if names := placeholders(text) ^ expected:
                hint = "Keep what stands as %(name)s or {name} as it is; only its place may change."
                named = ", ".join(sorted(names))
                yield error(f"the translation does not hold the same placeholders: {named}", place, hint)
