"""Finished files and the manifest that names them: written whole, and removed when a later build makes them no more."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from briefpack.build.jobs import Folders, Request
from briefpack.build.leftovers import stale_files
from briefpack.build.results import Output
from briefpack.build.stages import stage
from briefpack.errors import relative_name

MANIFEST = "manifest.json"


@stage("publish")
def publish_outputs(outputs: list[Output], request: Request, folders: Folders) -> tuple[str, ...]:
    """Write every file whole, then the manifest. Return the removed paths.

    What earlier builds made of what is asked for, and this one no longer makes, is removed.
    """
    for output in outputs:
        write_whole(folders.build / output.path, output.data)
    before = read_manifest(folders.build / MANIFEST)
    records = {output.path: output.record() for output in outputs}
    stale = stale_files(before, records, request, folders)
    for path in stale:
        (folders.build / path).unlink(missing_ok=True)
    kept = {path: record for path, record in before.items() if path not in stale and (folders.build / path).is_file()}
    records = {**kept, **records}
    manifest = {"outputs": [records[path] for path in sorted(records)], "inputs": input_digests(folders)}
    write_whole(folders.build / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n")
    return stale


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, then rename: a file is there whole or not at all, and an equal one is left alone."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read_manifest(path: Path) -> dict[str, dict[str, object]]:
    """Return the records of the last build by path; none if there is no manifest that can be read."""
    try:
        records = json.loads(path.read_bytes())["outputs"]
        return {record["path"]: record for record in records if _inside(path.parent, record["path"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _inside(folder: Path, name: str) -> bool:
    return (folder / name).resolve().is_relative_to(folder.resolve())


def input_digests(folders: Folders) -> list[dict[str, str]]:
    """Return the digest of every content and template file, by its path from the project's folder.

    The templates that come with briefpack are named `briefpack/templates/…`, wherever it is installed.
    """
    project = folders.content.parent
    named = [(folder, relative_name(folder, project)) for folder in (folders.content, folders.templates[0])]
    named += [(folder, "briefpack/templates") for folder in folders.templates[1:]]
    return [
        {
            "path": f"{name}/{path.relative_to(folder).as_posix()}",
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for folder, name in named
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
