"""What a numbered copy says of itself, in every format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyLabel:
    """Hold whose copy a file is."""

    text: str
    """“Copy 17 of 240 for Jana Novak · 7K3F-Q2XM”, in the readers’ language."""
    code: str
    """What tells it from every other copy."""
