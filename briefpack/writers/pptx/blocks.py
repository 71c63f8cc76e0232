"""Blocks as what stands on a slide: paragraphs, tables and figures in order. One function per node type, one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from briefpack.document import tree as t
from briefpack.document.figure_words import figure_told, rows_told
from briefpack.document.forms import BLANK, TICK_BOX
from briefpack.document.traits import is_aside, is_marked, parts_of, said_and_speaker
from briefpack.languages.scripts import has_italics
from briefpack.look.slide_grid import AGENDA, MOST_PARTS
from briefpack.writers.pptx.inlines import PLAIN, Palette, runs_of
from briefpack.writers.pptx.text import Panel, Paragraph
from briefpack.writers.pptx.words import Run

CAPTION = 0.66
"""The size of what stands below a picture."""
PANELS: dict[str, Panel] = {"ask": "ask", "callout": "callout", "contact": "contact"}


@dataclass(frozen=True, slots=True)
class Context:
    """Say in which colours a block is set, and where it stands: in which item of a list, in which panel."""

    palette: Palette
    level: int = -1
    """-1 is no list, 0 its first level."""
    panel: Panel = ""
    in_decision: bool = False
    scale: float = 1

    @property
    def is_free(self) -> bool:
        """Whether it stands on the slide itself, where there is room for a form."""
        return self.level < 0 and not self.panel

    def paragraph(self, inlines: t.Inlines, style: Run = PLAIN, keep: bool = False) -> Paragraph:
        """Return inline nodes as a paragraph that stands there."""
        runs = runs_of(inlines, self.palette, style)
        para = Paragraph(runs, scale=self.scale, keep=keep, panel=self.panel, aside=is_aside(inlines))
        return para._replace(kind="more", level=self.level) if self.level >= 0 else para


@dataclass(frozen=True, slots=True)
class FormPart:
    """Hold one part of a form: a card, a column, a step with its date, a number with what it says."""

    head: Paragraph
    paras: tuple[Paragraph, ...]
    marked: bool = False
    day: str = ""


@dataclass(frozen=True, slots=True)
class TextGroup:
    """Hold paragraphs that stand together on one ground."""

    paras: tuple[Paragraph, ...]
    panel: Panel = ""


@dataclass(frozen=True, slots=True)
class FormContent:
    """Hold the parts of a region whose form is to set them side by side."""

    form: str
    parts: tuple[FormPart, ...]


@dataclass(frozen=True, slots=True)
class PictureContent:
    """Hold a picture, its caption, and what stands beside it."""

    picture: t.Picture
    caption: tuple[Paragraph, ...] = ()
    beside: tuple[Paragraph, ...] = ()


Content = TextGroup | t.Table | t.Figure | FormContent | PictureContent
Part = Paragraph | t.Table | t.Figure | FormContent | PictureContent


def contents_of(nodes: t.Blocks, palette: Palette) -> list[Content]:
    """Return what stands on a slide, neighbouring paragraphs of one ground together; none of them is empty."""
    contents: list[Content] = []
    for panel, group in groupby(_parts(nodes, Context(palette)), lambda part: getattr(part, "panel", None)):
        parts = list(group)
        paras = tuple(part for part in parts if isinstance(part, Paragraph) and part.text.strip())
        contents += [TextGroup(paras, panel)] if paras and panel is not None else []
        contents += [part for part in parts if not isinstance(part, Paragraph)]
    return contents


def paragraphs_of(nodes: t.Blocks, palette: Palette) -> list[Paragraph]:
    """Return blocks as paragraphs alone, for where nothing else can stand; a table is told row by row."""
    paras: list[Paragraph] = []
    for content in contents_of(nodes, palette):
        match content:
            case TextGroup(group):
                paras += group
            case t.Table():
                paras += told(rows_told(content), palette)
            case t.Figure():
                paras += told(figure_told(content), palette)
            case PictureContent():
                paras += [Paragraph((Run(content.picture.alt),)), *content.caption, *content.beside]
            case FormContent():
                paras += [para for part in content.parts for para in (part.head, *part.paras)]
    return paras


def told(lines: Sequence[t.Inlines], palette: Palette) -> list[Paragraph]:
    """Return lines of words as paragraphs; an empty one is none."""
    return [Paragraph(runs_of(line, palette)) for line in lines if line]


def _parts(nodes: t.Blocks, context: Context) -> Iterator[Part]:
    for node in nodes:
        yield from BLOCKS[type(node)](node, context)


def heading(node: t.Heading, context: Context) -> Iterator[Part]:
    """Set a heading within a slide in bold; it stays with what follows."""
    palette = context.palette
    colour = "" if palette.filled else palette.colours.accent
    yield context.paragraph(node.inlines, PLAIN._replace(bold=True, colour=colour), keep=True)


def paragraph(node: t.Paragraph, context: Context) -> Iterator[Part]:
    """Set a paragraph; within an item, as what follows in it."""
    yield context.paragraph(node.inlines)


def list_(node: t.List, context: Context) -> Iterator[Part]:
    """Set the items; where more than a paragraph stands in one, PowerPoint would begin to count anew behind it."""
    start = node.start
    for number, item in enumerate(node.items, node.start):
        parts = list(_item(item, context, number if node.ordered else 0, start))
        yield from parts
        if len(parts) > 1:
            start = number + 1


def _item(item: t.ListItem, context: Context, number: int, start: int) -> Iterator[Part]:
    """Give the first paragraph of an item its bullet; an item that starts otherwise has none."""
    inside = replace(context, level=context.level + 1)
    for place, part in enumerate(_parts(item.blocks, inside)):
        begins = place == 0 and isinstance(part, Paragraph) and (part.kind, part.level) == ("more", inside.level)
        yield _bulleted(part, context, number, start) if begins and isinstance(part, Paragraph) else part


def _bulleted(para: Paragraph, context: Context, number: int, start: int) -> Paragraph:
    if context.in_decision and context.level < 0:
        return para._replace(runs=(Run(f"{TICK_BOX} "), *para.runs), kind="plain", level=0)
    return para._replace(kind="item", number=number, start=start)


def quote(node: t.Quote, context: Context) -> Iterator[Part]:
    """Set a quotation as what follows in an item, slanted, with who said it below."""
    inside = replace(context, level=max(0, context.level))
    said, speaker = said_and_speaker(node)
    for part in _parts(said, inside):
        if isinstance(part, Paragraph) and has_italics(context.palette.language):
            yield part._replace(runs=tuple(run._replace(italic=True) for run in part.runs))
        else:
            yield part
    if speaker:
        yield from paragraph(speaker, inside)


def table(node: t.Table, context: Context) -> Iterator[Part]:
    """Leave a table as it is: it is PowerPoint's own."""
    yield node


def figure(node: t.Figure, context: Context) -> Iterator[Part]:
    """Show a figure under its finding, which stays with it."""
    if node.title:
        yield replace(context, panel="").paragraph(node.title, PLAIN._replace(bold=True), keep=True)
    yield node


def picture(node: t.Picture, context: Context) -> Iterator[Part]:
    """Show a picture over its caption."""
    quiet = PLAIN._replace(colour="" if context.palette.filled else context.palette.colours.quiet)
    caption = Context(context.palette, scale=CAPTION).paragraph(node.caption, quiet)
    yield PictureContent(node, (caption,) if caption.text.strip() else ())


def beside(node: t.Region, context: Context) -> Iterator[Part]:
    """Set a picture beside what is said to it."""
    parts = list(_parts(node.blocks, context))
    pictures = [part for part in parts if isinstance(part, PictureContent)]
    paras = tuple(part for part in parts if isinstance(part, Paragraph) and part.text.strip())
    if len(pictures) == 1 and paras and len(paras) + 1 == len(parts):
        yield replace(pictures[0], beside=paras)


def fields(node: t.Fields, context: Context) -> Iterator[Part]:
    """Set a paragraph a field, its label in bold; an empty one has a line to write on."""
    for one in node.fields:
        label = t.Span((t.Text(one.label),), voice="label")
        yield context.paragraph((label, t.Text("  "), *(one.inlines or (t.Text(BLANK),))))


def region(node: t.Region, context: Context) -> Iterator[Part]:
    """Set what the region holds in its form, or on its ground; a region within a panel stays on the panel's."""
    in_form = list(FORMS[node.role](node, context)) if node.role in FORMS and context.is_free else []
    if in_form:
        yield from in_form
        return
    panel = context.panel or PANELS.get(node.role, "")
    palette = replace(context.palette, filled=context.palette.filled or panel == "ask")
    in_decision = context.in_decision or node.role == "decision"
    yield from _parts(node.blocks, replace(context, palette=palette, panel=panel, in_decision=in_decision))


def rule(node: t.Rule, context: Context) -> Iterator[Part]:
    """Show nothing: between slides a rule has done its work, within a list the gap parts enough."""
    yield from ()


def parted(node: t.Region, context: Context) -> Iterator[Part]:
    """Set the parts that headings begin side by side, what stands before the first above them."""
    first, parts = parts_of(node.blocks)
    inside = [_part(part, node.role, context) for part in parts]
    if len(inside) in MOST_PARTS[node.role] and all(inside):
        yield from _parts(first, context)
        yield FormContent(node.role, tuple(part for part in inside if part))


def _part(blocks: t.Blocks, form: str, context: Context) -> FormPart | None:
    """Return a part of a form, which begins with a heading; None if it holds more than text."""
    head, *others = blocks
    assert isinstance(head, t.Heading)
    colour = context.palette.colours.accent if form == "columns" and not context.palette.filled else ""
    title = context.paragraph(head.inlines, PLAIN._replace(bold=True, colour=colour))
    parts = list(_parts(tuple(others), context))
    paras = tuple(part for part in parts if isinstance(part, Paragraph) and part.text.strip())
    whole = len(paras) == len(parts) and title.text.strip()
    return FormPart(title, paras, is_marked(head)) if whole else None


def labelled(node: t.Region, context: Context) -> Iterator[Part]:
    """Set labelled values side by side, each line of a value as a paragraph."""
    lists = [block for block in node.blocks if isinstance(block, t.Fields)]
    if len(lists) == len(node.blocks) == 1 and len(lists[0].fields) in MOST_PARTS[node.role]:
        yield FormContent(node.role, tuple(_field_part(field, context) for field in lists[0].fields))


def _field_part(field: t.Field, context: Context) -> FormPart:
    accent = PLAIN._replace(bold=True, colour=context.palette.colours.accent)
    lines = t.lines_of(field.inlines) or [(t.Text(BLANK),)]
    paras = tuple(context.paragraph(line) for line in lines)
    head = context.paragraph((t.Text(field.label or BLANK),), accent)
    return FormPart(head, tuple(para for para in paras if para.text.strip()), is_marked(field), field.day)


def agenda(node: t.Region, context: Context) -> Iterator[Part]:
    """Set the parts of a deck large; beside the one that is next the others are pale."""
    larger = replace(context, scale=AGENDA)
    marked = is_marked(node)
    for block in node.blocks:
        for part in _parts((block,), larger):
            yield part if not (marked and isinstance(part, Paragraph)) else _next_or_pale(part, context.palette)


def _next_or_pale(para: Paragraph, palette: Palette) -> Paragraph:
    is_next = any(run.colour == palette.voice("mark") for run in para.runs)
    return para._replace(
        runs=tuple(
            run._replace(bold=is_next, colour=run.colour or ("" if is_next else palette.colours.quiet))
            for run in para.runs
        ),
    )


FORMS: dict[str, Callable[[t.Region, Context], Iterator[Part]]] = {
    "cards": parted,
    "columns": parted,
    "timeline": labelled,
    "key_figures": labelled,
    "beside": beside,
    "agenda": agenda,
}
BLOCKS: dict[type, Callable[[Any, Context], Iterator[Part]]] = {
    t.Heading: heading,
    t.Paragraph: paragraph,
    t.List: list_,
    t.Quote: quote,
    t.Table: table,
    t.Figure: figure,
    t.Picture: picture,
    t.Fields: fields,
    t.Region: region,
    t.Rule: rule,
}
