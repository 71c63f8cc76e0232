"""The preview in Chromium: a save shows at once, problems stand beside the last good page, everybody can use it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from briefpack.build.jobs import Folders
from briefpack.preview.session import Session
from tests.browser import WIDTHS, barriers, too_wide, window
from tests.conftest import REPOSITORY
from tests.preview.conftest import MEMO, Change
from tests.tools import module

module("watchfiles")

pytestmark = pytest.mark.slow
HOLDS = """text => { const frame = document.querySelector("iframe:not(.coming)");
  return frame?.contentDocument?.body?.textContent.includes(text) }"""


@pytest.fixture
def page(session: Session) -> Iterator[Any]:
    with window(f"{session.address}#{MEMO}.html") as shown:
        shown.wait_for_function(HOLDS, arg="Purpose")
        shown.wait_for_function("() => document.querySelector('header p').textContent === 'Up to date'")
        yield shown


def test_a_save_shows_where_the_reader_was(page: Any, change: Change) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.evaluate("() => document.querySelector('iframe').contentWindow.scrollTo({top: 150, behavior: 'instant'})")
    change("purpose: For decision", "purpose: For quick decision")
    page.wait_for_function(HOLDS, arg="For quick decision", timeout=20_000)
    assert page.evaluate("() => document.querySelector('iframe:not(.coming)').contentWindow.scrollY") == 150
    page.wait_for_function("() => document.querySelectorAll('iframe').length === 1")


def test_problems_stand_on_the_page_until_they_are_gone(page: Any, change: Change) -> None:
    change("theme: ministry", "theme: minstry")
    problems = page.get_by_role("region", name="Problems")
    problems.wait_for(timeout=20_000)
    said = problems.inner_text()
    assert "there is no theme “minstry”" in said
    assert "Did you mean “ministry”?" in said
    assert "audiences/councillors.yaml:" in said
    assert "What stands below is from before" in said
    assert page.title().endswith("Preview")
    assert page.evaluate(HOLDS, "Purpose"), "the last good page stays"
    assert barriers(page) == []
    change("theme: minstry", "theme: ministry")
    problems.wait_for(state="hidden", timeout=20_000)


def test_documents_and_formats_are_chosen_by_keyboard(page: Any) -> None:
    assert page.get_by_role("heading", level=2, name="A joint kiosk at the harbour").is_visible()
    assert page.locator("nav a[aria-current]").text_content() == "memo"
    page.locator("nav a", has_text="onepager").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(HOLDS, arg="Roadmap")
    assert page.url.endswith("onepager.html")
    page.locator("nav a", has_text="memo").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(HOLDS, arg="Purpose")
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"
    page.get_by_label("Width").select_option("a phone’s")
    assert page.evaluate("() => document.querySelector('iframe').offsetWidth") == 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_preview_can_be_used_by_everybody_on_every_screen(page: Any, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    assert [too_wide(page, width) for width in WIDTHS] == [0] * len(WIDTHS)
    page.set_viewport_size({"width": WIDTHS[0 if scheme == "light" else -1], "height": 900})
    assert barriers(page) == []


def test_a_document_that_is_gone_is_not_shown(session: Session) -> None:
    with window(f"{session.address}#two-towns/councillors/en/nothing.html") as page:
        page.get_by_text("This document is not there any more").wait_for()


def test_the_command_serves_until_it_is_interrupted_and_writes_nothing(folders: Folders) -> None:
    project = folders.content.parent
    command = [sys.executable, "-m", "invoke", "preview", "--no-open", "--audience", "voters"]
    before = sorted(path for path in project.rglob("*"))
    process = subprocess.Popen(
        command,
        cwd=folders.content,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    line, hint = process.stdout.readline(), process.stdout.readline()
    try:
        with urlopen(line.split()[-1], timeout=20) as answer:
            assert answer.status == 200
    finally:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, "")
    assert "Ctrl-C ends it." in hint
    assert sorted(path for path in project.rglob("*")) == before
