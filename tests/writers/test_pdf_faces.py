"""Font files read at once hold what ReportLab reads in them number by number."""

from __future__ import annotations

import pytest

from briefpack.look.fonts import font_files
from briefpack.writers.pdf.faces import Face

READ_BY_REPORTLAB = Face.__base__
STEMS = ("SourceSans3-Italic", "Lato-Regular", "OpenSans-Bold", "NotoSansKR-Regular")
"""Of 1,000 and of other units to the em; with tables of characters of both formats; with widths for all glyphs or fewer."""


def faces(stem: str) -> tuple[Face, Face]:
    assert READ_BY_REPORTLAB
    return Face(stem), READ_BY_REPORTLAB(str(font_files()[stem]))


@pytest.mark.parametrize("stem", STEMS)
def test_characters_widths_and_places_of_outlines_are_those_that_reportlab_reads(stem: str) -> None:
    ours, theirs = faces(stem)
    assert len(theirs.charToGlyph) > 200
    for known, all_known in ((ours.charToGlyph, theirs.charToGlyph), (ours.charWidths, theirs.charWidths)):
        assert {code: known[code] for code in range(0x40000) if code in known} == all_known
        assert {code: known.get(code, -1) for code in all_known} == all_known
    assert (ours.defaultWidth, list(ours.glyphPos)) == (theirs.defaultWidth, theirs.glyphPos)
    assert (ours.name, ours.bbox, ours.flags) == (theirs.name, theirs.bbox, theirs.flags)


@pytest.mark.parametrize("stem", STEMS)
def test_a_subset_is_the_one_that_reportlab_makes(stem: str) -> None:
    ours, theirs = faces(stem)
    subset = [0, 32, *map(ord, "Straße, naïve ﬁ 12½ Ώ 한국어 協力")]
    assert ours.makeSubset(subset) == theirs.makeSubset(subset)


def test_glyphs_behind_the_last_width_have_it_in_the_units_of_the_font() -> None:
    ours, theirs = faces("Lato-Regular")
    assert ours.unitsPerEm == 2000
    assert [ours.hmetrics[glyph] for glyph in range(265)] == theirs.hmetrics[:265]
    # ReportLab writes it in thousandths of an em there, which is half as wide.
    assert [ours.hmetrics[glyph][0] for glyph in (264, 265, 270)] == [614, 614, 614]
    assert theirs.hmetrics[265][0] == 307
