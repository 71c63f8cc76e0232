"""What an audience selects is shown, or said at the line that selects it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.build.results import Report
from briefpack.build.run import build
from tests.conftest import REPOSITORY

AUDIENCE = "content/two-towns/audiences/councillors.yaml"
BASE = '{% extends "documents/memo.md.j2" %}'


def checked(project: Path, memo: str = "", **asked: tuple[str, ...]) -> Report:
    """Check the project’s memo with an overlay of this text, if there is one."""
    if memo:
        overlay = project / "templates/packs/two-towns/councillors/documents/memo.md.j2"
        overlay.parent.mkdir(parents=True, exist_ok=True)
        overlay.write_text(memo, encoding="utf-8")
    folders = Folders(project / "content", (project / "templates",), project / "build")
    request = Request(audiences=("councillors",), **{"documents": ("memo",), "formats": ("md",), **asked})
    return build(request, folders, lambda *_: None, publish=False)


def edited(project: Path, old: str, new: str) -> None:
    path = project / AUDIENCE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def said(report: Report) -> list[str]:
    return [
        f"{problem.place.line}: {problem.message}" for problem in report.problems if problem.code == "unshown-selection"
    ]


@pytest.mark.parametrize("document", ["memo", "onepager", "slides"])
def test_the_shared_templates_have_a_place_for_every_kind(project: Path, document: str) -> None:
    assert checked(project, documents=(document,)).problems == ()


def test_what_a_template_has_no_place_for_is_a_warning_at_the_selection(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    report = checked(project, f"{BASE}{{% block quotes %}}{{% endblock %}}{{% block options %}}{{% endblock %}}")
    assert [str(problem) for problem in report.problems] == [
        f"{AUDIENCE}:20:12: warning: “memo” shows nothing of what “options” selects here (select.options)\n"
        "    templates/packs/two-towns/councillors/documents/memo.md.j2 has no place for them. Give it one (invoke "
        "templates --copy memo begins a copy of your own), or select less under documents.memo.select: “options: []”.",
        f"{AUDIENCE}:27:11: warning: “memo” shows nothing of what “quotes” selects here (select.quotes)\n"
        "    templates/packs/two-towns/councillors/documents/memo.md.j2 has no place for them. Give it one (invoke "
        "templates --copy memo begins a copy of your own), or select less under documents.memo.select: “quotes: []”.",
    ]


def test_of_a_selection_that_is_shown_in_part_the_rest_is_named(project: Path) -> None:
    report = checked(project, f"{BASE}{{% block steps %}}{{{{ steps[0].text }}}}{{% endblock %}}")
    assert said(report) == ["26: “memo” shows not all of what “steps” selects here: hire-clerk"]


def test_what_a_note_names_as_its_ground_is_not_shown(project: Path) -> None:
    edited(project, "draws_on: [shared-kiosk, harbour-fact]", "draws_on: [shared-kiosk, harbour-fact, cost-unknown]")
    report = checked(project, f"{BASE}{{% block risks %}}{{{{ obstacles[0].text }}}}{{% endblock %}}")
    assert said(report) == ["25: “memo” shows nothing of what “analysis” selects here"]


def test_a_selection_of_the_document_is_named_at_its_own_line(project: Path) -> None:
    edited(
        project,
        "formats: [docx, pdf, md], title",
        "formats: [docx, pdf, md], select: {quotes: [promise], options: []}, title",
    )
    report = checked(project, f"{BASE}{{% block quotes %}}{{% endblock %}}{{% block options %}}{{% endblock %}}")
    assert said(report) == ["37: “memo” shows nothing of what “quotes” selects here"]


def test_a_list_that_is_left_out_selects_nothing_by_name(project: Path) -> None:
    edited(project, "  quotes: [promise]\n", "")
    assert said(checked(project, f"{BASE}{{% block quotes %}}{{% endblock %}}")) == []


def test_a_deck_shows_its_slides_and_of_its_own_selections_all(project: Path) -> None:
    edited(project, "    notes_for: marp", "    notes_for: marp\n    select: {vision: [one-town]}")
    assert said(checked(project, documents=("slides",))) == ["51: “slides” shows nothing of what “vision” selects here"]


def test_what_is_left_out_to_fit_the_page_is_no_such_item(project: Path) -> None:
    many = "".join(
        f"  - {{id: more-{n}, title: More {n}, text: {'Many words of it. ' * 12}, basis: editor, priority: 5}}\n"
        for n in range(30)
    )
    path = project / "content/two-towns/pack.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("vision:\n", f"vision:\n{many}", 1), encoding="utf-8")
    edited(project, "vision: [one-town]", f"vision: [one-town, {', '.join(f'more-{n}' for n in range(30))}]")
    report = checked(project, documents=("onepager",), formats=("pdf",))
    assert any("“More 29” left out" in step for output in report.outputs for step in output.steps)
    assert said(report) == []


def test_packs_that_come_with_briefpack_show_all_that_they_select() -> None:
    folders = Folders(REPOSITORY / "content", (REPOSITORY / "templates",), REPOSITORY / "build")
    report = build(
        Request(documents=("memo", "onepager"), languages=("en",), formats=("html",)),
        folders,
        lambda *_: None,
        publish=False,
    )
    assert said(report) == []
