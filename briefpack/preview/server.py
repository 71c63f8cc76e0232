"""The preview's web server: on this machine alone, for whoever knows its address, and for nothing but finished pages.

It answers no name but its own (a page elsewhere could give its name this machine's address: DNS rebinding), and
only below a path that nobody can guess. It holds files in memory and reads none.
"""

from __future__ import annotations

import hmac
import json
import secrets
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from briefpack import __version__
from briefpack.preview.studio import SHOWN, Studio

LOOPBACK = "127.0.0.1"
NAMES = (LOOPBACK, "localhost")
BEAT_SECONDS = 15.0
"""How often a browser that waits hears that the server is still there."""
KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-16",
    "md": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
}
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


class PreviewServer(ThreadingHTTPServer):
    """Serve what a studio shows, at `address`."""

    daemon_threads = True

    def __init__(self, studio: Studio, page: bytes, port: int = 0) -> None:
        """With port 0, take any that is free. Raise OSError if the port is taken."""
        super().__init__((LOOPBACK, port), Answer)
        self.studio, self.page = studio, page
        self.token = secrets.token_urlsafe(24)

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}/{self.token}/"

    def knows(self, host: str) -> bool:
        """Tell whether a request asks for this server by one of its own names."""
        return host in {f"{name}:{self.server_port}" for name in NAMES}

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has gone away; show what else goes wrong."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Answer(BaseHTTPRequestHandler):
    """Answer one browser."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def version_string(self) -> str:
        """Return what the server calls itself."""
        return f"briefpack/{__version__}"

    def log_message(self, format: str, *args: Any) -> None:
        """Write no line a request."""

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with the page, a finished file, or the news of what has changed."""
        if not self.server.knows(self.headers.get("Host", "")):
            return self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
        token, _, path = urlsplit(self.path).path.removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()):
            return self._refuse(HTTPStatus.NOT_FOUND)
        if not path:
            return self._send(self.server.page, KINDS["html"])
        if path == "news":
            return self._tell()
        return self._file(unquote(path))

    def _file(self, path: str) -> None:
        output = self.server.studio.file(path)
        if not output:
            return self._refuse(HTTPStatus.NOT_FOUND)
        format_ = path.rpartition("/")[2].partition(".")[2]
        kind = KINDS[format_.rpartition(".")[2]]
        name = quote(path.replace("/", "_"))
        saved = {} if format_ in SHOWN else {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return self._send(output.data, kind, saved)

    def _tell(self) -> None:
        """Tell the browser of each change, as server-sent events (HTML Living Standard, 9.2)."""
        self.close_connection = True
        self._begin(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Connection": "close"})
        if self.command == "HEAD":
            return
        number, studio = 0, self.server.studio
        while not studio.closed:
            view = studio.after(number, BEAT_SECONDS)
            said = f"data: {json.dumps(view.as_json())}\n\n" if view.number > number else ": still here\n\n"
            number = view.number
            self.wfile.write(said.encode())
            self.wfile.flush()

    def _send(self, data: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self._begin(HTTPStatus.OK, {"Content-Type": kind, "Content-Length": str(len(data)), **(more or {})})
        if self.command != "HEAD":
            self.wfile.write(data)

    def _refuse(self, status: HTTPStatus) -> None:
        self._begin(status, {"Content-Length": "0"})

    def _begin(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
