"""A slide master explained: which layout is for what, places, sizes, colours, and what was taken out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, WrongUse
from briefpack.layers import template_folders
from briefpack.reports.slide_paper import read_slide_paper, slide_paper_json, slide_paper_lines
from tests.conftest import REPOSITORY


def folders(project: Path) -> Folders:
    (project / "templates/masters").mkdir(parents=True, exist_ok=True)
    agency = (REPOSITORY / "templates/masters/agency.potx").read_bytes()
    (project / "templates/masters/agency.potx").write_bytes(agency)
    return Folders(project / "content", template_folders(project), project / "build")


def test_a_master_is_explained_by_what_slides_find_in_it(tmp_path: Path) -> None:
    lines = slide_paper_lines(*read_slide_paper("agency", folders(tmp_path)))
    text = "\n".join("".join(words for words, _ in one) for one in lines)
    assert "“Titelfolie”" in text and "“Titel und Inhalt”" in text and "24 pt" in text
    assert "slides" in text and "720 by 540 pt" in text


def test_a_program_reads_the_same(tmp_path: Path) -> None:
    record = json.loads(slide_paper_json(*read_slide_paper("agency", folders(tmp_path))))
    assert record["layouts"]["cover"]["layout"] == "Titelfolie" and record["slides"]["width"] == 720


def test_a_name_that_is_unknown_comes_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="Did you mean “agency”"):
        read_slide_paper("agensy", folders(tmp_path))
