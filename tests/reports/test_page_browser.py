"""The matrix in Chromium: for everybody, on every screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.reports.page import matrix_page
from briefpack.reports.trace import Trace
from tests.browser import WIDTHS, barriers, too_wide, window
from tests.reports.test_page import THEME

pytestmark = pytest.mark.slow


@pytest.fixture
def shown(first_pack: list[Trace], tmp_path: Path) -> Path:
    path = tmp_path / "matrix.html"
    path.write_bytes(matrix_page(first_pack, THEME, tmp_path))
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_matrix_can_be_read_by_everybody_on_every_screen(scheme: str, shown: Path) -> None:
    with window(shown, color_scheme=scheme) as page:
        assert [too_wide(page, width) for width in WIDTHS] == [0] * len(WIDTHS)
        page.set_viewport_size({"width": WIDTHS[0 if scheme == "light" else -1], "height": 900})
        page.get_by_label("Open all cells").check()
        assert barriers(page) == []


def test_on_the_narrowest_screen_nothing_is_moved_sideways_and_each_mark_says_whose_it_is(shown: Path) -> None:
    inner = "() => [...document.querySelectorAll('.scroll')].map(one => one.scrollWidth - one.clientWidth)"
    label = "() => getComputedStyle(document.querySelector('td.first'), '::before').content"
    with window(shown, viewport={"width": 320, "height": 900}) as page:
        assert set(page.evaluate(inner)) == {0}
        assert page.evaluate(label) == '"Civil society"'
        first = page.get_by_role("row").nth(3)
        tops = {cell.bounding_box()["y"] for cell in first.get_by_role("cell").all()}
        assert len(tops) == 3, "a line for each audience"
        page.get_by_label("Open all cells").check()
        assert set(page.evaluate(inner)) == {0}
