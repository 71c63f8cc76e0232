"""The run, read top to bottom: read, brief, render, parse, check, write, publish."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from briefpack.build.cache import Cache
from briefpack.build.checking import check_document
from briefpack.build.jobs import Folders, Job, Progress, Request
from briefpack.build.leftovers import left_files, left_problems
from briefpack.build.plan import plan_jobs
from briefpack.build.publish import MANIFEST, publish_outputs, read_manifest
from briefpack.build.results import Output, Report
from briefpack.build.workers import Made, Make, Result, Workers, one_by_one
from briefpack.build.workshop import Workshop
from briefpack.build.writing import write_document
from briefpack.errors import Findings


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
    names what is not there, RunStopped if the workers cannot go on.
    """
    findings = Findings()
    make = partial(make_document, cache=cache)
    workshop = Workshop(folders, request.audiences)
    documents = run_jobs(request, workshop, progress, findings, make, workers, cache.made if cache else None)
    outputs = [output for files in documents for output in files]
    if findings.failed:
        return Report((), findings.in_order())
    left = left_files(read_manifest(folders.build / MANIFEST), request, folders) if outputs else ()
    findings.extend(left_problems(left, folders))
    removed = publish_outputs(outputs, request, folders) if publish and outputs else ()
    return Report(tuple(outputs), findings.in_order(), removed, left)


def run_jobs(
    request: Request,
    workshop: Workshop,
    progress: Progress,
    findings: Findings,
    make: Make[Result],
    workers: Workers = one_by_one,
    made_before: Callable[[Job], Made[Result] | None] | None = None,
) -> list[Result]:
    """Return what `make` gives for each document asked for; a job that fails adds its problems, and the run goes on.

    What was made before and would be the same is not made again. Raise WrongUse if `request` names what is not there.
    """
    jobs = plan_jobs(request, workshop, findings)
    results: list[Result] = []
    known = {job: made for job in jobs if made_before and (made := made_before(job))}
    others = iter(workers([job for job in jobs if job not in known], workshop, make, progress))
    for job in jobs:
        result, found = known[job] if job in known else next(others)
        findings.extend(found)
        if result is not None:
            results.append(result)
    return results


def make_document(job: Job, workshop: Workshop, findings: Findings, cache: Cache | None = None) -> list[Output]:
    """Take one document from its pack to the bytes of each of its formats. Raise BuildError; collect warnings."""
    draft = workshop.draft(job)
    fitted = draft.fitted()
    checked = check_document(draft, fitted)
    findings.extend(checked)
    checked.raise_errors()
    return write_document(job, draft, fitted, workshop, findings, checked, cache)
