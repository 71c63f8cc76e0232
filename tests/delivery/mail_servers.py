"""Mail servers on this machine alone: one that fails when it is told to, and Debian’s exim."""

from __future__ import annotations

import contextlib
import email
import os
import pwd
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.tools import tool

HERE = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HERE, 0))
        return int(listener.getsockname()[1])


class Handler:
    """Take mail, and count it by recipient; `answers` holds what is said to an address in place of OK, `cut_at` a command
    at which the connection is cut, once for each time it is in there."""

    def __init__(self) -> None:
        self.mailbox: Counter[str] = Counter()
        self.identifiers: list[str] = []
        self.data: list[bytes] = []
        self.answers: dict[str, str] = {}
        self.cut_at: list[str] = []
        self.sender_answer = ""

    def _cut(self, server: Any, command: str) -> bool:
        if command not in self.cut_at:
            return False
        self.cut_at.remove(command)
        server.transport.abort()
        return True

    async def handle_EHLO(
        self, server: Any, session: Session, envelope: Envelope, name: str, lines: list[str]
    ) -> list[str]:
        self._cut(server, "EHLO")
        session.host_name = name
        return lines

    async def handle_MAIL(self, server: Any, _: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        self._cut(server, "MAIL")
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, _: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        self._cut(server, "RCPT")
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _: Session, envelope: Envelope) -> str:
        if self._cut(server, "END, not kept"):
            return "250 OK"
        content = envelope.content
        assert isinstance(content, bytes)
        self.data.append(content)
        self.mailbox.update(envelope.rcpt_tos)
        self.identifiers.append(str(email.message_from_bytes(content)["Message-ID"]))
        self._cut(server, "END")
        return self.answers.get("END", "250 kept")


class CutAtData(SMTP):
    """Cut the connection also where a mail begins, and within it."""

    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler._cut(self, "DATA"):
            return
        if "WITHIN" in self.event_handler.cut_at:
            self.event_handler.cut_at.remove("WITHIN")
            self.transport.write(b"354 go on\r\n")
            self.transport.close()
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return CutAtData(self.handler, **self.SMTP_kwargs)


@contextlib.contextmanager
def server(**settings: Any) -> Iterator[tuple[Handler, str]]:
    """Run a server that keeps what it is sent; yield it, and its address."""
    handler, port = Handler(), free_port()
    running = _Controller(handler, hostname=HERE, port=port, **settings)
    running.start()
    try:
        yield handler, f"smtp://{HERE}:{port}"
    finally:
        running.stop()


def authenticator(name: bytes, password: bytes) -> Any:
    def check(server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (name, password), handled=False)

    return check


EXIM = """
primary_hostname = mail.two-towns.test
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
qualify_domain = example.org
domainlist ours = example.org
smtp_accept_max = 50
never_users =
deliver_drop_privilege = true
keep_environment =
acl_smtp_rcpt = check_rcpt
acl_smtp_data = accept
queue_run_max = 2
begin acl
check_rcpt:
  deny local_parts = nobody
       message = no such user
  defer local_parts = later
       message = try again later
  accept domains = +ours
  deny message = relaying denied
begin routers
all:
  driver = accept
  transport = kept
begin transports
kept:
  driver = appendfile
  directory = {folder}/mail
  envelope_to_add
  create_directory
  maildir_format
  mode_fail_narrower = false
begin retry
* * F,1h,1m
"""


def delivered(folder: Path) -> Counter[str]:
    """Count what lies in exim’s mailbox, by the address to which it came."""
    mails = (email.message_from_bytes(path.read_bytes()) for path in (folder / "mail").glob("new/*"))
    return Counter(str(mail["Envelope-to"]) for mail in mails)


@contextlib.contextmanager
def exim(folder: Path) -> Iterator[str]:
    """Run exim on loopback, delivering into the one mailbox `folder`/mail; yield its address."""
    program, port = tool("exim4"), free_port()
    for name in ("spool", "log", "mail"):
        (folder / name).mkdir()
    owner = pwd.getpwnam("Debian-exim")
    for name in ("spool", "log", "mail"):
        os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    for above in (folder, *folder.parents):
        if above.is_relative_to("/tmp") and above != Path("/tmp"):
            above.chmod(above.stat().st_mode | 0o055)
    configuration = folder / "exim.conf"
    configuration.write_text(EXIM.format(folder=folder, port=port), encoding="utf-8")
    log = (folder / "out").open("wb")
    process = subprocess.Popen([program, "-C", str(configuration), "-bdf", "-q1s"], stdout=log, stderr=log)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection((HERE, port), 1):
                break
            assert process.poll() is None, (folder / "out").read_text()
            time.sleep(0.1)
        yield f"smtp://{HERE}:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        log.close()
