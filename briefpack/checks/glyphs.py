"""Characters that no font has, at the fields that hold them: a writer knows only the document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from briefpack.content.brief import Brief, language_place
from briefpack.errors import BuildError, MissingGlyphs, Problem, error

MOST_PLACES = 20
"""If a document's fonts lack characters in more places than this, they do not know its script: one problem says so."""


@contextmanager
def glyphs_by_field(brief: Brief) -> Iterator[None]:
    """Raise BuildError with a problem for each field that holds a character which a writer finds in no font."""
    try:
        yield
    except MissingGlyphs as missing:
        raise BuildError(glyph_problems(brief, missing)) from None


def glyph_problems(brief: Brief, missing: MissingGlyphs) -> list[Problem]:
    """Name the fields that hold the characters, or the language where its whole script is missing."""
    own = (brief.audience.file, brief.pack.file, brief.pack.source_file)
    files = (brief.pack.catalogue, *own) if brief.pack.catalogue else own
    problems: list[Problem] = []
    for character, problem in missing.by_character.items():
        places = [place for file in files for place in file.holding(character)]
        problems += [replace(problem, place=place) for place in places] or [missing.shown(character)]
    return problems if len(problems) <= MOST_PLACES else [_script_problem(brief, missing)]


def _script_problem(brief: Brief, missing: MissingGlyphs) -> Problem:
    characters = list(missing.by_character)
    name = missing.by_character[characters[0]].place.file
    return error(
        f"no font has {len(characters)} characters of the {name} in “{brief.language}”, such as "
        + " ".join(characters[:8]),
        language_place(brief.pack, brief.audience, brief.language),
        "Choose a font that has them in the theme, or leave out what is drawn with it: PDFs and figures.",
    )
