"""What a field of content is, declared at the field: words, a pointer, a constant or a mark.

Code that needs to know what is translated, what points where or what may be reworded walks a part and looks at the
kinds of its fields. A new field is one line in the model.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from briefpack.yaml_file import KeyPath


@dataclass(frozen=True, slots=True)
class Words:
    """Mark a text that readers read and translators translate. Its value tells whether it is Markdown or plain."""

    rewordable: bool = False
    """Whether an audience may put other words in its place."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Mark an id, or a run of ids (`p11..p18`), of something defined elsewhere.

    to: the list of the pack or the source in which it is defined; `items` means all lists of items.
    """

    to: str


@dataclass(frozen=True, slots=True)
class Constant:
    """Mark what readers see and no language changes: a date, an address on the net, a telephone number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark what no reader reads: ids, digests, numbers that sort, choices of look and language."""


Kind = Words | Pointer | Constant | Mark
ALL = (Words, Pointer, Constant, Mark)


class Part(BaseModel):
    """Hold a group of fields of content; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        kinds(cls)  # a text that does not say what it is fails here, before anybody forgets it


AnyPart = TypeVar("AnyPart", bound=Part)


class Entry(NamedTuple):
    """Hold one value of a part.

    key: the way to it in catalogues, with ids in place of positions: `("proposals", "working-table", "title")`.
    """

    path: KeyPath
    key: tuple[str, ...]
    kind: Kind
    value: Any


def walk(part: Part, key: tuple[str, ...] = (), only: tuple[type[Kind], ...] = ALL) -> Iterator[Entry]:
    """Yield every value that a part and the parts within it hold, in the order of the model; None is no value.

    `key`: how their keys begin. `only`: the kinds of fields whose values are asked for.
    """
    for name, kind in _fields(type(part), only):
        value = getattr(part, name)
        entries: list[Entry] = []
        if isinstance(value, tuple):
            for n, child in enumerate(value):
                _gather(child, kind, (name, n), (*key, name, getattr(child, "id", str(n))), only, entries)
                yield from entries
                entries.clear()
        else:
            _gather(value, kind, (name,), (*key, name), only, entries)
            yield from entries


def _gather(
    value: Any, kind: Kind, path: KeyPath, key: tuple[str, ...], only: tuple[type[Kind], ...], entries: list[Entry]
) -> None:
    """Add what a value holds; a list is quicker than generators within each other, and one item's is short."""
    if isinstance(value, str):
        entries.append(Entry(path, key, kind, value))
    elif isinstance(value, Part):
        for name, own in _fields(type(value), only):
            _gather(getattr(value, name), own, (*path, name), (*key, name), only, entries)
    elif isinstance(value, tuple):
        for n, child in enumerate(value):
            _gather(child, kind, (*path, n), (*key, getattr(child, "id", str(n))), only, entries)
    elif isinstance(value, dict):
        for name, child in value.items():
            _gather(child, kind, (*path, name), (*key, name), only, entries)
    elif value is not None:
        entries.append(Entry(path, key, kind, value))


@cache
def _fields(model: type[Part], only: tuple[type[Kind], ...]) -> tuple[tuple[str, Kind], ...]:
    """Return the fields of some kinds, and those that hold parts with fields of their own."""
    holding = {name for name, field in model.model_fields.items() if _holds_parts(field.annotation)}
    return tuple((name, kind) for name, kind in kinds(model).items() if isinstance(kind, only) or name in holding)


def _holds_parts(annotation: Any) -> bool:
    return (isinstance(annotation, type) and issubclass(annotation, Part)) or any(
        map(_holds_parts, get_args(annotation))
    )


@cache
def kinds(model: type[Part]) -> dict[str, Kind]:
    """Return what each field of a model is. Raise TypeError for a text that does not say so."""
    return {name: _kind(field.annotation, field.metadata, name) for name, field in model.model_fields.items()}


def _kind(annotation: Any, metadata: list[Any], name: str) -> Kind:
    if stated := [mark for mark in metadata if isinstance(mark, Kind)]:
        return stated[-1]
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return _kind(arguments[0], list(arguments[1:]), name)
    if get_origin(annotation) in (tuple, Union, UnionType):
        return _kind(arguments[0], [], name)
    if get_origin(annotation) is dict:
        return _kind(arguments[1], [], name)
    if annotation is str:
        raise TypeError(f"the text “{name}” does not say whether it is words, a pointer, a constant or a mark")
    return Constant() if annotation is datetime.date else Mark()


def replaced(part: AnyPart, changes: Mapping[KeyPath, str]) -> AnyPart:
    """Return a part with other texts at some paths."""
    data = part.model_dump(mode="json", exclude_unset=True)
    for (*path, last), text in changes.items():
        holder: Any = data
        for step in path:  # what a model holds by default is not in the data yet
            holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
        holder[last] = text
    return type(part).model_validate(data)
