"""Let content reach a template as text only: every value writes itself as escaped Markdown.

A value does so by `__html__`, the protocol that Jinja2's autoescaping asks for; a field that holds inline Markdown
passes its strong, emphasis and links.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from types import SimpleNamespace

from jinja2.runtime import Undefined
from markupsafe import Markup

from briefpack.content.addresses import safe_address
from briefpack.content.values import Markdown, escape_markdown
from briefpack.errors import shortened
from briefpack.rendering.mistakes import Mistake

InlineSource = Callable[[str], str]
"""Returns inline Markdown that means the same in any place; `markdown.inline_source`, handed in by the build."""
_ONE_LINE = dict.fromkeys(map(ord, "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
"""Whatever a Markdown parser might take for the end of a line; a no-break space stays."""


@lru_cache(maxsize=1 << 16)
def escaped(text: str) -> Markup:
    """Return plain text as Markdown that reads as that text, on one line."""
    return Markup(escape_markdown(text.translate(_ONE_LINE).strip()))


def as_markdown(value: object) -> str:
    """Return whatever reaches the page as Markdown, numbers and text that a filter made too.

    Raise Unprintable for what has no text, and for what is undefined as that does.
    """
    if isinstance(value, Markup):
        return value.__html__()
    if isinstance(value, Undefined):
        return str(value)
    if hasattr(value, "__html__"):
        written: str = value.__html__()
        return written
    if value is None or isinstance(value, str):
        return escaped(value or "")
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not isfinite(value):
        raise Unprintable(value)
    return escaped(str(value))


def link(address: str, words: object = "") -> Markup:
    """Return a link to an address on the web or of mail, behind words or the address itself; nothing without one.

    Raise Mistake for what a document may not link to.
    """
    if not address:
        return Markup("")
    url = safe_address(address if "://" in address or address.startswith("mailto:") else f"mailto:{address}")
    if not url:
        raise Mistake(
            f"links to “{shortened(address)}”, which is no address", "Give link() a web or an e-mail address."
        )
    return Markup(f"[{as_markdown(words or address)}](<{url}>)")


class Unprintable(Mistake):
    """Say that a template prints what is no text, and what it may print instead."""

    def __init__(self, value: object) -> None:
        super().__init__(*_no_text(value))


def _no_text(value: object) -> tuple[str, str]:
    match value:
        case SimpleNamespace():
            return "prints a group of fields", f"Name one of them: {', '.join(vars(value))}."
        case dict():
            return "prints a group of fields", f"Name one of them: {', '.join(map(str, value))}."
        case list() | tuple() | set():
            hint = "Print its entries: {% for one in … %}, or listed(…) if they are texts."
            return f"prints a list of {len(value)}", hint
        case bool():
            return "prints whether something is so", "Ask for it with {% if … %} and write words."
        case datetime.date():
            return "prints a date as the computer writes it", "Write date(…) around it, or take its date_text."
        case float():
            return "prints a number that there is not", "It is infinite, or the result of an impossible sum."
    if callable(value):
        return "prints a function and not what it returns", "Write parentheses behind its name, with what it needs."
    return "prints what is no text", "Print a text, a number, or a field that is one."


class Group(SimpleNamespace):
    """Hold the fields of a view; it has no text of its own, whoever asks for it."""

    def __str__(self) -> str:
        raise Unprintable(self)

    def __format__(self, spec: str) -> str:
        raise Unprintable(self)

    __repr__ = __str__


class Rows(list[object]):
    """Hold the entries of a view; it has no text of its own, whoever asks for it."""

    def __str__(self) -> str:
        raise Unprintable(self)

    def __format__(self, spec: str) -> str:
        raise Unprintable(self)

    __repr__ = __str__


class PlainWords(str):
    """Words of a plain field."""

    __slots__ = ()

    def __html__(self) -> Markup:
        return escaped(self)


class MarkdownWords(str):
    """Words of a field that holds inline Markdown; they write themselves as source that is safe in any place."""

    __slots__ = ("inline_source",)
    inline_source: InlineSource

    def __html__(self) -> Markup:
        return Markup(self.inline_source(self))


def words_for(inline_source: InlineSource) -> Callable[[str], str]:
    """Return what turns a text of a view into words that write themselves escaped."""

    def words(text: str) -> str:
        if not isinstance(text, Markdown):
            return PlainWords(text)
        inline = MarkdownWords(text)
        inline.inline_source = inline_source
        return inline

    return words


def protected(value: object, words: Callable[[str], str], known: dict[int, Group] | None = None) -> object:
    """Return a view in which every text is the words that `words` makes of it; what is in it twice is made once."""
    if isinstance(value, str):
        return words(value)
    known = {} if known is None else known
    if isinstance(value, SimpleNamespace):
        if id(value) not in known:
            known[id(value)] = Group(**{key: protected(child, words, known) for key, child in vars(value).items()})
        return known[id(value)]
    if isinstance(value, Mapping):
        return {key: protected(child, words, known) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return Rows([protected(child, words, known) for child in value])
    if value is None or isinstance(value, bool | int | float | datetime.date):
        return value
    raise TypeError(f"a template cannot be given a {type(value).__name__}")
