"""Publish what is built: changed files alone, pages that lead to them last, and nothing removed that is not ours.

A record beside the files says what was put there. It is written before anything else is, without the digests of what
is about to change, so that a run that is cut off is gone on with by the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from briefpack.build.disk import write_whole
from briefpack.build.jobs import INDEX, RunStopped
from briefpack.build.jobs import MANIFEST as BUILT
from briefpack.build.publish import as_built, read_manifest
from briefpack.build.staging import is_output_name

RECORD = "briefpack-published.json"
AGAIN = "Publish again: what is there already is not copied twice."


class Place(Protocol):
    """Hold files by their paths, somewhere."""

    def read(self, path: str) -> bytes | None: ...
    def write(self, path: str, data: bytes) -> None: ...
    def remove(self, path: str) -> None: ...


@dataclass(frozen=True)
class Published:
    """Say what was done, by paths."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Folder:
    """A folder of this machine."""

    root: Path

    def read(self, path: str) -> bytes | None:
        file = self.root / path
        if any(above.is_symlink() for above in (file, *file.parents[: path.count("/")])):
            raise RunStopped(f"{file} is reached by a link, which is not followed.")
        return file.read_bytes() if file.is_file() else None

    def write(self, path: str, data: bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, data)

    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)


def place_of(target: str, project: Path) -> Place:
    """Return where a target leads: a folder, from the project’s, or an address."""
    if "://" not in target:
        return Folder(project / target)
    from briefpack.build.addresses import Address

    return Address(target)


def publish(build: Path, place: Place) -> Published:
    """Bring a place up to date with what the manifest in `build` names.

    Raise RunStopped if a file there is somebody else’s, or one here is not as it was built, or if the place refuses.
    """
    files = dict(_files(build))
    before = _record(place)
    digests = {path: sha256(data).hexdigest() for path, data in files.items()}
    changed = [path for path in sorted(files, key=_last_pages_last) if before.get(path) != digests[path]]
    for path in changed:
        if path not in before and (there := place.read(path)) is not None and there != files[path]:
            raise RunStopped(f"{path} is there already, and briefpack has not put it there: nothing was written.")
    gone = sorted(set(before) - set(files))
    if changed or gone:
        try:
            _write_record(place, {**before, **dict.fromkeys((*changed, *gone), "")})
            for path in changed:
                place.write(path, files[path])
            for path in gone:
                place.remove(path)
            _write_record(place, digests)
        except RunStopped as stopped:
            raise RunStopped(f"{stopped}\n{AGAIN}") from None
    return Published(tuple(changed), len(files) - len(changed), tuple(gone))


def _last_pages_last(path: str) -> tuple[int, str]:
    """Order files before the pages that lead to them, and the page over all at the end."""
    return 2 if path == INDEX else 1 if path.endswith(f"/{INDEX}") else 0, path


def _files(build: Path) -> Iterator[tuple[str, bytes]]:
    manifest = read_manifest(build / BUILT)
    if not manifest.records:
        raise RunStopped("Nothing is built yet: run invoke page.")
    for path, record in {**manifest.records, **manifest.reports}.items():
        yield path, as_built(build, path, record["sha256"], again="invoke page")


def _record(place: Place) -> Mapping[str, str]:
    """Return the digest of each file that was put there. What is no path of ours is passed over."""
    data = place.read(RECORD)
    if data is None:
        return {}
    try:
        files = json.loads(data)["files"]
        return {str(path): str(digest) for path, digest in files.items() if path == INDEX or is_output_name(path)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RunStopped(f"{RECORD} there cannot be read, so what is ours is not known: nothing was written.") from None


def _write_record(place: Place, digests: Mapping[str, str]) -> None:
    files = dict(sorted(digests.items()))
    place.write(RECORD, json.dumps({"files": files}, ensure_ascii=False, indent=1).encode() + b"\n")
