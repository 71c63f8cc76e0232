"""What a run makes: the jobs for the packs, audiences, languages, documents and formats that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefpack.build.formats import FORMATS
from briefpack.build.jobs import Folders, Job, Request, WrongUse, chosen
from briefpack.build.stages import stage
from briefpack.build.workshop import Workshop
from briefpack.checks.past_dates import Today
from briefpack.checks.rules import (
    audience_problems,
    language_problems,
    pack_problems,
    phrase_drift,
    translated_problems,
)
from briefpack.checks.translations import Phrases
from briefpack.checks.unread import unread_catalogues, unread_content, unread_templates
from briefpack.checks.unread_looks import unread_looks, unread_pictures
from briefpack.content.brief import languages_of
from briefpack.content.pack import Audience, Pack, audience_names, is_misnamed, pack_names
from briefpack.errors import Findings, Place
from briefpack.rendering.in_vain import dropped_words
from briefpack.rendering.labels import phrase_translations
from briefpack.rendering.loader import document_names, template_layers
from briefpack.rendering.phrases import TEMPLATE_LANGUAGE, phrase_catalogues
from briefpack.rendering.template_words import template_statements, unmarked_words


def plan_jobs(request: Request, workshop: Workshop, findings: Findings) -> list[Job]:
    """Return a job for each document asked for; collect what is wrong with what they are made from.

    Raise WrongUse if a name is not there.
    """
    plan = make_plan(request, workshop, findings)
    check_packs(plan, request, workshop, findings)
    return plan.jobs


class Plan(NamedTuple):
    """Hold the packs that could be read, the languages of each that could, and a job for each document."""

    packs: list[Pack]
    languages: dict[str, list[str]]
    jobs: list[Job]


@stage("plan")
def make_plan(request: Request, workshop: Workshop, findings: Findings) -> Plan:
    """Read what jobs are made from, and name the jobs; collect what cannot be read. Raise WrongUse."""
    packs: list[Pack] = []
    folders = workshop.folders
    findings.extend(unread_content(folders.content, request.packs))
    findings.extend(unread_templates(folders.templates[0], folders.content, document_names(folders.templates)))
    findings.extend(unread_looks(folders.templates[0]))
    try:
        names = _asked_packs(request, folders)
    except WrongUse:
        if findings.failed:  # a name that is not there may be that of a file that is not read
            return Plan([], {}, [])
        raise
    for name in names:
        with findings.collecting():
            packs.append(workshop.pack(name))
    if packs:
        known = {language for pack in packs for audience in pack.audiences for language in languages_of(pack, audience)}
        chosen(request.languages, known, "language")
    languages = {pack.name: _readable(pack, request, workshop, findings) for pack in packs}
    jobs = [job for pack in packs for job in _pack_jobs(pack, request, workshop, languages[pack.name])]
    return Plan(packs, languages, jobs)


@stage("check packs")
def check_packs(plan: Plan, request: Request, workshop: Workshop, findings: Findings) -> None:
    """Collect what is wrong with what was read: content, translations, and what audiences ask for.

    What concerns a document or a language alone that is not asked for is left out.
    """
    found, others = Findings(), _other_documents(plan, request)
    _check_packs(plan, request, workshop, found)
    findings.extend(one for one in found if not others or others.isdisjoint(_above(one.place.key)))


def _other_documents(plan: Plan, request: Request) -> set[str]:
    """Return how the keys of documents begin that are asked for in none of their formats, if anything is asked for."""
    of_pack: dict[str, bool] = {}
    for pack in plan.packs if request.documents or request.formats else ():
        for name, audience in pack.audiences.items():
            for document, choice in audience.data.documents.items():
                asked = any(request.asks_for(document, one) for one in choice.formats)
                for key in (f"documents.{document}", f"audiences.{name}.documents.{document}"):
                    of_pack[key] = of_pack.get(key, False) or asked
    return {key for key, asked in of_pack.items() if not asked}


def _above(key: str) -> list[str]:
    parts = key.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts) + 1)]


def _check_packs(plan: Plan, request: Request, workshop: Workshop, findings: Findings) -> None:
    folders, looks = workshop.folders, workshop.looks()
    documents = document_names(folders.templates)
    release = Today(request.release.day, request.release.day_said_by) if request.release else None
    for pack in plan.packs:
        with findings.collecting():
            whole = not request.audiences and bool(pack.audiences)
            prose = not request.languages or pack.facts.language in request.languages
            findings.extend(pack_problems(pack, whole, _statements(pack, folders), prose))
            findings.extend(() if request.audiences else (*unread_catalogues(pack), *unread_pictures(pack)))
        for language in plan.languages[pack.name]:
            translated = workshop.pack_in(pack.name, language)
            findings.extend(translated_problems(translated, pack.facts.language) if translated.catalogue else ())
        for name, audience in pack.audiences.items():
            for language in languages_of(pack, name):
                if language in plan.languages[pack.name]:
                    _check_language(pack, audience, language, release, workshop, findings)
            findings.extend(audience_problems(audience, looks, documents))
            asked = [one for one in audience.data.documents if not request.documents or one in request.documents]
            findings.extend(dropped_words(template_layers(folders.templates, pack.name, name), asked))
    for language in dict.fromkeys(job.language for job in plan.jobs):
        with findings.collecting():
            findings.extend(phrase_drift(phrase_catalogues(folders.templates, language), TEMPLATE_LANGUAGE))


def _asked_packs(request: Request, folders: Folders) -> list[str]:
    """Return the packs that are asked for, and brief one of the audiences that are."""
    audiences = {
        name: audience_names(folders.content / name)
        for name in chosen(request.packs, pack_names(folders.content), "pack")
    }
    chosen(request.audiences, {audience for names in audiences.values() for audience in names}, "audience")
    documents = document_names(folders.templates)
    chosen(request.documents, documents, "document")
    of_documents = {f"{document}.{one}" for document in documents for one in FORMATS}
    chosen(tuple(name for name in request.formats if name not in of_documents), FORMATS, "format")
    return [name for name, known in audiences.items() if not request.audiences or {*known} & {*request.audiences}]


def _pack_jobs(pack: Pack, request: Request, workshop: Workshop, readable: list[str]) -> Iterator[Job]:
    """Yield a job for each document of each audience in each of its languages."""
    documents = document_names(workshop.folders.templates)
    for name, audience in pack.audiences.items():
        languages = [language for language in languages_of(pack, name) if language in readable]
        for document, choice in audience.data.documents.items():
            formats = tuple(one for one in choice.formats if request.asks_for(document, one))
            if formats and document in documents:
                yield from (Job(pack.name, name, language, document, formats) for language in languages)


def _statements(pack: Pack, folders: Folders) -> Iterator[tuple[Place, str]]:
    """Yield what the templates of a pack’s documents say themselves."""
    asked = (
        (template_layers(folders.templates, pack.name, name), audience.data.documents)
        for name, audience in pack.audiences.items()
    )
    return template_statements(*asked)


def _readable(pack: Pack, request: Request, workshop: Workshop, findings: Findings) -> list[str]:
    """Return the languages in which the pack can be read, among those that are asked for."""
    readable: list[str] = []
    for language in dict.fromkeys(language for name in pack.audiences for language in languages_of(pack, name)):
        if request.languages and language not in request.languages:
            continue
        if is_misnamed(pack, language):  # which was found among what is not read
            continue
        with findings.collecting():
            workshop.pack_in(pack.name, language)
            readable.append(language)
    return readable


def _check_language(
    pack: Pack, audience: Audience, language: str, release: Today | None, workshop: Workshop, findings: Findings
) -> None:
    """Collect what an audience's language lacks, in the pack and in the templates."""
    templates, translated = workshop.folders.templates, workshop.pack_in(pack.name, language)
    layers = template_layers(templates, pack.name, audience.name)
    phrases: Phrases = ()
    with findings.collecting():
        phrases = phrase_translations(templates, layers, language)
    unmarked = unmarked_words(templates, layers) if translated.catalogue else ()
    findings.extend(language_problems(pack, translated, audience, phrases, unmarked, release))
