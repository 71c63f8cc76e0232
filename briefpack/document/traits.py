"""What blocks and lines are beyond their type: who speaks, what counts, what belongs to what follows."""

from __future__ import annotations

from briefpack.document.tree import (
    Block,
    Blocks,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Region,
    Span,
    Strong,
    Table,
    Text,
    plain_text,
    text_lines,
    walk,
)


def head_column(table: Table) -> int | None:
    """Return which column heads the rows: the first whose cells are all different, of the two that begin them."""
    for number in range(min(2, len(table.header.cells) - 1)):
        names = [plain_text(row.cells[number].inlines).strip() for row in table.rows]
        if all(names) and len({*names}) == len(names):
            return number
    return None


def heads_rows(table: Table) -> bool:
    """Tell whether the first cell of each row names it: it stands beside others and is another in every row."""
    return head_column(table) == 0


def said_and_speaker(quote: Quote) -> tuple[Blocks, Paragraph | None]:
    """Return what is quoted, and who said it: a last paragraph, but not the only block, that starts with an em dash."""
    *said, last = quote.blocks or (None,)
    if said and isinstance(last, Paragraph) and plain_text(last.inlines).lstrip().startswith("—"):
        return quote.blocks[:-1], last
    return quote.blocks, None


def is_strong(block: Block) -> bool:
    """Tell whether a block is a line of strong words: it titles the item of a list that it opens."""
    return isinstance(block, Paragraph) and all(isinstance(inline, Strong) for inline in block.inlines)


def parts_of(blocks: Blocks) -> tuple[Blocks, list[Blocks]]:
    """Return what stands before the first part, and the parts: each starts with a heading of the highest level here."""
    level = min((block.level for block in blocks if isinstance(block, Heading)), default=0)
    starts = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == level]
    ends = [*starts[1:], len(blocks)]
    return blocks[: starts[0]] if starts else blocks, [blocks[a:b] for a, b in zip(starts, ends, strict=False)]


def is_aside(inlines: Inlines) -> bool:
    """Tell whether a line holds nothing but a side remark, such as who leads, or that it is our own analysis."""
    return bool(inlines) and all(isinstance(one, Span) and one.voice in ("quiet", "editor") for one in inlines)


def is_quiet(block: Block) -> bool:
    """Tell whether a block is a paragraph of side remarks alone, on one line or several."""
    if not isinstance(block, Paragraph):
        return False
    return all((isinstance(one, Span) and one.voice == "quiet") or _is_blank(one) for one in block.inlines)


def _is_blank(inline: Inline) -> bool:
    """Tell whether an inline node is only what stands between others: a space or the end of a line."""
    return isinstance(inline, LineBreak) or (isinstance(inline, Text) and inline.text.isspace())


def is_marked(node: object) -> bool:
    """Tell whether something in a node tags it as the one of its kind that counts."""
    return any(isinstance(part, Span) and part.voice == "mark" for part in walk(node))


def is_ours(node: object) -> bool:
    """Tell whether something in a node is said in our own voice."""
    return any(isinstance(part, Span) and part.voice == "editor" for part in walk(node))


REFERENCE_LETTERS = 400


def is_reference(block: Block) -> bool:
    """Tell whether a block is a short paragraph that ends in a link, from which the words before it are not parted."""
    if not isinstance(block, Paragraph) or not block.inlines or not isinstance(block.inlines[-1], Link):
        return False
    return len(plain_text(block.inlines)) <= REFERENCE_LETTERS


CHOICES, CHOICE_LETTERS = 4, 60
"""So many choices with so many letters in all stand side by side."""


def are_short(choices: tuple[ListItem, ...]) -> bool:
    """Tell whether choices to tick have room side by side: a few words each."""
    texts = [" ".join(text_lines(one)) for one in choices]
    return len(texts) <= CHOICES and sum(map(len, texts)) <= CHOICE_LETTERS and "" not in texts


LEAD_IN_LETTERS = 160
"""A paragraph of at most so many letters may stay with what it introduces without leaving a hole on the page."""


def introduces(block: Block, following: Block | None, before: Block | None = None) -> bool:
    """Tell whether a block is a line that introduces the list, table, figure, quotation or decision after it.

    A line between a heading and its first sub-heading introduces all of the section; `before` is what precedes it. A
    note on a figure above introduces nothing.
    """
    if not isinstance(block, Paragraph) or not _is_introduced(following, before):
        return False
    is_remark = isinstance(before, Figure) and is_quiet(block)
    return not is_remark and len(plain_text(block.inlines)) <= LEAD_IN_LETTERS


def _is_introduced(block: Block | None, before: Block | None) -> bool:
    """Tell whether a block is of a kind that a line before it introduces; `before` is what precedes that line."""
    if isinstance(block, Heading):
        return isinstance(before, Heading) and before.level < block.level
    decides = isinstance(block, Region) and block.role == "decision"
    return decides or isinstance(block, List | Table | Figure | Quote)


def day_in(node: object) -> str:
    """Return the first day that words below a node name, in ISO 8601, or an empty text."""
    return next((part.day for part in walk(node) if isinstance(part, Span) and part.day), "")


def spot_in(node: object) -> str | tuple[float, float]:
    """Return what the first words with a place on a map name: a country’s code, or longitude and latitude."""
    spot = next((part.spot for part in walk(node) if isinstance(part, Span) and part.spot), "")
    if "," not in spot:
        return spot
    latitude, longitude = map(float, spot.split(","))
    return longitude, latitude
