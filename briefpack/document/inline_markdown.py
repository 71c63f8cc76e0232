"""Parse what stands in one line of Markdown: the inline nodes of a document's blocks, and of fields of content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate, groupby

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from briefpack.content.addresses import safe_address
from briefpack.content.values import escape_markdown
from briefpack.document import tree
from briefpack.document.losses import NO_PLACE, Loss, too_many_marks
from briefpack.document.tree import Inline, Inlines
from briefpack.errors import Place, Problem, did_you_mean, error, shortened
from briefpack.languages.characters import character_problems, in_one_line
from briefpack.languages.line_breaks import SPACE
from briefpack.languages.scripts import holds_east_asian
from briefpack.look.world import codes

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
VOICES = ("editor", "label", "quiet", "mark", "place", "capitals")
CELL_BREAK = re.compile(r"<br ?/?>")
"""What ends a line in a cell of a table, which is one line of Markdown."""
MARKED = re.compile(r"[\\`*_\[\]<&!\0]")
"""What inline Markdown begins with; a text that holds none of it is plain."""
UNTIDY = re.compile(r"[^\S \u00a0\u2007\u202f]|  ")
"""White space that is more than a space between words."""
TEXTS = 1 << 18
"""How many fields of inline Markdown are kept parsed: more than the largest pack has."""


DEEPEST_MARKS = 20
"""How deep strong words, emphasis and links may stand within each other."""


class Refused(Exception):
    """Carry a message and a hint from deep in the tree to the parse that collects it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@cache
def _inline_parser() -> MarkdownIt:
    return with_own_rules(MarkdownIt("commonmark", {"html": False}))


def with_own_rules(parser: MarkdownIt) -> MarkdownIt:
    """Let every address through to `link`, which refuses with words, and read stars beside letters of East Asia.

    The library's own rule would leave a link that it does not like as text.
    """
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read marks of emphasis; stars beside a letter or mark of East Asia open before words, and close behind them.

    CommonMark 6.2 closes none between a mark and a letter, since a space would stand there in other scripts: the stars
    of **注意：**これは would be shown.
    """
    start, known = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    before, after = state.src[max(0, start - 1) : start], state.src[state.pos : min(state.pos + 1, state.posMax)]
    if state.src[start] == "*" and holds_east_asian(before + after):
        for mark in state.delimiters[known:]:
            mark.open, mark.close = not (after or " ").isspace(), not (before or " ").isspace()
    return True


class InlineParser:
    """Walk the syntax tree of a line; one small method a node type, named after it."""

    def __init__(self, place: Place, problems: list[Problem]) -> None:
        self.place = place
        self.problems = problems

    def refuse(self, message: str, hint: str = "") -> None:
        self.problems.append(error(message, self.place, hint))

    def no_place(self, node: SyntaxTreeNode) -> None:
        what = NO_PLACE.get(node.type, node.type)
        self.refuse(
            f"holds {what}: “{shortened(node_words(node).strip())}”", "Take it out: a document has no place for it."
        )

    def content(self, node: SyntaxTreeNode) -> Inlines:
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

    def html(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        if CELL_BREAK.fullmatch(node.content) and _in_cell(node):
            yield tree.LineBreak()
        else:
            self.no_place(node)

    def strong(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        yield tree.Strong(self.inlines(node.children))

    def emphasis(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        yield tree.Emphasis(self.inlines(node.children))

    def link(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        url = str(node.attrs.get("href", ""))
        if title := str(node.attrs.get("title", "")):
            hint = "No format shows it: write it into the text, or take it out."
            raise Refused(f"a link has a title, “{shortened(title)}”", hint)
        address = safe_address(url)
        if not address:
            raise Refused(
                f"a link to “{shortened(url)}” is not possible", "Links go to http://, https:// or mailto: addresses."
            )
        yield tree.Link(address, self.inlines(node.children))

    def span(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        language, voice = str(node.attrs.get("lang", "")), str(node.attrs.get("class", ""))
        if others := node.meta.get("insecure_attrs"):
            hint = "There are {lang=ja}, {.editor}, {day=2023-08-18} and {spot=JPN}."
            raise Refused(f"has the attribute “{next(iter(others))}”", hint)
        if language and not LANGUAGE.match(language):
            raise Refused(f"“{language}” is not a language", "Write it as ja, ko, pt-BR.")
        if voice and voice not in VOICES:
            raise Refused(f"there is no voice “{voice}”", did_you_mean(voice, VOICES))
        yield tree.Span(self.inlines(node.children), language, voice, self.day_of(node), self._spot_of(node))  # type: ignore[arg-type]

    def day_of(self, node: SyntaxTreeNode) -> str:
        """Return the day of a span, or an empty text if it has none or names none that there is."""
        day = str(node.attrs.get("day", "")).replace("\\", "")  # what a template prints is escaped
        if not day or _is_day(day):
            return day
        self.refuse(f"“{shortened(day)}” is no day", "Write it as year, month and day: {day=2023-08-18}.")
        return ""

    def _spot_of(self, node: SyntaxTreeNode) -> str:
        """Return where on a map a span stands, or an empty text if that is nowhere."""
        spot = str(node.attrs.get("spot", "")).replace("\\", "")
        if not spot or _is_on_earth(spot) or spot in codes():
            return spot
        hint = "Write a country by its code, {spot=JPN}, or latitude and longitude, {spot=-18.14,178.44}."
        self.refuse(f"“{shortened(spot)}” is nowhere on a map", hint)
        return ""

    def note(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        yield tree.Note(int(node.meta["id"]) + 1)

    def note_anchor(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        yield from ()


INLINES: dict[str, Callable[[InlineParser, SyntaxTreeNode], Iterator[Inline]]] = {
    "text": InlineParser.text,
    "softbreak": InlineParser.softbreak,
    "hardbreak": InlineParser.hardbreak,
    "html_inline": InlineParser.html,
    "strong": InlineParser.strong,
    "em": InlineParser.emphasis,
    "link": InlineParser.link,
    "span": InlineParser.span,
    "footnote_ref": InlineParser.note,
    "footnote_anchor": InlineParser.note_anchor,
}


def _is_on_earth(spot: str) -> bool:
    """Tell whether a text is latitude and longitude."""
    numbers = re.fullmatch(r"(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)", spot)
    return numbers is not None and abs(float(numbers[1])) <= 90 and abs(float(numbers[2])) <= 180


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _in_cell(node: SyntaxTreeNode) -> bool:
    above = node.parent
    while above is not None and above.type not in ("th", "td"):
        above = above.parent
    return above is not None


def too_deep(tokens: Iterable[Token]) -> Loss | None:
    """Return what is wrong if marks stand deeper within each other than anybody means; a tree of them has no end."""
    for children in (token.children or () for token in tokens):
        if max(accumulate(child.nesting for child in children), default=0) > DEEPEST_MARKS:
            words = shortened("".join(child.content for child in children))
            return f"marks words within marked words more than {DEEPEST_MARKS} deep: “{words}”", "Take some marks out."
    return None


def node_words(node: SyntaxTreeNode) -> str:
    own = node.content if not node.children and not node.is_root else ""
    return own + "".join(node_words(child) for child in node.children)


def _joined(inlines: Iterable[Inline]) -> Inlines:
    """Join neighbouring texts, which a soft break or an escape splits, in the form in which a tree holds them."""
    joined: list[Inline] = []
    for is_text, group in groupby(inlines, lambda inline: isinstance(inline, tree.Text)):
        neighbours = tuple(group)
        joined += [tree.Text(in_one_line(tree.plain_text(neighbours)))] if is_text else neighbours
    return _without_blanks_at_breaks(joined)


def _without_blanks_at_breaks(inlines: list[Inline]) -> Inlines:
    """Take ordinary spaces off the ends of lines within a paragraph."""
    for n, inline in enumerate(inlines):
        if isinstance(inline, tree.LineBreak):
            for neighbour, strip in ((n - 1, str.rstrip), (n + 1, str.lstrip)):
                beside = inlines[neighbour] if 0 <= neighbour < len(inlines) else None
                if isinstance(beside, tree.Text):
                    inlines[neighbour] = tree.Text(strip(beside.text, " "))
    return tuple(inline for inline in inlines if inline != tree.Text(""))


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
    parser = InlineParser(Place(""), problems)
    if MARKED.search(source):
        for _, *refusal in too_many_marks(source):
            parser.refuse(*refusal)
            return (), tuple(problems)
        tokens = _inline_parser().parseInline(source)
        if deep := too_deep(tokens):
            parser.refuse(*deep)
            return (), tuple(problems)
        return parser.inlines(SyntaxTreeNode(tokens).children[0].children), tuple(problems)
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
