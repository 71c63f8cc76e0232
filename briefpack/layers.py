"""Where templates are looked up: in the project's own folder first, then in the one that comes with briefpack."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

PACKAGE = Path(__file__).parent


def template_folders(project: Path) -> tuple[Path, ...]:
    """Return the project's `templates`, then briefpack's; one folder where the project is briefpack's own."""
    own, packaged = project / "templates", packaged_templates()
    return (own,) if own.resolve() == packaged.resolve() else (own, packaged)


def packaged_templates() -> Path:
    """Return the templates that come with briefpack: inside an installed package, beside the package in a checkout."""
    inside = PACKAGE / "packaged" / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def first_file(folders: Sequence[Path], name: str) -> Path | None:
    """Return the path of that relative name in the first folder that has it, whatever it leads to."""
    return next((folder / name for folder in folders if os.path.lexists(folder / name)), None)


def files_by_stem(folders: Sequence[Path], pattern: str) -> dict[str, Path]:
    """Return the files that match, by their name without its ending, sorted; the first folder that has a name wins."""
    by_stem = {path.stem: path for folder in reversed(folders) for path in sorted(folder.glob(pattern))}
    return dict(sorted(by_stem.items()))
