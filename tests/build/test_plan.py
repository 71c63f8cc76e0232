"""The plan of a run: which jobs it has, and that a name narrows what is read and checked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request, WrongUse
from briefpack.build.plan import plan_jobs
from briefpack.build.workshop import Workshop
from briefpack.errors import Findings


def planned(project: Path, **wanted: tuple[str, ...]) -> tuple[list[str], str]:
    folders = Folders(project / "content", (project / "templates",), project / "build")
    asked, findings = Request(**wanted), Findings()
    jobs = plan_jobs(asked, Workshop(folders, asked.audiences), findings)
    return [f"{job.name}: {', '.join(job.formats)}" for job in jobs], "\n".join(map(str, findings.in_order()))


def write(project: Path, file: str, old: str, new: str) -> None:
    path = project / "content" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_job_is_a_document_of_an_audience_in_the_formats_that_are_asked_for(project: Path) -> None:
    assert planned(project, formats=("docx", "txt")) == (
        [
            "two-towns/councillors/en/memo: docx",
            "two-towns/councillors/en/onepager: docx",
            "two-towns/councillors/en/slides: docx, txt",
            "two-towns/voters/en/onepager: docx",
        ],
        "",
    )


def test_a_format_can_be_that_of_one_document(project: Path) -> None:
    assert planned(project, formats=("memo.docx", "slides.txt", "md"))[0] == [
        "two-towns/councillors/en/memo: docx, md",
        "two-towns/councillors/en/onepager: md",
        "two-towns/councillors/en/slides: md, txt",
        "two-towns/voters/en/memo: md",
    ]
    assert planned(project, formats=("slides.outline.docx", "onepager.docx"), documents=("slides",))[0] == [
        "two-towns/councillors/en/slides: outline.docx"
    ]
    for wrong in ("memmo.docx", "memo.dox"):
        with pytest.raises(WrongUse, match=f"there is no format “{wrong}”"):
            planned(project, formats=(wrong,))


def test_an_audience_has_a_job_in_each_of_its_languages(translated: Path) -> None:
    write(translated, "two-towns/audiences/voters.yaml", "theme:", "languages: [en, ja]\nfallback: true\ntheme:")
    jobs, _ = planned(translated, audiences=("voters",), documents=("memo",))
    assert jobs == ["two-towns/voters/en/memo: md", "two-towns/voters/ja/memo: md"]
    jobs, _ = planned(translated, languages=("ja",))
    assert {job.split("/")[2] for job in jobs} == {"ja"}


def test_an_audience_that_is_named_is_read_and_checked_alone(project: Path) -> None:
    write(project, "two-towns/audiences/councillors.yaml", "theme:", "them:")
    _, problems = planned(project)
    assert "councillors.yaml" in problems
    jobs, problems = planned(project, audiences=("voters",))
    assert (len(jobs), problems) == (2, "")


def test_an_item_that_another_audience_is_told_is_no_problem_of_the_named_one(project: Path) -> None:
    write(project, "two-towns/audiences/voters.yaml", "  proposals: [shared-kiosk, new-bridge]\n", "  proposals: []\n")
    assert "no audience is told" not in planned(project, audiences=("voters",))[1]


def test_a_pack_that_does_not_brief_the_named_audience_is_left_out(project: Path) -> None:
    shutil.copytree(project / "content/two-towns", project / "content/three-towns")
    (project / "content/three-towns/audiences/voters.yaml").unlink()
    write(project, "three-towns/pack.yaml", "title:", "titel:")
    jobs, problems = planned(project, audiences=("voters",))
    assert ({job.split("/")[0] for job in jobs}, problems) == ({"two-towns"}, "")


def test_a_broken_pack_leaves_the_jobs_of_the_others(project: Path) -> None:
    shutil.copytree(project / "content/two-towns", project / "content/three-towns")
    write(project, "three-towns/pack.yaml", "title:", "titel:")
    jobs, problems = planned(project)
    assert {job.split("/")[0] for job in jobs} == {"two-towns"}
    assert "three-towns/pack.yaml" in problems


def test_a_language_in_which_nobody_named_is_briefed_is_wrong_use(project: Path) -> None:
    with pytest.raises(WrongUse, match="Known here: en"):
        planned(project, languages=("ko",))


def test_a_document_that_has_no_template_has_no_job(project: Path) -> None:
    write(project, "two-towns/audiences/voters.yaml", "  memo:", "  memmo:")
    jobs, problems = planned(project, audiences=("voters",))
    assert jobs == ["two-towns/voters/en/onepager: docx"]
    assert "there is no document “memmo”" in problems and "Did you mean “memo”?" in problems


def test_what_concerns_a_document_or_a_language_alone_that_is_not_asked_for_is_left_out(translated: Path) -> None:
    write(translated, "two-towns/audiences/councillors.yaml", "[en]", "[en, ja]")
    write(
        translated,
        "two-towns/audiences/councillors.yaml",
        "headline: Each town keeps",
        "headline: Each <b>town</b> keeps",
    )
    write(translated, "two-towns/audiences/councillors.yaml", "text: Approve the", "text: Possibly approve the")
    (_, everything), (_, memo), (_, other) = (
        planned(translated, **wanted) for wanted in ({}, {"documents": ("memo",)}, {"formats": ("onepager.md",)})
    )
    assert "holds HTML" in everything and "the ask is hedged" in everything
    assert "holds HTML" not in memo + other
    assert "the ask is hedged" in memo
    assert "the ask is hedged" not in planned(translated, languages=("ja",))[1]
    assert "holds HTML" in planned(translated, formats=("slides.md",))[1]
