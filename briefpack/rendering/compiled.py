"""Compiled templates, kept: in memory for the audiences to come, in the user's cache for the runs to come.

Each names the digest of all that it was made from. A file that is damaged, or of another version, counts as missing.
Those that come with briefpack are compiled to Python, and parted into tokens, when its wheel is built.
"""

from __future__ import annotations

import json
import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from briefpack.layers import PACKAGE

DIGEST_BYTES = 32
SOURCES, TOKENS = "compiled.json", "tokens.json"
"""The files of a wheel that hold the templates as Python and as tokens."""
MOST_FILES = 1000
"""When the folder holds more, it is emptied: templates that somebody works on leave a file a change."""


class CompiledTemplates(BytecodeCache):
    """Keep the code of templates by their name and text, wherever their file lies.

    made_with: all else that the code depends on, such as the settings of the environment.
    """

    def __init__(self, made_with: bytes) -> None:
        self._made_with = made_with
        self._kept: dict[str, CodeType | None] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code and filename:
            bucket.code = _of_file(bucket.code, filename)
        return bucket

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        digest = self._digest(bucket)
        bucket.code = self._kept[digest] = self._kept.get(digest) or _read(digest)
        if bucket.code is None and (source := shipped(SOURCES).get(self.digest(bucket.key, bucket.checksum))):
            bucket.code = compile(source, "<template>", "exec")
            self.dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            digest = self._digest(bucket)
            self._kept[digest] = bucket.code
            _write(digest, bucket.code)

    def digest(self, name: str, checksum: str) -> str:
        """Return the digest of what a template's Python is made from: its name and text, and what compiles it."""
        made_from = (name.encode(), checksum.encode(), self._made_with, _compiler().encode())
        return sha256(b"\0".join(made_from)).hexdigest()

    def _digest(self, bucket: Bucket) -> str:
        return sha256(f"{self.digest(bucket.key, bucket.checksum)} {sys.version}".encode()).hexdigest()


@cache
def _compiler() -> str:
    """Return the version of Jinja2: it does not change while we run, and its files take long to ask."""
    return version("jinja2")


def _of_file(code: CodeType, filename: str) -> CodeType:
    """Return code that tracebacks show in a file."""
    inner = (_of_file(one, filename) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code if code.co_filename == filename else code.replace(co_filename=filename, co_consts=tuple(inner))


@cache
def shipped(name: str) -> dict[str, Any]:
    """Return what was made of the templates that come with briefpack, by digests; there is none in a checkout."""
    try:
        made: dict[str, Any] = json.loads((PACKAGE / "packaged" / name).read_bytes())
    except (OSError, ValueError):
        return {}
    return made


def cache_folder() -> Path:
    """Return the user's folder for what can be made again."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local") / "briefpack" / "Cache"
    if sys.platform == "darwin":
        return home / "Library/Caches/briefpack"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "briefpack"


def _read(digest: str) -> CodeType | None:
    """Return the code that is kept under a digest if its file is whole."""
    try:
        data = (cache_folder() / "templates" / digest).read_bytes()
    except (OSError, RuntimeError):  # there is none, or the user has no home
        return None
    code = data[DIGEST_BYTES:]
    return marshal.loads(code) if data[:DIGEST_BYTES] == sha256(code).digest() else None


def _write(digest: str, code: CodeType) -> None:
    """Write a file whole, or not at all: what cannot be kept is compiled again."""
    data = marshal.dumps(code)
    with suppress(OSError, RuntimeError):
        folder = cache_folder() / "templates"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files = list(folder.iterdir())
        for file in files if len(files) > MOST_FILES else ():
            file.unlink(missing_ok=True)
        beside = folder / f"{digest}.{os.getpid()}"
        beside.write_bytes(sha256(data).digest() + data)
        beside.replace(folder / digest)
