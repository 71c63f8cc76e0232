"""Office packages and OpenDocument archives: content types, relations, properties; the same bytes for the same parts.

Open Packaging Conventions: ECMA-376 part 2.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import lru_cache

from briefpack.office.markup import DECLARATION, escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION_KIND = "application/vnd.openxmlformats-package.relationships+xml"
FIRST_DATE = 1 << 5 | 1
"""1 January 1980, the earliest date that a ZIP entry can bear."""
UNIX, READABLE, PRIVATE = 3, 0o100644 << 16, 0o600 << 16
"""By which system an entry was made whose name needs one: unzip takes names for UTF-8 only where it is Unix. Then
whether everybody may read its file."""
VERSION, UTF_8 = 20, 0x800
"""The version of the format that a reader must know, and the flag of names in UTF-8 (APPNOTE 6.3.10, 4.4.3, 4.4.4)."""
_COMMON = struct.Struct("<5H3L2H")
"""What an entry and the list both say: version, flags, method, time, date, checksum, sizes, lengths of the name and of
what follows it (4.3.7)."""
_ROW, _PLACE, _END = struct.Struct("<4sH"), struct.Struct("<3H2L"), struct.Struct("<4s4H2LH")
"""What stands around that in the list (4.3.12), and what ends it (4.3.16)."""


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
    """Return an archive that was made here with more files behind its own, whose bytes stay."""
    count, directory, end = _directory(whole)
    parts, rows = [whole[:end]], [directory]
    for name, text in files.items():
        data = text.encode() if isinstance(text, str) else text
        head, packed = _packed(data, name in stored)
        system, rights = (0, PRIVATE) if name.isascii() else (UNIX << 8, READABLE)
        flags, path = 0 if name.isascii() else UTF_8, name.encode()
        common = _COMMON.pack(VERSION, flags, *head, len(path), 0)
        parts += [b"PK\3\4", common, path, packed]
        rows += [_ROW.pack(b"PK\1\2", VERSION | system), common, _PLACE.pack(0, 0, 0, rights, end), path]
        end += len(common) + 4 + len(path) + len(packed)
    listed = b"".join(rows)
    number = count + len(files)
    return b"".join([*parts, listed, _END.pack(b"PK\5\6", 0, 0, number, number, len(listed), end, 0)])


def _directory(whole: bytes) -> tuple[int, bytes, int]:
    """Return how many files an archive lists, the list, and where that starts; there is no comment behind it."""
    if not whole:
        return 0, b"", 0
    *_, count, size, start, _ = _END.unpack(whole[-_END.size :])
    return count, whole[start : start + size], start


def _packed(data: bytes, is_stored: bool) -> tuple[tuple[int, ...], bytes]:
    """Return what an archive says of a file: method, time, date, checksum, both sizes; and its bytes as they stand."""
    packed = data if is_stored else _deflated(data) if len(data) <= MOST_KEPT else _deflate(data)
    method = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    return (method, 0, FIRST_DATE, zlib.crc32(data), len(packed), len(data)), packed


def _deflate(data: bytes) -> bytes:
    work = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return work.compress(data) + work.flush()


_deflated = lru_cache(maxsize=128)(_deflate)
"""The parts that all files of a theme share are compressed once; a deck has some eighty parts."""
MOST_KEPT = 1 << 16
"""What is longer differs from file to file."""


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
