"""What is said of a document as a whole: its title, its sender, its date and the words that writers add."""

from __future__ import annotations

from pathlib import Path

from briefpack.content.brief import Brief
from briefpack.document.tree import Meta
from briefpack.languages.locales import date_text
from briefpack.languages.scripts import primary
from briefpack.rendering.labels import labels_in


def document_meta(brief: Brief, document: str, templates: tuple[Path, ...]) -> Meta:
    """Return what file properties, running heads and markings say: the pack's words, never a library's."""
    facts, organisation = brief.pack.facts, brief.pack.facts.organisation
    own_spelling = primary(facts.spelling) == primary(brief.language)
    return Meta(
        kind=document,
        title=brief.title(document),
        language=facts.spelling if own_spelling else brief.language,
        subject=facts.subject,
        organisation=", ".join(name for name in (organisation.name, organisation.unit) if name),
        series=" · ".join(part for part in (facts.series, facts.number) if part),
        audience=brief.audience.data.label,
        date=facts.date.isoformat(),
        date_text=date_text(facts.date, brief.language),
        marking=brief.marking,
        with_notes=brief.documents[document].notes != "none",
        keywords=facts.keywords,
        **labels_in(brief.language, templates),
    )
