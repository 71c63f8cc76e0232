"""Gettext catalogues: read, checked and written; what translators work on with Poedit or any other editor of them.

Babel reads. What is written is written here: Babel drops headers that it does not know, writes the clock, and breaks
a long previous original (`#|`) in the middle of a word, so that other programs cannot read it.
"""

from __future__ import annotations

import difflib
import gettext
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, PoFileParser, denormalize, normalize

from briefpack.errors import BuildError, Place, Problem, error, raise_errors, relative_name
from briefpack.languages.characters import character_problems

Key = tuple[str, str]
"""What a translation is found by: its context and its original."""
REVIEWED = "X-Reviewed-By"
"""The header that names the native speaker who has read the translation; empty or absent: nobody has."""
UNSURE = "fuzzy"
FORMATS = ("python-format", "python-brace-format")
"""Flags by which editors check placeholders; Babel guesses them from any percent sign or brace."""
WIDTH = 100
LINE = re.compile(
    r'\s*(#(?!~).*|(#~\s*)?((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s+)?"([^"\\]|\\[ntr"\\])*"\s*|#~\s*)?\Z'
)
OBSOLETE_PREVIOUS = re.compile(r"^\s*#~\s*\|", re.MULTILINE)
"""How gettext and Poedit begin the previous original of an obsolete text; Babel knows that of others alone."""
LONE_PERCENT = re.compile(r"%(?!\(\w+\)s)(?<!%%)(?!%)")
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


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
        return bool(self.translations) and all(text.strip() for text in self.translations)


@dataclass(frozen=True)
class Catalogue:
    """Hold the translations into one language, in the file's order, and what is said of them all."""

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

    def holding(self, text: str) -> Iterator[Place]:
        """Yield the place of every translation that holds the text."""
        for message in self.messages:
            if any(text in translation for translation in message.translations):
                yield self.place(message)

    def plural_form(self, number: int) -> int:
        return int(gettext.c2py(self.plural_rule)(number))


class _Reader(Catalog):
    """Keep what Babel’s own catalogue forgets: all headers, and that an entry stands twice."""

    def __init__(self) -> None:
        super().__init__()
        self.headers: tuple[tuple[str, str], ...] = ()
        self.comment = ""
        self.repeated: list[Any] = []

    def __setitem__(self, key: Any, message: Any) -> None:
        if not key:
            self.headers = tuple(_headers(message.string))
            self.comment = "\n".join(f"# {line}".rstrip() for line in message.user_comments)
        elif self._key_for(key, message.context) in self._messages:
            self.repeated.append(message)
            return
        super().__setitem__(key, message)


def _headers(text: str) -> Iterator[tuple[str, str]]:
    """Yield the headers; a line that is none is left out, and not those after it as in an e-mail."""
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip():
            yield name.strip(), value.strip()


def read_catalogue(path: Path) -> Catalogue:
    """Read the catalogue of the language that its file is named after. Raise BuildError with all its problems."""
    place = Place(relative_name(path))
    text = _text(path, place)
    raise_errors(_line_problems(text, place))
    reader = _Reader()
    try:
        PoFileParser(reader, abort_invalid=True).parse(io.StringIO(text))
    except PoFileError as problem:
        where = replace(place, line=problem.lineno + 1)
        raise BuildError(
            [error(f"cannot be read: {problem}", where, "Look at this entry and the one above.")]
        ) from None
    except (ValueError, IndexError) as problem:
        hint = "Compare its first entry, the headers, with those of another catalogue."
        raise BuildError([error(f"cannot be read: {problem}", place, hint)]) from None
    made = Catalogue(
        path,
        path.stem,
        tuple(_message(message) for message in reader if message.id),
        tuple(_message(message) for message in reader.obsolete.values()),
        reader.headers,
        reader.comment,
        str(reader.plural_expr),
    )
    found = [*_plural_problems(made), *_repeated_problems(reader, made), *_placeholder_problems(made)]
    for message in made.messages:
        found += character_problems("".join(message.translations), made.place(message))
    raise_errors(found)
    return made


def _text(path: Path, place: Place) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as problem:
        raise BuildError([error(f"cannot be read: {problem.strerror}", place)]) from None
    except UnicodeDecodeError:
        raise BuildError([error("is not UTF-8 text", place, "Save the catalogue as UTF-8.")]) from None
    return OBSOLETE_PREVIOUS.sub("#|", text)


def _line_problems(text: str, place: Place) -> Iterator[Problem]:
    """Find lines that no catalogue has: Babel reads some of them, and loses words."""
    for number, line in enumerate(text.split("\n"), 1):
        if not LINE.match(line):
            hint = 'A line is a comment (#), or a keyword and a text between straight quotation marks: msgstr "…".'
            yield error(f"is not a line of a catalogue: {line.strip()[:60]}", replace(place, line=number), hint)


def _message(message: Any) -> Message:
    previous = [comment[1:].strip() for comment in message.user_comments if comment.startswith("|")]
    several = isinstance(message.id, tuple)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return Message(
        context=message.context or "",
        original=message.id[0] if several else message.id,
        plural=message.id[1] if several else "",
        translations=tuple(text or "" for text in strings),
        unsure=UNSURE in message.flags,
        previous=_previous(previous),
        line=message.lineno or 0,
        comments=tuple(comment for comment in message.user_comments if not comment.startswith("|")),
        files=tuple(dict.fromkeys(file for file, _ in message.locations)),
        flags=tuple(sorted(set(message.flags) - {UNSURE, *FORMATS})),
    )


def _previous(lines: list[str]) -> str:
    """Return the previous original from the comments that hold it; its context, if one is noted, is the same."""
    kept: list[str] = []
    for line in lines:
        keyword, quote, rest = line.partition('"')
        kept = [] if keyword.strip() == "msgid" else kept
        if keyword.strip() in ("", "msgid") and quote:
            kept.append(denormalize(quote + rest))
    return "".join(kept)


def _plural_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Find a rule of plurals that cannot be reckoned: gettext tells only once it is asked for a number."""
    try:
        catalogue.plural_form(1)
    except (ValueError, ArithmeticError):
        rule = catalogue.plural_rule
        yield error(f"its rule of plurals cannot be read: {rule}", catalogue.place(), "Correct its Plural-Forms.")


def _repeated_problems(reader: _Reader, catalogue: Catalogue) -> Iterator[Problem]:
    hint = "Keep one of the two."
    for message in reader.repeated:
        place = replace(catalogue.place(), line=message.lineno, key=message.context or "")
        yield error("the same text stands twice", place, hint)
    for message in catalogue.messages:
        if message.context and catalogue.by_context[message.context] is not message:
            yield error("stands twice, with two originals", catalogue.place(message), hint)


def _placeholder_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Find a translation that fills in other words than its original, or writes a percent sign that is not one."""
    for message in catalogue.messages:
        wanted = placeholders(message.original) | placeholders(message.plural)
        if not message.context and LONE_PERCENT.search("".join(message.translations)):
            hint = "Write %% for a percent sign in the words of a template."
            yield error("a percent sign stands alone", catalogue.place(message), hint)
        for text in filter(None, message.translations):
            found = placeholders(text)
            if found != wanted:
                named = ", ".join(sorted(wanted ^ found))
                hint = "Keep what stands as %(name)s or {name} as it is; only its place may change."
                yield error(
                    f"the translation does not hold the same placeholders: {named}", catalogue.place(message), hint
                )


def placeholders(text: str) -> set[str]:
    return {found[0] for found in PLACEHOLDER.finditer(text)}


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


COMMENT = f"""# A translation, for Poedit or any other editor of gettext catalogues: see docs/translating.md.
# {REVIEWED} names the native speaker who has read it all; while it is empty, the build says that nobody has."""


def catalogue_text(catalogue: Catalogue) -> str:
    """Return the catalogue as its file holds it: equal catalogues are equal text, whatever the clock says."""
    headers = "".join(f"{name}: {value}\n" for name, value in catalogue.headers if name != "POT-Creation-Date")
    head = f'{catalogue.comment}\nmsgid ""\nmsgstr {normalize(headers, width=WIDTH)}\n'
    texts = [_entry(message) for message in catalogue.messages]
    return "\n".join([head, *texts, *(_entry(message, "#~ ") for message in catalogue.obsolete)])


def _entry(message: Message, prefix: str = "") -> str:
    lines = [f"# {comment}" for comment in message.comments]
    if not prefix:
        lines += [f"#: {file}" for file in message.files]
        # A percent sign is one in a pack, and a placeholder in a template: editors check those that are marked.
        formats = [FORMATS[0]] if not message.context and "%(" in message.original else []
        flags = [UNSURE] * message.unsure + list(message.flags) + formats
        lines += [f"#, {', '.join(flags)}"] if flags else []
    elif message.unsure:
        lines.append(f"#, {UNSURE}")
    if message.previous:
        lines += [f"{prefix.strip() or '#'}| {line}" for line in _keyword("msgid", message.previous)]
    body = _keyword("msgctxt", message.context) if message.context else []
    body += _keyword("msgid", message.original)
    body += _keyword("msgid_plural", message.plural) if message.plural else []
    for number, text in enumerate(message.translations or ("",)):
        body += _keyword(f"msgstr[{number}]" if message.plural else "msgstr", text)
    return "\n".join([*lines, *(prefix + line for line in body)]) + "\n"


def _keyword(keyword: str, text: str) -> list[str]:
    return f"{keyword} {normalize(text, width=WIDTH)}".split("\n")


@dataclass(frozen=True)
class Changes:
    """Say what an update changed: the messages that are new, moved, changed or no longer wanted."""

    new: tuple[Message, ...] = ()
    moved: tuple[Message, ...] = ()
    changed: tuple[Message, ...] = ()
    dropped: tuple[Message, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.moved or self.changed or self.dropped)


def update(catalogue: Catalogue, wanted: Iterable[Message]) -> tuple[Catalogue, Changes]:
    """Bring a catalogue up to date with the originals, in their order.

    A text keeps its translation if its original is the same, there, at another position of the same list, or under
    another name if the former is gone: an item or an audience may be called something else. A changed
    original keeps it too, but marked as unsure, with the original that was translated. What is no longer wanted
    becomes obsolete, and comes back when its original does.
    """
    originals = list(wanted)
    kept = {message.key: found for message in originals if (found := catalogue.by_key.get(message.key))}
    moved = _moved(catalogue, [message for message in originals if message.key not in kept])
    moved |= _renamed(catalogue, originals, kept | moved)
    used = {message.key for message in (*originals, *moved.values())}
    spare = [message for message in catalogue.messages if message.translated and message.key not in used]
    changed = _changed(spare, [m for m in originals if m.key not in kept and m.key not in moved])
    used |= {message.key for message in changed.values()}
    old = {message.key: message for message in (*catalogue.obsolete, *catalogue.messages) if message.translated}
    made = {m.key: _carried(m, (kept | moved | changed).get(m.key), m.key in changed) for m in originals}
    changes = Changes(
        tuple(m for key, m in made.items() if key not in kept | moved | changed),
        tuple(made[key] for key in moved),
        tuple(made[key] for key in changed),
        tuple(m for m in catalogue.messages if m.key not in used),
    )
    obsolete = tuple(message for key, message in old.items() if key not in used)
    return replace(catalogue, messages=tuple(made.values()), obsolete=obsolete), changes


def _moved(catalogue: Catalogue, originals: list[Message]) -> dict[Key, Message]:
    """Find translations of the same original: obsolete ones, and those at another position of the same list."""
    old = [message for message in (*catalogue.messages, *catalogue.obsolete) if message.translated]
    found = {(_without_positions(message.context), message.original): message for message in reversed(old)}
    places = {message.key: (_without_positions(message.context), message.original) for message in originals}
    return {key: found[place] for key, place in places.items() if place in found}


def _renamed(catalogue: Catalogue, originals: list[Message], kept: Mapping[Key, Message]) -> dict[Key, Message]:
    """Find translations of the same original that nothing wants any more, where one name before the field differs."""
    wanted = {*(message.key for message in originals), *(message.key for message in kept.values())}
    gone: dict[str, list[Message]] = {}
    for message in (*catalogue.messages, *catalogue.obsolete):
        if message.translated and message.context and message.key not in wanted:
            gone.setdefault(message.original, []).append(message)
    missing = [message for message in originals if message.key not in kept]
    near = (
        (message, [old for old in gone.get(message.original, ()) if _one_name_apart(message, old)])
        for message in missing
    )
    return {message.key: found[0] for message, found in near if found}


def _one_name_apart(one: Message, other: Message) -> bool:
    ours, theirs = one.context.split("."), other.context.split(".")
    alike = len(ours) == len(theirs) and ours[-1] == theirs[-1]
    return alike and sum(our != their for our, their in zip(ours, theirs, strict=True)) == 1


def _without_positions(context: str) -> str:
    return ".".join("*" if part.isdecimal() else part for part in context.split("."))


def _changed(spare: list[Message], originals: list[Message]) -> dict[Key, Message]:
    """Find translations of what the originals were before: of the same context, else of the nearest words."""
    by_context = {message.context: message for message in spare if message.context}
    by_words = {message.original: message for message in spare if not message.context}
    found: dict[Key, Message] = {}
    for message in originals:
        near = [] if message.context else difflib.get_close_matches(message.original, by_words, n=1, cutoff=0.7)
        before = by_context.get(message.context) or (by_words.pop(near[0]) if near else None)
        if before:
            found[message.key] = before
    return found


def _carried(message: Message, old: Message | None, changed: bool) -> Message:
    """Return an original with the translation of an old message."""
    if old is None:
        return message
    return replace(
        message,
        translations=old.translations,
        unsure=old.unsure or changed,
        previous=(old.previous or old.original) if changed else old.previous,
        comments=old.comments,
        line=old.line,
    )
