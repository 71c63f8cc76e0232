"""Find timelines that their steps cannot fill, at the line that asks for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefpack.content.brief import brief_pack, selected_items
from briefpack.content.items import Item, Step
from briefpack.content.pack import Pack
from briefpack.errors import Problem, error

LEAST = 2


def timeline_problems(pack: Pack) -> Iterator[Problem]:
    """Find timelines of fewer than two steps that have a day, and on slides of what else a timeline does not show."""
    for name, audience in pack.audiences.items():
        brief = brief_pack(pack, name, pack.facts.language)
        for document, choice in audience.data.documents.items():
            head = ("documents", document)
            if choice.figure == "timeline" and len(_dated(selected_items(brief, choice, "steps"))) < LEAST:
                hint = "Select such steps under “steps”, or take “figure” out."
                yield error(_too_few(), audience.file.place(*head, "figure"), hint)
            for n, slide in enumerate(choice.slides):
                items = [pack.item(item_id) for item_id in slide.items if item_id in pack.items]
                place = audience.file.place(*head, "slides", n, "figure")
                if slide.figure == "timeline" and (others := [item.id for item in items if item not in _dated(items)]):
                    message = f"“{others[0]}” is no step that has a day, and a timeline shows nothing else"
                    yield error(message, place, "Take it out, or write “form: timeline” in place of “figure”.")
                elif slide.figure == "timeline" and len(items) < LEAST:
                    yield error(_too_few(), place, "Name such steps under “items”, or take “figure” out.")


def _dated(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if isinstance(item, Step) and item.due]


def _too_few() -> str:
    return "a timeline shows two steps or more that have a day (“due”)"
