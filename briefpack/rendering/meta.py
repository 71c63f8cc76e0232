"""What is said of a document as a whole: its title, its sender, its date and the words that writers add."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefpack.content.brief import Brief
from briefpack.content.handling import Handling, moment_of
from briefpack.document.tree import Meta
from briefpack.languages.characters import for_a_name
from briefpack.languages.locales import clock_text, date_text
from briefpack.languages.marks import dotted
from briefpack.languages.scripts import primary
from briefpack.rendering.labels import labels_in


def document_meta(brief: Brief, document: str, templates: tuple[Path, ...]) -> Meta:
    """Return what file properties, running heads and markings say: the pack's words, never a library's."""
    facts, organisation = brief.pack.facts, brief.pack.facts.organisation
    labels = labels_in(brief.language, templates)
    own_spelling = primary(facts.spelling) == primary(brief.language)
    return Meta(
        kind=document,
        title=for_a_name(brief.title(document)),
        language=facts.spelling if own_spelling else brief.language,
        subject=for_a_name(facts.subject),
        organisation=", ".join(name for name in (organisation.name, organisation.unit) if name),
        series=dotted(facts.series, facts.number),
        audience=brief.audience.data.label,
        date=facts.date.isoformat(),
        date_text=date_text(facts.date, brief.language),
        marking=handling_line(brief.handling(document), brief.language, labels),
        in_capitals=said_loudly(brief.handling(document), brief.language, labels),
        with_notes=brief.documents[document].notes != "none",
        keywords=facts.keywords,
        regions=tuple(region.name for region in facts.regions),
        **labels,
    )


def handling_line(handling: Handling, language: str, labels: Mapping[str, str]) -> str:
    """Return all that is said of how a document is to be handled, in a line; labels: a Meta’s, by their names.

    An embargo is stated whenever a document is made: whoever reads it has a clock, and a build has none.
    """
    said = [handling.marking or "", said_loudly(handling, language, labels)]
    if handling.release_to:
        said.append(labels["release_to_label"].replace("{names}", handling.release_to))
    if handling.expires:
        said.append(labels["expires_label"].replace("{date}", date_text(handling.expires, language)))
    return dotted(*said)


def said_loudly(handling: Handling, language: str, labels: Mapping[str, str]) -> str:
    """Return what of that is shown in capitals: that it is a draft, and until when nothing may be published."""
    draft = labels["draft_label"] if handling.status == "draft" else ""
    return " · ".join(filter(None, (draft, embargo_text(handling, language, labels["embargo_label"]))))


def embargo_text(handling: Handling, language: str, label: str) -> str:
    """Return until when nothing may be published; nothing without an embargo. label: a Meta’s `embargo_label`."""
    if not handling.embargo:
        return ""
    moment = moment_of(handling.embargo)
    return label.replace("{time}", clock_text(moment, language)).replace("{date}", date_text(moment.date(), language))
