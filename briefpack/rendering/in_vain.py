"""What a template of one's own says in vain: words outside of any block, and blocks that the template below has not.

Jinja drops both without a word. Templates are read as tokens, as for their words: nothing is compiled for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from briefpack.errors import Place, Problem, did_you_mean, error, relative_name
from briefpack.rendering.loader import Layer, template_name
from briefpack.rendering.template_words import own_words, template_tokens

HELD = {"macro": "endmacro", "call": "endcall", "set": "endset"}
"""What holds words for later use, and how it ends."""


class Outline(NamedTuple):
    """Hold what a template extends, its blocks with their lines, and the lines that stand outside of them.

    outer: the blocks that lie in no other one; `blocks` are all of them.
    """

    extends: str
    blocks: dict[str, int]
    outer: dict[str, int]
    outside: dict[int, str]


def dropped_words(layers: Sequence[Layer], documents: Iterable[str]) -> Iterator[Problem]:
    """Find what no document shows of the templates that lie over those that come with briefpack."""
    for name in map(template_name, documents):
        for n, layer in enumerate(layers[:-1]):
            path = layer.folder / name
            outline = _outline(path) if path.is_file() else None
            if outline and outline.extends:
                yield from _problems(outline, relative_name(path), _blocks_below(layers, n, name, outline.extends))


def _problems(outline: Outline, file: str, below: set[str]) -> Iterator[Problem]:
    for line, words in outline.outside.items():
        what = f"“{words if len(words) <= 60 else words[:59] + '…'}” stands outside of any block, and in no document"
        yield error(what, Place(file, line), "Write it within a block: {% block NAME %} … {% endblock %}.")
    for block, line in outline.outer.items():
        if below and block not in below:
            yield error(
                f"there is no block “{block}” in “{outline.extends}”", Place(file, line), did_you_mean(block, below)
            )


def _blocks_below(layers: Sequence[Layer], own: int, name: str, extends: str) -> set[str]:
    """Return the blocks of what a template extends, and of what that extends; none if it is not there."""
    blocks: set[str] = set()
    while extends:
        first = own + 1 if extends == name else 0
        own, path = next(
            (
                (n, layers[n].folder / extends)
                for n in range(first, len(layers))
                if (layers[n].folder / extends).is_file()
            ),
            (0, None),
        )
        if not path:
            break
        outline = _outline(path)
        blocks |= {*outline.blocks}
        name, extends = extends, outline.extends
    return blocks


def _outline(path: Path) -> Outline:
    tokens = template_tokens(path, path.stat().st_mtime_ns)
    outline, opened, held = Outline("", {}, {}, {}), 0, ""
    for n, (line, kind, text) in enumerate(tokens):
        tag = tokens[n + 1][2] if kind == "block_begin" and n + 1 < len(tokens) else ""
        behind = tokens[n + 2][2] if tag and n + 2 < len(tokens) else ""
        if tag == "extends":
            outline = outline._replace(extends=behind.strip("'\""))
        elif tag == "block":
            outline.blocks.setdefault(behind, line)
            if not opened:
                outline.outer.setdefault(behind, line)
            opened += 1
        elif tag == "endblock":
            opened -= 1
        elif tag in HELD and not held and not (tag == "set" and _assigns(tokens[n:])):
            held = HELD[tag]
        elif held and tag == held:
            held = ""
        elif not opened and not held and kind == "data":
            outline.outside.update(
                {line + k: own_words(row) for k, row in enumerate(text.split("\n")) if own_words(row)}
            )
        elif not opened and not held and kind == "variable_begin":
            outline.outside.setdefault(line, "{{ … }}")
        if opened < 0:  # a block that ends begins with a slip, which whoever renders it finds
            return Outline("", {}, {}, {})
    return outline


def _assigns(tokens: Sequence[tuple[int, str, str]]) -> bool:
    """Tell whether a tag that sets a name gives it a value at once."""
    inside = next((n for n, (_, kind, _) in enumerate(tokens) if kind == "block_end"), len(tokens))
    return any(text == "=" for _, _, text in tokens[:inside])
