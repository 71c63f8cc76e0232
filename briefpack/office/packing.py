"""Packages: the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile

from briefpack.office.markup import DECLARATION, escape

FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP entry can bear."""
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION_KIND = "application/vnd.openxmlformats-package.relationships+xml"


def packed(files: dict[str, bytes], kinds: dict[str, str]) -> bytes:
    """Return a package: content types first, parts in order, under a fixed date; `kinds` are by the part's name.

    Content types come first, as readers of a stream expect; each part is named (ECMA-376 part 2, 10.1.2.2).
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as whole:
        for name, data in [("[Content_Types].xml", _types(kinds).encode()), *sorted(files.items())]:
            entry = zipfile.ZipInfo(name, FIRST_DATE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            whole.writestr(entry, data, compresslevel=6)
    return stream.getvalue()


def _types(kinds: dict[str, str]) -> str:
    held = "".join(f'<Override PartName="/{escape(n)}" ContentType="{k}"/>' for n, k in sorted(kinds.items()))
    return (
        f'{DECLARATION}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="{RELATION_KIND}"/>{held}</Types>'
    )


def relations_of(part: str) -> str:
    """Return the name of the part that holds another part's relations; "" is the package."""
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def relations_xml(held: str) -> str:
    return f'{DECLARATION}<Relationships xmlns="{RELATIONS}">{held}</Relationships>'


def relation(name: str, kind: str, target: str, external: bool = False) -> str:
    """Return one relation; `kind` is a URI, `target` an address or a part's name from the package's root."""
    mode, where = (' TargetMode="External"', escape(target)) if external else ("", f"/{escape(target)}")
    return f'<Relationship Id="{name}" Type="{kind}" Target="{where}"{mode}/>'
