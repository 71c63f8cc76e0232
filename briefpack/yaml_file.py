"""Read a YAML file into a model, with the line and column of every value.

Plain scalars stay text: what a value is, the model says, not the shape of the word. So `no` is Norway where
a text is expected, and `2023-08-10` a date only where a date is. Anchors, tags and a second document are
refused: they have no use in content and can be made to blow a reader up.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefpack.errors import BuildError, Findings, Place, Problem, did_you_mean, error, possible_name, relative_name
from briefpack.files import read_text
from briefpack.yaml_slips import LIST_OR_TEXT, QUOTE_IT, begins_with, slip

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: the same result, more slowly
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

KeyPath = tuple[str | int, ...]
"""The way to a value through keys and positions: `("proposals", 0, "title")`."""
Model = TypeVar("Model", bound=BaseModel)
QUOTED = {"'", '"', "|", ">"}
NULLS = {"", "~", "null"}
REMARK = re.compile(r"\s+(#.*)")
"""What ends a text that is not in quotation marks."""
TAGS = {None, "!"} | {
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "merge", "seq", "map")
}
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What YAML 1.1 does not allow in a file."""
MAX_BYTES = 64_000_000
MAX_VALUES = 2_000_000
"""A value takes some 400 bytes of memory with its place, however short it is."""
MAX_DEPTH = 40
TOO_DEEP = f"is nested more than {MAX_DEPTH} deep"
SHOWN = 60
"""Of a value that is refused, so many letters are quoted."""
NUMBERS = {"int": "a whole number", "float": "a number", "finite": "a number", "bool": "true or false"}
"""What is meant where pydantic’s kinds of finding begin so."""
SPLIT = "Split it into several packs."
PUT_IT_BACK = "Put it back, or copy one from another pack: invoke new.pack NAME starts one of each kind."


class Unusable(ValueError):
    """Say what a value of a field cannot be, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass
class YamlFile:
    """Hold a file's data and where each of its keys and values stands."""

    path: Path
    data: Any = None
    values: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    keys: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    remarks: dict[KeyPath, str] = field(default_factory=dict)
    """What stands behind “ #” on the line where a text ends."""

    def place(self, *path: str | int) -> Place:
        """Return the place of the value at `path`, or of the nearest thing above it that exists."""
        return self._place(self.values, path)

    def key_place(self, *path: str | int) -> Place:
        """Return the place of the key at `path` itself, for what is wrong with its name."""
        return self._place(self.keys if path in self.keys else self.values, path)

    def holding(self, text: str) -> Iterator[Place]:
        """Yield the place of every value that holds the text."""
        for path in self.values:
            value = self._at(path)
            if isinstance(value, str) and text in value:
                yield self.place(*path)

    def _at(self, path: KeyPath) -> Any:
        value = self.data
        for part in path:
            value = value[part]
        return value

    def _place(self, marks: dict[KeyPath, tuple[int, int]], path: KeyPath) -> Place:
        line, column = next((marks[path[:n]] for n in range(len(path), -1, -1) if path[:n] in marks), (1, 1))
        return Place(self._name, line, column, key_path(path))

    @cached_property
    def _name(self) -> str:
        return relative_name(self.path)


def key_path(path: KeyPath) -> str:
    """Write a path as people do: `items.2.title` for ("items", 2, "title")."""
    return ".".join(str(part) for part in path)


def read_yaml(path: Path) -> YamlFile:
    """Read one YAML file. Raise BuildError with all its problems."""
    return parse_yaml(yaml_text(path), path)


def parse_yaml(text: str, path: Path) -> YamlFile:
    """Read the text of a YAML file; places name `path`. Raise BuildError with all its problems."""
    file, findings = YamlFile(path), Findings()
    try:
        events = yaml.parse(text, Loader=_Loader)
        file.data = _Reader(file, events, text.split("\n"), findings).document()
    except yaml.MarkedYAMLError as problem:
        findings.append(_syntax_problem(problem, Place(relative_name(path)), text.split("\n")))
    findings.raise_errors()
    return file


def read_model(path: Path, model: type[Model]) -> tuple[Model, YamlFile]:
    """Read one YAML file into `model`. Raise BuildError with all its problems, each at its line and column."""
    file = read_yaml(path)
    return validate(file, model), file


def validate(file: YamlFile, model: type[Model]) -> Model:
    """Check a file's data against `model`. Raise BuildError with every finding of pydantic at its place."""
    try:
        return model.model_validate(file.data)
    except ValidationError as invalid:
        refused: list[dict[str, Any]] = [dict(details) for details in invalid.errors()]
        above = {details["loc"][:n] for details in refused for n in range(len(details["loc"]))}
        # A list whose only entry is refused is not too short as well.
        apart = [details for details in refused if details["type"] != "too_short" or details["loc"] not in above]
        raise BuildError(_problem(details, file, model) for details in apart) from None


def yaml_text(path: Path) -> str:
    """Return a file's text with line feeds as line ends. Raise BuildError for one that no YAML file may have."""
    text = read_text(path, MAX_BYTES, missing=PUT_IT_BACK, large=SPLIT)
    place = Place(relative_name(path))
    unprintable = UNPRINTABLE.search(text)
    if unprintable:
        line, start = text.count("\n", 0, unprintable.start()) + 1, text.rfind("\n", 0, unprintable.start())
        where = Place(place.file, line, unprintable.start() - start)
        character = f"U+{ord(unprintable[0]):04X}"
        raise BuildError([error(f"holds the control character {character}", where, "Delete it: it is not visible.")])
    return text


def _syntax_problem(problem: yaml.MarkedYAMLError, place: Place, lines: list[str]) -> Problem:
    technical = f"{problem.context or ''} {problem.problem or ''}"
    ended = "end of stream" in technical  # then the place where it began says more
    mark = (problem.context_mark if ended else None) or problem.problem_mark or problem.context_mark
    where = Place(place.file, mark.line + 1, mark.column + 1) if mark else place
    if "nesting depth" in technical:  # libyaml 0.2.6 and later count before we do
        return error(TOO_DEEP, where)
    what, hint = slip(lines, mark.line if mark else 0, mark.column if mark else 0, technical)
    return error(f"is not valid YAML: it {what}", where, hint)


class _Reader:
    """Turn parser events into text, lists and dicts and note where each stands.

    Events and not composed nodes: libyaml's composer recurses without a limit, and would follow references.
    """

    def __init__(self, file: YamlFile, events: Iterator[Any], lines: list[str], findings: Findings) -> None:
        self.file = file
        self.events = events
        self.lines = lines
        self.findings = findings

    def document(self) -> Any:
        data: Any = {}
        for event in self.events:
            if isinstance(event, DocumentStartEvent) and () in self.file.values:
                raise BuildError([error("holds a second document", self._place(event, ()), "Take the line “---” out.")])
            if isinstance(event, NodeEvent):
                data = self.value(event, ())
        return data

    def value(self, event: Any, path: KeyPath) -> Any:
        self.file.values[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if len(path) > MAX_DEPTH:
            raise BuildError([error(TOO_DEEP, self._place(event, ()))])
        if len(self.file.values) > MAX_VALUES:
            raise BuildError([error(f"holds more than {MAX_VALUES:,} values", self._place(event, ()), SPLIT)])
        sign = "*" if isinstance(event, AliasEvent) else "&" if event.anchor else "!" if event.tag not in TAGS else ""
        if sign:
            self.refuse(begins_with(sign), event, path)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path)
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        return None if isinstance(event, AliasEvent) else self.scalar(event, path)

    def scalar(self, event: Any, path: KeyPath) -> Any:
        if event.style in QUOTED:
            return event.value
        cut = REMARK.match(self.lines[event.end_mark.line], event.end_mark.column)
        if cut and event.value:
            self.file.remarks[path] = cut[1]
        elif cut and re.match(r"#[^\s#]", cut[1]):
            self.refuse((f"is empty: “{cut[1].split()[0]}” is taken for a remark", QUOTE_IT), event, path)
        for line in range(event.start_mark.line + 1, event.end_mark.line + 1):
            if self.lines[line].lstrip().startswith("- "):
                self.refuse((f"goes on at line {line + 1} with “- ”, as a list would", LIST_OR_TEXT), event, path)
        return None if event.value.lower() in NULLS else event.value

    def sequence(self, path: KeyPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        return items

    def mapping(self, path: KeyPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = event.value if isinstance(event, ScalarEvent) else None
            if key is None:
                self.refuse(("has a key that is not a plain word", "Write it as “title: …”."), event, path)
                self.value(event, (*path, "?"))
            elif key in mapping:
                hint = f"It stands at line {self.file.keys[(*path, key)][0]} already; keep one of the two."
                self.findings.append(error(f"the key “{key}” stands twice", self._place(event, path), hint))
            else:
                self.file.keys[(*path, key)] = (event.start_mark.line + 1, event.start_mark.column + 1)
            mapping[key or "?"] = self.value(next(self.events), (*path, key or "?"))
        return mapping

    def refuse(self, what: tuple[str, str], event: Any, path: KeyPath) -> None:
        self.findings.append(error(what[0], self._place(event, path), what[1]))

    def _place(self, event: Any, path: KeyPath) -> Place:
        mark = event.start_mark
        return Place(relative_name(self.file.path), mark.line + 1, mark.column + 1, key_path(path))


def _problem(details: dict[str, Any], file: YamlFile, model: type[BaseModel]) -> Problem:
    """Say in plain words what pydantic refuses."""
    path: KeyPath = tuple(part for part in details["loc"] if part != "[key]")
    kind, place = str(details["type"]), file.place(*path)
    if kind == "extra_forbidden":
        hint = did_you_mean(str(path[-1]), _fields_at(model, path[:-1]))
        return error(f"the key “{path[-1]}” is not known here", file.key_place(*path), hint)
    if kind == "missing":
        hint = f"Add “{path[-1]}: …” here. {_about(model, path)}".rstrip()
        return error(f"the key “{path[-1]}” is missing", file.place(*path[:-1]), hint)
    if kind in ("model_type", "dict_type"):
        hint = ", ".join(_fields_at(model, path))
        return error("must be a group of “key: value” lines", place, f"Known here: {hint}." if hint else "")
    message, hint = _refused(kind, details["input"], details.get("ctx", {}), _about(model, path))
    return error(message, place, hint.strip())


def _refused(kind: str, value: Any, context: dict[str, Any], about: str) -> tuple[str, str]:
    """Return a sentence, and what to do, for a value that its field cannot have; `about` is what the model says."""
    if isinstance(unusable := context.get("error"), Unusable):
        return str(unusable), unusable.hint
    if value is None:
        return "is empty", f"Write a value after the colon, or take the key out. {about}"
    quoted = str(value) if len(str(value)) <= SHOWN else f"{str(value)[:SHOWN]}…"
    match kind:
        case "literal_error" | "enum":
            allowed = [name.strip("'") for name in str(context["expected"]).replace(" or ", ", ").split(", ")]
            return f"“{quoted}” is not one of the possible values", did_you_mean(quoted, filter(None, allowed))
        case "string_pattern_mismatch" | "string_too_long":
            possible = possible_name(str(value)[:SHOWN])
            usable = possible and re.fullmatch(context.get("pattern", ".*"), possible)
            return f"“{quoted}” cannot stand here", f"{about} Did you mean “{possible}”?" if usable else about
        case "string_too_short":
            return "is empty", f"Write a text here. {about}"
        case "string_type":
            return f"is {'a group of keys' if isinstance(value, dict) else 'a list'} and must be a text", QUOTE_IT
        case "too_short":
            return "must have at least one entry", about
        case "tuple_type" | "list_type":
            return "must be a list", f"Write each entry on a line of its own, with “- ” before it. {about}"
        case "greater_than_equal" | "less_than_equal":
            side, bound = ("at least", "ge") if kind.startswith("greater") else ("at most", "le")
            return f"“{quoted}” is out of range: it must be {side} {context[bound]:g}", about
    if kind.startswith("date"):
        return _no_date(quoted)
    for prefix, sort in NUMBERS.items():
        if kind.startswith(prefix):
            return f"“{quoted}” is not {sort}", f"Write {sort} and nothing else. {about}"
    return f"“{quoted}” cannot stand here", about


def _no_date(text: str) -> tuple[str, str]:
    """Tell a day that no calendar has from what is not written as a date."""
    parts = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if not parts:
        return f"“{text}” is not a date", "Write a date as 2023-08-18."
    year, month = int(parts[1]), int(parts[2])
    known = year and 1 <= month <= 12
    hint = f"That month has {monthrange(year, month)[1]} days." if known else "Write year, month and day: 2023-08-18."
    return f"“{text}” is no day of the calendar", hint


def _fields_at(annotation: Any, path: KeyPath) -> list[str]:
    """Return the keys that a model allows at a path."""
    return list(getattr(_model_at(annotation, path), "model_fields", {}))


def _about(model: type[BaseModel], path: KeyPath) -> str:
    """Return what a model says of the field at a path, or of the entries of the list there."""
    above = _model_at(model, path[:-1])
    field = getattr(above, "model_fields", {}).get(path[-1])
    notes = [field] if field else getattr(next(iter(get_args(above)), None), "__metadata__", ())
    return next((note.description for note in notes if getattr(note, "description", "")), "")


def _model_at(annotation: Any, path: KeyPath) -> Any:
    """Return the model, or other type, at a path; the models use no unions, so the path is unambiguous."""
    for part in path:
        arguments = get_args(annotation)
        if isinstance(part, int):
            annotation = arguments[0] if arguments else None
        elif get_origin(annotation) is dict:
            annotation = arguments[1]
        else:
            fields = getattr(annotation, "model_fields", {})
            annotation = fields[part].annotation if part in fields else None
    return annotation
