"""The walls of the design: who may import whom, and which library may be used where.

Imports inside functions and under TYPE_CHECKING count: a circle that a reader of the code must follow is one.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "briefpack"
ROOMS: tuple[tuple[str, ...], ...] = (
    ("errors", "units", "layers", "garbage", "files", "yaml_slips", "yaml_file", "refusals"),
    ("languages", "office"),
    ("content", "look"),
    ("document",),
    ("checks", "rendering", "figures"),
    ("writers",),
    ("writers.word", "writers.pdf", "writers.pptx", "writers.html", "writers.outline"),
    ("build",),
    ("starters", "reports", "delivery", "preview"),
    ("terminal",),
    ("command_line",),
    ("runs",),
    ("authoring", "handover", "outgoing", "dispatch"),
    ("tasks",),
)
"""The storeys of the house from the bottom. A module imports its own room and whatever lies on the storeys below."""
FOUNDATIONS = ROOMS[0]
FOR_WRITERS = {*FOUNDATIONS, "languages", "office", "look", "document", "figures", "writers"}
"""What a writer may know: the tree, the look and the paper that it is handed, and how figures are drawn."""
WALLS = {
    "yaml": {"yaml_file"},
    "pydantic": {
        "yaml_file",
        "refusals",
        "content.exhibits",
        "content.fields",
        "content.file_names",
        "content.handling",
        "content.items",
        "content.model",
        "content.values",
        "look.theme",
    },
    "jinja2": {"rendering"},
    "markupsafe": {"rendering"},
    "babel": {"languages"},
    "budoux": {"languages.line_breaks"},
    "markdown_it": {"document.markdown", "document.inline_markdown"},
    "mdit_py_plugins": {"document.markdown"},
    "docx": {"writers.word"},
    "lxml": {"writers.word", "writers.pptx", "office"},
    "reportlab": {"writers.pdf"},
    "uharfbuzz": {"look.shaping"},
    "pptx": {"writers.pptx.native_charts"},
    "pyphen": {"languages.hyphenation"},
    "rendercv_fonts": {"writers.pdf", "look.typefaces"},
    "watchfiles": {"preview.watching", "handover"},
    "pypdfium2": {"delivery.pictures"},
    "PIL": {"figures.png", "look.pictures", "look.photos", "writers.pptx.ground"},
    "invoke": {"authoring", "command_line", "runs", "handover", "outgoing", "dispatch", "tasks"},
    "rich": {"terminal"},
    "pyhanko": {"delivery.signatures", "delivery.signing_keys"},
    "pyhanko_certvalidator": {"delivery.signatures"},
    "openpyxl": {"delivery.spreadsheets"},
    "sqlite3": {"delivery.register"},
    "smtplib": {"delivery.smtp"},
    "keyring": {"dispatch"},
    "filelock": {"build.staging", "delivery.register"},
    "distributed": {"build.cluster"},
    "fsspec": {"build.addresses"},
    "webdav4": {"build.addresses"},
}
"""The modules or rooms that alone import a library."""


def dotted(path: Path) -> str:
    """Return a module's name below the package; that of the package itself is empty."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")


MODULES = {dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(path: Path) -> Iterator[str]:
    """Yield what a module imports, with the module's own name where `from room import module` takes one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module and node.level == 0, f"{path} imports relatively"
            named = (f"{node.module}.{name.name}" for name in node.names)
            yield from (name if inner(name) in MODULES else node.module for name in named)


def inner(name: str) -> str:
    return name.removeprefix("briefpack.") if name.startswith("briefpack.") else ""


NEIGHBOURS = {module: {inner(name) for name in imports(path)} & set(MODULES) for module, path in MODULES.items()}
"""The modules of the package that each of them imports."""


def room(module: str) -> str:
    """Return the innermost room of the table in which a module lies."""
    named = (".".join(module.split(".")[:parts]) for parts in (2, 1))
    return next(name for name in named if any(name in storey for storey in ROOMS))


def storey(module: str) -> int:
    return next(n for n, rooms in enumerate(ROOMS) if room(module) in rooms)


def test_each_room_imports_only_rooms_below_it() -> None:
    pairs = [(module, name) for module, names in NEIGHBOURS.items() for name in names - {""} if module]
    upwards = [
        f"{module} imports {name}"
        for module, name in pairs
        if storey(module) <= storey(name) and room(module) != room(name) and {room(module), room(name)} - {*FOUNDATIONS}
    ]
    curious = [
        f"{module} imports {name}"
        for module, name in pairs
        if module.startswith("writers") and room(name) != room(module) and room(name) not in FOR_WRITERS
    ]
    assert upwards + curious == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter(NEIGHBOURS).prepare()
    except CycleError as found:
        raise AssertionError(" -> ".join(found.args[1])) from None


def test_each_library_stays_behind_its_wall() -> None:
    strays = [
        f"{module} imports {name}"
        for module, path in MODULES.items()
        for name in imports(path)
        for walls in [WALLS.get(name.split(".")[0])]
        if walls is not None and not any(f"{module}.".startswith(f"{wall}.") for wall in walls)
    ]
    assert strays == []


def test_the_tree_needs_nothing_but_the_standard_library() -> None:
    assert {name.split(".")[0] for name in imports(MODULES["document.tree"])} <= sys.stdlib_module_names


def test_the_map_names_every_module() -> None:
    named = set(re.findall(r"`([a-z_/]+)`", (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")))
    parts = {part for name in named for part in name.strip("/").split("/")}
    assert [
        module
        for module in MODULES
        if module and module.split(".")[-1] not in parts and "catalogues." not in module and "mentions." not in module
    ] == []
