"""Find pictures whose files are not there, or cannot be shown, at the field that names them."""

from __future__ import annotations

from collections.abc import Iterator

from briefpack.content.pack import Pack, picture_data
from briefpack.errors import BuildError, Problem
from briefpack.look.photos import photo


def picture_problems(pack: Pack) -> Iterator[Problem]:
    """Find a file that is missing, too large or no picture."""
    for n, one in enumerate(pack.facts.pictures):
        place = pack.file.place("pictures", n, "file")
        try:
            photo(picture_data(pack, one.id), one.file, one.shape, one.focus, place)
        except BuildError as refused:
            yield from refused.problems
