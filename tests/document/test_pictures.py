"""Pictures in a document: named in Markdown, filled wherever they stand."""

from __future__ import annotations

import pytest

from briefpack.document import tree as t
from briefpack.document.markdown import parse_document
from briefpack.document.pictures import with_pictures
from briefpack.errors import BuildError, Place
from briefpack.look.photos import Photo
from tests.trees import png

SOURCE = """# Boats

::: beside
::: picture ferry
The ferry. [Photo: Office]{.quiet}

A boat.
:::

- It sails at ten.
:::

> ::: picture pier
> A pier.
> :::
"""


def parsed(source: str) -> t.Document:
    return parse_document(source, t.Meta("memo", "Boats", "en"), Place("memo.md.j2"))


def pictures(document: t.Document) -> list[t.Picture]:
    return [node for node in t.walk(document.blocks) if isinstance(node, t.Picture)]


def test_a_picture_has_a_caption_and_words_for_who_does_not_see_it() -> None:
    ferry, pier = pictures(parsed(SOURCE))
    assert (ferry.name, t.plain_text(ferry.caption), ferry.alt) == ("ferry", "The ferry. Photo: Office", "A boat.")
    assert (pier.caption, pier.alt) == ((), "A pier.")


def test_each_gets_the_pixels_of_its_file_wherever_it_stands() -> None:
    files = {"ferry": Photo(png(6, 4), "png", 6, 4), "pier": Photo(png(3, 3), "png", 3, 3)}
    filled = pictures(with_pictures(parsed(SOURCE), files.__getitem__))
    assert [(one.width, one.height, one.data == files[one.name].data) for one in filled] == [(6, 4, True), (3, 3, True)]
    assert filled[0].digest in repr(filled[0]), "a cache knows another picture by it"
    assert "data=" not in repr(filled[0])


@pytest.mark.parametrize("source", ["::: picture\nA boat.\n:::", "::: picture ferry\n- A boat.\n:::"])
def test_one_that_is_not_complete_is_refused(source: str) -> None:
    with pytest.raises(BuildError, match="a picture is not complete"):
        parsed(f"# Boats\n\n{source}\n")
