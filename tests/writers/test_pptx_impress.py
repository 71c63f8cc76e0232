"""LibreOffice's own presentation templates as slide masters: none cuts a title, loses a word or hides its text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from briefpack.document.slides import deck_of
from briefpack.document.tree import words
from briefpack.look.theme import AA_CONTRAST, read_theme
from briefpack.office.master import read_master
from briefpack.writers import MANY_MORE
from briefpack.writers.pptx import opened_master, write_slides
from briefpack.writers.pptx.adapted import legibility, seen_below
from tests.conftest import REPOSITORY
from tests.tools import converted, tool
from tests.writers.pptx_text import problems, slides, title_of
from tests.writers.test_pptx_masters import DECK

pytestmark = pytest.mark.slow
THEME = read_theme("ministry", REPOSITORY / "templates/themes")


@pytest.fixture(scope="module")
def masters(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Convert all templates in one start of LibreOffice."""
    program = Path(tool("soffice")).resolve()
    templates = sorted(program.parents[1].glob("share/template/common/presnt/*.otp"))
    assert templates, "LibreOffice comes without its presentation templates"
    return converted(templates, "pptx", tmp_path_factory.mktemp("masters"))


def test_a_deck_on_each_is_whole_and_about_as_long_as_planned(masters: list[Path]) -> None:
    planned = len(deck_of(DECK).slides)
    told = Counter("".join(word.split()) for word in words(DECK.blocks))
    for path in masters:
        made = write_slides(DECK, THEME, read_master(path))
        assert problems(made.data) == [], path.stem
        shown = list(slides(made.data))
        assert not [title for title in map(title_of, shown) if "…" in title], path.stem
        said = "".join("".join(one.itertext()) for one in shown).replace(" ", "").replace("\n", "")
        assert not [word for word, count in told.items() if said.count(word) < count], path.stem
        warned = any("slides and not" in message for message, _ in made.warnings)
        assert made.pages < planned * MANY_MORE or warned, (path.stem, made.pages, made.warnings)


def test_text_on_each_can_be_read_on_what_lies_below_it(masters: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from briefpack.writers.pptx import slide_master

    painted: dict[str, slide_master.Ground] = {}

    def keep(opened: slide_master.Opened, layout: str, master: str, size: tuple[float, float]) -> slide_master.Ground:
        painted[layout] = ground(opened, layout, master, size)
        return painted[layout]

    ground = slide_master.Opened.ground
    monkeypatch.setattr(slide_master.Opened, "ground", keep)
    pale = []
    for path in masters:
        painted.clear()
        master = opened_master(read_master(path), THEME)
        for layout in master.roles.values():
            for place in (layout.title, *layout.texts):
                below = seen_below(place, painted[layout.part])
                if legibility(place.setting.levels[0].colour, below) < AA_CONTRAST:
                    pale.append((path.stem, layout.name, place.kind))
        reported = {one.layout for one in master.recoloured}
        assert all(layout in reported for name, layout, _ in pale if name == path.stem), pale
