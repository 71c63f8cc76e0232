"""LibreOffice makes a tagged PDF of every memo, on every letterhead, and the PDF says what the memo says."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefpack import build as run
from briefpack.content import read_pack
from briefpack.letterhead import read_letterhead
from briefpack.theme import read_theme
from briefpack.tree import Document, Note, walk, words
from briefpack.writers.word import write_word
from tests.conftest import REPOSITORY
from tests.tools import TAGGED_PDF, converted
from tests.trees import EVERY_NODE

FOLDERS = run.Folders(REPOSITORY / "content", (REPOSITORY / "templates",), REPOSITORY / "build")
LETTERHEADS = ("", "ministry", "plain")


def memos() -> dict[str, tuple[str, Document]]:
    """Return every memo of the packs by its name, with its theme, and a document that has every node."""
    found = {"every-node": ("ministry", EVERY_NODE)}
    for folder in sorted((REPOSITORY / "content").iterdir()):
        pack = read_pack(folder)
        jobs = run.pack_jobs(pack, run.Wanted(documents=("memo",), formats=("docx",)), FOLDERS, [])
        for job in jobs:
            template = run.Place("templates/documents/memo.md.j2")
            make = partial(run.parsed_document, job, FOLDERS, template)
            found[job.name.replace("/", "--")] = (job.brief.audience.data.theme, make(()))
    return found


MEMOS = memos()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Convert all of them in one start of LibreOffice: a start costs more than a memo."""
    folder = tmp_path_factory.mktemp("memos")
    paths = {}
    for name, (theme_name, document) in MEMOS.items():
        theme = read_theme(theme_name, REPOSITORY / "templates/themes")
        for letterhead in LETTERHEADS:
            paper = read_letterhead(REPOSITORY / f"templates/letterheads/{letterhead}.docx") if letterhead else None
            path = folder / f"{name}--{letterhead or 'none'}.docx"
            path.write_bytes(write_word(document, theme, paper).data)
            paths[name, letterhead] = path
    made = converted(list(paths.values()), TAGGED_PDF.format("writer"), folder / "pdf")
    return dict(zip(paths, made, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("letterhead", LETTERHEADS, ids=lambda name: name or "no letterhead")
@pytest.mark.parametrize("name", MEMOS)
def test_a_memo_becomes_a_tagged_pdf_with_its_words(
    name: str, letterhead: str, pages: dict[tuple[str, str], Path]
) -> None:
    document, path = MEMOS[name][1], pages[name, letterhead]
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith(document.meta.language[:2])
        roles = Counter(_roles(pdf.Root.StructTreeRoot))
        alternative = " ".join(_alternatives(pdf.Root.StructTreeRoot)).split()
    assert {"/H1", "/L", "/Table", "/TH"} <= set(roles)
    cited = {node.number for node in walk(document.blocks) if isinstance(node, Note)}
    assert roles["/Note"] + roles["/FENote"] >= len(cited)
    shown = _glued(_shown(path)) + _glued(" ".join(alternative))
    counts = Counter(map(_glued, words((document.blocks, document.notes))))
    assert [word for word, count in counts.items() if shown.count(word) < count] == []


def _shown(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def _glued(text: str) -> str:
    """Return letters, figures and marks alone: a line may break within a word, a note's number stand close to one."""
    unbroken = text.replace("\u00ad", "").replace("\ufffe", "-").replace("\x02", "-")
    return "".join(re.sub(r"(?<=[^\W\d_])\d+(?!\w)", "", unbroken).split())


def _roles(node: object) -> list[str]:
    return [str(found.S) for found in _elements(node)]


def _alternatives(node: object) -> list[str]:
    return [str(found.Alt) for found in _elements(node) if "/Alt" in found]


def _elements(root: object) -> list[pikepdf.Dictionary]:
    waiting, found = [root], []
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                waiting.append(node.K)
    return found
