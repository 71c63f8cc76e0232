"""What translators work on: the catalogues of packs and templates, kept up to date with their originals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefpack.build import Folders, chosen, write_whole
from briefpack.catalogues import Catalogue, Changes, Message, catalogue_text, new_catalogue, read_catalogue, update
from briefpack.content import Pack, catalogue_paths, pack_names, read_pack
from briefpack.labels import phrase_messages
from briefpack.phrases import needs_translation
from briefpack.translation import pack_messages

TEMPLATES = "the words of the templates"


@dataclass(frozen=True)
class Updated:
    """Hold one catalogue as it should be, and what was changed to make it so."""

    catalogue: Catalogue
    changes: Changes
    is_new: bool = False

    def left(self) -> dict[str, int]:
        """Count what is left to do."""
        messages = self.catalogue.messages
        return {
            "untranslated": sum(not message.translated for message in messages),
            "uncertain": sum(message.unsure for message in messages),
        }


def update_catalogues(folders: Folders, packs: tuple[str, ...] = (), languages: tuple[str, ...] = ()) -> list[Updated]:
    """Bring the catalogues of the named packs (or all, and of the templates) up to date, without writing them.

    A named language that has no catalogue yet gets one. Raise WrongUse for an unknown pack, BuildError for files that
    cannot be read.
    """
    updated: list[Updated] = []
    for name in chosen(packs, pack_names(folders.content), "pack"):
        pack = read_pack(folders.content / name)
        updated += _updates(pack_catalogues(pack, languages), name, pack_messages(pack))
    if not packs:
        words = phrase_messages((folders.templates[0],))
        updated += _updates(template_catalogues(folders, languages), TEMPLATES, words)
    return updated


def pack_catalogues(pack: Pack, languages: tuple[str, ...] = ()) -> list[Path]:
    """Return the catalogues that a pack has, or those of the languages, there or not."""
    folder = pack.file.path.parent / "languages"
    names = languages or tuple(catalogue_paths(pack))
    return [folder / f"{language}.po" for language in names if language != pack.facts.language]


def template_catalogues(folders: Folders, languages: tuple[str, ...] = ()) -> list[Path]:
    folder = folders.templates[0] / "languages"
    names = languages or tuple(path.stem for path in sorted(folder.glob("*.po")))
    return [folder / f"{language}.po" for language in names if needs_translation(language)]


def _updates(paths: list[Path], name: str, wanted: list[Message]) -> Iterator[Updated]:
    for path in paths:
        is_new = not path.is_file()
        yield Updated(*update(new_catalogue(path, name) if is_new else read_catalogue(path), wanted), is_new)


def write_catalogue(updated: Updated) -> None:
    """Write the catalogue; an equal file is left alone."""
    write_whole(updated.catalogue.path, catalogue_text(updated.catalogue).encode())


def new_language(language: str, folders: Folders, packs: tuple[str, ...] = ()) -> list[Updated]:
    """Make the catalogues of a language that are not there yet, for the named packs (or all) and for the templates.

    What is there already is left alone. Raise ValueError for a language that nobody knows. Return what was made.
    """
    made = update_catalogues(folders, packs, (language,))
    if packs:
        paths = template_catalogues(folders, (language,))
        made += _updates(paths, TEMPLATES, phrase_messages((folders.templates[0],)))
    made = [updated for updated in made if updated.is_new]
    for updated in made:
        write_catalogue(updated)
    return made
