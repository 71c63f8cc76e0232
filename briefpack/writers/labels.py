"""What a numbered copy says of itself, in every format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyLabel:
    """Hold whose copy a file is."""

    text: str
    """“Copy 17 of 240 for Jana Novak · 7K3F-Q2XM”, in the readers’ language."""
    printed: str
    """The same as far as there are fonts for it: the name may be missing."""
    code: str
    """What tells it from every other copy."""
