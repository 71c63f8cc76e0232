"""Find what an audience selects and its document does not show: a text must not vanish without a word."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefpack.content.brief import Brief
from briefpack.content.model import ITEM_KINDS, Selection
from briefpack.errors import Place, Problem, warning


def unshown_selections(brief: Brief, document: str, shown: Collection[str], template: Place) -> Iterator[Problem]:
    """Find selections of which the document shows nothing, or not all; `shown` are the ids of what it shows.

    What was left out to fit the page is no such item. A deck shows the items of its slides: what is selected for all
    documents is none of its business.
    """
    choice, audience = brief.documents[document], brief.audience.data
    selections: list[tuple[Selection, tuple[str, ...]]] = [(choice.select, ("documents", document, "select"))]
    selections += [] if choice.slides else [(audience.select, ("select",))]
    for kind in ITEM_KINDS:
        chosen, path = next(
            ((getattr(one, kind), path) for one, path in selections if getattr(one, kind) is not None), ((), ())
        )
        unshown = [item_id for item_id in chosen if item_id not in brief.left_out and item_id not in shown]
        if unshown:
            yield _problem(brief, document, kind, (*path, kind), unshown, len(unshown) == len(chosen), template)


def _problem(
    brief: Brief, document: str, kind: str, path: tuple[str, ...], unshown: list[str], is_all: bool, template: Place
) -> Problem:
    named = "" if is_all else f": {', '.join(unshown)}"
    message = f"“{document}” shows {'nothing' if is_all else 'not all'} of what “{kind}” selects here{named}"
    hint = (
        f"{template} has no place for {'them' if is_all else 'more'}. Give it one (invoke templates --copy {document} "
        f"begins a copy of your own), or select less under documents.{document}.select: “{kind}: []”."
    )
    return warning(message, brief.audience.file.place(*path), hint, "unshown-selection")
