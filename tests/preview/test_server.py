"""The preview's server: on this machine alone, for whoever knows its address, and for nothing but finished pages."""

from __future__ import annotations

import http.client
import json
import socket
from urllib.parse import urlsplit

import pytest

from briefpack.build.jobs import Folders, Request, WrongUse
from briefpack.content.formats import FORMAT_NAMES
from briefpack.preview.server import KINDS, PreviewServer
from briefpack.preview.session import Session, previewing
from briefpack.preview.studio import Studio
from tests.preview.conftest import MEMO
from tests.tools import module

module("watchfiles")


def ask(
    session: Session, path: str = "", host: str = "", method: str = "GET", whole: str = ""
) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of an answer; `path` stands below the token, `whole` is one without it."""
    parts = urlsplit(session.address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 0, timeout=20)
    connection.putrequest(method, whole or f"{parts.path}{path}", skip_host=True)
    connection.putheader("Host", host or f"{parts.hostname}:{parts.port}")
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def closing_server(folders: Folders) -> PreviewServer:
    """Return a server that serves nobody; its socket is closed where its context ends."""
    return PreviewServer(Studio(folders, Request()), b"")


def test_it_serves_its_page_and_finished_files(session: Session) -> None:
    status, headers, body = ask(session)
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"<title>Preview</title>" in body
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    status, headers, body = ask(session, f"{MEMO}.html?abc")
    assert (status, body[:15]) == (200, b"<!DOCTYPE html>")
    status, headers, body = ask(session, f"{MEMO}.docx")
    assert headers["content-disposition"] == "attachment; filename*=UTF-8''two-towns_councillors_en_memo.docx"
    assert body[:2] == b"PK"
    assert ask(session, f"{MEMO}.html", method="HEAD")[::2] == (200, b"")


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:80", "127.0.0.1", "localhost:1", "127.0.0.1.example.org:{port}", ""]
)
def test_it_answers_to_no_name_but_its_own(session: Session, host: str) -> None:
    port = urlsplit(session.address).port
    assert ask(session, host=host.format(port=port) or " ")[0] == 421
    assert ask(session, host=f"localhost:{port}")[0] == 200


@pytest.mark.parametrize(
    "path", ["/", "/wrong/", "/wrong/news", "/favicon.ico", f"/{MEMO}.html", "//", "/%00/", "/../../etc/passwd"]
)
def test_nothing_is_there_without_the_token(session: Session, path: str) -> None:
    assert ask(session, whole=path)[::2] == (404, b"")


@pytest.mark.parametrize(
    "path",
    [
        "tasks.py",
        "../tasks.py",
        "..%2f..%2fetc%2fpasswd",
        "content/two-towns/pack.yaml",
        f"{MEMO}.html/..",
        f"{MEMO}.odt",
        "%ff%fe",
    ],
)
def test_no_other_file_can_be_had(session: Session, path: str) -> None:
    assert ask(session, path)[::2] == (404, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed(session: Session, method: str) -> None:
    assert ask(session, method=method)[0] == 501


def test_it_listens_on_this_machine_alone(folders: Folders) -> None:
    with closing_server(folders) as server, closing_server(folders) as other:
        assert server.server_address[0] == "127.0.0.1"
        assert len(server.token) >= 32
        assert server.token != other.token


def test_each_change_is_told(session: Session) -> None:
    parts = urlsplit(session.address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 0, timeout=20)
    connection.request("GET", f"{parts.path}news")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream"
    line = answer.readline().decode()
    assert json.loads(line.removeprefix("data: "))["documents"]
    connection.close()


def test_a_port_that_is_taken_is_wrong_use(folders: Folders) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(WrongUse, match="cannot be had"), previewing(folders, Request(), taken.getsockname()[1]):
            pass


def test_the_kind_of_each_format_is_known() -> None:
    assert {name.rpartition(".")[2] for name in FORMAT_NAMES} <= set(KINDS)
