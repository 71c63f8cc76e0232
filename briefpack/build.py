"""The run, read top to bottom: read, brief, render, parse, check, write, publish."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from briefpack.brief import Brief, brief_pack, cut_order, languages_of, told_items
from briefpack.checks import document_problems, pack_problems, translated_problems
from briefpack.content import Audience, Pack, audience_names, catalogue_paths, pack_names, read_pack
from briefpack.errors import (
    BuildError,
    MissingGlyphs,
    Place,
    Problem,
    did_you_mean,
    error,
    raise_errors,
    relative_name,
    sorted_problems,
    warning,
)
from briefpack.fit import Cut, Cuts, Fitted, Make, fit
from briefpack.labels import labels_in, phrase_problems, unmarked_problems
from briefpack.layers import files_by_stem
from briefpack.limits import limits_for, limits_place
from briefpack.locales import date_text, word_count
from briefpack.markdown import inline_source, parse_document, parse_inlines
from briefpack.model import NotesFor
from briefpack.phrases import catalogue_at
from briefpack.spacing import without_gaps
from briefpack.templates import document_names, render_document, template_path
from briefpack.theme import Theme, read_theme, theme_names
from briefpack.translation import NOT_REVIEWED, concerns, fallback_problems, translate_pack, translation_problems
from briefpack.tree import Document, Meta, plain_text, text_lines, words
from briefpack.units import to_mm
from briefpack.writers import Written

if TYPE_CHECKING:
    from briefpack.letterhead import Letterhead
    from briefpack.master import Master

MANIFEST = "manifest.json"
ONE_PAGE = "onepager"
"""The kind of document that has one page or is a problem."""
HOW_TO_CUT: tuple[Literal["short", "out"], ...] = ("short", "out")


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


@dataclass(frozen=True)
class Look:
    """Hold what an audience's documents look like: its theme and, for the formats that have them, its own files."""

    theme: Theme
    letterhead: Letterhead | None = None
    master: Master | None = None


@dataclass(frozen=True)
class Output:
    """Describe one finished file; `path` is relative to the build folder."""

    path: str
    data: bytes = field(repr=False)
    pages: int
    words: int
    problems: int
    steps: tuple[str, ...] = ()
    """What was done to make it fit its page."""
    split: tuple[str, ...] = ()
    """What was split because it did not fit: slides, by their titles."""
    translation: str = ""
    """Who has reviewed a translation, or that nobody has."""

    def record(self) -> dict[str, object]:
        """Return what the manifest says of the file."""
        told = {"translation": self.translation} if self.translation else {}
        size = {"sha256": hashlib.sha256(self.data).hexdigest(), "bytes": len(self.data)}
        counts = {"pages": self.pages, "words": self.words}
        done = {"fitting": list(self.steps), "split": list(self.split)}
        return {"path": self.path, **size, **counts, **done, **told}


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


@contextmanager
def collected(problems: list[Problem]) -> Iterator[None]:
    """Add the problems of a stage that fails to the run's, and go on."""
    try:
        yield
    except BuildError as found:
        problems.extend(found.problems)


def read_packs(wanted: Wanted, folders: Folders, problems: list[Problem]) -> list[Pack]:
    """Read the wanted packs, check their texts, and collect what is wrong in any of them."""
    names = chosen(wanted.packs, pack_names(folders.content), "pack")
    chosen(wanted.audiences, {a for name in names for a in audience_names(folders.content / name)}, "audience")
    chosen(wanted.documents, document_names(folders.templates), "document")
    chosen(wanted.formats, WRITERS, "format")
    packs: list[Pack] = []
    for name in names:
        with collected(problems):
            packs.append(read_pack(folders.content / name))
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
        place = audience.file.place("theme")
        problems += unknown_name(audience.data.theme, theme_names(*folders.in_templates("themes")), "theme", place)
        if audience.data.letterhead:
            known, place = list(letterhead_paths(folders)), audience.file.place("letterhead")
            problems += unknown_name(audience.data.letterhead, known, "letterhead", place)
        if audience.data.master:
            known, place = list(master_paths(folders)), audience.file.place("master")
            problems += unknown_name(audience.data.master, known, "master", place)
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
    language, asks = told.facts.language, audience.data.languages
    place = audience.file.place("languages", asks.index(language)) if asks else pack.file.place("language")
    if told.catalogue:
        yield from translation_problems(pack, told, audience.name, wanted.release)
        yield from unmarked_problems(folders.templates, audience.name)
    found: list[Problem] = []
    with collected(found):
        fallback = audience.data.fallback
        found += phrase_problems(folders.templates, audience.name, language, wanted.release, fallback, place)
    yield from found


def unknown_name(name: str, known: list[str], what: str, place: Place) -> list[Problem]:
    return [] if name in known else [error(f"there is no {what} “{name}”", place, did_you_mean(name, known))]


def make_document(job: Job, folders: Folders, problems: list[Problem]) -> list[Output]:
    """Take one document from template to bytes. Raise BuildError; collect warnings in `problems`."""
    theme = job_theme(job, folders)
    template = Place(relative_name(template_path(job.document, folders.templates)))
    make = partial(parsed_document, job, folders, template)
    fitted = fit_document(job, theme, make)
    found = [*document_problems(fitted.document, job.brief, template), *length_problems(job, fitted, theme, make)]
    found += untranslated_problems(job, fitted.document)
    problems += found
    raise_errors(found)
    look = Look(theme, job_letterhead(job, folders, problems), job_master(job, folders, problems))
    with glyphs_by_field(job.brief):
        written = [(name, writer_of(job, name)(fitted, look)) for name in job.formats]
    return [output_of(job, fitted, theme, name, one, found, problems) for name, one in written]


def untranslated_problems(job: Job, document: Document) -> list[Problem]:
    """Say which texts of a document are in the original, because they have no translation yet."""
    pack, name = job.brief.pack, job.brief.audience.name
    if not pack.catalogue or not pack.untranslated or not job.brief.audience.data.fallback:
        return []
    shown = "\n".join(text_lines((document.blocks, document.notes)))
    originals = {key: text for key, text in pack.untranslated.items() if concerns(key, name)}
    missing = [key for key, text in originals.items() if plain_text(parse_inlines(text, Place(""))[0]) in shown]
    return fallback_problems(missing, job.document, job.brief.language, pack.catalogue.place())


def job_theme(job: Job, folders: Folders) -> Theme:
    """Read the audience's theme, on the paper that the audience asks for, with the faces of the language."""
    audience = job.brief.audience.data
    theme = read_theme(audience.theme, *folders.in_templates("themes"))
    return theme.on_paper(audience.paper).in_language(job.brief.language)


def job_letterhead(job: Job, folders: Folders, problems: list[Problem]) -> Letterhead | None:
    """Read the audience's letterhead if a Word file is written; collect what was taken out of it."""
    path = letterhead_paths(folders).get(job.brief.audience.data.letterhead)
    if not path or "docx" not in job.formats:
        return None
    from briefpack.letterhead import read_letterhead

    letterhead = read_letterhead(path)
    problems += letterhead.problems
    return letterhead


def letterhead_paths(folders: Folders) -> dict[str, Path]:
    """Return the letterheads there are, by name."""
    return files_by_stem(folders.in_templates("letterheads"), "*.do[ct][xm]")


def job_master(job: Job, folders: Folders, problems: list[Problem]) -> Master | None:
    """Read the audience's slide master if a PowerPoint file is written; collect what was taken out of it."""
    path = master_paths(folders).get(job.brief.audience.data.master)
    if not path or "pptx" not in job.formats:
        return None
    from briefpack.master import read_master

    master = read_master(path)
    problems += master.problems
    return master


def master_paths(folders: Folders) -> dict[str, Path]:
    """Return the slide masters there are, by name."""
    return files_by_stem(folders.in_templates("masters"), "*.p[op]t[xm]")


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
        raise


def fitting_steps(fitted: Fitted, theme: Theme, name: str) -> tuple[str, ...]:
    """Say what was done to make a document fit: the type of a PDF, then the cuts."""
    cuts = tuple(map(str, fitted.cuts))
    if name != "pdf" or not fitted.tightness:
        return cuts
    from briefpack.writers.pdf import body_size

    size, full = (f"{body_size(fitted.document, theme, tight):.1f} pt" for tight in (fitted.tightness, 0))
    return ("set closer" if size == full else f"set in {size} instead of {full}, closer", *cuts)


def write_docx(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.word import write_word

    return write_word(fitted.document, look.theme, look.letterhead)


def write_pdf(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.pdf import write_pdf

    return write_pdf(fitted.document, look.theme, fitted.tightness)


def write_md(fitted: Fitted, look: Look, notes_for: NotesFor = "marp") -> Written:
    from briefpack.writers.outline import write_outline

    return write_outline(fitted.document, look.theme, notes_for)


def write_outline_docx(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.outline.word import write_word

    return write_word(fitted.document, look.theme)


def write_txt(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.outline.plain import write_plain

    return write_plain(fitted.document)


def write_odt(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.outline.impress import write_impress

    return write_impress(fitted.document, look.theme)


def write_pptx(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.pptx import write_slides

    return write_slides(fitted.document, look.theme, look.master)


Writer = Callable[["Fitted", "Look"], Written]
WRITERS: dict[str, Writer] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "pptx": write_pptx,
    "md": write_md,
    "outline.docx": write_outline_docx,
    "txt": write_txt,
    "odt": write_odt,
}
"""The writer of each format; its library loads when it runs."""


def writer_of(job: Job, name: str) -> Writer:
    """Return a format's writer; that of Markdown knows for whom the speaker notes are."""
    notes_for = job.brief.documents[job.document].notes_for
    return partial(write_md, notes_for=notes_for) if name == "md" else WRITERS[name]


def publish_outputs(outputs: list[Output], wanted: Wanted, folders: Folders) -> tuple[str, ...]:
    """Write every file whole, then the manifest. Return the removed paths.

    A full build removes what the last one made and this one did not.
    """
    for output in outputs:
        write_whole(folders.build / output.path, output.data)
    before = read_manifest(folders.build / MANIFEST)
    made = {output.path: output.record() for output in outputs}
    stale = () if not wanted.everything else tuple(sorted(set(before) - set(made)))
    for path in stale:
        (folders.build / path).unlink(missing_ok=True)
    records = made if wanted.everything else {**before, **made}
    manifest = {"outputs": [records[path] for path in sorted(records)], "inputs": input_digests(folders)}
    write_whole(folders.build / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n")
    return stale


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, then rename: a file is there whole or not at all, and an equal one is left alone."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read_manifest(path: Path) -> dict[str, dict[str, object]]:
    """Return the records of the last build by path; none if there is no manifest that can be read."""
    try:
        records = json.loads(path.read_bytes())["outputs"]
        return {record["path"]: record for record in records if _inside(path.parent, record["path"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _inside(folder: Path, name: str) -> bool:
    return (folder / name).resolve().is_relative_to(folder.resolve())


def input_digests(folders: Folders) -> list[dict[str, str]]:
    """Return the digest of every content and template file, by its path from the project's folder.

    The templates that come with briefpack are named `briefpack/templates/…`, wherever it is installed.
    """
    project = folders.content.parent
    named = [(folder, relative_name(folder, project)) for folder in (folders.content, folders.templates[0])]
    named += [(folder, "briefpack/templates") for folder in folders.templates[1:]]
    return [
        {
            "path": f"{name}/{path.relative_to(folder).as_posix()}",
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for folder, name in named
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
