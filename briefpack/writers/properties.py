"""The properties of an Office file: the same in every format, from the document's own description and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from briefpack.document.tree import Meta
from briefpack.office.markup import DECLARATION, escape
from briefpack.office.package import Package
from briefpack.office.packing import PACKAGE, app_xml

PROPERTY_LIMIT = 255
"""Letters that Office takes in a core property."""


def add_properties(package: Package, meta: Meta, facts: Mapping[str, str | int]) -> None:
    """Add the parts of properties: what the document says of itself, and facts as `app_xml` takes them."""
    package.put("docProps/core.xml", core_xml(meta), "application/vnd.openxmlformats-package.core-properties+xml")
    package.relate("", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    package.add("", "docProps/app.xml", app_xml(facts), "extended-properties")


def core_xml(meta: Meta) -> str:
    """Return docProps/core.xml; the document's date counts as that of its making and of its last change."""
    texts = {
        "dc:title": meta.title,
        "dc:creator": meta.organisation,
        "dc:subject": meta.subject,
        "dc:language": meta.language,
        "cp:keywords": ", ".join(meta.keywords),
        "cp:category": meta.marking,
    }
    properties = "".join(f"<{name}>{escape(text[:PROPERTY_LIMIT])}</{name}>" for name, text in texts.items() if text)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{meta.date}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{properties}{dates}</cp:coreProperties>'
    )
