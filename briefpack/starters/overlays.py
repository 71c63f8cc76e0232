"""Overlays: the templates that an audience has of its own, named where it is started, and copied with another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefpack.build.disk import write_whole
from briefpack.build.jobs import Folders, WrongUse, chosen
from briefpack.content.pack import audience_names, pack_names
from briefpack.errors import Place, did_you_mean, relative_name
from briefpack.rendering.loader import Layer, layer_files, template_layers, template_text
from briefpack.rendering.pieces import Piece, imports_for


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


def checked_readers(folders: Folders, pack: str, audience: str) -> tuple[str, str]:
    """Return the pack and the audience that are named, the pack of an audience that only one briefs. Raise WrongUse."""
    packs = chosen((pack,) if pack else (), pack_names(folders.content), "pack")
    if not audience:
        return pack, ""
    audiences = {name: audience_names(folders.content / name) for name in packs}
    chosen((audience,), {one for names in audiences.values() for one in names}, "audience")
    briefing = [name for name, names in audiences.items() if audience in names]
    if len(briefing) > 1:
        raise WrongUse(f"several packs brief {audience}: say which, with --pack. {did_you_mean('', briefing)}")
    return briefing[0], audience


def copied_piece(folders: Folders, piece: Piece, pack: str, audience: str) -> Place:
    """Copy a template, or a block of one, for an audience of a pack, for a pack, or for all. Return where it stands.

    A macro comes with its part: they are looked up together. Nothing is overwritten; a block is added to the overlay
    that there is. Raise WrongUse if the overlay has it already.
    """
    own = folders.templates[0]
    path = (own / "packs" / pack / audience if audience else own / "packs" / pack if pack else own) / piece.file
    source = template_text(piece.path)
    if piece.kind != "block":
        if path.exists():
            raise WrongUse(f"{relative_name(path)} is there already: change it, or rename it before you copy another.")
        write_whole(path, source.encode())
        return Place(relative_name(path), 1)
    before = template_text(path) if path.exists() else _beginning(piece.file, audience or pack)
    if re.search(rf"\{{%[-+]?\s*block\s+{piece.name}\b", before):
        raise WrongUse(f"{relative_name(path)} has a block “{piece.name}” already: change it there.")
    about = f"{{# {piece.about} #}}\n" if piece.about else ""
    imports = "".join(f"{one}\n" for one in imports_for(source, piece.text) if one not in before)
    beginning = f"{before.rstrip()}\n{imports}\n"
    write_whole(path, f"{beginning}{about}{piece.text}\n".encode())
    return Place(relative_name(path), beginning.count("\n") + 1)


def _beginning(file: str, readers: str) -> str:
    """Return how an overlay begins that changes single blocks."""
    remark = f"{{# What {readers or 'everybody'} reads in place of what the blocks below say. #}}"
    return f'{remark}\n{{% extends "{file}" %}}\n'
