"""Layers: the project's own folder wins, briefpack's lies below it, and overlays are the project's alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.build.publish import read_manifest
from briefpack.build.run import build
from briefpack.build.workshop import Workshop
from briefpack.content.brief import brief_pack
from briefpack.content.pack import read_pack
from briefpack.document.inline_markdown import inline_source
from briefpack.layers import packaged_templates, template_folders
from briefpack.look.theme import read_theme, theme_names
from briefpack.rendering.loader import document_names, template_path
from briefpack.rendering.templates import render_document
from tests.conftest import REPOSITORY, TINY


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def rendered(own: Path, packaged: Path) -> str:
    brief = brief_pack(read_pack(TINY), "councillors", "en")
    return render_document(brief, "memo", (own, packaged), inline_source)


def test_briefpack_itself_has_one_layer_and_another_project_two(tmp_path: Path) -> None:
    assert template_folders(REPOSITORY) == (REPOSITORY / "templates",)
    assert template_folders(tmp_path) == (tmp_path / "templates", packaged_templates())


def test_a_project_file_wins_and_may_extend_the_one_below(tmp_path: Path) -> None:
    own = write(
        tmp_path / "own",
        {"documents/memo.md.j2": "{% extends 'documents/memo.md.j2' %}{% block a %}own {{ super() }}{% endblock %}"},
    )
    packaged = write(
        tmp_path / "packaged",
        {"documents/memo.md.j2": "[{% block a %}packaged{% endblock %}]", "documents/letter.md.j2": ""},
    )
    assert rendered(own, packaged) == "[own packaged]"
    assert document_names((own, packaged)) == ["letter", "memo"]
    assert template_path("memo", (own, packaged)) == own / "documents/memo.md.j2"
    assert template_path("letter", (own, packaged)) == packaged / "documents/letter.md.j2"


def test_an_overlay_of_the_project_lies_over_both_and_a_packaged_one_is_not_used(tmp_path: Path) -> None:
    packaged = write(
        tmp_path / "packaged",
        {
            "documents/memo.md.j2": "{% block a %}packaged{% endblock %}",
            "audiences/councillors/documents/memo.md.j2": "x",
        },
    )
    assert rendered(tmp_path / "nothing-here", packaged) == "packaged"
    overlay = "{% extends 'documents/memo.md.j2' %}{% block a %}{{ super() }} and above{% endblock %}"
    own = write(tmp_path / "own", {"audiences/councillors/documents/memo.md.j2": overlay})
    assert rendered(own, packaged) == "packaged and above"


def test_a_project_theme_stands_on_the_packaged_base(tmp_path: Path) -> None:
    own, packaged = tmp_path / "themes", packaged_templates() / "themes"
    write(own, {"harbour.yaml": 'colours:\n  accent: "#0B4F3C"\n', "ministry.yaml": 'colours:\n  accent: "#400000"\n'})
    assert theme_names(own, packaged) == ["campaign", "harbour", "ministry", "newsroom"]
    assert read_theme("harbour", own, packaged).colours.accent == "#0B4F3C"
    assert read_theme("harbour", own, packaged).sizes == read_theme("ministry", packaged).sizes
    assert read_theme("ministry", own, packaged).colours.accent == "#400000"


@pytest.mark.parametrize("with_templates", [False, True])
def test_a_project_builds_with_and_without_templates_of_its_own(tmp_path: Path, with_templates: bool) -> None:
    (tmp_path / "content").mkdir()
    shutil.copytree(TINY, tmp_path / "content" / "two-towns", ignore=shutil.ignore_patterns("languages"))
    if with_templates:
        write(tmp_path / "templates", {"letterheads/own.docx": "", "letterheads/plain.dotx": ""})
    folders = Folders(tmp_path / "content", template_folders(tmp_path), tmp_path / "build")
    report = build(Request(formats=("md",)), folders, lambda *_: None)
    assert [str(problem) for problem in report.problems] == []
    assert len(read_manifest(tmp_path / "build" / "manifest.json").records) == 4
    manifest = (tmp_path / "build" / "manifest.json").read_text(encoding="utf-8")
    assert '"briefpack/templates/themes/base.yaml"' in manifest
    assert str(REPOSITORY) not in manifest
    if with_templates:
        paths = Workshop(folders).stationery_paths("letterhead")
        assert paths["plain"] == tmp_path / "templates" / "letterheads" / "plain.dotx"
        assert {"ministry", "own"} < set(paths)
