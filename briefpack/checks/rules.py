"""Everything that can be wrong, in one list a stage: a new check is a function, and one line in the list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from briefpack.checks.charts import chart_problems
from briefpack.checks.deadlines import deadline_problems
from briefpack.checks.deck_rules import deck_problems
from briefpack.checks.documents import figure_problems, heading_problems, word_problems
from briefpack.checks.drift import drift_problems, untold_problems
from briefpack.checks.handling import handling_problems
from briefpack.checks.item_figures import item_problems
from briefpack.checks.limits import limit_problems
from briefpack.checks.looks import unknown_documents, unknown_looks
from briefpack.checks.maps import line_problems, map_problems
from briefpack.checks.past_dates import Today
from briefpack.checks.pictures import picture_problems
from briefpack.checks.prose import acronym_problems, prose_problems, reading_problems
from briefpack.checks.references import reference_problems
from briefpack.checks.release import release_problems
from briefpack.checks.slide_forms import form_problems
from briefpack.checks.texts import cut_problems, forbidden_characters, markdown_problems, wording_problems
from briefpack.checks.timelines import timeline_problems
from briefpack.checks.translation_drift import translation_drift
from briefpack.checks.translations import (
    Phrases,
    phrase_problems,
    translation_problems,
    unmarked_problems,
    untranslated_problems,
)
from briefpack.content.brief import Brief, brief_pack, language_place
from briefpack.content.pack import Audience, Pack, read_pack
from briefpack.document.tree import Document
from briefpack.errors import Findings, Place, Problem
from briefpack.languages.catalogues.model import Catalogue

Problems = list[Problem]


def checked_pack(folder: Path, only: Collection[str] = (), translated: bool = True) -> Pack:
    """Read one pack of which briefs can be made: what it points at is there, and its texts can be shown.

    `only`: the audiences to read; all of them if it is empty. `translated`: each language that is asked for is there.
    Raise BuildError with the problems of all files together.
    """
    pack = read_pack(folder, only)
    problems = [
        *reference_problems(pack, translated),
        *chart_problems(pack),
        *map_problems(pack),
        *picture_problems(pack),
        *forbidden_characters(pack),
    ]
    found = Findings([*pack.found, *problems])
    found.raise_errors()
    return replace(pack, found=tuple(found))


def pack_problems(
    pack: Pack, whole: bool = True, statements: Iterable[tuple[Place, str]] = (), prose: bool = True
) -> Problems:
    """Check content as it is read, and what each audience file and the templates add to it.

    `whole`: all audiences were read, so that an item which none of them shows is a problem. `statements`: what the
    templates of its documents say themselves, each text with its place. `prose`: the pack's own words are read by
    somebody, so that it matters how they read.
    """
    return [
        *pack.found,
        *limit_problems(pack),
        *handling_problems(pack),
        *form_problems(pack),
        *timeline_problems(pack),
        *line_problems(pack),
        *markdown_problems(pack),
        *cut_problems(pack),
        *wording_problems(pack),
        *item_problems(pack),
        *deadline_problems(pack),
        *drift_problems(pack, statements),
        *(untold_problems(pack) if whole else ()),
        *(prose_problems(pack) if prose else ()),
    ]


def translated_problems(translated: Pack, original: str) -> Problems:
    """Check content in another language as the original is checked, each text at its entry of the catalogue.

    `original`: the language from which it is translated.
    """
    assert translated.catalogue is not None
    return [
        *forbidden_characters(translated),
        *markdown_problems(translated),
        *wording_problems(translated),
        *prose_problems(translated),
        *translation_drift(translated.catalogue, original, translated.facts.date),
    ]


def phrase_drift(catalogues: Iterable[Catalogue], original: str) -> Problems:
    """Check the translations of the templates’ words as those of content are checked."""
    return [problem for catalogue in catalogues for problem in translation_drift(catalogue, original)]


def audience_problems(audience: Audience, looks: Mapping[str, Collection[str]], documents: Collection[str]) -> Problems:
    """Check what an audience asks for against the names there are: of looks, by their field, and of documents."""
    return [*unknown_looks(audience, looks), *unknown_documents(audience, documents)]


def language_problems(
    pack: Pack,
    translated: Pack,
    audience: Audience,
    phrases: Phrases,
    unmarked: Iterable[tuple[Place, str]],
    release: Today | None,
) -> Problems:
    """Check what an audience's language lacks, in the pack and in the templates; for a release, its texts as well.

    phrases: words of the templates with their translations. unmarked: words that no translator is shown.
    """
    language, goes_out = translated.facts.language, release is not None
    place = language_place(pack, audience, language)
    return [
        *translation_problems(pack, translated, audience.name, goes_out),
        *unmarked_problems(unmarked),
        *phrase_problems(phrases, language, goes_out, audience.data.fallback, place),
        *(release_problems(brief_pack(translated, audience.name, language), release) if release else ()),
    ]


def document_problems(document: Document, brief: Brief, template: Place) -> Problems:
    """Check a parsed document. Errors name the template, limits the audience's YAML."""
    return [
        *heading_problems(document, template),
        *figure_problems(document, template),
        *word_problems(document, brief),
        *reading_problems(document, brief),
        *acronym_problems(document, brief, template),
        *deck_problems(document, brief),
        *untranslated_problems(document, brief),
    ]
