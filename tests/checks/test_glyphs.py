"""Characters that no font has: named at each field that holds them, or once for a whole script."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefpack.checks.glyphs import MOST_PLACES, glyph_problems, glyphs_by_field
from briefpack.checks.rules import checked_pack
from briefpack.content.brief import brief_pack
from briefpack.errors import BuildError, MissingGlyphs, Place, error
from briefpack.look.theme import read_theme
from tests.conftest import REPOSITORY, TINY

THEME = read_theme("ministry", REPOSITORY / "templates" / "themes")
BRIEF = brief_pack(checked_pack(TINY), "councillors", "en")


def missing(*characters: str) -> MissingGlyphs:
    place = Place("memo.pdf")
    return MissingGlyphs({character: error(f"no font has “{character}”", place) for character in characters})


def test_a_character_is_named_at_each_field_that_holds_it() -> None:
    word = "One ticket"
    problems = glyph_problems(BRIEF, THEME, missing(word))
    assert len(problems) > 1
    assert {problem.place.file.rpartition("/")[2] for problem in problems} == {
        "pack.yaml",
        "source.yaml",
        "councillors.yaml",
    }
    assert all(problem.place.key and problem.message.startswith(f"no font has “{word}” in “") for problem in problems)
    assert all(word in problem.message.partition(" in “")[2] for problem in problems), "with its own words"


def test_a_field_is_one_problem_however_many_characters_it_holds() -> None:
    (problem,) = glyph_problems(BRIEF, THEME, missing("every ticket", "would sell every"))
    assert problem.place.key == "proposals.0.short"
    message = (
        "no font has 2 characters of this text: would sell every every ticket in “One kiosk would sell every ticket.”"
    )
    assert problem.message == message


def test_all_that_a_field_lacks_is_named_whatever_a_document_shows_of_it() -> None:
    text = BRIEF.pack.facts.message
    file = replace(BRIEF.pack.file, data={**BRIEF.pack.file.data, "message": f"{text} שלום עליכם"})
    brief = replace(BRIEF, pack=replace(BRIEF.pack, file=file))
    for shown in ("ש", "עו"):
        (problem,) = glyph_problems(brief, THEME, missing(*shown))
        assert problem.message.startswith("no font has 7 characters of this text: ש ל ו ם ע י כ in “")


def test_a_field_is_not_quoted_with_the_words_of_another() -> None:
    place = Place("memo.pdf")
    absent = MissingGlyphs({c: error("no font", place) for c in ("One", "𓀀")}, {"One": " in “a”", "𓀀": " in “b”"})
    messages = {problem.message for problem in glyph_problems(BRIEF, THEME, absent)}
    assert {"no font in “b”", "no font in “One kiosk at the harbour”"} <= messages and "no font in “a”" not in messages
    assert {problem.message for problem in absent.problems} == {"no font in “a”", "no font in “b”"}


def test_a_character_of_a_template_is_named_at_the_document() -> None:
    assert [problem.place.file for problem in glyph_problems(BRIEF, THEME, missing("𓀀"))] == ["memo.pdf"]


def test_a_script_is_one_problem_where_the_language_is_named() -> None:
    asking = BRIEF.audience.data.model_copy(update={"languages": ("en",)})
    brief = replace(BRIEF, audience=replace(BRIEF.audience, data=asking))
    few, many = ([chr(0x13000 + n) for n in range(count)] for count in (MOST_PLACES, MOST_PLACES + 1))
    assert len(glyph_problems(brief, THEME, missing(*few))) == MOST_PLACES
    (problem,) = glyph_problems(brief, THEME, missing(*many))
    assert problem.message.startswith(f"no font has {MOST_PLACES + 1} characters of the memo.pdf in “en”, such as 𓀀 𓀁")


def test_a_writer_s_finding_becomes_the_problems_of_fields() -> None:
    with pytest.raises(BuildError) as failure, glyphs_by_field(BRIEF, THEME):
        raise missing("𓀀")
    assert not isinstance(failure.value, MissingGlyphs)
    assert len(failure.value.problems) == 1
