"""Read a written outline back: its slides with title, words and notes; and say what they should be."""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefpack.document import tree as t
from briefpack.document.figure_words import figure_words, figures_told
from briefpack.document.slides import Deck, Slide
from briefpack.writers.outline.drawings import Draw
from briefpack.writers.outline.markdown import MARKDOWN_DIALECTS

TAGS = {"<br>": " ", "<wbr>": "", "<small>": "", "</small>": "", "<mark>": "", "</mark>": ""}
TAGS |= {'<span class="editor">': "", '<span class="point">': "", "</span>": "", "<span>": ""}
LANGUAGE = re.compile(r' lang="[A-Za-z0-9-]+"(?=>)')
"""What says that words are of another language than the text."""
BOX = re.compile(r'(<div class="[a-z0-9_ -]+">|</div>)\s*')
"""What holds a form, or a part of one."""
DRAWING = re.compile(r'<img class="drawn" alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]+)">\s*')
FENCE = re.compile(r":{3}( notes)?|Note:")


@dataclass
class ReadSlide:
    title: str = ""
    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_outline(data: bytes) -> list[ReadSlide]:
    """Read an outline as CommonMark with tables: what a comment, a notes div or `Note:` holds are notes."""
    body = re.sub(r"\A---\n.*?\n---\n\n", "", data.decode(), count=1, flags=re.S)
    slides, in_notes = [ReadSlide()], False
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(body):
        slide = slides[-1]
        if token.type == "hr" and token.markup.startswith("-"):
            slides.append(ReadSlide())
            in_notes = False
        elif token.type == "html_block":
            is_shown = BOX.fullmatch(token.content) or token.content.startswith("<style>")
            if drawing := DRAWING.fullmatch(token.content):
                slide.words += html.unescape(drawing[1]).split()
            elif not is_shown:
                slide.notes += comment_words(token.content)
        elif token.type == "inline" and token.level == 1 and FENCE.fullmatch(token.content):
            in_notes = token.content != ":::"
        elif token.type == "inline":
            text = inline_text(token)
            if (
                token.map
                and token.level == 1
                and not (slide.words or slide.title)
                and body_line(body, token).startswith("# ")
            ):
                slide.title = " ".join(text.split())
            (slide.notes if in_notes else slide.words).extend(text.split())
        else:
            assert token.type not in ("code_block", "fence"), token
    return slides


def body_line(body: str, token: Token) -> str:
    assert token.map
    return body.split("\n")[token.map[0]]


def comment_words(content: str) -> list[str]:
    assert content.startswith("<!--") and content.rstrip().endswith("-->"), content
    inside = content.strip().removeprefix("<!--").removesuffix("-->")
    assert "-->" not in inside
    return [] if re.match(r"\s(_class|_footer|title|\.slide):", inside) else inside.replace("--\\", "--").split()


def inline_text(token: Token) -> str:
    return "".join(_piece(child) for child in token.children or [])


def _piece(child: Token) -> str:
    match child.type:
        case "text":
            return child.content
        case "softbreak" | "hardbreak":
            return " "
        case "html_inline":
            return TAGS[LANGUAGE.sub("", child.content)]
        case "image":
            return ""  # its words are for who does not see it
    assert child.type.removesuffix("_open").removesuffix("_close") in ("strong", "em", "link"), child
    return ""


def shown(node: Any) -> Any:
    """Return the node as an outline shows it: numbers for notes, boxes to tick, lines to fill."""
    match node:
        case t.Note(number):
            return t.Text(f"[{number}]")
        case t.Field(label, ()):
            return t.Field(label, (t.Text("________"),))
        case t.Region("decision", blocks):
            node = replace(node, blocks=tuple(_ticked(block) for block in blocks))
    if isinstance(node, tuple):
        return tuple(map(shown, node))
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{f.name: shown(getattr(node, f.name)) for f in fields(node)})
    return node


def _ticked(block: t.Block) -> t.Block:
    if not isinstance(block, t.List):
        return block
    items = (t.ListItem((t.Paragraph((t.Text("☐"),)), *item.blocks)) for item in block.items)
    return replace(block, items=tuple(items))


def drawn(node: Any, draw: Draw | None) -> Any:
    """Return a node with figures that are drawn as what is said of them: their title, and their alternative text."""
    if isinstance(node, t.Figure) and draw and draw(node):
        return (t.Paragraph(node.title), t.Paragraph((t.Text(figure_words(node)),)))
    if isinstance(node, tuple):
        return tuple(drawn(one, draw) for one in node)
    if isinstance(node, t.Region | t.Quote | t.ListItem):
        return replace(node, blocks=drawn(node.blocks, draw))
    return replace(node, items=drawn(node.items, draw)) if isinstance(node, t.List) else node


def expected_words(slide: Slide, dialect: str, draw: Draw | None = None) -> list[str]:
    """Return the words on a slide in the order of an outline: title, content, source line.

    For pandoc the source line comes first where there is a table. `draw` draws the figures, if they are drawn.
    """
    small = [block for block in slide.sources if isinstance(block, t.Paragraph)]
    others = [block for block in slide.sources if not isinstance(block, t.Paragraph)]
    sources = (*others, *small)
    source_first = dialect == "pandoc" and any(isinstance(node, t.Table) for node in t.walk(slide.blocks))
    blocks = drawn(slide.blocks, draw)
    content = (*sources, *blocks) if source_first else (*blocks, *sources)
    return t.words(shown((t.Heading(2, slide.title), *content)))


def expected_notes(slide: Slide, dialect: str) -> list[str]:
    if MARKDOWN_DIALECTS[dialect].draws:
        told = figures_told((slide.blocks, slide.sources, slide.notes))
        return t.words(shown((slide.notes, *map(t.Paragraph, told))))
    figures = [node for node in t.walk((slide.blocks, slide.sources, slide.notes)) if isinstance(node, t.Figure)]
    return t.words(shown(slide.notes)) + [word for figure in figures for word in figure.alt.split()]


def expected_title(slide: Slide) -> str:
    return " ".join(t.plain_text(shown(slide.title)).split())


def expected_sources(deck: Deck) -> list[str]:
    return t.words(deck.notes)


def pandoc(data: bytes, to: str) -> bytes:
    command = ["pandoc", "-f", "markdown", "-t", to, "-o", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True, timeout=60).stdout


def pandoc_words(data: bytes) -> list[str]:
    """Return the words that pandoc sees in the body, notes in a div among them."""
    return "".join(_pandoc_text(json.loads(pandoc(data, "json"))["blocks"])).split()


def _pandoc_text(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _pandoc_text(child)
    elif isinstance(node, dict):
        match node["t"]:
            case "Str":
                yield node["c"]
            case "Quoted":
                assert node["c"][0]["t"] == "DoubleQuote", node
                yield from ("“", *_pandoc_text(node["c"][1]), "”")
            case "Space" | "SoftBreak" | "LineBreak":
                yield " "
            case "Image":
                pass  # its words are for who does not see it
            case "Header":
                yield from (*_pandoc_text(node["c"][2]), " ")
            case (
                "Strong"
                | "Emph"
                | "Div"
                | "Span"
                | "Link"
                | "Plain"
                | "Para"
                | "BulletList"
                | "OrderedList"
                | "BlockQuote"
                | "Table"
            ):
                yield from _pandoc_text(node["c"])
                yield "" if node["t"] in ("Strong", "Emph", "Link", "Span") else " "
            case "RawBlock" | "RawInline":
                known = node["c"][1].startswith(("<!--", "<style>")) or LANGUAGE.sub("", node["c"][1]) in TAGS
                assert node["c"][0] == "html" and known, node
            case (
                "HorizontalRule"
                | "AlignLeft"
                | "AlignDefault"
                | "AlignCenter"
                | "AlignRight"
                | "ColWidth"
                | "ColWidthDefault"
            ):
                pass
            case "Decimal" | "Period":
                pass
            case kind:
                raise AssertionError(f"pandoc reads a {kind}: {node}")


def pandoc_slides(data: bytes) -> int:
    return pandoc(data, "revealjs").count(b"<section")


def powerpoint_slides(data: bytes) -> int:
    names = zipfile.ZipFile(io.BytesIO(pandoc(data, "pptx"))).namelist()
    return sum(1 for name in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name))
