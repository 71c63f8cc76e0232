"""The run, read top to bottom: read, brief, render, parse, check, write, publish."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from briefpack.build.fit import Cut, Cuts, Fitted, Make, fit
from briefpack.build.formats import WRITERS, Look, Writer, write_md
from briefpack.build.jobs import (
    Folders,
    Job,
    Wanted,
    collected,
    foreign_paths,
    language_place,
    pack_jobs,
    read_packs,
)
from briefpack.build.publish import Output, publish_outputs
from briefpack.checks.rules import document_problems
from briefpack.checks.translations import NOT_REVIEWED
from briefpack.content.brief import Brief, cut_order, told_items
from briefpack.content.limits import limits_for, limits_place
from briefpack.content.pack import Pack
from briefpack.document.markdown import inline_source, parse_document
from briefpack.document.spacing import without_gaps
from briefpack.document.tree import Document, Meta, words
from briefpack.errors import MissingGlyphs, Place, Problem, error, raise_errors, relative_name, sorted_problems, warning
from briefpack.languages.locales import date_text, word_count
from briefpack.look.theme import Theme, read_theme
from briefpack.office.foreign import KINDS
from briefpack.rendering.labels import labels_in
from briefpack.rendering.loader import template_path
from briefpack.rendering.templates import render_document
from briefpack.units import to_mm
from briefpack.writers import Written

if TYPE_CHECKING:
    from briefpack.office.reading import ForeignFile

ONE_PAGE = "onepager"
"""The kind of document that has one page or is a problem."""
MOST_PLACES = 20
"""If a document's fonts lack characters in more places than this, they do not know its script: that is said once."""
HOW_TO_CUT: tuple[Literal["short", "out"], ...] = ("short", "out")


@dataclass(frozen=True)
class Report:
    """Hold what a run made and found."""

    outputs: tuple[Output, ...] = ()
    problems: tuple[Problem, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    def as_json(self) -> str:
        outputs = [{**output.record(), "problems": output.problems} for output in self.outputs]
        problems = [asdict(problem) for problem in self.problems]
        return json.dumps(
            {"outputs": outputs, "problems": problems, "removed": self.removed}, ensure_ascii=False, indent=2
        )


class Progress(Protocol):
    """Be told what is being made: a job's name, its position from 0 and how many there are."""

    def __call__(self, name: str, done: int, total: int) -> None: ...


def build(wanted: Wanted, folders: Folders, progress: Progress, publish: bool = True) -> Report:
    """Make every wanted document. Write nothing if one of them has an error, so that a pack is never half new.

    With `publish` false, find the problems only. Raise WrongUse if `wanted` names what is not there.
    """
    problems: list[Problem] = []
    outputs: list[Output] = []
    jobs = [job for pack in read_packs(wanted, folders, problems) for job in pack_jobs(pack, wanted, folders, problems)]
    for done, job in enumerate(jobs):
        progress(job.name, done, len(jobs))
        with collected(problems):
            outputs += make_document(job, folders, problems)
    if any(problem.severity == "error" for problem in problems):
        return Report((), sorted_problems(problems))
    removed = publish_outputs(outputs, wanted, folders) if publish else ()
    return Report(tuple(outputs), sorted_problems(problems), removed)


def make_document(job: Job, folders: Folders, problems: list[Problem]) -> list[Output]:
    """Take one document from template to bytes. Raise BuildError; collect warnings in `problems`."""
    theme = job_theme(job, folders)
    template = Place(relative_name(template_path(job.document, folders.templates)))
    make = partial(parsed_document, job, folders, template)
    fitted = fit_document(job, theme, make)
    found = [*document_problems(fitted.document, job.brief, template), *length_problems(job, fitted, theme, make)]
    problems += found
    raise_errors(found)
    look = Look(theme, **job_foreign_files(job, folders, problems))
    with glyphs_by_field(job.brief):
        written = [(name, writer_of(job, name)(fitted, look)) for name in job.formats]
    return [output_of(job, fitted, theme, name, one, found, problems) for name, one in written]


def job_theme(job: Job, folders: Folders) -> Theme:
    """Read the audience's theme, on the paper that the audience asks for, with the faces of the language."""
    audience = job.brief.audience.data
    theme = read_theme(audience.theme, *folders.in_templates("themes"))
    return theme.on_paper(audience.paper).in_language(job.brief.language)


def job_foreign_files(job: Job, folders: Folders, problems: list[Problem]) -> dict[str, ForeignFile]:
    """Read the organisation's files that the job's formats are written on; collect what was taken out of them."""
    read = {}
    for field, kind in KINDS.items():
        path = foreign_paths(kind, folders).get(getattr(job.brief.audience.data, field))
        if path and kind.format in job.formats:
            read[field] = kind.read(path)
            problems += read[field].problems
    return read


def parsed_document(job: Job, folders: Folders, template: Place, cuts: Cuts) -> Document:
    """Render and parse a job's document, with what was cut to make it fit."""
    brief = brief_with_cuts(job.brief, cuts)
    source = render_document(brief, job.document, folders.templates, inline_source)
    return without_gaps(parse_document(source, document_meta(brief, job.document, folders.templates), template))


def brief_with_cuts(brief: Brief, cuts: Cuts) -> Brief:
    shortened = frozenset(cut.item_id for cut in cuts if cut.how == "short")
    left_out = frozenset(cut.item_id for cut in cuts if cut.how == "out")
    return replace(brief, shortened=shortened, left_out=left_out)


def fit_document(job: Job, theme: Theme, make: Make) -> Fitted:
    """Return the document, fitted if it is a one-pager on paper: all its formats then say the same."""
    if job.document != ONE_PAGE or not job.on_paper:
        return Fitted(make(()))
    from briefpack.writers.pdf import measure_pages

    items = cut_order(job.brief, job.document)
    candidates = [Cut(item.id, item.title, how) for item in items for how in HOW_TO_CUT]
    return fit(make, lambda document, tightness: measure_pages(document, theme, tightness).excess_pt, candidates)


def length_problems(job: Job, fitted: Fitted, theme: Theme, make: Make) -> list[Problem]:
    """Find a one-pager that does not fit, and a document with more pages than its audience allows."""
    place = limits_place(job.brief, job.document, "pages")
    if fitted.excess_pt:
        return [_excess_problem(job, fitted, theme, place, make)]
    limit = limits_for(job.brief, job.document).pages
    if not limit or not job.on_paper:
        return []
    from briefpack.writers.pdf import measure_pages

    pages = measure_pages(fitted.document, theme, fitted.tightness).pages
    hint = "Select fewer items or write shorter wordings; in Word the pages may break a little differently."
    return (
        [warning(f"the {job.document} has {pages} pages; the limit is {limit}", place, hint)] if pages > limit else []
    )


def _excess_problem(job: Job, fitted: Fitted, theme: Theme, place: Place, make: Make) -> Problem:
    """Say by how much it is too long, and name the last items that would make it shorter."""
    over = to_mm(fitted.excess_pt)
    message = f"the {job.document} is {over:.0f} mm too long for one page, even in {theme.sizes.floor:g} pt type"
    shorter = (
        f"“{item.title}”"
        for item in told_items(job.brief, job.document)
        if make((*fitted.cuts, Cut(item.id, item.title, "out"))) != fitted.document
    )
    named = ", ".join(islice(shorter, 3))
    return error(message, place, f"Cut or shorten {named or 'the template'}; items of priority 1 are never left out.")


def document_meta(brief: Brief, document: str, templates: tuple[Path, ...]) -> Meta:
    """Return what file properties, running heads and markings say: the pack's words, never a library's."""
    facts, organisation = brief.pack.facts, brief.pack.facts.organisation
    return Meta(
        kind=document,
        title=brief.title(document),
        language=brief.language,
        subject=facts.subject,
        organisation=", ".join(name for name in (organisation.name, organisation.unit) if name),
        series=facts.series,
        audience=brief.audience.data.label,
        date=facts.date.isoformat(),
        date_text=date_text(facts.date, brief.language),
        marking=facts.marking,
        keywords=facts.keywords,
        **labels_in(brief.language, templates),
    )


def output_of(
    job: Job, fitted: Fitted, theme: Theme, name: str, written: Written, found: list[Problem], problems: list[Problem]
) -> Output:
    """Describe a written file; what its writer warns of joins the run's problems, at the document's place."""
    place = job.brief.audience.file.key_place("documents", job.document)
    warnings = [warning(f"{job.document}.{name}: {message}", place, hint) for message, hint in written.warnings]
    problems += warnings
    return Output(
        f"{job.name}.{name}",
        written.data,
        written.pages,
        word_count(words(fitted.document.blocks)),
        len(found) + len(warnings),
        fitting_steps(fitted, theme, name),
        written.steps,
        translation_state(job.brief.pack),
    )


def translation_state(pack: Pack) -> str:
    """Say who has reviewed a translated pack; nothing of a pack in its own language."""
    if not pack.catalogue:
        return ""
    return f"reviewed by {pack.catalogue.reviewed_by}" if pack.catalogue.reviewed_by else NOT_REVIEWED


@contextmanager
def glyphs_by_field(brief: Brief) -> Iterator[None]:
    """Name the fields in which a character stands that no font has: a writer knows only the document."""
    try:
        yield
    except MissingGlyphs as missing:
        own = (brief.audience.file, brief.pack.file, brief.pack.source_file)
        files = (brief.pack.catalogue, *own) if brief.pack.catalogue else own
        for character, problem in missing.by_character.items():
            places = [place for file in files for place in file.holding(character)]
            missing.problems += tuple(replace(problem, place=place) for place in places)
            if places:
                missing.problems = tuple(found for found in missing.problems if found is not problem)
        if len(missing.problems) > MOST_PLACES:
            missing.problems = (script_problem(brief, missing),)
        raise


def script_problem(brief: Brief, missing: MissingGlyphs) -> Problem:
    """Say once that the fonts of a document do not have what it is written in, where its language is named."""
    shown = " ".join(list(missing.by_character)[:8])
    name = next(iter(missing.by_character.values())).place.file
    return error(
        f"no font has {len(missing.by_character)} characters of the {name} in “{brief.language}”, such as {shown}",
        language_place(brief.pack, brief.audience, brief.language),
        "Choose a font that has them in the theme, or leave out what is drawn with it: PDFs and figures.",
    )


def fitting_steps(fitted: Fitted, theme: Theme, name: str) -> tuple[str, ...]:
    """Say what was done to make a document fit: the type of a PDF, then the cuts."""
    cuts = tuple(map(str, fitted.cuts))
    if name != "pdf" or not fitted.tightness:
        return cuts
    from briefpack.writers.pdf import body_size

    size, full = (f"{body_size(fitted.document, theme, tight):.1f} pt" for tight in (fitted.tightness, 0))
    return ("set closer" if size == full else f"set in {size} instead of {full}, closer", *cuts)


def writer_of(job: Job, name: str) -> Writer:
    """Return a format's writer; that of Markdown knows for whom the speaker notes are."""
    notes_for = job.brief.documents[job.document].notes_for
    return partial(write_md, notes_for=notes_for) if name == "md" else WRITERS[name]
