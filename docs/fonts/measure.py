"""Measure the fonts that slides are set in: python docs/fonts/measure.py FOLDER_OF_FONTS... The same bytes every time.

Writes briefpack/look/widths.json: by family the pitch of its lines in ems, and for regular and bold the
characters of each width in thousandths of an em. A slide is then split at the same place on every computer,
whichever fonts that one has. Carlito, Caladea and Liberation have the widths of Calibri, Cambria, Arial and Times New
Roman (Debian: fonts-crosextra-carlito, fonts-crosextra-caladea, fonts-liberation); others are of rendercv-fonts.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

REPOSITORY = Path(__file__).parent.parent.parent
WIDTHS = REPOSITORY / "briefpack/look/widths.json"
FAMILIES = (
    *("Carlito", "Caladea", "Liberation Sans", "Liberation Serif", "Liberation Mono", "DejaVu Sans", "DejaVu Serif"),
    *("Open Sans", "Source Sans 3", "Poppins", "Lato", "Roboto", "Noto Sans", "EB Garamond", "Raleway", "Ubuntu"),
)
RANGES = ((0x20, 0x7E), (0xA0, 0x52F), (0x1E00, 0x1FFF), (0x2000, 0x20CF), (0x2100, 0x22FF), (0x25A0, 0x26FF))
"""Latin, Greek, Cyrillic, punctuation, currencies, letterlike and mathematical signs, shapes."""


def main() -> None:
    spec = importlib.util.find_spec("rendercv_fonts")
    folders = [*map(Path, sys.argv[1:]), *map(Path, (spec and spec.submodule_search_locations) or ())]
    files = {path.stem: path for folder in folders for path in sorted(folder.rglob("*.ttf"))}
    measured = {family: family_widths(family.replace(" ", ""), files) for family in FAMILIES}
    lines = [f'"{family}": {json.dumps(found, ensure_ascii=False)}' for family, found in measured.items()]
    WIDTHS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def family_widths(stem: str, files: dict[str, Path]) -> dict[str, object]:
    plain = next(files[name] for name in (f"{stem}-Regular", stem) if name in files)
    faces = {"regular": TTFont(plain), "bold": TTFont(files[f"{stem}-Bold"])}
    head, across = faces["regular"]["head"], faces["regular"]["hhea"]
    pitch = (across.ascent - across.descent + across.lineGap) / head.unitsPerEm
    return {"pitch": round(pitch, 3), **{name: by_width(face) for name, face in faces.items()}}


def by_width(face: TTFont) -> dict[str, str]:
    glyphs, metrics, em = face.getBestCmap(), face["hmtx"], face["head"].unitsPerEm
    found: dict[int, str] = {}
    for code in (code for first, last in RANGES for code in range(first, last + 1) if code in glyphs):
        width = round(metrics[glyphs[code]][0] * 1000 / em)
        found[width] = found.get(width, "") + chr(code)
    return {str(width): found[width] for width in sorted(found)}


if __name__ == "__main__":
    main()
