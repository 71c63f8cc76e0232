"""A bundle from anybody: read within limits, and held to its own digests before anything in it is believed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefpack.build.jobs import RunStopped
from briefpack.delivery.bundle import MANIFEST, NOTE, SUMS, packed

LARGEST, MOST_FILES, LONGEST_NAME = 1_000_000_000, 5_000, 255
REFUSED = frozenset('\\/:*?"<>|')


@dataclass(frozen=True)
class Opened:
    """Hold what a bundle holds: its files by name, and its manifest."""

    files: Mapping[str, bytes]
    about: Mapping[str, Any]
    sha256: str


def open_bundle(path: Path) -> Opened:
    """Read a bundle and hold it to its digests. Raise RunStopped with the first difference."""
    if not path.is_file():
        raise RunStopped(f"{path} is not there.")
    if path.stat().st_size > LARGEST:
        raise RunStopped(f"{path.name} is larger than {LARGEST // 1_000_000:,} MB: no bundle is.")
    data = path.read_bytes()
    try:
        files = _files(data)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError) as broken:
        raise RunStopped(f"{path.name} is damaged, or no bundle: it cannot be read as an archive.") from broken
    about = _checked(files)
    if packed(files) != data:
        raise RunStopped(f"{path.name} is not as it was packed: something was changed beside its files, or added.")
    return Opened(files, about, sha256(data).hexdigest())


def _files(data: bytes) -> dict[str, bytes]:
    """Return the files of an archive in their order; nothing in it may be compressed, or have a folder in its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > len(data):
            raise RunStopped("it holds more than its size allows: no bundle of briefpack does.")
        files: dict[str, bytes] = {}
        for entry in entries:
            _check_entry(entry, files)
            try:
                files[entry.filename] = archive.read(entry)
            except zipfile.BadZipFile:
                raise RunStopped(f"{entry.filename} is not as it was packed.") from None
    return files


def _check_entry(entry: zipfile.ZipInfo, files: Mapping[str, bytes]) -> None:
    name = entry.filename
    if not name.isprintable() or len(name) > LONGEST_NAME or name.startswith(".") or {*name} & REFUSED:
        raise RunStopped(f"it holds a file with a name that no bundle has: {name[:80]!a}")
    if name in files:
        raise RunStopped(f"{name} is in it twice.")
    if entry.compress_type != zipfile.ZIP_STORED:
        raise RunStopped(f"{name} is compressed, which nothing in a bundle is: somebody has packed it anew.")


def _checked(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    """Return the manifest, once all digests are right. Raise RunStopped with the first that is not."""
    for name in (SUMS, MANIFEST):
        if name not in files:
            raise RunStopped(f"{name} is missing: this is no bundle of briefpack.")
    try:
        lines = files[SUMS].decode().splitlines()
        sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    except UnicodeDecodeError:
        raise RunStopped(f"{SUMS} is not as it was packed.") from None
    for name in sorted({*sums, *files} - {SUMS}):
        if name not in files:
            raise RunStopped(f"{name} is missing.")
        if name not in sums:
            raise RunStopped(f"{name} is in it, but {SUMS} does not name it.")
        if sha256(files[name]).hexdigest() != sums[name]:
            raise RunStopped(f"{name} is not as it was packed: its digest is another one.")
    return _manifest(files)


def _manifest(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    try:
        about = json.loads(files[MANIFEST])
        names = {str(one["name"]): str(one.get("signed") or one["sha256"]) for one in about["files"]}
        texts = [about["pack"], *about["audiences"], *about["languages"]]
        inputs = [(one["path"], one["sha256"]) for one in about["inputs"]]
        if not all(isinstance(text, str) for text in (*texts, *(text for pair in inputs for text in pair))):
            raise TypeError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RunStopped(f"{MANIFEST} is not one that briefpack writes.") from None
    for name in sorted({*names, *files} - {SUMS, MANIFEST, NOTE}):
        if name not in files or name not in names:
            raise RunStopped(f"{name} is {'not in the archive' if name not in files else f'not named by {MANIFEST}'}.")
        if sha256(files[name]).hexdigest() != names[name]:
            raise RunStopped(f"{name} is not what {MANIFEST} says.")
    return dict(about)
