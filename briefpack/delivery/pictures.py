"""Pictures of the pages of PDFs, kept by the digest of the file: one that has not changed is not drawn again."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER = "pictures"
"""Below `build/.cache`: only what the last pages show stays."""
COLOURS = 16
"""A page of text and flat colours needs no more, and is small."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold a PNG and its size in pixels."""

    data: bytes
    width: int
    height: int


class Pictures:
    """Draw pages of PDFs no wider and no higher than a box, in pixels."""

    def __init__(self, folder: Path, box: tuple[int, int]) -> None:
        self.folder, self.box = folder, box
        self.used: set[str] = set()

    def of(self, pdf: bytes, digest: str, pages: Sequence[int]) -> list[Picture]:
        """Return pictures of pages, counted from 0, of a PDF with that digest."""
        names = [self._name(digest, page) for page in pages]
        self.used |= {*names}
        kept = [_read(self.folder / name) for name in names]
        missing = [page for page, picture in zip(pages, kept, strict=True) if picture is None]
        drawn = dict(zip(missing, _drawn(pdf, missing, self.box), strict=True)) if missing else {}
        for page, picture in drawn.items():
            self._keep(self._name(digest, page), picture)
        return [picture or drawn[page] for page, picture in zip(pages, kept, strict=True)]

    def sweep(self, others: Iterable[Pictures] = ()) -> None:
        """Remove the pictures that nothing has asked for."""
        used = self.used.union(*(one.used for one in others))
        for path in self.folder.glob("*.png"):
            if path.name not in used:
                path.unlink(missing_ok=True)

    def _name(self, digest: str, page: int) -> str:
        """Return the name of a picture: that of all that it is made from."""
        made_from = json.dumps([digest, page, self.box, COLOURS, version("pypdfium2"), version("pillow")])
        return f"{sha256(made_from.encode()).hexdigest()[:32]}.png"

    def _keep(self, name: str, picture: Picture) -> None:
        from briefpack.build.disk import write_whole

        write_whole(self.folder / name, picture.data)


def _read(path: Path) -> Picture | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return Picture(data, *_size(data)) if data[:8] == b"\x89PNG\r\n\x1a\n" and data[-8:-4] == b"IEND" else None


def _size(data: bytes) -> tuple[int, int]:
    """Return the width and height that a PNG states in its first chunk (ISO/IEC 15948, 11.2.2)."""
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _drawn(pdf: bytes, pages: Sequence[int], box: tuple[int, int]) -> list[Picture]:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(pdf)
    try:
        return [_picture(document[page], box) for page in pages]
    finally:
        document.close()


def _picture(page: Any, box: tuple[int, int]) -> Picture:
    width, height = page.get_size()
    scale = min(box[0] / width, box[1] / height)
    image = page.render(scale=scale).to_pil().convert("RGB").quantize(COLOURS)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return Picture(stream.getvalue(), *image.size)


def pdf_text(data: bytes) -> str:
    """Return the text of all pages of a PDF; none of one that cannot be read."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return ""
    try:
        return "\n".join(str(page.get_textpage().get_text_bounded()) for page in document)
    finally:
        document.close()
