"""What the codes of a font spell: the map by which words are copied, searched and read (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

from collections.abc import Sequence

MOST_IN_A_BLOCK = 100
SYSTEMS = {1: "/Registry ({name}) /Ordering ({name})", 2: "/Registry (Adobe) /Ordering (UCS)"}
"""What stands in the map for fonts of codes of so many bytes."""


def to_unicode(name: str, letters: Sequence[tuple[int, str]], last: int, code_bytes: int = 1) -> str:
    """Return the CMap from a font's codes to letters, in blocks of at most a hundred, as UTF-16BE.

    last: the highest code that the font may have; code_bytes: how long a code is.
    """
    system, digits = SYSTEMS[code_bytes].format(name=name), 2 * code_bytes
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        f"/CIDSystemInfo << {system} /Supplement 0 >> def",
        f"/CMapName /{name} def /CMapType 2 def",
        f"1 begincodespacerange\n<{0:0{digits}X}> <{last:0{digits}X}>\nendcodespacerange",
    ]
    for start in range(0, len(letters), MOST_IN_A_BLOCK):
        block = letters[start : start + MOST_IN_A_BLOCK]
        rows = "\n".join(f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in block)
        lines.append(f"{len(block)} beginbfchar\n{rows}\nendbfchar")
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"])
