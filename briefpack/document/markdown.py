"""Parse rendered Markdown into the document tree: CommonMark with tables, definition lists, notes, regions and spans.

What the tree has no node for (code, pictures, raw HTML) is a problem, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import cache
from typing import Any, get_args

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from briefpack.document import tree
from briefpack.document.inline_markdown import InlineParser, Refused, node_words, too_deep, with_own_rules
from briefpack.document.losses import losses, open_brackets, too_many_marks
from briefpack.document.source_places import with_places
from briefpack.document.tree import Block, Blocks, Document, Inlines, Meta
from briefpack.errors import BuildError, Place, Problem, did_you_mean, shortened
from briefpack.languages.characters import character_problems, in_one_line
from briefpack.look.world import AREAS, is_box

FENCE = re.compile(r":{3,}([^:\n]*)")
MAX_DEPTH = 12
NESTING = 100
"""How far the parser goes: further than what is refused, so that nothing is dropped before."""
DEEPEST = 8
"""Levels of lists and quotations within each other that every format shows."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": NESTING}).enable("table")
    parser.use(deflist_plugin).use(footnote_plugin, inline=False)
    parser.use(attrs_plugin, after=("span_close",), spans=True, allowed=("lang", "class", "day", "spot"))
    return with_own_rules(parser.use(container_plugin, "region", validate=lambda *_: True))


Locate = Callable[[int, str], Place]
"""Returns where a person wrote what stands in a line of the source, counted from 1, and is told with these words."""


def parse_document(source: str, meta: Meta, place: Place, locate: Locate | None = None) -> Document:
    """Parse Markdown into a document. Raise BuildError with all problems.

    Without `locate`, each problem has the same place, which names the template.
    """
    parser = _Parser(place, [], meta)
    blocks = _parsed_blocks(source, parser)
    if parser.problems:
        located = locate or (lambda line, words: place)
        raise BuildError(
            replace(one, place=located(one.place.line, quoted(one.message)) if one.place.line else place)
            for one in parser.problems
        )
    return with_places(Document(_in_one_line(meta), blocks, parser.notes))


def _parsed_blocks(source: str, parser: _Parser) -> Blocks:
    for position, message, hint in (*open_brackets(source), *too_many_marks(source)):
        parser.at(source.count("\n", 0, position) + 1).refuse(message, hint)
        return ()  # before the parser, which would be busy with them for minutes
    for position, message, hint in losses(source):
        parser.at(source.count("\n", 0, position) + 1).refuse(message, hint)
    tokens = _parser().parse(_nested_fences(source, parser))
    if refusal := too_deep(tokens):
        parser.at(0).refuse(*refusal)
        return ()
    return parser.at(0).blocks(SyntaxTreeNode(tokens).children)


def quoted(message: str) -> str:
    """Return the words that a message quotes of the source."""
    return message.partition("“")[2].rpartition("”")[0]


def _in_one_line(meta: Meta) -> Meta:
    lines: dict[str, Any] = {name: in_one_line(value) for name, value in asdict(meta).items() if isinstance(value, str)}
    lines |= {name: tuple(map(in_one_line, getattr(meta, name))) for name in ("keywords", "regions")}
    return replace(meta, **lines)


def _nested_fences(source: str, parser: _Parser) -> str:
    """Give outer regions longer fences than inner ones, so that `:::` always closes the innermost."""
    lines, depth, opened = source.split("\n"), 0, list[int]()
    for n, line in enumerate(lines):
        fence = FENCE.fullmatch(line)
        if not fence:
            continue
        role = fence[1].strip(" \t")
        depth += 0 if role else -1
        if depth < 0:
            parser.at(n + 1).refuse(f"“:::” closes a region that was not opened, before “{_next_words(lines, n)}”")
            depth, lines[n] = 0, ""
            continue
        if depth > MAX_DEPTH:
            parser.at(n + 1).refuse(f"has regions more than {MAX_DEPTH} deep")
            break
        lines[n] = ":" * (MAX_DEPTH + 3 - depth) + (f" {role}" if role else "")
        depth += 1 if role else 0
        opened = [*opened[: depth - 1], n + 1] if role else opened[:depth]
    if depth:
        parser.at(opened[0]).refuse(
            "a region is not closed" if depth == 1 else f"{depth} regions are not closed",
            "Write “:::” on a line of its own where a region ends.",
        )
    return "\n".join(lines)


def _next_words(lines: list[str], n: int) -> str:
    return next((line[:40] for line in lines[n + 1 :] if line.strip()), "the end")


class _Parser(InlineParser):
    """Walk the syntax tree of a document; one small method a node type, named after it."""

    def __init__(self, place: Place, problems: list[Problem], meta: Meta) -> None:
        super().__init__(place, problems)
        self.meta = meta
        self.notes: tuple[Inlines, ...] = ()

    def at(self, line: int) -> _Parser:
        """Go on at a line of the source, counted from 1; 0 where none is known."""
        self.place = Place(self.place.file, line)
        return self

    def blocks(self, nodes: list[SyntaxTreeNode]) -> Blocks:
        return tuple(block for node in nodes for block in self.block(node))

    def block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        above, here = self.place, self.at(node.map[0] + 1 if node.map else self.place.line).place
        try:
            yield from self._block(node)
        except Refused as refused:
            self.place = here
            self.refuse(str(refused), refused.hint)
        finally:
            self.place = above

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        if node.type == "footnote_block":
            self.notes = tuple(self._note_text(note) for note in node.children)
            return
        method: Callable[[SyntaxTreeNode], Block] | None = BLOCKS.get(node.type)
        if method is None:
            self.no_place(node)
            return
        yield method(self, node)  # type: ignore[call-arg, arg-type]

    def heading(self, node: SyntaxTreeNode) -> Block:
        level = int(node.tag[1])
        if level > 4:
            raise Refused(
                f"has a heading of level {level}: “{shortened(node_words(node).strip())}”", "Levels 1 to 4 are there."
            )
        return tree.Heading(level, self.content(node))

    def paragraph(self, node: SyntaxTreeNode) -> Block:
        return tree.Paragraph(self.content(node))

    def _go_deeper(self, node: SyntaxTreeNode) -> None:
        """Refuse what is nested deeper than every format shows."""
        above, depth = node.parent, 0
        while above is not None:
            depth += above.type in ("bullet_list", "ordered_list", "blockquote")
            above = above.parent
        if depth >= DEEPEST:
            words = shortened(node_words(node).strip())
            raise Refused(f"has lists or quotations more than {DEEPEST} deep: “{words}”", "Write fewer levels.")

    def listing(self, node: SyntaxTreeNode) -> Block:
        self._go_deeper(node)
        start = node.attrs.get("start", 1)
        items = tuple(tree.ListItem(self.blocks(item.children)) for item in node.children)
        return tree.List(items, node.type == "ordered_list", int(start))

    def quote(self, node: SyntaxTreeNode) -> Block:
        self._go_deeper(node)
        return tree.Quote(self.blocks(node.children))

    def table(self, node: SyntaxTreeNode) -> tree.Table:
        rows = [self._row(row) for part in node.children for row in part.children]
        return tree.Table(rows[0], tuple(rows[1:]))

    def _row(self, node: SyntaxTreeNode) -> tree.Row:
        self.at(node.map[0] + 1 if node.map else self.place.line)
        return tree.Row(tuple(tree.Cell(self.content(cell), _alignment(cell)) for cell in node.children))

    def fields(self, node: SyntaxTreeNode) -> Block:
        fields, label, day, signed = list[tree.Field](), "", "", False
        for child in node.children:
            self.at(child.map[0] + 1 if child.map else self.place.line)
            if child.type == "dt":
                label, day, signed = in_one_line(node_words(child)), self._day(child), _is_signed(child)
                self.problems += character_problems(label, self.place)
            else:
                fields.append(tree.Field(label, self._definition(child), day, signed))
        return tree.Fields(tuple(fields))

    def _day(self, label: SyntaxTreeNode) -> str:
        """Return the day that a label names: `[18 August]{day=2023-08-18}`."""
        return next((self.day_of(node) for node in label.walk() if node.type == "span" and "day" in node.attrs), "")

    def _definition(self, node: SyntaxTreeNode) -> Inlines:
        paragraphs = [self.content(child) for child in node.children if child.type == "paragraph"]
        if len(paragraphs) != len(node.children) or len(paragraphs) != 1:
            raise Refused(
                f"has a field with more than one paragraph: “{shortened(node_words(node).strip())}”",
                "Keep a field to one paragraph.",
            )
        return () if not tree.plain_text(paragraphs[0]).strip() else paragraphs[0]

    def rule(self, node: SyntaxTreeNode) -> Block:
        return tree.Rule()

    def region(self, node: SyntaxTreeNode) -> Block:
        role, _, rest = node.info.strip().partition(" ")
        if role == "figure":
            return self._figure(rest.strip(), node)
        if role == "picture":
            return self._picture(rest.strip().replace("\\", ""), node)  # what a template prints is escaped
        if role not in tree.ROLES or rest:
            known = [*tree.ROLES, "figure", "picture"]
            raise Refused(f"there is no region “{node.info.strip()}”", did_you_mean(node.info.strip(), known))
        return tree.Region(role, self.blocks(node.children))  # type: ignore[arg-type]

    def _figure(self, named: str, node: SyntaxTreeNode) -> Block:
        kind, *options = named.split() or [""]
        area, borders = self._map_options(options) if kind == "map" else ("", False)
        kind = kind if kind == "map" else named
        if kind not in tree.FIGURE_KINDS:
            raise Refused(f"there is no figure “{kind}”", did_you_mean(kind, tree.FIGURE_KINDS))
        types = [child.type for child in node.children]
        if types not in (["paragraph", "table", "paragraph"], ["table", "paragraph"]):
            hint = "It holds its title (unless a heading says it), its data as a table, and what it shows in words."
            raise Refused(f"the figure “{kind}” is not complete", hint)
        *title, data, alt = node.children
        words = self.content(title[0]) if title else ()
        seen = in_one_line(tree.plain_text(self.content(alt)))
        marks = (self.meta.leads_label, self.meta.takes_part_label)
        return tree.Figure(kind, words, self.table(data), seen, *marks, self.meta.regions, area, borders)

    def _map_options(self, options: list[str]) -> tuple[str, bool]:
        """Return the area that a map shows, and whether with borders: `map pacific`, `map 120,-20,180,20 borders`."""
        areas = [option.replace("\\", "") for option in options if option != "borders"]
        if len(areas) > 1 or any(area not in AREAS and not is_box(area) for area in areas):
            hint = "Write the name of an area, or west, south, east and north in degrees: " + ", ".join(AREAS)
            raise Refused(f"a map shows no “{shortened(' '.join(areas))}”", did_you_mean(areas[0], AREAS) or hint)
        return (areas[0] if areas else ""), "borders" in options

    def _picture(self, name: str, node: SyntaxTreeNode) -> Block:
        if not name or [child.type for child in node.children] not in (["paragraph"], ["paragraph"] * 2):
            hint = "Write its id behind “::: picture”; it holds what stands below it, and what it shows in words."
            raise Refused("a picture is not complete", hint)
        *caption, alt = node.children
        words = self.content(caption[0]) if caption else ()
        return tree.Picture(name, words, in_one_line(tree.plain_text(self.content(alt))))

    def _note_text(self, node: SyntaxTreeNode) -> Inlines:
        first = node.children[0] if node.children else node
        self.at(first.map[0] + 1 if first.map else 0)
        paragraphs = [self.content(child) for child in node.children if child.type == "paragraph"]
        if len(paragraphs) != 1:
            self.refuse(f"has a note that is not one paragraph: “{shortened(node_words(node).strip())}”")
        return paragraphs[0] if paragraphs else ()


BLOCKS: dict[str, Any] = {
    "heading": _Parser.heading,
    "paragraph": _Parser.paragraph,
    "bullet_list": _Parser.listing,
    "ordered_list": _Parser.listing,
    "blockquote": _Parser.quote,
    "table": _Parser.table,
    "dl": _Parser.fields,
    "hr": _Parser.rule,
    "container_region": _Parser.region,
}


def _is_signed(label: SyntaxTreeNode) -> bool:
    """Tell whether somebody signs in the blank behind a label: `[Signature]{.signature}`."""
    return any(node.type == "span" and "signature" in str(node.attrs.get("class", "")).split() for node in label.walk())


def _alignment(node: SyntaxTreeNode) -> tree.Alignment:
    named = str(node.attrs.get("style", "")).removeprefix("text-align:")
    return named if named in get_args(tree.Alignment) else "left"  # type: ignore[return-value]
