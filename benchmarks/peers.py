"""The programs beside which briefpack is measured, and how each makes a file of the product's words."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = {
    "pandoc": "pypandoc_binary",
    "typst": "typst",
    "docxtpl": "docxtpl",
    "weasyprint": "weasyprint",
    "emboss": "emboss-pdf",
    "python-docx": "python-docx",
    "python-pptx": "python-pptx",
}
"""The distribution of each peer."""
TYPST = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)"
FONT = "Source Sans 3"


@cache
def versions() -> dict[str, str]:
    """Return the version of each peer that is there and runs; of pandoc the program's, not the package's."""
    known = {}
    for name, package in PACKAGES.items():
        try:
            known[name] = version(package)
        except PackageNotFoundError:
            continue
    if "pandoc" in known:
        import pypandoc

        known["pandoc"] = str(pypandoc.get_pandoc_version())
    if "weasyprint" in known and not _loads("weasyprint"):
        del known["weasyprint"]
    return known


def _loads(module: str) -> bool:
    """Tell whether a module loads: some need libraries of the system."""
    return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def missing() -> list[str]:
    return [name for name in PACKAGES if name not in versions()]


def pandoc(source: Path, target: Path) -> list[str]:
    """Return the command with which pandoc writes a Word or PowerPoint file from Markdown."""
    import pypandoc

    return [pypandoc.get_pandoc_path(), "--from=markdown", str(source), "--output", str(target)]


def typst(source: Path, target: Path) -> list[str]:
    """Return the command with which typst, in Python, writes a PDF with the fonts that the product has."""
    return [sys.executable, "-c", TYPST, str(source), str(target), str(fonts())]


def fonts() -> Path:
    """Return the folder of the product's typeface."""
    found = importlib.util.find_spec("rendercv_fonts")
    assert found and found.origin
    return Path(found.origin).parent / FONT


def as_typst(source: Path) -> Path:
    """Write a Markdown file as typst's markup beside it; that is not measured."""
    target = source.with_suffix(".typ")
    if not target.is_file():
        subprocess.run([*pandoc(source, target), "--standalone", "-V", f"mainfont={FONT}"], check=True)
    return target


def commands(source: Path, formats: Iterable[str], into: Path) -> list[list[str]]:
    """Return the commands that write a document in these formats, each with the peer that is measured for it."""
    made = []
    for name in formats:
        target = into / f"{source.stem}.{name}"
        made.append(typst(as_typst(source), target) if name == "pdf" else pandoc(source, target))
    return made
