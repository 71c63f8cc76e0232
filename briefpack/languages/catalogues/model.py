"""What a catalogue holds: messages with their translations, and the headers that describe them."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from babel.messages.plurals import get_plural

from briefpack.errors import BuildError, Place, error, relative_name

Key = tuple[str, str]
"""What a translation is found by: its context and its original."""
REVIEWED = "X-Reviewed-By"
"""The header that names the native speaker who has read the translation; empty or absent: nobody has."""
PLURALS_HINT = "Correct its Plural-Forms, the headers of another catalogue show how."
UNSURE = "fuzzy"
FORMATS = ("python-format", "python-brace-format")
"""Flags by which editors check placeholders: written where they are needed, whatever was read."""
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
COMMENT = f"""# A translation, for Poedit or any other editor of gettext catalogues: see docs/translating.md.
# {REVIEWED} names the native speaker who has read it all; while it is empty, the build says that nobody has."""


@dataclass(frozen=True)
class Message:
    """Hold one text and its translation; one with a plural has a translation a plural form."""

    context: str
    original: str
    plural: str = ""
    translations: tuple[str, ...] = ()
    unsure: bool = False
    """Whether it is marked fuzzy: its original has changed, or its translator had doubts."""
    previous: str = ""
    """The original that was translated, if it has changed since."""
    line: int = 0
    comments: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return self.context, self.original

    @property
    def translated(self) -> bool:
        """Tell whether it has all its translations, sure or unsure."""
        return bool(self.translations) and all(text.strip() for text in self.translations)


@dataclass(frozen=True)
class Catalogue:
    """Hold the translations into one language, in the file's order, and the headers that describe them."""

    path: Path
    language: str
    messages: tuple[Message, ...] = ()
    obsolete: tuple[Message, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    comment: str = ""
    plural_rule: str = "(n != 1)"
    by_key: dict[Key, Message] = field(default_factory=dict, init=False, compare=False, repr=False)
    by_context: dict[str, Message] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.by_key.update((message.key, message) for message in self.messages)
        self.by_context.update((message.context, message) for message in self.messages if message.context)

    @property
    def reviewed_by(self) -> str:
        return next((value.strip() for name, value in self.headers if name.casefold() == REVIEWED.casefold()), "")

    def place(self, message: Message | None = None) -> Place:
        line = message.line if message else 1
        return Place(relative_name(self.path), line, 0, message.context if message else "")

    def holding(self, text: str) -> Iterator[tuple[Place, str]]:
        """Yield every translation that holds the text, after its place."""
        for message in self.messages:
            for translation in message.translations:
                if text in translation:
                    yield self.place(message), translation

    def plural_form(self, number: int, forms: int) -> int:
        """Return which of a message's so many translations goes with a number, counted from 0. Raise BuildError."""
        try:
            return plural_form(self.plural_rule, number, forms)
        except ValueError:
            what = f"its rule of plurals has none of {forms} forms for {number}: {self.plural_rule}"
            raise BuildError([error(what, Place(relative_name(self.path), 1), PLURALS_HINT)]) from None


def plural_form(rule: str, number: int, forms: int) -> int:
    """Return which of so many forms a rule chooses for a number. Raise ValueError if it is none of them."""
    try:
        form = int(_rule(rule)(number))
    except ArithmeticError as failure:
        raise ValueError(rule) from failure
    if not 0 <= form < forms:
        raise ValueError(rule)
    return form


@lru_cache(maxsize=64)
def _rule(rule: str) -> Callable[[int], int]:
    return gettext.c2py(rule)


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text as they are written: %(name)s, {name}."""
    return {match[0] for match in PLACEHOLDER.finditer(text)}


def new_catalogue(path: Path, name: str) -> Catalogue:
    """Return an empty catalogue for the language that the file is named after; `name` says what it translates."""
    count, rule = get_plural(path.stem.replace("-", "_"))[:2]
    headers = (
        ("Project-Id-Version", name),
        ("Language", path.stem.replace("-", "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", f"nplurals={count}; plural={rule};"),
        (REVIEWED, ""),
    )
    return Catalogue(path, path.stem, headers=headers, comment=COMMENT, plural_rule=rule)
