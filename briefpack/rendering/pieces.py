"""What templates are made of: documents with their blocks, parts with their macros, and what each says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from briefpack.errors import Place, relative_name
from briefpack.rendering.loader import SUFFIX, Layer, layer_files, template_text

Kind = Literal["document", "part", "block", "macro"]
FOLDERS: dict[str, Kind] = {"documents": "document", "parts": "part"}
TAG = re.compile(
    r"\{#[-+]?(?P<remark>.*?)[-+]?#\}|\{%[-+]?\s*(?P<tag>(?:end)?(?:block|macro))\b\s*(?P<name>\w*)\s*(?P<rest>.*?)[-+]?%\}",
    re.DOTALL,
)
IMPORT = re.compile(
    r"\{%[-+]?\s*from\s+(?P<file>\S+)\s+import\s+(?P<names>.*?)(?:\s+with(?:out)?\s+context)?\s*[-+]?%\}", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a template, or a block or macro of one.

    about: the remark before it, in one line. file: the relative name of its template. layer: where it was found, as a
    position. arguments: what a macro takes, with its brackets.
    """

    kind: Kind
    name: str
    about: str
    file: str
    path: Path
    number: int
    layer: int
    text: str
    arguments: str = ""

    @property
    def place(self) -> Place:
        return Place(relative_name(self.path), self.number)

    @property
    def full_name(self) -> str:
        """Return the name by which it is asked for: `memo`, `memo.risks`, `_macros`, `points`."""
        return f"{Path(self.file).name.removesuffix(SUFFIX)}.{self.name}" if self.kind == "block" else self.name


def pieces(layers: Sequence[Layer]) -> list[Piece]:
    """Return documents with their blocks and parts with their macros, as who reads these layers gets them.

    What an overlay has stands for what is below it; a remark that it lacks is that of what it stands for. Raise
    BuildError for a template that cannot be read.
    """
    found: dict[tuple[str, Kind, str], Piece] = {}
    for n, layer in reversed([*enumerate(layers)]):
        for path in layer_files(layer):
            relative = path.relative_to(layer.folder).as_posix()
            for piece in _pieces_of(path, relative, n):
                key = (relative, piece.kind, piece.name)
                found[key] = _over(found.get(key), piece)
    return sorted(found.values(), key=lambda piece: (piece.file, piece.kind in ("block", "macro")))


def _over(below: Piece | None, piece: Piece) -> Piece:
    return replace(piece, about=piece.about or (below.about if below else ""))


def _pieces_of(path: Path, relative: str, layer: int) -> Iterator[Piece]:
    """Yield a template and what it defines, in the order of the text."""
    folder, _, file = relative.partition("/")
    if folder not in FOLDERS or "/" in file:
        return
    source = template_text(path)
    first = re.match(r"\s*\{#[-+]?(.*?)[-+]?#\}", source, re.DOTALL)
    about = _one_line(first[1]) if first else ""
    yield Piece(FOLDERS[folder], file.removesuffix(SUFFIX), about, relative, path, 1, layer, source)
    yield from _defined(source, relative, path, layer)


def _defined(source: str, relative: str, path: Path, layer: int) -> Iterator[Piece]:
    remark, ended = "", -1
    opened: list[tuple[re.Match[str], str]] = []
    closed: list[Piece] = []
    for match in TAG.finditer(source):
        if match["tag"] is None:
            is_of_the_file = not source[: match.start()].strip()
            remark, ended = ("", -1) if is_of_the_file else (_one_line(match["remark"]), match.end())
        elif not match["tag"].startswith("end"):
            between = source[ended : match.start()] if ended >= 0 else "x"
            opened.append((match, "" if re.search(r"\w|[{}]", between) else remark))
        elif opened:
            tag, about = opened.pop()
            text = source[tag.start() : match.end()]
            number = source.count("\n", 0, tag.start()) + 1
            kind: Kind = "block" if tag["tag"] == "block" else "macro"
            arguments = tag["rest"].strip() if kind == "macro" else ""
            closed.append(Piece(kind, tag["name"], about, relative, path, number, layer, text, arguments))
    yield from sorted(closed, key=lambda piece: piece.number)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def imports_for(source: str, text: str) -> list[str]:
    """Return the lines that import what a piece of a template uses, of those that the template has."""
    lines = []
    for match in IMPORT.finditer(source):
        names = [
            name for name in re.split(r"\s*,\s*", match["names"].strip()) if re.search(rf"\b{re.escape(name)}\b", text)
        ]
        if names:
            lines.append(f"{{% from {match['file']} import {', '.join(names)} with context %}}")
    return lines
