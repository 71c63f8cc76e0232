"""What a run makes and finds: values, for the terminal, for programs and for the manifest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field

from briefpack.errors import Problem


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
    translation: str = ""
    """Who has reviewed a translation, or that nobody has."""

    def record(self) -> dict[str, object]:
        """Return what the manifest says of the file."""
        translation = {"translation": self.translation} if self.translation else {}
        size = {"sha256": hashlib.sha256(self.data).hexdigest(), "bytes": len(self.data)}
        counts = {"pages": self.pages, "words": self.words}
        done = {"fitting": list(self.steps), "split": list(self.split)}
        return {"path": self.path, **size, **counts, **done, **translation}


@dataclass(frozen=True)
class Report:
    """Hold what a run made, what it found and which files it removed."""

    outputs: tuple[Output, ...] = ()
    problems: tuple[Problem, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    def as_json(self) -> str:
        outputs = [{**output.record(), "problems": output.problems} for output in self.outputs]
        problems = [asdict(problem) for problem in self.problems]
        return json.dumps(
            {"outputs": outputs, "problems": problems, "removed": self.removed}, ensure_ascii=False, indent=2
        )
