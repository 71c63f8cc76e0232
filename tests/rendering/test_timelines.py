"""Where a timeline stands: in place of a roadmap, above a memo's table of steps, and alone where nothing is proposed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefpack.content.brief import brief_pack
from briefpack.content.pack import read_pack
from briefpack.document.inline_markdown import inline_source
from briefpack.rendering.templates import render_document
from tests.conftest import REPOSITORY, TINY

DATED = ("    when: before summer\n", "    due: 2024-06-20\n")


def rendered(folder: Path, document: str, *changes: tuple[str, str, str]) -> str:
    pack = folder / "two-towns"
    shutil.copytree(TINY, pack)
    for file, old, new in (("pack.yaml", *DATED), *changes):
        text = (pack / file).read_text("utf-8")
        assert text.count(old) == 1, old
        (pack / file).write_text(text.replace(old, new), "utf-8")
    brief = brief_pack(read_pack(pack), "councillors", "en")
    return render_document(brief, document, (REPOSITORY / "templates",), inline_source)


@pytest.mark.parametrize(
    ("document", "old", "has_roadmap", "has_table"),
    [
        ("onepager", "    figure_title: One of two", False, False),
        ("memo", "  memo: {", False, True),
    ],
)
def test_the_audience_asks_for_one(document: str, old: str, has_roadmap: bool, has_table: bool, tmp_path: Path) -> None:
    new = old + "figure: timeline, " if old.endswith("{") else "    figure: timeline\n" + old
    text = rendered(tmp_path, document, ("audiences/councillors.yaml", old, new))
    assert ("::: figure roadmap" in text, "| Who | What |" in text) == (has_roadmap, has_table)
    figure = text.partition("::: figure timeline")[2].partition("\n:::")[0]
    days = re.findall(r"\| \[(.+?)\]\{day=.+?\} \| (.+?) \|", figure)
    assert days == [("1\u00a0May", "Rent the hut"), ("20\u00a0June", "Hire a clerk")]


def test_one_page_without_proposals_draws_its_steps(tmp_path: Path) -> None:
    new = ("audiences/councillors.yaml", "      obstacles: [two-prices]\n", "      proposals: []\n")
    text = rendered(tmp_path, "onepager", new)
    assert "::: figure timeline" in text
    assert "::: figure roadmap" not in text
