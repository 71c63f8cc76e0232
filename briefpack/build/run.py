"""The run, read top to bottom: read, brief, render, parse, check, write, publish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefpack.build.cache import Cache
from briefpack.build.checking import check_document
from briefpack.build.inputs import Inputs
from briefpack.build.jobs import Folders, Job, Progress, Request
from briefpack.build.plan import check_packs, make_plan
from briefpack.build.publish import Published, publish_outputs
from briefpack.build.results import Output, Released, Report
from briefpack.build.staging import heal_if_needed
from briefpack.build.workers import Made, Make, Result, Workers, one_by_one
from briefpack.build.workshop import Workshop
from briefpack.build.writing import write_document
from briefpack.checks.release import HELD_BACK, held_back
from briefpack.errors import Findings

if TYPE_CHECKING:
    from briefpack.build.elsewhere import Elsewhere

MadeBefore = Callable[[Job], Made[Result] | None]
"""Gives what was made of a job before, if it would be the same now."""


def build(
    request: Request,
    folders: Folders,
    progress: Progress,
    publish: bool = True,
    workers: Workers = one_by_one,
    cache: Cache | None = None,
) -> Report:
    """Make every document asked for. Write nothing if one of them has an error, so that a pack is never half new.

    With `publish` false, find the problems only. What `cache` knows is not made again. Raise WrongUse if `request`
    names what is not there, RunStopped if the
    workers cannot go on, if content changes meanwhile, or if the file system refuses to hold the files.
    """
    if publish:
        heal_if_needed(folders)
        inputs = cache.inputs if cache else Inputs(folders)
    workshop, make = Workshop(folders, request.audiences), partial(make_document, cache=cache)
    report = make_all(request, workshop, progress, workers, make, cache.made if cache else None)
    if report.failed or not publish:
        return report
    inputs.check()
    published = publish_outputs(report.outputs, request, folders.build, inputs.digests_by_name(), report.released)
    return _published(report, published)


def build_elsewhere(
    request: Request, folders: Folders, progress: Progress, workers: Workers, there: Elsewhere
) -> Report:
    """Make every document asked for and write all of them, or nothing, to an address. Raise as `build` does."""
    inputs = Inputs(folders)
    there.prepare()
    try:
        workshop = Workshop(folders, request.audiences)
        report = make_all(request, workshop, progress, workers, partial(make_and_put, there=there))
        if report.failed:
            return report
        inputs.check()
        published = there.publish(report.outputs, request, inputs.digests_by_name(), report.released)
        return replace(_published(report, published), written_to=str(there.address))
    finally:
        there.clear()


def make_all(
    request: Request,
    workshop: Workshop,
    progress: Progress,
    workers: Workers,
    make: Make[list[Output]],
    made_before: MadeBefore[list[Output]] | None = None,
) -> Report:
    """Return what the workers make, and what is wrong; no outputs if anything is an error. Raise as `run_jobs` does."""
    findings = Findings()
    documents = run_jobs(request, workshop, progress, findings, make, workers, made_before)
    if findings.failed:
        return Report((), findings.in_order())
    outputs = tuple(output for files in documents for output in files)
    return Report(outputs, findings.in_order(), released=_released(request, findings))


def _published(report: Report, published: Published) -> Report:
    return replace(report, removed=published.removed, left=published.left, lost=published.lost, stale=published.stale)


def _released(request: Request, findings: Findings) -> Released | None:
    """Return how documents go out, and what was let through; nothing of drafts."""
    if not request.release:
        return None
    counts = Counter(problem.code for problem in findings.in_order() if problem.code in HELD_BACK)
    return Released(request.release.day.isoformat(), request.release.day_said_by, dict(sorted(counts.items())))


def run_jobs(
    request: Request,
    workshop: Workshop,
    progress: Progress,
    findings: Findings,
    make: Make[Result],
    workers: Workers = one_by_one,
    made_before: MadeBefore[Result] | None = None,
) -> list[Result]:
    """Return what `make` gives for each document asked for; a job that fails adds its problems, and the run goes on.

    What was made before and would be the same is not made again. Of a release, what it holds back is an error. Raise
    WrongUse if `request` names what is not there.
    """
    plan = make_plan(request, workshop, findings)
    results: list[Result] = []
    known = {job: made for job in plan.jobs if made_before and (made := made_before(job))}
    others = iter(workers([job for job in plan.jobs if job not in known], workshop, make, progress))
    check_packs(plan, request, workshop, findings)
    for job in plan.jobs:
        result, found = known[job] if job in known else next(others)
        findings.extend(found)
        if result is not None:
            results.append(result)
    if request.release:
        findings[:] = held_back(findings, request.release.allowed)
    return results


def make_document(job: Job, workshop: Workshop, findings: Findings, cache: Cache | None = None) -> list[Output]:
    """Take one document from its pack to the bytes of each of its formats. Raise BuildError; collect warnings."""
    draft = workshop.draft(job)
    fitted = draft.fitted()
    checked = check_document(draft, fitted)
    findings.extend(checked)
    checked.raise_errors()
    return write_document(job, draft, fitted, workshop, findings, checked, cache)


def make_and_put(job: Job, workshop: Workshop, findings: Findings, there: Elsewhere) -> list[Output]:
    """Make one document, and put its files down where the set is to be. Raise BuildError; collect warnings."""
    return [there.put(output) for output in make_document(job, workshop, findings)]
