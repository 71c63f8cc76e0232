"""What flows and words are in the structure of the file, decided when they are made.

Only standard types of PDF 1.7 are used (ISO 32000-1, 14.8.4), so that no role map is needed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """Say which structure element something is; all that is drawn with the same role is the same element.

    attributes: the inside of an attribute dictionary (14.7.5), as PDF. level: what a heading asks for, from 1.
    words: what the outline says of a heading, or the annotation of a link. actual: what is read in place of what is
    drawn.
    """

    tag: str
    attributes: str = ""
    alt: str = ""
    language: str = ""
    level: int = 0
    words: str = ""
    actual: str = ""


ARTIFACT = Role("Artifact")
"""What reading software passes over, with all that is drawn in it: decoration, and what is repeated."""
HEADER, FOOTER = (Role("Artifact", f"/Type/Pagination/Subtype/{name}") for name in ("Header", "Footer"))
"""Running heads and feet, which reading software may say when it is asked to (14.8.2.2.2)."""


def list_role(numbering: str) -> Role:
    """Return the role of a list whose labels are Decimal numbers, Disc bullets, or None of both (table 347)."""
    return Role("L", f"/O/List/ListNumbering/{numbering}")


def header_role(scope: str) -> Role:
    """Return the role of a cell that heads its Column or its Row."""
    return Role("TH", f"/O/Table/Scope/{scope}")
