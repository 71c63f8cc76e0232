"""Fields of Word: which of them compute from the document alone, and how the others become the words they showed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELDS = (
    "PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME CREATEDATE SAVEDATE PRINTDATE TITLE SUBJECT AUTHOR KEYWORDS COMMENTS "
    "LASTSAVEDBY DOCPROPERTY STYLEREF REF PAGEREF NOTEREF SEQ IF = COMPARE QUOTE SYMBOL LISTNUM AUTONUM FILENAME "
    "NUMWORDS NUMCHARS REVNUM FORMTEXT FORMCHECKBOX FORMDROPDOWN USERNAME USERINITIALS INFO"
)
FIELDS = frozenset(_FIELDS.split())
"""Fields that compute a text from the document alone."""
SAFE_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(\\l|"?(https?|mailto):)', re.IGNORECASE)
MAX_DEPTH = 20


class FieldsTooDeep(ValueError):
    """Raised for fields that are nested deeper than a person would nest them."""


def unwrap(node: Any) -> None:
    """Put an element's children in its place."""
    parent = node.getparent()
    if parent is not None:
        for child in list(node):
            node.addprevious(child)
        parent.remove(node)


@dataclass(slots=True)
class _Field:
    order: str = ""
    nodes: list[Any] = field(default_factory=list)
    """Its marks, and all that stands between the first mark and the result."""
    in_result: bool = False
    results: list[Any] = field(default_factory=list)
    """What holds the letters that it shows."""

    @property
    def shown(self) -> str:
        """Return what it shows."""
        return "".join(node.text or "" for node in self.results)


@dataclass(frozen=True, slots=True)
class Flattened:
    """Hold a field that became its words: what it was called, and what it last showed."""

    name: str
    words: str


def flatten_fields(tree: Any, is_kept: Callable[[str], bool] | None = None) -> list[Flattened]:
    """Turn fields into the words they last showed, and return them; without a rule, those that reach outside.

    A name is read from the field's own words alone: one that other fields compose is no name that is kept.
    """
    is_kept = is_kept or is_quiet_field
    flattened = []
    for node in list(tree.iter(f"{W}fldSimple")):
        if not is_kept(node.get(f"{W}instr", "")):
            words = "".join(node.itertext(f"{W}t"))
            flattened.append(Flattened(_field_name(node.get(f"{W}instr", "")), words))
            unwrap(node)
    unclosed: list[_Field] = []
    for done in _fields_of(tree, unclosed):
        if not is_kept(done.order):
            flattened.append(Flattened(_field_name(done.order), done.shown))
            _remove_all(done.nodes)
    _remove_all(node for one in unclosed for node in one.nodes)
    return flattened


def _fields_of(tree: Any, unclosed: list[_Field]) -> Iterator[_Field]:
    """Yield the fields that are made of several runs, the inner ones first; `unclosed` gets those without an end."""
    for node in [child for run in tree.iter(f"{W}r") for child in run if child.tag != f"{W}rPr"]:
        done = _step(node, unclosed)
        if len(unclosed) > MAX_DEPTH:
            raise FieldsTooDeep
        if done:
            yield done


def update_fields(tree: Any, values: Mapping[str, str]) -> None:
    """Let fields without arguments show their values, by their names: Word computes those of headers late, or never."""
    simple = [(node.get(f"{W}instr", ""), list(node.iter(f"{W}t"))) for node in tree.iter(f"{W}fldSimple")]
    for order, results in [*simple, *((one.order, one.results) for one in _fields_of(tree, []))]:
        match = _ALONE.fullmatch(order)
        if match and match[1].upper() in values:
            for number, node in enumerate(results):
                node.text = "" if number else values[match[1].upper()]


_ALONE = re.compile(r"\s*(\w+)\s*(\\\*.*)?", re.DOTALL)


def repeats_what_is_gone(order: str, bookmarks: set[str], styles: set[str]) -> bool:
    """Say whether a field shows what stands at a bookmark or in a style that no text has; names in small letters.

    Word looks styles up by their names in its own language, too: “Überschrift 1” is the first heading.
    """
    name = _field_name(order)
    target = _TARGET.match(order)
    what = (target["quoted"] or target["bare"] or "").strip().casefold() if target else ""
    if name == "STYLEREF":
        return what not in styles and what[-2:] not in (" 1", " 2")
    return name in ("REF", "PAGEREF", "NOTEREF", "HYPERLINK") and bool(what) and what not in bookmarks


_TARGET = re.compile(r'\s*(?:HYPERLINK\s+\\l|\w*REF)\s+(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s\\]+))', re.IGNORECASE)


def _step(node: Any, stack: list[_Field]) -> _Field | None:
    """Take one child of a run; return the field that ends with it."""
    mark = node.get(f"{W}fldCharType") if node.tag == f"{W}fldChar" else ""
    if mark == "begin":
        stack.append(_Field())
    for around in stack:
        if not around.in_result or (around is stack[-1] and mark):
            around.nodes.append(node)
    if not stack:
        return None
    if node.tag == f"{W}t":
        for around in stack:
            around.results += [node] if around.in_result else []
    if node.tag in (f"{W}instrText", f"{W}delInstrText") and not stack[-1].in_result:
        stack[-1].order += node.text or ""
    elif mark == "separate":
        stack[-1].in_result = True
    return stack.pop() if mark == "end" else None


def _remove_all(nodes: Iterable[Any]) -> None:
    for node in nodes:
        if node.getparent() is not None:
            node.getparent().remove(node)


def _field_name(order: str) -> str:
    return (order.split() or ["?"])[0].upper()[:30]


def is_quiet_field(order: str) -> bool:
    return order.lstrip().startswith("=") or _field_name(order) in FIELDS or bool(SAFE_HYPERLINK.match(order))
