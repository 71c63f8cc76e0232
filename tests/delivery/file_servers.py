"""Servers on this machine, to which addresses lead: an object store, a WebDAV share, and OpenSSH’s own SFTP."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tools import module, tool

BUCKET = "briefs"


@dataclass(frozen=True)
class Server:
    """Say where a server is, and what it holds: paths of files from there on, with their bytes."""

    address: str
    files: Callable[[], dict[str, bytes]]


def below(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def object_store(patch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serve S3 with moto, and let the environment name it as a user's does."""
    for name in ("moto", "flask", "flask_cors", "s3fs"):
        module(name)
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        named = {"ENDPOINT_URL": f"http://{host}:{port}", "ACCESS_KEY_ID": "clerk", "SECRET_ACCESS_KEY": "secret"}
        for name, value in {**named, "DEFAULT_REGION": "us-east-1"}.items():
            patch.setenv(f"AWS_{name}", value)
        bucket = boto3.resource("s3").Bucket(BUCKET)
        bucket.create()

        def files() -> dict[str, bytes]:
            own = [one for one in bucket.objects.all() if one.key.startswith("site/")]
            return {one.key.removeprefix("site/"): one.get()["Body"].read() for one in own}

        yield Server(f"s3://{BUCKET}/site", files)
    finally:
        server.stop()


@contextmanager
def webdav_share(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serve a folder with WsgiDAV to somebody who has a password."""
    for name in ("wsgidav", "cheroot", "webdav4"):
        module(name)
    from cheroot.wsgi import Server as WsgiServer
    from wsgidav.wsgidav_app import WsgiDAVApp

    folder.mkdir()
    port = free_port()
    known = {"*": {"clerk": {"password": "so secret"}}}
    setting = {"provider_mapping": {"/": str(folder)}, "simple_dc": {"user_mapping": known}, "verbose": 0}
    server = WsgiServer(("127.0.0.1", port), WsgiDAVApp(setting))
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        patch.setenv("BRIEFPACK_WEBDAV_PASSWORD", "so secret")
        yield Server(f"webdav://clerk@127.0.0.1:{port}/site", lambda: below(folder / "site"))
    finally:
        server.stop()
        thread.join()


@contextmanager
def ssh_server(folder: Path) -> Iterator[Server]:
    """Serve files with OpenSSH to whoever runs the tests, by a key."""
    module("paramiko")
    server = tool("sshd")
    folder.mkdir()
    for name in ("host", "key"):
        command = [tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    port = free_port()
    lines = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "key.pub",
        "PidFile": "none",
        "UsePAM": "no",
        "StrictModes": "no",
        "PasswordAuthentication": "no",
        "PermitRootLogin": "yes",
        "Subsystem": "sftp internal-sftp",
    }
    (folder / "config").write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    process = subprocess.Popen([server, "-D", "-e", "-f", str(folder / "config")], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Server(f"sftp://{getpass.getuser()}@127.0.0.1:{port}{folder}/site", lambda: below(folder / "site"))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("sshd does not answer")
