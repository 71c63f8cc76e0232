"""The same document says the same in every format, whatever odd characters its texts hold."""

from __future__ import annotations

import functools
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from markdown_it import MarkdownIt

from briefpack.build.fit import Fitted
from briefpack.build.formats import FORMATS, Look
from briefpack.content.values import escape_markdown
from briefpack.document import tree as t
from briefpack.document.markdown import parse_document
from briefpack.errors import MissingGlyphs, Place
from briefpack.languages.bidi import in_order, levels
from briefpack.writers import Written
from tests.trees import META
from tests.writers.html_text import lines_of
from tests.writers.outline_levels import read_impress, read_plain, read_word
from tests.writers.outline_text import inline_text
from tests.writers.pdf_text import letters, pages_text, theme
from tests.writers.pptx_text import slides, text_of
from tests.writers.word_text import paragraph_texts

TEXTS = {
    "combining marks": "Ga\u0308ste e\u0301te\u0301 n\u0303",
    "marks that stay apart": "x\u0308 q\u0301",
    "a stack of marks": "o\u0302\u0301 e\u0323\u0302",
    "Vietnamese": "Tiếng Việt đầy đủ",
    "Hangul in single letters": "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "Hangul": "한국어 글",
    "old Hangul": "\u1112\u119e\u11ab",
    "half-width kana": "ｶﾞｷﾞ",
    "voiced kana": "か\u3099き\u3099",
    "full-width letters": "ＡＢＣ１２３",
    "ideographs": "外務省と教育省",
    "an ideograph and its variant": "葛\U000e0100飾区と辻\U000e0101",
    "an ideograph beyond the first plane": "𠮷野家",
    "a compatibility ideograph": "\ufa19社",
    "an ideographic space": "外務\u3000省",
    "emoji": "👍 🎉",
    "a family of emoji": "👩\u200d👩\u200d👧",
    "a coloured emoji": "👋🏽",
    "a flag": "🇯🇵",
    "a sign or an emoji": "❤\ufe0f ✔\ufe0e",
    "a keycap": "1\ufe0f\u20e3",
    "isolates": "see \u2067אבג\u2069 and \u2068ab\u2069",
    "direction marks": "שלום\u200f! a\u200e",
    "an Arabic letter mark": "1\u061c-2",
    "Arabic": "مرحبا",
    "a joiner and a non-joiner": "क\u200dष क\u200cष می\u200cخواهم",
    "a soft hyphen": "Donau\u00addampf\u00adschiff",
    "a zero-width space": "one\u200btwo\u200bthree",
    "a no-break space": "10\u00a0km",
    "a narrow no-break space": "10\u202f000",
    "a figure space": "1\u20072",
    "thin and em spaces": "a\u2009b\u2003c",
    "a word joiner": "a\u2060b",
    "a byte order mark": "a\ufeffb",
    "a non-breaking hyphen": "e\u2011mail",
    "dashes and quotes": "“a” – ‘b’ — …",
    "ligatures": "ﬁne ﬂow",
    "superscripts": "m² CO₂ ½",
    "signs": "€ £ ¥ § ¶ © ™ № ‰",
    "arrows and mathematics": "→ ≤ ≠ ∑ √",
    "a line over and a slash": "≮ =\u0338 >\u0338",
    "Greek and Cyrillic": "Αθήνα Київ",
    "Thai": "สวัสดี",
    "Devanagari": "नमस्ते",
    "a private letter": "a\ue000b\uf8ffc",
    "the replacement character": "a\ufffdb",
    "a letter beyond the first plane": "𝔸 𐐷",
    "tags": "🏴\U000e0067\U000e0062\U000e007f",
    "what XML and Markdown mark": "a<b> &amp; *c* _d_ [e](f) `g` \\h {i} |j| #k",
    "blanks that end no line": "a\tb  c",
}
SELECTOR = "[\ufe00-\ufe0f]"
"""Selects one of two shapes of a sign, of which the fonts of PDFs have one."""
WITHOUT_SOFT_HYPHENS = ("pptx", "txt", "outline.docx", "odt")
"""What PowerPoint opens or takes in: nothing is known of what it does with them."""
Reader = Callable[[bytes], list[str]]


def of_markdown(data: bytes) -> list[str]:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(data.decode().split("---\n", 2)[2])
    return [inline_text(token) for token in tokens if token.type == "inline"]


READERS: dict[str, Reader] = {
    "docx": lambda data: list(paragraph_texts(docx.Document(io.BytesIO(data)).element.body)),
    "pptx": lambda data: [line for slide in slides(data) for line in text_of(slide).split("\n")],
    "html": lines_of,
    "md": of_markdown,
    "txt": lambda data: [line.text for line in read_plain(data)],
    "outline.docx": lambda data: [line.text for line in read_word(data)],
    "odt": lambda data: [line.text for line in read_impress(data)],
}


@functools.cache
def document(*names: str) -> t.Document:
    """Return a deck with a slide for each text, which a plain field of the content holds."""
    fields = "".join(f"## {name}\n\n- {escape_markdown(TEXTS[name])}\n\n" for name in names)
    return parse_document(f"# Odd\n\n{fields}", replace(META, kind="slides"), Place("slides.md.j2"))


@functools.cache
def written(form: str, *names: str) -> Written:
    return FORMATS[form].write(Fitted(document(*names)), Look(theme()))


@functools.cache
def lines(form: str) -> frozenset[str]:
    return frozenset(" ".join(line.split(" ")).strip() for line in READERS[form](written(form, *TEXTS).data))


def held(name: str) -> str:
    """Return a text as the tree holds it."""
    (found,) = (node for node in t.walk(document(name).blocks) if isinstance(node, t.ListItem))
    return "".join(t.text_lines(found))


def test_every_format_is_read() -> None:
    assert {*READERS, "pdf"} == set(FORMATS)


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_the_same_in_every_format(form: str, name: str) -> None:
    text = held(name).replace("\u00ad", "") if form in WITHOUT_SOFT_HYPHENS else held(name)
    assert text in lines(form)


def drawn(text: str) -> str:
    """Return the letters that leave a mark on a page, as a reader of PDF may give them: ligatures in letters."""
    marks = (letter for letter in text if unicodedata.category(letter) != "Cf" and not re.match(SELECTOR, letter))
    return unicodedata.normalize("NFKC", letters("".join(marks)))


@pytest.mark.parametrize("name", TEXTS)
def test_a_pdf_shows_the_text_or_names_what_no_font_has(name: str) -> None:
    try:
        shown = drawn("".join(pages_text(written("pdf", name).data)))
    except MissingGlyphs as missing:
        assert set(missing.by_character) <= set(held(name))
    else:
        text = held(name)
        order = in_order(range(len(text)), levels(text, from_right=False).__getitem__)
        assert drawn(text) in shown or drawn("".join(text[place] for place in order)) in shown
