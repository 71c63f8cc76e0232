"""All pages over what lies in `build/`: one a pack, its contact sheet, and one over all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefpack.build.cache import FOLDER as CACHE
from briefpack.build.jobs import INDEX, MANIFEST
from briefpack.build.publish import as_built, concerns, read_manifest
from briefpack.delivery.contents import Pack, packs_of, problem_file
from briefpack.delivery.index import index_page
from briefpack.delivery.page import Problem, pack_page
from briefpack.delivery.pictures import FOLDER, Picture, Pictures
from briefpack.delivery.sign_off import sign_off_sheet
from briefpack.errors import VISIBLE
from briefpack.look.theme import Theme

CARD_PX, SHEET_PX = (340, 440), (250, 354)
SHEET = "contact-sheet.pdf"
ABOUT = {
    "Every page on a contact sheet": SHEET,
    "Who is told what": "matrix.html",
    "What rests on what": "evidence.html",
}


def make_pages(build: Path, problems: Sequence[Mapping[str, Any]], theme: Theme) -> dict[str, bytes]:
    """Return the pages that show what the manifest in `build` names, by their paths; write none of them.

    problems: those of the last run, as its JSON has them. Raise RunStopped if a file is not as it was built, BuildError
    if a contact sheet cannot be set.
    """
    manifest = read_manifest(build / MANIFEST)
    folder = build / CACHE / FOLDER
    first, small = Pictures(folder, CARD_PX), Pictures(folder, SHEET_PX)
    packs = packs_of(manifest.records.values())
    found = [_placed(problem, build.parent) for problem in problems]
    pages: dict[str, bytes] = {}
    shots: dict[str, Picture] = {}
    for pack in packs:
        read = _pdfs(pack, build)
        own = {path: first.of(data, manifest.records[path]["sha256"], [0])[0] for path, data in read.items()}
        shots |= own
        if read:
            pages[f"{pack.name}/{SHEET}"] = sign_off_sheet(pack, read, small, theme)
        more = _links(pack, {*pages, *manifest.reports})
        pages[f"{pack.name}/{INDEX}"] = pack_page(pack, own, _problems_of(pack, found), more, theme)
    pages[INDEX] = index_page(packs, shots, theme)
    first.sweep([small])
    return pages


def _pdfs(pack: Pack, build: Path) -> dict[str, bytes]:
    """Return the PDFs of a pack by their paths. Raise RunStopped for one that is not as it was built."""
    return {file.path: as_built(build, file.path, file.sha256) for file in pack.files if file.format == "pdf"}


def _links(pack: Pack, there: Collection[str]) -> dict[str, str]:
    """Return what is there about the pack beside its documents, by what a link to it says."""
    return {label: name for label, name in ABOUT.items() if f"{pack.name}/{name}" in there}


def _placed(problem: Mapping[str, Any], project: Path) -> Problem:
    """Return a problem with its place as it is called from the project's folder."""
    place = problem["place"]
    numbers = [str(place[name]) for name in ("line", "column") if place[name]]
    file = problem_file(problem, project)
    said = (problem["message"], problem["hint"], ":".join((file, *numbers)))
    message, hint, where = (text.translate(VISIBLE) for text in said)
    return Problem(message, hint, where, file)


def _problems_of(pack: Pack, problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems of a pack's own files, and those of no pack."""
    return [one for one in problems if concerns(pack.name, one.file)]
