"""What the tests of pages share: a small build of two packs, as the manifest names it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from benchmarks.seals import write_seal
from briefpack.build.jobs import Request
from briefpack.build.publish import publish_outputs
from briefpack.build.results import Output
from briefpack.document import tree as t
from briefpack.look.theme import Theme, read_theme
from briefpack.rendering.labels import outgoing_words
from briefpack.writers.pdf import write_pdf
from tests.conftest import REPOSITORY
from tests.trees import META, inline, p

THEME: Theme = read_theme("ministry", REPOSITORY / "templates/themes")
TITLES = {"en": "One ticket for two towns", "ja": "二つの町に一枚の切符"}
SAY = outgoing_words((REPOSITORY / "templates",))
INPUTS = {"content/two-towns/pack.yaml": "1" * 64, "content/rivers/pack.yaml": "2" * 64}


def pdf(language: str, pages: int = 1, kind: str = "memo") -> bytes:
    text = tuple(block for n in range(pages) for block in (t.Heading(2, inline(f"Part {n}")), *[p("words " * 90)] * 9))
    meta = replace(META, kind=kind, language=language, title=TITLES[language])
    return write_pdf(t.Document(meta, (t.Heading(1, inline(TITLES[language])), *text[: 7 * pages])), THEME).data


def output(path: str, data: bytes, pages: int = 0, **values: object) -> Output:
    pack, audience, language, _ = path.split("/")
    about = {
        "title": TITLES[language],
        "audience": audience.capitalize(),
        "marking": "For discussion",
        "sender": "Office of the <Two> Towns",
        "date": "2024-03-01",
        "date_text": "1 March 2024",
        "pack": f"The pack “{pack}” & more",
        "pack_language": "en",
    }
    return Output(path, data, pages, 1234, 0, about=about, **values)  # type: ignore[arg-type]


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build folder that no test changes."""
    build = tmp_path_factory.mktemp("pages") / "build"
    english, japanese = pdf("en", 2), pdf("ja")
    outputs = [
        output("two-towns/councillors/en/memo.pdf", english, 2, steps=("“A bridge” left out",)),
        output("two-towns/councillors/en/memo.html", b"<!DOCTYPE html><title>memo</title>"),
        output("two-towns/councillors/en/memo.docx", b"PK-docx" * 400),
        output("two-towns/councillors/ja/memo.pdf", japanese, 1, translation="not reviewed by a native speaker"),
        output("two-towns/voters/en/slides.outline.docx", b"PK-outline", 9, split=("slide “A” in two",)),
        output("two-towns/voters/en/onepager.pdf", pdf("en", kind="onepager"), 1),
        output("rivers/farmers/en/memo.pdf", pdf("en"), 1),
    ]
    publish_outputs(outputs, Request(), build, INPUTS)
    return build


@pytest.fixture(scope="session")
def seal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a certificate and its key, which expire late enough."""
    folder = tmp_path_factory.mktemp("seal")
    write_seal(folder, ec.generate_private_key(ec.SECP256R1()))
    return folder
