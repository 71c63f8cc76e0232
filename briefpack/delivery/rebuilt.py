"""A bundle beside the content at hand: made anew, is it the same? What in its files is marked higher than they are?"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import unescape

from briefpack.build.inputs import Inputs
from briefpack.build.jobs import Folders, Request, RunStopped
from briefpack.build.publish import concerns
from briefpack.build.run import build
from briefpack.build.workshop import Workshop
from briefpack.checks.handling import withheld_items
from briefpack.content.brief import brief_pack
from briefpack.delivery.opened import Opened
from briefpack.delivery.pictures import pdf_text

LARGEST_PART = 100_000_000


def first_difference(bundle: Opened, folders: Folders) -> str:
    """Build what a bundle holds from content at hand; return the first thing that differs, or nothing."""
    stated = {one["path"]: one["sha256"] for one in bundle.about["inputs"]}
    here = Inputs(folders).digests_by_name()
    now = {name: digest for name, digest in here.items() if concerns(bundle.about["pack"], name)}
    for name in sorted({*stated, *now}):
        if stated.get(name) != now.get(name):
            state = "is new" if name not in stated else "is not there" if name not in now else "has changed"
            return f"{name} {state} since the bundle was made"
    built = _built(bundle, folders)
    for file in bundle.about["files"]:
        if built.get(file["path"]) != file["sha256"]:
            return f"{file['name']} comes out otherwise from the same content ({file['path']})"
        signed = bundle.files[file["name"]][: int(file["bytes"])] if file.get("signed") else b""
        if signed and sha256(signed).hexdigest() != file["sha256"]:
            return f"{file['name']} was changed before it was signed"
    return ""


def _built(bundle: Opened, folders: Folders) -> Mapping[str, str]:
    about = bundle.about
    request = Request((about["pack"],), tuple(about["audiences"]), languages=tuple(about["languages"]))
    report = build(request, folders, lambda *_: None, publish=False)
    if report.failed:
        raise RunStopped("The content at hand does not build: invoke check names what is wrong.")
    return {output.path: output.sha256 for output in report.outputs}


def leaks(bundle: Opened, folders: Folders) -> Iterator[str]:
    """Yield what files say of items that are marked higher than they are, by the content at hand."""
    workshop = Workshop(folders, ())
    for file in bundle.about["files"]:
        pack, audience, language, rest = file["path"].split("/")
        brief = brief_pack(workshop.pack_in(pack, language), audience, language)
        items = withheld_items(brief, rest.partition(".")[0])
        text = _plain(text_of(file["name"], bundle.files[file["name"]])) if items else ""
        for item in items:
            for words in (item.title, item.text, item.short):
                if len(words) > 3 and _plain(words) in text:
                    yield f"{file['name']} says what is marked “{item.marking}”: {item.id}"
                    break


def text_of(name: str, data: bytes) -> str:
    """Return the text of a finished file, with its marks and properties taken out."""
    if name.endswith(".pdf"):
        return pdf_text(data)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [one for one in package.infolist() if one.filename.endswith(".xml")]
            if sum(one.file_size for one in parts) > LARGEST_PART:
                raise RunStopped(f"{name} holds more than a document does.")
            return " ".join(_untagged(package.read(one).decode(errors="replace")) for one in parts)
    text = data.decode(errors="replace")
    return _untagged(text) if name.endswith(".html") else re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text)


def _untagged(xml: str) -> str:
    """Return the words of marked-up text: inline elements part no word, others do."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(?:[aw]:)?(?:p|li|td|h\d|div|text:p|text:h)>", " ", xml)))


def _plain(text: str) -> str:
    """Return the letters and digits of a text alone: line ends, hyphens and marks differ from format to format."""
    return re.sub(r"[\W_]+", "", text).casefold()
