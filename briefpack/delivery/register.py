"""The register: who has which copy, and what has become of its mail; an SQLite file in the project.

Each change is on the disk before anything else happens, so that a process may be killed and a machine lose its power
at any moment. Nobody is ever taken out of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from briefpack.build.jobs import RunStopped
from briefpack.delivery.recipients import Recipient, RecipientList
from briefpack.errors import error

State = Literal["sent", "refused", "waiting", "unclear"]
"""What became of a mail: the server has it, or will not have it; it asked for another try; nobody knows.

Unclear it is from just before its end is handed over until the server has answered.
"""
FILE = "register.sqlite"
PAGE = 500
"""So many rows are read at a time: what is changed meanwhile disturbs no reading."""
VERSION = 1
PATIENCE_SECONDS = 30.0
MOST_DOUBLES = 50
TABLES = """
CREATE TABLE issue (id INTEGER PRIMARY KEY, pack TEXT NOT NULL, digest TEXT NOT NULL UNIQUE, total INTEGER NOT NULL,
  made TEXT NOT NULL);
CREATE TABLE recipient (issue INTEGER NOT NULL REFERENCES issue, number INTEGER NOT NULL, line INTEGER NOT NULL,
  name TEXT NOT NULL, organisation TEXT NOT NULL, email TEXT NOT NULL, audience TEXT NOT NULL, language TEXT NOT NULL,
  salutation TEXT NOT NULL, PRIMARY KEY (issue, number)) WITHOUT ROWID;
CREATE INDEX recipient_email ON recipient (lower(email));
CREATE TABLE copy (issue INTEGER NOT NULL, number INTEGER NOT NULL, document TEXT NOT NULL, format TEXT NOT NULL,
  path TEXT NOT NULL, code TEXT NOT NULL, sha256 TEXT NOT NULL, current INTEGER NOT NULL,
  PRIMARY KEY (issue, number, document, format), FOREIGN KEY (issue, number) REFERENCES recipient) WITHOUT ROWID;
CREATE INDEX copy_code ON copy (code);
CREATE INDEX copy_sha256 ON copy (sha256);
CREATE INDEX copy_path ON copy (path);
CREATE TABLE mail (issue INTEGER NOT NULL, number INTEGER NOT NULL, message_id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL, said TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (issue, number),
  FOREIGN KEY (issue, number) REFERENCES recipient) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Issue:
    """Name one round of numbered copies: of one pack as it was, to one list."""

    id: int
    pack: str
    total: int
    made: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Hold one copy as the register has it; `path` is that of its file, from the folder of copies."""

    issue: int
    number: int
    document: str
    format: str
    path: str
    code: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Mail:
    """Hold what has become of somebody’s mail, and when that was known."""

    message_id: str
    state: State
    said: str
    at: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Say who has a copy."""

    copy: Copy
    issue: Issue
    recipient: Recipient


class Register:
    """Hold the open file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Change the register: all of it, on the disk, or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        yield from self._connection.execute(query, values)

    def issue_for(self, pack: str, recipients: RecipientList, basis: str, made: str) -> Issue:
        """Return the issue of a list and what its copies are made from, the one that is there or a new one.

        basis: the digests of the files that are copied. Raise BuildError with what is wrong in the list.
        """
        digest = sha256(f"{pack}\0{basis}".encode())
        self._load(recipients, digest)
        with self.change() as connection:
            (total,) = connection.execute("SELECT count(*) FROM incoming").fetchone()
            row = connection.execute("SELECT id FROM issue WHERE digest = ?", (digest.hexdigest(),)).fetchone()
            if row:
                connection.execute("UPDATE issue SET made = ? WHERE id = ?", (made, row[0]))
            else:
                cursor = connection.execute(
                    "INSERT INTO issue (pack, digest, total, made) VALUES (?, ?, ?, ?)",
                    (pack, digest.hexdigest(), total, made),
                )
                row = (cursor.lastrowid,)
                connection.execute("INSERT INTO recipient SELECT ?, rowid, * FROM incoming ORDER BY rowid", row)
        return Issue(row[0], pack, total, made)

    def _load(self, recipients: RecipientList, digest: Any) -> None:
        """Put a list beside the register, where doubles are found without holding it in memory."""
        connection = self._connection
        connection.execute("DROP TABLE IF EXISTS incoming")
        connection.execute(
            "CREATE TEMP TABLE incoming (line INTEGER, name TEXT, organisation TEXT, email TEXT, audience TEXT, "
            "language TEXT, salutation TEXT)"
        )

        def rows() -> Iterator[tuple[object, ...]]:
            for recipient in recipients:
                row = astuple(recipient)
                digest.update(repr(row[1:]).encode())
                yield row

        connection.execute("BEGIN")
        connection.executemany("INSERT INTO incoming VALUES (?, ?, ?, ?, ?, ?, ?)", rows())
        connection.execute("COMMIT")
        self._find_doubles(recipients)
        recipients.problems.raise_errors()

    def _find_doubles(self, recipients: RecipientList) -> None:
        """Find who would get two copies: the same address twice, or without one the same name."""
        query = (
            "SELECT group_concat(line), min(name), lower(email) FROM incoming GROUP BY {} HAVING count(*) > 1 LIMIT ?"
        )
        by_mail = "CASE WHEN email = '' THEN line ELSE lower(email) END"
        by_name = "CASE WHEN email = '' THEN lower(name || char(0) || organisation) ELSE line END"
        for grouped, column in ((by_mail, "email"), (by_name, "name")):
            for lines, name, email in self.rows(query.format(grouped), MOST_DOUBLES):
                first, *others = sorted(map(int, lines.split(",")))
                for line in others:
                    what = f"“{email or name}” is there already, in row {first}"
                    hint = "Take one of them out: everybody has one copy."
                    recipients.problems.append(error(what, recipients.place(line, column), hint))

    def recipients(
        self, issue: Issue, audiences: Sequence[str], languages: Sequence[str]
    ) -> Iterator[tuple[int, Recipient]]:
        """Yield the recipients of an issue with their numbers, of some audiences and languages if any is named."""
        columns = "number, line, name, organisation, email, audience, language, salutation"
        where, values = _among(audiences, languages)
        query = f"SELECT {columns} FROM recipient WHERE issue = ? AND number > ?{where} ORDER BY number LIMIT {PAGE}"
        last = 0
        while rows := list(self.rows(query, issue.id, last, *values)):
            for last, *row in rows:
                yield last, Recipient(*row)

    def count(self, issue: Issue, audiences: Sequence[str], languages: Sequence[str]) -> int:
        where, values = _among(audiences, languages)
        return int(next(self.rows(f"SELECT count(*) FROM recipient WHERE issue = ?{where}", issue.id, *values))[0])

    def begin_copies(self, issue: Issue, audiences: Sequence[str], languages: Sequence[str]) -> None:
        """Let the copies of these readers, and all of other issues of the pack, be those of before."""
        where, values = _among(audiences, languages)
        with self.change() as connection:
            connection.execute(
                "UPDATE copy SET current = 0 WHERE issue IN (SELECT id FROM issue WHERE pack = ? AND id <> ?)",
                (issue.pack, issue.id),
            )
            connection.execute(
                "UPDATE copy SET current = 0 WHERE issue = ?1 AND number IN "
                f"(SELECT number FROM recipient WHERE issue = ?1{where})",
                (issue.id, *values),
            )

    def add_copies(self, copies: Iterable[Copy]) -> None:
        with self.change() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?, ?, ?, ?, 1)", (astuple(copy) for copy in copies)
            )

    def paths_of_before(self, pack: str) -> Iterator[str]:
        """Yield the paths of copies of a pack at which no copy of now lies."""
        query = (
            "SELECT DISTINCT path FROM copy WHERE current = 0 AND issue IN (SELECT id FROM issue WHERE pack = ?) "
            "AND path NOT IN (SELECT path FROM copy WHERE current = 1)"
        )
        yield from (path for (path,) in self.rows(query, pack))

    def holders(self, column: str, value: str) -> list[Holder]:
        """Return who has the copies with a code or a digest, the latest first."""
        assert column in ("code", "sha256")
        return self._holders(f"copy.{column} = ?", value)

    def holders_of_number(self, number: int, total: int) -> list[Holder]:
        """Return who has the copies of a number, of so many."""
        return self._holders("copy.number = ? AND issue.total = ?", number, total)

    def _holders(self, where: str, *values: object) -> list[Holder]:
        query = (
            "SELECT copy.issue, copy.number, document, format, path, code, sha256, issue.id, pack, total, made, line, "
            "name, organisation, email, audience, language, salutation FROM copy JOIN issue ON issue.id = copy.issue "
            f"JOIN recipient USING (issue, number) WHERE {where} ORDER BY copy.issue DESC, copy.number LIMIT 50"
        )
        return [Holder(Copy(*row[:7]), Issue(*row[7:11]), Recipient(*row[11:])) for row in self.rows(query, *values)]

    def copies_of(self, issue: Issue, number: int) -> list[Copy]:
        """Return the copies of now that somebody has, in the order of documents and formats."""
        query = (
            "SELECT issue, number, document, format, path, code, sha256 FROM copy "
            "WHERE issue = ? AND number = ? AND current = 1 ORDER BY document, format DESC"
        )
        return [Copy(*row) for row in self.rows(query, issue.id, number)]

    def mail(self, issue: Issue, number: int) -> Mail | None:
        """Return what has become of somebody’s mail; nothing while none was handed over."""
        query = "SELECT message_id, state, said, at FROM mail WHERE issue = ? AND number = ?"
        return next((Mail(*row) for row in self.rows(query, issue.id, number)), None)

    def note_mail(self, issue: Issue, number: int, mail: Mail) -> None:
        """Keep what has become of somebody’s mail."""
        with self.change() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO mail VALUES (?, ?, ?, ?, ?, ?)", (issue.id, number, *astuple(mail))
            )

    def sent_before(self, issue: Issue, email: str) -> str:
        """Return when this address was sent copies of the pack that are no longer those of now; "" if it never was."""
        query = (
            "SELECT max(mail.at) FROM recipient JOIN mail USING (issue, number) JOIN issue ON issue.id = mail.issue "
            "WHERE lower(email) = lower(?) AND pack = ? AND mail.issue <> ? AND state IN ('sent', 'unclear')"
        )
        (at,) = next(self.rows(query, email, issue.pack, issue.id))
        return str(at or "")

    def message_id(self, issue: Issue, number: int, domain: str) -> str:
        """Return the identifier that somebody’s mail has whenever it is written."""
        ((digest,),) = self.rows("SELECT digest FROM issue WHERE id = ?", issue.id)
        return f"<copy-{number}-{digest[:24]}@{domain}>"

    def languages(self) -> list[str]:
        """Return the languages in which there are copies."""
        return [language for (language,) in self.rows("SELECT DISTINCT language FROM recipient ORDER BY language")]

    def latest_issue(self, pack: str) -> Issue | None:
        """Return the issue of a pack whose copies lie in the folder."""
        query = "SELECT id, pack, total, made FROM issue WHERE pack = ? ORDER BY made DESC, id DESC LIMIT 1"
        return next((Issue(*row) for row in self.rows(query, pack)), None)


def _among(audiences: Sequence[str], languages: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return a condition for recipients, and its values."""
    where = "".join(
        f" AND {column} IN ({', '.join('?' * len(names))})"
        for column, names in (("audience", audiences), ("language", languages))
        if names
    )
    return where, (*audiences, *languages)


@contextmanager
def alone_with_register(project: Path, new: bool = False) -> Iterator[Register]:
    """Open the register, as `open_register` does, and keep other commands from changing it meanwhile."""
    from filelock import FileLock, Timeout

    lock = FileLock(project / f"{FILE}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise RunStopped("Another command makes or sends copies here. Wait until it is done, or end it.") from None
    try:
        with open_register(project, new) as register:
            yield register
    finally:
        lock.release()


@contextmanager
def open_register(project: Path, new: bool = False) -> Iterator[Register]:
    """Open the register of a project; `new`: begin one where there is none. Raise RunStopped if it cannot be used."""
    path = project / FILE
    if not new and not path.is_file():
        raise RunStopped(f"There is no register of copies here ({FILE}).\nMake copies first: invoke copies")
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)) as connection:
            connection.executescript("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = FILE;")
            _prepare(connection)
            yield Register(connection)
    except sqlite3.OperationalError as refused:
        raise RunStopped(
            f"{FILE} cannot be used: {refused}.\nSee to the disk and to other commands that run."
        ) from None
    except sqlite3.DatabaseError as broken:
        raise RunStopped(f"{FILE} is no register that can be read ({broken}).\nPut back a copy of it.") from None


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        for statement in TABLES.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
    if version not in (0, VERSION):
        raise RunStopped(f"{FILE} was written by another version of briefpack: use that one.")
