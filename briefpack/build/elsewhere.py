"""A set of files at an address that fsspec opens: a bucket, a share, a folder on another machine.

Whoever makes a document puts its files down beside the set, each under the name of the run. When all are there the run
moves them into the set; the manifest, which names them, comes last. Loads fsspec and what it needs for the address.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from fsspec.core import url_to_fs

from briefpack.build.jobs import MANIFEST, STAGING, Request, RunStopped
from briefpack.build.publish import LARGEST_MANIFEST, Manifest, Published, next_set, parsed_manifest
from briefpack.build.results import Output, Released
from briefpack.errors import BuildError, Place, error

REFUSED = (OSError, ImportError, ValueError)
"""What fsspec and those who write for it raise: no connection or right, no package for the address, no such address."""


@dataclass(frozen=True)
class Elsewhere:
    """Hold an address, such as `s3://bucket/briefs`, and the name of a run that writes there. It travels to workers."""

    address: str
    run: str = field(default_factory=lambda: secrets.token_hex(8))

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        files, root = url_to_fs(self.address)
        return files, str(root).rstrip("/")

    def __reduce__(self) -> Any:
        return Elsewhere, (self.address, self.run)  # a connection stays where it is

    def _path(self, name: str) -> str:
        return f"{self._opened[1]}/{name}"

    @property
    def _staging(self) -> str:
        return self._path(f"{STAGING}-{self.run}")

    def put(self, output: Output) -> Output:
        """Put a file down beside the set; return it without its data. Raise BuildError if that is refused."""
        try:
            path = f"{self._staging}/{output.path}"
            self._opened[0].makedirs(path.rpartition("/")[0], exist_ok=True)
            self._opened[0].pipe_file(path, output.data)
        except REFUSED as refused:
            hint = "See to it that every worker may write there, and has the package that its kind of address needs."
            raise BuildError(
                [error(f"a file cannot be written: {_words(refused)}", Place(self.address), hint)]
            ) from None
        return replace(output, data=b"", stored=(output.sha256, output.size))

    def publish(
        self, outputs: Sequence[Output], request: Request, inputs: Mapping[str, str], released: Released | None
    ) -> Published:
        """Move what was put down into the set, the manifest last; remove what is no longer made. Raise RunStopped."""
        with self._stopping():
            files, _ = self._opened
            before = self._manifest()
            changed = next_set(before, outputs, request, inputs, released, lambda path: files.exists(self._path(path)))
            for output in outputs:
                path = self._path(output.path)
                files.makedirs(path.rpartition("/")[0], exist_ok=True)
                with suppress(FileNotFoundError):
                    files.rm_file(path)
                files.mv(f"{self._staging}/{output.path}", path)
            files.pipe_file(self._path(MANIFEST), changed.manifest.as_json())
            for path in changed.published.removed:
                files.rm_file(self._path(path))
            return changed.published

    def _manifest(self) -> Manifest:
        files, path = self._opened[0], self._path(MANIFEST)
        if not files.exists(path):
            return Manifest()
        return parsed_manifest(files.cat_file(path)) if files.size(path) <= LARGEST_MANIFEST else Manifest(damaged=True)

    def prepare(self) -> None:
        """Raise RunStopped if there is no such address, before anything is made for it."""
        with self._stopping():
            self._opened[0].makedirs(self._staging, exist_ok=True)

    def clear(self) -> None:
        """Remove what was put down and is not part of the set."""
        with suppress(*REFUSED):
            self._opened[0].rm(self._staging, recursive=True)

    @contextmanager
    def _stopping(self) -> Iterator[None]:
        try:
            yield
        except REFUSED as refused:
            raise RunStopped(f"{self.address}: {_words(refused)}") from None


def _words(refused: Exception) -> str:
    return str(getattr(refused, "strerror", None) or refused) or type(refused).__name__
