"""What is read of others, as functions of bytes: each takes any, and ends in a value or in a problem, never otherwise.

The tests of this folder call them with cases and with Hypothesis, `python -m tests.hostile.fuzz` guided by coverage.
"""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from briefpack.build.jobs import Folders, Request
from briefpack.build.run import build
from briefpack.content.model import AudienceFile, PackFile, SourceFile
from briefpack.document.inline_markdown import inline_source, inline_words, parse_inlines
from briefpack.document.markdown import parse_document
from briefpack.document.spacing import spaced
from briefpack.document.tree import Document, Meta, text_lines
from briefpack.errors import BuildError, Place
from briefpack.languages.catalogues.reading import read_catalogue
from briefpack.languages.catalogues.writing import catalogue_text
from briefpack.look.pictures import read_picture
from briefpack.look.theme import Theme, read_theme
from briefpack.office.letterhead import read_letterhead
from briefpack.office.master import read_master
from briefpack.writers.pptx import write_slides
from briefpack.writers.word import write_word
from briefpack.yaml_file import read_model, read_yaml
from tests.conftest import REPOSITORY, TINY

TEMPLATES = REPOSITORY / "templates"
HERE = Place("here")
SAID = "# One\n\nWords[^1] of a memo.\n\n## Two\n\n- a\n- b\n\n| a | b |\n|--|--|\n| c | d |\n\n[^1]: A note.\n"
OFFICE = {"letterhead": "letterheads/ministry.docx", "master": "masters/agency.potx"}


@dataclass(frozen=True)
class Target:
    """Hold a function of bytes, and bytes to begin with."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]


def content(data: bytes) -> None:
    """Read a file as YAML, as a pack, a source and an audience."""
    path = file("content.yaml", data)
    for read in (read_yaml, *(lambda path, model=model: read_model(path, model) for model in MODELS)):
        with suppress(BuildError):
            read(path)


MODELS = (PackFile, SourceFile, AudienceFile)


def look(data: bytes) -> None:
    """Read a theme."""
    with suppress(BuildError):
        read_theme("own", file("own.yaml", data).parent, TEMPLATES / "themes")


def text(data: bytes) -> None:
    """Check a text in fields of every kind, and write it in a memo."""
    folders = folders_with(data.decode(errors="replace"))
    request = Request(audiences=("councillors",), documents=("memo",), formats=("md",))
    build(request, folders, _silent, publish=False)


def folders_with(said: str) -> Folders:
    """Return a project with a text in a plain field and in fields of Markdown, of an item and of an audience."""
    project, value = _project(), json.dumps(said)
    for name, olds in FIELDS.items():
        file = (TINY / name).read_text(encoding="utf-8")
        for old in olds:
            assert old in file
            file = file.replace(old, f"{old.partition(':')[0]}: {value}")
        (project / "content/two-towns" / name).write_text(file, encoding="utf-8")
    return Folders(project / "content", (TEMPLATES,), project / "build")


FIELDS = {
    "pack.yaml": ("title: One harbour", "text: Each town keeps its own fare."),
    "audiences/councillors.yaml": ("text: The hut at the pier is empty.",),
}


def _silent(*_: object) -> None:
    """Show no progress."""


@cache
def _project() -> Path:
    project = Path(_folder().name) / "project"
    shutil.copytree(TINY, project / "content/two-towns", ignore=shutil.ignore_patterns("languages"))
    return project


def catalogue(data: bytes) -> None:
    """Read a catalogue; one that can be read is the same when it is written and read again."""
    with suppress(BuildError):
        read = read_catalogue(file("de.po", data))
        for number in (0, 1, 7, 5_000):
            with suppress(BuildError):
                read.plural_form(number, 2)
        again = read_catalogue(file("de.po", catalogue_text(read).encode()))
        assert [_said(message) for message in again.messages] == [_said(message) for message in read.messages]


def _said(message: object) -> tuple[object, ...]:
    return tuple(getattr(message, name) for name in ("key", "plural", "translations", "unsure"))


def markdown(data: bytes) -> None:
    """Parse text as a document, and as a field of content, whose words stay the same in any place of a template."""
    text = data.decode(errors="replace")
    with suppress(BuildError):
        list(text_lines(spaced(parse_document(text, Meta("memo", "T"), HERE)).blocks))
    line = text.partition("\n")[0]
    if not parse_inlines(line, HERE)[1]:
        assert inline_words(inline_source(line)) == inline_words(line)


def picture(data: bytes) -> None:
    """Read a logo."""
    path = file("logo.png", data)
    with suppress(BuildError):
        read_picture(path.parent, path.name, "Logo", 10, HERE)


def letterhead(data: bytes) -> None:
    """Write a memo on a letterhead one of whose parts holds these bytes; the first byte chooses the part."""
    with suppress(BuildError):
        write_word(document("memo"), theme(), read_letterhead(file("own.docx", with_part("letterhead", data))))


def master(data: bytes) -> None:
    """Write slides on a master one of whose parts holds these bytes; the first byte chooses the part."""
    with suppress(BuildError):
        write_slides(document("slides"), theme(), read_master(file("own.potx", with_part("master", data))))


def with_part(kind: str, data: bytes) -> bytes:
    parts = entries(kind)
    name = list(parts)[data[0] % len(parts)] if data else ""
    return zipped({**parts, name: data[1:]} if name else parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as whole:
        for name, part in parts.items():
            whole.writestr(name, part)
    return stream.getvalue()


@cache
def entries(kind: str) -> dict[str, bytes]:
    """Return the parts of a good letterhead or master."""
    with zipfile.ZipFile(TEMPLATES / OFFICE[kind]) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


@cache
def theme() -> Theme:
    return read_theme("ministry", TEMPLATES / "themes")


@cache
def document(kind: str) -> Document:
    return parse_document(SAID, Meta(kind, "One"), HERE)


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def file(name: str, data: bytes) -> Path:
    path = Path(_folder().name) / name
    path.write_bytes(data)
    return path


def _parts(kind: str) -> list[bytes]:
    return [bytes([number]) + part for number, part in enumerate(entries(kind).values())]


def _logo() -> list[bytes]:
    from PIL import Image

    logos = []
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        Image.new(mode, (3, 2)).save(stream := io.BytesIO(), "PNG")
        logos.append(stream.getvalue())
    return logos


def _files(folder: Path, pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.rglob(pattern))]


TEXTS = ("Each *town* keeps **its** own fare.", "By 1 May 2024 some 1,200 people (OTT) pay 5% more, or US$ 3 million.")
TARGETS = {
    "text": Target(text, lambda: [one.encode() for one in TEXTS]),
    "look": Target(look, lambda: _files(TEMPLATES / "themes", "*.yaml")),
    "content": Target(content, lambda: _files(TINY, "*.yaml")),
    "catalogue": Target(catalogue, lambda: [*_files(TINY, "*.po"), *_files(REPOSITORY / "tests/cases", "*.po")]),
    "markdown": Target(markdown, lambda: [SAID.encode(), *_files(REPOSITORY / "tests/cases/markdown", "*.md")]),
    "picture": Target(picture, _logo),
    "letterhead": Target(letterhead, lambda: _parts("letterhead")),
    "master": Target(master, lambda: _parts("master")),
}
"""The readers by name."""
