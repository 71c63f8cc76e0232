"""Which addresses a document may link to."""

from __future__ import annotations

import pytest

from briefpack.content.addresses import safe_address


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "ms-word:ofe|u|x", "file:///x", "data:text/html,x", "x", ""),
        *(
            "https://",
            "http://[",
            "http://%5B",
            "https://a b",
            "https://a:99999/",
            "https://a:x/",
            "mailto:x",
            "mailto:",
        ),
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    assert safe_address(url) == ""


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/日本", "https://example.org/%E6%97%A5%E6%9C%AC"),
        ("https://example.org/%C3%A9?a=1&b=2#c", "https://example.org/%C3%A9?a=1&b=2#c"),
        ("HTTP://example.org:8080/", "HTTP://example.org:8080/"),
        ("mailto:office@example.org", "mailto:office@example.org"),
    ],
)
def test_an_address_is_written_in_ascii(url: str, address: str) -> None:
    assert safe_address(url) == address
