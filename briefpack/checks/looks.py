"""What an audience asks for that is not there: a theme, a letterhead, a slide master, a kind of document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from briefpack.content.pack import Audience
from briefpack.errors import Place, Problem, did_you_mean, error


def unknown_looks(audience: Audience, known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Find names that do not exist. `known` has the names there are, by the field in which an audience asks."""
    for what, names in known.items():
        name = getattr(audience.data, what)
        if name and name not in names:
            yield _unknown(what, name, names, audience.file.place(what))


def unknown_documents(audience: Audience, known: Collection[str]) -> Iterator[Problem]:
    for name in audience.data.documents:
        if name not in known:
            yield _unknown("document", name, known, audience.file.key_place("documents", name))


def _unknown(what: str, name: str, known: Collection[str], place: Place) -> Problem:
    return error(f"there is no {what} “{name}”", place, did_you_mean(name, known))
