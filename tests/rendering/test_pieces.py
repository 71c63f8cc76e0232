"""What templates are made of is found with what it says of itself, as who reads it gets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.rendering.loader import Layer, template_layers
from briefpack.rendering.pieces import Piece, imports_for, pieces
from tests.conftest import REPOSITORY

TEMPLATES = {
    "documents/memo.md.j2": (
        "{# A memo:\n   for everybody. #}\n{% extends 'parts/_frame.md.j2' %}\n"
        "{# What is so. #}\n{% block context %}\n{% block inner %}{% endblock %}\n{% endblock context %}\n"
        "## {# A heading. #}\n## {% block heading %}x{% endblock %}\n{# Not of the next. #}\nWords.\n{% block risks %}{% endblock %}\n"
    ),
    "parts/_frame.md.j2": "{% block body %}{% endblock %}\n{# Says it. #}\n{% macro say(words, loud=false) -%}\n{{ words }}\n{%- endmacro %}\n",
    "packs/bridge/voters/documents/memo.md.j2": "{# Voters. #}\n{% extends 'documents/memo.md.j2' %}\n{% block context %}y{% endblock %}\n",
    "documents/inner/x.md.j2": "no document",
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for name, text in TEMPLATES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def shown(piece: Piece) -> tuple[str, str, int, str]:
    return piece.full_name + piece.arguments, piece.about, piece.number, piece.path.parent.parent.name


def test_blocks_and_macros_are_told_by_the_remark_before_them(own: Path) -> None:
    assert [shown(piece)[:3] for piece in pieces((Layer(own),))] == [
        ("memo", "A memo: for everybody.", 1),
        ("memo.context", "What is so.", 5),
        ("memo.inner", "", 6),
        ("memo.heading", "A heading.", 9),
        ("memo.risks", "", 12),
        ("_frame", "", 1),
        ("_frame.body", "", 1),
        ("say(words, loud=false)", "Says it.", 3),
    ]


def test_what_an_overlay_has_stands_for_what_is_below_it(own: Path) -> None:
    found = {piece.full_name: piece for piece in pieces(template_layers((own,), "bridge", "voters"))}
    assert shown(found["memo"])[1:] == ("Voters.", 1, "voters")
    assert shown(found["memo.context"])[1:] == ("What is so.", 3, "voters"), "in the words of the common one"
    assert found["memo.context"].text == "{% block context %}y{% endblock %}"
    assert shown(found["memo.risks"])[3] == own.name


def test_what_a_piece_uses_is_imported_with_it() -> None:
    source = (
        '{% from "parts/_macros.md.j2" import points, names,\n   quotation with context %}\n{% from "x" import y %}'
    )
    assert imports_for(source, "{{ points(context) }} {{ quotation(a) }} surnames") == [
        '{% from "parts/_macros.md.j2" import points, quotation with context %}'
    ]


def test_every_block_and_macro_of_the_shared_memo_and_page_says_what_it_is() -> None:
    found = pieces((Layer(REPOSITORY / "templates"),))
    ours = [piece for piece in found if piece.file.endswith(("memo.md.j2", "onepager.md.j2", "_macros.md.j2"))]
    assert len(ours) > 45
    assert [piece.full_name for piece in ours if not piece.about] == []
