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
from briefpack.build.jobs import INDEX, RunStopped, WrongUse
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


class Remote:
    """An address that fsspec knows: sftp://, s3://, webdav+https://, memory://.

    Each kind has errors of its own, so that all of them are caught.
    """

    def __init__(self, address: str) -> None:
        import fsspec

        kind = address.partition(":")[0]
        try:
            self._files, self._root = fsspec.core.url_to_fs(address)
        except (ValueError, ImportError) as refused:
            raise WrongUse(f"“{kind}:” is no kind of address that can be written to here: {refused}") from None
        except Exception as refused:
            raise RunStopped(f"{kind}: {_said(refused)}") from None

    def read(self, path: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(self._at(path)))
        except FileNotFoundError:
            return None
        except Exception as refused:
            raise RunStopped(f"{path} cannot be read there: {_said(refused)}") from None

    def write(self, path: str, data: bytes) -> None:
        try:
            self._files.makedirs(self._at(path).rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(self._at(path), data)
        except Exception as refused:
            raise RunStopped(f"{path} cannot be written there: {_said(refused)}\n{AGAIN}") from None

    def remove(self, path: str) -> None:
        if self.read(path) is not None:
            try:
                self._files.rm_file(self._at(path))
            except Exception as refused:
                raise RunStopped(f"{path} cannot be removed there: {_said(refused)}\n{AGAIN}") from None

    def _at(self, path: str) -> str:
        return f"{self._root.rstrip('/')}/{path}"


def _said(refused: Exception) -> str:
    return " ".join(str(refused).split()) or type(refused).__name__


def place_of(target: str, project: Path) -> Place:
    """Return where a target leads: a folder, from the project’s, or an address."""
    return Remote(target) if "://" in target else Folder(project / target)


def publish(build: Path, place: Place) -> Published:
    """Bring a place up to date with what the manifest in `build` names.

    Raise RunStopped if a file there is somebody else’s, or one here is not as it was built.
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
        _write_record(place, {**before, **dict.fromkeys((*changed, *gone), "")})
        for path in changed:
            place.write(path, files[path])
        for path in gone:
            place.remove(path)
        _write_record(place, digests)
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
