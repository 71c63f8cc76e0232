"""Characters that no font has, at the fields that hold them: a writer knows only the document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from briefpack.content.brief import Brief, language_place
from briefpack.errors import BuildError, MissingGlyphs, Place, Problem, error
from briefpack.languages.characters import in_one_line
from briefpack.look.theme import Theme
from briefpack.look.typefaces import lacking

MOST_PLACES = 20
"""If a document's fonts lack characters in more fields than this, they do not know its script: one problem says so."""
NAMED = 8
"""So many of the characters of a field are named."""
WORDS = 24
"""So many letters on either side show where in a field they stand."""


@contextmanager
def glyphs_by_field(brief: Brief, theme: Theme) -> Iterator[None]:
    """Raise BuildError with a problem for each field that holds a character which a writer finds in no font."""
    try:
        yield
    except MissingGlyphs as missing:
        raise BuildError(glyph_problems(brief, theme, missing)) from None


def glyph_problems(brief: Brief, theme: Theme, missing: MissingGlyphs) -> list[Problem]:
    """Name each field that holds such characters, once, or the language where its whole script is missing."""
    own = (brief.audience.file, brief.pack.file, brief.pack.source_file)
    files = (brief.pack.catalogue, *own) if brief.pack.catalogue else own
    texts: dict[Place, str] = {}
    elsewhere: list[Problem] = []
    for character in missing.by_character:
        held = {
            place: text
            for file in files
            for place, raw in file.holding(character)
            if character in (text := in_one_line(raw))
        }
        texts |= held
        elsewhere += [] if held else [missing.shown(character)]
    if len(texts) + len(elsewhere) > MOST_PLACES:
        return [_script_problem(brief, missing)]
    # Another document may show more of a field than this one: all find the same in it.
    fields = {
        place: {*lacking(text, theme.fonts, brief.language), *missing.by_character} for place, text in texts.items()
    }
    return [_field_problem(place, fields[place], text, missing) for place, text in texts.items()] + elsewhere


def _field_problem(place: Place, lacked: set[str], text: str, missing: MissingGlyphs) -> Problem:
    """Say which of these characters a field holds, with its own words around the first."""
    characters = sorted((character for character in lacked if character in text), key=text.index)
    problem = next(missing.by_character[one] for one in characters if one in missing.by_character)
    message = problem.message
    if len(characters) > 1:
        named = " ".join(characters[:NAMED]) + (" …" if len(characters) > NAMED else "")
        message = f"no font has {len(characters)} characters of this text: {named}"
    first = text.index(characters[0])
    around = text[max(0, first - WORDS) : first + WORDS].strip()
    return replace(problem, place=place, message=f"{message} in “{around}”")


def _script_problem(brief: Brief, missing: MissingGlyphs) -> Problem:
    characters = list(missing.by_character)
    name = missing.by_character[characters[0]].place.file
    return error(
        f"no font has {len(characters)} characters of the {name} in “{brief.language}”, such as "
        + " ".join(characters[:8]),
        language_place(brief.pack, brief.audience, brief.language),
        "Choose a font that has them in the theme, or leave out what is drawn with it: PDFs and figures.",
    )
