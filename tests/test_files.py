"""What is no file, or too large, is refused before it is opened; whatever stands there, nothing waits."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from briefpack.errors import BuildError
from briefpack.files import Unreadable, file_bytes, no_file, read_bytes, read_text


def refusal(path: Path, most: int = 100) -> str:
    with pytest.raises(Unreadable) as refused:
        file_bytes(path, most)
    return f"{refused.value} {refused.value.hint}"


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1234")
    assert file_bytes(path, 4) == b"1234"
    assert no_file(path) is None
    assert refusal(path, 3) == "is larger than 3e-06 MB Make it smaller."


def test_what_is_no_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "nowhere").symlink_to("none")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "endless").symlink_to("/dev/zero")
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        monkeypatch.setattr("builtins.open", lambda *_, **__: pytest.fail("was opened"))
        expected = {
            "pipe": "is not a file: it is a pipe",
            "folder": "is not a file: it is a folder",
            "socket": "is not a file: it is a socket",
            "endless": "is not a file: it is a device",
            "nowhere": "is a link that leads nowhere",
            "circle": "is a link that leads back to itself",
            "none": "is missing",
        }
        for name, words in expected.items():
            assert refusal(Path(name)).startswith(words)
            assert str(no_file(Path(name))) == words


def test_a_pipe_that_takes_the_place_of_a_file_meanwhile_makes_nobody_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, pipe = tmp_path / "a", tmp_path / "pipe"
    path.write_bytes(b"")
    os.mkfifo(pipe)
    status = path.stat()
    monkeypatch.setattr(Path, "stat", lambda _: status)
    assert refusal(pipe).startswith("is not a file: it is a pipe")


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="a file that tells no size IS MISSING: Linux has some")
def test_a_file_that_tells_no_size_is_read_no_further_than_what_is_allowed() -> None:
    assert "is larger than" in refusal(Path("/proc/self/maps"))


def test_the_hints_are_those_of_who_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(BuildError, match=r"a\.txt: error: is missing\n    Put it back\."):
        read_bytes(path, 4, missing="Put it back.")
    path.write_bytes(b"12345")
    with pytest.raises(BuildError, match=r"Split it\."):
        read_bytes(path, 4, large="Split it.")


def test_text_has_line_feeds_and_no_mark_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffä\r\nb\r".encode())
    assert read_text(path, 100) == "ä\nb\n"
    path.write_bytes(b"a\nb\xff")
    with pytest.raises(BuildError, match=r"a\.txt:2:2: error: is not UTF-8 text"):
        read_text(path, 100)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("title: a".encode("utf-16"), "a.txt:1: error: is saved as UTF-16, and not as UTF-8"),
        ("title: a".encode("utf-16-le"), "a.txt:1: error: is saved as UTF-16, and not as UTF-8"),
        ("title: a".encode("utf-16-be"), "a.txt:1: error: is saved as UTF-16, and not as UTF-8"),
        (b"PK\x03\x04", "a.txt:1: error: is a Word document or another archive, and no plain text"),
        (b"{\\rtf1", "a.txt:1: error: is rich text, and no plain text"),
        (b"%PDF-1.7", "a.txt:1: error: is a PDF, and no plain text"),
        ("a\rb\r\nZü".encode("cp1252"), "a.txt:3:2: error: is not UTF-8 text"),
    ],
)
def test_what_is_saved_in_place_of_a_text_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(BuildError) as refused:
        read_text(tmp_path / "a.txt", 100)
    assert said in str(refused.value)
    assert "UTF-8" in refused.value.problems[0].hint
