"""What a pack, an audience and a theme begin with: YAML files beside this module, and words that are to be replaced.

`starters` writes them with the words in `@CAPITALS@` filled in; a release holds back what is still as they say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from briefpack.yaml_file import parse_yaml

HERE = Path(__file__).parent
FIRST_AUDIENCE = "first-readers"
PARAGRAPH = "The first paragraph."
"""The source of a pack that is started without a text."""
SOURCE_TITLE = "Title of the text"
HAPPENED = "State here what has happened"
CHANGES = "State here what these proposals change"
ROADMAP = "State here what the roadmap shows"
DOUBTS = "State here what could go wrong"
"""The headlines of the slides with which a deck begins."""
MAY_STAY = frozenset({"For discussion", "For information", "This year", "In two years"})
"""What a starting point says and may well be meant."""


def filled(file: str, words: Mapping[str, str]) -> str:
    """Return a starting point with its words in `@CAPITALS@` filled in; those without a word are taken out."""
    text = (HERE / file).read_text(encoding="utf-8")
    return re.sub("@([A-Z]+)@", lambda capitals: words[capitals[1]], text)


def title_of(name: str) -> str:
    """Return a name as a first title: `night-trains` as “Night trains”."""
    return name.replace("-", " ").capitalize()


@cache
def placeholders() -> frozenset[str]:
    """Return the texts of starting points that nobody means to send."""
    words = dict.fromkeys(("TITLE", "SOURCE", "FIRST", "FORMATS"), "x")
    words |= dict.fromkeys(("PARAGRAPHS", "SELECT", "MEMO", "ONEPAGE", "DECK"), "")
    texts = {HAPPENED, CHANGES, ROADMAP, DOUBTS, SOURCE_TITLE, title_of(FIRST_AUDIENCE)}
    for file in ("pack.yaml", "source.yaml", "audience.yaml"):
        texts.update(_texts(parse_yaml(filled(file, words), HERE / file).data))
    return frozenset(texts - MAY_STAY)


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of some words that YAML holds; names and addresses have no blanks."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
    elif isinstance(value, str) and " " in value:
        yield value
