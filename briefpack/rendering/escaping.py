"""Let content reach a template as text only: every value writes itself as escaped Markdown.

A value does so by `__html__`, the protocol that Jinja2's autoescaping asks for; a field that holds inline Markdown
passes its strong, emphasis and links.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import SimpleNamespace

from jinja2.runtime import Undefined
from markupsafe import Markup

from briefpack.content.values import Markdown, escape_markdown

InlineSource = Callable[[str], str]
"""Returns inline Markdown that means the same in any place; `markdown.inline_source`, handed in by the build."""
_ONE_LINE = dict.fromkeys(map(ord, "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
"""Whatever a Markdown parser might take for the end of a line; a no-break space stays."""


@lru_cache(maxsize=1 << 16)
def escaped(text: str) -> Markup:
    """Return plain text as Markdown that reads as that text, on one line."""
    return Markup(escape_markdown(text.translate(_ONE_LINE).strip()))


def as_markdown(value: object) -> object:
    """Escape whatever reaches the page and is not Markdown already: numbers, and text that a filter made."""
    if isinstance(value, Undefined) or hasattr(value, "__html__"):
        return value
    return escaped("" if value is None else str(value))


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


def protected(value: object, words: Callable[[str], str]) -> object:
    """Return a view in which every text is the words that `words` makes of it."""
    if isinstance(value, str):
        return words(value)
    if isinstance(value, SimpleNamespace):
        return SimpleNamespace(**{key: protected(child, words) for key, child in vars(value).items()})
    if isinstance(value, Mapping):
        return {key: protected(child, words) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [protected(child, words) for child in value]
    if value is None or isinstance(value, bool | int | float | datetime.date):
        return value
    raise TypeError(f"a template cannot be given a {type(value).__name__}")
