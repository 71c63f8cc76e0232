"""The page of a pack in Chromium, from a file: filter, keyboard, download, narrow screens, paper, and for everybody."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from briefpack.delivery.pages import make_pages
from tests.browser import WIDTHS, barriers, too_wide, window
from tests.delivery.conftest import THEME

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shown(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with files and pages, somewhere else than they were built."""
    folder = tmp_path_factory.mktemp("sent") / "with a space"
    shutil.copytree(built, folder)
    for path, data in make_pages(built, [], THEME).items():
        (folder / path).write_bytes(data)
    return folder


def cards(page: Any) -> list[str]:
    return [card.get_attribute("id") for card in page.locator(".card").all() if card.is_visible()]


def test_cards_are_filtered_by_audience_language_and_words(shown: Path) -> None:
    with window(shown / "two-towns/index.html") as page:
        everything = cards(page)
        assert len(everything) == 4
        page.get_by_label("Language").select_option("ja")
        assert cards(page) == ["councillors.ja.memo"]
        page.get_by_role("status").get_by_text("1 of 4 shown").wait_for()
        assert not page.locator("section.audience", has_text="Voters").is_visible()
        page.get_by_role("button", name="Show all").click()
        page.get_by_role("status").get_by_text("4 of 4 shown").wait_for()
        page.get_by_label("Audience").select_option("voters")
        page.get_by_label("Words").fill("SLIDES towns")
        assert cards(page) == ["voters.en.slides"]
        page.reload()
        assert cards(page) == ["voters.en.slides"], "the address keeps what was asked"
        page.get_by_label("Words").fill("no such thing")
        assert cards(page) == []


def test_everything_is_there_without_a_script(shown: Path) -> None:
    with window(shown / "two-towns/index.html", java_script_enabled=False) as page:
        assert len(page.locator(".card").all()) == 4
        assert page.locator("form").is_hidden()
        assert page.get_by_role("link", name="Word 3 kB").is_visible()


def test_it_is_used_by_keyboard_alone(shown: Path) -> None:
    with window(shown / "two-towns/index.html") as page:
        reached = []
        for _ in range(24):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate("() => document.activeElement.textContent.trim() || document.activeElement.name")
            )
        assert reached[0] == "Every page on a contact sheet"
        assert "words" in reached
        assert "Word 3 kB" in reached
        assert reached.count("Digests") + reached.count("Fitting and digests") >= 1
        page.get_by_label("Words").focus()
        page.keyboard.type("japanese")
        assert cards(page) == ["councillors.ja.memo"]
        page.locator("summary").locator("visible=true").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("code:visible").count() == 1


def test_a_file_is_brought_and_a_page_is_shown(shown: Path) -> None:
    with window(shown / "two-towns/index.html") as page:
        with page.expect_download() as download:
            page.get_by_role("link", name="Word 3 kB").click()
        assert Path(download.value.path()).read_bytes() == (shown / "two-towns/councillors/en/memo.docx").read_bytes()
        page.get_by_role("link", name="Web page").click()
        assert page.title() == "memo"
        page.go_back()
        page.get_by_role("link", name="English").first.click()
        assert page.url.endswith("#councillors.en.memo")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["two-towns/index.html", "index.html"])
def test_a_page_can_be_read_by_everybody_on_every_screen(name: str, scheme: str, shown: Path) -> None:
    with window(shown / name, color_scheme=scheme) as page:
        assert [too_wide(page, width) for width in WIDTHS] == [0] * len(WIDTHS)
        page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
        page.set_viewport_size({"width": WIDTHS[0 if scheme == "light" else -1], "height": 900})
        assert barriers(page) == []


def test_on_a_narrow_screen_the_overview_is_read_without_moving_it_sideways(shown: Path) -> None:
    with window(shown / "two-towns/index.html", viewport={"width": 320, "height": 900}) as page:
        inner = "() => { const one = document.querySelector('.overview'); return one.scrollWidth - one.clientWidth }"
        assert page.evaluate(inner) == 0
        cells = page.get_by_role("row").nth(1).get_by_role("cell").all()
        assert len({cell.bounding_box()["y"] for cell in cells}) == len(cells) > 1
        head = page.evaluate("() => getComputedStyle(document.querySelector('.overview td'), '::before').content")
        assert head == '"Memo"'


def test_it_prints_what_it_shows_without_its_filter(shown: Path) -> None:
    with window(shown / "two-towns/index.html") as page:
        page.get_by_label("Audience").select_option("voters")
        data = page.pdf(prefer_css_page_size=True)
    pdf = pdfium.PdfDocument(io.BytesIO(data))
    words = " ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)
    pdf.close()
    assert "Voters" in words
    assert "Councillors\r\n" not in words.split("Audience", 1)[1].split("Voters", 1)[1]
    assert "Show all" not in words
