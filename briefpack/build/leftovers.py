"""What is left of earlier builds: files that are no longer made go; those of a pack or audience not seen stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefpack.build.jobs import Folders, Request
from briefpack.content.pack import audience_names, pack_names
from briefpack.errors import Place, Problem, relative_name, warning


def stale_files(before: Iterable[str], now: Iterable[str], request: Request, folders: Folders) -> tuple[str, ...]:
    """Return the files of earlier builds that this one was asked for and no longer makes, sorted."""
    seen = _seen(folders)
    return tuple(sorted(path for path in {*before} - {*now} if _head(path) in seen and _covers(request, path)))


def left_files(before: Iterable[str], request: Request, folders: Folders) -> tuple[str, ...]:
    """Return the files, still there, of packs and audiences that are not seen any more."""
    seen = _seen(folders)
    unseen = (path for path in before if _head(path) not in seen and _covers(request, path))
    return tuple(sorted(path for path in unseen if (folders.build / path).is_file()))


def left_problems(left: Iterable[str], folders: Folders) -> Iterator[Problem]:
    """Say of each pack or audience that is not seen that what was built for it stays, and how to remove it."""
    packs = pack_names(folders.content)
    for pack, audience in dict.fromkeys(map(_head, left)):
        what, folder = ("an audience", f"{pack}/{audience}") if pack in packs else ("a pack", pack)
        source = f"{pack}/audiences/{audience}.yaml" if pack in packs else f"{pack}/pack.yaml"
        hint = (
            f"If it is gone on purpose, remove this folder; if not, put {relative_name(folders.content / source)} back."
        )
        place = Place(relative_name(folders.build / folder))
        yield warning(f"was built for {what} that is not there any more", place, hint)


def _seen(folders: Folders) -> set[tuple[str, str]]:
    return {(pack, name) for pack in pack_names(folders.content) for name in audience_names(folders.content / pack)}


def _head(path: str) -> tuple[str, str]:
    """Return the pack and the audience of a file."""
    pack, audience, *_ = (*path.split("/"), "", "")
    return pack, audience


def _covers(request: Request, path: str) -> bool:
    """Tell whether a file would be made by this request, if an audience got it."""
    parts = path.split("/")
    if len(parts) != 4:
        return request.everything
    pack, audience, language, file = parts
    document, _, format_ = file.partition(".")
    asked = ((request.packs, pack), (request.audiences, audience), (request.languages, language))
    return all(not names or name in names for names, name in asked) and request.asks_for(document, format_)
