"""Decks in languages from the right: every shape stands where a mirror shows it; tables and charts run from the right."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from briefpack.document import tree as t
from briefpack.writers.pptx import write_slides
from briefpack.writers.pptx.mirrored import mirrored
from tests import trees
from tests.writers.pdf_text import theme
from tests.writers.pptx_text import A, slides

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WIDTH = 12192000


@cache
def deck(language: str) -> bytes:
    meta = replace(trees.META, kind="slides", language=language, marking="")
    return write_slides(replace(trees.EVERY_NODE, meta=meta), theme()).data


def places(tree: Any) -> list[tuple[int, int]]:
    """Return left edge and width of all that stands on a slide, what is in a group where that shows it."""
    return [
        (int(place.find(f"{A}off").get("x")) + moved, int(place.find(f"{A}ext").get("cx")))
        for shape in tree.find(f"{P}cSld/{P}spTree")[2:]
        for place, moved in placed(shape)
    ]


def placed(shape: Any) -> list[tuple[Any, int]]:
    own = [place for place in shape.iter(f"{A}xfrm", f"{P}xfrm") if place.find(f"{A}off") is not None]
    start = own[0].find(f"{A}chOff") if own else None
    moved = 0 if start is None else int(own[0].find(f"{A}off").get("x")) - int(start.get("x"))
    return [(place, moved if number else 0) for number, place in enumerate(own)]


def parts(data: bytes, start: str) -> list[Any]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [etree.fromstring(archive.read(name)) for name in sorted(archive.namelist()) if name.startswith(start)]


def test_every_shape_stands_at_the_other_side() -> None:
    plain = parts(deck("en"), "ppt/slides/slide")
    turned = [etree.fromstring(mirrored(etree.tostring(slide)).encode()) for slide in plain]
    assert [places(slide) for slide in turned] == [
        [(WIDTH - left - wide, wide) for left, wide in places(slide)] for slide in plain
    ]
    assert sum(len(places(slide)) for slide in plain) > 100


def test_words_are_as_far_from_the_other_edge() -> None:
    plain = [body for slide in parts(deck("en"), "ppt/slides/slide") for body in insets(slide)]
    turned = [
        body
        for slide in parts(deck("en"), "ppt/slides/slide")
        for body in insets(etree.fromstring(mirrored(etree.tostring(slide)).encode()))
    ]
    assert turned == [(right, left) for left, right in plain] and any(left != right for left, right in plain)


def insets(slide: Any) -> list[tuple[str, str]]:
    return [(body.get("lIns"), body.get("rIns")) for body in slide.iter(f"{A}bodyPr")]


def test_a_drawing_only_moves() -> None:
    (slide, number), *_ = (
        (slide, group.find(f"*/{P}cNvPr").get("id"))
        for slide in parts(deck("en"), "ppt/slides/slide")
        for group in slide.iter(f"{P}grpSp")
    )
    (before,), (after,) = (
        one.iter(f"{P}grpSp")
        for one in (slide, etree.fromstring(mirrored(etree.tostring(slide), {int(number)}).encode()))
    )
    left, wide = (int(before.find(f"{P}grpSpPr//{A}{name}").get(key)) for name, key in (("off", "x"), ("ext", "cx")))
    assert int(after.find(f"{P}grpSpPr//{A}off").get("x")) == WIDTH - left - wide
    assert [etree.tostring(shape) for shape in before[2:]] == [etree.tostring(shape) for shape in after[2:]]


@pytest.mark.parametrize(("language", "left"), [("en", 711200), ("ar", WIDTH - 711200)])
def test_a_deck_begins_at_the_side_of_its_language(language: str, left: int) -> None:
    (title,) = (
        shape
        for shape in parts(deck(language), "ppt/slideLayouts/slideLayout1")[0].iter(f"{P}sp")
        if shape.find(f"{P}nvSpPr/{P}cNvPr").get("name") == "Rule"
    )
    (place,) = title.iter(f"{A}xfrm")
    start, wide = int(place.find(f"{A}off").get("x")), int(place.find(f"{A}ext").get("cx"))
    assert left == (start if language == "en" else start + wide)


def test_numbers_of_slides_stand_at_the_outer_edge() -> None:
    (master,) = parts(deck("ar"), "ppt/slideMasters/slide")
    sides = {
        shape.find(f".//{P}ph").get("type"): level.get("algn")
        for shape in master.iter(f"{P}sp")
        if (level := shape.find(f".//{A}lvl1pPr")) is not None and shape.find(f".//{P}ph") is not None
    }
    assert sides == {"ftr": "r", "dt": "l", "sldNum": "l"}


@pytest.mark.parametrize(("language", "expected"), [("en", None), ("ar", "1")])
def test_tables_run_from_the_side_of_the_language(language: str, expected: str | None) -> None:
    tables = [table for slide in slides(deck(language)) for table in slide.iter(f"{A}tblPr")]
    assert tables and {table.get("rtl") for table in tables} == {expected}


@pytest.mark.parametrize("kind", ["columns", "bars"])
def test_charts_run_from_the_side_of_the_language(kind: str) -> None:
    figure = next(one for one in (trees.BARS, *trees.CHARTS) if one.kind == kind)
    meta = replace(trees.META, kind="slides")
    orders = {language: orientations(replace(meta, language=language), figure) for language in ("en", "ar")}
    plain = {"columns": ["", ""], "bars": ["maxMin", ""]}[kind]
    assert orders == {"en": plain, "ar": ["maxMin", {"columns": "", "bars": "maxMin"}[kind]]}


def orientations(meta: t.Meta, figure: t.Figure) -> list[str]:
    """Return how the axes of labels and of values run, "" as usual."""
    (chart,) = parts(write_slides(t.Document(meta, (figure,)), theme()).data, "ppt/charts/chart")
    orders = (axis.find(f"{C}scaling/{C}orientation") for axis in chart.iter(f"{C}catAx", f"{C}valAx"))
    return ["" if order is None or order.get("val") == "minMax" else order.get("val") for order in orders]
