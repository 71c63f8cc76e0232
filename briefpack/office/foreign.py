"""The kinds of Office file that an organisation brings: where they lie and how they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefpack.office.reading import ForeignFile


@dataclass(frozen=True, slots=True)
class ForeignKind:
    """Describe a kind: its folder below the templates and a pattern of its files' names."""

    folder: str
    pattern: str
    read: Callable[[Path], ForeignFile]
    """Raises BuildError if it is no such file or cannot be trusted."""


def _read_letterhead(path: Path) -> ForeignFile:
    from briefpack.office.letterhead import read_letterhead  # what parses XML loads where there is some to read

    return read_letterhead(path)


def _read_master(path: Path) -> ForeignFile:
    from briefpack.office.master import read_master

    return read_master(path)


KINDS = {
    "letterhead": ForeignKind("letterheads", "*.do[ct][xm]", _read_letterhead),
    "master": ForeignKind("masters", "*.p[op]t[xm]", _read_master),
}
"""Kinds by the field in which an audience names its file."""
