"""A letterhead explained: where a memo stands on it, what it takes from it, and what was taken out of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, WrongUse
from briefpack.reports.paper import paper_json, paper_lines, read_paper
from tests.papers import paper


def explained(name: str, project: Path) -> tuple[dict[str, str], str]:
    """Return the rows of the explanation by their names, and all of it as text."""
    folder = project / "templates" / "letterheads"
    folder.mkdir(parents=True, exist_ok=True)
    paper(name, folder)
    lines = paper_lines(*read_paper(name, folders(project)))
    rows = {one[1][0].strip(): one[2][0] for one in lines if len(one) == 3 and one[0][1] == "margin"}
    return rows, "\n".join("".join(text for text, _ in one) for one in lines)


def folders(project: Path) -> Folders:
    from briefpack.layers import template_folders

    return Folders(project / "content", template_folders(project), project / "build")


def test_a_letterhead_is_explained_by_what_a_memo_finds_in_it(tmp_path: Path) -> None:
    rows, _ = explained("coloured", tmp_path)
    assert rows["memo"] == "stands instead of the text in it, in 152 × 229 mm"
    assert rows["page"] == "216 × 279 mm; margins 32 left, 32 right, 25 above, 25 below"
    assert rows["heading 1"] == "Calibri 14 pt, bold, #B01E3C"
    assert rows["colour"].startswith("#B01E3C: panels")
    assert "heading 1" in rows["styles"] and rows["added"] == "footnote text"


def test_what_has_no_room_is_said(tmp_path: Path) -> None:
    rows, _ = explained("bands", tmp_path)
    assert rows["header"] == rows["footer"] == "no words, a drawing; no room for another line: drawings lie over it"


def test_a_place_and_numbers_of_headings_are_said(tmp_path: Path) -> None:
    assert explained("cover-and-text", tmp_path)[0]["memo"].startswith("stands in the place of {{body}}")
    assert "“Title”" in explained("numbered-headings", tmp_path)[0]["numbers"]


def test_what_was_taken_out_is_said_with_a_way_out(tmp_path: Path) -> None:
    rows, text = explained("lost-style", tmp_path)
    assert "Your request of 3 May" in rows["header"] and "delete in Word the field that shows it (STYLEREF)" in text


def test_a_program_reads_the_same(tmp_path: Path) -> None:
    explained("numbered-headings", tmp_path)
    record = json.loads(paper_json(*read_paper("numbered-headings", folders(tmp_path))))
    assert record["counts_headings"] and record["pages"][0]["width_mm"] == 215.9 and record["taken_out"] == []


def test_a_name_that_is_unknown_comes_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="Did you mean “ministry”"):
        read_paper("minstry", folders(tmp_path))
