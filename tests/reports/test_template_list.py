"""Templates are listed with what they are and where they stand, and found by their names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefpack.build.jobs import WrongUse
from briefpack.rendering.loader import Layer, all_overlays, template_layers
from briefpack.rendering.pieces import pieces
from briefpack.reports.template_list import named_piece, overlay_lines, template_lines, templates_json

TEMPLATES = {
    "documents/memo.md.j2": "{# A memo. #}\n{# Doubts. #}\n{% block risks %}{% endblock %}\n",
    "documents/page.md.j2": "{# A page. #}\n{% block risks %}{% endblock %}\n",
    "parts/_m.md.j2": "{# Pieces. #}\n\n{# Says it. #}\n{% macro say(x) %}{% endmacro %}\n",
    "packs/bridge/voters/documents/memo.md.j2": "{# Voters. #}\n{% block risks %}{% endblock %}\n",
    "packs/bridge/parts/_m.md.j2": "{# Theirs. #}\n",
    "audiences/walkers/documents/page.md.j2": "{# Walkers. #}\n",
}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in TEMPLATES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def text(lines: object) -> list[str]:
    return ["".join(run for run, _ in line) for line in lines]  # type: ignore[attr-defined]


def test_a_line_says_what_it_is_and_where_it_stands(own: Path) -> None:
    layers = (Layer(own),)
    assert text([*template_lines(pieces(layers), layers), *overlay_lines(all_overlays(own))]) == [
        "documents, and their blocks",
        "",
        "memo      A memo.  documents/memo.md.j2:1",
        "  risks   Doubts.  :3",
        "",
        "page      A page.  documents/page.md.j2:1",
        "  risks   :2",
        "",
        "parts, and their macros",
        "",
        "_m        Pieces.  parts/_m.md.j2:1",
        "  say(x)  Says it.  :4",
        "",
        "overlays, which come before these for some readers",
        "",
        "every audience in bridge  packs/bridge/parts/_m.md.j2",
        "voters in bridge          packs/bridge/voters/documents/memo.md.j2",
        "walkers in every pack     audiences/walkers/documents/page.md.j2",
    ]


def test_an_audience_sees_its_overlays_in_place_of_the_common_ones(own: Path) -> None:
    layers = template_layers((own,), "bridge", "voters")
    assert text(template_lines(pieces(layers), layers))[2:4] == [
        "memo      Voters.  packs/bridge/voters/documents/memo.md.j2:1, overlay for voters in bridge",
        "  risks   Doubts.  :2, overlay for voters in bridge",
    ]
    first = json.loads(templates_json(pieces(layers), layers))[1]
    assert first == {
        "name": "memo.risks",
        "kind": "block",
        "about": "Doubts.",
        "arguments": "",
        "file": "packs/bridge/voters/documents/memo.md.j2",
        "line": 2,
        "overlay": "voters in bridge",
    }


def test_a_name_is_found_or_the_nearest_is_said(own: Path) -> None:
    found = pieces((Layer(own),))
    assert [named_piece(name, found).kind for name in ("memo", "memo.risks", "_m", "say", "say()")] == [
        *("document", "block", "part", "macro", "macro")
    ]
    with pytest.raises(WrongUse, match=r"say which, memo\.risks, page\.risks"):
        named_piece("risks", found)
    with pytest.raises(WrongUse, match=r"Did you mean “memo\.risks”"):
        named_piece("memo.risk", found)
