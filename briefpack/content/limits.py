"""Which limits hold for a document: briefpack's own, then the audience's, then the document's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefpack.content.brief import Brief
from briefpack.content.model import SLIDE_LIMITS, Limits, TextLimits
from briefpack.errors import Place
from briefpack.languages.plain_words import AVOID
from briefpack.languages.scripts import primary

DEFAULTS: dict[str, dict[str, Any]] = {
    "en": {"sentence_words": 25, "reading_grade": 13, "avoid": AVOID},
    "ja": {"sentence_characters": 80},
    "ko": {"sentence_words": 20},
}
"""The limits of a language for which an audience sets none; docs/prose.md names the guidance."""
DOCUMENT_DEFAULTS: dict[tuple[str, str], dict[str, Any]] = {
    ("onepager", "en"): {"words_max": 550},
    ("memo", "en"): {"words_max": 1500},
}
FOR_EVERY_LANGUAGE = frozenset({"pages", "known_acronyms"}) | SLIDE_LIMITS
"""What is set beside `languages` and yet holds in all of them; the rest counts words of the pack's own language."""


def limits_for(brief: Brief, document: str) -> Limits:
    """Return the limits of a document in the brief's language. Words to avoid and known acronyms add up."""
    base = primary(brief.language)
    merged: dict[str, Any] = {}
    for layer in (DEFAULTS.get(base, {}), DOCUMENT_DEFAULTS.get((document, base), {}), *_written(brief, document)):
        _lay_over(merged, layer)
    return Limits(**merged)


def known_acronyms(brief: Brief, document: str) -> frozenset[str]:
    """Return the acronyms that a document's readers know, as the pack's own language and as theirs write them."""
    known = set(limits_for(brief, document).known_acronyms)
    original = brief.pack.original or brief.pack
    written = zip(original.facts.acronyms, brief.pack.facts.acronyms, strict=True)
    return frozenset(known | {own.short for first, own in written if first.short in known})


def _written(brief: Brief, document: str) -> Iterator[dict[str, Any]]:
    """Yield what the audience file says, the more special last."""
    own = brief.pack.catalogue is None and brief.language == brief.pack.facts.language
    for limits in (brief.audience.data.limits, brief.documents[document].limits):
        stated = _stated(limits)
        yield {name: value for name, value in stated.items() if own or name in FOR_EVERY_LANGUAGE}
        yield _stated(limits.languages.get(brief.language, TextLimits()))


def _stated(limits: TextLimits) -> dict[str, Any]:
    return {name: getattr(limits, name) for name in limits.model_fields_set - {"languages"}}


def _lay_over(merged: dict[str, Any], layer: dict[str, Any]) -> None:
    for name, value in layer.items():
        if name == "avoid":
            value = {**merged.get(name, {}), **value}
        elif name == "known_acronyms":
            value = (*merged.get(name, ()), *value)
        merged[name] = value


def limits_place(brief: Brief, document: str, name: str) -> Place:
    """Return where a limit is set: for the document or the audience, else where it could be."""
    file = brief.audience.file
    above = (("documents", document, "limits"), ("limits",))
    paths = [(*path, *inner) for path in above for inner in (("languages", brief.language, name), (name,))]
    return file.place(*next((path for path in paths if path in file.values), ("documents", document, "limits", name)))
