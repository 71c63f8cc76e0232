"""Gather the evidence of packs: which pack a text belongs to, what its documents say, and the files to be signed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from briefpack.build.disk import read_plain_text
from briefpack.build.inputs import Inputs
from briefpack.build.jobs import Folders, Progress, Request, WrongUse, chosen
from briefpack.build.publish import pack_digest
from briefpack.content.model import SourceFile
from briefpack.content.pack import pack_names
from briefpack.errors import BuildError
from briefpack.look.own_fonts import base_theme
from briefpack.reports.evidence.annex import annex
from briefpack.reports.evidence.page import evidence_page
from briefpack.reports.evidence.paragraphs import read_text
from briefpack.reports.evidence.sheet import Evidence, evidence_of
from briefpack.reports.evidence.told import told_in
from briefpack.reports.trace import Trace, in_groups, trace_documents
from briefpack.yaml_file import read_model


def gather(request: Request, folders: Folders, progress: Progress, source: Path | None) -> list[Evidence]:
    """Hold each pack asked for against the text in `source`, or against what is listed of it if there is none.

    Of several packs, those whose text it is. Raise WrongUse if it is no plain text or that of none of them, BuildError
    if a document cannot be made, RunStopped if content changes meanwhile.
    """
    text = read_plain_text(source) if source else None
    inputs = Inputs(folders)
    if source and text is not None:
        request = replace(request, packs=_packs_of(text, source, request, folders))
    traces, problems = trace_documents(request, folders, progress)
    if problems:
        raise BuildError(problems)
    inputs.check()
    names = inputs.digests_by_name()
    by_pack = groupby(in_groups(traces), lambda group: group[0].pack.name)
    return [_evidence(list(groups), text, pack_digest(name, names)) for name, groups in by_pack]


def _evidence(groups: list[list[Trace]], text: str | None, content: str) -> Evidence:
    pack = groups[0][0].pack
    return evidence_of(pack.original or pack, [told_in(group) for group in groups], text, content)


def _packs_of(text: str, source: Path, request: Request, folders: Folders) -> tuple[str, ...]:
    """Return the packs that a text belongs to: the one that is named, or those that list some of its paragraphs."""
    names = chosen(request.packs, pack_names(folders.content), "pack")
    if len(names) == 1:
        return tuple(names)
    listed = {name: read_model(folders.content / name / "source.yaml", SourceFile)[0] for name in names}
    own = tuple(name for name in names if read_text(text, listed[name]).same)
    if not own:
        raise WrongUse(f"{source}: no pack lists a paragraph of it. Name the pack that it belongs to: --pack NAME.")
    return own


def report_files(evidence: Evidence, folders: Folders, with_text: bool) -> dict[str, bytes]:
    """Return the page of a pack’s evidence and an annex for each language, by their paths in the build folder."""
    theme = base_theme(folders.in_templates("themes"), folders.in_templates("fonts"))
    name = evidence.pack.name
    annexes = {
        f"{name}/evidence.{told.language}.docx": annex(evidence, told, theme, folders.templates, with_text)
        for told in evidence.told
    }
    return {f"{name}/evidence.html": evidence_page(evidence, theme, with_text), **annexes}


def evidence_json(evidence: Sequence[Evidence]) -> str:
    """Return the evidence of packs for a program; without the source’s words."""
    return json.dumps([_as_data(one) for one in evidence], ensure_ascii=False, indent=2)


def _as_data(evidence: Evidence) -> dict[str, Any]:
    return {
        "pack": evidence.pack.name,
        "content": evidence.content,
        "text_at_hand": evidence.text is not None,
        "results": [
            {"name": one.name, "state": one.state, "count": one.count, "problems": list(map(asdict, one.problems))}
            for one in evidence.results
        ],
        "paragraphs": list(_paragraphs(evidence)),
        "items": list(_items(evidence)),
        "statements": [
            {"language": told.language, **asdict(said)} for told in evidence.told for said in told.statements
        ],
        "templates": [
            {"language": told.language, **asdict(words)} for told in evidence.told for words in told.templates
        ],
    }


def _paragraphs(evidence: Evidence) -> Iterator[dict[str, Any]]:
    for n, paragraph in enumerate(evidence.pack.source.paragraphs):
        state = evidence.text.standings[n].state if evidence.text else "not checked"
        items = [item.id for item in evidence.cited.items_by_paragraph[n]]
        known = {"id": paragraph.id, "label": paragraph.label, "unused": paragraph.unused}
        yield {**known, "state": state, "items": items}


def _items(evidence: Evidence) -> Iterator[dict[str, Any]]:
    for item in evidence.cited.items:
        paragraphs = [evidence.pack.source.paragraphs[n].id for n in evidence.cited.positions[item.id]]
        wordings = [
            {"language": told.language, **asdict(wording)}
            for told in evidence.told
            for wording in told.items.get(item.id, ())
        ]
        known = {"id": item.id, "basis": item.basis, "paragraphs": paragraphs}
        yield {**known, "verbatim": item.id in evidence.verbatim, "wordings": wordings}
