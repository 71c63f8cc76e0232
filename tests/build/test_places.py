"""What is wrong with a rendered document is said at the line of its template, or at the field whose words it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Job, Request
from briefpack.build.run import build
from briefpack.build.workshop import Workshop

PARTS = {
    "documents/memo.md.j2": '{% extends "parts/_document.md.j2" %}{% from "parts/_own.md.j2" import say with context %}\n'
    "{% block body %}\n# {{ document.title }}\n\nWords.\n\n@HERE@\n{% endblock %}\n",
    "parts/_own.md.j2": "{% macro say(words) %}\n\n{{ words }} @MACRO@\n{% endmacro %}\n",
}
FLAWS = {
    "| a | b |\n|--|--|\n| one | two |\n| one | two | THREE |": (10, "has a row of 3 cells in a table of 2"),
    "| a |\n|--|\n{% for item in proposals %}\n| {{ item.title }} | more |\n{% endfor %}": (10, "has a row of 2 cells"),
    "text\nand text[^nope]": (8, "cites the note “nope”, which is not defined"),
    "a[^x]\n\n[^x]: ONE\n\n[^x]: TWO": (11, "defines the note “x” 2 times"),
    "a\n\n[^x]: ONE": (9, "defines the note “x” and cites it nowhere"),
    "some\nwords [a](https://example.org 'TITLE')": (8, "a link has a title, “TITLE”"),
    "a\n**x**{.editor}": (8, "has attributes that belong to nothing"),
    "[x]{.loud}": (7, "there is no voice “loud”"),
    "words\n\n<!-- TODO: ask -->\n\nwords": (9, "holds HTML: “<!-- TODO: ask -->”"),
    "- one\n- two <b>x</b>": (8, "holds HTML: “<b>”"),
    "A\n: one\n\n\n    two": (7, "has a field with more than one paragraph"),
    "::: aks\nx\n:::": (7, "there is no region “aks”"),
    "::: ask\nx": (7, "a region is not closed"),
    "x\n\n:::": (9, "closes a region that was not opened"),
    "::: figure bars\nx\n:::": (7, "the figure “bars” is not complete"),
    "x\n\n    code": (9, "holds code"),
    "{% if pack %}\n\n##### deep\n{% endif %}": (9, "has a heading of level 5"),
    "#### deep": (7, "“deep” skips a heading level (1 to 4)"),
    "##": (7, "has an empty heading of level 2"),
    "::: figure roadmap\n| a | b |\n|--|--|\n| c | d |\n\nx\n:::": (7, "a roadmap has 3 columns, not 2"),
    "[" * 30: (7, "opens more than 20 brackets at once"),
    "- a\n" + "\n".join(f"{'  ' * n}- L{n}" for n in range(1, 12)): (15, "lists or quotations more than 8 deep: “L8"),
    "> a [b](ftp://example.org)": (7, "a link to “ftp://example.org” is not possible"),
}


def problems(project: Path, here: str, macro: str = "") -> list[str]:
    for name, text in PARTS.items():
        (project / "templates" / name).write_text(
            text.replace("@HERE@", here).replace("@MACRO@", macro), encoding="utf-8"
        )
    folders = Folders(project / "content", (project / "templates",), project / "build")
    asked = Request(audiences=("councillors",), documents=("memo",), formats=("md",))
    report = build(asked, folders, lambda *_: None, publish=False)
    return [
        f"{Path(one.place.file).name}:{one.place.line}: {one.message}"
        for one in report.problems
        if one.severity == "error"
    ]


@pytest.mark.parametrize("here", FLAWS, ids=range(len(FLAWS)))
def test_a_flaw_is_named_at_the_line_of_the_template(project: Path, here: str) -> None:
    line, words = FLAWS[here]
    found = problems(project, here)
    assert any(one.startswith(f"memo.md.j2:{line}: ") and words in one for one in found), found


def test_a_flaw_of_a_macro_is_named_in_the_macro(project: Path) -> None:
    assert problems(project, "{{ say(pack.title) }}", "and [x]{.loud}") == ["_own.md.j2:3: there is no voice “loud”"]


def test_a_note_that_a_function_cites_is_named_where_it_is_called(project: Path) -> None:
    memo = "{% set body %}x{% endset %}{{ cite(context[0]) }}"
    path = project / "templates/parts/_document.md.j2"
    path.write_text("{% block body %}{% endblock %}\n", encoding="utf-8")
    assert problems(project, f"words\n{memo}") == ["memo.md.j2:8: cites the note “1”, which is not defined"]


def test_words_of_a_field_lead_to_the_field_and_their_line_to_the_template(project: Path) -> None:
    assert problems(project, "### {{ pack.subject }}") == [
        "memo.md.j2:7: “Public transport” skips a heading level (1 to 3)"
    ]
    folders = Folders(project / "content", (project / "templates",), project / "build")
    workshop = Workshop(folders)
    places = workshop.draft(Job("two-towns", "councillors", "en", "memo", ("md",))).places(())
    found = [places.at(5, "Public transport"), places.at(5, ""), places.about("“Public transport” is wrong")]
    assert [(Path(place.file).name, place.line) for place in found] == [
        ("pack.yaml", 5),
        ("memo.md.j2", 7),
        ("memo.md.j2", 7),
    ]


def test_a_template_that_works_with_its_rendered_text_is_named_without_a_line(project: Path) -> None:
    counted = "{% set row %}{{ pack.title }}{% endset %}{{ row|length }} [x]{.loud}"
    assert problems(project, counted) == ["memo.md.j2:0: there is no voice “loud”"]
