"""Overlays: the templates that an audience has of its own, named where it is started, and copied with another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefpack.build.jobs import Folders
from briefpack.content.pack import audience_names, pack_names
from briefpack.errors import relative_name
from briefpack.rendering.loader import Layer, layer_files, template_layers, template_text


def overlays_of(folders: Folders, pack: str, audience: str) -> dict[Layer, list[Path]]:
    """Return the overlays that an audience of a pack reads, each with its templates, in the order of look-up."""
    layers = template_layers(folders.templates, pack, audience)
    return {layer: files for layer in layers if layer.readers and (files := layer_files(layer))}


def overlay_notes(folders: Folders, pack: str, audience: str) -> Iterator[str]:
    """Say of each overlay that an audience reads who else reads it."""
    for layer, files in overlays_of(folders, pack, audience).items():
        names = ", ".join(path.relative_to(layer.folder).as_posix() for path in files)
        others = _other_readers(folders, layer, pack, audience)
        shared = f"; {', '.join(others)} read{'s' * (len(others) == 1)} it, too" if others else ""
        yield f"{relative_name(layer.folder)}/ ({names}), an overlay for {layer.readers}{shared}"


def _other_readers(folders: Folders, layer: Layer, pack: str, audience: str) -> list[str]:
    """Return who else reads a layer: other audiences of its pack, or audiences of that name in other packs."""
    if layer.pack:
        others = [name for name in audience_names(folders.content / pack) if name != audience]
        return [] if layer.audience else others
    packs = [name for name in pack_names(folders.content) if name != pack]
    return [f"{audience} in {name}" for name in packs if audience in audience_names(folders.content / name)]


def copied_templates(folders: Folders, pack: str, like: str, name: str) -> dict[Path, str]:
    """Return the templates that an audience has of its own, by the path of the copy for another one of the pack.

    What every pack's audience of that name reads becomes the pack's; where the pack has changed it once more, it stays
    below what the pack has.
    """
    own = folders.templates[0]
    copies: dict[Path, str] = {}
    for layer, files in overlays_of(folders, pack, like).items():
        for path in files if layer.audience else ():
            relative = path.relative_to(layer.folder)
            copy = own / "packs" / pack / name / relative
            copies[own / "audiences" / name / relative if copy in copies else copy] = template_text(path)
    return copies
