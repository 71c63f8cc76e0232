"""Whether a run made what it should: every file is there and holds every word of its document."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

LEAST_LETTERS = 4
"""Shorter words stand inside others too often to be counted."""
TEXTS = re.compile(r"(word/(document|footnotes|endnotes)|ppt/(slides|notesSlides)/[^/]+)\.xml")


def missing_words(path: Path, words: Iterable[str]) -> list[str]:
    """Return the words that a file does not hold as often as its document; letters only, since lines are hyphenated."""
    text = _letters(_text(path))
    counts = Counter(filter(lambda word: len(word) >= LEAST_LETTERS, map(_letters, words)))
    return [word for word, count in counts.items() if text.count(word) < count]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).lower()))


def _text(path: Path) -> str:
    """Return what an Office file, a PDF or a text says, the descriptions of its pictures included."""
    if path.suffix == ".pdf":
        return _pdf_text(path)
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode() for name in package.namelist() if TEXTS.fullmatch(name)]
    markup = "".join(parts)
    return unescape(" ".join([*re.findall(r' descr="([^"]*)"', markup), re.sub(r"<[^>]*>", "", markup)]))


def _pdf_text(path: Path) -> str:
    from pypdfium2 import PdfDocument

    with PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def wrong_files(build: Path, words: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with the files `AUDIENCE-DOCUMENT.FORMAT` of a build, or of peers that wrote beside them."""
    for name in names:
        audience, _, file = name.rpartition("-")
        path = next((one for one in (build / audience / "en" / file, build / name) if one.is_file()), None)
        if path is None:
            yield f"{name} is missing"
        elif missing := missing_words(path, (words / name).with_suffix(".words").read_text(encoding="utf-8").split()):
            yield f"{name} lacks {', '.join(missing[:5])}" + (f" and {len(missing) - 5} more" if missing[5:] else "")


def digests(build: Path) -> dict[str, str]:
    """Return a digest of each file of a build, but of those that name what it was made from."""
    return {
        path.relative_to(build).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(build.rglob("*"))
        if path.is_file() and path.name != "manifest.json" and ".cache" not in path.parts
    }
