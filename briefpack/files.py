"""Files as others left them: read whole, if they are files and no larger than what is read of their kind.

Nothing else is opened: a pipe would wait for whoever writes into it, and a device need never end.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from briefpack.errors import BuildError, Place, error, relative_name

SORTS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}
"""What a path may lead to in place of a file, by the sort in its status."""
NO_TEXTS = {
    b"PK\x03\x04": "a Word document or another archive, and no plain text",
    b"\xd0\xcf\x11\xe0": "a Word document, and no plain text",
    b"{\\rtf": "rich text, and no plain text",
    b"%PDF": "a PDF, and no plain text",
    b"\xff\xfe": "saved as UTF-16, and not as UTF-8",
    b"\xfe\xff": "saved as UTF-16, and not as UTF-8",
}
"""What people save in place of a text in UTF-8, by the bytes with which it begins."""
LINE_END = re.compile("\r\n?")
SAVE_AS_UTF_8 = "Save the file as UTF-8 in your editor; in Notepad: Save as, Encoding: UTF-8."
SAVE_AS_TEXT = "Save it as plain text, in UTF-8; in Word: Save as, Plain text, Encoding: UTF-8."
PUT_A_FILE = "Put the file there, or remove what is there now."
CHECK_ITS_NAME, MAKE_IT_SMALLER = "Look at its name and its folder.", "Make it smaller."


class Unreadable(Exception):
    """Say why a file cannot be read, and what to do; the sentence begins behind its name."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def file_bytes(path: Path, most: int, missing: str = CHECK_ITS_NAME, large: str = MAKE_IT_SMALLER) -> bytes:
    """Return what a file holds, so many bytes at most. Raise Unreadable.

    The hints are for one that is not there, and for a larger one.
    """
    try:
        size = _check(path.stat())
        with open(path, "rb", opener=_open_at_once) as file:
            size = max(size, _check(os.fstat(file.fileno())))  # another may stand there by now
            data = file.read(most + 1) if size <= most else b""
    except OSError as refused:
        raise _refusal(path, refused, missing) from None
    if max(size, len(data)) > most:  # some grow, and some tell no size
        raise Unreadable(f"is larger than {most / 1_000_000:g} MB", large)
    return data


def no_file(path: Path) -> Unreadable | None:
    """Return what a path leads to that is no file; nothing where it leads to one."""
    try:
        _check(path.stat())
    except OSError as refused:
        return _refusal(path, refused, CHECK_ITS_NAME)
    except Unreadable as refused:
        return refused
    return None


def read_bytes(path: Path, most: int, missing: str = CHECK_ITS_NAME, large: str = MAKE_IT_SMALLER) -> bytes:
    """Return what a file holds. Raise BuildError, as `file_bytes` raises Unreadable."""
    try:
        return file_bytes(path, most, missing, large)
    except Unreadable as refused:
        raise BuildError([error(str(refused), Place(relative_name(path)), refused.hint)]) from None


def read_text(path: Path, most: int, missing: str = CHECK_ITS_NAME, large: str = MAKE_IT_SMALLER) -> str:
    """Return the text of a file in UTF-8, its line ends as line feeds. Raise BuildError."""
    data = read_bytes(path, most, missing, large)
    name = relative_name(path)
    if sort := _sort(data):
        hint = SAVE_AS_UTF_8 if "UTF-8" in sort else SAVE_AS_TEXT
        raise BuildError([error(f"is {sort}", Place(name, 1), hint)])
    try:
        return LINE_END.sub("\n", data.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        before = LINE_END.sub("\n", data[: problem.start].decode("utf-8-sig"))
        where = Place(name, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
        raise BuildError([error("is not UTF-8 text", where, SAVE_AS_UTF_8)]) from None


def _sort(data: bytes) -> str:
    """Return what a file is that is no text in UTF-8, as far as its beginning tells."""
    if re.match(rb"\0[^\0]|[^\0]\0", data):  # letters of two bytes
        return NO_TEXTS[b"\xff\xfe"]
    return next((sort for beginning, sort in NO_TEXTS.items() if data.startswith(beginning)), "")


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check(status: os.stat_result) -> int:
    """Return the size of a file. Raise Unreadable for anything else."""
    if not stat.S_ISREG(status.st_mode):
        sort = SORTS.get(stat.S_IFMT(status.st_mode), "something else")
        raise Unreadable(f"is not a file: it is {sort}", PUT_A_FILE)
    return status.st_size


def _refusal(path: Path, refused: OSError, missing: str) -> Unreadable:
    if refused.errno == errno.ELOOP:
        return Unreadable("is a link that leads back to itself", PUT_A_FILE)
    if refused.errno == errno.ENOENT:
        return (
            Unreadable("is a link that leads nowhere", PUT_A_FILE)
            if path.is_symlink()
            else Unreadable("is missing", missing)
        )
    return Unreadable(f"cannot be read: {refused.strerror}", "See to the rights of the file and of its folder.")
