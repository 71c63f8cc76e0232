"""The formats in which documents are written: their names, and what readers call them; `build/formats` has the rest."""

from __future__ import annotations

from typing import Literal, get_args

Format = Literal["docx", "pdf", "pptx", "html", "md", "outline.docx", "txt", "odt"]
FORMAT_NAMES: tuple[str, ...] = get_args(Format)
FORMAT_TITLES: dict[str, str] = {
    "docx": "Word",
    "pdf": "PDF",
    "pptx": "PowerPoint",
    "html": "Web page",
    "md": "Markdown slides",
    "outline.docx": "Word outline",
    "txt": "Text outline",
    "odt": "OpenDocument outline",
}
