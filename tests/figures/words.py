"""The words of a drawing."""

from __future__ import annotations

from briefpack.figures import Drawing, Words


def drawn_words(drawing: Drawing) -> list[str]:
    """Return the words that the drawing shows, in the order in which it draws them."""
    lines = (line for shape in drawing.shapes if isinstance(shape, Words) for line in shape.lines)
    return "".join(line.letters + ("" if line.goes_on else " ") for line in lines).split()
