"""What is probably wrong in a line that is no valid YAML, said for people who write texts and not programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

QUOTE_IT = "Put the whole text into quotation marks, or write “>-” after the colon and the text on the lines below it."
LIST_OR_TEXT = (
    "Let every “-” of a list begin in the same column. If it belongs to the text, put it into quotation marks."
)
IF_OF_TEXT = "if it belongs to the text, put the whole text into quotation marks."
SAME_COLUMN = "Let everything that belongs together begin in the same column: a field below a field, “-” below “-”."
CLOSE_IT = "Close it at the end of the text; if it belongs to the text, write “ and ” in its place."
TAKEN = {"*": "an asterisk"}
COLON = (
    "has a colon with a blank behind it within a text, which is taken for the beginning of another field",
    QUOTE_IT,
)
SIGNS = "*&!@%`?"
"""With these a value cannot begin unless it stands in quotation marks."""
VALUE = re.compile(r"^\s*(?:- +)*(?:[\w-]+:\s+)?(?:- +)*(\S.*)$")
WITH_TEXT = re.compile(r"^\s*(?:- +)*[\w-]+:\s+[^\s|>#]")
KEY = re.compile(r"^\s*(?:- +)*[A-Za-z_]+:(\s|$)")
TWO_KEYS = re.compile(r":\s+\S.*:(\s|$)")
OTHER_COLON = re.compile(r"^\s*(?:- +)*([A-Za-z_]+)\s*(=|[：﹕︰])\s*\S")
NO_BLANK = re.compile(r"^\s*(?:- )*([\w-]+):[^\s/]")
FIRST_WORD = re.compile(r"^\s*(?:- +)*([a-z_]+)\s")
REMARKS = re.compile(r"^\s*(//|/\*|--|<!--|;|%)")
SMART = re.compile(r"[“”„«»‘’]")
SMART_ONES = (
    "has “smart” quotation marks, which do not protect a text",
    "Write straight ones, '…', around the whole text, or “>-” after the colon and the text on the lines below it.",
)
BULLET = re.compile(r"^\s*([–—−‐‑•·●○◦▪▸‣－]|[*+](?=\s)) *\S")
CUT = re.compile(r"[^\s#].*?\s(#.*)$")


class Slip(NamedTuple):
    """Say what is wrong, the way out, and where it is: line and column counted from 0."""

    what: str
    hint: str
    line: int
    column: int


class Mark(NamedTuple):
    """Hold a place in a file; line and column count from 0."""

    line: int
    column: int


class Stop(NamedTuple):
    """Hold where a parser could not go on, where what it was reading began, and what it says of both."""

    lines: Sequence[str]
    at: Mark
    opened: Mark
    technical: str

    def text(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def above(self, number: int) -> int:
        """Return the number of the last line before one that says something; -1 if there is none."""
        rows = range(min(number, len(self.lines)) - 1, -1, -1)
        return next((n for n in rows if self.lines[n].strip() and not self.lines[n].lstrip().startswith("#")), -1)

    def says(self, *words: str) -> bool:
        return any(word in self.technical for word in words)

    def slip(self, what: str, hint: str, line: int | None = None) -> Slip:
        """Return a slip where the parser stopped, or at the beginning of another line."""
        if line is None or line == self.at.line:
            return Slip(what, hint, *self.at)
        return Slip(what, hint, line, _indent(self.text(line)))


def begins_with(sign: str) -> tuple[str, str]:
    """Return what is wrong, and the way out, where a text begins with a sign that YAML keeps for itself."""
    return f"begins with {TAKEN.get(sign, f'“{sign}”')}, with which no text can begin", QUOTE_IT


def slip(stop: Stop) -> Slip:
    """Return what is wrong where a parser has stopped."""
    return next(filter(None, (rule(stop) for rule in RULES)), None) or _indents(stop)


def _blanks(stop: Stop) -> Slip | None:
    for number in (stop.at.line, stop.above(stop.at.line)):
        line = stop.text(number)
        strange = next((letter for letter in line[: len(line) - len(line.lstrip())] if letter != " "), "")
        if strange == "\t" or (stop.says("tab character", "'\\t'") and number == stop.at.line):
            return stop.slip("is indented with a tab", "Write blanks in its place: two for each step inwards.", number)
        if strange:
            what = f"is indented with a blank of another kind (U+{ord(strange):04X})"
            hint = "Write plain blanks in its place: such ones come along from web pages and word processors."
            return stop.slip(what, hint, number)
    return None


def _quotes(stop: Stop) -> Slip | None:
    if stop.says("escape", "hex"):
        what = "has a backslash in double quotation marks, where it means something else"
        return stop.slip(what, "Use single quotation marks around this text, or write each backslash twice.")
    if stop.says("end of stream", "document indicator") and stop.says("quoted scalar"):
        return Slip("has a quotation mark that opens here and is not closed", CLOSE_IT, *stop.opened)
    return None


def _brackets(stop: Stop) -> Slip | None:
    """Find what is wrong within [ ] or { }: a remark that ends them, a colon, or that they are not closed."""
    if stop.says("flow node"):
        return stop.slip("has a comma too many within brackets", "Take one out.")
    if not stop.says("flow sequence", "flow mapping"):
        return None
    before = stop.text(stop.at.line)[: stop.at.column].rstrip()[-1:]
    if before in ("'", '"') and stop.text(stop.at.line)[stop.at.column : stop.at.column + 1] not in (":", ""):
        hint = "Let the quotation marks enclose the whole text, and write “ and ” for those within it."
        return stop.slip(f"has words behind the quotation mark that closes ({before})", hint)
    for number in range(stop.opened.line, stop.at.line):
        if cut := CUT.search(stop.text(number)):
            what = f"has “{cut[1].split()[0]}” within brackets: from “ #” on, a line is a remark"
            return Slip(what, "Put the entry that holds it into quotation marks.", number, cut.start(1))
    sign = stop.text(stop.opened.line)[stop.opened.column : stop.opened.column + 1]
    if stop.opened.line == stop.at.line and stop.text(stop.at.line)[stop.at.column : stop.at.column + 1] == ":":
        hint = "Put that text into quotation marks; if another field begins there, write a comma before it."
        return stop.slip("has a colon with a blank behind it within a text", hint)
    what = f"has “{sign}” that opens here and is not closed"
    return Slip(what, f"Close it with “{'}' if sign == '{' else ']'}”; {IF_OF_TEXT}", *stop.opened)


def _colons(stop: Stop) -> Slip | None:
    if not stop.says("mapping values"):
        return None
    line, number = stop.text(stop.at.line), stop.above(stop.at.line)
    above, before = stop.text(number), stop.text(stop.above(number))
    if TWO_KEYS.search(line[: stop.at.column + 1] + " "):
        if SMART.search(line[: stop.at.column]):
            return stop.slip(*SMART_ONES)
        return stop.slip(*COLON)
    if WITH_TEXT.match(above) and _indent(line) > _indent(above):
        if not KEY.match(line):
            return stop.slip(*COLON)
        apart = before.rstrip().endswith(":") and _indent(before) == _indent(above)
        if KEY.match(above) and (apart or _indent(before) == _indent(line)):
            return stop.slip(
                "does not fit the lines around it: it stands further out than they do", SAME_COLUMN, number
            )
        hint = "If it is a field, let it begin right below the one above. If it belongs to the text: write “>-” after "
        hint += "the colon there, and the text on the lines below it."
        return stop.slip("stands further in than the line above, as if it went on with its text", hint)
    return _no_colon(stop, number) if NO_BLANK.match(above) else None


def _lists(stop: Stop) -> Slip | None:
    line = stop.text(stop.at.line)
    if stop.says("block sequence entries"):
        if line.rstrip().endswith(": -"):
            return stop.slip("has a dash where a text is wanted", "If nothing is meant, write '' in its place.")
        hint = f"Begin the list on the line below, two blanks inwards; {IF_OF_TEXT}"
        return stop.slip("has a list that begins on the same line as its name", hint)
    if stop.says("comment or line break"):
        hint = f"Write the text on the lines below it, two blanks inwards; {IF_OF_TEXT}"
        return stop.slip("has words behind “>-” or “|”, on the same line", hint)
    if stop.says("'-' indicator", "expected key", "alphabetic") and (bullet := BULLET.match(line)):
        return stop.slip(
            f"has “{bullet[1]}” before an entry of a list", "Write a hyphen and a blank in its place: “- ”."
        )
    if stop.says("'-' indicator", "expected ':'") and re.match(r"\s*-[^\s-]", line):
        return stop.slip("has no blank behind the dash of a list", "Write “- ” before the entry, with a blank.")
    return None


def _no_colon(stop: Stop, number: int | None = None) -> Slip | None:
    """Find what is wrong in a line where a key is expected and no colon is found."""
    if number is None and not stop.says("expected ':'"):
        return None
    number = stop.opened.line if number is None else number
    line = stop.text(number)
    if other := OTHER_COLON.match(line):
        return stop.slip(f"has “{other[2]}” behind “{other[1]}”, and not a colon", f"Write “{other[1]}: …”.", number)
    if bare := NO_BLANK.match(line):
        what = f"has no blank after the colon of “{bare[1]}:”"
        return stop.slip(what, f"Write “{bare[1]}: …”, with a blank behind the colon.", number)
    if sign := REMARKS.match(line):
        return stop.slip(f"has a line that begins with “{sign[1]}”", "A remark begins with “#”.", number)
    hint = "If it goes on with a text, move it inwards, below that. A field begins with its name and a colon."
    if word := FIRST_WORD.match(line):
        hint = f"If “{word[1]}” is a field, write “{word[1]}: …”; if a text goes on here, move it inwards, below that."
    return stop.slip("has a line that is neither a field, such as “title: …”, nor part of a text above", hint, number)


def _cut_text(stop: Stop) -> Slip | None:
    """Find a text that goes on below the line on which a “ #” has ended it."""
    number = stop.above(stop.at.line)
    cut = CUT.search(stop.text(number))
    if cut and WITH_TEXT.match(stop.text(number)) and _indent(stop.text(stop.at.line)) > _indent(stop.text(number)):
        what = f"ends a text before “{cut[1].split()[0]}”, though it goes on below: from “ #” on, a line is a remark"
        return Slip(what, QUOTE_IT, number, cut.start(1))
    return None


def _signs(stop: Stop) -> Slip | None:
    """Find a value that begins with a sign that means something else, in this line or the one above."""
    for number in (stop.at.line, stop.above(stop.at.line)):
        value = VALUE.match(stop.text(number))
        sign = value[1][0] if value else ""
        if value and sign and sign in SIGNS:
            return stop.slip(*begins_with(sign), number)
        if value and re.match(r"\[[^\]]*\]\(", value[1]):
            return stop.slip("begins with a link, and its bracket is taken for a list", QUOTE_IT, number)
        if value and sign in ("[", "{") and re.search(r"[\]}][^\s,\]}#]|[\]}]\s+[^\s,\]}#]", value[1]):
            return stop.slip(f"begins with “{sign}”, with which a list or a group begins", QUOTE_IT, number)
        if value and sign in ("'", '"') and (found := _words_behind(value[1], sign)):
            return stop.slip(*found, number)
        if value and SMART.match(sign) and re.search("[:#]", stop.text(number)):
            return stop.slip(*SMART_ONES, number)
    return None


def _words_behind(value: str, sign: str) -> tuple[str, str] | None:
    closed = value.find(sign, 1)
    if closed < 0:
        return "has a quotation mark that opens here and is not closed", CLOSE_IT
    rest = value[closed + 1 :].lstrip()
    if not rest.strip(" ,]}") or rest.startswith(("#", ":")):
        return None
    hint = "Let the quotation marks enclose the whole text, and write “ and ” for those within it."
    if sign == "'" and value[closed - 1].isalnum() and value[closed + 1 : closed + 2].isalpha():
        hint = "Write ’ for the apostrophe; the marks at both ends stay."
    return f"has words behind the quotation mark that closes ({sign})", hint


def _indents(stop: Stop) -> Slip:
    line = stop.text(stop.at.line)
    inwards, before = _indent(line), _indent(stop.text(stop.above(stop.at.line)))
    if line.strip() == "...":
        return stop.slip("has a line “...”, with which a file ends", "Take it out.")
    if not line.strip():
        return stop.slip("cannot be read", "Look at the lines above: something that was opened there is not closed.")
    kind = "this list entry" if line.lstrip().startswith("-") else "this line"
    where = "stands further in than they do" if inwards > before else "stands further out than they do"
    where = where if inwards != before else "stands where no such line can stand"
    return stop.slip(f"does not fit the lines above: {kind} {where}", SAME_COLUMN)


def _indent(line: str) -> int:
    """Return in which column the words of a line begin; in an entry of a list, those behind its dash."""
    return len(re.match(r"\s*(?:- +(?=\S))*", line)[0])  # type: ignore[index]


RULES = (_blanks, _quotes, _brackets, _colons, _lists, _no_colon, _cut_text, _signs)
"""The slips that show by themselves, the surest first; what is left is said of the line's indent."""
