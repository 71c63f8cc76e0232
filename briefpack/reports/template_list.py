"""List templates: documents with their blocks, parts with their macros, and where each comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from briefpack.build.jobs import WrongUse
from briefpack.errors import did_you_mean, relative_name
from briefpack.rendering.loader import Layer, layer_files
from briefpack.rendering.pieces import Piece
from briefpack.reports.lines import Line, line, padded, widest

MOST_CELLS = 36
"""What takes more cells stands out of its column."""
HEADINGS = {"document": "documents, and their blocks", "part": "parts, and their macros"}


def template_lines(pieces: Sequence[Piece], layers: Sequence[Layer]) -> Iterator[Line]:
    """Yield a line for each template, block and macro: its name, what it is, where it stands.

    A place in the template under whose name a line stands is its number alone.
    """
    width = min(widest(_label(piece) for piece in pieces), MOST_CELLS) + 2
    heading = file = ""
    for piece in pieces:
        if HEADINGS.get(piece.kind, heading) != heading:
            yield from [line()] if heading else []
            heading = HEADINGS[piece.kind]
            yield line((heading, "heading"))
        if piece.kind in HEADINGS:
            file = piece.place.file
            yield line()
        place = f":{piece.number}" if piece.place.file == file and piece.kind not in HEADINGS else str(piece.place)
        about = f"{piece.about}  " if piece.about else ""
        yield line((padded(_label(piece), width), "margin"), about, (f"{place}{_whose(layers[piece.layer])}", "place"))


def overlay_lines(layers: Sequence[Layer]) -> Iterator[Line]:
    """Yield the overlays that there are, each with who reads it and what it changes."""
    shown = {layer.readers: files for layer in layers if (files := layer_files(layer))}
    if shown:
        yield from (line(), line(("overlays, which come before these for some readers", "heading")), line())
    width = widest(shown) + 2
    for readers, files in shown.items():
        yield line((padded(readers, width), "margin"), (", ".join(map(relative_name, files)), "place"))


def _label(piece: Piece) -> str:
    indent = "" if piece.kind in HEADINGS else "  "
    return f"{indent}{piece.name}{piece.arguments}"


def _whose(layer: Layer) -> str:
    return f", overlay for {layer.readers}" if layer.readers else ""


def named_piece(name: str, pieces: Sequence[Piece]) -> Piece:
    """Return the template, block or macro of that name. Raise WrongUse with the nearest name if there is none."""
    by_name = {piece.full_name: piece for piece in reversed(pieces)}
    blocks = [piece for piece in pieces if piece.kind == "block" and piece.name == name]
    found = by_name.get(name.removesuffix("()")) or (blocks[0] if len(blocks) == 1 else None)
    if found:
        return found
    if blocks:
        names = ", ".join(piece.full_name for piece in blocks)
        raise WrongUse(f"several documents have a block “{name}”: say which, {names}.")
    raise WrongUse(f"there is no template, block or macro “{name}”. {did_you_mean(name, by_name)}")


def templates_json(pieces: Sequence[Piece], layers: Sequence[Layer]) -> str:
    """Return the same as JSON, a record each."""
    records = [
        {
            "name": piece.full_name,
            "kind": piece.kind,
            "about": piece.about,
            "arguments": piece.arguments,
            "file": piece.place.file,
            "line": piece.number,
            "overlay": layers[piece.layer].readers,
        }
        for piece in pieces
    ]
    return json.dumps(records, ensure_ascii=False, indent=2)
