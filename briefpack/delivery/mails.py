"""The mail that goes with a copy: its words from a template, as text and as a page, and its attachments by their names.

The same copy gives the same bytes, but for the time at which it is sent. RFC 5322, 2045, 6532.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import getaddresses
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefpack.build.jobs import WrongUse
from briefpack.delivery.contents import Document, File, Pack
from briefpack.delivery.mailboxes import Mailbox, mailbox_of
from briefpack.delivery.recipients import Recipient
from briefpack.delivery.words import format_of, kind_of, size_of
from briefpack.document.inline_markdown import inline_source
from briefpack.document.markdown import parse_document
from briefpack.document.tree import Heading, Meta, plain_text
from briefpack.errors import BuildError, Place, error
from briefpack.languages.characters import in_one_line
from briefpack.languages.marks import dotted
from briefpack.look.theme import Theme
from briefpack.refusals import Unusable
from briefpack.rendering.labels import Say
from briefpack.rendering.templates import render_mail
from briefpack.writers.html.mail import mail_html
from briefpack.writers.outline.nodes import PLAIN, blocks

TEMPLATE = "copy"
TYPES = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Name who writes, or who is written to."""

    name: str
    mailbox: Mailbox

    @property
    def address(self) -> Address:
        return Address(header_text(self.name), self.mailbox.local, self.mailbox.domain)

    def __str__(self) -> str:
        return f"{self.name} <{self.mailbox.address}>" if self.name else self.mailbox.address


def person_of(text: str, option: str) -> Person:
    """Return the person of “Name <name@example.org>”. Raise WrongUse; `option` is what was given."""
    named = getaddresses([in_one_line(text)])
    name, address = named[0] if len(named) == 1 else ("", text)
    try:
        return Person(in_one_line(name), mailbox_of(address or text))
    except Unusable as refused:
        raise WrongUse(f"{option}: {refused}. Write “Press Desk <desk@example.org>”.") from None


def header_text(text: str) -> str:
    """Return a text for a header, on one line, with nothing in it that reads as an encoded word (RFC 2047).

    Python’s `email` would decode such a word, and write what comes out as it is: more headers, if it holds line ends.
    """
    return in_one_line(text).replace("=?", "= ?")


@dataclass(frozen=True, slots=True)
class Attachment:
    """Hold a copy that is enclosed."""

    name: str
    document: Document
    file: File
    data: bytes


@dataclass(frozen=True, slots=True)
class Words:
    """Hold what a mail says."""

    subject: str
    text: str
    html: str


class Letters:
    """Write the mails of a pack’s copies."""

    def __init__(self, pack: Pack, templates: tuple[Path, ...], theme: Theme, say: Say) -> None:
        self._pack, self._templates, self._theme, self._say = pack, templates, theme, say

    def words(self, recipient: Recipient, number: int, total: int, enclosed: Sequence[Attachment]) -> Words:
        """Return what is said to somebody. Raise BuildError for a mistake in the template."""
        view = self._view(recipient, number, total, enclosed)
        readers = (self._pack.name, recipient.audience)
        source = render_mail(TEMPLATE, view, recipient.language, readers, self._templates, inline_source)
        place = Place(f"mails/{TEMPLATE}.md.j2")
        document = parse_document(source, Meta(kind="mail", title=self._pack.title, language=recipient.language), place)
        head, *rest = document.blocks or (None,)
        if not isinstance(head, Heading) or not (subject := in_one_line(plain_text(head.inlines)).strip()):
            hint = "Begin the template with a heading: # {{ pack.title }}"
            raise BuildError([error("gives a mail no subject", place, hint)])
        body = replace(document, blocks=tuple(rest), meta=replace(document.meta, title=subject))
        return Words(subject, f"{blocks(body.blocks, PLAIN).strip()}\n", mail_html(body, self._theme))

    def _view(self, recipient: Recipient, number: int, total: int, enclosed: Sequence[Attachment]) -> dict[str, Any]:
        language, about = recipient.language, enclosed[0].document.about
        embargoes = (str(one.document.about.get("embargo_text", "")) for one in enclosed)
        people = {"name": recipient.name, "organisation": recipient.organisation, "salutation": recipient.salutation}
        return {
            "pack": {"name": self._pack.name, "title": self._pack.title_for(enclosed[0].document)},
            "recipient": {**people, "audience": recipient.audience, "number": number, "total": total},
            "documents": [self._described(one, language) for one in enclosed],
            "markings": list(dict.fromkeys(one.document.marking for one in enclosed if one.document.marking)),
            "embargo": dotted(*dict.fromkeys(embargoes)),
            "sender": str(about.get("sender", "")),
            "date": str(about.get("date_text", "")),
        }

    def _described(self, one: Attachment, language: str) -> dict[str, str]:
        return {
            "title": one.document.title,
            "kind": self._say(language, kind_of(one.document.name)),
            "format": self._say(language, format_of(one.file.format)),
            "size": size_of(len(one.data), language),
            "name": one.name,
        }


def message_bytes(
    words: Words, sender: Person, to: Person, enclosed: Sequence[Attachment], headers: Mapping[str, str]
) -> bytes:
    """Return a mail as it is sent or opened; `headers` are those beside sender, recipient and subject."""
    message = EmailMessage(policy=SMTPUTF8 if to.mailbox.is_international or sender.mailbox.is_international else SMTP)
    message["From"], message["To"] = sender.address, to.address
    message["Subject"] = header_text(words.subject)
    for name, value in headers.items():
        message[name] = value
    message.set_content(words.text, cte="quoted-printable")
    message.add_alternative(words.html, subtype="html", cte="quoted-printable")
    for one in enclosed:
        maintype, subtype = TYPES[one.file.format]
        message.add_attachment(one.data, maintype, subtype, filename=one.name)
    mark = sha256(repr((words, str(to), sorted(headers.items()))).encode()).hexdigest()[:24]
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{mark}_{number}")
    return message.as_bytes()
