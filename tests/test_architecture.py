"""The walls of the design: who may import whom, and which library may be used where."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "briefpack"
ORDER = (
    *("errors", "units", "languages", "office", "layers", "catalogues", "locales", "yaml_file", "office_file"),
    *("model", "content", "translation", "brief", "phrases", "plain_words", "limits", "pictures", "theme"),
    *("word_fields", "letterhead", "master", "short_forms", "templates", "marks"),
    *("tree", "labels", "outlines", "typefaces", "figures", "slides", "markdown", "spacing", "deck_rules", "reading"),
    *("mentions", "drift", "translation_drift", "prose", "checks", "fit"),
    *("writers", "schema", "formats", "jobs", "publish", "build", "trace", "translators", "reports", "starters"),
    *("terminal", "tasks"),
)
"""A module may import what stands before it: foundations, input, the document, output, the run."""
FOR_WRITERS = {
    "errors",
    "units",
    "languages",
    "office",
    "office_file",
    "pictures",
    "tree",
    "typefaces",
    "figures",
    "slides",
    "theme",
    "letterhead",
    "master",
    "writers",
}
WALLS = {
    "yaml": {"yaml_file"},
    "pydantic": {"yaml_file", "model", "theme"},
    "jinja2": {"templates", "marks"},
    "markupsafe": {"templates", "marks", "phrases"},
    "babel": {"catalogues", "locales", "starters"},
    "markdown_it": {"markdown"},
    "mdit_py_plugins": {"markdown"},
    "docx": {"writers.word"},
    "pptx": {"writers.pptx"},
    "lxml": {"writers.word", "writers.pptx", "office", "letterhead", "master", "word_fields"},
    "reportlab": {"writers.pdf"},
    "rendercv_fonts": {"writers.pdf", "typefaces"},
    "fontTools": {"outlines", "typefaces"},
    "PIL": {"figures.png", "pictures"},
    "invoke": {"tasks"},
    "rich": {"terminal"},
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "briefpack":
            yield from (f"briefpack.{name.name}" for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path} imports relatively"
            yield node.module


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_only_what_stands_above(path: Path) -> None:
    module = dotted(path)
    top = module.split(".")[0]
    for name in imports(path):
        package, _, inner = name.partition(".")
        if package != "briefpack" or inner in ("", "__version__"):
            continue
        if top == "writers":
            own = ".".join(module.split(".")[:2])
            shared = inner.split(".")[0] in FOR_WRITERS and not inner.startswith("writers.")
            assert shared or f"{inner}.".startswith(f"{own}."), f"{module} imports {inner}"
        elif (inner.startswith("writers.") and top == "build") or inner.split(".")[0] == top:
            continue
        else:
            assert ORDER.index(inner.split(".")[0]) < ORDER.index(top), f"{module} imports {inner}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_each_library_stays_behind_its_wall(path: Path) -> None:
    module = dotted(path)
    for name in imports(path):
        allowed = WALLS.get(name.split(".")[0])
        if allowed is not None:
            assert any(f"{module}.".startswith(f"{wall}.") for wall in allowed), f"{module} imports {name}"


def test_the_tree_needs_nothing_but_the_standard_library() -> None:
    import sys

    assert {name.split(".")[0] for name in imports(PACKAGE / "tree.py")} <= sys.stdlib_module_names
