"""Every memo that the packs' audiences get, and a document that has every node, as trees and as Word files."""

from __future__ import annotations

from functools import cache, partial

from briefpack.build.jobs import Folders, Wanted, pack_jobs
from briefpack.build.run import parsed_document
from briefpack.content.pack import read_pack
from briefpack.document.tree import Document
from briefpack.errors import Place
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
    for folder in sorted((REPOSITORY / "content").iterdir()):
        pack = read_pack(folder)
        jobs = pack_jobs(pack, Wanted(documents=("memo",), formats=("docx",)), FOLDERS, [])
        for job in jobs:
            template = Place("templates/documents/memo.md.j2")
            make = partial(parsed_document, job, FOLDERS, template)
            found[job.name.replace("/", "--")] = (job.brief.audience.data.theme, make(()))
    return found


MEMOS = _memos()
"""Name to its theme and its tree."""


@cache
def written_memo(name: str, letterhead: str) -> bytes:
    theme, document = MEMOS[name]
    return write_word(document, read_theme(theme, REPOSITORY / "templates/themes"), LETTERHEADS[letterhead]).data
