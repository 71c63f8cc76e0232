"""A mail server: mail is handed over so that it is known at each moment whether the server can have it (RFC 5321).

Between the end of a mail and the server’s answer nobody knows: that moment is announced before it begins.
"""

from __future__ import annotations

import ipaddress
import select
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from briefpack.build.jobs import RunStopped, WrongUse

PORTS = {"smtp": 587, "smtps": 465}
EXAMPLE = "Write --smtp smtp://user@mail.example.org:587 (STARTTLS) or smtps://user@mail.example.org (TLS)."
PATIENCE_SECONDS, LAST_PATIENCE_SECONDS = 120.0, 600.0
"""How long an answer is waited for, and that to the end of a mail (4.5.3.2)."""
CLOSING, TOO_LARGE = 421, 552


class Refused(Exception):
    """Say that the server does not take a mail, and in which words; `for_good`: nor will it later."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(f"{code} {said}".strip())
        self.for_good = code >= 500


class Lost(Exception):
    """Say that the connection ended before the server can have the mail."""


class Unclear(Exception):
    """Say that the connection ended after all of a mail was handed over, and before the server answered."""


@dataclass(frozen=True)
class Address:
    """Name a server and how it is spoken to."""

    host: str
    port: int
    tls: bool
    user: str
    password: str = field(default="", repr=False)

    @property
    def is_here(self) -> bool:
        """Whether it is this machine, to which no network leads."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def address_of(text: str) -> Address:
    """Return the server of an address. Raise WrongUse for none, and for one that holds a password."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise WrongUse(f"“{text}” is no address of a mail server. {EXAMPLE}") from None
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise WrongUse(f"“{text}” is no address of a mail server. {EXAMPLE}")
    if parts.password is not None:
        raise WrongUse("An address on the command line holds no password: everybody on this machine could read it.")
    return Address(parts.hostname, port or PORTS[parts.scheme], parts.scheme == "smtps", parts.username or "")


class Server:
    """Speak to a server, over one connection as long as it lasts."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._smtp: smtplib.SMTP | None = None

    def close(self) -> None:
        """Take leave."""
        if self._smtp:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self._drop()

    def _drop(self) -> None:
        if self._smtp:
            with suppress(OSError):
                self._smtp.close()
        self._smtp = None

    def connect(self) -> smtplib.SMTP:
        """Return the connection, a new one if there is none. Raise Lost; RunStopped where no other try will help."""
        if self._smtp:
            return self._smtp
        context = ssl.create_default_context()
        try:
            self._smtp = self._opened(context)
            self._log_in(self._smtp, context)
        except ssl.SSLError as broken:
            self._drop()
            said = getattr(broken, "verify_message", "") or broken.reason or "no TLS"
            raise RunStopped(
                f"{self._address} cannot be trusted: {said}.\nLook at the host’s name and its certificate."
            ) from None
        except (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError) as refused:
            self._drop()
            raise Lost(_said(refused)) from None
        except BaseException:
            self._drop()
            raise
        return self._smtp

    def _opened(self, context: ssl.SSLContext) -> smtplib.SMTP:
        name = socket.gethostname()
        own = name if name.isascii() and "." in name else "[127.0.0.1]"
        if self._address.tls:
            return smtplib.SMTP_SSL(
                self._address.host, self._address.port, own, timeout=PATIENCE_SECONDS, context=context
            )
        return smtplib.SMTP(self._address.host, self._address.port, own, timeout=PATIENCE_SECONDS)

    def _log_in(self, smtp: smtplib.SMTP, context: ssl.SSLContext) -> None:
        smtp.ehlo_or_helo_if_needed()
        if not self._address.tls and smtp.has_extn("starttls"):
            smtp.starttls(context=None if self._address.is_here else context)
            smtp.ehlo()
        elif not self._address.tls and not self._address.is_here:
            self._drop()
            raise RunStopped(f"{self._address} offers no STARTTLS: mail and password would cross the network in clear.")
        if self._address.user:
            try:
                smtp.login(self._address.user, self._address.password)
            except smtplib.SMTPNotSupportedError:
                raise RunStopped(f"{self._address} asks nobody to log in: leave the user out of --smtp.") from None
            except smtplib.SMTPAuthenticationError as refused:
                raise RunStopped(f"{self._address} refuses {self._address.user}: {_said(refused)}") from None

    def hand_over(self, sender: str, to: str, data: bytes, before_end: Callable[[], None]) -> str:
        """Hand over a mail; return what the server says when it has it.

        before_end: is called when all but the end of it is handed over. Raise Refused, Lost or Unclear.
        """
        smtp = self.connect()
        international = not (sender.isascii() and to.isascii())
        try:
            self._announce(smtp, sender, to, len(data), international)
            smtp.send(_stuffed(data))
            self._check_open(smtp)
        except (OSError, smtplib.SMTPServerDisconnected) as lost:
            self._drop()
            raise Lost(_said(lost)) from None
        before_end()
        try:
            smtp.sock.settimeout(LAST_PATIENCE_SECONDS)  # type: ignore[union-attr]
            smtp.send(b".\r\n")
            code, said = smtp.getreply()
            smtp.sock.settimeout(PATIENCE_SECONDS)  # type: ignore[union-attr]
        except (OSError, smtplib.SMTPServerDisconnected) as lost:
            self._drop()
            raise Unclear(_said(lost)) from None
        self._check(code, said)
        return said.decode("utf-8", "replace")

    def _check_open(self, smtp: smtplib.SMTP) -> None:
        """Raise Lost if the server has hung up, or speaks before it is asked to: it does not have the mail then."""
        assert smtp.sock
        if not isinstance(smtp.sock, ssl.SSLSocket) and select.select([smtp.sock], [], [], 0)[0]:
            raise smtplib.SMTPServerDisconnected("the server did not wait for the end of a mail")

    def _announce(self, smtp: smtplib.SMTP, sender: str, to: str, size: int, international: bool) -> None:
        """Say who writes to whom, up to the server’s leave to go on."""
        if international and not smtp.has_extn("smtputf8"):
            raise Refused(553, "the server takes no address with letters beyond ASCII before the “@”")
        options = [f"SIZE={size}"] if smtp.has_extn("size") else []
        options += ["SMTPUTF8", "BODY=8BITMIME"] if international else []
        smtp.command_encoding = "utf-8" if international else "ascii"
        code, said = smtp.mail(sender, options)
        if code >= 500 and code != TOO_LARGE:
            self._drop()
            raise RunStopped(f"{self._address} takes no mail from {sender}: {code} {said.decode('utf-8', 'replace')}")
        self._check(code, said)
        self._check(*smtp.rcpt(to))
        code, said = smtp.docmd("DATA")
        if code != 354:
            self._check(max(code, 400), said)

    def _check(self, code: int, said: bytes) -> None:
        """Raise what an answer means that is no leave to go on."""
        if 200 <= code < 300:
            return
        words = said.decode("utf-8", "replace")
        if code == CLOSING:
            self._drop()
        elif self._smtp:
            with suppress(OSError, smtplib.SMTPServerDisconnected):
                self._smtp.rset()
        raise Refused(code, words)


def _stuffed(data: bytes) -> bytes:
    """Return a mail with lines that begin with a dot marked (4.5.2), and with an end of its last line."""
    whole = data if data.endswith(b"\r\n") else data + b"\r\n"
    return (b"." if whole.startswith(b".") else b"") + whole.replace(b"\r\n.", b"\r\n..")


def _said(failure: Exception) -> str:
    if isinstance(failure, smtplib.SMTPResponseException):
        said = failure.smtp_error
        return f"{failure.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
    return getattr(failure, "strerror", "") or str(failure) or "no answer"
