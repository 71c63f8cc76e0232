"""Addresses of e-mail (RFC 5321, 6531): those to which anything can be sent, and why others are none."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefpack.refusals import Unusable

LONGEST, LONGEST_LOCAL = 254, 64
EXAMPLE = "Write it as name@example.org."
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class Mailbox(NamedTuple):
    """Hold an address whose domain is in ASCII, as servers look it up."""

    local: str
    domain: str

    @property
    def address(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def is_international(self) -> bool:
        """Whether only servers that know SMTPUTF8 take it."""
        return not self.local.isascii()


def mailbox_of(text: str) -> Mailbox:
    """Return the mailbox of an address. Raise Unusable for none."""
    local, sign, domain = text.strip().rpartition("@")
    if "<" in text or "," in text or ";" in text:
        raise Unusable(f"“{text[:80]}” is more than one address alone", EXAMPLE)
    if not sign or not local:
        raise Unusable(f"“{text[:80]}” has no “@” between a name and a host", EXAMPLE)
    if len(local.encode()) > LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        raise Unusable(f"“{text[:80]}” has letters before the “@” that no address has", EXAMPLE)
    try:
        host = domain.lower().encode("idna").decode()
    except UnicodeError:
        host = ""
    labels = host.split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)) or len(local.encode()) + len(host) > LONGEST:
        raise Unusable(f"“{text[:80]}” names no host behind the “@”", EXAMPLE)
    return Mailbox(local, host)
