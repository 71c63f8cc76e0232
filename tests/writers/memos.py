"""Every memo that the packs' audiences get, and a document that has every node, as trees and as Word files."""

from __future__ import annotations

from functools import cache

from briefpack.build.jobs import Request
from briefpack.look.theme import read_theme
from briefpack.office.letterhead import read_letterhead
from briefpack.office.reading import ForeignFile
from briefpack.writers.word import write_word
from tests.conftest import REPOSITORY
from tests.drafts import Drafts
from tests.trees import EVERY_NODE

LETTERHEADS: dict[str, ForeignFile | None] = {
    "": None,
    **{name: read_letterhead(REPOSITORY / f"templates/letterheads/{name}.docx") for name in ("ministry", "plain")},
}


MEMOS = Drafts(Request(documents=("memo",), formats=("docx",)), {"every-node": EVERY_NODE})
"""Name to its theme and its tree."""


@cache
def written_memo(name: str, letterhead: str) -> bytes:
    theme, document = MEMOS[name]
    return write_word(document, read_theme(theme, REPOSITORY / "templates/themes"), LETTERHEADS[letterhead]).data
