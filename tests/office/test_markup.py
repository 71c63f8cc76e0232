"""What stands in XML comes back as it went in."""

from __future__ import annotations

from lxml import etree

from briefpack.office.markup import escape, hex_colour

TEXT = "a & b < c > d \" e ' &amp; ]]> \u200f\u2067é\u2069\u00ad\u200b 👩‍👩‍👧"


def test_words_come_back_from_content_and_from_attributes() -> None:
    node = etree.fromstring(f'<a b="{escape(TEXT)}">{escape(TEXT)}</a>')
    assert (node.text, node.get("b")) == (TEXT, TEXT)


def test_colours_are_written_without_their_sign_in_capitals() -> None:
    assert hex_colour("#1a2b3c") == "1A2B3C"
