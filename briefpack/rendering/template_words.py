"""The words in the templates themselves: those marked for translation, and those that are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import TemplateSyntaxError

from briefpack.errors import BuildError, Place, relative_name
from briefpack.languages.catalogues.model import PLACEHOLDER, Message
from briefpack.rendering.environment import Tokens, environment_for, tokens
from briefpack.rendering.loader import SUFFIX, Layer, layer_files, template_name, template_text

STRUCTURE = re.compile(
    r"^:::.*$|^\s*\|?[\s:|-]+\|?\s*$|<br ?/?>|\[\^[^\]]*\]:?|(?<!\\)(?:\](?:\([^)\s]*\)?)?(?:\{[^}]*\}?)?|[\[*#|>_])"
    r"|&nbsp;",
    re.MULTILINE,
)
"""What a template writes for the parser and not for the reader: regions, rules of tables, notes, attributes."""
SAYS_SOMETHING = re.compile(r"[^\W\d_]\s|\d|[A-Z]")
"""What a text in a tag holds that is not the name of a field."""
LONE_NUMBER = re.compile(r"\s*[^\w\s]?\d{2,}[^\w\s]?\s*")


def own_words(markdown: str) -> str:
    """Return the words that a template's own Markdown holds; empty if it is structure only."""
    bare = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", STRUCTURE.sub(" ", markdown))
    tidy = re.sub(r"^(\d+\.\s|[-:.,;·\s])+|[,;·\s]+$", "", " ".join(bare.split()))
    return tidy if re.search(r"[^\W\d]", tidy) else ""


def template_messages(templates: tuple[Path, ...], layers: Sequence[Layer] = ()) -> list[Message]:
    """Return the words of the templates that are marked for translation, in the order of files and lines.

    With layers, only those of theirs. A template with a mistake is left out: whoever renders it says so.
    """
    messages: dict[tuple[str, str], Message] = {}
    for path in _files(templates, layers):
        name = next(path.relative_to(folder).as_posix() for folder in templates if path.is_relative_to(folder))
        for message in _marked_words(path, path.stat().st_mtime_ns):
            files = messages[message.key].files if message.key in messages else ()
            messages[message.key] = replace(message, files=tuple(dict.fromkeys((*files, name))))
    return list(messages.values())


def unmarked_words(templates: tuple[Path, ...], layers: Sequence[Layer] = ()) -> Iterator[tuple[Place, str]]:
    """Yield the words that stand in templates as they are, whatever the language, with their lines."""
    for path in _files(templates, layers):
        name = relative_name(path)
        yield from ((Place(name, line), words) for line, words in _unmarked_words(path, path.stat().st_mtime_ns))


def template_statements(*asked: tuple[Sequence[Layer], Iterable[str]]) -> Iterator[tuple[Place, str]]:
    """Yield everything that the templates of some documents may say themselves, with its line, each template once.

    That is what stands outside tags, and each text within one: some are names of fields, which say nothing. `asked`:
    documents, each group with the layers in which their templates are looked up.
    """
    for path in dict.fromkeys(path for layers, documents in asked for path in _read_for(layers, documents)):
        name = relative_name(path)
        yield from ((Place(name, line), words) for line, words in _statements(path, path.stat().st_mtime_ns))


def _read_for(layers: Sequence[Layer], documents: Iterable[str]) -> list[Path]:
    """Return the templates of some documents, with what they extend, include or import, in every layer."""
    names = [template_name(document) for document in documents]
    paths: dict[Path, None] = {}
    for name in names:  # which grows meanwhile
        is_within = not Path(name).anchor and ".." not in Path(name).parts
        for path in (layer.folder / name for layer in layers if is_within):
            if path.is_file() and path not in paths:
                paths[path] = None
                parts = template_tokens(path, path.stat().st_mtime_ns)
                names += [text[1:-1] for _, kind, text in parts if kind == "string" and text[1:-1].endswith(SUFFIX)]
    return list(paths)


def _files(templates: tuple[Path, ...], layers: Sequence[Layer]) -> list[Path]:
    """Return the templates of the layers, what is common first, or all that there are, reports among them."""
    if layers:
        return [path for layer in reversed(layers) for path in layer_files(layer)]
    return [path for folder in reversed(templates) for path in sorted(folder.rglob(f"*{SUFFIX}")) if path.is_file()]


@cache
def template_tokens(path: Path, changed: int) -> Tokens:
    """Return the tokens of a template, each with its line, kind and text; none of one with a mistake."""
    try:
        return tokens(template_text(path))
    except (TemplateSyntaxError, BuildError):
        return ()


@cache
def _unmarked_words(path: Path, changed: int) -> tuple[tuple[int, str], ...]:
    """Return the words that stand in a template outside tags, line by line."""
    return tuple((line, text) for line, text in _words_outside(path, changed) if re.search(r"[^\W\d_]{2}", text))


def _words_outside(path: Path, changed: int, by_cell: bool = False) -> Iterator[tuple[int, str]]:
    """Yield the words of each line outside tags; with `by_cell`, what stands in a cell of a table apart."""
    for first, kind, text in template_tokens(path, changed):
        if kind == "data":
            for n, line in enumerate(text.split("\n")):
                for part in line.split("|") if by_cell else (line,):
                    yield first + n, own_words(part) or (part.strip() if LONE_NUMBER.fullmatch(part) else "")


@cache
def _statements(path: Path, changed: int) -> tuple[tuple[int, str], ...]:
    """Return the texts of a template, outside tags and within, placeholders as blanks."""
    parts = template_tokens(path, changed)
    within = ((line, text[1:-1]) for line, kind, text in parts if kind == "string" and SAYS_SOMETHING.search(text))
    texts = (*_words_outside(path, changed, by_cell=True), *within, *_printed_numbers(parts))
    return tuple((line, PLACEHOLDER.sub(" ", text).strip()) for line, text in texts if text.strip())


def _printed_numbers(tokens: Sequence[tuple[int, str, str]]) -> Iterator[tuple[int, str]]:
    """Yield each number that a tag prints as it is, with the words behind it: {{ 40 }} million."""
    for n in range(1, len(tokens) - 1):
        around = tokens[n - 1][1], tokens[n + 1][1]
        if tokens[n][1] in ("integer", "float") and around == ("variable_begin", "variable_end"):
            behind = tokens[n + 2][2].partition("\n")[0] if n + 2 < len(tokens) and tokens[n + 2][1] == "data" else ""
            yield tokens[n][0], f"{tokens[n][2]}{behind}"


@cache
def _marked_words(path: Path, changed: int) -> tuple[Message, ...]:
    environment = environment_for(())
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
    for kept in (environment_for, _marked_words, _unmarked_words, template_tokens, _statements):
        kept.cache_clear()
