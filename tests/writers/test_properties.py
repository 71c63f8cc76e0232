"""Properties of Office files: what the document says of itself, cut to what Office takes."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from briefpack.writers.properties import core_xml
from tests.trees import META


def test_properties_leave_out_what_is_empty_and_cut_what_office_would_not_take() -> None:
    odd = 'a&b"<c>'
    core = etree.fromstring(core_xml(replace(META, title=odd + "x" * 300, subject="", marking="Secret")).encode())
    assert {etree.QName(node).localname: node.text for node in core} == {
        "title": odd + "x" * (255 - len(odd)),
        "creator": META.organisation,
        "language": "en",
        "keywords": "ferry, ticket",
        "category": "Secret",
        "created": "2024-03-01T00:00:00Z",
        "modified": "2024-03-01T00:00:00Z",
    }
