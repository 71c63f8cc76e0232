"""Letters as outlines."""

from __future__ import annotations

import re

from briefpack.look.fonts import font_file
from briefpack.look.typefaces import outline

SANS = "SourceSans3-Regular"


def outlined(character: str) -> str:
    return outline(SANS, font_file(SANS).characters[ord(character)])


def test_a_blank_has_no_outline() -> None:
    assert outlined(" ") == ""


def test_an_outline_is_closed_relative_and_ends_where_it_began() -> None:
    for character in "Iéo":
        path = outlined(character)
        assert re.fullmatch(r"(m[\d -]+([lqc][\d -]+)+z)+m[\d -]+", path)
        steps = re.findall(r"([mlqc])([\d -]+)|(z)", path)
        at = start = [0, 0]
        for letter, numbers, _ in steps:
            if not letter:
                at = start
                continue
            x, y = map(int, re.findall(r"-?\d+", numbers)[-2:])
            at = [at[0] + x, at[1] + y]
            start = at if letter == "m" else start
        assert at == [0, 0]
