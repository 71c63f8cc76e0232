"""LibreOffice makes a tagged PDF of every memo, on every letterhead, and the PDF says what the memo says."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefpack.document.tree import Figure, Note, walk, words
from tests.tools import TAGGED_PDF, converted
from tests.writers.memos import LETTERHEADS, MEMOS, written_memo
from tests.writers.word_text import data_of, titles_only

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Convert all of them in one start of LibreOffice: a start costs more than a memo."""
    folder = tmp_path_factory.mktemp("memos")
    paths = {}
    for name, letterhead in product(MEMOS, LETTERHEADS):
        path = folder / f"{name}--{letterhead or 'none'}.docx"
        path.write_bytes(written_memo(name, letterhead))
        paths[name, letterhead] = path
    made = converted(list(paths.values()), TAGGED_PDF.format("writer"), folder / "pdf")
    return dict(zip(paths, made, strict=True))


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
    figures = [node for node in walk(document.blocks) if isinstance(node, Figure)]
    assert [text for figure in figures for text in data_of(figure) if _glued(text) not in shown] == []
    counts = Counter(map(_glued, words((titles_only(document.blocks), document.notes))))
    assert [word for word, count in counts.items() if shown.count(word) < count and not _over_pages(word, path)] == []


NEAR_THE_EDGE = 300
"""Letters within which a page's text ends or starts, beside what its head and foot say."""


def _over_pages(word: str, path: Path) -> bool:
    """Tell whether a text without spaces, which is one word here, begins on a page and ends on the next."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [_glued(page.get_textpage().get_text_bounded()) for page in pdf]
    edges = [(before[-NEAR_THE_EDGE:], after[:NEAR_THE_EDGE]) for before, after in pairwise(pages)]
    return any(word[:cut] in ends and word[cut:] in begins for ends, begins in edges for cut in range(1, len(word)))


def _shown(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def _glued(text: str) -> str:
    """Return letters, figures and marks alone: a line may break within a word, a note's number stand close to one.

    Beside Japanese, figures go, too: without spaces a note's number cannot be told from another.
    """
    unbroken = text.replace("\u00ad", "").replace("\u2060", "").replace("\ufffe", "-").replace("\x02", "-")
    apart = re.sub(r"(?<=[^\W\d_])\d+(?!\w)", "", unbroken)
    return re.sub(
        r"(?<=[\u3000-\u9fff\uff00-\uffef])\d+|\d+(?=[\u3000-\u9fff\uff00-\uffef])", "", "".join(apart.split())
    )


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
