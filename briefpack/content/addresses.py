"""Addresses: which ones a document may link to, and where a text has one among its words."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_FORBIDDEN = re.compile(r'[\x00-\x20\x7f"<>\\^`{|}\ud800-\udfff\ufffe\uffff]')

_IN_TEXT = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def without_addresses(text: str) -> str:
    """Return a text with blanks in place of its addresses, as long as before: what they hold is no prose."""
    if "@" not in text and "://" not in text and "www." not in text:  # as in most texts
        return text
    return _IN_TEXT.sub(lambda address: " " * len(address[0]), text)


def safe_address(url: str) -> str:
    """Return the address as a URI in ASCII (RFC 3986), or "" for one that no document may link to.

    Http and https need a host and a valid port, mailto an address with “@”; Office opens no file with another link.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:  # brackets without an address between them, or no number for a port
        return ""
    on_the_web = parts.scheme in ("http", "https") and host and "%" not in host and _is_host(host)
    by_mail = parts.scheme == "mailto" and "@" in parts.path
    usable = (on_the_web or by_mail) and not _FORBIDDEN.search(url)
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]-._") if usable else ""


def _is_host(name: str) -> bool:
    """Tell whether each label of a host's name has letters, and no hyphen at an end (RFC 1123)."""
    return ":" in name or all(label.strip("-") == label != "" for label in name.removesuffix(".").split("."))
