"""What is probably wrong in a line that is no valid YAML, said for people who write texts and not programs."""

from __future__ import annotations

import re

QUOTE_IT = "Put the whole text into quotation marks, or write “>-” after the colon and the text on the lines below it."
LIST_OR_TEXT = (
    "Let every “-” of a list begin in the same column. If it belongs to the text, put it into quotation marks."
)
TAKEN = {"*": "an asterisk", "&": "“&”", "!": "“!”", "@": "“@”", "%": "“%”", "`": "“`”", "|": "“|”", ">": "“>”"}
"""With these a value cannot begin unless it stands in quotation marks."""
VALUE = re.compile(r"^\s*(?:- +)*(?:[\w-]+:\s+)?(?:- +)*(\S.*)$")
WITH_TEXT = re.compile(r"^\s*(?:- +)*[\w-]+:\s+[^\s|>]")
KEY = re.compile(r"^\s*(?:- +)*[a-z_]+:(\s|$)")
SMART = re.compile("[“”„«»‘’]")


def begins_with(sign: str) -> tuple[str, str]:
    """Return what is wrong, and the way out, where a text begins with a sign that YAML keeps for itself."""
    return f"begins with {TAKEN.get(sign, f'“{sign}”')}, which means something else in YAML", QUOTE_IT


def slip(lines: list[str], number: int, column: int, technical: str) -> tuple[str, str]:
    """Return what is wrong and the way out, for a line counted from 0 and what the parser says of it."""
    line = lines[number] if number < len(lines) else ""
    above = next((one for one in reversed(lines[:number]) if one.strip() and not one.lstrip().startswith("#")), "")
    for one in (line, above):
        if "\t" in one[: len(one) - len(one.lstrip())] or "tab character" in technical or "'\\t'" in technical:
            return "is indented with a tab", "Write blanks in its place: two for each step inwards."
    return (
        _by_words(technical, line, above, column)
        or _by_first_sign(line)
        or _by_quotes(line)
        or _by_quotes(above)
        or _by_first_sign(above)
        or _by_indent(line, above)
    )


def _by_words(technical: str, line: str, above: str, column: int) -> tuple[str, str] | None:
    """Read what the parser says where that alone tells."""
    if "escape" in technical or "hex" in technical:
        return "has a backslash in double quotation marks, where it means something else", (
            "Use single quotation marks around this text, or write each backslash twice."
        )
    if "end of stream" in technical and "quoted scalar" in technical:
        return "has a quotation mark that opens here and is not closed", (
            "Close it at the end of the text; if it belongs to the text, write “ and ” in its place."
        )
    if "mapping values" in technical:
        wrapped = WITH_TEXT.match(above) and _indent(line) > _indent(above)
        if wrapped and KEY.match(line):
            return "stands further in than the line above, as if it went on with its text", (
                "If it is a key, let it begin below the key above. If it belongs to the text: write “>-” after that "
                "key’s colon and the text on the lines below it."
            )
        if wrapped or re.search(r":\s+\S.*:(\s|$)", line[: column + 1] + " "):
            return "has a colon with a blank behind it within a text, which YAML takes for another key", QUOTE_IT
    if "block sequence entries" in technical:
        return "has a list that begins on the line of its key", "Begin the list on the line below, two blanks inwards."
    if "comment or line break" in technical:
        return "has words behind “>-” or “|”", "Write the text on the lines below it, two blanks inwards."
    if "mapping values" in technical or "could not find expected ':'" in technical:
        bare = next((one for one in (line, above) if re.match(r"^\s*(- )?[\w-]+:[^\s/]", one)), "")
        if bare:
            key = bare.strip().removeprefix("- ").partition(":")[0]
            return f"has no blank after the colon of “{key}:”", f"Write “{key}: …”, with a blank behind the colon."
    if "could not find expected ':'" in technical:
        return "has a line that is neither “key: value” nor part of a text above", (
            "Give it a key, or move it inwards, below the text that it belongs to."
        )
    return None


def _by_first_sign(line: str) -> tuple[str, str] | None:
    value = VALUE.match(line)
    sign = value[1][:1] if value else ""
    if sign in TAKEN and not re.match(r"[|>][+-]?\d?\s*(#|$)", value[1] if value else ""):
        return begins_with(sign)
    closing = {"[": "]", "{": "}"}.get(sign)
    if closing and value and not re.search(rf"\{closing},?\s*(#.*)?$", value[1]):
        return f"begins with “{sign}”, with which a list or a group begins", (
            f"Close it with “{closing}”; if it belongs to a text: {QUOTE_IT[0].lower()}{QUOTE_IT[1:]}"
        )
    return None


def _by_quotes(line: str) -> tuple[str, str] | None:
    value = VALUE.match(line)
    sign = value[1][:1] if value else ""
    if value and sign in ("'", '"'):
        rest = value[1][1:].rstrip()
        closed = rest.find(sign)
        if closed < 0:
            return "has a quotation mark that opens here and is not closed", (
                "Close it at the end of the text; if it belongs to the text, write “ and ” in its place."
            )
        if rest[closed + 1 :].strip(" ,]}") and not rest[closed + 1 :].lstrip().startswith(("#", ":")):
            return f"has words behind the quotation mark that closes ({sign})", (
                "Let the quotation marks enclose the whole text, and write “ and ” for those within it."
            )
    if SMART.match(sign) and (":" in line or "#" in line):
        return "has “smart” quotation marks, which do not protect a text", QUOTE_IT
    return None


def _by_indent(line: str, above: str) -> tuple[str, str]:
    inwards, before = _indent(line), _indent(above)
    if line.strip():
        kind = "this list entry" if line.lstrip().startswith("-") else "this line"
        moved = "further in" if inwards > before else "further out" if inwards < before else "as far in"
        return f"does not fit the lines above: {kind} stands {moved} than they do".replace(
            "as far in than they do", "where no such line can stand"
        ), "Let everything that belongs together begin in the same column: “key:” below “key:”, “-” below “-”."
    return "cannot be read", "Look at the lines above: something that was opened there is not closed."


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
