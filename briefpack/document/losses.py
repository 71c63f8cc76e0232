"""What a Markdown parser would drop, or print as it stands, without a word: found in the source, before it is parsed.

Content is escaped when it enters the source, so that what stands here unescaped is a template's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

UNESCAPED = r"(?<!\\)(?:\\\\)*"
"""Not behind a backslash, unless that is itself behind one."""
NOTE = re.compile(rf"{UNESCAPED}\[\^([^\]\s\\]{{1,500}})\](:?)")
DEFINED = re.compile(r"^ {0,3}\[\^([^\]\s\\]{1,500})\]:", re.MULTILINE)
ATTRIBUTES = re.compile(rf"{UNESCAPED}[*)_](\{{[^}}\n]{{0,500}}\}})")
RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*(?:\s*:?-+:?)?")
BRACKET = re.compile(rf"{UNESCAPED}([\[\]])|\n[ \t]*\n")
DEEPEST_BRACKETS = 20
"""How many brackets may be open at once in one passage."""
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


def losses(source: str) -> Iterator[Loss]:
    """Yield what of the source would not reach the reader, or would reach them as marks."""
    yield from _notes(source)
    yield from _rows(source)
    for attributes in ATTRIBUTES.findall(source):
        hint = "Attributes stand behind square brackets alone: [words]{.editor}."
        yield f"has attributes that belong to nothing: “{attributes[:60]}”", hint


def open_brackets(source: str) -> Iterator[Loss]:
    """Yield the first passage with more brackets open at once than anybody means."""
    depth = 0
    for match in BRACKET.finditer(source):
        depth = max(0, depth + {"[": 1, "]": -1}.get(match[1], -depth))
        if depth > DEEPEST_BRACKETS:
            words = " ".join(source[: match.end()][-60:].split())
            yield f"opens more than {DEEPEST_BRACKETS} brackets at once: “{words}”", "Write “\\[” for a bracket."
            return


def _notes(source: str) -> Iterator[Loss]:
    defined = Counter(DEFINED.findall(source))
    starts = {match.start() + len(match[0]) for match in DEFINED.finditer(source)}
    cited = dict.fromkeys(match[1] for match in NOTE.finditer(source) if match.end() not in starts)
    for key, times in defined.items():
        if times > 1:
            yield f"defines the note “{key}” {times} times", "Give each note a name of its own."
        if key not in cited:
            yield (
                f"defines the note “{key}” and cites it nowhere",
                f"Write “[^{key}]” where it belongs.",
            )
    for key in cited:
        if key not in defined:
            hint = f"Write a line “[^{key}]: …” below, or let {{% for note in notes() %}} write what cite() names."
            yield f"cites the note “{key}”, which is not defined", hint


def _rows(source: str) -> Iterator[Loss]:
    """Yield the rows of tables that have more cells than the head."""
    columns = 0
    for line in source.split("\n"):
        if "|" in line and "-" in line and RULE.fullmatch(line.strip()):
            columns = _cells(line)
        elif not line.strip():
            columns = 0
        elif columns and _cells(line) > columns:
            hint = "Give the head as many cells, or take one out; write “\\|” for a bar within a cell."
            yield f"has a row of {_cells(line)} cells in a table of {columns}: “{line.strip()[:60]}”", hint


def _cells(line: str) -> int:
    return len(CELL_END.findall(line.strip().removeprefix("|").rstrip().removesuffix("|"))) + 1
