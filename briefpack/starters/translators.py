"""What translators work on: the catalogues of packs and templates, kept up to date with their originals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from briefpack.build.disk import write_whole
from briefpack.build.jobs import Folders, chosen
from briefpack.checks.rules import checked_pack
from briefpack.content.pack import Pack, catalogue_paths, pack_names
from briefpack.content.translation import pack_messages
from briefpack.languages.catalogues.matching import Changes, update
from briefpack.languages.catalogues.model import Catalogue, Message, new_catalogue
from briefpack.languages.catalogues.reading import read_catalogue
from briefpack.languages.catalogues.writing import catalogue_text
from briefpack.rendering.labels import phrase_messages
from briefpack.rendering.phrases import Phrases, needs_translation, phrase_catalogues

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
        updated += pack_updates(checked_pack(folders.content / name, translated=False), languages)
    if not packs:
        updated += template_updates(folders, languages)
    return updated


def pack_updates(pack: Pack, languages: tuple[str, ...] = ()) -> Iterator[Updated]:
    """Yield the catalogues that a pack has, or those of the languages, there or not."""
    folder = pack.file.path.parent / "languages"
    names = languages or tuple(catalogue_paths(pack))
    paths = [folder / f"{language}.po" for language in names if language != pack.facts.language]
    return _updates(paths, pack.name, pack_messages(pack))


def copied_translations(pack: Pack, like: str, name: str) -> Iterator[Updated]:
    """Yield the pack's catalogues with the translations of one audience's texts for another that says the same."""
    old, new, originals = f"audiences.{like}.", f"audiences.{name}.", pack_messages(pack)
    for path in catalogue_paths(pack).values():
        catalogue = read_catalogue(path)
        own = [message for message in catalogue.messages if message.context.startswith(old)]
        copies = [replace(message, context=new + message.context.removeprefix(old)) for message in own]
        yield Updated(*update(replace(catalogue, messages=(*catalogue.messages, *copies)), originals))


def template_updates(folders: Folders, languages: tuple[str, ...] = ()) -> Iterator[Updated]:
    """Yield the catalogues of the project's templates; a language whose words all come with briefpack needs none."""
    own, packaged = folders.templates[0], folders.templates[1:]
    names = languages or tuple(path.stem for path in sorted((own / "languages").glob("*.po")))
    for language in filter(needs_translation, names):
        path = own / "languages" / f"{language}.po"
        there = read_catalogue(path).by_key if path.is_file() else {}
        known = Phrases(phrase_catalogues(packaged, language), language)
        phrases = phrase_messages(folders.templates)
        originals = [phrase for phrase in phrases if phrase.key in there or not known.translation(*phrase.key)]
        if originals or there:
            yield from _updates([path], TEMPLATES, originals)


def _updates(paths: list[Path], name: str, originals: list[Message]) -> Iterator[Updated]:
    for path in paths:
        is_new = not path.is_file()
        yield Updated(*update(new_catalogue(path, name) if is_new else read_catalogue(path), originals), is_new)


def write_catalogue(updated: Updated) -> None:
    """Write the catalogue; an equal file is left alone."""
    write_whole(updated.catalogue.path, catalogue_text(updated.catalogue).encode())
