"""Starting points: a new pack, audience, theme or language; small, commented, and free of problems.

What is written, `content/starting_points` holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefpack.build.disk import write_whole
from briefpack.build.jobs import Folders, WrongUse, chosen
from briefpack.checks.rules import checked_pack
from briefpack.content.brief import languages_of
from briefpack.content.formats import FORMAT_NAMES
from briefpack.content.model import PackFile
from briefpack.content.pack import Pack, audience_names, pack_names
from briefpack.content.schema import stale_schemas, write_schemas
from briefpack.content.starting_points import FIRST_AUDIENCE, filled, title_of
from briefpack.errors import Place, did_you_mean, possible_name, relative_name
from briefpack.languages.locales import language_codes, locale_of, meant_language
from briefpack.layers import first_file
from briefpack.look.theme import BASE, theme_names
from briefpack.starters.item_lists import deck_lines, items_by_kind, memo_lines, one_page_lines, select_lines
from briefpack.starters.overlays import copied_templates, overlay_notes
from briefpack.starters.source_text import (
    PLACEHOLDER,
    Paragraph,
    paragraph_lines,
    source_paragraphs,
    source_title,
)
from briefpack.starters.translators import copied_translations, pack_updates, template_updates, write_catalogue
from briefpack.yaml_file import read_model, read_yaml, yaml_text

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SOURCE_NEXT = {"author": "who wrote the source, where and when"}
PACK_NEXT = {
    "title": "what the briefing is called, its subject and its day",
    "organisation": "the sender and the contact",
    "message": "the whole subject in one sentence",
    "actors": "who leads and who takes part",
    "proposals": "what is proposed",
    "context": "what has happened; below it obstacles, what is left open, what comes next",
}
AUDIENCE_NEXT = {
    "label": "who they are, and how a memo addresses them",
    "headline": "what they are told first, and why now",
    "ask": "what you ask of them",
    "select": "which items they get, in which order",
    "reword": "what you say to them in other words",
    "documents": "which documents they get, in which formats",
}


@dataclass(frozen=True)
class Started:
    """Say what was written, and where its author goes on: places with what stands there."""

    written: tuple[Path, ...]
    next: tuple[tuple[Place, str], ...]
    paragraphs: tuple[Paragraph, ...] = ()
    """Those of the source text, where one was given."""
    overlays: tuple[str, ...] = ()
    """The templates of its own with which its documents are made, and who else reads them."""


def new_pack(name: str, folders: Folders, source: Path | None = None) -> Started:
    """Start a pack with a first audience; write the schemas for editors, too, if the project has none.

    `source` is the text that it summarises, as a file of plain text. Raise WrongUse.
    """
    check_name(name, "a pack")
    folder = folders.content / name
    check_free(folder, "a pack", name)
    paragraphs = source_paragraphs(source) if source else PLACEHOLDER
    words = {"TITLE": title_of(name), "SOURCE": source_title(paragraphs), "PARAGRAPHS": paragraph_lines(paragraphs)}
    words["FIRST"] = next(paragraph.id for paragraph in paragraphs if paragraph.id != "title")
    pack, origin = write_all({folder / file: filled(file, words) for file in ("pack.yaml", "source.yaml")})
    audience = new_audience(FIRST_AUDIENCE, folders, name)
    places = (*places_of(origin, SOURCE_NEXT), *places_of(pack, PACK_NEXT), *audience.next)
    written = (pack, origin, *audience.written, *new_schemas(folders))
    return Started(written, places, paragraphs if source else (), audience.overlays)


def new_schemas(folders: Folders) -> tuple[Path, ...]:
    """Write the schemas that content files name in their first line, unless the project has some."""
    folder = folders.content.parent / "schema"
    return () if folder.exists() or not stale_schemas(folder) else tuple(write_schemas(folder))


def new_audience(name: str, folders: Folders, pack: str = "", like: str = "") -> Started:
    """Start an audience that lists its pack's items, or copy another of that pack with its templates and translations.

    Raise WrongUse; raise BuildError if the pack cannot be read.
    """
    check_name(name, "an audience")
    folder = folders.content / one_pack(pack, folders)
    path = folder / "audiences" / f"{name}.yaml"
    check_free(path, "an audience", name)
    if not like:
        write_all({path: audience_text(name, folder)})
        overlays = tuple(overlay_notes(folders, folder.name, name))
        return Started((path,), tuple(places_of(path, AUDIENCE_NEXT)), overlays=overlays)
    chosen((like,), audience_names(folder), "audience")
    templates = copied_templates(folders, folder.name, like, name)
    for template in templates:
        check_free(template, "a template for", name)
    checked_pack(folder)  # Before anything is written: what cannot be read cannot be copied.
    write_all({path: copied_audience(folder, like), **templates})
    catalogues = list(copied_translations(checked_pack(folder), like, name))
    for catalogue in catalogues:
        write_catalogue(catalogue)
    places = [(Place(relative_name(template), 1), f"what stands where; copied from {like}") for template in templates]
    written = (path, *templates, *(catalogue.catalogue.path for catalogue in catalogues))
    overlays = tuple(overlay_notes(folders, folder.name, name))
    return Started(written, (*places_of(path, AUDIENCE_NEXT), *places), overlays=overlays)


def audience_text(name: str, folder: Path) -> str:
    """Return an audience's file for the pack in the folder, with the pack's items to choose from."""
    facts, _ = read_model(folder / "pack.yaml", PackFile)
    items = items_by_kind(facts)
    if not items:
        raise WrongUse(f"{relative_name(folder / 'pack.yaml')} states nothing yet: write an item before an audience.")
    words = {"TITLE": title_of(name), "FIRST": next(iter(items.values()))[0].id, "SELECT": select_lines(items)}
    words |= {"MEMO": memo_lines(items), "ONEPAGE": one_page_lines(items), "DECK": deck_lines(items)}
    words["FORMATS"] = ", ".join(FORMAT_NAMES)
    return filled("audience.yaml", words).rstrip() + "\n"


def copied_audience(folder: Path, like: str) -> str:
    """Return another audience's file, remarks and all."""
    text = yaml_text(folder / "audiences" / f"{like}.yaml")
    first, rest = text.split("\n", 1) if text.startswith("# yaml-language-server") else ("", text)
    return "\n".join([*filter(None, [first]), f"# Copied from {like}: change what differs.", rest])


def new_theme(name: str, folders: Folders, like: str = "") -> Started:
    """Start a theme, or copy one of the project or of briefpack. Raise WrongUse."""
    check_name(name, "a theme")
    themes = folders.in_templates("themes")
    check_free(first_file(themes, f"{name}.yaml") or themes[0] / f"{name}.yaml", "a theme", name)
    text, users = copied_theme(like, themes) if like else filled("theme.yaml", {}), list(theme_users(name, folders))
    (path,) = write_all({themes[0] / f"{name}.yaml": text})
    return Started((path,), ((Place(relative_name(path), 1), "its colours, fonts and sizes"), *users))


def copied_theme(like: str, themes: tuple[Path, ...]) -> str:
    chosen((like,), [*theme_names(*themes), BASE], "theme")
    copied = first_file(themes, f"{like}.yaml")
    assert copied
    return f"# Copied from {like}: change what differs.\n{yaml_text(copied)}"


def theme_users(name: str, folders: Folders) -> Iterator[tuple[Place, str]]:
    """Yield the lines in which audiences choose their theme."""
    for pack in pack_names(folders.content):
        for audience in audience_names(folders.content / pack):
            path = folders.content / pack / "audiences" / f"{audience}.yaml"
            yield from places_of(path, {"theme": f"theme: {name}, if {audience} shall have it"})


def new_language(code: str, folders: Folders, pack: str = "") -> Started:
    """Start the catalogues of a pack’s translation into a language, named by its code in CLDR: texts, no translations.

    Templates that do not speak the language yet get one, too. Raise WrongUse; raise BuildError for an unreadable pack.
    """
    folder = folders.content / one_pack(pack, folders)
    check_language(code)
    original = checked_pack(folder, translated=False)
    if code == original.facts.language:
        raise WrongUse(f"“{code}” is the language in which {relative_name(original.file.path)} is written.")
    check_free(folder / "languages" / f"{code}.po", "a translation into", code)
    phrases = (updated for updated in template_updates(folders, (code,)) if updated.is_new)
    catalogues = [*pack_updates(original, (code,)), *phrases]
    for catalogue in catalogues:
        write_catalogue(catalogue)
    written = tuple(catalogue.catalogue.path for catalogue in catalogues)
    contents = zip(written, ("the translations", "the words of documents"), strict=False)
    users = (place for name in original.audiences for place in language_places(original, name, code))
    return Started(written, (*((Place(relative_name(path), 1), what) for path, what in contents), *users))


def language_places(pack: Pack, audience: str, code: str) -> Iterator[tuple[Place, str]]:
    """Yield the line in which an audience names its languages, with what it would be with one more."""
    named = ", ".join(dict.fromkeys((*languages_of(pack, audience), code)))
    line = f"languages: [{named}], with fallback: true until it is translated"
    return places_of(pack.audiences[audience].file.path, {"languages": line})


def check_language(code: str) -> None:
    """Raise WrongUse, with the language that was probably meant, unless CLDR knows the code."""
    known = language_codes()
    if code not in known and not _names_a_country(code):
        meant = meant_language(code)
        hint = f"Did you mean “{meant}”?" if meant else did_you_mean(code, known)
        raise WrongUse(f"there is no language “{code}”. {hint}")


def _names_a_country(code: str) -> bool:
    """Tell whether the code is a language and a country whose script CLDR knows: zh-TW for zh-Hant-TW."""
    if not re.fullmatch("[a-z]{2,3}-[A-Z]{2}", code):
        return False
    try:
        return locale_of(code).territory == code.rpartition("-")[2]
    except ValueError:
        return False


def check_name(name: str, what: str) -> None:
    """Raise WrongUse, with the nearest valid name, unless it is small letters, digits and hyphens."""
    if NAME.fullmatch(name):
        return
    possible = possible_name(name)
    hint = f" Did you mean “{possible}”?" if possible else ""
    raise WrongUse(f"“{name}” cannot name {what}: write small letters, digits and hyphens.{hint}")


def check_free(path: Path, what: str, name: str) -> None:
    """Raise WrongUse if there is a file or folder at the path."""
    if path.exists():
        raise WrongUse(f"there is {what} “{name}” already: {relative_name(path)}")


def one_pack(named: str, folders: Folders) -> str:
    """Return the pack that is named, or the only one there is. Raise WrongUse."""
    names = chosen((named,) if named else (), pack_names(folders.content), "pack")
    if not names:
        raise WrongUse("there is no pack yet. Start one: invoke new.pack NAME")
    if len(names) > 1:
        raise WrongUse(f"say which pack, with --pack. {did_you_mean('', names)}")
    return names[0]


def write_all(texts: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write files that are not there yet. Return their paths."""
    for path, text in texts.items():
        write_whole(path, text.encode())
    return tuple(texts)


def places_of(path: Path, keys: Mapping[str, str]) -> Iterator[tuple[Place, str]]:
    """Yield where the keys of a YAML file stand, each with its note."""
    file = read_yaml(path)
    for key, note in keys.items():
        yield replace(file.key_place(key), column=0), note
