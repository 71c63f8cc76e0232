"""Drawings in languages from the right: every shape and word at the other side, a map as it is."""

from __future__ import annotations

import pytest

from briefpack.document import tree as t
from briefpack.figures import KINDS, draw_figure
from briefpack.figures.mirrored import MIRRORED, in_direction
from briefpack.figures.shapes import Drawing, Rect, TextLine, Words
from briefpack.figures.svg import inline_svg
from briefpack.look.typefaces import Typesetter
from tests import trees
from tests.writers.pdf_text import theme

FIGURES = {one.kind: one for one in (trees.ROADMAP, trees.TIMELINE, trees.MAP, trees.MATRIX, trees.BARS, *trees.CHARTS)}
THEME = theme()


def drawn(figure: t.Figure) -> Drawing:
    return draw_figure(figure, 400, THEME, Typesetter(THEME, "en").measure)


def edges(drawing: Drawing) -> list[float]:
    return [
        shape.x + (shape.width if isinstance(shape, Rect) else 0) for shape in drawing.shapes if hasattr(shape, "x")
    ]


def test_every_figure_is_seen() -> None:
    assert {*FIGURES} == {*KINDS} and len(MIRRORED) == 7


@pytest.mark.parametrize("kind", FIGURES)
def test_a_drawing_is_turned_and_turned_back(kind: str) -> None:
    plain = drawn(FIGURES[kind])
    turned = in_direction(plain, "ar")
    assert (turned.width, turned.height) == (plain.width, plain.height)
    assert (turned.shapes == plain.shapes) is plain.holds_sides
    assert edges(in_direction(turned, "he")) == pytest.approx(edges(plain))
    assert in_direction(plain, "ja") is plain


def test_words_stay_in_their_box() -> None:
    turned = in_direction(drawn(trees.ROADMAP), "ar")
    boxes = [shape for shape in turned.shapes if isinstance(shape, Rect)]
    boxed = [shape for shape in turned.shapes if isinstance(shape, Words) and shape.box]
    assert boxed and all(words.box in boxes and words.anchor == "end" for words in boxed)


@pytest.mark.parametrize(("language", "start", "end"), [("en", 0, 1), ("ar", 1, 0)])
def test_live_words_start_at_their_own_side(language: str, start: int, end: int) -> None:
    """In SVG, the anchor of a text from the right is where it begins: at the right."""
    shapes = [Words((TextLine("A"),), 5, 0, 10, "#000000", anchor=anchor) for anchor in ("start", "end")]
    svg = inline_svg(Drawing(10, 10, shapes), Typesetter(THEME, language), "figure")
    assert [part.count('text-anchor="end"') for part in svg.split("</text>")[:2]] == [start, end]
    assert svg.count('direction="rtl"') == 2 * (language == "ar")
