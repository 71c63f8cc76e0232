"""A fitted document, written in the formats of its job."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from briefpack.build.cache import Cache
from briefpack.build.drafts import Draft
from briefpack.build.fit import Fitted
from briefpack.build.formats import FORMATS, Format, Look
from briefpack.build.jobs import Job
from briefpack.build.results import Basis, Output
from briefpack.build.stages import WRITE, stage
from briefpack.build.workshop import Workshop
from briefpack.checks.glyphs import glyphs_by_field
from briefpack.checks.translations import review_state
from briefpack.content.handling import Handling, moment_of
from briefpack.content.pack import Pack
from briefpack.document.tree import words
from briefpack.errors import Findings, Problem, relative_name, warning
from briefpack.languages.locales import word_count
from briefpack.rendering.meta import embargo_text
from briefpack.writers import Written


def write_document(
    job: Job,
    draft: Draft,
    fitted: Fitted,
    workshop: Workshop,
    findings: Findings,
    checked: Findings,
    cache: Cache | None = None,
) -> list[Output]:
    """Write a document in each format of its job. Raise BuildError; collect what a writer warns of.

    `checked` is what its check has found. No writer runs for a file that is there and was written from the same.
    """
    formats = [FORMATS[name] for name in job.formats]
    looks = [_look(draft, one, workshop, findings) for one in formats]
    keys = _keys(fitted, formats, looks, cache)
    with glyphs_by_field(draft.brief, draft.theme):
        files = [
            (cache and cache.written(job.path(one.name), key)) or _written(one, fitted, look)
            for one, look, key in zip(formats, looks, keys, strict=True)
        ]
    made_from, count = cache.made_from(job) if cache else "", word_count(words(fitted.document.blocks))
    outputs = []
    for one, look, key, written in zip(formats, looks, keys, files, strict=True):
        warnings = list(_writer_problems(draft, one, written))
        findings.extend(warnings)
        basis = Basis(made_from, key, (*checked, *look.problems, *warnings), written.warnings)
        output = Output(
            path=job.path(one.name),
            data=written.data,
            pages=written.pages,
            words=count,
            problems=len(checked) + len(warnings),
            steps=draft.fitting_steps(fitted, one.tightens),
            split=written.steps,
            overlays=tuple(relative_name(layer.folder) for layer in draft.overlays(fitted.cuts)),
            translation=review_state(draft.brief.pack),
            about=_about(fitted, workshop.pack(job.pack), draft.brief.handling(job.document)),
            basis=basis,
        )
        outputs.append(output)
    return outputs


def _about(fitted: Fitted, pack: Pack, handling: Handling) -> dict[str, str]:
    """Return what is said of a document as a whole, and of its pack in the language in which that is written.

    Its handling is there as data, too, as far as there is any: `embargo` in UTC, `embargo_text` for readers,
    `in_capitals`: the part of the marking that is shown so,
    `names`: how files are called.
    """
    meta, facts = fitted.document.meta, pack.facts
    document = {"title": meta.title, "audience": meta.audience, "marking": meta.marking, "sender": meta.organisation}
    dates = {"date": meta.date, "date_text": meta.date_text}
    until = moment_of(handling.embargo).astimezone(UTC).isoformat() if handling.embargo else ""
    stated = {"mark": handling.marking, "status": handling.status, "release_to": handling.release_to}
    stated |= {"in_capitals": meta.in_capitals}
    stated |= {"embargo_text": embargo_text(handling, meta.language, meta.embargo_label)}
    stated |= {"embargo": until, "expires": handling.expires.isoformat() if handling.expires else ""}
    known = {name: value for name, value in {**stated, "names": facts.file_names}.items() if value}
    return {**document, **dates, "pack": facts.title, "pack_language": facts.language, **known}


def _keys(fitted: Fitted, formats: list[Format], looks: list[Look], cache: Cache | None) -> list[str]:
    """Return the digest of what each writer is handed; empty ones without a cache."""
    if not cache:
        return [""] * len(formats)
    text = cache.digest(fitted.document)
    return [
        cache.digest(text, fitted.tightness, one.name, look.content) for one, look in zip(formats, looks, strict=True)
    ]


def _written(format_: Format, fitted: Fitted, look: Look) -> Written:
    with stage(WRITE + format_.name):
        return format_.write(fitted, look)


def _look(draft: Draft, format_: Format, workshop: Workshop, findings: Findings) -> Look:
    """Return what the writer is handed; collect what was taken out of the organisation's own file."""
    data = draft.brief.audience.data
    stationery = workshop.stationery(format_.stationery, getattr(data, format_.stationery, ""))
    look = Look(draft.theme, stationery, data.documents[draft.document].notes_for)
    findings.extend(look.problems)
    return look


def _writer_problems(draft: Draft, format_: Format, written: Written) -> Iterator[Problem]:
    """Place what a writer warns of where the audience asks for the document."""
    code = "memo-layout" if format_.name == "docx" else "slide-layout"
    place = draft.brief.audience.file.key_place("documents", draft.document)
    for message, hint in written.warnings:
        yield warning(f"{draft.document}.{format_.name}: {message}", place, hint, code)
