"""Trace a rendered document: its fragments with where each comes from, and the template lines as places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from briefpack.content.brief import Brief
from briefpack.errors import BuildError, Place, error, relative_name
from briefpack.rendering.escaping import InlineSource
from briefpack.rendering.loader import Layer, template_path
from briefpack.rendering.marks import Fragment, Marks, TemplateLine
from briefpack.rendering.templates import render_document


def trace_fragments(
    brief: Brief, document: str, templates: tuple[Path, ...], inline_source: InlineSource
) -> list[Fragment]:
    """Return the fragments of a rendered document, in its order. Raise BuildError as rendering does.

    A template that works with the length or the letters of what it has rendered would be led astray by marks; if the
    text is not the one that a build gets, that is an error.
    """
    source = render_document(brief, document, templates, inline_source)
    marks = Marks(source)
    fragments = list(marks.read(render_document(brief, document, templates, inline_source, marks)))
    if "".join(fragment.text for fragment in fragments) != source:
        place = Place(relative_name(template_path(document, templates)))
        hint = "Let it ask the fields themselves, not the text that it has put together from them."
        raise BuildError([error("cannot be traced: it counts or compares text that it has rendered", place, hint)])
    return fragments


def line_place(line: TemplateLine, layers: Sequence[Layer]) -> Place:
    return Place(relative_name(layers[line.layer].folder / line.name), line.number)


def replaced_block(block: TemplateLine, layers: Sequence[Layer]) -> Place | None:
    """Return where the block stands in the template of the same name below an overlay, if it does."""
    begins = re.compile(rf"\{{%[-+]?\s*block\s+{re.escape(block.block)}\b")
    for layer in layers[block.layer + 1 :]:
        path = layer.folder / block.name
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        for n, line in enumerate(lines, 1):
            if begins.search(line):
                return Place(relative_name(path), n)
    return None
