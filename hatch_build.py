"""What the wheel holds beside the sources: the templates that come with briefpack, compiled and parted into tokens.

They are named by digests of all that they were made from, so that one that is out of date is compiled as any other is.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTemplates(BuildHookInterface):  # type: ignore[type-arg]
    """Put what is made of the templates into `packaged/` of a wheel; where a library is missing, it goes without."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the templates; `version` is `editable` where nothing is packed."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from briefpack.rendering.environment import shipped_files
        except ModuleNotFoundError as missing:
            self.app.display_warning(f"{missing}: templates are compiled when they are first used.")
            return
        finally:
            sys.path.remove(self.root)
        self.folder = Path(tempfile.mkdtemp())
        for name, made in shipped_files(Path(self.root, "templates")).items():
            (self.folder / name).write_text(json.dumps(made), encoding="utf-8")
            build_data["force_include"][str(self.folder / name)] = f"briefpack/packaged/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was packed."""
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)
