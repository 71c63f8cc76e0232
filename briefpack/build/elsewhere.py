"""A set of files at an address: a bucket, a share, a folder on another machine.

Whoever makes a document puts its files down beside the set, each under the name of the run. When all are there the run
moves them into the set; the manifest, which names them, comes last.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from briefpack.build.addresses import Address
from briefpack.build.jobs import MANIFEST, STAGING, Request, RunStopped, WrongUse
from briefpack.build.publish import LARGEST_MANIFEST, Manifest, Published, next_set, parsed_manifest
from briefpack.build.results import Output, Released
from briefpack.errors import BuildError, Place, error

PARTLY = "Some files there may be new and others old: build again."


@dataclass(frozen=True)
class Elsewhere:
    """Hold an address, such as `s3://bucket/briefs`, and the name of a run that writes there. It travels to workers."""

    address: Address
    run: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def _staging(self) -> str:
        return f"{STAGING}-{self.run}"

    def put(self, output: Output) -> Output:
        """Put a file down beside the set; return it without its data. Raise BuildError if that is refused."""
        try:
            self.address.write(f"{self._staging}/{output.path}", output.data)
        except (RunStopped, WrongUse) as refused:
            hint = "See to it that every worker may write there, and has the package that its kind of address needs."
            raise BuildError([error(str(refused), Place(str(self.address)), hint)]) from None
        return replace(output, data=b"", stored=(output.sha256, output.size))

    def publish(
        self, outputs: Sequence[Output], request: Request, inputs: Mapping[str, str], released: Released | None
    ) -> Published:
        """Move what was put down into the set, the manifest last; remove what is no longer made. Raise RunStopped."""
        changed = next_set(self._manifest(), outputs, request, inputs, released, self.address.has)
        try:
            for output in outputs:
                self.address.move(f"{self._staging}/{output.path}", output.path)
            self.address.write(MANIFEST, changed.manifest.as_json())
            for path in changed.published.removed:
                self.address.remove(path)
        except RunStopped as stopped:
            raise RunStopped(f"{stopped}\n{PARTLY}") from None
        return changed.published

    def _manifest(self) -> Manifest:
        data = self.address.read(MANIFEST, LARGEST_MANIFEST)
        return Manifest() if data is None else parsed_manifest(data)

    def prepare(self) -> None:
        """Raise RunStopped or WrongUse if there is no such address, before anything is made for it."""
        self.address.make_folder(self._staging)

    def clear(self) -> None:
        """Remove what was put down and is not part of the set."""
        with suppress(RunStopped, WrongUse):
            self.address.remove_folder(self._staging)
