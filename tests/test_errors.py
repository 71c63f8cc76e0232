"""Problems: how they read, in which order, and how a run collects them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.errors import (
    BuildError,
    Findings,
    Place,
    Problem,
    did_you_mean,
    error,
    relative_name,
    sorted_problems,
    warning,
)

HERE = Place("pack.yaml", 3, 5, "title")


def test_a_problem_says_where_what_and_what_to_do() -> None:
    assert str(error("is empty", HERE, "Write a text.")) == "pack.yaml:3:5: error: is empty (title)\n    Write a text."
    assert str(warning("is long", Place("pack.yaml"))) == "pack.yaml: warning: is long"


def test_problems_are_in_the_order_of_their_places_without_repeats() -> None:
    late, early = error("late", Place("a.yaml", 10)), error("early", Place("a.yaml", 9))
    assert sorted_problems([late, early, late]) == (early, late)


def test_warnings_alone_raise_nothing() -> None:
    findings = Findings([warning("is long", HERE)])
    findings.raise_errors()
    assert not findings.failed


def test_an_error_is_raised_with_the_warnings_beside_it() -> None:
    problems = [warning("is long", HERE), error("is empty", HERE)]
    with pytest.raises(BuildError) as failure:
        Findings(problems).raise_errors()
    assert set(failure.value.problems) == set(problems)


def test_a_stage_that_fails_adds_its_problems_and_the_run_goes_on() -> None:
    findings = Findings()
    for problem in (error("first", HERE), error("second", HERE)):
        with findings.collecting():
            raise BuildError([problem])
    assert [problem.message for problem in findings.in_order()] == ["first", "second"]
    assert findings.failed


def test_what_is_no_problem_of_a_person_s_file_passes_through() -> None:
    with pytest.raises(KeyError), Findings().collecting():
        raise KeyError("ours")


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("Minstry", ["ministry", "base"], "Did you mean “ministry”?"),
        ("xyz", ["b", "a"], "Known here: a, b."),
        ("xyz", [], "None is defined here yet."),
        ("q", [f"name-{n}" for n in range(13)], "Nearest of 13: "),
    ],
)
def test_a_hint_names_the_nearest_or_all(name: str, known: list[str], hint: str) -> None:
    assert did_you_mean(name, known).startswith(hint)


def test_a_path_is_named_from_where_a_person_stands(tmp_path: Path) -> None:
    assert relative_name(tmp_path / "content" / "pack.yaml", tmp_path) == "content/pack.yaml"
    assert relative_name(Path("/elsewhere/pack.yaml"), tmp_path) == "/elsewhere/pack.yaml"
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "link").symlink_to("/dev/zero")
    assert [relative_name(tmp_path / name, tmp_path) for name in ("circle", "link")] == ["circle", "link"]
    (tmp_path / "here").symlink_to(tmp_path)
    assert relative_name(tmp_path / "here" / "pack.yaml", tmp_path / "here") == "pack.yaml"
    assert relative_name(tmp_path / "pack.yaml", tmp_path / "here") == "pack.yaml"


def test_problems_travel_to_another_process() -> None:
    import pickle

    problems = Findings([Problem("error", "is empty", HERE)])
    assert pickle.loads(pickle.dumps(problems)) == problems


def test_what_a_terminal_would_obey_is_shown_as_an_escape() -> None:
    problem = error(
        "there is no field “\x1b[31mred\u202e” here", Place("pack.yaml", 6, 1, "\x1b[31mred"), "Take it out."
    )
    assert str(problem) == (
        "pack.yaml:6:1: error: there is no field “\\u001b[31mred\\u202e” here (\\u001b[31mred)\n    Take it out."
    )


def test_what_quotes_a_value_without_end_is_cut() -> None:
    long = "a" * 100_000
    problem = error(f"“{long}” is not known", Place("pack.yaml", 1, 1, long), did_you_mean(long, ["a", "b"]))
    assert len(str(problem)) < 2000
