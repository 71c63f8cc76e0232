"""What a PDF says and where, read back from the finished file; and what it should say."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2 as pdfium

from briefpack.document import tree as t
from briefpack.document.slides import deck_of
from briefpack.figures import KINDS
from briefpack.look.theme import Theme, read_theme
from briefpack.writers import Written
from briefpack.writers.pdf import write_pdf
from tests import trees
from tests.conftest import REPOSITORY

LINE_END_HYPHEN = "\ufffe\x02"
"""What PDFium gives for a hyphen that ends a line."""
INVISIBLE = "\u00ad\u200b"


def theme(name: str = "ministry") -> Theme:
    return read_theme(name, REPOSITORY / "templates" / "themes")


def document(*blocks: t.Block, kind: str = "memo", notes: tuple[t.Inlines, ...] = ()) -> t.Document:
    return t.Document(replace(trees.META, kind=kind), blocks, notes)


def every_node(kind: str) -> t.Document:
    return replace(trees.EVERY_NODE, meta=replace(trees.META, kind=kind))


@functools.cache
def every_node_written(kind: str, name: str = "ministry") -> Written:
    """Return the document of every node, written once for all tests that only read it."""
    return write_pdf(every_node(kind), theme(name))


# Words


def pages_text(data: bytes) -> list[str]:
    """Return the text of each page in the order in which it is drawn."""
    pdf = pdfium.PdfDocument(data)
    try:
        return [_page_text(page) for page in pdf]
    finally:
        pdf.close()


def _page_text(page: pdfium.PdfPage) -> str:
    text = page.get_textpage().get_text_bounded() or ""
    return re.sub(f"[{LINE_END_HYPHEN}]", "-", text)


def letters(text: str) -> str:
    """Return a text without spaces, which a reader may see where letters of two fonts meet."""
    composed = unicodedata.normalize("NFC", re.sub(f"[{INVISIBLE}]", "", text))
    return "".join(composed.split())


def expected_lines(node: object) -> list[str]:
    """Return the text of each paragraph, heading, cell and label; of figures, if each cell of their tables is shown."""
    if isinstance(node, t.Figure):
        cells = t.text_lines(node.table) if KINDS[node.kind].read_as == "table" else ()
        return [t.plain_text(node.title), *cells]
    if isinstance(node, tuple) and not (node and isinstance(node[0], t.INLINE_TYPES)):
        return [line for child in node for line in expected_lines(child)]
    if isinstance(node, t.Region | t.Quote | t.ListItem):
        return expected_lines(node.blocks)
    if isinstance(node, t.List):
        return expected_lines(node.items)
    return list(t.text_lines(node))


def read_over(figure: t.Figure) -> str:
    """Return the alternative text of a figure whose cells are read too: empty if it says no less than they do."""
    by_cells = KINDS[figure.kind].read_as != "picture"
    return figure.alt if by_cells and any(line not in figure.alt for line in cell_lines(figure)) else ""


def cell_lines(figure: t.Figure) -> Iterator[str]:
    """Yield each line of a figure's cells: of one that is marked, the head of its column; of a name, not its number."""
    for row in figure.table.rows:
        for head, cell in zip(figure.table.header.cells, row.cells, strict=True):
            has_number = len(cell.inlines) > 1 and isinstance(cell.inlines[0], t.Strong)
            text = t.plain_text(cell.inlines[has_number:]).strip()
            if text in (figure.leads, figure.takes_part):
                yield joined(t.plain_text(head.inlines))
            else:
                yield from map(str.strip, text.split("\n"))


def expected_letters(document: t.Document) -> Counter[str]:
    """Count the letters of the document's words and of what is read over drawings; a drawing's are not among them."""
    lines = [*expected_lines(document.blocks), *expected_lines(document.notes)]
    lines += [*handout_heads(document), *notes_head(document)]
    lines += [read_over(node) for node in t.walk(document.blocks) if isinstance(node, t.Figure)]
    return Counter(letters(" ".join(lines)))


def handout_heads(document: t.Document) -> list[str]:
    """Return the headings of a deck's handout: the title of each slide to which something is said."""
    slides = deck_of(document).slides if document.meta.kind == "slides" else ()
    heads = list(filter(None, (joined(t.plain_text(slide.title)) for slide in slides if slide.notes)))
    has_handout = bool(document.notes) or any(slide.notes for slide in slides)
    return [document.meta.speaker_notes_label, *heads] if document.meta.kind == "slides" and has_handout else heads


def notes_head(document: t.Document) -> list[str]:
    """Return the heading of the notes, which stand at the foot of a one-pager without one."""
    return [document.meta.notes_label] if document.notes and document.meta.kind != "onepager" else []


def joined(text: str) -> str:
    """Return a text with one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


# Places


@dataclass
class Stretch:
    """Letters that a page writes in one go: where they start and how far their advances go, in points.

    y counts from the foot of the page; artifact: reading software passes over them.
    """

    page: int
    x: float
    y: float
    artifact: bool
    wide: float = 0
    raised: bool = False
    fonts: tuple[str, ...] = ()


def stretches(data: bytes) -> Iterator[Stretch]:
    """Yield what the pages write, with the advances of the fonts in the file."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            yield from _stretches(page, number)


def _stretches(page: pikepdf.Page, number: int) -> Iterator[Stretch]:
    made: list[Stretch] = []
    name, size, apart, rise, artifact = "", 0.0, 0.0, 0.0, False
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC" | "BDC":
                artifact = str(operands[0]) == "/Artifact"
            case "Tf":
                name, size = str(operands[0]), float(operands[1])
            case "Tc":
                apart = float(operands[0])
            case "Ts":
                rise = float(operands[0])
            case "Tm":
                made.append(Stretch(number, float(operands[4]), float(operands[5]), artifact))
            case "Tj" | "TJ":
                font = page.Resources.Font[name]
                widths = [float(width) for width in font.Widths]
                for shown in operands[0] if str(operator) == "TJ" else operands:
                    if not isinstance(shown, pikepdf.String):
                        made[-1].wide -= float(shown) / 1000 * size
                        continue
                    codes = bytes(shown)
                    made[-1].wide += sum(widths[code - int(font.FirstChar)] / 1000 * size + apart for code in codes)
                made[-1].raised = rise > 0
                made[-1].fonts += (str(font.BaseFont).partition("+")[2],)
    return iter([stretch for stretch in made if stretch.wide])


def body(data: bytes, page: int) -> list[Stretch]:
    """Return what a page writes, without furniture; pages count from 0, and from the end below 0."""
    own = [stretch for stretch in stretches(data) if not stretch.artifact]
    wanted = page % (max(stretch.page for stretch in own) + 1)
    return [stretch for stretch in own if stretch.page == wanted]


def body_height(data: bytes, page: int) -> float:
    """Return how tall the lines of a page are together: from the first baseline to the last, and a line."""
    lines = sorted({stretch.y for stretch in body(data, page)})
    pitches = [high - low for low, high in pairwise(lines)]
    return lines[-1] - lines[0] + min(pitches, default=0)
