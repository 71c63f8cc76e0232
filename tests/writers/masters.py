"""Slide masters from elsewhere, made small: python-pptx's default theme, which is Microsoft's of 4:3, with changes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pptx

from briefpack.office.master import read_master
from briefpack.office.reading import ForeignFile

DEFAULT = Path(pptx.__file__).parent / "templates/default.pptx"
MASTER, THEME, PRESENTATION = "ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml", "ppt/presentation.xml"
Parts = dict[str, str]
Change = Callable[[Parts], None]


@cache
def default_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(DEFAULT) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def layout_name(parts: Parts, words: str) -> str:
    """Return the name of the part of a layout by its name in PowerPoint."""
    return next(name for name in layouts(parts) if f'<p:cSld name="{words}"' in parts[name])


def layouts(parts: Parts) -> list[str]:
    return sorted(name for name in parts if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+\.xml", name))


def changed(folder: Path, *changes: Change) -> ForeignFile:
    """Return the default master with changes, read as a build reads it."""
    parts = default_parts()
    texts = {name: data.decode() for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    for change in changes:
        change(texts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **{name: text.encode() for name, text in texts.items()}}.items():
            archive.writestr(name, data)
    (folder / "master.pptx").write_bytes(stream.getvalue())
    return read_master(folder / "master.pptx")


def in_layouts(pattern: str, new: str) -> Change:
    """Change all layouts by a regular expression."""

    def change(parts: Parts) -> None:
        for name in layouts(parts):
            parts[name] = re.sub(pattern, new, parts[name])

    return change


def in_part(name: str, old: str, new: str, layout: str = "") -> Change:
    """Change a part, or the layout of a name in PowerPoint, by a regular expression that must be there."""

    def change(parts: Parts) -> None:
        part = layout_name(parts, layout) if layout else name
        parts[part], count = re.subn(old, new, parts[part])
        assert count, (part, old)

    return change


def in_layout(layout: str, old: str, new: str) -> Change:
    return in_part("", old, new, layout)


def only(*names: str) -> Change:
    """Leave nothing but these layouts."""

    def change(parts: Parts) -> None:
        related = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
        for name in layouts(parts):
            if not any(f'<p:cSld name="{one}"' in parts[name] for one in names):
                target = name.rpartition("/")[2]
                row = re.search(rf"<Relationship [^>]*{target}[^>]*>", parts[related])
                assert row
                number = re.search(r'Id="(\w+)"', row.group())
                assert number
                parts[related] = parts[related].replace(row.group(), "")
                parts[MASTER] = re.sub(rf'<p:sldLayoutId [^>]*r:id="{number.group(1)}"/>', "", parts[MASTER])

    return change
