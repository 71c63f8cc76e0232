"""Office packages and OpenDocument archives: content types, relations, properties; the same bytes for the same parts.

Open Packaging Conventions: ECMA-376 part 2.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from briefpack.office.markup import DECLARATION, escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION_KIND = "application/vnd.openxmlformats-package.relationships+xml"
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP entry can bear."""
UNIX, READABLE = 3, 0o100644 << 16
"""By which system an entry was made, and that everybody may read its file."""


def packed(files: Mapping[str, str | bytes], kinds: Mapping[str, str], compressed: bool = True) -> bytes:
    """Return a package: content types first, as readers of a stream expect, then the parts by name.

    `kinds` are the content types by part name; each part is named (10.1.2.2).
    """
    parts = {"[Content_Types].xml": _types(kinds), **dict(sorted(files.items()))}
    return archive(parts, stored=frozenset(() if compressed else parts))


def archive(files: Mapping[str, str | bytes], stored: frozenset[str] = frozenset()) -> bytes:
    """Return a ZIP archive of the files in their order, under a fixed date; those in `stored` are not compressed."""
    return appended(b"", files, stored)


def appended(whole: bytes, files: Mapping[str, str | bytes], stored: frozenset[str] = frozenset()) -> bytes:
    """Return an archive with more files behind its own, whose bytes stay."""
    stream = io.BytesIO(whole)
    with zipfile.ZipFile(stream, "a") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, FIRST_DATE)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            if name.isascii():
                entry.create_system = 0
            else:  # unzip takes names for UTF-8 only where the archive is from Unix
                entry.create_system, entry.external_attr = UNIX, READABLE
            archive.writestr(entry, data, compresslevel=6)
    return stream.getvalue()


def unpacked(whole: bytes) -> dict[str, bytes]:
    """Return the files of an archive that was made here."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _types(kinds: Mapping[str, str]) -> str:
    parts = "".join(f'<Override PartName="/{escape(n)}" ContentType="{escape(k)}"/>' for n, k in sorted(kinds.items()))
    rels = f'<Default Extension="rels" ContentType="{RELATION_KIND}"/>'
    return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{rels}{parts}</Types>'


def relations_of(part: str) -> str:
    """Return the name of the part that holds another part's relations; "" is the package."""
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def relations_xml(relations: str) -> str:
    """Return a relations part that holds what `relation` returned."""
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'


def relation(name: str, kind: str, target: str, external: bool = False) -> str:
    """Return one relation; `kind` is a URI, `target` an address or a part's name from the package's root."""
    mode, where = (' TargetMode="External"', escape(target)) if external else ("", f"/{escape(target)}")
    return f'<Relationship Id="{escape(name)}" Type="{escape(kind)}" Target="{where}"{mode}/>'


def app_xml(facts: Mapping[str, str | int]) -> str:
    """Return docProps/app.xml: facts by their element (`Company`), empty ones left out."""
    properties = "".join(f"<{name}>{escape(str(fact))}</{name}>" for name, fact in facts.items() if fact != "")
    return f'{DECLARATION}<Properties xmlns="{OFFICE}/extended-properties">{properties}</Properties>'
