"""No slide of the decks that we ship is empty by more than a third of its height below its content."""

from __future__ import annotations

import pytest

from briefpack.build.jobs import Request
from briefpack.document.slides import deck_of
from briefpack.look.theme import read_theme
from briefpack.writers import MOST_EMPTY
from briefpack.writers.pdf import write_pdf
from briefpack.writers.pptx import slide_fills, write_slides
from tests.conftest import REPOSITORY
from tests.drafts import Drafts

DECKS = Drafts(Request(documents=("slides",), formats=("pdf",)), {})


@pytest.mark.parametrize("name", DECKS)
def test_no_slide_of_a_deck_is_empty_below_its_content(name: str) -> None:
    theme, document = DECKS[name]
    look = read_theme(theme, REPOSITORY / "templates/themes")
    fills = slide_fills(document, look, None)
    assert len(fills) == len(deck_of(document).slides) - 1, "no slide is split, and the title slide need not be full"
    assert [fill for fill in fills if fill.empty > MOST_EMPTY] == []
    for written in (write_slides(document, look), write_pdf(document, look)):
        assert [message for message, _ in written.warnings if "not measured" not in message] == []
        assert written.steps == ()
