"""Find files and folders that look like content and are not read: a slip in a name must not lose a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from briefpack.content.brief import languages_of
from briefpack.content.pack import Pack, audience_names, catalogue_paths, pack_names
from briefpack.errors import Place, Problem, did_you_mean, error, relative_name, warning
from briefpack.files import Unreadable, file_bytes, no_file
from briefpack.languages.catalogues.reading import MAX_BYTES
from briefpack.languages.locales import is_language, meant_language

YAML = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
CATALOGUE = re.compile(r"\.po(\.txt)?$", re.IGNORECASE)
TEMPLATE = re.compile(r"\.(j2|jinja2?|md)(\.txt)?$", re.IGNORECASE)
PACK_FILE = re.compile(r"pack\.ya?ml(\.txt)?", re.IGNORECASE)
SOURCE_FILE = re.compile(r"source\.ya?ml(\.txt)?", re.IGNORECASE)
PACK_FILES = ("pack.yaml", "source.yaml")
PACK_FOLDERS = {"audiences": (YAML, ".yaml"), "languages": (CATALOGUE, ".po")}
TEMPLATE_FOLDERS = {"documents": (TEMPLATE, ".md.j2"), "themes": (YAML, ".yaml"), "languages": (CATALOGUE, ".po")}
"""The folders whose files are found by their ending: what looks like such a file, and the ending that is read."""
BEGUN = re.compile(rb'^msgid "[^"].*\n(?:".*\n)*msgstr "[^"]|^msgid ""\n(?:".+\n)+msgstr "[^"]', re.MULTILINE)
"""A text that has a translation, in the bytes of a catalogue."""
NEAR = 0.8
"""How like the name of an audience that of its folder of templates must be, to be taken for a slip."""


def unread_content(content: Path, packs: Collection[str] = ()) -> Iterator[Problem]:
    """Find what looks like content and is not read; in the folders of the named packs, or in all."""
    found = [*_unread(content, packs)]
    yield from found
    if not found and not packs and not pack_names(content):
        yield warning("holds no pack", file_place(content), "Start one: invoke new.pack NAME.", "unread-file")


def _unread(content: Path, packs: Collection[str]) -> Iterator[Problem]:
    entries = [*entries_of(content)]
    strays = [entry for entry in entries if isinstance(entry, Path) and YAML.search(entry.name) and entry.is_file()]
    lost = [one for one in strays if PACK_FILE.fullmatch(one.name)]
    for entry in entries:
        if isinstance(entry, Problem):
            yield entry
        elif entry.is_dir() and (entry.name in packs or not packs):
            yield from _in_pack(entry, lost)
    for stray in strays if not packs else ():
        if stray in lost or not PACK_FILE.fullmatch(stray.name):
            hint = "Put it into a folder of its own: content/NAME/pack.yaml."
            yield error("is not read here", file_place(stray), hint)


def _in_pack(folder: Path, lost: list[Path]) -> Iterator[Problem]:
    """Find what is not read in a pack's folder. `lost`: facts beside the packs’ folders; those meant go."""
    entries = [*entries_of(folder)]
    yield from (entry for entry in entries if isinstance(entry, Problem))
    paths = [entry for entry in entries if isinstance(entry, Path)]
    names = {path.name for path in paths}
    if not names & {*PACK_FILES, *PACK_FOLDERS} and not any(YAML.search(name) for name in names):
        return
    meant: Path | None = None
    if "pack.yaml" not in names:
        meant = _meant_facts(paths)
        hint = (
            f"Rename “{meant.name}” to “pack.yaml”." if meant else "Put the facts there: invoke new.pack starts some."
        )
        if not meant and lost:
            hint = f"Move {file_place(lost.pop(0))} into it, as “pack.yaml”."
        yield error("holds no pack.yaml, so nothing in it is read", file_place(folder), hint)
    for path in paths:
        if path != meant:
            yield from _beside_pack(path)


def _meant_facts(paths: Iterable[Path]) -> Path | None:
    """Return the file that is probably meant as pack.yaml: one with nearly that name, or the only one there is."""
    facts = [path for path in paths if YAML.search(path.name) and not SOURCE_FILE.fullmatch(path.name)]
    alike = [path for path in facts if PACK_FILE.fullmatch(path.name)]
    return next(iter(alike), facts[0] if len(facts) == 1 else None)


def _beside_pack(path: Path) -> Iterator[Problem]:
    if path.name in PACK_FOLDERS and path.is_dir():
        yield from _by_ending(path, *PACK_FOLDERS[path.name])
    elif path.name in PACK_FILES or path.name.lower().startswith("pack."):
        return
    elif path.is_dir() and path.name.lower().rstrip("s") in ("audience", "language"):
        right = f"{path.name.lower().rstrip('s')}s"
        yield error("is not read", file_place(path), f"Rename the folder to “{right}”.")
    elif SOURCE_FILE.fullmatch(path.name):
        if (path.parent / "source.yaml").exists():  # else whoever reads that one says what is to be renamed
            yield warning("is not read: source.yaml is", file_place(path), "Keep one of the two.", "unread-file")
    elif YAML.search(path.name):
        hint = "If it is an audience, move it into audiences/."
        yield warning("is not read", file_place(path), hint, "unread-file")


def _by_ending(folder: Path, alike: re.Pattern[str], ending: str) -> Iterator[Problem]:
    """Find the files of a folder that nearly have the ending that is read, and what has it and is no file."""
    for path in entries_of(folder):
        if isinstance(path, Problem):
            yield path
        elif path.name.endswith(ending) and (refused := no_file(path)):
            yield error(str(refused), file_place(path), refused.hint)
        elif alike.search(path.name) and not path.name.endswith(ending):
            right = path.name[: alike.search(path.name).start()] + ending  # type: ignore[union-attr]
            yield error(
                f"is not read: only files that end in “{ending}” are", file_place(path), f"Rename it to “{right}”."
            )


def unread_templates(templates: Path, content: Path, documents: Collection[str]) -> Iterator[Problem]:
    """Find what looks like a template, a theme or a catalogue of the project and is not read.

    documents: the kinds of document that there are templates for, below the overlays.
    """
    for name, ending in TEMPLATE_FOLDERS.items():
        if (templates / name).is_dir():
            yield from _by_ending(templates / name, *ending)
    audiences = {pack: audience_names(content / pack) for pack in pack_names(content)}
    every = {name for names in audiences.values() for name in names}
    yield from _overlays(templates / "audiences", every, "audience", documents)
    yield from _overlays(templates / "packs", audiences, "pack", documents)
    for pack, names in audiences.items():
        yield from _overlays(templates / "packs" / pack, names, "audience of the pack", documents)


def _overlays(folder: Path, known: Collection[str], what: str, documents: Collection[str]) -> Iterator[Problem]:
    """Find overlays that nobody reads: folders whose names are nearly those of a reader, templates of no document."""
    for path in entries_of(folder) if folder.is_dir() else ():
        if isinstance(path, Problem):
            yield path
            continue
        near = get_close_matches(path.name.lower(), known, n=1, cutoff=NEAR)
        if near and path.name not in {*known, "documents", "parts"}:
            hint = f"Did you mean “{near[0]}”? Rename the folder."
            yield warning(f"is not read: no {what} has this name", file_place(path), hint, "unread-file")
        if (path / "documents").is_dir():
            yield from _by_ending(path / "documents", *TEMPLATE_FOLDERS["documents"])
            yield from _of_no_document(path / "documents", documents)


def _of_no_document(folder: Path, documents: Collection[str]) -> Iterator[Problem]:
    ending = TEMPLATE_FOLDERS["documents"][1]
    for path in folder.glob(f"*{ending}"):
        name = path.name.removesuffix(ending)
        if name not in documents:
            message = f"is not read: there is no document “{name}” of which it could be a change"
            yield warning(message, file_place(path), did_you_mean(name, documents), "unread-file")


def unread_catalogues(pack: Pack) -> Iterator[Problem]:
    """Find the translations of a pack that none of its audiences reads, but for one that is only begun."""
    used = {language for name in pack.audiences for language in languages_of(pack, name)}
    for language, path in catalogue_paths(pack).items():
        if language not in used and _is_begun(path):
            if not is_language(language):
                meant = meant_language(language)
                hint = f"Rename it to “{meant}.po”." if meant else "Name it by its language, as “ja.po”."
                yield error(f"is not read: “{language}” is no language", file_place(path), hint)
                continue
            hint = f"Name it in an audience’s file, as “languages: [{pack.facts.language}, {language}]”, or remove it."
            yield warning(f"is not read: no audience is briefed in “{language}”", file_place(path), hint, "unread-file")


def _is_begun(path: Path) -> bool:
    try:
        return bool(BEGUN.search(file_bytes(path, MAX_BYTES)))
    except Unreadable:  # a translation may be in it
        return True


def entries_of(folder: Path) -> Iterator[Path | Problem]:
    """Yield what a folder holds, sorted, but hidden and backup files; a problem where it cannot be read."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as failure:
        if not isinstance(failure, FileNotFoundError):
            hint = "Allow yourself to read this folder, or move it elsewhere."
            yield error(f"cannot be read: {failure.strerror}", file_place(folder), hint)
        return
    yield from (path for path in paths if not path.name.startswith((".", "~", "_")) and not path.name.endswith("~"))


def file_place(path: Path) -> Place:
    """Return the place of a file under the name that it has, whatever it leads to."""
    return Place(f"{relative_name(path.parent)}/{path.name}".removeprefix("./"))
