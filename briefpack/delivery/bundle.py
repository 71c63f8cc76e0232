"""Bundles: the finished files of an audience in one archive, with a note, a manifest and their digests.

Nothing in it is compressed, so that the same files give the same bytes whatever library packs them, and whoever opens
one from a stranger has nothing to inflate.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Any

from briefpack import __version__
from briefpack.build.jobs import MANIFEST as BUILT
from briefpack.build.jobs import Request, chosen
from briefpack.build.publish import Manifest, as_built, concerns, read_manifest
from briefpack.delivery.contents import Document, Pack, packs_of, problem_file
from briefpack.delivery.names import document_name, set_name
from briefpack.delivery.words import format_of, kind_of, size_of
from briefpack.languages.characters import cells
from briefpack.languages.locales import language_name
from briefpack.languages.marks import dotted
from briefpack.office.packing import archive
from briefpack.rendering.labels import Say

MANIFEST, SUMS, NOTE = "MANIFEST.json", "SHA256SUMS", "COVER-NOTE.txt"
LIBRARIES = ("babel", "jinja2", "lxml", "markdown-it-py", "pillow", "python-docx", "reportlab", "rendercv-fonts")
Problems = Sequence[Mapping[str, Any]]
Sign = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Bundle:
    """Hold an archive and the name that it goes by."""

    name: str
    data: bytes
    files: int

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def make_bundles(
    build: Path, request: Request, problems: Problems, say: Say, whole: bool = False, sign: Sign | None = None
) -> Iterator[Bundle]:
    """Yield one bundle an audience and language, or with `whole` one a pack.

    say: says the note's own words in the readers' language. sign: what signs a PDF, if they are to be signed.
    problems: those of the run that built, as its JSON has them. Raise WrongUse for names that are not there, RunStopped
    if a file is not as it was built.
    """
    manifest = read_manifest(build / BUILT)
    packs = packs_of(manifest.records.values())
    names = set(chosen(request.packs, [pack.name for pack in packs], "pack"))
    for pack in packs:
        if pack.name in names:
            for documents in _groups(pack, request, whole):
                yield _bundle(pack, documents, manifest, build, problems, say, sign)


def _groups(pack: Pack, request: Request, whole: bool) -> list[tuple[Document, ...]]:
    """Return the documents of each bundle."""
    asked = [
        one
        for one in pack.documents
        if (not request.audiences or one.audience in request.audiences)
        and (not request.languages or one.language in request.languages)
    ]
    if whole:
        return [tuple(asked)] if asked else []
    keys = dict.fromkeys((one.audience, one.language) for one in asked)
    return [tuple(one for one in asked if (one.audience, one.language) == key) for key in keys]


def _bundle(
    pack: Pack,
    documents: tuple[Document, ...],
    manifest: Manifest,
    build: Path,
    problems: Problems,
    say: Say,
    sign: Sign | None,
) -> Bundle:
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    records = []
    for document in documents:
        for file in document.files:
            name = document_name(pack.name, document, file.format)
            name = name if name not in files else f"{document.audience}-{document.language}-{document.name}-{name}"
            names[file.path] = name
            files[name] = as_built(build, file.path, file.sha256)
            record = {"name": name, **manifest.records[file.path]}
            if sign and file.format == "pdf":
                files[name] = sign(files[name])
                record["signed"] = sha256(files[name]).hexdigest()
            records.append(record)
    about = {
        "briefpack": __version__,
        "pack": pack.name,
        "audiences": sorted({one.audience for one in documents}),
        "languages": sorted({one.language for one in documents}),
        "files": records,
        "problems": _own_problems(problems, pack.name, build.parent),
        "inputs": _inputs(pack.name, manifest),
        "fonts": _fonts(),
        "versions": {name: _version(name) for name in LIBRARIES},
    }
    name = set_name(pack.name, documents)
    return Bundle(f"{name}.zip", sealed({NOTE: _note(pack, documents, names, say), **files}, about), len(files))


def sealed(files: Mapping[str, bytes], about: Mapping[str, Any]) -> bytes:
    """Return the archive of files, with what is said about them and the digests of all."""
    manifest = json.dumps(about, ensure_ascii=False, indent=2).encode() + b"\n"
    whole = {**dict(sorted(files.items())), MANIFEST: manifest}
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in whole.items()).encode()
    return packed({**whole, SUMS: sums})


def packed(files: Mapping[str, bytes]) -> bytes:
    return archive(files, stored=frozenset(files))


def _own_problems(problems: Problems, pack: str, project: Path) -> list[dict[str, Any]]:
    """Return the problems of a pack's files and of no pack's, each with its file's name from the project's folder."""
    placed = [{**one, "place": {**one["place"], "file": problem_file(one, project)}} for one in problems]
    return [one for one in placed if concerns(pack, one["place"]["file"])]


def _inputs(pack: str, manifest: Manifest) -> list[dict[str, str]]:
    """Return the digests of content and templates from which the documents of a pack are made."""
    names = [name for name in sorted(manifest.inputs) if concerns(pack, name)]
    return [{"path": name, "sha256": manifest.inputs[name]} for name in names]


@cache
def _fonts() -> dict[str, str]:
    """Return one digest of the fonts that briefpack brings, by what the package that holds them records of each."""
    recorded = distribution("rendercv-fonts").read_text("RECORD") or ""
    fonts = sorted(line for line in recorded.splitlines() if line.partition(",")[0].endswith((".ttf", ".otf")))
    return {"rendercv-fonts": sha256("\n".join(fonts).encode()).hexdigest()}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _note(pack: Pack, documents: Sequence[Document], names: Mapping[str, str], say: Say) -> bytes:
    """Return the note that lies on top: what this is, how it is to be handled, what is in it, how it is checked.

    names: those of the files in the archive, by their paths. It speaks the documents' language, of several the pack's.
    """
    languages = {one.language for one in documents}
    own = documents[0].language if len(languages) == 1 else pack.language or documents[0].language
    about = documents[0].about
    title = pack.title_for(documents[0]) if len(languages) == 1 else pack.title
    lines = [title, "=" * cells(title), ""]
    lines += [text for text in (str(about.get("sender", "")), str(about.get("date_text", ""))) if text]
    lines += ["", *dict.fromkeys(one.marking for one in documents if one.marking), ""]
    for document in documents:
        audience = str(document.about.get("audience") or document.audience)
        what = (say(own, kind_of(document.name)), audience, language_name(document.language, own))
        lines += [f"{document.title}", f"  {dotted(*what)}"]
        for file in document.files:
            pages = [say(own, "pages: {pages}").format(pages=file.pages)] if file.pages else []
            facts = (say(own, format_of(file.format)), size_of(file.bytes, own), *pages)
            lines.append(f"  {names[file.path]} ({', '.join(facts)})")
        lines.append("")
    check = say(own, "To check that nothing has changed: {command}, or invoke verify with this archive.")
    lines += [check.format(command=f"sha256sum -c {SUMS}"), ""]
    return "\n".join(lines).encode()
