"""What templates may do, and what becomes of their mistakes; ours are left as they are."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from briefpack.errors import BuildError
from briefpack.rendering.environment import TemplateProblem, environment_for, template_problems


def test_a_missing_name_is_carried_and_not_read_from_the_message(tmp_path: Path) -> None:
    template = environment_for((tmp_path,)).from_string("{{ pack.titel }}")
    with pytest.raises(TemplateProblem) as raised:
        template.render(pack=SimpleNamespace(title="x", subject="y"))
    assert (raised.value.name, raised.value.beside) == ("titel", ("title", "subject"))
    with pytest.raises(TemplateProblem) as raised:
        template.render()
    assert (raised.value.name, raised.value.beside) == ("pack", ())


def test_a_name_with_quotation_marks_is_a_problem_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/memo.md.j2").write_text("{{ pack['“x”'] }}", encoding="utf-8")
    environment = environment_for((tmp_path,))
    with pytest.raises(BuildError, match="nothing is called ““x”” here"), template_problems(environment, "memo", []):
        environment.get_template("0|documents/memo.md.j2").render(pack=SimpleNamespace(title="x"))


def test_an_error_that_no_template_raised_passes_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ours"), template_problems(environment_for((tmp_path,)), "memo", []):
        raise ValueError("ours")


def test_a_template_of_a_neighbouring_folder_is_not_taken_for_one_of_these(tmp_path: Path) -> None:
    other = tmp_path / "templates-of-another"
    other.mkdir()
    (other / "memo.md.j2").write_text("{{ 1 / 0 }}", encoding="utf-8")
    foreign = environment_for((other,)).get_template("0|memo.md.j2")
    ours = environment_for((tmp_path / "templates",))
    with pytest.raises(ZeroDivisionError), template_problems(ours, "memo", []):
        foreign.render()
