"""Files at an address that fsspec opens: a bucket, a share, a folder on another machine.

Each kind of address has a library of its own, and each library its own errors: what they raise is one sentence here,
in which no password is told. Loads fsspec and what it needs for the address.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from socket import gaierror
from typing import Any
from urllib.parse import unquote, urlsplit

from fsspec.core import url_to_fs

from briefpack.build.jobs import RunStopped, WrongUse

REASONS: tuple[tuple[type[Exception], str], ...] = (
    (PermissionError, "you have no right to it there"),
    (FileNotFoundError, "there is no such folder, share or bucket"),
    (gaierror, "no machine has this name, or there is no connection"),
    (TimeoutError, "nothing answers there"),
    (ConnectionError, "the connection is refused, or was lost"),
    (NotImplementedError, "addresses of this kind can be read only"),
)
"""Why something fails at an address, by what the libraries raise. Of the rest their own words are told, in one line."""

PACKAGES = {"smbclient": "smbprotocol", "webdav4": "webdav4[fsspec]"}
"""What brings a module that a kind of address needs, where that has another name."""


WEBDAV = ("webdav", "webdavs", "dav", "davs")
WEBDAV_PASSWORD = "BRIEFPACK_WEBDAV_PASSWORD"
"""Holds the password of whoever an address of WebDAV names, where that is not in the address."""
HERE = ("localhost", "127.0.0.1", "::1")
"""This machine, with which alone WebDAV is spoken in clear."""


def _webdav(address: str) -> tuple[Any, str]:
    """Return what opens a WebDAV share, and the path in it: its library wants both apart."""
    from webdav4.fsspec import WebdavFileSystem

    parts = urlsplit(address)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    base = f"{'http' if parts.hostname in HERE else 'https'}://{host}{f':{parts.port}' if parts.port else ''}"
    password = parts.password or os.environ.get(WEBDAV_PASSWORD, "")
    auth = (unquote(parts.username), unquote(password)) if parts.username else None
    files = WebdavFileSystem(base, auth=auth, skip_instance_cache=True)
    weakref.finalize(files, files.client.http.close)
    return files, unquote(parts.path).strip("/")


class Address:
    """Read and write files below an address, by their paths from there. It travels to workers without its connection.

    Everything raises RunStopped, in words for whoever named the address, or WrongUse if there is no such kind.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Address) and self._address == other._address

    def __hash__(self) -> int:
        return hash(self._address)

    def __reduce__(self) -> Any:
        return Address, (self._address,)

    def __str__(self) -> str:
        """Return the address as it may be shown, without a password."""
        return self._without_password(self._address)

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        kind = self._address.partition(":")[0]
        try:
            files, root = _webdav(self._address) if kind in WEBDAV else url_to_fs(self._address)
        except ImportError as missing:
            module = str(getattr(missing.__cause__ or missing, "name", "") or "of its own")
            package = PACKAGES.get(module, module)
            raise WrongUse(f"“{kind}://” needs the package {package}, which is not installed here.") from None
        except ValueError:
            known = "such as s3://bucket/folder or sftp://host/folder"
            raise WrongUse(f"“{self}” is no address that can be written to: name one {known}.") from None
        except Exception as refused:
            raise RunStopped(f"{self} cannot be opened: {self._words(refused)}.") from None
        return files, str(root).rstrip("/")

    def read(self, path: str, largest: int | None = None) -> bytes | None:
        """Return what a file holds; nothing if there is none, and no bytes where it has more than `largest`."""
        files, at = self._opened[0], self._at(path)
        with self._stopping(f"{path} cannot be read"):
            try:
                return b"" if largest is not None and files.size(at) > largest else bytes(files.cat_file(at))
            except FileNotFoundError:
                return None

    def has(self, path: str) -> bool:
        with self._stopping(f"{path} cannot be looked for"):
            return bool(self._opened[0].exists(self._at(path)))

    def make_folder(self, path: str) -> None:
        """Make a folder and those above it, as far as a kind of address has such."""
        with self._stopping("no folder can be made"):
            self._opened[0].makedirs(self._at(path), exist_ok=True)

    def write(self, path: str, data: bytes) -> None:
        with self._stopping(f"{path} cannot be written"):
            self._opened[0].makedirs(self._at(path).rpartition("/")[0], exist_ok=True)
            self._opened[0].pipe_file(self._at(path), data)

    def move(self, path: str, to: str) -> None:
        """Move a file to a place where there may be another one."""
        self.remove(to)
        with self._stopping(f"{to} cannot be written"):
            self._opened[0].makedirs(self._at(to).rpartition("/")[0], exist_ok=True)
            self._opened[0].mv(self._at(path), self._at(to))

    def remove(self, path: str) -> None:
        """Remove a file if it is there."""
        if self.has(path):
            with self._stopping(f"{path} cannot be removed"):
                self._opened[0].rm_file(self._at(path))

    def remove_folder(self, path: str) -> None:
        """Remove a folder and all that is in it."""
        with self._stopping(f"{path} cannot be removed"):
            self._opened[0].rm(self._at(path), recursive=True)

    def _at(self, path: str) -> str:
        return f"{self._opened[1]}/{path}"

    @contextmanager
    def _stopping(self, what: str) -> Iterator[None]:
        self._opened  # noqa: B018  what is wrong with the address itself is told as such
        try:
            yield
        except Exception as refused:
            raise RunStopped(f"{self}: {what}: {self._words(refused)}.") from None

    def _words(self, refused: Exception) -> str:
        said = " ".join(self._without_password(str(refused)).split()).rstrip(".") or type(refused).__name__
        return next((reason for kind, reason in REASONS if isinstance(refused, kind)), said)

    def _without_password(self, text: str) -> str:
        try:
            password = urlsplit(self._address).password
        except ValueError:
            return text
        return text.replace(f":{password}@", ":…@").replace(password, "…") if password else text
