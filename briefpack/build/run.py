"""The run, read top to bottom: read, brief, render, parse, check, write, publish."""

from __future__ import annotations

from briefpack.build.checking import check_document
from briefpack.build.jobs import Folders, Job, Progress, Request
from briefpack.build.plan import plan_jobs
from briefpack.build.publish import publish_outputs
from briefpack.build.results import Output, Report
from briefpack.build.workers import Make, Result, Workers, one_by_one
from briefpack.build.workshop import Workshop
from briefpack.build.writing import write_document
from briefpack.errors import Findings


def build(
    request: Request, folders: Folders, progress: Progress, publish: bool = True, workers: Workers = one_by_one
) -> Report:
    """Make every document asked for. Write nothing if one of them has an error, so that a pack is never half new.

    With `publish` false, find the problems only. Raise WrongUse if `request` names what is not there, RunStopped if
    the workers cannot go on.
    """
    findings = Findings()
    documents = run_jobs(request, folders, progress, findings, make_document, workers)
    outputs = [output for files in documents for output in files]
    if findings.failed:
        return Report((), findings.in_order())
    removed = publish_outputs(outputs, request, folders) if publish else ()
    return Report(tuple(outputs), findings.in_order(), removed)


def run_jobs(
    request: Request,
    folders: Folders,
    progress: Progress,
    findings: Findings,
    make: Make[Result],
    workers: Workers = one_by_one,
) -> list[Result]:
    """Return what `make` gives for each document asked for; a job that fails adds its problems, and the run goes on.

    Raise WrongUse if `request` names what is not there.
    """
    workshop = Workshop(folders, request.audiences)
    jobs = plan_jobs(request, workshop, findings)
    results: list[Result] = []
    for result, found in workers(jobs, workshop, make, progress):
        findings.extend(found)
        if result is not None:
            results.append(result)
    return results


def make_document(job: Job, workshop: Workshop, findings: Findings) -> list[Output]:
    """Take one document from its pack to the bytes of each of its formats. Raise BuildError; collect warnings."""
    draft = workshop.draft(job)
    fitted = draft.fitted()
    checked = check_document(draft, fitted)
    findings.extend(checked)
    checked.raise_errors()
    return write_document(job, draft, fitted, workshop, findings, len(checked))
