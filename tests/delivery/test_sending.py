"""Sending: nobody twice and nobody missed, whatever is refused, cut or killed, but for what SMTP itself leaves open."""

from __future__ import annotations

import email
import os
import signal
import smtplib
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefpack.build.jobs import Folders, Request, RunStopped, WrongUse
from briefpack.build.publish import publish_outputs
from briefpack.delivery import smtp as smtp_module
from briefpack.delivery.register import Register, alone_with_register
from briefpack.delivery.sending import Dispatch, Outcome, Pace, dispatch_of
from briefpack.delivery.smtp import Server, address_of
from tests.conftest import REPOSITORY
from tests.delivery.conftest import INPUTS, output, pdf
from tests.delivery.mail_servers import authenticator, delivered, exim, server
from tests.delivery.test_copies import run as make_copies

NAMES = ("anna", "ben", "cleo")
PEOPLE = {"from": "Press Desk <desk@example.org>", "reply-to": ""}


def silent(*_: object) -> None:
    pass


def started(project: Path, names: tuple[str, ...] = NAMES) -> Path:
    publish_outputs([output("two-towns/councillors/en/memo.pdf", pdf("en"), 1)], Request(), project / "build", INPUTS)
    rows = "".join(f"{name.title()},Press,{name}@example.org,councillors\n" for name in names)
    (project / "recipients.csv").write_text(f"name,organisation,e-mail,audience\n{rows}", encoding="utf-8")
    make_copies(project)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return started(tmp_path)


class Opened:
    """Open the register of a project, and what sends from it."""

    def __init__(self, project: Path, **asked: Any) -> None:
        self.project, self.asked = project, asked

    def __enter__(self) -> Dispatch:
        self._register = alone_with_register(self.project)
        folders = Folders(self.project / "content", (REPOSITORY / "templates",), self.project / "build")
        try:
            return dispatch_of(
                self._register.__enter__(), folders, Request(**self.asked), self.project / "copies", PEOPLE
            )
        except BaseException:
            self._register.__exit__(None, None, None)
            raise

    def __exit__(self, *_: object) -> None:
        self._register.__exit__(None, None, None)


def send(project: Path, address: str, again: bool = False, **asked: Any) -> Outcome:
    to = Server(address_of(address))
    with Opened(project, **asked) as dispatch:
        dispatch.again = again
        try:
            dispatch.send(to, Pace(0), silent)
        finally:
            to.close()
        return dispatch.outcome


def each_once(names: tuple[str, ...] = NAMES) -> Counter[str]:
    return Counter({f"{name}@example.org": 1 for name in names})


def test_everybody_gets_one_mail_with_their_copy(project: Path) -> None:
    with server() as (kept, address):
        assert (send(project, address).sent, kept.mailbox) == (3, each_once())
        second = send(project, address)
        assert (second.sent, second.before, kept.mailbox) == (0, 3, each_once())
    assert len({*kept.identifiers}) == 3 and all(one.endswith("@example.org>") for one in kept.identifiers)
    first = email.message_from_bytes(kept.data[0])
    (enclosed,) = [part for part in first.walk() if part.get_filename()]
    assert enclosed.get_payload(decode=True) == next((project / "copies").rglob("*copy-1-of-3.pdf")).read_bytes()
    assert first["Date"] and first["To"] == "Anna <anna@example.org>"


def test_who_is_refused_is_named_and_the_rest_go_on(project: Path) -> None:
    with server() as (kept, address):
        kept.answers = {"anna@example.org": "550 5.1.1 no such user", "ben@example.org": "450 4.2.0 greylisted"}
        first = send(project, address)
        assert kept.mailbox == each_once(("cleo",))
        assert [
            "refused: 550 5.1.1 no such user" in line or "not yet: 450 4.2.0 greylisted" in line for line in first.lines
        ] == [True] * 2
        kept.answers = {}
        second = send(project, address)
        assert (second.sent, second.before, len(second.lines)) == (1, 1, 1)
        assert kept.mailbox == each_once(("ben", "cleo"))
        with Opened(project) as dispatch:
            dispatch.settle([], [1])
        assert send(project, address).sent == 1 and kept.mailbox == each_once()


@pytest.mark.parametrize("at", ["EHLO", "MAIL", "RCPT", "DATA"])
def test_a_connection_that_is_cut_before_the_end_of_a_mail_costs_nothing(at: str, project: Path) -> None:
    with server() as (kept, address):
        kept.cut_at = [at] * 2
        outcome = send(project, address)
    assert (outcome.sent, outcome.lines, kept.mailbox) == (3, [], each_once())


def test_a_connection_that_is_cut_within_a_mail_costs_nothing_or_is_left_to_a_person(project: Path) -> None:
    with server() as (kept, address):
        kept.cut_at = ["WITHIN"]
        outcome = send(project, address)
        assert outcome.sent + len(outcome.lines) == 3 and len(outcome.lines) <= 1
        assert kept.mailbox == each_once(NAMES if not outcome.lines else NAMES[1:])


@pytest.mark.parametrize("at", ["END", "END, not kept"])
def test_a_connection_that_is_cut_behind_the_end_of_a_mail_is_left_to_a_person(at: str, project: Path) -> None:
    with server() as (kept, address):
        kept.cut_at = [at]
        outcome = send(project, address)
        arrived = at == "END"
        assert outcome.sent == 2 and kept.mailbox == each_once(NAMES if arrived else ("ben", "cleo"))
        (line,) = outcome.lines
        assert line.startswith("copy 1, Anna <anna@example.org>: unclear since") and "--arrived 1 or --repeat 1" in line
        assert send(project, address).lines == [line]
        with Opened(project) as dispatch:
            dispatch.settle([1], []) if arrived else dispatch.settle([], [1])
        third = send(project, address)
        assert (third.sent, third.lines, kept.mailbox) == (0 if arrived else 1, [], each_once())
        for numbers in ([1], [9]):
            with Opened(project) as dispatch, pytest.raises(RunStopped, match="nothing was changed or sent"):
                dispatch.settle([], numbers)


def test_a_server_that_is_gone_ends_the_run_and_the_next_goes_on(project: Path) -> None:
    with server() as (kept, address):
        kept.cut_at = ["RCPT"] * 3
        with pytest.raises(RunStopped, match="goes on where it ended"):
            send(project, address)
        assert not kept.mailbox
        kept.answers = {"END": "451 disk full"}
        assert [" not yet: 451 disk full" in line for line in send(project, address).lines] == [True] * 3
        kept.answers, kept.mailbox = {}, Counter()
        assert (send(project, address).sent, kept.mailbox) == (3, each_once())
    with pytest.raises(RunStopped, match="does not answer"):
        send(started(project / "other"), address)


def test_a_sender_that_the_server_refuses_ends_the_run(project: Path) -> None:
    with server() as (kept, address):
        kept.sender_answer = "550 who are you"
        with pytest.raises(RunStopped, match=r"takes no mail from .*: 550 who are you"):
            send(project, address)
        kept.sender_answer = ""
        assert send(project, address).sent == 3


def moments() -> Iterator[int]:
    """Yield moments at which the sender is killed: before and behind each word to the server and each change of the
    register while two mails go out."""
    yield from range(1, 37)


def killed_at(moment: int, project: Path, address: str) -> int:
    """Send in a process of its own that is killed at a moment; return how it ended."""
    child = os.fork()
    if not child:
        try:
            _count_down(moment)
            send(project, address)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _count_down(moment: int) -> None:
    left = [moment]

    def tick() -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(function: Any) -> Any:
        def called(*given: Any, **named: Any) -> Any:
            tick()
            result = function(*given, **named)
            tick()
            return result

        return called

    smtplib.SMTP.send = around(smtplib.SMTP.send)  # type: ignore[method-assign]
    Register.note_mail = around(Register.note_mail)  # type: ignore[method-assign]


def test_a_sender_that_is_killed_at_any_moment_sends_nobody_twice_and_misses_nobody(tmp_path: Path) -> None:
    names = ("anna", "ben")
    unclear = 0
    for moment in moments():
        project = started(tmp_path / str(moment), names)
        with server() as (kept, address):
            ended = killed_at(moment, project, address)
            time.sleep(0.01)
            outcome = send(project, address)
            in_doubt = {name for name in names for line in outcome.lines if f"{name}@" in line}
            unclear += len(in_doubt)
            assert ended == -signal.SIGKILL or (moment > 30 and ended == 0), moment
            assert outcome.sent + outcome.before + len(in_doubt) == 2 and len(in_doubt) <= 1
            for name in names:
                count = kept.mailbox[f"{name}@example.org"]
                assert count == 1 or (name in in_doubt and count == 0), (moment, name, count)
    assert 4 <= unclear <= 8, "before the end is handed over, and until the answer is kept"


def test_an_earlier_issue_is_not_followed_by_another_without_a_word(project: Path) -> None:
    with server() as (kept, address):
        send(project, address)
        started(project, (*NAMES, "dora"))
        second = send(project, address)
        assert (second.sent, len(second.skipped)) == (1, 3) and "was sent an earlier issue on" in second.skipped[0]
        assert kept.mailbox == each_once((*NAMES, "dora"))
        assert send(project, address, again=True).sent == 3


def test_only_what_is_asked_for_is_sent(project: Path) -> None:
    with server() as (kept, address), pytest.raises(WrongUse, match="there is no audience “voters”"):
        send(project, address, audiences=("voters",))
    assert not kept.mailbox


def test_a_copy_that_was_changed_is_not_sent(project: Path) -> None:
    next((project / "copies").rglob("*copy-2-of-3.pdf")).write_bytes(b"%PDF")
    with server() as (kept, address):
        with pytest.raises(RunStopped, match="is not as the register has it"):
            send(project, address)
        make_copies(project)
        assert (send(project, address).sent, kept.mailbox) == (2, each_once())


def test_files_are_drafts_of_what_would_be_sent(project: Path) -> None:
    for _ in range(2):
        with Opened(project) as dispatch:
            paths = dispatch.write_files(project / "mail", silent)
    assert paths == ["two-towns/1_Anna.eml", "two-towns/2_Ben.eml", "two-towns/3_Cleo.eml"]
    draft = email.message_from_bytes((project / "mail" / paths[0]).read_bytes())
    assert draft["X-Unsent"] == "1" and draft["Message-ID"] and not draft["Date"]
    with Opened(project) as dispatch:
        assert len(list(dispatch.described())) == 6


def test_an_address_beyond_ascii_needs_a_server_that_takes_it(tmp_path: Path) -> None:
    project = started(tmp_path, ("zoë",))
    with server(enable_SMTPUTF8=False) as (kept, address):
        (line,) = send(project, address).lines
        assert "the server takes no address with letters beyond ASCII before the “@”" in line
    with Opened(project) as dispatch:
        dispatch.settle([], [1])
    with server(enable_SMTPUTF8=True) as (kept, address):
        assert send(project, address).sent == 1 and kept.mailbox["zoë@example.org"] == 1


def test_who_has_no_address_is_named(tmp_path: Path) -> None:
    project = started(tmp_path)
    (project / "recipients.csv").write_text("name,audience\nAnna,councillors\n", encoding="utf-8")
    make_copies(project)
    with server() as (_, address):
        assert send(project, address).skipped == ["copy 1, Anna: has no e-mail address"]


def test_the_pace_is_kept() -> None:
    now, waits = [0.0], []
    pace = Pace(120, lambda: now[0], lambda seconds: (waits.append(seconds), now.__setitem__(0, now[0] + seconds))[0])
    for spent in (0.0, 0.1, 0.9, 0.0):
        pace.wait()
        now[0] += spent
    pace.wait()
    assert [round(seconds, 3) for seconds in waits] == [0.5, 0.4, 0.5]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mail.example.org", "is no address of a mail server"),
        ("http://mail.example.org", "is no address of a mail server"),
        ("smtp://a:secret@mail.example.org", "holds no password"),
        ("smtp://mail.example.org:x", "is no address of a mail server"),
    ],
)
def test_what_is_no_server_is_refused(text: str, words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        address_of(text)


def test_without_tls_nothing_leaves_this_machine(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    monkeypatch.setattr(smtp_module.Address, "is_here", False)
    with server() as (kept, address), pytest.raises(RunStopped, match="offers no STARTTLS"):
        send(project, address)
    assert not kept.mailbox


def test_a_server_is_believed_by_its_certificate_and_believes_a_password(
    project: Path, seal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ssl
    from dataclasses import replace

    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

    key, certificate, _ = pkcs12.load_key_and_certificates((seal / "seal.p12").read_bytes(), b"open")
    assert key and certificate
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificate.public_bytes(Encoding.PEM)
    (project / "server.pem").write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(project / "server.pem")
    settings = {"tls_context": context, "authenticator": authenticator(b"desk", b"right"), "auth_required": True}
    with server(require_starttls=True, **settings) as (kept, address):
        here = replace(address_of(address.replace("smtp://", "smtp://desk@")), password="wrong")
        with Opened(project) as dispatch, pytest.raises(RunStopped, match="refuses desk: 535"):
            dispatch.send(Server(here), Pace(0), silent)
        with Opened(project) as dispatch:
            to = Server(replace(here, password="right"))
            dispatch.send(to, Pace(0), silent)
            to.close()
        assert kept.mailbox == each_once()
        monkeypatch.setattr(smtp_module.Address, "is_here", False)
        with Opened(started(project / "other")) as dispatch, pytest.raises(RunStopped, match="cannot be trusted"):
            dispatch.send(Server(here), Pace(0), silent)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="exim delivers as another user")
def test_a_real_server_has_one_mail_for_everybody(tmp_path: Path) -> None:
    names = (*(f"reader{number}" for number in range(20)), "nobody", "later")
    project = started(tmp_path / "project", names)
    (tmp_path / "exim").mkdir()
    with exim(tmp_path / "exim") as address:
        ended = killed_at(60, project, address)
        assert ended == -signal.SIGKILL
        outcome = send(project, address)
        unclear = [line for line in outcome.lines if "unclear" in line]
        for _ in range(100):
            boxes = delivered(tmp_path / "exim")
            if len(boxes) >= 20 - len(unclear):
                break
            time.sleep(0.2)
        time.sleep(0.5)
        boxes = delivered(tmp_path / "exim")
    assert [line for line in outcome.lines if "no such user" in line and "nobody@" in line]
    assert [line for line in outcome.lines if "not yet: 451" in line and "later@" in line]
    assert len(unclear) <= 1 and len(outcome.lines) == 2 + len(unclear)
    assert set(boxes.values()) == {1} and 20 - len(unclear) <= len(boxes) <= 20
