"""A fitted document, written in the formats of its job."""

from __future__ import annotations

from collections.abc import Iterator

from briefpack.build.drafts import Draft
from briefpack.build.fit import Fitted
from briefpack.build.formats import FORMATS, Format, Look
from briefpack.build.jobs import Job
from briefpack.build.results import Output
from briefpack.build.stages import WRITE, stage
from briefpack.build.workshop import Workshop
from briefpack.checks.glyphs import glyphs_by_field
from briefpack.checks.translations import review_state
from briefpack.document.tree import words
from briefpack.errors import Findings, Problem, warning
from briefpack.languages.locales import word_count
from briefpack.writers import Written


def write_document(
    job: Job, draft: Draft, fitted: Fitted, workshop: Workshop, findings: Findings, problems: int
) -> list[Output]:
    """Write a document in each format of its job. Raise BuildError; collect what a writer warns of.

    `problems` is how many its check has found.
    """
    formats = [FORMATS[name] for name in job.formats]
    looks = [_look(draft, one, workshop, findings) for one in formats]
    with glyphs_by_field(draft.brief):
        files = [_written(one, fitted, look) for one, look in zip(formats, looks, strict=True)]
    outputs = []
    for one, written in zip(formats, files, strict=True):
        warnings = list(_writer_problems(draft, one, written))
        findings.extend(warnings)
        outputs.append(_output(job, draft, fitted, one, written, problems + len(warnings)))
    return outputs


def _written(format_: Format, fitted: Fitted, look: Look) -> Written:
    with stage(WRITE + format_.name):
        return format_.write(fitted, look)


def _look(draft: Draft, format_: Format, workshop: Workshop, findings: Findings) -> Look:
    """Return what the writer is handed; collect what was taken out of the organisation's own file."""
    data = draft.brief.audience.data
    stationery = workshop.stationery(format_.stationery, getattr(data, format_.stationery, ""))
    findings.extend(stationery.problems if stationery else ())
    return Look(draft.theme, stationery, data.documents[draft.document].notes_for)


def _writer_problems(draft: Draft, format_: Format, written: Written) -> Iterator[Problem]:
    """Place what a writer warns of where the audience asks for the document."""
    place = draft.brief.audience.file.key_place("documents", draft.document)
    for message, hint in written.warnings:
        yield warning(f"{draft.document}.{format_.name}: {message}", place, hint)


def _output(job: Job, draft: Draft, fitted: Fitted, format_: Format, written: Written, problems: int) -> Output:
    return Output(
        path=f"{job.name}.{format_.name}",
        data=written.data,
        pages=written.pages,
        words=word_count(words(fitted.document.blocks)),
        problems=problems,
        steps=draft.fitting_steps(fitted, format_.tightens),
        split=written.steps,
        translation=review_state(draft.brief.pack),
    )
