"""Files on a disk: written whole, flushed, and in plain words what the file system refuses."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from briefpack.build.jobs import RunStopped, WrongUse
from briefpack.errors import relative_name
from briefpack.files import Unreadable, file_bytes

REFUSALS = {
    errno.ENOSPC: ("the disk is full", "Make room"),
    getattr(errno, "EDQUOT", errno.ENOSPC): ("your share of the disk is full", "Make room"),
    errno.EFBIG: ("the file would be larger than may be written here", "Raise the limit (ulimit -f)"),
    errno.EROFS: ("the disk is read-only", "Work in a folder that can be written"),
    errno.EACCES: (
        "it is open in another program, or you have no right to it",
        "Close it there (Word, PowerPoint, a PDF viewer), or change the rights of the file and its folder",
    ),
    errno.EISDIR: ("a folder is in the way", "Move it elsewhere"),
    errno.ENOTDIR: ("a file is where a folder is needed", "Move it elsewhere"),
    errno.ENOENT: ("its folder is gone, or a link leads nowhere", "See to it"),
    errno.ELOOP: ("a link is in the way", "Remove it"),
    errno.ENAMETOOLONG: ("the path is too long", "Shorten names, or move the project up"),
}
"""Why a file cannot be read or written, and what to do."""
ALIKE = {errno.EPERM: errno.EACCES, errno.ETXTBSY: errno.EACCES, errno.EBUSY: errno.EACCES, errno.EEXIST: errno.EISDIR}
LARGEST_TEXT = 10_000_000
AS_BEFORE = "No file in build/ was changed."


def refusal(refused: OSError, name: str = "") -> str:
    """Say which file the file system refuses, why and what to do; `name` is said where the error names none."""
    path = refused.filename2 or refused.filename
    if isinstance(path, (str, os.PathLike)) and ".staging" not in os.fspath(path):
        name = relative_name(Path(path))
    number = ALIKE.get(refused.errno or 0, refused.errno or 0)
    why, way_out = REFUSALS.get(number, (refused.strerror or str(refused), "See to the disk"))
    return f"{name or 'a file'}: {why}. {way_out}, then run the command again."


@contextmanager
def refusals_said(name: str = "build/") -> Iterator[None]:
    """Raise RunStopped, in words for whoever runs the command, where the file system refuses something."""
    try:
        yield
    except OSError as refused:
        raise RunStopped(f"{refusal(refused, name)}\n{AS_BEFORE}") from None


def read_plain_text(path: Path) -> str:
    """Return the text of a file that the command named, its line ends as line feeds. Raise WrongUse."""
    try:
        return file_bytes(path, LARGEST_TEXT).decode("utf-8-sig").replace("\r\n", "\n")
    except Unreadable as problem:
        raise WrongUse(f"{path}: {problem}. {problem.hint}") from None
    except UnicodeDecodeError:
        raise WrongUse(f"{path}: is not plain text. Save it as plain text, in UTF-8.") from None


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, then rename: a file is there whole or not at all, and an equal one is left alone."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def beside(path: Path) -> Iterator[BinaryIO]:
    """Write a file piece by piece: beside, then renamed, so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_flushed(path: Path, data: bytes) -> None:
    """Write a file so that it outlives a power cut; its entry in the folder is flushed by `flush_folder`."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Flush the entries of a folder, where a system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as refused:
        if refused.errno not in (errno.EINVAL, errno.ENOTSUP):  # file systems that flush no folders
            raise
    finally:
        os.close(descriptor)
