"""Overlays are named where an audience is started, and templates are copied into them without overwriting anything."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request, WrongUse
from briefpack.build.run import build
from briefpack.rendering.loader import template_layers
from briefpack.rendering.pieces import pieces
from briefpack.reports.template_list import named_piece
from briefpack.starters import new_audience
from briefpack.starters.overlays import checked_readers, copied_piece

MEMO = "documents/memo.md.j2"


def folders(project: Path) -> Folders:
    return Folders(project / "content", (project / "templates",), project / "build")


def overlay(project: Path, folder: str, text: str = '{% extends "documents/memo.md.j2" %}') -> None:
    path = project / "templates" / folder / MEMO
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def copied(project: Path, name: str, audience: str = "voters", pack: str = "two-towns") -> str:
    layers = template_layers((project / "templates",), pack, audience)
    return str(copied_piece(folders(project), named_piece(name, pieces(layers)), pack, audience))


def test_a_new_audience_says_whose_overlay_it_reads(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    shutil.copytree(project / "content/two-towns", project / "content/three-towns")
    (project / "content/three-towns/audiences/voters.yaml").rename(
        project / "content/three-towns/audiences/parliament.yaml"
    )
    overlay(project, "audiences/parliament")
    overlay(project, "packs/two-towns")
    started = new_audience("parliament", folders(project), pack="two-towns")
    assert started.overlays == (
        "templates/packs/two-towns/ (documents/memo.md.j2), an overlay for every audience in two-towns; councillors, voters "
        "read it, too",
        "templates/audiences/parliament/ (documents/memo.md.j2), an overlay for parliament in every pack; parliament in "
        "three-towns reads it, too",
    )


def test_a_copied_audience_gets_overlays_of_its_own(project: Path) -> None:
    overlay(project, "packs/two-towns/voters", "of the pack")
    overlay(project, "audiences/voters", "of every pack")
    overlay(project, "packs/two-towns", "of all")
    new_audience("parliament", folders(project), like="voters")
    own = project / "templates"
    assert (own / "packs/two-towns/parliament" / MEMO).read_text(encoding="utf-8") == "of the pack"
    assert (own / "audiences/parliament" / MEMO).read_text(encoding="utf-8") == "of every pack"
    with pytest.raises(WrongUse, match="there is a template for “walkers” already"):
        overlay(project, "packs/two-towns/walkers")
        new_audience("walkers", folders(project), like="voters")


def test_blocks_are_copied_into_an_overlay_that_builds_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    path = "templates/packs/two-towns/voters/documents/memo.md.j2"
    asked = Request(audiences=("voters",), documents=("memo",), formats=("md",))
    before = build(asked, folders(project), lambda *_: None, publish=False).outputs[0].data
    assert copied(project, "memo.risks") == f"{path}:5"
    assert copied(project, "memo.sources") == f"{path}:16"
    assert (
        (project / path)
        .read_text(encoding="utf-8")
        .startswith(
            "{# What voters reads in place of what the blocks below say. #}\n"
            '{% extends "documents/memo.md.j2" %}\n'
            '{% from "parts/_macros.md.j2" import points with context %}\n\n'
            "{# What stands in the way, and what is open. #}\n{% block risks %}\n"
        )
    )
    assert build(asked, folders(project), lambda *_: None, publish=False).outputs[0].data == before
    with pytest.raises(WrongUse, match="has a block “risks” already: change it there"):
        copied(project, "memo.risks")


def test_a_whole_template_is_copied_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    assert copied(project, "memo") == "templates/packs/two-towns/voters/documents/memo.md.j2:1"
    assert copied(project, "points", audience="") == "templates/packs/two-towns/parts/_macros.md.j2:1"
    for name in ("memo", "memo.risks"):
        with pytest.raises(WrongUse, match="already"):
            copied(project, name)
    with pytest.raises(WrongUse, match="is there already"):
        copied(project, "memo", audience="", pack="")


def test_the_pack_of_an_audience_is_found_or_asked_for(project: Path) -> None:
    assert checked_readers(folders(project), "", "voters") == ("two-towns", "voters")
    assert checked_readers(folders(project), "two-towns", "") == ("two-towns", "")
    shutil.copytree(project / "content/two-towns", project / "content/three-towns")
    with pytest.raises(WrongUse, match="several packs brief voters: say which, with --pack"):
        checked_readers(folders(project), "", "voters")
    for pack, audience, words in (
        ("tow-towns", "", "Did you mean “two-towns”"),
        ("", "voter", "Did you mean “voters”"),
    ):
        with pytest.raises(WrongUse, match=words):
            checked_readers(folders(project), pack, audience)
