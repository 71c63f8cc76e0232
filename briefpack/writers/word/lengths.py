"""Lengths and numbers as a letterhead states them: anything but a number counts as 0."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn


def number_of(node: Any, name: str) -> float:
    """Return the number that an attribute of WordprocessingML holds."""
    text = node.get(qn(f"w:{name}"), "0") if node is not None else "0"
    return float(text) if re.fullmatch(r"-?\d{1,6}(\.\d+)?", text) else 0.0


def twips_of(node: Any, name: str) -> float:
    """Return a length in points that an attribute holds in twips."""
    return number_of(node, name) / 20
