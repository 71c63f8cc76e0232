"""What a model refuses, said for the person who wrote the file: one problem a mistake, each at its place."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Protocol, get_args, get_origin

from pydantic import BaseModel

from briefpack.errors import Place, Problem, did_you_mean, error, nearest_name, possible_name

Path = tuple[str | int, ...]
SHOWN = 60
"""Of a value that is refused, so many letters are quoted."""
NUMBERS = {
    "int": ("a whole number", ""),
    "float": ("a number", ", such as 12 or 9.5"),
    "finite": ("a number", ", such as 12 or 9.5"),
    "bool": ("true or false", ""),
}
"""What is meant where pydantic’s kinds of finding begin so, and examples of it."""
ENTRY_A_LINE = "Write each entry on a line of its own, with “- ” before it."
SEVERAL = re.compile(r"\s*[,;&]\s*|\s+and\s+")
"""What people write between several names."""
ENDINGS = re.compile(r"\.(ya?ml|docx|pptx|po|j2)$", re.IGNORECASE)
WRITTEN_DATES = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%B %d %Y")


class Unusable(ValueError):
    """Say what a value of a field cannot be, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Written(Protocol):
    """Find where the values and the keys of a file stand."""

    data: Any

    def place(self, *path: str | int) -> Place: ...

    def key_place(self, *path: str | int) -> Place: ...


def refusals(found: Sequence[Any], file: Written, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield what pydantic has found in a file as problems: what follows from another mistake is left out."""
    refused = [{**details, "loc": tuple(part for part in details["loc"] if part != "[key]")} for details in found]
    above = {details["loc"][:n] for details in refused for n in range(len(details["loc"]))}
    apart = [details for details in refused if details["type"] != "too_short" or details["loc"] not in above]
    groups: dict[object, list[dict[str, Any]]] = {}
    for number, details in enumerate(apart):
        groups.setdefault(_group_path(details) if _group_path(details) is not None else number, []).append(details)
    for path, group in groups.items():
        below = (*path[:-1], path[-1] + 1) if isinstance(path, tuple) and path and isinstance(path[-1], int) else ()
        if below not in groups or not _goes_on(below, file.data, model):  # else that entry has what this one lacks
            yield from _in_group(path if isinstance(path, tuple) else None, group, file, model)


def _group_path(details: dict[str, Any]) -> Path | None:
    """Return the path of the group of keys in which one is missing or not known; nothing for other findings."""
    return details["loc"][:-1] if details["type"] in ("missing", "extra_forbidden") else None


def _in_group(
    path: Path | None, found: list[dict[str, Any]], file: Written, model: type[BaseModel]
) -> Iterator[Problem]:
    if path is None:
        yield from (_problem(details, file, model) for details in found)
    elif _goes_on(path, file.data, model):
        hint = "Take its “- ” out, and let its fields begin below those of the entry above."
        yield error("has the fields that the entry above lacks", file.place(*path), hint)
    elif other := _other_list(path, file.data, model):
        hint = f"Move it to “{other}”, or give it the fields that an entry here has."
        yield error(f"this entry of “{path[-2]}” has the fields of one of “{other}”", file.place(*path), hint)
    else:
        names = _fields_at(model, path)
        unknown = (str(one["loc"][-1]).partition(":")[0] for one in found if one["type"] != "missing")
        meant = {nearest_name(name, names) for name in unknown}
        yield from (
            _problem(one, file, model) for one in found if one["type"] != "missing" or one["loc"][-1] not in meant
        )


def _goes_on(path: Path, data: Any, model: type[BaseModel]) -> bool:
    """Tell whether an entry of a list has just the keys that the one above it lacks."""
    if not path or not isinstance(path[-1], int) or not path[-1]:
        return False
    above, own = (value_at(data, (*path[:-1], path[-1] - before)) for before in (1, 0))
    fields = getattr(_model_at(model, path), "model_fields", {})
    if not fields or not isinstance(above, dict) or not isinstance(own, dict) or set(above) & set(own):
        return False
    required = {key for key, one in fields.items() if one.is_required()}
    return not required <= {*above} and required <= {*above, *own} <= {*fields}


def value_at(data: Any, path: Path) -> Any:
    """Return the value to which a path of keys and positions leads."""
    for part in path:
        data = data[part]
    return data


def _other_list(path: Path, data: Any, model: type[BaseModel]) -> str:
    """Return the list beside an entry's own whose entries have just the keys that this one has; empty if none does."""
    if len(path) < 2 or not isinstance(path[-1], int) or not isinstance(data := value_at(data, path), dict):
        return ""
    for name, field in getattr(_model_at(model, path[:-2]), "model_fields", {}).items():
        entry = _model_at(field.annotation, (0,))
        fields = getattr(entry, "model_fields", {})
        needed = {key for key, one in fields.items() if one.is_required()}
        if name != path[-2] and fields and needed <= set(data) <= set(fields):
            return str(name)
    return ""


def _problem(details: dict[str, Any], file: Written, model: type[BaseModel]) -> Problem:
    path: Path = details["loc"]
    kind, value, about = str(details["type"]), details["input"], _about(model, path)
    if kind == "extra_forbidden":
        return error(f"there is no field “{path[-1]}” here", file.key_place(*path), _key_hint(path, value, model))
    if kind == "missing":
        hint = f"Add “{path[-1]}: …” here. {about}".rstrip()
        return error(f"the field “{path[-1]}” is missing", file.place(*path[:-1]), hint)
    if kind in ("model_type", "dict_type") and value is not None:
        fields = _fields_at(model, path)
        each = f"such as “{fields[0]}: …”. There are: {', '.join(fields)}." if fields else ""
        hint = f"Write each on a line of its own below it, {each}" if each else about
        return error("is made of fields, and must not be one text or a list", file.place(*path), hint)
    if kind in ("tuple_type", "list_type") and value is not None:
        hint = f"{_list_hint(value, _fields_at(model, (*path, 0)))} {about}"
        return error("must be a list", file.place(*path), hint.strip())
    message, hint = _refused(kind, value, details.get("ctx", {}), about)
    if kind == "literal_error" and (meant := _key_of(value, str(details["ctx"]["expected"]), file.data)):
        hint = f"Write “{meant}”."
    message = message.replace("cannot stand here", "cannot be an id") if path[-1] == "id" else message
    return error(message, file.place(*path), hint.strip())


def _key_of(value: Any, allowed: str, data: Any) -> str:
    """Return the allowed key that stands for a text in a group at the top of a file: “near” for “This year”."""
    groups = [group for group in data.values() if isinstance(group, dict)] if isinstance(data, dict) else []
    found = (str(key) for group in groups for key, text in group.items() if text == value and key in allowed)
    return next(found, "")


def _key_hint(path: Path, value: Any, model: type[BaseModel]) -> str:
    key, colon, rest = str(path[-1]).partition(":")
    if value is None and colon and key in _fields_at(model, path[:-1]):
        return f"Write “{key}: {rest}”, with a blank behind the colon."
    if value is None and re.search(r"\s", str(path[-1])):
        return "If it belongs to a text between { and }, put that text into quotation marks: a comma ends it there."
    return did_you_mean(str(path[-1]), _fields_at(model, path[:-1]))


def _list_hint(value: Any, keys: list[str]) -> str:
    """Say how what was written would be a list; `keys` are those of its entries, if they have any."""
    if isinstance(value, dict) and keys:
        first = f"{keys[0]}: …"
        return f"Write “- ” before “{first}”." if keys[0] in value else f"Let each entry begin with “- {first}”."
    if isinstance(value, str) and re.match(r"-\S", value):
        return "Write a blank behind the dash of each entry: “- ”."
    parts = [part.strip() for part in SEVERAL.split(str(value).strip("()[] "))]
    if isinstance(value, str) and all(re.fullmatch(r"[\w.…–-]+", part) for part in parts):
        return f"Write “[{', '.join(parts)}]”, in square brackets."
    return ENTRY_A_LINE


def _refused(kind: str, value: Any, context: dict[str, Any], about: str) -> tuple[str, str]:
    """Return a sentence, and what to do, for a value that its field cannot have; `about` is what the model says."""
    if isinstance(unusable := context.get("error"), Unusable):
        return str(unusable), unusable.hint
    if value is None:
        return "is empty", f"Write something after the colon, or take the line out. {about}"
    if isinstance(value, list | dict) and not kind.startswith(("string", "too")):
        sort = "a list" if isinstance(value, list) else "a group of fields"
        return f"is {sort}, and one word, number or date is wanted", f"Write it right behind the colon. {about}"
    quoted = str(value) if len(str(value)) <= SHOWN else f"{str(value)[:SHOWN]}…"
    match kind:
        case "literal_error" | "enum":
            allowed = [name.strip("'") for name in str(context["expected"]).replace(" or ", ", ").split(", ")]
            parts = re.split(r"[\s,;]+", quoted)
            hint = did_you_mean(quoted, filter(None, allowed))
            if len(parts) > 1 and {*parts} <= {*allowed}:
                hint = f"Write “{', '.join(parts)}”, with commas between them."
            return f"“{quoted}” is not one of the words that can stand here", hint
        case "string_pattern_mismatch" | "string_too_long":
            return f"“{quoted}” cannot stand here", _name_hint(str(value), context.get("pattern", ".*"), about)
        case "string_too_short":
            return "is empty", f"Write a text here. {about}"
        case "string_type" if isinstance(value, dict):
            what = "Write one text behind the colon; if it has a colon itself, put it into quotation marks."
            return "is a group of fields and must be a text", what
        case "string_type":
            return "is a list and must be a text", "Take out the brackets or dashes, and write one text."
        case "too_short":
            return "must have at least one entry", f"{ENTRY_A_LINE} {about}"
        case "greater_than_equal" | "less_than_equal":
            side, bound = ("at least", "ge") if kind.startswith("greater") else ("at most", "le")
            most = f"{side} {context[bound]:g}"
            return f"“{quoted}” is out of range: it must be {most}", about or f"Write a number of {most}."
    if kind.startswith("date"):
        return _no_date(quoted)
    for prefix, (sort, such) in NUMBERS.items():
        if kind.startswith(prefix):
            return f"“{quoted}” is not {sort}", f"Write {sort} and nothing else{such}. {about}"
    return f"“{quoted}” cannot stand here", about


def _name_hint(value: str, pattern: str, about: str) -> str:
    """Add the nearest name that fits, to what the model says of a name."""
    names = (value.lower(), possible_name(ENDINGS.sub("", value)[:SHOWN]))
    possible = next((name for name in names if name and re.fullmatch(pattern, name)), "")
    return f"{about} Did you mean “{possible}”?" if possible else about


def _no_date(text: str) -> tuple[str, str]:
    """Tell a day that no calendar has from what is not written as a date."""
    parts = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if not parts:
        meant = _meant_date(text)
        return f"“{text}” is not a date", f"Write “{meant}”." if meant else _either_date(text)
    year, month = int(parts[1]), int(parts[2])
    known = year and 1 <= month <= 12
    hint = f"That month has {monthrange(year, month)[1]} days." if known else "Write year, month and day: 2023-08-18."
    return f"“{text}” is no day of the calendar", hint


def _either_date(text: str) -> str:
    """Return how a date is written; where its day and month could be either, both."""
    slashed = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text)
    orders = ("%d/%m/%Y", "%m/%d/%Y") if slashed else ()
    days = list(dict.fromkeys(day for order in orders if (day := _day_in(text, order))))
    named = [f"“{day}” for {day.day} {day:%B}" for day in days]
    return f"Write {' or '.join(named)}." if named else "Write a date as year, month and day: 2023-08-18."


def _day_in(text: str, order: str) -> date | None:
    try:
        return datetime.strptime(text, order).date()
    except ValueError:
        return None


def _meant_date(text: str) -> str:
    """Return the day that a text names in words, or in figures whose order is sure; empty if it does not."""
    if european := re.fullmatch(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})", text):
        text = "-".join(reversed(european.groups()))
    figures = re.fullmatch(r"\W*([0-9]{4})[-./年 ]+([0-9]{1,2})[-./月 ]+([0-9]{1,2})(?:日|[T ,;].*)?\W*", text)
    for form, written in (
        ("%Y %m %d", " ".join(figures.groups()) if figures else ""),
        *((f, text) for f in WRITTEN_DATES),
    ):
        if day := _day_in(written, form):
            return day.isoformat()
    return ""


# What the models say


def _fields_at(annotation: Any, path: Path) -> list[str]:
    """Return the keys that a model allows at a path."""
    return list(getattr(_model_at(annotation, path), "model_fields", {}))


def _about(model: type[BaseModel], path: Path) -> str:
    """Return what a model says of the field at a path, or of the entries of the list there."""
    above = _model_at(model, path[:-1])
    field = getattr(above, "model_fields", {}).get(path[-1]) if path else None
    notes = [field] if field else getattr(next(iter(get_args(above)), None), "__metadata__", ())
    return next((note.description for note in notes if getattr(note, "description", "")), "")


def _model_at(annotation: Any, path: Path) -> Any:
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
