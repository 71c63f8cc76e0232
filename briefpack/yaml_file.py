"""Read a YAML file into a model, with the line and column of every value.

Plain scalars stay text: what a value is, the model says, not the shape of the word. So `no` is Norway where
a text is expected, and `2023-08-10` a date only where a date is. Anchors, tags and a second document are
refused: they have no use in content and can be made to blow a reader up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

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

from briefpack.errors import BuildError, Findings, Place, Problem, error, relative_name
from briefpack.files import SAVE_AS_TEXT, read_text
from briefpack.refusals import refusals, value_at
from briefpack.yaml_slips import LIST_OR_TEXT, QUOTE_IT, Mark, Stop, begins_with, slip

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: the same result, more slowly
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

KeyPath = tuple[str | int, ...]
"""The way to a value through keys and positions: `("proposals", 0, "title")`."""
Model = TypeVar("Model", bound=BaseModel)
QUOTED = {"'", '"', "|", ">"}
NULLS = {"", "~", "null"}
LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line for YAML 1.1."""
WEB_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
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
MOST_KEPT = 300_000
"""A file of more letters is read again each time: what is kept of many of them would fill the memory."""
MAX_DEPTH = 40
TOO_DEEP = f"is nested more than {MAX_DEPTH} deep"
SPLIT = "Split it into several packs."
PUT_IT_BACK = "Put it back, or copy one from another pack: invoke new.pack NAME starts one of each kind."


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

    def holding(self, text: str) -> Iterator[tuple[Place, str]]:
        """Yield every value that holds the text, after its place."""
        for path in self.values:
            value = value_at(self.data, path)
            if isinstance(value, str) and text in value:
                yield self.place(*path), value

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
    lines = [*LINE_END.split(text), ""]  # libyaml may stop on a line behind the last
    try:
        events = yaml.parse(text, Loader=_Loader)
        file.data = _Reader(file, events, lines, findings).document()
    except yaml.MarkedYAMLError as problem:
        broken = _syntax_problem(problem, Place(relative_name(path)), lines)
        findings[:] = [*(one for one in findings if one.place.line < broken.place.line), broken]
    findings.raise_errors()
    return file


def read_model(path: Path, model: type[Model]) -> tuple[Model, YamlFile]:
    """Read one YAML file into `model`. Raise BuildError with all its problems, each at its line and column."""
    text = yaml_text(path)
    return (_kept_model if len(text) <= MOST_KEPT else _read_model)(text, path, model, Path.cwd())


def _read_model(text: str, path: Path, model: type[Model], _folder: Path) -> tuple[Model, YamlFile]:
    file = parse_yaml(text, path)
    return validate(file, model), file


_kept_model = lru_cache(maxsize=32)(_read_model)
"""A process that builds again and again reads most of its files unchanged; nobody changes what was read.

A file is known by its text, and its places by the folder that they are told from.
"""


def validate(file: YamlFile, model: type[Model]) -> Model:
    """Check a file's data against `model`. Raise BuildError with every finding of pydantic at its place."""
    check_keys(file, next(iter(model.model_fields)))
    try:
        return model.model_validate(file.data)
    except ValidationError as invalid:
        raise BuildError(refusals(invalid.errors(), file, model)) from None


def check_keys(file: YamlFile, first: str) -> None:
    """Raise BuildError unless a file holds keys with values; `first` is one with which it may begin."""
    if not isinstance(file.data, dict) or not file.data:
        what = f"holds no lines such as “{first}: …”" if file.data else "holds nothing"
        hint = f"Let it begin with “{first}: …”: another file of its kind shows how it goes on."
        raise BuildError([error(what, Place(relative_name(file.path), 1), hint)])


def _rename_hint(path: Path) -> str:
    """Say what to rename where a file is not there and one with nearly its name is."""
    alike = re.compile(re.escape(path.stem) + r"\.ya?ml(\.txt)?", re.IGNORECASE)
    if path.exists() or not path.parent.is_dir():
        return ""
    meant = next((one.name for one in sorted(path.parent.iterdir()) if alike.fullmatch(one.name)), "")
    return f"Rename “{meant}” to “{path.name}”." if meant else ""


def yaml_text(path: Path) -> str:
    """Return a file's text with line feeds as line ends. Raise BuildError for one that no YAML file may have."""
    text = read_text(path, MAX_BYTES, missing=_rename_hint(path) or PUT_IT_BACK, large=SPLIT)
    place = Place(relative_name(path))
    if WEB_PAGE.match(text):
        raise BuildError([error("is a web page, and no plain text", replace(place, line=1), SAVE_AS_TEXT)])
    unprintable = UNPRINTABLE.search(text)
    if unprintable:
        line, start = text.count("\n", 0, unprintable.start()) + 1, text.rfind("\n", 0, unprintable.start())
        where = Place(place.file, line, unprintable.start() - start)
        character = f"U+{ord(unprintable[0]):04X}"
        raise BuildError([error(f"holds the control character {character}", where, "Delete it: it is not visible.")])
    return text


def _syntax_problem(problem: yaml.MarkedYAMLError, place: Place, lines: list[str]) -> Problem:
    technical = f"{problem.context or ''} {problem.problem or ''}"
    stopped = problem.problem_mark or problem.context_mark
    at = Mark(stopped.line, stopped.column) if stopped else Mark(0, 0)
    if "nesting depth" in technical:  # libyaml 0.2.6 and later count before we do
        return error(TOO_DEEP, Place(place.file, at.line + 1, at.column + 1))
    began = problem.context_mark
    found = slip(Stop(lines, at, Mark(began.line, began.column) if began else at, technical))
    where = Place(place.file, found.line + 1, found.column + 1)
    return error(f"cannot be read: it {found.what}", where, found.hint)


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
                raise BuildError(
                    [
                        error(
                            "has a line “---”, behind which nothing is read",
                            self._place(event, ()),
                            "Take that line out.",
                        )
                    ]
                )
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
            text = cut[1].split(" #")[0].strip()
            hint = f"Put it into quotation marks: '{text}'" if "'" not in text else QUOTE_IT
            self.refuse((f"is empty: “{cut[1].split()[0]}” is taken for a remark", hint), event, path)
        for line in range(event.start_mark.line + 1, event.end_mark.line + 1):
            if self.lines[line].lstrip().startswith("- "):
                self.refuse((f"goes on at line {line + 1} with “- ”, as a list would", LIST_OR_TEXT), event, path)
                break
        return None if event.value.lower() in NULLS else event.value

    def sequence(self, path: KeyPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        return items

    def mapping(self, path: KeyPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        again: list[tuple[str, Any]] = []
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = event.value if isinstance(event, ScalarEvent) else None
            if key is None:
                self.refuse(("has a field whose name is not a plain word", "Write it as “title: …”."), event, path)
                self.value(event, (*path, "?"))
            elif key in mapping:
                again.append((key, event))
            else:
                self.file.keys[(*path, key)] = (event.start_mark.line + 1, event.start_mark.column + 1)
            mapping[key or "?"] = self.value(next(self.events), (*path, key or "?"))
        self.repeated(again, next(iter(mapping), ""), path)
        return mapping

    def repeated(self, again: list[tuple[str, Any]], first: str, path: KeyPath) -> None:
        """Report the keys that a group has again, or that another entry of a list begins where they do."""
        in_list = bool(path) and isinstance(path[-1], int)
        for key, event in again[:1] if again and again[0][0] == first and in_list else again:
            hint = f"It stands at line {self.file.keys[(*path, key)][0]} already; keep one of the two."
            if in_list and key == first:
                hint = (
                    f"It stands at line {self.file.keys[(*path, key)][0]} already. If an entry begins here, write “- ”."
                )
            self.findings.append(error(f"the field “{key}” stands twice", self._place(event, path), hint))

    def refuse(self, what: tuple[str, str], event: Any, path: KeyPath) -> None:
        self.findings.append(error(what[0], self._place(event, path), what[1]))

    def _place(self, event: Any, path: KeyPath) -> Place:
        mark = event.start_mark
        return Place(relative_name(self.file.path), mark.line + 1, mark.column + 1, key_path(path))
