"""What a page collects while its text is written: the names of its parts, its outline and where notes are cited."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from briefpack.document.tree import Meta
from briefpack.look.theme import Theme
from briefpack.look.typefaces import Typesetter

ENTRY_LEVEL = 2
"""The level of the headings that the contents list."""


class Entry(NamedTuple):
    """Name a heading: its level, its id and its words."""

    level: int
    anchor: str
    words: str


@dataclass
class Story:
    """Hold a page in the making."""

    meta: Meta
    theme: Theme
    outline: list[Entry] = field(default_factory=list)
    """The headings so far, in reading order."""
    cited: Counter[int] = field(default_factory=Counter)
    """How often each note has been cited so far, by its number."""
    landmarks: set[str] = field(default_factory=set)
    """The names of the parts that reading software lists: each is there once."""
    asides: int = 0
    """How many speaker's notes there are so far."""
    _anchors: Counter[str] = field(default_factory=Counter)

    @cached_property
    def typesetter(self) -> Typesetter:
        """Measures the words of figures."""
        return Typesetter(self.theme, self.meta.language)

    @property
    def heading(self) -> str:
        """The words of the last heading: what names a table below it."""
        return self.outline[-1].words if self.outline else self.meta.title

    def head(self, level: int, words: str) -> Entry:
        """Note a heading; its id is its words, so that a link to it holds as long as they stay.

        Only ids that are numbered hold a full stop: none of them can be a heading’s.
        """
        entry = Entry(level, self._anchor(words), " ".join(words.split()))
        self.outline.append(entry)
        return entry

    def _anchor(self, words: str) -> str:
        name = "-".join(re.findall(r"\w+", words.casefold()))[:60].strip("-") or "part"
        self._anchors[name] += 1
        return name if self._anchors[name] == 1 else f"{name}.{self._anchors[name]}"

    def is_new_landmark(self, name: str) -> bool:
        """Tell whether a part may be listed under a name, and keep the name."""
        new = bool(name) and name not in self.landmarks
        self.landmarks.add(name)
        return new
