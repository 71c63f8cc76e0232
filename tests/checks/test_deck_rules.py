"""The craft of slides: each rule is planted once and found at its line; a good deck has no findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.build.jobs import Folders, Request
from briefpack.build.run import build
from briefpack.checks.deck_rules import SlidePart, slide_problems, written_slides
from briefpack.content.model import Limits
from briefpack.document import tree as t
from briefpack.document.slides import deck_of
from briefpack.errors import Place
from tests.cases import cases, change_project, check_reported
from tests.trees import META, ROADMAP, inline, item, p


def slides_problems(project: Path) -> str:
    folders = Folders(project / "content", (project / "templates",), project / "build")
    report = build(Request(documents=("slides",), formats=("md",)), folders, lambda *_: None, publish=False)
    return "\n".join(map(str, report.problems))


def test_the_deck_of_the_tiny_pack_has_no_problem(project: Path) -> None:
    assert slides_problems(project) == ""


@pytest.mark.parametrize("case", cases("slides"), ids=lambda path: path.stem)
def test_slide_cases(case: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    change_project(case, project)
    check_reported(case, slides_problems(project))


def heading(level: int, title: str) -> t.Heading:
    return t.Heading(level, inline(title))


def slide(title: str, *blocks: t.Block) -> tuple[t.Block, ...]:
    return (heading(2, title), *blocks, t.Region("notes", (p("Say."),)), t.Region("source", (p("Report."),)))


DEFAULT = Limits()
GOOD = (
    heading(1, "One ticket for two towns"),
    *slide("The towns share a harbour", t.List((item("a"), item("b")))),
    *slide("Most of it can start now", ROADMAP),
    *slide("A ticket costs little", p("Two euros.")),
    *slide("Approve", t.Region("ask", (p("Approve."), t.List((item("one"), item("two")))))),
)


def messages(*blocks: t.Block, limits: Limits = DEFAULT) -> list[str]:
    """Return what is found, with the number and the part of the slide that it points at."""

    def place_of(number: int, part: SlidePart) -> Place:
        return Place(part, number + 1)

    found = slide_problems(deck_of(t.Document(META, blocks)), limits, place_of)
    assert all(problem.severity == "warning" and problem.hint for problem in found)
    return [f"{problem.place}: {problem.message.partition('” ')[2] or problem.message}" for problem in found]


def test_a_good_deck_has_no_problems() -> None:
    assert messages(*GOOD) == []


def test_lists_of_one_slide_count_together_and_choices_do_not() -> None:
    seven = (t.List((item("a"),)), t.Region("callout", (t.List(tuple(map(item, "bcdefg"))),)))
    choices = t.Region("decision", (t.List(tuple(map(item, "abcdefgh"))),))
    assert messages(*GOOD, *slide("It lists too much", *seven, choices)) == ["items:6: lists 7 items"]


def test_limits_of_zero_are_none() -> None:
    deep = t.List((item("a", t.List((item("b", t.List((item("c"),))),))), *map(item, "bcdefg")))
    assert messages(*GOOD, *slide("It has much", deep), limits=Limits(items_max=0, levels_max=0)) == []
    assert messages(*GOOD, *slide("It has much", deep)) == [
        "items:6: lists 7 items",
        "items:6: has a list of 3 levels",
    ]


def test_empty_regions_are_no_notes_and_no_source() -> None:
    empty = (heading(2, "A point is made"), p("So."), t.Region("notes", (p(" "),)), t.Region("source", ()))
    assert messages(*GOOD, *empty) == ["source:6: names no source", "notes:6: has no speaker notes"]


def test_a_note_is_a_source_and_wide_letters_count_two() -> None:
    cited = (heading(2, "両国は近い"), p("So", t.Note(1)), t.Region("notes", (p("Say."),)))
    assert messages(*GOOD, *cited) == []
    assert messages(*GOOD, *slide("日" * 46, p("x"))) == ["title:6: has a title of 92 characters"]


@pytest.mark.parametrize(
    ("titles", "headlines", "expected"),
    [
        (["A", "B"], ["A", "B"], [0, 1]),
        (["A", "x", "B"], ["A", "B"], [0, None, 1]),
        (["a", "b"], ["A", "B"], [0, 1]),
        (["A", "", "B", ""], ["A", "B"], [0, 0, 1, 1]),
        (["A", "A"], ["A", "A"], [0, 1]),
        (["B", "A", "x"], ["A", "B", "C"], [1, 0, None]),
        (["", "A"], ["A"], [None, 0]),
        (["A"], [], [None]),
    ],
)
def test_a_slide_is_found_by_its_words_and_else_by_its_neighbours(
    titles: list[str], headlines: list[str], expected: list[int | None]
) -> None:
    assert written_slides(titles, headlines) == expected


@given(st.lists(st.sampled_from(["", "A", "B", "C"])), st.lists(st.sampled_from("ABCD")))
def test_a_slide_that_is_found_is_there(titles: list[str], headlines: list[str]) -> None:
    found = written_slides(titles, headlines)
    assert len(found) == len(titles)
    assert all(number is None or 0 <= number < len(headlines) for number in found)
