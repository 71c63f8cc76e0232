"""What a parser says of a template is said in words for whoever wrote it; no message of its own gets through."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.errors import BuildError
from briefpack.rendering.environment import environment_for, template_problems
from briefpack.rendering.syntax import MESSAGES, syntax_problem

SLIPS = {
    "{% if x %}": "{% if %} is not closed\n    Close it",
    "{{ x": "the template ends within a tag",
    "{% for a %}{% endfor %}": "“%}” stands where “in” is needed",
    "{% endif %}": "{% endif %} closes nothing that is open",
    "{% inclued a %}": "there is no tag “inclued”\n    Did you mean “include”?",
    "{% else %}": "{% else %} stands outside of {% if %}",
    "{{ a b }}": "“b” stands where “}}” is needed\n    {{ … }} prints a value",
    "{% if a = 1 %}{% endif %}": "“=” stands where “%}” is needed\n    Write == to compare.",
    "{{ a|lsit }}": "there is no filter “lsit”\n    Did you mean “list”?",
    "{{ a is defnied }}": "there is no test “defnied”\n    Did you mean “defined”?",
    "{# x": "a remark is not closed",
    "{% block a %}{% endblock %}{% block a %}{% endblock %}": "has two blocks “a”",
    "{{ ? }}": "? cannot stand in a tag",
    "{{ “x” }}": "“ cannot stand in a tag\n    Write straight quotation marks",
    "{{ 'x }}": "a text that ' opens is not closed",
    "{% set 1 = 2 %}": "gives a value to what is no name",
    "{% %}": "a tag has no name",
    "{% trans %}{% if a %}{% endtrans %}": "{% trans %} cannot be read",
    "{% block a-b %}{% endblock %}": "the name of a block has a hyphen",
    "{% from 'x' import _y %}": "imports a name that begins with “_”",
    "{{ (a }}": "“}” stands where “)” is needed",
    "{% if %}{% endif %}": "a value is missing",
    "{{ a..b }}": "a name is missing behind a dot",
    "{{ a + }}": "“}}” cannot stand here",
    "{% macro m( %}{% endmacro %}": "“%” stands where a name is needed",
    "{% call x %}{% endcall %}": "{% call %} calls no macro",
    "{% import 'x' %}": "“%}” stands where “as” is needed",
    "{{ a is b is c }}": "one “is” stands behind another",
    "{% macro m(a=1, b) %}{% endmacro %}": "an argument without a value follows one with a value",
    "{{ a(b=1, 2) }}": "an argument without a name follows one with a name",
    "{% block a required %}x{% endblock %}": "a required block holds words",
    "{{ []|first }}": "asks for the first or last of nothing",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}": "a macro is called without “a”\n    Call it with a=….",
    "{{ [1]|map('lsit')|list }}": "there is no filter “lsit”",
    "{{ [1]|map()|list }}": "a function or filter is given what it cannot take",
    "{% for x in [1] %}{% extends 'y' %}{% endfor %}": "{% extends %} stands within another tag",
    "{{ '" + "}}" * 3: "a text that ' opens is not closed",
}


@pytest.mark.parametrize("source", SLIPS)
def test_a_slip_is_said_in_plain_words_with_a_way_out(tmp_path: Path, source: str) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/memo.md.j2").write_text(f"\n{source}", encoding="utf-8")
    environment = environment_for((tmp_path,))
    with pytest.raises(BuildError) as found, template_problems(environment, "memo", ()):
        environment.get_template("0|documents/memo.md.j2").render()
    assert "documents/memo.md.j2:2: error: " in str(found.value)
    assert SLIPS[source] in str(found.value)
    assert "\n    " in str(found.value)


def test_what_nobody_has_thought_of_is_no_message_of_the_parser() -> None:
    assert syntax_problem("chunk after expression", (), ()) is None
    assert len(MESSAGES) > 20
