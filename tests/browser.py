"""Pages as a reader meets them, in Chromium: one browser and one window for all tests of a process."""

from __future__ import annotations

import atexit
import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.tools import module, tool

module("playwright")

DESK = {"width": 1280, "height": 900}
WIDTHS = (320, 390, 768, 1280)
"""From the narrowest screen of WCAG 2.2 (1.4.10) to a common desk."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
FIND = """rules => axe.run(document, {preload: false, resultTypes: ["violations"], runOnly: {type: "tag", values: rules}}).then(
  found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`)))"""


@functools.cache
def _chromium() -> Any:
    from playwright.sync_api import sync_playwright

    program = tool("chromium")
    started = sync_playwright().start()
    browser = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])

    def end() -> None:
        browser.close()
        started.stop()

    atexit.register(end)
    return browser


@functools.cache
def _shared() -> Any:
    """Return the page that tests use one after the other: another one would start a process more."""
    return _chromium().new_context().new_page()


@contextmanager
def window(
    address: str | Path, color_scheme: str = "light", viewport: Mapping[str, int] = DESK, **settings: Any
) -> Iterator[Any]:
    """Show a page; whatever it wants to fetch elsewhere, or says of errors, fails the test."""
    page = _chromium().new_context(**settings).new_page() if settings else _shared()
    said: list[str] = []
    heard = {
        "console": lambda message: said.append(message.text),
        "pageerror": lambda error: said.append(str(error)),
        "requestfailed": lambda request: said.extend(_failure(request)),
    }
    page.set_viewport_size(dict(viewport))
    page.emulate_media(color_scheme=color_scheme)
    for event, hear in heard.items():
        page.on(event, hear)
    page.goto(address.as_uri() if isinstance(address, Path) else address)
    try:
        yield page
        assert said == []
    finally:
        for event, hear in heard.items():
            page.remove_listener(event, hear)
        if settings:
            page.context.close()
        else:
            page.goto("about:blank")


def _failure(request: Any) -> list[str]:
    """Say what a page could not fetch; a file that is saved instead of shown is no failure."""
    failure = str(request.failure)
    return [] if "ERR_ABORTED" in failure else [f"{request.url[:80]} {failure}"]


@functools.cache
def _axe() -> str:
    return Path(tool("axe-core")).read_text(encoding="utf-8")


def barriers(page: Any) -> list[str]:
    """Return what axe-core finds to keep somebody from reading the page as it is shown now."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    found: list[str] = page.evaluate(FIND, list(RULES))
    return found


def too_wide(page: Any, width: int) -> int:
    """Return by how many pixels the page is wider than a window of a width."""
    page.set_viewport_size({"width": width, "height": 900})
    more: int = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    return max(0, more)
