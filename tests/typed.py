"""Commands as a person types them, each in a process of its own, without waiting for the same imports every time.

Python starts once a session and imports all of briefpack; each command runs in a fork of it, so none sees what another
one did. What a start itself costs or imports is measured with `sys.executable`, not with this.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.conftest import REPOSITORY

SERVER = """
import importlib, json, os, pkgutil, runpy, sys
import briefpack

for module in pkgutil.walk_packages(briefpack.__path__, "briefpack."):
    if module.name != "briefpack.build.cluster":  # which needs an extra
        importlib.import_module(module.name)
for line in sys.stdin:
    folder, arguments, out, err = json.loads(line)
    child = os.fork()
    if not child:
        os.chdir(folder)
        sys.path[0] = folder
        for descriptor, path in enumerate((os.devnull, out, err)):
            os.dup2(os.open(path, os.O_RDWR), descriptor)
        sys.argv = ["invoke", *arguments]
        runpy.run_module("invoke", run_name="__main__", alter_sys=True)
        sys.exit()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def invoke(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `invoke` with these arguments in a folder, its output in a pipe."""
    server = _server()
    assert server.stdin and server.stdout
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        server.stdin.write(json.dumps([str(folder), arguments, out.name, err.name]) + "\n")
        server.stdin.flush()
        status = int(server.stdout.readline())
        said, complaints = (file.read().decode("utf-8") for file in (out, err))
    return subprocess.CompletedProcess(arguments, status, said, complaints)


@cache
def _server() -> subprocess.Popen[str]:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(server.communicate)
    return server
