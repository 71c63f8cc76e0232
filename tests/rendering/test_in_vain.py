"""What a template of one's own says in vain is named at its line; what may stand there is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.rendering.in_vain import dropped_words
from briefpack.rendering.loader import template_layers
from tests.conftest import REPOSITORY

EXTENDS = '{% extends "documents/memo.md.j2" %}\n'


def said(tmp_path: Path, template: str) -> list[str]:
    path = tmp_path / "packs/heat/voters/documents/memo.md.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template, encoding="utf-8")
    layers = template_layers((tmp_path, REPOSITORY / "templates"), "heat", "voters")
    return [f"{problem.place.line}: {problem.message}" for problem in dropped_words(layers, ["memo", "onepager"])]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        (f"{EXTENDS}# Our own words\n", ["2: “Our own words” stands outside of any block, and in no document"]),
        (f"{EXTENDS}{{{{ pack.title }}}}\n", ["2: “{{ … }}” stands outside of any block, and in no document"]),
        (
            f"{EXTENDS}{{% block contexts %}}\nWords\n{{% endblock %}}\n",
            ["2: there is no block “contexts” in “documents/memo.md.j2”"],
        ),
        (f"{EXTENDS}{{% block context %}}\nWords\n{{% block ours %}}{{% endblock %}}{{% endblock %}}\n", []),
        (f"{EXTENDS}\n{{# A remark. #}}\n{{% set a = 1 %}}\n{{% macro b() %}}Words{{% endmacro %}}\n", []),
        (f"{EXTENDS}{{% set c %}}Words{{% endset %}}{{% from 'parts/_macros.md.j2' import points %}}\n", []),
        (f"{EXTENDS}{{% block body %}}{{{{ super() }}}}{{% endblock %}}\n", []),
        ("# A memo of our own\n\n{% block ours %}Words{% endblock %}\n", []),
        ('{% extends "documents/letter.md.j2" %}\n{% block ours %}Words{% endblock %}\n', []),
        (f"{EXTENDS}{{% block context %}}\n", []),
    ],
)
def test_what_jinja_would_drop_is_named(tmp_path: Path, template: str, found: list[str]) -> None:
    assert said(tmp_path, template) == found


def test_a_template_of_the_project_over_ours_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "documents/memo.md.j2"
    path.parent.mkdir()
    path.write_text(f"{EXTENDS}Words\n", encoding="utf-8")
    (problem,) = dropped_words(template_layers((tmp_path, REPOSITORY / "templates"), "heat", "voters"), ["memo"])
    assert "“Words” stands outside" in problem.message


def test_the_nearest_block_is_named(tmp_path: Path) -> None:
    said(tmp_path, f"{EXTENDS}{{% block contexts %}}{{% endblock %}}\n")
    layers = template_layers((tmp_path, REPOSITORY / "templates"), "heat", "voters")
    assert [problem.hint for problem in dropped_words(layers, ["memo"])] == ["Did you mean “context”?"]
