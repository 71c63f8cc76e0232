"""What a run makes and finds: values, for the terminal, for programs and for the manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from briefpack.errors import Place, Problem


@dataclass(frozen=True)
class Basis:
    """Hold what tells a later run that a file can stay as it is, and what was found while it was made.

    made_from: digest of the files that its document is made from. written_from: digest of what its writer was handed.
    """

    made_from: str = ""
    written_from: str = ""
    findings: tuple[Problem, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    """What the writer warned of, before it was placed."""


@dataclass(frozen=True)
class Output:
    """Describe one finished file; `path` is relative to the build folder."""

    path: str
    data: bytes = field(repr=False)
    pages: int
    words: int
    problems: int
    steps: tuple[str, ...] = ()
    """What was done to make it fit its page."""
    split: tuple[str, ...] = ()
    """What was split because it did not fit: slides, by their titles."""
    overlays: tuple[str, ...] = ()
    """The folders of templates of its own from which its document was made, besides those that everybody has."""
    translation: str = ""
    """Who has reviewed a translation, or that nobody has."""
    about: Mapping[str, str] = field(default_factory=dict)
    """What its readers see of it as a whole: its title, whom it is for, how it is to be handled, and of which pack."""
    basis: Basis = field(default=Basis(), repr=False)
    stored: tuple[str, int] | None = field(default=None, repr=False)
    """The digest and the size of its data, where that stands elsewhere and not here."""

    @cached_property
    def sha256(self) -> str:
        return self.stored[0] if self.stored else hashlib.sha256(self.data).hexdigest()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.stored[1] if self.stored else len(self.data)

    def record(self) -> dict[str, object]:
        """Return what the manifest says of the file."""
        translation = {"translation": self.translation} if self.translation else {}
        size = {"sha256": self.sha256, "bytes": self.size}
        counts = {"pages": self.pages, "words": self.words}
        done = {"fitting": list(self.steps), "split": list(self.split)}
        overlays = {"overlays": list(self.overlays)} if self.overlays else {}
        about = {"about": dict(self.about)} if self.about else {}
        return {"path": self.path, **size, **counts, **done, **overlays, **translation, **about}

    def kept(self) -> dict[str, Any]:
        """Return all but the data, as JSON can hold it."""
        values = {name: value for name, value in vars(self).items() if name not in ("data", "basis", "stored")}
        return {**values, "sha256": self.sha256, "basis": asdict(self.basis)}

    @classmethod
    def from_kept(cls, kept: dict[str, Any], data: bytes) -> Output:
        lists = {name: tuple(kept[name]) for name in ("steps", "split", "overlays")}
        values: dict[str, Any] = {**kept, "data": data, **lists}
        basis = values["basis"]
        findings = tuple(Problem(**{**found, "place": Place(**found["place"])}) for found in basis["findings"])
        warnings = tuple((message, hint) for message, hint in basis["warnings"])
        values["basis"] = Basis(**{**basis, "findings": findings, "warnings": warnings})
        del values["sha256"]
        return cls(**values)


@dataclass(frozen=True)
class Released:
    """Say of files that they are made to go out: on which day, what says so, and what was let through.

    let_through: how many places, by the code of what a release holds back.
    """

    day: str
    day_said_by: str
    let_through: Mapping[str, int]

    def record(self) -> dict[str, object]:
        """Return what the manifest says of each file of the release."""
        return {"release": {"day": self.day, "let_through": dict(self.let_through)}}


@dataclass(frozen=True)
class Report:
    """Hold what a run made and what it found; for `removed`, `left`, `lost` and `stale` see `Published`."""

    outputs: tuple[Output, ...] = ()
    problems: tuple[Problem, ...] = ()
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    lost: bool = False
    released: Released | None = None
    stale: tuple[str, ...] = ()
    written_to: str = "build/"

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    def as_json(self) -> str:
        outputs = [{**output.record(), "problems": output.problems} for output in self.outputs]
        problems = [asdict(problem) for problem in self.problems]
        rest = {"removed": self.removed, "left": self.left, "stale": self.stale}
        released = self.released.record() if self.released else {}
        report = {"outputs": outputs, "problems": problems, **rest, **released}
        return json.dumps(report, ensure_ascii=False, indent=2)
