"""What a PDF asks for again and again is asked for once, and pages cost no more behind many others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefpack.document.tree import Document, Heading, Meta, Paragraph, Text
from briefpack.look.theme import read_theme
from briefpack.writers import pdf
from briefpack.writers.pdf import layouts
from briefpack.writers.pdf.columns import TextColumns
from briefpack.writers.pdf.flows import Flow, PaddedStack, Stack, TextFlow
from briefpack.writers.pdf.fonts import Choice, Fonts
from briefpack.writers.pdf.inlines import Look, StyledText
from briefpack.writers.pdf.pages import Frame, fill
from briefpack.writers.pdf.passages import Passage
from briefpack.writers.pdf.styles import TextStyle
from briefpack.writers.pdf.text import shape
from tests.conftest import REPOSITORY

THEME = read_theme("ministry", REPOSITORY / "templates" / "themes")
FRAME = Frame(0, 0, 200, 400)


def counted(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> list[int]:
    """Count the calls of a method from now on."""
    calls = [0]
    real = getattr(owner, name)

    def counting(*args: Any, **kwargs: Any) -> Any:
        calls[0] += 1
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, counting)
    return calls


def line(number: int) -> TextFlow:
    look = Look(10, "#000000")
    return TextFlow(
        None, passage=Passage.of(shape([StyledText(f"Line {number}", look)], FONTS), 10), style=TextStyle(10, 13)
    )


FONTS = Fonts(THEME, "en", "memo.pdf")
Made = Callable[[list[Flow]], Flow]
HOLDERS: dict[str, Made] = {
    "stack": lambda flows: Stack(None, flows=flows),
    "panel": lambda flows: PaddedStack(None, flows=flows, pad_top=4, pad_bottom=4),
    "notes in columns": lambda flows: PaddedStack(None, flows=[TextColumns.of(flows, 10)]),
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_page_is_filled_without_measuring_what_is_left_for_others(
    holder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted(monkeypatch, Flow, "height")
    spent = []
    for count in (300, 600, 1200):
        calls[0] = 0
        pages = fill(HOLDERS[holder]([line(number) for number in range(count)]), lambda page: FRAME)
        assert len(pages) >= count / 62
        spent.append(calls[0])
    assert spent[2] / spent[1] < 2.2


def document(count: int = 3) -> Document:
    blocks = (Paragraph((Text(f"Paragraph {number} says what it says."),)) for number in range(count))
    return Document(Meta("onepager", "Title"), (Heading(1, (Text("Title"),)), *blocks), ())


def test_the_layout_that_was_measured_is_the_one_that_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    one = document()
    fresh = [pdf.write_pdf(one, THEME, tightness).data for tightness in (0.0, 0.5)]
    calls, sheets = (counted(monkeypatch, layouts, name) for name in ("_onepager_flows", "_fill_before_foot"))
    for tightness in (0.0, 1.0, 0.5):
        pdf.excess_pt(one, THEME, tightness)
    assert [calls[0], sheets[0]] == [3, 0], "nothing is placed to know how tall it is"
    assert [pdf.write_pdf(one, THEME, 0.5).data, calls[0], sheets[0]] == [fresh[1], 3, 1]
    assert [pdf.write_pdf(one, THEME, 0.0).data, calls[0]] == [fresh[0], 4]


def test_a_layout_is_kept_for_its_own_document_and_theme_alone() -> None:
    one, other = document(2), document(30)
    wide = THEME.model_copy(update={"sizes": THEME.sizes.model_copy(update={"body": 14.0})})
    alone = [pdf.measure_pages(one, THEME), pdf.measure_pages(other, THEME), pdf.measure_pages(one, wide)]
    assert len({fit.excess_pt for fit in alone}) == 3
    assert [pdf.measure_pages(*asked) for asked in ((one, THEME), (other, THEME), (one, wide))] == alone


def test_words_are_cut_once_for_all_sizes_and_are_as_wide_as_those_cut_anew() -> None:
    texts = [StyledText("Straße and 日本語の文章、", Look(size, "#000000", tracking=0.1)) for size in (10.0, 17.3)]
    kept, anew = Fonts(THEME, "en", "memo.pdf"), Fonts(THEME, "en", "memo.pdf")
    small, large = (shape([text], kept) for text in texts)
    anew._choice = Choice(THEME.fonts)
    assert shape([texts[1]], anew) == large
    assert [word.text for word in small] == [word.text for word in large]


def test_what_no_font_has_is_missed_by_each_document_that_shows_it() -> None:
    missing = [StyledText("a \U0001f600 b", Look(10, "#000000"))]
    for name in ("memo.pdf", "slides.pdf"):
        fonts = Fonts(THEME, "en", name)
        shape(missing, fonts)
        with pytest.raises(Exception, match="U\\+1F600") as found:
            fonts.raise_missing(["a \U0001f600 b"])
        assert name in str(found.value)
    other = Fonts(THEME, "en", "memo.pdf")
    shape([StyledText("a b", Look(10, "#000000"))], other)
    other.raise_missing(["a b"])
