"""Mails: what they say in the readers' language, and headers that no name can break."""

from __future__ import annotations

import email
import email.policy
import shutil
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefpack.build.jobs import WrongUse
from briefpack.delivery.contents import Document, File, Pack, packs_of
from briefpack.delivery.mailboxes import mailbox_of
from briefpack.delivery.mails import Attachment, Letters, Person, Words, message_bytes, person_of
from briefpack.delivery.recipients import Recipient
from briefpack.errors import BuildError
from briefpack.languages.characters import in_one_line
from tests.conftest import REPOSITORY
from tests.delivery.conftest import SAY, THEME, output

JANA = Recipient(2, "Jana <Nováková>", "Office", "jana@example.org", "councillors", "en", "Dear Ms _Nováková_,")
DESK = Person("Press Desk", mailbox_of("desk@example.org"))


def pack() -> Pack:
    paths = ("two-towns/councillors/en/memo.pdf", "two-towns/councillors/ja/memo.pdf")
    return packs_of(output(path, b"%PDF").record() for path in paths)[0]


def enclosed(language: str = "en", count: int = 1) -> list[Attachment]:
    document: Document = next(one for one in pack().documents if one.language == language)
    file: File = document.files[0]
    return [Attachment(f"copy{number}.pdf", document, file, b"%PDF-1.7\r\n.\r\n" * 900) for number in range(count)]


def letters(*templates: Path) -> Letters:
    return Letters(pack(), (*templates, REPOSITORY / "templates"), THEME, SAY)


def parsed(data: bytes) -> EmailMessage:
    message = email.message_from_string(data.decode(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_mail_says_what_is_enclosed_for_whom() -> None:
    words = letters().words(JANA, 17, 240, enclosed(count=2))
    assert words.subject == "The pack “two-towns” & more"
    assert words.text.startswith(
        "Dear Ms _Nováková_,\n\nPlease find attached 2 documents on this subject:\n\n- One ticket"
    )
    assert "(Memo, PDF, 12 kB)" in words.text and "copy 17 of 240" in words.text and "For discussion" in words.text
    assert "Office of the <Two> Towns" in words.text and "Office of the &lt;Two&gt; Towns" in words.html
    assert words.html.count("<li>") == 2 and 'lang="en"' in words.html


def test_an_embargo_stands_in_the_subject() -> None:
    document = enclosed()[0].document
    under = replace(document, about={**document.about, "embargo_text": "EMBARGOED UNTIL 00:01 GMT, 3 March 2024"})
    both = [replace(enclosed()[0], document=one) for one in (document, under)]
    assert letters().words(JANA, 17, 240, both).subject == (
        "EMBARGOED UNTIL 00:01 GMT, 3 March 2024 · The pack “two-towns” & more"
    )


def test_a_mail_speaks_the_language_of_its_reader() -> None:
    someone = Recipient(3, "田中 宏", "", "tanaka@example.jp", "councillors", "ja", "")
    words = letters().words(someone, 2, 4, enclosed("ja"))
    assert words.subject == "二つの町に一枚の切符"
    assert (
        words.text.startswith("田中 宏様\n\n本件に関する資料1点")
        and "（メモ" not in words.text
        and "メモ" in words.text
    )


def test_an_audience_has_words_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "packs/two-towns/councillors/mails/copy.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text(
        '{% extends "mails/copy.md.j2" %}{% block closing %}Yours, **{{ recipient.name }}**{% endblock %}', "utf-8"
    )
    assert letters(tmp_path).words(JANA, 1, 1, enclosed()).text.endswith("Yours, Jana <Nováková>\n")
    own.write_text("No heading.", encoding="utf-8")
    with pytest.raises(BuildError, match="gives a mail no subject"):
        letters(tmp_path).words(JANA, 1, 1, enclosed())
    own.write_text("# {{ pakc.title }}", encoding="utf-8")
    with pytest.raises(BuildError, match="pakc"):
        letters(tmp_path).words(JANA, 1, 1, enclosed())
    shutil.rmtree(tmp_path / "packs")


NAMES = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=120).map(in_one_line).map(str.strip)
)


@settings(max_examples=80, deadline=None)
@given(NAMES, NAMES, st.sampled_from(["jana@example.org", "田中@例え.jp", "o'neill+x@bürger.example"]))
@example("Nováková, Jana", "a, b <c@d.org>", "jana@example.org")
@example("=?utf-8?q?x?=, <b@c.org>", "=?utf-8?b?DQpCY2M6IGFAYi5jb20=?=", "jana@example.org")
@example('"', "é" * 120, "jana@example.org")
def test_no_name_breaks_a_header(name: str, subject: str, address: str) -> None:
    to = Person(name, mailbox_of(address))
    data = message_bytes(
        Words(subject or "-", "text\n", "<p>text</p>"), DESK, to, enclosed(), {"Message-ID": "<a@b.org>"}
    )
    head = data.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if line[:1] not in (b" ", b"\t")]
    assert names == [b"From", b"To", b"Subject", b"Message-ID", b"MIME-Version", b"Content-Type"]
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    message = parsed(data)
    assert [one.addr_spec for one in message["To"].addresses] == [to.mailbox.address]
    assert len(message["From"].addresses) == 1
    assert data == message_bytes(
        Words(subject or "-", "text\n", "<p>text</p>"), DESK, to, enclosed(), {"Message-ID": "<a@b.org>"}
    )


def test_attachments_come_back_as_they_were() -> None:
    data = message_bytes(
        letters().words(JANA, 1, 1, enclosed()), DESK, Person("J", mailbox_of(JANA.email)), enclosed(count=2), {}
    )
    message = parsed(data)
    assert [part.get_filename() for part in message.iter_attachments()] == ["copy0.pdf", "copy1.pdf"]
    assert [part.get_content() for part in message.iter_attachments()] == [enclosed()[0].data] * 2
    body = message.get_body(("plain",))
    assert body is not None and body.get_content().replace("\r\n", "\n") == letters().words(JANA, 1, 1, enclosed()).text


def test_who_writes_is_named_with_an_address() -> None:
    assert str(person_of("Press Desk <desk@example.org>", "--from")) == "Press Desk <desk@example.org>"
    assert str(person_of("desk@example.org", "--from")) == "desk@example.org"
    for wrong in ("Press Desk", "", "a@b.org, c@d.org", "x <a@b.org>\nBcc: c@d.org"):
        with pytest.raises(WrongUse, match="--from"):
            person_of(wrong, "--from")
