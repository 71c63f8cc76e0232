"""Copies sent: one mail a recipient, as files or through a server; done again, it goes on where it ended.

Just before a mail’s end is handed over the register says that its fate is unclear, and what the server answers behind
it. Whatever is killed or cut before is sent by the next run; what is unclear is left to a person.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

from briefpack.build.disk import write_whole
from briefpack.build.jobs import MANIFEST, Folders, Progress, Request, RunStopped, WrongUse, chosen
from briefpack.build.publish import read_manifest
from briefpack.content.file_names import file_name
from briefpack.delivery.contents import Pack, packs_of
from briefpack.delivery.mailboxes import mailbox_of
from briefpack.delivery.mails import Attachment, Letters, Person, message_bytes, person_of
from briefpack.delivery.recipients import Recipient
from briefpack.delivery.register import Copy, Issue, Mail, Register, State
from briefpack.delivery.smtp import Lost, Refused, Server, Unclear
from briefpack.delivery.words import size_of
from briefpack.look.own_fonts import base_theme
from briefpack.rendering.labels import outgoing_words

TRIES = 3
"""So often in a row a connection may be lost before the run ends."""


@dataclass(frozen=True)
class Letter:
    """Hold one mail that is to be written."""

    number: int
    recipient: Recipient
    enclosed: tuple[Attachment, ...]


@dataclass
class Outcome:
    """Hold what has become of whose mail, by numbers and names; `skipped` says why somebody gets none now."""

    sent: int = 0
    before: int = 0
    """Mails that earlier runs have sent."""
    lines: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


@dataclass
class Dispatch:
    """Write or send the mails of an issue."""

    register: Register
    issue: Issue
    pack: Pack
    folder: Path
    """That of the copies."""
    request: Request
    letters: Letters
    sender: Person
    reply_to: Person | None = None
    again: bool = False
    """Whether who was sent an earlier issue gets this one, too."""
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def total(self) -> int:
        return self.register.count(self.issue, self.request.audiences, self.request.languages)

    def pending(self, progress: Progress) -> Iterator[Letter]:
        """Yield the mails that are still to be sent; say of the others why they are not."""
        people = self.register.recipients(self.issue, self.request.audiences, self.request.languages)
        total = self.total
        for done, (number, recipient) in enumerate(people):
            progress(recipient.name, done, total)
            if (why := self._held_back(number, recipient)) is None:
                yield Letter(number, recipient, self._enclosed(number, recipient))
            elif why:
                self.outcome.skipped.append(f"{self.named(number, recipient)}: {why}")

    def named(self, number: int, recipient: Recipient) -> str:
        return f"copy {number}, {recipient.name}" + (f" <{recipient.email}>" if recipient.email else "")

    def _held_back(self, number: int, recipient: Recipient) -> str | None:
        """Return why somebody gets no mail now, empty where earlier runs have sent it; nothing if it is to be sent."""
        if not recipient.email:
            return "has no e-mail address"
        mail = self.register.mail(self.issue, number)
        if mail and mail.state == "sent":
            self.outcome.before += 1
            return ""
        if mail and mail.state in ("refused", "unclear"):
            self.outcome.lines.append(self._line(number, recipient, mail))
            return ""
        if not self.again and (at := self.register.sent_before(self.issue, recipient.email)):
            return f"was sent an earlier issue on {at[:10]}; --again sends this one, too"
        return None

    def _enclosed(self, number: int, recipient: Recipient) -> tuple[Attachment, ...]:
        """Return the copies of somebody. Raise RunStopped if they are not as they were made."""
        by_place = {(one.audience, one.language, one.name): one for one in self.pack.documents}
        enclosed = []
        for copy in self.register.copies_of(self.issue, number):
            document = by_place.get((recipient.audience, recipient.language, copy.document))
            file = document.file(copy.format) if document else None
            if document and file and self.request.asks_for(copy.document, copy.format):
                enclosed.append(Attachment(copy.path.rpartition("/")[2], document, file, self._data(copy)))
        if not enclosed:
            raise RunStopped(f"{self.named(number, recipient)} has no copies to be sent.\n{MAKE}")
        return tuple(enclosed)

    def _data(self, copy: Copy) -> bytes:
        path = self.folder / copy.path
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        if sha256(data).hexdigest() != copy.sha256:
            raise RunStopped(f"{copy.path} is not as the register has it.\n{MAKE}")
        return data

    def message(self, letter: Letter, headers: dict[str, str]) -> bytes:
        """Return a mail, with these headers besides its own."""
        recipient = letter.recipient
        words = self.letters.words(recipient, letter.number, self.issue.total, letter.enclosed)
        own = {"Message-ID": self.message_id(letter.number)}
        reply = {"Reply-To": str(self.reply_to.address)} if self.reply_to else {}
        to = Person(recipient.name, mailbox_of(recipient.email))
        return message_bytes(words, self.sender, to, letter.enclosed, {**headers, **own, **reply})

    @property
    def embargo(self) -> datetime | None:
        """Until when nobody may publish what is sent; nothing without an embargo."""
        among = self.request.audiences
        documents = (one for one in self.pack.documents if not among or one.audience in among)
        stated = [str(one.about["embargo"]) for one in documents if one.about.get("embargo")]
        return max(map(datetime.fromisoformat, stated)) if stated else None

    def described(self) -> Iterator[str]:
        """Yield what would go to whom."""
        for letter in self.pending(lambda *_: None):
            words = self.letters.words(letter.recipient, letter.number, self.issue.total, letter.enclosed)
            yield f"{self.named(letter.number, letter.recipient)}: “{words.subject}”"
            yield from (f"    {one.name} ({size_of(len(one.data))})" for one in letter.enclosed)

    def message_id(self, number: int) -> str:
        return self.register.message_id(self.issue, number, self.sender.mailbox.domain)

    def write_files(self, folder: Path, progress: Progress) -> list[str]:
        """Write each mail as a file that a mail program opens as a draft; return their paths from the folder."""
        paths = []
        width = len(str(self.issue.total))
        for letter in self.pending(progress):
            values = {"number": f"{letter.number:0{width}}", "name": letter.recipient.name}
            path = f"{self.issue.pack}/{file_name('{number}_{name}', values)}.eml"
            write_whole(folder / path, self.message(letter, {"X-Unsent": "1"}))
            paths.append(path)
        return paths

    def send(self, server: Server, pace: Pace, progress: Progress) -> None:
        """Send each mail that is still to be sent. Raise RunStopped if the server does not answer any more."""
        lost = 0
        for letter in self.pending(progress):
            data = self.message(letter, {"Date": format_datetime(datetime.now(UTC))})
            while lost < TRIES:
                pace.wait()
                try:
                    self._send(server, letter, data)
                    lost = 0
                    break
                except Lost as failure:
                    lost, said = lost + 1, str(failure)
            else:
                end = f"{self.outcome.sent} sent now, nobody twice. Run the command again: it goes on where it ended."
                raise RunStopped(f"the mail server does not answer: {said}.\n{end}")

    def _send(self, server: Server, letter: Letter, data: bytes) -> None:
        """Send a mail, and keep what became of it. Raise Lost if the server cannot have it."""
        sender, to = self.sender.mailbox.address, mailbox_of(letter.recipient.email).address
        try:
            said = server.hand_over(sender, to, data, lambda: self._note(letter, "unclear", "no answer"))
        except Refused as refused:
            self._note(letter, "refused" if refused.for_good else "waiting", str(refused))
        except Unclear as unclear:
            self._note(letter, "unclear", str(unclear))
        else:
            self._note(letter, "sent", said)
            self.outcome.sent += 1
            return
        mail = self.register.mail(self.issue, letter.number)
        assert mail
        self.outcome.lines.append(self._line(letter.number, letter.recipient, mail))

    def _note(self, letter: Letter, state: State, said: str) -> None:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        mail = Mail(self.message_id(letter.number), state, " ".join(said.split())[:500], at)
        self.register.note_mail(self.issue, letter.number, mail)

    def settle(self, arrived: Sequence[int], repeat: Sequence[int]) -> None:
        """Keep what a person has found out: which mails have arrived, and which are to be sent once more.

        Raise RunStopped for one of which nothing is unclear; what was refused may be repeated, what was sent may not.
        """
        self._settle(arrived, ("unclear",), "sent", "arrived, as a person says")
        self._settle(repeat, ("unclear", "refused", "waiting"), "waiting", "to be sent once more, as a person says")

    def _settle(self, numbers: Sequence[int], settled: Sequence[State], state: State, said: str) -> None:
        mails = {number: self.register.mail(self.issue, number) for number in numbers}
        for number, mail in mails.items():
            if not mail or mail.state not in settled:
                what = f"was sent on {mail.at[:10]}" if mail and mail.state == "sent" else "is not in doubt"
                raise RunStopped(f"copy {number} {what}: nothing was changed or sent.")
        for number in numbers:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            self.register.note_mail(self.issue, number, Mail(self.message_id(number), state, said, at))

    def _line(self, number: int, recipient: Recipient, mail: Mail) -> str:
        """Say what became of a mail that is not sent, and what to do."""
        who = self.named(number, recipient)
        if mail.state == "unclear":
            return (
                f"{who}: unclear since {mail.at}: all was handed over, and the server did not answer. Ask the reader, "
                f"or look for {mail.message_id} in the server’s log; then say --arrived {number} or --repeat {number}."
            )
        if mail.state == "refused":
            return (
                f"{who}: refused: {mail.said}. Mend the address in the list, or send it once more: --repeat {number}."
            )
        return f"{who}: not yet: {mail.said}. The next run tries it again."


MAKE = "Make them again: invoke copies"


class Pace:
    """Keep to so many mails a minute; 0 is as many as the server takes."""

    def __init__(
        self, a_minute: int, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._apart = 60 / a_minute if a_minute else 0.0
        self._clock, self._sleep = clock, sleep
        self._next = clock()

    def wait(self) -> None:
        """Wait until the next mail may go."""
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + self._apart


def dispatch_of(
    register: Register, folders: Folders, request: Request, copies: Path, people: Mapping[str, str]
) -> Dispatch:
    """Return what sends the latest issue of a pack. Raise WrongUse for names that are not there.

    copies: the folder of the copies. people: `from`, and `reply-to` or nothing.
    """
    packs = packs_of(read_manifest(folders.build / MANIFEST).records.values())
    issued = {pack.name: issue for pack in packs if (issue := register.latest_issue(pack.name))}
    names = chosen(request.packs, issued, "pack with copies")
    if len(names) != 1:
        known = f"add --pack with one of {', '.join(names)}" if names else "make copies first: invoke copies"
        raise WrongUse(f"Mails go out for the copies of one pack: {known}.")
    if not people["from"]:
        raise WrongUse("Who writes? Say it with --from “Press Desk <desk@example.org>”.")
    pack = next(pack for pack in packs if pack.name == names[0])
    chosen(request.audiences, {one.audience for one in pack.documents}, "audience")
    theme = base_theme(folders.in_templates("themes"), folders.in_templates("fonts"))
    letters = Letters(pack, folders.templates, theme, outgoing_words(folders.templates))
    answers = person_of(people["reply-to"], "--reply-to") if people["reply-to"] else None
    sender = person_of(people["from"], "--from")
    return Dispatch(register, issued[names[0]], pack, copies, request, letters, sender, answers)
