"""The evidence of a pack in one language as a Word annex: from a template through the project’s own tree and writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace as View
from typing import Any

from briefpack.content.brief import Brief, brief_pack
from briefpack.content.items import Item
from briefpack.content.source_text import opening
from briefpack.content.views import paragraph_count, paragraph_labels
from briefpack.document.inline_markdown import inline_source
from briefpack.document.markdown import parse_document
from briefpack.document.spacing import spaced
from briefpack.document.tree import Document, Meta
from briefpack.errors import Place, relative_name
from briefpack.languages.locales import date_text, own_name
from briefpack.layers import first_file
from briefpack.look.theme import Theme
from briefpack.rendering.labels import labels_in
from briefpack.rendering.loader import report_name
from briefpack.rendering.templates import render_report
from briefpack.reports.evidence.copies import RUN_WORDS
from briefpack.reports.evidence.findings import OPENING_WORDS
from briefpack.reports.evidence.sheet import Evidence, source_language
from briefpack.reports.evidence.told import Said, Told, Wording
from briefpack.reports.evidence.wording import length_in

REPORT = "evidence"


def annex(evidence: Evidence, told: Told, theme: Theme, templates: tuple[Path, ...], with_text: bool) -> bytes:
    """Return the annex for one language as a .docx file; with the paragraphs’ words if they are asked for."""
    from briefpack.writers.word import write_word

    return write_word(annex_document(evidence, told, templates, with_text), theme.in_language(told.language)).data


def annex_document(evidence: Evidence, told: Told, templates: tuple[Path, ...], with_text: bool) -> Document:
    """Return the annex for one language as a tree. Raise BuildError for a mistake in its template."""
    view, entries = _view(evidence, told, with_text), len(evidence.pack.source.paragraphs) + told.count
    source = render_report(REPORT, view, told.language, templates, inline_source, entries)
    path = first_file(templates, report_name(REPORT)) or templates[-1] / report_name(REPORT)
    return spaced(parse_document(source, _meta(evidence, told, templates), Place(relative_name(path))))


def _meta(evidence: Evidence, told: Told, templates: tuple[Path, ...]) -> Meta:
    facts = told.pack.facts
    return Meta(
        kind=REPORT,
        title=facts.title,
        language=told.language,
        subject=facts.subject,
        organisation=facts.organisation.name,
        series=facts.series,
        date=facts.date.isoformat(),
        date_text=date_text(facts.date, told.language),
        keywords=facts.keywords,
        **labels_in(told.language, templates),
    )


def _view(evidence: Evidence, told: Told, with_text: bool) -> dict[str, Any]:
    """Return what the template may name: plain values, in the language of the documents."""
    facts, source, total = told.pack.facts, told.pack.source, len(evidence.pack.source.paragraphs)
    items = _Items(evidence, told, with_text)
    untranslated = source.title == evidence.pack.source.title
    return {
        "pack": View(
            language=evidence.pack.facts.language,
            name=evidence.pack.name,
            title=facts.title,
            date_text=date_text(facts.date, told.language),
        ),
        "source": View(
            **{name: getattr(source, name) for name in ("author", "title", "kind", "published", "url")},
            language=source_language(evidence.pack),
            title_language=source_language(evidence.pack) if untranslated else told.language,
        ),
        "language": own_name(told.language),
        "digest": short_digest(evidence.content),
        "at_hand": evidence.text is not None,
        "errors": evidence.errors,
        "total": total,
        "used": total - len(evidence.unused),
        "run_length": length_in(RUN_WORDS, source_language(evidence.pack)),
        "results": [
            View(name=one.name, state=one.state, count=one.count or 0, errors=one.errors, warnings=one.warnings)
            for one in evidence.results
        ],
        "findings": [f"{problem.place}: {problem.message}" for problem in evidence.problems],
        "ours": [items.view(item) for item in evidence.ours],
        "paragraphs": list(items.paragraphs()),
        "groups": [View(kind=kind, items=list(group)) for kind, group in items.by_kind()],
        "audiences": list(items.audiences()),
        "templates": [_row(wording, items.labels) for wording in told.templates],
    }


def short_digest(digest: str) -> str:
    """Return the first digits of a digest, as a person compares them."""
    return " ".join(digest[n : n + 4] for n in range(0, 16, 4))


def _row(wording: Wording, labels: dict[str, str]) -> View:
    readers = (f"{labels[one.audience]}: {', '.join(one.documents)}" for one in wording.readers)
    return View(text=wording.text, title=wording.field == "title", readers="; ".join(readers))


class _Items:
    """Make views of the items of a pack as its documents tell them in one language, numbered in its order."""

    def __init__(self, evidence: Evidence, told: Told, with_text: bool) -> None:
        self.evidence, self.told, self.with_text = evidence, told, with_text
        self.numbers = {item.id: n for n, item in enumerate(evidence.cited.items, 1)}
        self.labels = {name: audience.data.label for name, audience in told.pack.audiences.items()}
        self.brief: Brief = brief_pack(told.pack, next(iter(told.pack.audiences)), told.language)

    def view(self, item: Item) -> View:
        shown = self.told.pack.item(item.id)
        return View(
            id=item.id,
            number=self.numbers[item.id],
            title=shown.title,
            ours=item.basis == "editor",
            verbatim=item.id in self.evidence.verbatim,
            rows=[_row(wording, self.labels) for wording in self.told.items.get(item.id, ())],
            texts=list(self._texts(item)) if self.with_text else [],
            **self._paragraphs([item]),
        )

    def by_kind(self) -> Iterator[tuple[str, Iterator[View]]]:
        for kind, group in groupby(self.evidence.cited.items, lambda item: self.evidence.pack.items[item.id][0]):
            yield kind, map(self.view, group)

    def paragraphs(self) -> Iterator[View]:
        cited, text = self.evidence.cited, self.evidence.text
        for n, paragraph in enumerate(self.told.pack.source.paragraphs):
            yield View(
                label=paragraph.label,
                opening=opening(text.standings[n].text, OPENING_WORDS).replace(" …", "\u00a0…") if text else "",
                items=[str(self.numbers[item.id]) for item in cited.items_by_paragraph[n]],
                unused=paragraph.unused,
            )

    def audiences(self) -> Iterator[View]:
        for name, group in groupby(self.told.statements, lambda said: said.audience):
            yield View(label=self.labels[name], rows=list(map(self._statement, group)))

    def _statement(self, said: Said) -> View:
        items = [self.evidence.pack.item(item_id) for item_id in said.draws_on]
        borne_out = self._paragraphs(item for item in items if item.basis == "source")
        return View(text=said.text, items=[str(self.numbers[item.id]) for item in items], **borne_out)

    def _paragraphs(self, items: Iterable[Item]) -> dict[str, Any]:
        cites = [cite for item in items for cite in item.cites]
        count = paragraph_count(self.brief, cites)
        return {"paragraphs": paragraph_labels(self.brief, cites), "paragraph_count": count}

    def _texts(self, item: Item) -> Iterator[View]:
        text = self.evidence.text
        for n in self.evidence.cited.positions[item.id] if text else ():
            assert text is not None
            yield View(label=self.told.pack.source.paragraphs[n].label, text=text.standings[n].text)
