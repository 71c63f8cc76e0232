"""The words in the templates themselves: those marked for translation, and those that are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import TemplateSyntaxError

from briefpack.errors import BuildError, Place, relative_name
from briefpack.languages.catalogues.model import Message
from briefpack.rendering.environment import environment_for
from briefpack.rendering.loader import SUFFIX, template_layers, template_text

STRUCTURE = re.compile(
    r"^:::.*$|^\s*\|?[\s:|-]+\|?\s*$|\[\^[^\]]*\]:?|(?<!\\)(?:\](?:\([^)\s]*\)?)?(?:\{[^}]*\}?)?|[\[*#|>_])|&nbsp;",
    re.MULTILINE,
)
"""What a template writes for the parser and not for the reader: regions, rules of tables, notes, attributes."""


def own_words(markdown: str) -> str:
    """Return the words that a template's own Markdown holds; empty if it is structure only."""
    bare = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", STRUCTURE.sub(" ", markdown))
    tidy = re.sub(r"^(\d+\.\s|[-:.,;·\s])+|[,;·\s]+$", "", " ".join(bare.split()))
    return tidy if re.search(r"[^\W\d]", tidy) else ""


def template_messages(templates: tuple[Path, ...], audience: str = "*") -> list[Message]:
    """Return the words of the templates that are marked for translation, in the order of files and lines.

    With an audience, only those that it may read. A template with a mistake is left out: whoever renders it says so.
    """
    messages: dict[tuple[str, str], Message] = {}
    for path in _shown_to(audience, templates):
        name = next(path.relative_to(folder).as_posix() for folder in templates if path.is_relative_to(folder))
        for message in _marked_words(path, path.stat().st_mtime_ns):
            files = messages[message.key].files if message.key in messages else ()
            messages[message.key] = replace(message, files=tuple(dict.fromkeys((*files, name))))
    return list(messages.values())


def unmarked_words(templates: tuple[Path, ...], audience: str = "*") -> Iterator[tuple[Place, str]]:
    """Yield the words that stand in templates as they are, whatever the language, with their lines."""
    for path in _shown_to(audience, templates):
        for line, words in _unmarked_words(path, path.stat().st_mtime_ns):
            yield Place(relative_name(path), line), words


def _shown_to(audience: str, templates: tuple[Path, ...]) -> list[Path]:
    """Return the templates that an audience may read from, or all for `*`, reports about packs among them."""
    folders = template_layers(templates, audience) if audience != "*" else templates
    overlays = {folder / "audiences" for folder in templates}
    reports = {folder / "reports" for folder in templates}
    paths = [path for folder in reversed(folders) for path in sorted(folder.rglob(f"*{SUFFIX}"))]
    shown = [path for path in paths if audience == "*" or not overlays & set(path.parents) or audience in path.parts]
    for_all = audience == "*"
    return [path for path in dict.fromkeys(shown) if path.is_file() and (for_all or reports.isdisjoint(path.parents))]


@cache
def _unmarked_words(path: Path, changed: int) -> tuple[tuple[int, str], ...]:
    """Return the words that stand in a template outside tags, line by line."""
    try:
        tokens = list(environment_for((path.parent,)).lex(template_text(path)))
    except (TemplateSyntaxError, BuildError):
        return ()
    lines = (
        (first + n, line) for first, kind, text in tokens if kind == "data" for n, line in enumerate(text.split("\n"))
    )
    words = ((number, own_words(line)) for number, line in lines)
    return tuple((number, text) for number, text in words if re.search(r"[^\W\d_]{2}", text))


@cache
def _marked_words(path: Path, changed: int) -> tuple[Message, ...]:
    environment = environment_for((path.parent,))
    try:
        calls = environment.extract_translations(template_text(path))  # type: ignore[attr-defined]
        return tuple(_message(name, words) for _, name, words in calls)
    except (TemplateSyntaxError, BuildError):
        return ()


def _message(function: str, words: str | tuple[str | None, ...]) -> Message:
    """Return what a call of a gettext function asks for."""
    texts = [text or "" for text in ((words,) if isinstance(words, str) else words)]
    context = texts.pop(0) if function in ("pgettext", "npgettext") else ""
    return Message(context, texts[0], texts[1] if function in ("ngettext", "npgettext") else "")


def forget() -> None:
    """Forget every template: for whoever knows of changes that times of files do not show."""
    for kept in (environment_for, _marked_words, _unmarked_words):
        kept.cache_clear()
