"""What a Markdown parser would drop, or print as it stands, without a word: found in the source, before it is parsed.

Content is escaped when it enters the source, so that what stands here unescaped is a template's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefpack.errors import shortened

UNESCAPED = r"(?<!\\)(?:\\\\)*"
"""Not behind a backslash, unless that is itself behind one."""
NOTE = re.compile(rf"{UNESCAPED}\[\^([^\]\s\\]{{1,500}})\](:?)")
DEFINED = re.compile(r"^ {0,3}\[\^([^\]\s\\]{1,500})\]:", re.MULTILINE)
ATTRIBUTES = re.compile(rf"{UNESCAPED}[*)_](\{{[^}}\n]{{0,500}}\}})")
RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*(?:\s*:?-+:?)?")
BRACKET = re.compile(rf"{UNESCAPED}([\[\]])|\n[ \t]*\n")
DEEPEST_BRACKETS = 20
"""How many brackets may be open at once in one passage."""
MARKS = re.compile(rf"{UNESCAPED}(?:\*+|_+|`+|~+|\[|<)|(\n[ \t]*\n)")
MOST_MARKS = 10_000
"""How many marks one passage may hold: strong and emphasised words have two each, a link has one."""
CELL_END = re.compile(rf"{UNESCAPED}\|")
NO_PLACE = {
    "code_block": "code, or a line indented by four spaces",
    "fence": "a code block",
    "code_inline": "code",
    "image": "a picture",
    "html_block": "HTML",
    "html_inline": "HTML",
}
"""What CommonMark knows and a document has no node for, by the parser’s names."""
Loss = tuple[str, str]
"""What is wrong, and what to do."""
Placed = tuple[int, str, str]
"""The position in the source, what is wrong, and what to do."""


def losses(source: str) -> Iterator[Placed]:
    """Yield what of the source would not reach the reader, or would reach them as marks."""
    yield from _notes(source)
    yield from _rows(source)
    for match in ATTRIBUTES.finditer(source):
        hint = "Attributes stand behind square brackets alone: [words]{.editor}."
        yield match.start(1), f"has attributes that belong to nothing: “{shortened(match[1])}”", hint


def open_brackets(source: str) -> Iterator[Placed]:
    """Yield the first passage with more brackets open at once than anybody means."""
    depth = 0
    for match in BRACKET.finditer(source):
        depth = max(0, depth + {"[": 1, "]": -1}.get(match[1], -depth))
        if depth > DEEPEST_BRACKETS:
            words = " ".join(source[: match.end()][-60:].split())
            message = f"opens more than {DEEPEST_BRACKETS} brackets at once: “{words}”"
            yield match.start(), message, "Write “\\[” for a bracket."
            return


def too_many_marks(source: str) -> Iterator[Placed]:
    """Yield the first passage with more marks than anybody means: a parser is busy with each of them."""
    count = 0
    for match in MARKS.finditer(source) if len(source) > MOST_MARKS else ():
        count = 0 if match[1] else count + 1
        if count > MOST_MARKS:
            words = " ".join(source[: match.end()][-60:].split())
            message = f"has more than {MOST_MARKS} marks, such as asterisks and brackets, in one text: “{words}”"
            yield match.start(), message, "Take some out, or part the text."
            return


def _notes(source: str) -> Iterator[Placed]:
    defined: dict[str, list[int]] = {}
    for match in DEFINED.finditer(source):
        defined.setdefault(match[1], []).append(match.start())
    starts = {match.start() + len(match[0]) for match in DEFINED.finditer(source)}
    cited = {match[1]: match.start() for match in reversed([*NOTE.finditer(source)]) if match.end() not in starts}
    for key, places in defined.items():
        if len(places) > 1:
            yield places[1], f"defines the note “{key}” {len(places)} times", "Give each note a name of its own."
        if key not in cited:
            yield places[0], f"defines the note “{key}” and cites it nowhere", f"Write “[^{key}]” where it belongs."
    for key, place in reversed(cited.items()):
        if key not in defined:
            hint = f"Write a line “[^{key}]: …” below, or let {{% for note in notes() %}} write what cite() names."
            yield place, f"cites the note “{key}”, which is not defined", hint


def _rows(source: str) -> Iterator[Placed]:
    """Yield the rows of tables that have more cells than the head."""
    columns = position = 0
    for line in source.split("\n"):
        if "|" in line and "-" in line and RULE.fullmatch(line.strip()):
            columns = _cells(line)
        elif not line.strip():
            columns = 0
        elif columns and _cells(line) > columns:
            hint = "Give the head as many cells, or take one out; write “\\|” for a bar within a cell."
            message = f"has a row of {_cells(line)} cells in a table of {columns}: “{shortened(line.strip())}”"
            yield position, message, hint
        position += len(line) + 1


def _cells(line: str) -> int:
    return len(CELL_END.findall(line.strip().removeprefix("|").rstrip().removesuffix("|"))) + 1
