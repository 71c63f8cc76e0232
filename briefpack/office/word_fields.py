"""Fields of Word: which of them compute from the document alone, and how the others become the words they showed."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


def flatten_fields(tree: Any) -> list[str]:
    """Turn fields that reach outside the document into the words they last showed; return their names.

    A name is read from the field's own words alone: one that other fields compose is no name that is kept.
    """
    names = []
    for node in list(tree.iter(f"{W}fldSimple")):
        if not _is_quiet_field(node.get(f"{W}instr", "")):
            names.append(_field_name(node.get(f"{W}instr", "")))
            unwrap(node)
    stack: list[_Field] = []
    for node in [child for run in tree.iter(f"{W}r") for child in run if child.tag != f"{W}rPr"]:
        done = _step(node, stack)
        if len(stack) > MAX_DEPTH:
            raise FieldsTooDeep
        if done and not _is_quiet_field(done.order):
            names.append(_field_name(done.order))
            _remove_all(done.nodes)
    _remove_all(node for unclosed in stack for node in unclosed.nodes)
    return names


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


def _is_quiet_field(order: str) -> bool:
    return order.lstrip().startswith("=") or _field_name(order) in FIELDS or bool(SAFE_HYPERLINK.match(order))
