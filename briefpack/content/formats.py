"""The names of the formats in which documents are written; `build/formats` says what each of them is."""

from __future__ import annotations

from typing import Literal, get_args

Format = Literal["docx", "pdf", "pptx", "html", "md", "outline.docx", "txt", "odt"]
FORMAT_NAMES: tuple[str, ...] = get_args(Format)
