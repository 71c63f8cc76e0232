"""What is wrong with the tags of a template: what Jinja2’s parser says, in words for whoever wrote the template."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Callable, Collection

from briefpack.errors import did_you_mean

TAGS = (
    *("block", "call", "elif", "else", "extends", "filter", "for", "from", "if", "import", "include", "macro"),
    *("raw", "set", "trans", "with"),
)
"""The tags that templates may use; one that ends another has its name behind `end`."""
TOKENS = {
    "end of statement block": "“%}”",
    "end of print statement": "“}}”",
    "begin of print statement": "“{{”",
    "name": "a name",
    "string": "a text in quotation marks",
    "integer": "a number",
    "end of template": "the end of the template",
}
"""What the parser calls its tokens, where that is no sign that stands in a template."""
SIGNS = "{{ … }} prints a value, {% … %} does something, and a text stands in quotation marks."
ROUND_QUOTES = "“”„‘’‚«»"
Said = tuple[str, str]
"""What is wrong, and what to do."""
Say = Callable[[re.Match[str], Collection[str]], Said]


def syntax_problem(message: str, filters: Collection[str], tests: Collection[str]) -> Said | None:
    """Return what a message of Jinja2 means, if it is known; its own words never reach a reader."""
    for pattern, say in MESSAGES:
        if match := re.match(pattern, message, re.DOTALL):
            return say(match, tests if message.startswith("No test") else filters)
    return None


UNREADABLE: Said = ("this tag cannot be read", SIGNS)
"""What is said of a tag where nothing better is known."""


def _token(text: str) -> str:
    return TOKENS.get(text, f"“{text}”")


def _unknown(what: str) -> Say:
    return lambda match, known: (f"there is no {what} “{match[1]}”", did_you_mean(match[1], known))


def _expected(match: re.Match[str], _: Collection[str]) -> Said:
    hint = "Write == to compare." if match["there"] == "=" else SIGNS
    return f"{_token(match['there'])} stands where {_token(match['wanted'])} is needed", hint


def _unexpected(match: re.Match[str], _: Collection[str]) -> Said:
    return f"{_token(match[1])} cannot stand here", SIGNS


def _character(match: re.Match[str], _: Collection[str]) -> Said:
    sign = str(literal_eval(match[1]))
    if sign in "'\"":
        return f"a text that {sign} opens is not closed", f"Write {sign} where it ends."
    hint = "Write straight quotation marks within tags: \"…\" or '…'." if sign in ROUND_QUOTES else SIGNS
    return f"{sign} cannot stand in a tag", hint


def _tag(match: re.Match[str], _: Collection[str]) -> Said:
    name = match[1]
    if name in ("else", "elif"):
        return f"{{% {name} %}} stands outside of {{% if %}}", "Write it between {% if … %} and {% endif %}."
    if name.startswith("end"):
        return f"{{% {name} %}} closes nothing that is open", "Take it out, or close first what stands within."
    return f"there is no tag “{name}”", did_you_mean(name, TAGS)


def _said(message: str, hint: str) -> Say:
    """Return these words, with what the pattern has found in place of `{}`."""
    return lambda match, _: (message.replace("{}", match[1] if match.re.groups else ""), hint)


MESSAGES: tuple[tuple[str, Say], ...] = (
    (r"No filter named '(.*)'\.", _unknown("filter")),
    (r"No test named '(.*)'\.", _unknown("test")),
    (r"Encountered unknown tag '(\w*)'", _tag),
    (
        r"Unexpected end of template.*The innermost block that needs to be closed is '(\w+)'",
        _said("{% {} %} is not closed", "Close it, with “end” before its name, where it ends."),
    ),
    (r"unexpected end of template", _said("the template ends within a tag", "Close it with }} or %}.")),
    (r"expected token '(?P<wanted>.*?)', got '(?P<there>.*?)'", _expected),
    (r"unexpected '(?P<there>.*?)', expected '(?P<wanted>.*?)'", _expected),
    (r"unexpected char (.+) at \d+", _character),
    (r"unexpected '(.*?)'", _unexpected),
    (r"Expected an expression", _said("a value is missing", "Write one, or a name that docs/templates.md has.")),
    (r"expected (?:name or number|subscript)", _said("a name is missing behind a dot, or within brackets", SIGNS)),
    (r"expected call", _said("{% call %} calls no macro", "Write {% call name() %}.")),
    (r"You cannot chain", _said("one “is” stands behind another", "Join the two with “and”.")),
    (
        r"non-default argument|When defining",
        _said("an argument without a value follows one with a value", "Write it before the others."),
    ),
    (
        r"invalid syntax for function",
        _said("an argument without a name follows one with a name", "Write it before the others."),
    ),
    (r"Missing end of comment", _said("a remark is not closed", "Write #} where it ends.")),
    (r"Missing end of raw", _said("{% raw %} is not closed", "Write {% endraw %} where it ends.")),
    (r"block '(.*)' defined twice", _said("has two blocks “{}”", "Give one of them another name.")),
    (r"extended multiple", _said("extends two templates", "Leave one {% extends %}.")),
    (r"[Cc]an't assign", _said("gives a value to what is no name", "Write {% set name = … %}; namespace() for loops.")),
    (r"tag name expected", _said("a tag has no name", "Write what it does: {% if … %}, {% block … %}.")),
    (
        r".*translatable|unclosed translation|pluralize|control structures|trans blocks|unknown variable",
        _said(
            "{% trans %} cannot be read", "It holds words and {{ names }}, which it is given: {% trans name=value %}."
        ),
    ),
    (r"Block names in Jinja", _said("the name of a block has a hyphen", "Write an underscore in its place.")),
    (r"names starting with", _said("imports a name that begins with “_”", "Such macros are for their own part.")),
    (r"Required block", _said("a required block holds words, or is not filled", "Fill it in what extends this.")),
    (r"cannot use extend", _said("{% extends %} stands within another tag", "Write it at the beginning.")),
)
"""The messages of the parser, each with what it means."""
