"""The commands. They parse options, call the build and show what it found; nothing else sets the exit status.

0: done; 1: problems; 2: wrong use. Libraries load inside the tasks, so that `invoke --list` stays quick.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.collection import Collection
from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from briefpack.authoring import new_audience, new_language, new_pack, new_theme, templates
from briefpack.command_line import (
    FILTERS,
    JSON_HELP,
    choosing,
    ending,
    names_in,
    project_folder,
    project_folders,
    release_of,
    write_named,
)
from briefpack.dispatch import copies, send, whose
from briefpack.handover import page, preview
from briefpack.outgoing import bundle, publish, verify
from briefpack.runs import RUN_HELP, run_and_end, writing_reports
from briefpack.terminal import (
    Progress,
    line_width,
    plain,
    print_blocks,
    print_json,
    print_lines,
    print_problems,
    print_stages,
    print_updated,
)

if TYPE_CHECKING:
    from briefpack.build.jobs import Request
    from briefpack.reports.trace import Trace


BUILD_HELP = {
    "to": "write the files to this address, such as s3://bucket/briefs, in place of build/",
    "profile": "show where the time went, by stage, in one process, with --force",
}


@choosing(*FILTERS, about={**RUN_HELP, **BUILD_HELP})
def build(
    context: Context,
    request: Request,
    release: bool = False,
    jobs: int = 0,
    scheduler: str = "",
    force: bool = False,
    json: bool = False,
    profile: bool = False,
    to: str = "",
    allow: str = "",
    as_of: str = "",
) -> None:
    """
    Make the documents of every audience.

    Example: invoke build --audience ministers,journalists --format pdf
    """
    try:
        workers = (1 if profile else jobs, scheduler)
        request = replace(request, release=release_of(release, allow, as_of))
        run_and_end(request, workers, force or profile, json, publish=True, to=to)
    finally:
        if profile:
            print_stages()


@choosing(*FILTERS, about=RUN_HELP)
def check(
    context: Context,
    request: Request,
    release: bool = False,
    jobs: int = 0,
    scheduler: str = "",
    force: bool = False,
    json: bool = False,
    allow: str = "",
    as_of: str = "",
) -> None:
    """
    Find every problem without writing a file.

    Example: invoke check --pack japan-korea-ties
    """
    run_and_end(
        replace(request, release=release_of(release, allow, as_of)), (jobs, scheduler), force, json, publish=False
    )


@task(
    help={
        "pack": "only the catalogues of these packs, with commas between them; otherwise all, and the templates’",
        "language": f"{FILTERS['language']}; one that has no catalogue yet gets one",
        "check": "write nothing; fail if a catalogue is not up to date",
    }
)
def translations(context: Context, pack: str = "", language: str = "", check: bool = False) -> None:
    """
    Bring the catalogues that translators work on up to date with packs and templates.

    Example: invoke translations --pack japan-korea-ties --language ja
    """
    from briefpack.starters import check_language
    from briefpack.starters.translators import update_catalogues, write_catalogue

    with ending():
        for name in names_in(language):
            check_language(name)
        updated = update_catalogues(project_folders(), names_in(pack), names_in(language))
    for one in updated:
        if not check:
            with ending():
                write_catalogue(one)
        print_updated(one)
    if not updated:
        print("There is no catalogue yet: begin one with --language ja.", file=sys.stderr)
    raise Exit(code=1 if check and any(one.changes for one in updated) else 0)


@task(help={"check": "write nothing; fail if a schema is not up to date"})
def schema(context: Context, check: bool = False) -> None:
    """
    Write the JSON Schemas with which editors complete and check content files.

    Example: invoke schema
    """
    from briefpack.content.schema import stale_schemas, write_schemas

    folder = project_folder() / "schema"
    if check:
        stale = stale_schemas(folder)
        for name in stale:
            print(f"{name}: is not up to date; run invoke schema", file=sys.stderr)
        raise Exit(code=1 if stale else 0)
    with ending():
        written = write_schemas(folder)
    for path in written:
        print(path.relative_to(project_folder()).as_posix())


@task
def clean(context: Context) -> None:
    """
    Remove what was built: the files that build/manifest.json names, and what builds keep for the next.

    Example: invoke clean
    """
    from briefpack.build.publish import remove_built
    from briefpack.errors import counted

    with ending():
        count = remove_built(project_folder() / "build")
    print(f"{counted(count, 'file')} removed from build/." if count else "There is nothing to remove in build/.")


@task(name="list")
def list_(context: Context) -> None:
    """
    Show the packs, their audiences and what each of them gets.

    Example: invoke list
    """
    from briefpack.checks.rules import checked_pack
    from briefpack.checks.unread import unread_content
    from briefpack.content.pack import pack_names

    folders = project_folders()
    print_problems(unread_content(folders.content))
    for name in pack_names(folders.content):
        with ending():
            pack = checked_pack(folders.content / name)
        print(plain(f"{name}: {pack.facts.title} ({len(pack.items)} items)"))
        for audience in pack.audiences.values():
            documents = [f"{doc} ({', '.join(c.formats)})" for doc, c in audience.data.documents.items()]
            print(f"  {audience.name}: {', '.join(documents)}; theme {audience.data.theme}")


@choosing(
    *("audience", "pack", "document", "language"),
    about={
        "letterhead": "show what a memo finds in a letterhead of this name, and what was taken out",
        "master": "show what slides find in a slide master of this name, and what was taken out or changed",
        **JSON_HELP,
    },
)
def explain(context: Context, request: Request, letterhead: str = "", master: str = "", json: bool = False) -> None:
    """
    Show where each word of a document comes from: template, block, item, wording, limits and fitting.

    Example: invoke explain --audience ministers --document memo
    """
    if letterhead:
        _explain_letterhead(letterhead, json)
        return
    if master:
        _explain_master(master, json)
        return
    from briefpack.reports.explain import explain_json, explain_lines

    traces = _traces(request)
    if json:
        print_json(explain_json(traces))
        return
    print_blocks(map(explain_lines, traces))


def _explain_letterhead(name: str, as_json: bool) -> None:
    from briefpack.reports.paper import paper_json, paper_lines, read_paper

    with ending():
        letterhead, facts = read_paper(name, project_folders())
    if as_json:
        print_json(paper_json(letterhead, facts))
    else:
        print_lines(paper_lines(letterhead, facts), wrapped=True)


def _explain_master(name: str, as_json: bool) -> None:
    from briefpack.reports.slide_paper import read_slide_paper, slide_paper_json, slide_paper_lines

    with ending():
        master, opened = read_slide_paper(name, project_folders())
        if as_json:
            print_json(slide_paper_json(master, opened))
        else:
            print_lines(slide_paper_lines(master, opened), wrapped=True)


@choosing(
    *("pack", "audience", "document", "language"),
    optional=["html", "csv"],
    about={
        "html": "write a page, build/<pack>/matrix.html if you name no file",
        "csv": "write a table for a spreadsheet, build/<pack>/matrix.csv if you name no file",
        **JSON_HELP,
    },
)
def matrix(context: Context, request: Request, html: Any = None, csv: Any = None, json: bool = False) -> None:
    """
    Show in which words each audience is told each item: long, short, reworded, left out.

    Example: invoke matrix --html --csv
    """
    from briefpack.reports.matrix import matrix_lines
    from briefpack.reports.records import matrix_json

    if html or csv:
        with writing_reports() as reports:
            made, named = _matrix_files(_traces(request), html, csv)
            reports |= made
        write_named(named)  # after the reports: they may lie beside the content, whose change would stop these
        return
    traces = _traces(request)
    if json:
        print_json(matrix_json(traces, project_folder()))
    else:
        print_lines(matrix_lines(traces, line_width()))


def _matrix_files(traces: list[Trace], html: Any, csv: Any) -> tuple[dict[str, bytes], dict[Path, bytes]]:
    """Return the matrix of each pack as a page, as a table or as both, and those for which a file was named.

    A file that was named holds one pack.
    """
    from briefpack.look.own_fonts import base_theme
    from briefpack.reports.page import matrix_page
    from briefpack.reports.records import matrix_csv

    folders, base = project_folders(), project_folder()
    reports, named = dict[str, bytes](), dict[Path, bytes]()
    theme = base_theme(folders.in_templates("themes"), folders.in_templates("fonts"))
    packs = dict.fromkeys(trace.pack.name for trace in traces)
    if len(packs) > 1 and any(isinstance(name, str) for name in (html, csv)):
        raise Exit(f"A file holds the matrix of one pack: add --pack with one of {', '.join(packs)}.", code=2)
    for pack in packs:
        own = [trace for trace in traces if trace.pack.name == pack]
        for suffix, name in (("html", html), ("csv", csv)):
            data = (matrix_page(own, theme, base) if suffix == "html" else matrix_csv(own, base)) if name else b""
            if isinstance(name, str) and name:
                named[Path(name)] = data
            elif name:
                reports[f"{pack}/matrix.{suffix}"] = data
    return reports, named


@choosing(
    *("pack", "language"),
    about={
        "source": "the text that the pack summarises, as a plain text file; it is read and kept nowhere",
        "text": "show the paragraphs themselves beside the wordings: such a page and annex are not to be passed on",
        **JSON_HELP,
    },
)
def evidence(context: Context, request: Request, source: str = "", text: bool = False, json: bool = False) -> None:
    """
    Hold a pack against the text that it summarises, and write a report that a person signs, as a page and for Word.

    Example: invoke evidence --source op-ed.txt --pack japan-korea-ties
    """
    from briefpack.reports.evidence.gather import evidence_json, gather, report_files
    from briefpack.reports.evidence.lines import evidence_lines

    with writing_reports(quiet=json) as reports:
        with ending(), Progress() as progress:
            packs = gather(request, project_folders(), progress, Path(source) if source else None)
            for one in packs:
                reports |= report_files(one, project_folders(), text)
        if json:
            print_json(evidence_json(packs))
        else:
            print_problems(problem for one in packs for problem in one.problems)
            print_blocks((evidence_lines(one, request.languages or (one.pack.facts.language,)) for one in packs), True)
    raise Exit(code=1 if any(one.errors for one in packs) else 0)


@choosing(
    *("pack", "document", "language"),
    positional=["first", "second"],
    about={"first": "an audience", "second": "another one", **JSON_HELP},
)
def compare(context: Context, first: str, second: str, request: Request, json: bool = False) -> None:
    """
    Show where two audiences are told different things: items, words, length, order, ask, limits.

    Example: invoke compare ministers journalists
    """
    from briefpack.reports.compare import compare_json, compare_lines, comparisons

    if first == second:
        raise Exit("Name two different audiences.", code=2)
    traces = _traces(replace(request, audiences=(first, second)))
    compared = comparisons(traces, first, second)
    if json:
        print_json(compare_json(compared))
        return
    if traces and not compared:
        print(f"Nothing to compare: no pack briefs both {first} and {second} like this.", file=sys.stderr)
    print_blocks(map(compare_lines, compared), wrapped=True)


def _traces(request: Request) -> list[Trace]:
    """Trace the documents asked for; end with the problems if there are any."""
    from briefpack.reports.trace import trace_documents

    with ending(), Progress() as progress:
        traces, problems = trace_documents(request, project_folders(), progress)
    print_problems(problems)
    if problems:
        raise Exit(code=1)
    if not traces:
        print("Nothing to show: no audience gets such a document.", file=sys.stderr)
    return traces


namespace = Collection(
    *(
        build,
        check,
        page,
        preview,
        bundle,
        verify,
        publish,
        copies,
        send,
        whose,
        clean,
        translations,
        schema,
        list_,
        explain,
        matrix,
        compare,
        evidence,
        templates,
    )
)
namespace.add_collection(Collection("new", new_pack, new_audience, new_theme, new_language))
