"""Addresses: files read and written by any library of fsspec, and one sentence for whatever such a library raises."""

from __future__ import annotations

import pickle
from pathlib import Path
from socket import gaierror

import pytest

from briefpack.build.jobs import RunStopped
from tests.tools import module

module("fsspec")

from briefpack.build.addresses import Address  # noqa: E402


@pytest.fixture(params=["file", "memory"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    return Address(tmp_path.as_uri() if request.param == "file" else f"memory://{tmp_path.name}")


def test_files_are_written_read_moved_and_removed(address: Address) -> None:
    assert address.read("p/memo.md") is None and not address.has("p/memo.md")
    address.write("p/memo.md", b"one")
    address.write("new/memo.md", b"two")
    address.move("new/memo.md", "p/memo.md")
    assert address.read("p/memo.md") == b"two" and not address.has("new/memo.md")
    assert address.read("p/memo.md", largest=2) == b"", "too large to be read"
    address.remove("p/memo.md")
    address.remove("p/memo.md")
    assert not address.has("p/memo.md")
    address.write("q/r/memo.md", b"")
    address.remove_folder("q")
    assert not address.has("q/r/memo.md")


class LibraryError(Exception):
    """An error of a library’s own, which is no OSError: those for SFTP and S3 have such."""


REFUSED = {
    "you have no right to it there": PermissionError(13, "Permission denied", "/x"),
    "no machine has this name, or there is no connection": gaierror(-2, "Name or service not known"),
    "nothing answers there": TimeoutError("timed out"),
    "the connection is refused, or was lost": ConnectionResetError(104, "reset"),
    "addresses of this kind can be read only": NotImplementedError(),
    "Authentication failed at sftp://clerk:…@host": LibraryError(
        "Authentication failed\n at sftp://clerk:secret@host."
    ),
    "LibraryError": LibraryError(),
}


@pytest.mark.parametrize("reason", REFUSED)
@pytest.mark.parametrize("call", ["read", "has", "write", "move", "remove", "remove_folder", "make_folder"])
def test_whatever_a_library_raises_is_one_sentence(reason: str, call: str) -> None:
    class Refusing:
        def __getattr__(self, name: str) -> object:
            raise REFUSED[reason]

    address = Address("sftp://clerk:secret@host/briefs")
    vars(address)["_opened"] = (Refusing(), "/briefs")
    arguments = {"write": (b"x",), "move": ("q/memo.md",)}.get(call, ())
    with pytest.raises(RunStopped) as stopped:
        getattr(address, call)("p/memo.md", *arguments)
    said = str(stopped.value)
    assert said.startswith("sftp://clerk:…@host/briefs: ") and said.endswith(f": {reason}.")
    assert "secret" not in said and "\n" not in said


def test_an_address_travels_without_its_connection(address: Address) -> None:
    assert not address.has("memo.md")
    travelled = pickle.loads(pickle.dumps(address))
    assert travelled == address and hash(travelled) == hash(address)
    assert "_opened" not in vars(travelled)
