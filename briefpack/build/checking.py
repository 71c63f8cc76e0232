"""A document that is ready to be written, checked: what holds for all formats, and how long it may be."""

from __future__ import annotations

from dataclasses import replace

from briefpack.build.drafts import Draft, brief_with_cuts
from briefpack.build.fit import Fitted
from briefpack.build.stages import stage
from briefpack.checks.lengths import excess_problem, page_problems
from briefpack.checks.rules import document_problems
from briefpack.checks.selections import unshown_selections
from briefpack.errors import Findings


@stage("check documents")
def check_document(draft: Draft, fitted: Fitted) -> Findings:
    """Return what is wrong with a document: its rules, and a one-pager's excess or the limit of pages on paper."""
    brief, document = draft.brief, draft.document
    places = draft.places(fitted.cuts)
    findings = Findings(
        replace(one, place=places.about(one.message)) if one.place == draft.template else one
        for one in document_problems(fitted.document, brief, draft.template)
    )
    told = brief_with_cuts(brief, fitted.cuts)
    findings.extend(unshown_selections(told, document, draft.shown(fitted.cuts), draft.own_template(fitted.cuts)))
    if fitted.excess_pt:
        floor_pt = draft.theme.sizes.floor
        room = "both sides of two sheets" if draft.theme.is_large_print else "one page"
        findings.append(excess_problem(brief, document, fitted.excess_pt, floor_pt, draft.further_cuts(fitted), room))
    elif draft.on_paper:
        findings.extend(page_problems(brief, document, lambda: draft.pages(fitted)))
    return findings
