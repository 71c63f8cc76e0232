"""Decks on slides of 4:3: forms and asks stay whole, and no word of a step is parted."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.build.jobs import Request
from briefpack.document import tree as t
from briefpack.document.slides import deck_of
from briefpack.look.theme import read_theme
from briefpack.office.master import read_master
from briefpack.office.reading import ForeignFile
from briefpack.writers.pptx import opened_master, write_slides
from briefpack.writers.pptx.deck import PlannedSlide, Planner
from briefpack.writers.pptx.flows import TextFlow
from briefpack.writers.pptx.pages import is_ask
from briefpack.writers.pptx.parts import PartsFlow
from tests.conftest import REPOSITORY
from tests.drafts import Drafts
from tests.trees import inline, item, p
from tests.writers.masters import changed
from tests.writers.pptx_text import P, kind_of, slides, text_of
from tests.writers.test_deck_forms import document

THEME = read_theme("ministry", REPOSITORY / "templates/themes")
AGENCY = read_master(REPOSITORY / "templates/masters/agency.potx")
DECKS = Drafts(Request(documents=("slides",), formats=("pptx",)), {})
ENGLISH = [name for name in DECKS if "--en--" in name]


def planned(source: t.Document, master: ForeignFile) -> list[PlannedSlide]:
    return Planner(opened_master(master, THEME), THEME, source.meta.language).slides(deck_of(source))


@pytest.mark.parametrize("name", ENGLISH)
def test_no_form_of_the_decks_that_come_with_briefpack_is_parted(name: str, tmp_path: Path) -> None:
    source = DECKS[name].document
    for master in (AGENCY, changed(tmp_path)):
        assert len(planned(source, master)) == len(deck_of(source).slides)


STEPS = t.Region(
    "timeline",
    (
        t.Fields(
            tuple(
                t.Field(day, (t.Strong((t.Text("Internationalise responsibilities"),)),))
                for day in ("1 May", "15 May", "20 June", "1 July", "1 August", "1 October")
            )
        ),
    ),
)


def test_steps_stand_in_two_rows_where_their_words_have_no_room_in_one() -> None:
    source = document(t.Heading(2, inline("A.")), STEPS, t.Heading(2, inline("B.")), p("W."))
    ((flow, at),) = (
        (at.flow, at) for one in planned(source, AGENCY) for at in one.content if isinstance(at.flow, PartsFlow)
    )
    slots = flow.slots(at.width)
    assert [len({slot.y for slot in row}) for row in (slots[:3], slots[3:])] == [1, 1]
    assert slots[3].y >= slots[0].y + slots[0].height
    assert slots[0].width > at.width / 4
    shown = next(one for one in slides(write_slides(source, THEME, AGENCY).data) if "Axis" in names(one))
    assert names(shown).count("Axis") == 2 and names(shown).count("Dot") == 6


def test_a_step_whose_word_is_wider_than_the_slide_is_written_all_the_same() -> None:
    """Steps that share a slide with nothing are parted until one is alone; a second row would be empty."""
    steps = (
        t.Field(day, (t.Text(word + " " + "So it is. " * 40),))
        for day, word in zip("123", ("a" * 90,) * 3, strict=True)
    )
    source = document(t.Heading(2, inline("A.")), t.Region("timeline", (t.Fields(tuple(steps)),)))
    assert "a" * 90 in "".join(map(text_of, slides(write_slides(source, THEME, AGENCY).data)))


def names(slide: object) -> list[str]:
    return [node.get("name") for node in slide.iter(f"{P}cNvPr")]  # type: ignore[attr-defined]


def test_an_ask_in_a_master_s_large_type_becomes_smaller_before_it_is_parted(tmp_path: Path) -> None:
    points = t.List(
        tuple(item("Each of the two sides names somebody who can decide by the end of June.") for _ in "1234")
    )
    ask = t.Region("ask", (p("Please approve a working group of your two ministries, by 16 August 2023."), points))
    source = document(t.Heading(2, inline("Please decide.")), ask)
    asked = [at.flow for one in planned(source, changed(tmp_path)) for at in one.content if is_ask(at.flow)]
    assert len(asked) == 1 and isinstance(asked[0], TextFlow)
    (largest, *_), size = asked[0].paras, asked[0].setting.levels[0].size
    assert largest.scale * size < 32


def test_text_beside_a_picture_is_no_larger_than_that_of_forms(tmp_path: Path) -> None:
    source = DECKS[next(name for name in ENGLISH if "city-council" in name)].document
    shown = slides(write_slides(source, THEME, changed(tmp_path)).data)
    with_picture = next(one for one in shown if list(one.iter(f"{P}pic")))
    beside = max((one for one in with_picture.iter(f"{P}sp") if not kind_of(one)), key=lambda one: len(text_of(one)))
    sizes = {int(node.get("sz")) for node in beside.iter() if node.get("sz")}
    assert sizes and max(sizes) <= 2400
