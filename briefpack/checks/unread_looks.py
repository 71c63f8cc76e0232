"""Find pictures, fonts, letterheads and masters that lie where such files are read, and are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefpack.checks.unread import entries_of, file_place
from briefpack.content.pack import PICTURES, Pack
from briefpack.errors import Problem, warning
from briefpack.files import Unreadable, file_bytes
from briefpack.look.own_fonts import ENDINGS
from briefpack.office.foreign import KINDS
from briefpack.yaml_file import MAX_BYTES

PICTURE = re.compile(r"\.(png|jpe?g|gif|svg|webp|tiff?|bmp|heic|avif|eps|pdf)$", re.IGNORECASE)
FONT = re.compile(r"\.(ttf|otf|ttc|woff2?|pfb|pfm|dfont|eot|zip)(\.txt)?$", re.IGNORECASE)
PAPERS = {
    "letterhead": (".docx or .dotx", re.compile(r"\.(docx?|docm|dotx?|dotm|odt|ott|pdf|rtf|pages)$", re.IGNORECASE)),
    "master": (".pptx or .potx", re.compile(r"\.(pptx?|pptm|potx?|potm|ppsx?|odp|otp|key|pdf)$", re.IGNORECASE)),
}
"""The endings of letterheads and slide masters that are read, and of all that people have for one."""
FOLDER = re.compile(r"(pictures?|photos?|images?)", re.IGNORECASE)


def unread_pictures(pack: Pack) -> Iterator[Problem]:
    """Find pictures in the folder of a pack that none of its pictures names, and folders that are meant as theirs."""
    folder = pack.file.path.parent
    named = {one.file for one in pack.facts.pictures}
    for path in entries_of(folder):
        if isinstance(path, Problem):
            continue
        if path.is_dir() and path.name != PICTURES and FOLDER.fullmatch(path.name):
            yield _unread(path, "is not read", f"Rename the folder to “{PICTURES}”.")
        elif path.is_file() and PICTURE.search(path.name):
            yield _unread(path, "is not read here", f"Move it into {PICTURES}/, and name it below “pictures:”.")
    for path in entries_of(folder / PICTURES):
        if isinstance(path, Problem):
            yield path
        elif path.name not in named and PICTURE.search(path.name):
            hint = f"Name it below “pictures:” in pack.yaml, as “file: {path.name}”, or take it out of the folder."
            yield _unread(path, "is shown nowhere: no picture of pack.yaml names it", hint)


def unread_looks(templates: Path) -> Iterator[Problem]:
    """Find what lies among a project’s fonts, letterheads, masters and logos and is not read."""
    yield from _fonts(templates / "fonts")
    for kind, (endings, alike) in PAPERS.items():
        yield from _papers(templates / KINDS[kind].folder, KINDS[kind].pattern, endings, alike)
    yield from _logos(templates / "themes")


def _fonts(folder: Path) -> Iterator[Problem]:
    for path in entries_of(folder):
        if isinstance(path, Problem):
            yield path
        elif path.is_dir() and any(FONT.search(inner.name) for inner in path.glob("*")):
            yield _unread(path, "is not read: fonts are looked for in templates/fonts alone", "Move its files up.")
        elif FONT.search(path.name) and path.suffix.lower() not in ENDINGS:
            yield _unread(path, "is not read: only files of fonts are", "Put the family’s TrueType files (.ttf) there.")


def _papers(folder: Path, pattern: str, endings: str, alike: re.Pattern[str]) -> Iterator[Problem]:
    read = {*folder.glob(pattern)}
    for path in entries_of(folder):
        if isinstance(path, Problem):
            yield path
        elif path not in read and alike.search(path.name):
            yield _unread(path, f"is not read: only files that end in {endings} are", f"Save it as {endings}.")


def _logos(folder: Path) -> Iterator[Problem]:
    """Find pictures beside the themes that none of them names."""
    paths = [path for path in entries_of(folder) if isinstance(path, Path)]
    pictures = [path for path in paths if PICTURE.search(path.name)]
    said = "\n".join(_text(path) for path in paths if path.suffix == ".yaml") if pictures else ""
    for path in pictures:
        if path.name not in said:
            hint = f"Name it in a theme, as “logo: {{file: {path.name}, alt: …}}”, or take it out of the folder."
            yield _unread(path, "is shown nowhere: no theme names it", hint)


def _text(path: Path) -> str:
    try:
        return file_bytes(path, MAX_BYTES).decode("utf-8", "replace")
    except Unreadable:  # whoever reads the theme says so
        return ""


def _unread(path: Path, message: str, hint: str) -> Problem:
    return warning(message, file_place(path), hint, "unread-file")
