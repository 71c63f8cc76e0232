"""Find templates: in the overlays of a pack and an audience first, then in the folders of templates in their order."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound

from briefpack.errors import BuildError, Findings, Place, error, relative_name
from briefpack.files import no_file, read_text
from briefpack.languages.characters import file_problems
from briefpack.layers import first_file

SUFFIX = ".md.j2"
LAYER_MARK = "|"
MAX_BYTES = 1_000_000
OVERLAYS = ("packs/", "audiences/")
"""The folders that hold overlays."""
NOT_SHARED = (*OVERLAYS, "reports/", "mails/")
"""What no document of just any audience is made of: overlays, reports about packs, and the mail that goes with them."""
SHARED = ("documents", "parts", "mails")
"""The folders of a pack’s overlays that all its audiences read; the others are those of its audiences."""


class LayeredLoader(BaseLoader):
    """Find a template in the first folder that has it; one that extends its own name finds the one below it.

    Inside, a name is `layer|relative name`: `0|documents/memo.md.j2`.
    """

    def __init__(self, layers: tuple[Path, ...]) -> None:
        self.layers = layers
        self._inside: set[tuple[str, int, int]] = set()

    def find(self, relative: str, first_layer: int = 0) -> str:
        """Return the inside name of a template. Raise TemplateNotFound, also for a path out of the folders."""
        if Path(relative).anchor or ".." in Path(relative).parts:
            raise TemplateNotFound(relative)
        for n in range(first_layer, len(self.layers)):
            path = self.layers[n] / relative
            if not os.path.lexists(path):
                continue
            if refused := no_file(path):
                raise BuildError([error(str(refused), Place(relative_name(path)), refused.hint)])
            if not self._is_inside(path, self.layers[n]):
                hint = "Put the template itself there."
                raise BuildError([error("is a link that leads out of its folder", Place(relative_name(path)), hint)])
            return f"{n}{LAYER_MARK}{relative}"
        raise TemplateNotFound(relative)

    def _is_inside(self, path: Path, layer: Path) -> bool:
        """Tell whether a file lies in a folder. The same file is looked at once: to follow links takes long."""
        status = path.stat()
        file = str(path), status.st_dev, status.st_ino
        if file not in self._inside and path.resolve().is_relative_to(layer.resolve()):
            self._inside.add(file)
        return file in self._inside

    def find_from(self, parent: str, relative: str) -> str:
        """Return the inside name of a template that another one, by its inside name, extends, includes or imports."""
        layer, own = split_name(parent)
        return self.find(relative, layer + 1 if relative == own else 0)

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        layer, relative = split_name(template)
        path = self.layers[layer] / relative
        changed = path.stat().st_mtime_ns
        return template_text(path), str(path), lambda: path.stat().st_mtime_ns == changed

    def names(self) -> set[str]:
        names = (path.relative_to(layer).as_posix() for layer in self.layers for path in layer.glob(f"**/*{SUFFIX}"))
        return {name for name in names if not name.startswith(OVERLAYS)}


def split_name(name: str) -> tuple[int, str]:
    """Split the inside name of a template into its layer and its relative name."""
    layer, _, relative = name.partition(LAYER_MARK)
    return int(layer), relative


def template_text(path: Path) -> str:
    """Read a template. Raise BuildError if it is not UTF-8, or for each character that no text may hold."""
    source = read_text(path, MAX_BYTES, large="Split it: {% include %} and {% import %} put templates together.")
    Findings(file_problems(source, relative_name(path))).raise_errors()
    return source


@dataclass(frozen=True, slots=True)
class Layer:
    """A folder in which templates are looked up, and whose overlay it is: a pack's, an audience's, or one of both."""

    folder: Path
    pack: str = ""
    audience: str = ""

    @property
    def readers(self) -> str:
        """Say for whom it stands before what everybody has; nothing if it is what everybody has."""
        if not self.pack:
            return f"{self.audience} in every pack" if self.audience else ""
        return f"{self.audience or 'every audience'} in {self.pack}"


def template_layers(templates: tuple[Path, ...], pack: str, audience: str) -> tuple[Layer, ...]:
    """Return where the templates of a pack's audience are looked up: the pack's overlays, the audience's, then all.

    Only the first folder, the project's own, has overlays: those that come with briefpack were written for the
    audiences of its own packs, and would put words into the mouth of whoever calls an audience by the same name.
    """
    own = templates[0]
    return (
        Layer(own / "packs" / pack / audience, pack, audience),
        Layer(own / "packs" / pack, pack),
        Layer(own / "audiences" / audience, "", audience),
        *map(Layer, templates),
    )


def all_overlays(own: Path) -> list[Layer]:
    """Return every overlay in a project's folder of templates, whoever reads it."""
    packs = [folder for folder in sorted((own / "packs").glob("*")) if folder.is_dir()]
    audiences = [folder for folder in sorted((own / "audiences").glob("*")) if folder.is_dir()]
    layers = []
    for pack in packs:
        layers.append(Layer(pack, pack.name))
        inner = [folder for folder in sorted(pack.glob("*")) if folder.is_dir() and folder.name not in SHARED]
        layers += [Layer(folder, pack.name, folder.name) for folder in inner]
    return [*layers, *(Layer(folder, "", folder.name) for folder in audiences)]


def layer_files(layer: Layer) -> list[Path]:
    """Return the templates of documents that a layer holds, sorted; overlays beneath it are none of its own."""
    paths = sorted(path for path in layer.folder.rglob(f"*{SUFFIX}") if path.is_file())
    if not layer.pack and not layer.audience:
        return [path for path in paths if not path.relative_to(layer.folder).as_posix().startswith(NOT_SHARED)]
    if not layer.audience:
        return [path for path in paths if path.relative_to(layer.folder).parts[0] in SHARED]
    return paths


def document_names(templates: tuple[Path, ...]) -> list[str]:
    """Return the kinds of document that there are templates for, sorted."""
    return sorted({path.name.removesuffix(SUFFIX) for t in templates for path in t.glob(f"documents/*{SUFFIX}")})


def template_name(document: str) -> str:
    return f"documents/{document}{SUFFIX}"


def report_name(report: str) -> str:
    return f"reports/{report}{SUFFIX}"


def mail_name(mail: str) -> str:
    return f"mails/{mail}{SUFFIX}"


def template_path(document: str, templates: tuple[Path, ...]) -> Path:
    """Return the file that holds a document's template, below the overlays."""
    name = template_name(document)
    return first_file(templates, name) or templates[0] / name
