"""What files are called that leave the building: the pack’s pattern, filled from what a document says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefpack.content.file_names import file_name
from briefpack.delivery.contents import Document


def document_name(pack: str, document: Document, format_: str) -> str:
    """Return the name of a document’s file in a format."""
    values = {**_values(pack, (document,)), "document": document.name}
    return f"{file_name(str(document.about.get('names', '')), values)}.{format_}"


def set_name(pack: str, documents: Sequence[Document]) -> str:
    """Return the name, without an ending, of what holds several documents; what they differ in is left out."""
    return file_name(str(documents[0].about.get("names", "")), _values(pack, documents))


def _values(pack: str, documents: Sequence[Document]) -> dict[str, str]:
    abouts = [document.about for document in documents]
    values = {
        "pack": pack,
        "audience": _same([document.audience for document in documents]),
        "language": _same([document.language for document in documents]),
        **{name: _same([str(about.get(name, "")) for about in abouts]) for name in ("date", "status")},
        "marking": _same([str(about.get("mark", "")) for about in abouts]),
        "embargo": _clock(max(str(about.get("embargo", "")) for about in abouts)),
    }
    draft = any(about.get("status") == "draft" for about in abouts)
    embargo = f"EMBARGOED-UNTIL-{values['embargo']}" if values["embargo"] else ""
    return {**values, "handling": "_".join(filter(None, (values["marking"], "DRAFT" if draft else "", embargo)))}


def _same(texts: Sequence[str]) -> str:
    return texts[0] if len({*texts}) == 1 else ""


def _clock(moment: str) -> str:
    """Return a time in UTC as a name can hold it: 2026-03-03T0001Z."""
    return f"{datetime.fromisoformat(moment):%Y-%m-%dT%H%MZ}" if moment else ""
