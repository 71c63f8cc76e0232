"""Finished files and the manifest that names them: published as one set, and removed when they are no longer made."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from briefpack.build.cache import FOLDER as CACHE
from briefpack.build.disk import refusals_said
from briefpack.build.jobs import INDEX, MANIFEST, Request, RunStopped
from briefpack.build.results import Output, Released
from briefpack.build.stages import stage
from briefpack.build.staging import alone_in, is_output_name, replace_set

LARGEST_MANIFEST = 100_000_000
Record = dict[str, Any]


@dataclass(frozen=True)
class Manifest:
    """Hold what `build/manifest.json` says: the record of each file by its path, the digest of each input by its name.

    A record has `inputs` of its own, as far as they differ, where a later run made other files from changed ones.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    reports: Mapping[str, Record] = field(default_factory=dict)
    """What commands have written about a pack, each with the digest of what it was made from."""
    damaged: bool = False

    def as_json(self) -> bytes:
        outputs = [self.records[path] for path in sorted(self.records)]
        reports = [self.reports[path] for path in sorted(self.reports)]
        named = {"reports": reports} if reports else {}
        manifest = {"outputs": outputs, **named, "inputs": _listed(self.inputs)}
        return json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n"


@dataclass(frozen=True)
class Published:
    """Hold which files a run removed, and which it left since it saw nothing of their pack or audience."""

    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    lost: bool = False
    """Whether the manifest could not be read: which files were built before is not known any more."""
    stale: tuple[str, ...] = ()
    """The reports that were made from content which has changed since."""


@stage("publish")
def publish_outputs(
    outputs: Sequence[Output],
    request: Request,
    build: Path,
    inputs: Mapping[str, str],
    released: Released | None = None,
) -> Published:
    """Give `build` these files and the manifest, all or nothing; `inputs`: the digests of what they were made from.

    Files of the same audiences that are no longer made are removed, as far as they were asked for. Raise RunStopped.
    """
    with alone_in(build):
        before = read_manifest(build / MANIFEST)
        new = next_set(before, outputs, request, inputs, released, partial(_is_file_below, build))
        manifest = new.manifest.as_json()
        changes: dict[str, bytes | None] = {
            output.path: output.data for output in outputs if not _is_there(build / output.path, output.data)
        }
        changes |= dict.fromkeys(path for path in new.published.removed if _is_file_below(build, path))
        if changes or not _is_there(build / MANIFEST, manifest):
            replace_set(build, {**changes, MANIFEST: manifest})
    return new.published


class NextSet(NamedTuple):
    """Hold what a set of files becomes: its manifest, and what is said of the files that were in it."""

    manifest: Manifest
    published: Published


def next_set(
    before: Manifest,
    outputs: Sequence[Output],
    request: Request,
    inputs: Mapping[str, str],
    released: Released | None,
    is_there: Callable[[str], bool],
) -> NextSet:
    """Return what the set of a manifest becomes with these files; `is_there` tells of a path whether it has a file."""
    release = released.record() if released else {}
    made = {output.path: {**output.record(), **release} for output in outputs}
    others = sorted(set(before.records) - set(made))
    removed = [path for path in others if _is_asked_for(path, request) and _audience(path) in map(_audience, made)]
    others = [path for path in others if path not in removed and is_there(path)]
    kept = {path: _dated(before.records[path], before.inputs, inputs) for path in others}
    reports = {path: one for path, one in before.reports.items() if path not in made and is_there(path)}
    stale = [path for path, one in reports.items() if one["made_from"] != _made_from(path, inputs)]
    left = [path for path in kept if request.covers(path.split("/")[0])]
    published = Published(tuple(removed), tuple(left), before.damaged, tuple(stale))
    return NextSet(Manifest({**kept, **made}, inputs, reports), published)


class Renewed(NamedTuple):
    """Hold the digests of a manifest and of the one that took its place."""

    before: str
    after: str


def publish_reports(files: Mapping[str, bytes], build: Path, inputs: Mapping[str, str]) -> Renewed:
    """Give `build` these files about packs, by their paths, all or nothing; runs leave them there, cleaning does not.

    `inputs`: the digests of what they were made from. Raise RunStopped.
    """
    with alone_in(build):
        before = read_manifest(build / MANIFEST)
        if before.damaged:
            what = "build/manifest.json cannot be read, so what was built is not known: nothing was written."
            raise RunStopped(f"{what}\nRun invoke build, then this command again.")
        replaced = (build / MANIFEST).read_bytes() if (build / MANIFEST).exists() else b""
        made = {path: _report(path, data, inputs) for path, data in files.items()}
        manifest = Manifest(before.records, before.inputs, {**before.reports, **made}).as_json()
        changes: dict[str, bytes | None] = {
            path: data for path, data in files.items() if not _is_there(build / path, data)
        }
        if changes or manifest != replaced:
            replace_set(build, {**changes, MANIFEST: manifest})
    return Renewed(_sha256(replaced), _sha256(manifest))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _report(path: str, data: bytes, inputs: Mapping[str, str]) -> Record:
    return {"path": path, "sha256": _sha256(data), "bytes": len(data), "made_from": _made_from(path, inputs)}


def _made_from(path: str, inputs: Mapping[str, str]) -> str:
    """Return one digest of what a report is about: a pack, or for the page over all of them each of these."""
    return pack_digest("" if path == INDEX else path.split("/")[0], inputs)


def pack_digest(pack: str, inputs: Mapping[str, str]) -> str:
    """Return one digest of all that the documents of a pack are made from, or of all packs: content and templates."""
    own = [name for name in sorted(inputs) if not pack or concerns(pack, name)]
    return _sha256("".join(f"{name}\0{inputs[name]}\n" for name in own).encode())


def concerns(pack: str, name: str) -> bool:
    """Tell whether a file, named from the project's folder, is a pack's own or that of no pack."""
    return name.startswith(f"content/{pack}/") or not name.startswith("content/")


def as_built(build: Path, path: str, digest: str, again: str = "invoke build --force") -> bytes:
    """Read a file of `build/`. Raise RunStopped if it is not what the manifest says; `again` makes it anew."""
    file = build / path
    data = file.read_bytes() if file.is_file() and not file.is_symlink() else b""
    if _sha256(data) != digest:
        raise RunStopped(f"build/{path} is not as it was built.\nMake it again: {again}")
    return data


def _audience(path: str) -> str:
    """Return the part of a path that names a pack and an audience."""
    return "/".join(path.split("/")[:2])


def _is_asked_for(path: str, request: Request) -> bool:
    """Tell whether a run for this request would make the file, if it were still to be made."""
    *_, language, name = path.split("/")
    document, _, format_ = name.partition(".")
    return request.asks_for(document, format_) and (not request.languages or language in request.languages)


def _is_there(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _dated(record: Record, before: Mapping[str, str], now: Mapping[str, str]) -> Record:
    """Return the record of a file that was not made again, with those of its inputs that are not as they are now."""
    own = {name: digest for name, digest in {**before, **_digests(record.get("inputs", ()))}.items() if digest}
    pack = record["path"].split("/")[0]
    different = {
        name: own.get(name, "") for name in {*own, *now} if own.get(name) != now.get(name) and concerns(pack, name)
    }
    rest = {key: value for key, value in record.items() if key != "inputs"}
    return {**rest, "inputs": _listed(different)} if different else rest


def _listed(digests: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"path": name, "sha256": digests[name]} for name in sorted(digests)]


def _digests(listed: Any) -> dict[str, str]:
    return {str(one["path"]): str(one["sha256"]) for one in listed}


def read_manifest(path: Path) -> Manifest:
    """Return what a manifest says. Names that no output can have are passed over: anyone may have written it."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return Manifest()
    try:
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_MANIFEST:
            return Manifest(damaged=True)
        return parsed_manifest(path.read_bytes())
    except OSError:
        return Manifest(damaged=True)


def parsed_manifest(data: bytes) -> Manifest:
    """Return what a manifest says, as `read_manifest` does."""
    try:
        manifest = json.loads(data)
        records = {record["path"]: record for record in manifest["outputs"] if is_output_name(record["path"])}
        for record in records.values():
            _digests(record.get("inputs", ()))
        reports = {one["path"]: one for one in manifest.get("reports", ()) if _is_report_name(one["path"])}
        if not all(isinstance(record["made_from"], str) for record in reports.values()):
            return Manifest(damaged=True)
        return Manifest(records, _digests(manifest["inputs"]), reports)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest(damaged=True)


def _is_report_name(path: object) -> bool:
    return path == INDEX or is_output_name(path)


def remove_built(build: Path) -> int:
    """Remove what the manifest names, the manifest, and what runs keep; return how many files were built.

    Nothing else is removed and no link is followed. Raise RunStopped.
    """
    if not os.path.lexists(build):
        return 0
    with alone_in(build):
        manifest = read_manifest(build / MANIFEST)
        if manifest.damaged:
            what = "build/manifest.json cannot be read, so what was built is not known: nothing was removed."
            raise RunStopped(f"{what}\nRemove the folders of packs in build/ yourself, and build/manifest.json.")
        with refusals_said():
            named = [*manifest.records, *manifest.reports]
            built = [path for path in named if _is_file_below(build, path)]
            for path in [*built, MANIFEST]:
                (build / path).unlink(missing_ok=True)
            _remove_cache(build / CACHE)
            _remove_empty_folders(build, named)
    with suppress(OSError):
        build.rmdir()
    return len(built)


def _is_file_below(build: Path, path: str) -> bool:
    """Tell whether a path leads to a file or a link, through folders alone."""
    target = build / path
    if any(above.is_symlink() for above in list(target.parents)[: path.count("/")]):
        return False
    return target.is_symlink() or target.is_file()


def _remove_cache(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.is_dir():
        shutil.rmtree(folder)


def _remove_empty_folders(build: Path, paths: Iterable[str]) -> None:
    folders = {above for path in paths for above in list((build / path).parents)[: path.count("/")]}
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            if not folder.is_symlink():
                folder.rmdir()
