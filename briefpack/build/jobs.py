"""What a run makes: packs, audiences, languages, documents and formats, as they are asked for; and what they lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefpack.build.formats import WRITERS
from briefpack.checks.rules import checked_pack, pack_problems, translated_problems
from briefpack.checks.translations import phrase_problems, translation_problems, unmarked_problems
from briefpack.content.brief import Brief, brief_pack, languages_of
from briefpack.content.pack import Audience, Pack, audience_names, catalogue_paths, pack_names
from briefpack.content.translation import translate_pack
from briefpack.errors import BuildError, Place, Problem, did_you_mean, error
from briefpack.layers import files_by_stem
from briefpack.look.theme import theme_names
from briefpack.office.foreign import KINDS, ForeignKind
from briefpack.rendering.labels import phrase_translations
from briefpack.rendering.loader import document_names
from briefpack.rendering.phrases import catalogue_at
from briefpack.rendering.template_words import unmarked_words


@dataclass(frozen=True)
class Folders:
    """Say where content and templates are read and outputs written."""

    content: Path
    templates: tuple[Path, ...]
    """Looked up in this order: the project's own folder, then the one that comes with briefpack."""
    build: Path

    def in_templates(self, name: str) -> tuple[Path, ...]:
        """Return the folder of that name in each of the template folders."""
        return tuple(folder / name for folder in self.templates)


@dataclass(frozen=True)
class Wanted:
    """Choose what to build; an empty tuple means all there is."""

    packs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    release: bool = False
    """Whether it goes out to its readers: then a translation that is uncertain is an error."""

    @property
    def everything(self) -> bool:
        return not (self.packs or self.audiences or self.documents or self.formats or self.languages)


class WrongUse(Exception):
    """Say that the command named something that is not there."""


@dataclass(frozen=True)
class Job:
    """Name one document of one audience in one language, to be written in one or more formats."""

    brief: Brief
    document: str
    formats: tuple[str, ...]

    @property
    def on_paper(self) -> bool:
        """Whether the audience gets the document in a format with pages, wanted in this run or not."""
        return bool({"docx", "pdf"} & set(self.brief.documents[self.document].formats))

    @property
    def name(self) -> str:
        return f"{self.brief.pack.name}/{self.brief.audience.name}/{self.brief.language}/{self.document}"


def read_packs(wanted: Wanted, folders: Folders, problems: list[Problem]) -> list[Pack]:
    """Read the wanted packs, check their texts, and collect what is wrong in any of them."""
    names = chosen(wanted.packs, pack_names(folders.content), "pack")
    chosen(wanted.audiences, {a for name in names for a in audience_names(folders.content / name)}, "audience")
    chosen(wanted.documents, document_names(folders.templates), "document")
    chosen(wanted.formats, WRITERS, "format")
    packs: list[Pack] = []
    for name in names:
        with collected(problems):
            packs.append(checked_pack(folders.content / name))
            problems.extend(pack_problems(packs[-1]))
    known = {language for pack in packs for audience in pack.audiences for language in languages_of(pack, audience)}
    if packs:
        chosen(wanted.languages, known, "language")
    return packs


def chosen(named: tuple[str, ...], known: Iterable[str], what: str) -> list[str]:
    """Return the names asked for, or all known ones if none is. Raise WrongUse for an unknown name."""
    names = sorted(known)
    unknown = [f"there is no {what} “{name}”. {did_you_mean(name, names)}" for name in named if name not in names]
    if unknown:
        raise WrongUse("\n".join(unknown))
    return [name for name in names if name in named] if named else names


def pack_jobs(pack: Pack, wanted: Wanted, folders: Folders, problems: list[Problem]) -> Iterator[Job]:
    """Yield a job for each wanted document of each wanted audience in each of its languages."""
    packs = packs_by_language(pack, wanted, problems)
    for name, audience in pack.audiences.items():
        if wanted.audiences and name not in wanted.audiences:
            continue
        languages = [language for language in languages_of(pack, name) if language in packs]
        for language in languages:
            problems += language_problems(pack, packs[language], audience, wanted, folders)
        problems += look_problems(audience, folders)
        for document, choice in audience.data.documents.items():
            place = audience.file.key_place("documents", document)
            unknown = unknown_name(document, document_names(folders.templates), "document", place)
            problems += unknown
            formats = tuple(f for f in choice.formats if not wanted.formats or f in wanted.formats)
            if formats and not unknown and (not wanted.documents or document in wanted.documents):
                for language in languages:
                    yield Job(brief_pack(packs[language], name, language), document, formats)


def packs_by_language(pack: Pack, wanted: Wanted, problems: list[Problem]) -> dict[str, Pack]:
    """Return the pack in each language that a wanted audience reads; one whose catalogue cannot be read is left out."""
    names = [name for name in pack.audiences if not wanted.audiences or name in wanted.audiences]
    asked = dict.fromkeys(language for name in names for language in languages_of(pack, name))
    packs: dict[str, Pack] = {}
    for language in (language for language in asked if not wanted.languages or language in wanted.languages):
        if language == pack.facts.language:
            packs[language] = pack
            continue
        with collected(problems):
            packs[language] = translate_pack(pack, catalogue_at(catalogue_paths(pack)[language]))
            problems += translated_problems(packs[language], pack.facts.language)
    return packs


def language_problems(
    pack: Pack, told: Pack, audience: Audience, wanted: Wanted, folders: Folders
) -> Iterator[Problem]:
    """Find what an audience's language lacks, in the pack and in the templates."""
    language, place = told.facts.language, language_place(pack, audience, told.facts.language)
    if told.catalogue:
        yield from translation_problems(pack, told, audience.name, wanted.release)
        yield from unmarked_problems(unmarked_words(folders.templates, audience.name))
    found: list[Problem] = []
    with collected(found):
        phrases = phrase_translations(folders.templates, audience.name, language)
        found += phrase_problems(phrases, language, wanted.release, audience.data.fallback, place)
    yield from found


def language_place(pack: Pack, audience: Audience, language: str) -> Place:
    """Return where an audience asks for a language: in its own file, or with the pack's."""
    asks = audience.data.languages
    return audience.file.place("languages", asks.index(language)) if asks else pack.file.place("language")


def look_problems(audience: Audience, folders: Folders) -> list[Problem]:
    """Find a theme, letterhead or master that is not there."""
    known = {
        "theme": theme_names(*folders.in_templates("themes")),
        **{field: list(foreign_paths(kind, folders)) for field, kind in KINDS.items()},
    }
    asked = {what: getattr(audience.data, what) for what in known}
    named = [(name, what) for what, name in asked.items() if name]
    return [found for name, what in named for found in unknown_name(name, known[what], what, audience.file.place(what))]


def unknown_name(name: str, known: list[str], what: str, place: Place) -> list[Problem]:
    return [] if name in known else [error(f"there is no {what} “{name}”", place, did_you_mean(name, known))]


def foreign_paths(kind: ForeignKind, folders: Folders) -> dict[str, Path]:
    """Return an organisation's own files of one kind, by name."""
    return files_by_stem(folders.in_templates(kind.folder), kind.pattern)


@contextmanager
def collected(problems: list[Problem]) -> Iterator[None]:
    """Add the problems of a stage that fails to the run's, and go on."""
    try:
        yield
    except BuildError as found:
        problems.extend(found.problems)
