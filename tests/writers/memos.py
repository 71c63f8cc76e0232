"""Every memo that the packs' audiences get, and a document that has every node, as trees and as Word files."""

from __future__ import annotations

from functools import cache

from briefpack.build.jobs import Folders, Request
from briefpack.build.plan import plan_jobs
from briefpack.build.workshop import Workshop
from briefpack.document.tree import Document
from briefpack.errors import Findings
from briefpack.look.theme import read_theme
from briefpack.office.letterhead import read_letterhead
from briefpack.office.reading import ForeignFile
from briefpack.writers.word import write_word
from tests.conftest import REPOSITORY
from tests.trees import EVERY_NODE

FOLDERS = Folders(REPOSITORY / "content", (REPOSITORY / "templates",), REPOSITORY / "build")
LETTERHEADS: dict[str, ForeignFile | None] = {
    "": None,
    **{name: read_letterhead(REPOSITORY / f"templates/letterheads/{name}.docx") for name in ("ministry", "plain")},
}


def _memos() -> dict[str, tuple[str, Document]]:
    found = {"every-node": ("ministry", EVERY_NODE)}
    workshop = Workshop(FOLDERS)
    for job in plan_jobs(Request(documents=("memo",), formats=("docx",)), workshop, Findings()):
        draft = workshop.draft(job)
        found[job.name.replace("/", "--")] = (draft.brief.audience.data.theme, draft.parsed())
    return found


MEMOS = _memos()
"""Name to its theme and its tree."""


@cache
def written_memo(name: str, letterhead: str) -> bytes:
    theme, document = MEMOS[name]
    return write_word(document, read_theme(theme, REPOSITORY / "templates/themes"), LETTERHEADS[letterhead]).data
