"""Render documents: Markdown templates with Jinja2, sandboxed, strict, with overlays by audience."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpack.content.limits import known_acronyms
from briefpack.content.model import ITEM_KINDS
from briefpack.content.views import document_view
from briefpack.rendering.allowance import allowed
from briefpack.rendering.environment import environment_for, template_problems
from briefpack.rendering.escaping import InlineSource, as_markdown, link, protected, words_for
from briefpack.rendering.loader import mail_name, report_name, template_layers, template_name
from briefpack.rendering.notes import Notes
from briefpack.rendering.phrases import Phrases, phrase_catalogues
from briefpack.rendering.short_forms import ShortForms

if TYPE_CHECKING:
    from pathlib import Path

    from briefpack.content.brief import Brief
    from briefpack.rendering.marks import Printed


def render_document(
    brief: Brief, document: str, templates: tuple[Path, ...], inline_source: InlineSource, marks: Printed | None = None
) -> str:
    """Render one document of a brief to Markdown; `marks` learn what is printed, and stand in the text if it is traced.

    `templates` are the folders in which templates are looked up, the project's own first. Raise BuildError that names
    template, line and what is wrong.
    """
    words = words_for(inline_source)
    context = protected(document_view(brief, document), marks.marking(words) if marks else words)
    assert isinstance(context, dict)
    phrases = Phrases(phrase_catalogues(templates, brief.language), brief.language, as_markdown)
    known = known_acronyms(brief, document)
    short_forms = ShortForms(context["pack"].acronyms, known, brief.language)
    extensions = (marks.extension,) if marks and marks.extension else ()
    layers = template_layers(templates, brief.pack.name, brief.audience.name)
    environment = environment_for(tuple(layer.folder for layer in layers), extensions)

    def rendered() -> str:
        notes = Notes()
        return template.render(context, cite=notes.cite, notes=notes.all)

    context |= {**phrases.functions(), "short_forms": short_forms.listed, "link": link}
    items = sum(len(context[kind]) for kind in ITEM_KINDS)
    with template_problems(environment, document, [*context, "cite", "notes"]), allowed(items) as allowance:
        template = environment.get_template(environment.loader.find(template_name(document)))
        filled = short_forms.filled(rendered(), marks.unmarked if marks else str)
        text = rendered() if filled is None else filled
        if marks:
            marks.templates = frozenset(allowance.templates)
        return text


def render_report(
    name: str,
    view: dict[str, Any],
    language: str,
    templates: tuple[Path, ...],
    inline_source: InlineSource,
    entries: int,
) -> str:
    """Render a report about a pack, `reports/<name>.md.j2`, to Markdown in a language. Raise BuildError.

    entries: how many things it tells.
    """
    return _rendered(report_name(name), name, view, language, templates, templates, inline_source, entries)


def render_mail(
    name: str,
    view: dict[str, Any],
    language: str,
    readers: tuple[str, str],
    templates: tuple[Path, ...],
    inline_source: InlineSource,
) -> str:
    """Render the mail that goes with documents, `mails/<name>.md.j2`, to Markdown in a language. Raise BuildError.

    readers: a pack and one of its audiences, whose overlays may say it in other words.
    """
    layers = tuple(layer.folder for layer in template_layers(templates, *readers))
    return _rendered(mail_name(name), name, view, language, layers, templates, inline_source, 1)


def _rendered(
    path: str,
    name: str,
    view: dict[str, Any],
    language: str,
    layers: tuple[Path, ...],
    templates: tuple[Path, ...],
    inline_source: InlineSource,
    entries: int,
) -> str:
    """Render what is no document of a brief: from `layers`, with the words of `templates`."""
    phrases = Phrases(phrase_catalogues(templates, language), language, as_markdown)
    context = protected(view, words_for(inline_source))
    assert isinstance(context, dict)
    context |= {**phrases.functions(), "link": link}
    environment = environment_for(layers)
    with template_problems(environment, name, context), allowed(entries):
        return environment.get_template(environment.loader.find(path)).render(context)
