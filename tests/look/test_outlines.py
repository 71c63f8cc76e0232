"""Letters as outlines."""

from __future__ import annotations

import re

from briefpack.look.typefaces import Face, face


def sans() -> Face:
    loaded = face("Source Sans 3")
    assert loaded
    return loaded


def test_a_blank_has_no_outline() -> None:
    assert sans().outline(" ") == ""


def test_an_outline_is_closed_relative_and_ends_where_it_began() -> None:
    for character in "Iéo":
        path = sans().outline(character)
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
