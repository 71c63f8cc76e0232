"""Parse rendered Markdown into the document tree: CommonMark with tables, definition lists, notes, regions and spans.

What the tree has no node for (code, pictures, raw HTML) is a problem, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, get_args

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from briefpack.content.addresses import safe_address
from briefpack.content.values import escape_markdown
from briefpack.document import tree
from briefpack.document.losses import NO_PLACE, losses
from briefpack.document.tree import Block, Blocks, Document, Inline, Inlines, Meta
from briefpack.errors import BuildError, Place, Problem, did_you_mean, error
from briefpack.languages.characters import character_problems, in_one_line
from briefpack.languages.line_breaks import SPACE

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
VOICES = ("editor", "label", "quiet")
FENCE = re.compile(r"^(:::+)[ \t]*([^:\n]*?)[ \t]*$")
MAX_DEPTH = 12
MARKED = re.compile(r"[\\`*_\[\]<&!\0]")
"""What inline Markdown begins with; a text that holds none of it is plain."""
UNTIDY = re.compile(r"[^\S \u00a0\u2007\u202f]|  ")
"""White space that is more than a space between words."""
TEXTS = 1 << 18
"""How many fields of inline Markdown are kept parsed: more than the largest pack has."""
NESTING = 100
"""How far the parser goes: further than what is refused, so that nothing is dropped before."""
DEEPEST = 8
"""Levels of lists and quotations within each other that every format shows."""


NOBODY = Meta("", "")
"""The description of a field, which is no document."""


class Refused(Exception):
    """Carry a message and a hint from deep in the tree to the parse that collects it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": NESTING}).enable("table")
    parser.use(deflist_plugin).use(footnote_plugin, inline=False)
    parser.use(attrs_plugin, after=("span_close",), spans=True, allowed=("lang", "class"))
    return _without_link_rule(parser.use(container_plugin, "region", validate=lambda *_: True))


@cache
def _inline_parser() -> MarkdownIt:
    return _without_link_rule(MarkdownIt("commonmark", {"html": False}))


def _without_link_rule(parser: MarkdownIt) -> MarkdownIt:
    """Let every address through to `link`, which refuses with words; the library's own rule would leave it as text."""
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def parse_document(source: str, meta: Meta, place: Place) -> Document:
    """Parse Markdown into a document. Raise BuildError with all problems; `place` names the template."""
    problems: list[Problem] = []
    parser = _Parser(place, problems, meta)
    for message, hint in losses(source):
        parser.refuse(message, hint)
    root = SyntaxTreeNode(_parser().parse(_nested_fences(source, parser)))
    blocks = parser.blocks(root.children)
    if problems:
        raise BuildError(problems)
    return Document(_in_one_line(meta), blocks, parser.notes)


def _in_one_line(meta: Meta) -> Meta:
    lines = {name: in_one_line(value) for name, value in asdict(meta).items() if isinstance(value, str)}
    return replace(meta, **lines, keywords=tuple(map(in_one_line, meta.keywords)))


def _nested_fences(source: str, parser: _Parser) -> str:
    """Give outer regions longer fences than inner ones, so that `:::` always closes the innermost."""
    lines, depth = source.split("\n"), 0
    for n, line in enumerate(lines):
        match = FENCE.match(line)
        if not match:
            continue
        depth += 0 if match[2] else -1
        if depth < 0:
            parser.refuse(f"“:::” closes a region that was not opened, before “{_next_words(lines, n)}”")
            depth, lines[n] = 0, ""
            continue
        if depth > MAX_DEPTH:
            parser.refuse(f"has regions more than {MAX_DEPTH} deep")
            break
        lines[n] = ":" * (MAX_DEPTH + 3 - depth) + (f" {match[2]}" if match[2] else "")
        depth += 1 if match[2] else 0
    if depth:
        parser.refuse(f"{depth} region(s) are not closed", "Write “:::” on a line of its own where a region ends.")
    return "\n".join(lines)


def _next_words(lines: list[str], n: int) -> str:
    return next((line[:40] for line in lines[n + 1 :] if line.strip()), "the end")


class _Parser:
    """Walk the syntax tree; one small method a node type, named after it."""

    def __init__(self, place: Place, problems: list[Problem], meta: Meta | None = None) -> None:
        self.place = place
        self.problems = problems
        self.meta = meta or NOBODY
        self.notes: tuple[Inlines, ...] = ()

    def refuse(self, message: str, hint: str = "") -> None:
        self.problems.append(error(message, self.place, hint))

    def no_place(self, node: SyntaxTreeNode) -> None:
        what = NO_PLACE.get(node.type, node.type)
        self.refuse(f"holds {what}: “{_words(node).strip()[:60]}”", "A document has no place for it.")

    def blocks(self, nodes: list[SyntaxTreeNode]) -> Blocks:
        return tuple(block for node in nodes for block in self.block(node))

    def block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        if node.type == "footnote_block":
            self.notes = tuple(self._note_text(note) for note in node.children)
            return
        method: Callable[[SyntaxTreeNode], Block] | None = BLOCKS.get(node.type)
        if method is None:
            self.no_place(node)
            return
        try:
            yield method(self, node)  # type: ignore[call-arg, arg-type]
        except Refused as refused:
            self.refuse(str(refused), refused.hint)

    def heading(self, node: SyntaxTreeNode) -> Block:
        level = int(node.tag[1])
        if level > 4:
            raise Refused(f"has a heading of level {level}: “{_words(node).strip()[:60]}”", "Levels 1 to 4 are there.")
        return tree.Heading(level, self._content(node))

    def paragraph(self, node: SyntaxTreeNode) -> Block:
        return tree.Paragraph(self._content(node))

    def _go_deeper(self, node: SyntaxTreeNode) -> None:
        """Refuse what is nested deeper than every format shows."""
        above, depth = node.parent, 0
        while above is not None:
            depth += above.type in ("bullet_list", "ordered_list", "blockquote")
            above = above.parent
        if depth >= DEEPEST:
            words = _words(node).strip()[:60]
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
        return tree.Row(tuple(tree.Cell(self._content(cell), _alignment(cell)) for cell in node.children))

    def fields(self, node: SyntaxTreeNode) -> Block:
        fields, label = list[tree.Field](), ""
        for child in node.children:
            if child.type == "dt":
                label = in_one_line(_words(child))
                self.problems += character_problems(label, self.place)
            else:
                fields.append(tree.Field(label, self._definition(child)))
        return tree.Fields(tuple(fields))

    def _definition(self, node: SyntaxTreeNode) -> Inlines:
        paragraphs = [self._content(child) for child in node.children if child.type == "paragraph"]
        if len(paragraphs) != len(node.children) or len(paragraphs) != 1:
            raise Refused(
                f"has a field with more than one paragraph: “{_words(node).strip()[:60]}”",
                "Keep a field to one paragraph.",
            )
        return () if not tree.plain_text(paragraphs[0]).strip() else paragraphs[0]

    def rule(self, node: SyntaxTreeNode) -> Block:
        return tree.Rule()

    def region(self, node: SyntaxTreeNode) -> Block:
        role, _, rest = node.info.strip().partition(" ")
        if role == "figure":
            return self._figure(rest.strip(), node)
        if role not in tree.ROLES or rest:
            raise Refused(
                f"there is no region “{node.info.strip()}”", did_you_mean(node.info.strip(), [*tree.ROLES, "figure"])
            )
        return tree.Region(role, self.blocks(node.children))  # type: ignore[arg-type]

    def _figure(self, kind: str, node: SyntaxTreeNode) -> Block:
        if kind not in tree.FIGURE_KINDS:
            raise Refused(f"there is no figure “{kind}”", did_you_mean(kind, tree.FIGURE_KINDS))
        types = [child.type for child in node.children]
        if types not in (["paragraph", "table", "paragraph"], ["table", "paragraph"]):
            hint = "It holds its title (unless a heading says it), its data as a table, and what it shows in words."
            raise Refused(f"the figure “{kind}” is not complete", hint)
        *title, data, alt = node.children
        words = self._content(title[0]) if title else ()
        seen = in_one_line(tree.plain_text(self._content(alt)))
        marks = (self.meta.leads_label, self.meta.takes_part_label)
        return tree.Figure(kind, words, self.table(data), seen, *marks)

    def _note_text(self, node: SyntaxTreeNode) -> Inlines:
        paragraphs = [self._content(child) for child in node.children if child.type == "paragraph"]
        if len(paragraphs) != 1:
            self.refuse(f"has a note that is not one paragraph: “{_words(node).strip()[:60]}”")
        return paragraphs[0] if paragraphs else ()

    def _content(self, node: SyntaxTreeNode) -> Inlines:
        return _trimmed(self.inlines(node.children[0].children)) if node.children else ()

    def inlines(self, nodes: list[SyntaxTreeNode]) -> Inlines:
        return _joined(inline for node in nodes for inline in self.inline(node))

    def inline(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        method = INLINES.get(node.type)
        if method is None:
            self.no_place(node)
            return
        try:
            yield from method(self, node)
        except Refused as refused:
            self.refuse(str(refused), refused.hint)

    def text(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        yield from self.plain(node.content)

    def plain(self, text: str) -> Iterator[Inline]:
        if text:
            self.problems += character_problems(text, self.place)
            yield tree.Text(text)

    def softbreak(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        yield tree.Text(" ")

    def hardbreak(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        yield tree.LineBreak()

    def strong(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        yield tree.Strong(self.inlines(node.children))

    def emphasis(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        yield tree.Emphasis(self.inlines(node.children))

    def link(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        url = str(node.attrs.get("href", ""))
        if title := str(node.attrs.get("title", "")):
            hint = "No format shows it: write it into the text, or take it out."
            raise Refused(f"a link has a title, “{title[:60]}”", hint)
        address = safe_address(url)
        if not address:
            raise Refused(
                f"a link to “{url[:60]}” is not possible", "Links go to http://, https:// or mailto: addresses."
            )
        yield tree.Link(address, self.inlines(node.children))

    def span(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        language, voice = str(node.attrs.get("lang", "")), str(node.attrs.get("class", ""))
        if others := node.meta.get("insecure_attrs"):
            raise Refused(f"has the attribute “{next(iter(others))}”", "There are {lang=ja} and {.editor}.")
        if language and not LANGUAGE.match(language):
            raise Refused(f"“{language}” is not a language", "Write it as ja, ko, pt-BR.")
        if voice and voice not in VOICES:
            raise Refused(f"there is no voice “{voice}”", did_you_mean(voice, VOICES))
        yield tree.Span(self.inlines(node.children), language, voice)  # type: ignore[arg-type]

    def note(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        yield tree.Note(int(node.meta["id"]) + 1)

    def note_anchor(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        yield from ()


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
INLINES: dict[str, Callable[[_Parser, SyntaxTreeNode], Iterator[Inline]]] = {
    "text": _Parser.text,
    "softbreak": _Parser.softbreak,
    "hardbreak": _Parser.hardbreak,
    "strong": _Parser.strong,
    "em": _Parser.emphasis,
    "link": _Parser.link,
    "span": _Parser.span,
    "footnote_ref": _Parser.note,
    "footnote_anchor": _Parser.note_anchor,
}


def _alignment(node: SyntaxTreeNode) -> tree.Alignment:
    named = str(node.attrs.get("style", "")).removeprefix("text-align:")
    return named if named in get_args(tree.Alignment) else "left"  # type: ignore[return-value]


def _words(node: SyntaxTreeNode) -> str:
    own = node.content if not node.children and not node.is_root else ""
    return own + "".join(_words(child) for child in node.children)


def _joined(inlines: Iterable[Inline]) -> Inlines:
    """Join neighbouring texts, which a soft break or an escape splits, in the form in which a tree holds them."""
    joined: list[Inline] = []
    for is_text, group in groupby(inlines, lambda inline: isinstance(inline, tree.Text)):
        neighbours = tuple(group)
        joined += [tree.Text(in_one_line(tree.plain_text(neighbours)))] if is_text else neighbours
    return tuple(joined)


def _trimmed(inlines: Inlines) -> Inlines:
    """Take white space off the ends of a paragraph; an ordinary space only, so that a no-break space stays."""
    trimmed = list(inlines)
    if trimmed and isinstance(trimmed[0], tree.Text):
        trimmed[0] = tree.Text(trimmed[0].text.lstrip(" "))
    if trimmed and isinstance(trimmed[-1], tree.Text):
        trimmed[-1] = tree.Text(trimmed[-1].text.rstrip(" "))
    return tuple(inline for inline in trimmed if inline != tree.Text(""))


def parse_inlines(source: str, place: Place) -> tuple[Inlines, list[Problem]]:
    """Parse a field of inline Markdown. Return its nodes, and its problems: all but strong, emphasis and links."""
    inlines, problems = _parsed_field(_trimmed_source(source))
    return inlines, [replace(problem, place=place) for problem in problems]


def _trimmed_source(source: str) -> str:
    return (SPACE.sub(" ", source) if UNTIDY.search(source) else str(source)).strip(" ")


@lru_cache(maxsize=TEXTS)
def _parsed_field(source: str) -> tuple[Inlines, tuple[Problem, ...]]:
    """Parse a trimmed field, once for all who ask; its problems have no place."""
    problems: list[Problem] = []
    parser = _Parser(Place(""), problems)
    if MARKED.search(source):
        nodes = SyntaxTreeNode(_inline_parser().parseInline(source)).children[0].children
        return parser.inlines(nodes), tuple(problems)
    return _joined(parser.plain(source)), tuple(problems)


def inline_words(source: str) -> str:
    """Return the words of a field of inline Markdown, without its marks."""
    return tree.plain_text(_parsed_field(_trimmed_source(source))[0])


def inline_source(text: str) -> str:
    """Return a field's inline Markdown in a form that means the same in any place of a template."""
    return _safe_source(_trimmed_source(text))


@lru_cache(maxsize=TEXTS)
def _safe_source(source: str) -> str:
    return "".join(_source(inline) for inline in _parsed_field(source)[0])


def _source(inline: Inline) -> str:
    match inline:
        case tree.Text(text):
            return escape_markdown(text)
        case tree.Strong(inlines):
            return f"**{''.join(map(_source, inlines))}**"
        case tree.Emphasis(inlines):
            return f"*{''.join(map(_source, inlines))}*"
        case tree.Link(url, inlines):
            return f"[{''.join(map(_source, inlines))}](<{url}>)"
    return " "
