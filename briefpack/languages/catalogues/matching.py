"""Catalogues brought up to date: which translation goes with which original, when either has moved or changed."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Literal

from briefpack.languages.catalogues.model import Catalogue, Key, Message

How = Literal["kept", "moved", "changed"]
Used = AbstractSet[Key]
"""The keys of messages that an original has, or has got the translation of."""
Matcher = Callable[[Message], Message | None]
"""Returns the message whose translation an original takes over."""
NEAR = 0.7
"""The least likeness of words that are taken for the same ones, changed."""


@dataclass(frozen=True)
class Changes:
    """Say what an update changed: the messages that are new, moved, changed or no longer wanted."""

    new: tuple[Message, ...] = ()
    moved: tuple[Message, ...] = ()
    changed: tuple[Message, ...] = ()
    dropped: tuple[Message, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.moved or self.changed or self.dropped)


def update(catalogue: Catalogue, originals: Iterable[Message]) -> tuple[Catalogue, Changes]:
    """Bring a catalogue up to date with the originals, in their order.

    A text keeps its translation if its original is the same, there, at another position of the same list, or under
    another name if the former is gone: an item or an audience may be called something else. A changed
    original keeps it too, but marked as unsure, with the original that was translated. What is no longer wanted
    becomes obsolete, and comes back when its original does.
    """
    wanted = {message.key: message for message in originals}
    matches: dict[Key, tuple[How, Message]] = {}
    for how, matcher in MATCHERS:
        match = matcher(catalogue, _used(wanted, matches))
        old = ((key, match(message)) for key, message in wanted.items() if key not in matches)
        matches |= {key: (how, message) for key, message in old if message}
    updated = {key: _carried(message, *matches[key]) if key in matches else message for key, message in wanted.items()}
    used = _used(wanted, matches)

    def matched(how: How) -> tuple[Message, ...]:
        return tuple(updated[key] for key, match in matches.items() if match[0] == how)

    changes = Changes(
        new=tuple(message for key, message in updated.items() if key not in matches),
        moved=matched("moved"),
        changed=matched("changed"),
        dropped=tuple(message for message in catalogue.messages if message.key not in used),
    )
    translated = {message.key: message for message in _translated((*catalogue.obsolete, *catalogue.messages))}
    obsolete = tuple(message for key, message in translated.items() if key not in used)
    return replace(catalogue, messages=tuple(updated.values()), obsolete=obsolete), changes


def _used(wanted: dict[Key, Message], matches: dict[Key, tuple[How, Message]]) -> Used:
    return {*wanted, *(message.key for _, message in matches.values())}


def _translated(messages: Iterable[Message], used: Used = frozenset()) -> list[Message]:
    return [message for message in messages if message.translated and message.key not in used]


def _same(catalogue: Catalogue, used: Used) -> Matcher:
    return lambda message: catalogue.by_key.get(message.key)


def _at_another_position(catalogue: Catalogue, used: Used) -> Matcher:
    """Match the same original, at any position of the same list, obsolete or not."""
    old = {_in_list(message): message for message in reversed(_translated((*catalogue.messages, *catalogue.obsolete)))}
    return lambda message: old.get(_in_list(message))


def _in_list(message: Message) -> Key:
    return ".".join("*" if part.isdecimal() else part for part in message.context.split(".")), message.original


def _under_another_name(catalogue: Catalogue, used: Used) -> Matcher:
    """Match the same original that nothing wants any more, where one name before the field differs."""
    gone = _translated((*catalogue.messages, *catalogue.obsolete), used)
    return lambda message: next((old for old in gone if _one_name_apart(message, old)), None)


def _one_name_apart(one: Message, other: Message) -> bool:
    ours, theirs = one.context.split("."), other.context.split(".")
    alike = one.original == other.original and len(ours) == len(theirs) and ours[-1] == theirs[-1]
    return alike and sum(our != their for our, their in zip(ours, theirs, strict=True)) == 1


def _in_other_words(catalogue: Catalogue, used: Used) -> Matcher:
    """Match what stood in the same place."""
    old = {message.context: message for message in _translated(catalogue.messages, used) if message.context}
    return lambda message: old.get(message.context)


def _in_similar_words(catalogue: Catalogue, used: Used) -> Matcher:
    """Match words of templates, which have no place, by their nearest, each once."""
    old = {message.original: message for message in _translated(catalogue.messages, used) if not message.context}

    def match(message: Message) -> Message | None:
        near = [] if message.context else difflib.get_close_matches(message.original, old, n=1, cutoff=NEAR)
        return old.pop(near[0]) if near else None

    return match


MATCHERS: tuple[tuple[How, Callable[[Catalogue, Used], Matcher]], ...] = (
    ("kept", _same),
    ("moved", _at_another_position),
    ("moved", _under_another_name),
    ("changed", _in_other_words),
    ("changed", _in_similar_words),
)
"""The ways to find the translation of an original, each for what those before it have left."""


def _carried(message: Message, how: How, old: Message) -> Message:
    """Return an original with the translation of an old message."""
    return replace(
        message,
        translations=old.translations,
        unsure=old.unsure or how == "changed",
        previous=(old.previous or old.original) if how == "changed" else old.previous,
        comments=old.comments,
        line=old.line,
    )
