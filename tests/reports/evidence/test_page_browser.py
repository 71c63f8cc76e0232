"""The page of the evidence as its readers meet it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.look.theme import BASE, read_theme
from briefpack.reports.evidence.page import evidence_page
from briefpack.reports.evidence.sheet import evidence_of
from briefpack.reports.evidence.told import told_in
from briefpack.reports.trace import Trace
from tests.browser import WIDTHS, barriers, too_wide, window
from tests.conftest import REPOSITORY
from tests.reports.evidence.packs import LETTER


@pytest.mark.slow
def test_nobody_is_kept_from_reading_the_page(traces: list[Trace], tmp_path: Path) -> None:
    evidence = evidence_of(traces[0].pack, [told_in(traces)], LETTER, "0" * 64)
    page = tmp_path / "evidence.html"
    page.write_bytes(evidence_page(evidence, read_theme(BASE, REPOSITORY / "templates" / "themes"), with_text=True))
    with window(page) as shown:
        assert barriers(shown) == []
        assert [too_wide(shown, width) for width in WIDTHS] == [0] * len(WIDTHS)
