"""Whose copy a file is: by its digest, by its properties, or by the line that it shows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path

from briefpack.build.jobs import RunStopped
from briefpack.delivery.pictures import pdf_text
from briefpack.delivery.register import Holder, Register
from briefpack.files import Unreadable, file_bytes
from briefpack.languages.scripts import holds_right_to_left
from briefpack.office.reading import MAX_PART, MAX_RATIO, RATIO_FROM
from briefpack.rendering.labels import OUTGOING_WORDS, Say

LARGEST = 500_000_000
CODE = re.compile(r"(?<![A-Z0-9])[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}(?![A-Z0-9])")
PROPERTY = re.compile(rb"<dc:identifier>([2-9A-Z]{4}-[2-9A-Z]{4})</dc:identifier>")
MOST_CODES = 20


@dataclass(frozen=True, slots=True)
class Trace:
    """Say who has a copy, and how that is known."""

    holder: Holder
    known_by: str


def whose(file: Path, register: Register, say: Say) -> list[Trace]:
    """Return whose copies a file may be, none if that is not known; a code in place of a file is looked up.

    Raise RunStopped if it cannot be read.
    """
    if not file.exists() and (code := CODE.fullmatch(file.name.upper())):
        return _by_codes([code[0]], register, "its code")
    try:
        data = file_bytes(file, LARGEST)
    except Unreadable as refused:
        raise RunStopped(f"{file.name} {refused}. {refused.hint}") from None
    traces = [Trace(one, "every byte") for one in register.holders("sha256", sha256(data).hexdigest())]
    if traces:
        return traces
    parts = list(_parts(data))
    codes = (code.decode() for part in parts for code in PROPERTY.findall(part))
    if traces := _by_codes(codes, register, "its properties; it is not as it was made"):
        return traces
    text = _text(data, parts)
    shown = _by_codes(CODE.findall(text), register, "the line that it shows; it is not as it was made")
    return shown or _by_numbers(text, register, say)


def _by_codes(codes: Iterable[str], register: Register, known_by: str) -> list[Trace]:
    unique = list(dict.fromkeys(codes))[:MOST_CODES]
    return [Trace(holder, known_by) for code in unique for holder in register.holders("code", code)]


def _by_numbers(text: str, register: Register, say: Say) -> list[Trace]:
    """Return whose copies say a number of so many and the name, where the code cannot be read any more."""
    traces = []
    for language in register.languages():
        words = re.escape(say(language, OUTGOING_WORDS["copy_only"]))
        pattern = words.replace(r"\{number\}", r"(?P<number>\d+)").replace(r"\{total\}", r"(?P<total>\d+)")
        for match in re.finditer(pattern.replace(r"\ ", r"\s+"), text):
            behind = " ".join(text[match.end() : match.end() + 200].split())
            for holder in register.holders_of_number(int(match["number"][-9:]), int(match["total"][-9:])):
                if holder.recipient.language == language and _is_in(holder.recipient.name, behind):
                    traces.append(Trace(holder, "the number and the name that it shows"))
    return list(dict.fromkeys(traces))


def _is_in(name: str, words: str) -> bool:
    """Tell whether words hold a name; the parts of one that goes from the right come in any order out of a PDF."""
    parts = name.split() if holds_right_to_left(name) else (name,)
    return all(part in words for part in parts)


def _parts(data: bytes) -> Iterator[bytes]:
    """Yield what may hold properties: a file itself, or what is packed in an archive."""
    if not data.startswith(b"PK"):
        yield data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist()[:2000]:
                tight = entry.file_size > max(RATIO_FROM, MAX_RATIO * max(1, entry.compress_size))
                if entry.filename.endswith(".xml") and entry.file_size < MAX_PART and not tight:
                    yield archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return


def _text(data: bytes, parts: list[bytes]) -> str:
    """Return what a file shows, as far as it is text."""
    if data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        return pdf_text(data)
    runs = (re.sub(r"</w:p>", "\n", part.decode("utf-8", "replace")) for part in parts)
    return "\n".join(unescape(re.sub(r"<[^>]*>", "", run)) for run in runs)


def trace_line(trace: Trace) -> str:
    """Return a trace as a sentence."""
    holder = trace.holder
    who = ", ".join(filter(None, (holder.recipient.name, holder.recipient.organisation)))
    email = f" <{holder.recipient.email}>" if holder.recipient.email else ""
    what = f"{holder.copy.document}.{holder.copy.format} of {holder.issue.pack}"
    readers = f"{holder.recipient.audience}, {holder.recipient.language}"
    return (
        f"copy {holder.copy.number} of {holder.issue.total}: {who}{email}\n"
        f"    {what} ({readers}), made on {holder.issue.made[:10]}, code {holder.copy.code}; known by {trace.known_by}"
    )
