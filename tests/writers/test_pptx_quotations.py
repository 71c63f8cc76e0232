"""A quotation that stands alone is large beside a bar, whatever stands with it on its slide."""

from __future__ import annotations

from typing import Any

import pytest

from briefpack.document import tree as t
from briefpack.look.slide_grid import QUOTE, SPEAKER
from tests.trees import p, table
from tests.writers.pptx_text import A, P, problems, slides, text_of
from tests.writers.test_pptx import END, MASTERS, assert_complete, assert_within, deck, slide, written

QUOTATION = t.Quote((p("A bridge is a promise."), p("— A ferryman")))


def size_of(slide: Any, words: str) -> int:
    """Return how large words are set, in hundredths of a point."""
    run = next(run for run in slide.iter(f"{A}r") if words in (run.findtext(f"{A}t") or ""))
    return int(run.find(f"{A}rPr").get("sz"))


def bars(slides: list[Any]) -> list[bool]:
    return [any(one.get("name") == "Bar" for one in page.iter(f"{P}cNvPr")) for page in slides]


@pytest.mark.parametrize("master", MASTERS)
@pytest.mark.parametrize(
    "blocks",
    [
        slide("Promises", QUOTATION, t.Region("source", (p("From the ferryman's diary, as it was found. " * 150),))),
        slide("Promises", QUOTATION, t.Region("source", (table(("Day", "Page"), ("Monday", "12")),))),
        slide("Every bridge keeps a promise that somebody once made " * 22, QUOTATION),
    ],
    ids=["long source", "source that is no text", "long title"],
)
def test_a_quotation_stands_with_what_else_is_on_its_slide(blocks: tuple[t.Block, ...], master: str) -> None:
    document = deck(*slide("Rivers"), *blocks, *END)
    data = written(document, master)
    assert problems(data) == []
    assert_complete(document, data)
    assert_within(document, master)
    quoting = [page for page in slides(data) if "A bridge is a promise." in text_of(page)]
    assert bars(quoting) == [True]
    assert size_of(quoting[0], "A bridge") > size_of(quoting[0], "ferryman")


def test_only_a_last_paragraph_with_a_dash_is_the_speaker() -> None:
    without = t.Quote((p("A bridge is a promise."), p("A ferry is a habit.")))
    _, said, spoken, _ = slides(
        written(deck(*slide("Rivers"), *slide("Both", without), *slide("One", QUOTATION), *END))
    )
    assert size_of(said, "A ferry") == size_of(said, "A bridge")
    assert size_of(spoken, "ferryman") / size_of(spoken, "A bridge") == pytest.approx(SPEAKER / QUOTE, 0.02)
