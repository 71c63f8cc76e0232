"""Read outlines of levels back: tabbed text, Word headings, OpenDocument headings; and what LibreOffice makes of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from briefpack.document.slides import Deck
from briefpack.document.tree import Figure, Table, walk, words
from briefpack.writers.outline.nodes import Line
from briefpack.writers.outline.sources import sources_slides
from tests.tools import soffice
from tests.writers.outline_text import shown

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'
NAMED = f'{LIBRARY} library:name="Standard" library:readonly="false" library:passwordprotected="false"'
ADDRESS = re.compile(r" \((https?:|mailto:)[^)]*\)")
BASIC = Path(__file__).parent / "outline_to_presentation.bas"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def read_plain(data: bytes) -> list[Line]:
    lines = data.decode("utf-16").split("\r\n")
    assert lines.pop() == ""
    return [Line(len(line) - len(line.lstrip("\t")) + 1, line.lstrip("\t")) for line in lines]


def read_word(data: bytes) -> list[Line]:
    """Return the paragraphs with the outline levels of their styles; anything else in the body is a fault."""
    files = parts(data)
    styles = {
        style.get(f"{W}styleId"): int(level.get(f"{W}val")) + 1
        for style in etree.fromstring(files["word/styles.xml"]).iter(f"{W}style")
        for level in style.iter(f"{W}outlineLvl")
    }
    *paragraphs, section = etree.fromstring(files["word/document.xml"])[0]
    assert section.tag == f"{W}sectPr"
    return [_word_line(paragraph, styles) for paragraph in paragraphs]


def _word_line(paragraph: Any, styles: dict[str, int]) -> Line:
    assert paragraph.tag == f"{W}p"
    return Line(styles[paragraph.find(f".//{W}pStyle").get(f"{W}val")], "".join(paragraph.itertext()))


def read_impress(data: bytes) -> list[Line]:
    """Return the headings of an .odt; anything else in its text is a fault, but for declarations."""
    text = etree.fromstring(parts(data)["content.xml"]).find(".//{*}text")
    found = [node for node in text if node.tag != f"{TEXT}sequence-decls"]
    assert {node.tag for node in found} <= {f"{TEXT}h"}, {node.tag for node in found}
    return [Line(int(node.get(f"{TEXT}outline-level")), "".join(node.itertext())) for node in found]


def slides_of(lines: list[Line]) -> list[list[str]]:
    """Return the lines by slide, the title first."""
    slides: list[list[str]] = []
    for line in lines:
        if line.level == 1:
            slides.append([])
        slides[-1].append(line.text)
    return slides


def missing_words(lines: list[Line], deck: Deck) -> list[str]:
    """Return the words of the slides that the lines do not hold; heads of columns need not stand there.

    What cells of a figure have in common is said once: a horizon, what an actor does.
    """
    text = "".join(ADDRESS.sub("", " ".join(line.text for line in lines)).split())
    slides = shown(tuple((slide.title, slide.blocks, slide.sources) for slide in (*deck.slides, *sources_slides(deck))))
    tables = [node for node in walk(slides) if isinstance(node, Table)]
    drawn = [node for node in walk(slides) if isinstance(node, Figure)]
    needed = Counter(words(slides)) - Counter(words(tuple(table.header for table in tables)))
    needed -= Counter(words(tuple(figure.table.rows for figure in drawn)))
    needed |= Counter(set(words(tuple(figure.table.rows for figure in drawn))))
    return [word for word, count in needed.items() if text.count(word) < count]


def _put_macro(basic: Path) -> None:
    """Write the macro as LibreOffice keeps a person's own: it reads them only with these document types."""
    module = 'xmlns:script="http://openoffice.org/2000/script" script:name="Outlines" script:language="StarBasic"'
    held = {
        "script.xlc": ("library:libraries", LIBRARY, '<library:library library:name="Standard" library:link="false"/>'),
        "Standard/script.xlb": ("library:library", NAMED, '<library:element library:name="Outlines"/>'),
        "Standard/Outlines.xba": ("script:module", module, escape(BASIC.read_text(encoding="utf-8"))),
    }
    for name, (tag, attributes, inside) in held.items():
        dtd = f"{tag.partition(':')[2]}.dtd"
        kind = f'<!DOCTYPE {tag} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{dtd}">'
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n{kind}\n<{tag} {attributes}>{inside}</{tag}>'
        (basic / name).write_text(text, encoding="utf-8")


def presented(data: bytes, folder: Path) -> list[list[str]]:
    """Let LibreOffice make a presentation of an outline in Writer; return the paragraphs of each slide."""
    soffice(["--terminate_after_init"], folder / "profile")  # filling a new profile overwrites macros
    _put_macro(folder / "profile/user/basic")
    source, target = folder / "outline.odt", folder / "slides.odp"
    source.write_bytes(data)
    macro = f'macro:///Standard.Outlines.Present("{source.as_uri()}","{target.as_uri()}")'
    said = soffice(["--norestore", macro], folder / "profile")
    assert target.is_file(), said
    pages = etree.fromstring(parts(target.read_bytes())["content.xml"]).iter(f"{DRAW}page")
    return [list(_slide_text(page)) for page in pages]


def _slide_text(page: Any) -> Iterator[str]:
    for notes in page.iter("{*}notes"):
        notes.clear()
    for paragraph in page.iter(f"{TEXT}p"):
        if text := "".join(paragraph.itertext()):
            yield text
