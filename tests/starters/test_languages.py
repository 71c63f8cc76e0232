"""Every document in every format in each language that somebody reads: words, language, pages, letters, spaces."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.build.results import Output, Report
from briefpack.build.run import build
from briefpack.content.brief import languages_of
from briefpack.content.pack import pack_names, read_pack
from briefpack.languages.scripts import is_east_asian
from tests.conftest import REPOSITORY, TINY
from tests.writers.html_text import said_words
from tests.writers.outline_levels import read_impress, read_plain, read_word
from tests.writers.outline_text import read_outline
from tests.writers.pdf_text import letters, pages_text
from tests.writers.pptx_text import content_of, slides, title_of
from tests.writers.word_text import body_words, footnote_words

CONTENT = REPOSITORY / "content"
TRANSLATED = [
    (name, language)
    for name in pack_names(CONTENT)
    for pack in [read_pack(CONTENT / name)]
    for language in sorted({told for audience in pack.audiences for told in languages_of(pack, audience)})
    if language != pack.facts.language
]
"""The packs that come with briefpack, in each language that is not their own."""
LABELS = {
    "de": ("An", "Von", "Datum", "Betreff", "Zweck"),
    "ja": ("宛先", "発信", "日付", "件名", "目的"),
    "ko": ("수신", "발신", "일자", "제목", "목적"),
}
"""How the head of a memo says to, from, date, subject and purpose, in this order; an invitation has no such head."""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The tiny pack in Japanese, every document in every format."""
    project = tmp_path_factory.mktemp("tiny")
    shutil.copytree(TINY, project / "content" / "two-towns")
    audience = project / "content/two-towns/audiences/councillors.yaml"
    audience.write_text(audience.read_text(encoding="utf-8").replace("[en]", "[ja]"), encoding="utf-8")
    return made(project / "content", "two-towns", "ja")


def made(content: Path, pack: str, language: str) -> Report:
    folders = Folders(content, (REPOSITORY / "templates",), content.parent / "build")
    return build(Request(packs=(pack,), languages=(language,)), folders, lambda name, done, total: None, publish=False)


def text_of(output: Output) -> str:
    """Return what a file says, without spaces."""
    kind = output.path.rpartition(".")[2]
    if kind == "pdf":
        return letters("".join(pages_text(output.data)))
    if output.path.endswith(".outline.docx"):
        return letters("".join(line.text for line in read_word(output.data)))
    if kind == "docx":
        return letters("".join([*body_words(output.data), *footnote_words(output.data)]))
    if kind == "pptx":
        return letters("".join(f"{title_of(slide)} {content_of(slide)}" for slide in slides(output.data)))
    if kind == "txt":
        return letters("".join(line.text for line in read_plain(output.data)))
    if kind == "odt":
        return letters("".join(line.text for line in read_impress(output.data)))
    if kind == "html":
        return letters("".join(said_words(output.data)))
    return letters("".join(str(slide) for slide in read_outline(output.data)))


def stated_languages(output: Output, language: str) -> Iterator[str]:
    """Yield the language that each part of a file states to its reader's software.

    Word and OpenDocument have attributes of their own for East Asian languages, beside those for others.
    """
    kind = output.path.rpartition(".")[2]
    word, writer = ("w:eastAsia", "style:language-asian") if is_east_asian(language) else ("w:val", "fo:language")
    if kind == "pdf":
        with pikepdf.open(io.BytesIO(output.data)) as pdf:
            yield str(pdf.Root.Lang)
            yield next(iter(pdf.open_metadata()["dc:language"]))
    elif kind == "docx":
        with zipfile.ZipFile(io.BytesIO(output.data)) as package:
            yield from _said(package, "word/styles.xml", rf'<w:lang [^>]*{word}="(\w+)')
            yield from _said(package, "docProps/core.xml", r"<dc:language>(\w+)")
            if "outline" not in output.path:
                yield from _said(package, "word/settings.xml", rf'<w:themeFontLang [^>]*{word}="(\w+)')
    elif kind == "pptx":
        with zipfile.ZipFile(io.BytesIO(output.data)) as package:
            yield from _said(package, "docProps/core.xml", r"<dc:language>(\w+)")
            for name in (name for name in package.namelist() if name.startswith("ppt/slides/slide")):
                yield from _said(package, name, r'lang="(\w+)')
    elif kind == "odt":
        with zipfile.ZipFile(io.BytesIO(output.data)) as package:
            yield from _said(package, "styles.xml", rf'{writer}="(\w+)')
            yield from _said(package, "meta.xml", r"<dc:language>(\w+)")
    elif kind == "md":
        told = re.findall(r'^(?:lang: |<!-- \.slide: lang=)"(\w+)"', output.data.decode(), flags=re.MULTILINE)
        yield from told or [""]
    elif kind == "html":
        yield from re.findall(r'^<html lang="(\w+)', output.data.decode(), flags=re.MULTILINE)
    else:
        assert kind == "txt", "plain text has no place for a language; every other format has"


def _said(package: zipfile.ZipFile, part: str, pattern: str) -> list[str]:
    """Return what a part says of its language, once each; an empty text if it says nothing."""
    return list(dict.fromkeys(re.findall(pattern, package.read(part).decode()))) or [""]


def check(report: Report, language: str) -> None:
    assert [str(problem) for problem in report.problems] == []
    assert report.outputs
    for output in report.outputs:
        stated = set(stated_languages(output, language))
        quoted = {"en"} if output.path.endswith(".pptx") else set()  # what is quoted from the source is in its language
        assert stated - quoted <= {language}, output.path
        if "/onepager.pdf" in output.path:
            assert len(pdfium.PdfDocument(output.data)) == 1, output.path
        assert "\ufffd" not in text_of(output), output.path
    memos = [output for output in report.outputs if "/memo." in output.path]
    assert memos
    assert all(re.search("202[345]", text_of(memo)) for memo in memos)


def test_the_tiny_pack_in_japanese(tiny: Report) -> None:
    check(tiny, "ja")
    assert len(tiny.outputs) == 12
    shown = {
        "memo": ("港", "切符", "当方の分析"),
        "onepager": ("共同の売店", "工程表"),
        "slides": ("主導", "共同の売店"),
    }
    for output in tiny.outputs:
        found = re.sub(r"\u2060|\\u2060", "", text_of(output))
        words = next(words for document, words in shown.items() if f"/{document}." in output.path)
        assert all(word in found for word in words), output.path
        if "/memo." in output.path:
            assert all(word in found for word in (*LABELS["ja"], "2024年3月1日", "段落2〜3")), output.path


def test_japanese_holds_no_english_of_ours(tiny: Report) -> None:
    """What stands in Latin letters is what the catalogue writes so: a name, an address, a word that is discussed."""
    original = {"A", "bridge", "is", "a", "promise"}
    allowed = {"hil", "hill", "steep", "deep", "B", "A", "clerk", "example", "org", "https", "letter"} | original
    documents = [output for output in tiny.outputs if output.path.endswith(".docx")]
    assert len(documents) == 4
    for output in documents:
        latin = {w for word in body_words(output.data) for w in _latin(word)}
        assert latin <= allowed, output.path


def _latin(word: str) -> list[str]:
    return "".join(letter if letter.isascii() and letter.isalpha() else " " for letter in word).split()


@pytest.mark.slow
@pytest.mark.parametrize(("pack", "language"), TRANSLATED)
def test_packs_in_every_language(pack: str, language: str) -> None:
    report = made(CONTENT, pack, language)
    check(report, language)
    for memo in (output for output in report.outputs if "/memo." in output.path):
        text, labels = text_of(memo), LABELS[language]
        if "/civil-society/" in memo.path:
            assert not [label for label in labels if label in text], memo.path
        else:
            assert re.search(".{2,120}?".join(labels), text), f"{memo.path}: {text[:300]}"


@pytest.mark.slow
def test_the_example_in_german_in_every_format(tmp_path: Path) -> None:
    shutil.copytree(CONTENT / "example-summer-heat", tmp_path / "content" / "example-summer-heat")
    audience = tmp_path / "content/example-summer-heat/audiences/city-council.yaml"
    text = audience.read_text(encoding="utf-8")
    wanted = "formats: [md, pdf, html, pptx, outline.docx, odt, txt]"
    audience.write_text(text.replace("formats: [pptx, md, pdf, html]", wanted), encoding="utf-8")
    report = made(tmp_path / "content", "example-summer-heat", "de")
    check(report, "de")
    decks = [output for output in report.outputs if "/slides." in output.path]
    assert len(decks) == 7
    for deck in decks:
        assert all(word in text_of(deck) for word in ("Beschlussvorschlag", "Straßen", "Kühle")), deck.path


def test_east_asian_type_stands_upright(tiny: Report) -> None:
    pages = [output for output in tiny.outputs if output.path.endswith(".pdf")]
    assert len(pages) == 3
    for output in pages:
        with pikepdf.open(io.BytesIO(output.data)) as pdf:
            fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
        assert not [name for name in fonts if "Italic" in name], output.path
        assert any("NotoSansJP" in name for name in fonts), output.path
