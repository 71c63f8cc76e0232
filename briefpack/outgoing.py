"""The commands by which what is built leaves the building: bundled, signed, checked, published."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit

from briefpack.command_line import SEAL_HELP, choosing, ending, names_in, need, project_folders, release_of, seal_named
from briefpack.runs import RELEASE_HELP, build_first
from briefpack.terminal import plain

if TYPE_CHECKING:
    from briefpack.build.jobs import Request

LARGEST_PDF = 500_000_000
BUNDLE_HELP = {
    **RELEASE_HELP,
    "whole": "one archive a pack, instead of one an audience and language",
    "to": "the folder into which the archives go",
    **SEAL_HELP,
    "key": "sign each archive with this SSH key",
}
VERIFY_HELP = {
    "bundle": "the archive to check, or a signed PDF",
    "trust": "certificates (PEM) by which signatures of PDFs must be vouched for, with commas between them",
    "signers": "who may sign archives: a file of allowed signers, as ssh-keygen has it",
    "rebuild": "make the documents anew from the content at hand, and compare; --no-rebuild leaves that out",
}


@choosing("pack", "audience", "language", about=BUNDLE_HELP)
def bundle(
    context: Context,
    request: Request,
    release: bool = False,
    allow: str = "",
    as_of: str = "",
    whole: bool = False,
    to: str = "bundles",
    certificate: str = "",
    token: str = "",
    key: str = "",
) -> None:
    """
    Build, then pack what each audience gets into one archive, with a note, a manifest and digests.

    Example: invoke bundle --audience ministers
    """
    import json

    from briefpack.build.disk import write_whole
    from briefpack.delivery.bundle import make_bundles
    from briefpack.delivery.signatures import sign_file
    from briefpack.rendering.labels import outgoing_words

    asked = replace(request, release=release_of(release, allow, as_of))
    said = build_first(asked)
    folders = project_folders()
    folder = folders.content.parent / to
    with ending():
        seal = seal_named(certificate, token)
        say = outgoing_words(folders.templates)
        folder.mkdir(parents=True, exist_ok=True)
        for one in make_bundles(
            folders.build, asked, json.loads(said.json)["problems"], say, whole, seal.sign if seal else None
        ):
            path = folder / one.name
            path.with_name(f"{one.name}.sig").unlink(missing_ok=True)
            write_whole(path, one.data)
            if key:
                sign_file(path, Path(key).expanduser())
            print(plain(f"{to}/{one.name}  {one.files} files  SHA-256 {one.sha256}"))


@choosing(about=VERIFY_HELP)
def verify(
    context: Context, bundle: str, request: Request, trust: str = "", signers: str = "", rebuild: bool = True
) -> None:
    """
    Check that a bundle is as it was packed and signed, and that the content at hand makes the same documents.

    Of a PDF alone, it is checked who has signed it, and that it is as it was then.

    Example: invoke verify bundles/japan-korea-ties_ministers_en_2023-08-18.zip
    """
    from briefpack.delivery.opened import open_bundle
    from briefpack.delivery.rebuilt import first_difference, leaks
    from briefpack.delivery.signatures import file_signature_said, signature_said

    path, certificates = Path(bundle), [Path(one) for one in names_in(trust)]
    if path.suffix.lower() == ".pdf":
        _verify_pdf(path, certificates)
        return
    with ending():
        opened = open_bundle(path)
        print(f"as it was packed: {len(opened.files)} files, SHA-256 {opened.sha256}")
        who = file_signature_said(path, Path(signers) if signers else None)
        print(plain(f"signed: {who}" if who else "the archive is not signed"))
        for name, data in opened.files.items():
            if name.endswith(".pdf") and b"/ByteRange" in data:
                need("pyhanko", "sign", "Checking a signature")
                if who := signature_said(name, data, certificates):
                    print(plain(f"{name} signed: {who}"))
        if not rebuild:
            return
        folders = project_folders()
        found = [first_difference(opened, folders)]
        found = found if found[0] else [*leaks(opened, folders)]
    for line in found:
        print(plain(f"error: {line}"), file=sys.stderr)
    if found:
        raise Exit(code=1)
    print("the content at hand makes the same documents, and none tells what is marked higher")


def _verify_pdf(path: Path, certificates: Sequence[Path]) -> None:
    """Say who has signed a PDF. End with status 1 if nobody has, or if it was changed since."""
    from briefpack.build.jobs import RunStopped
    from briefpack.delivery.signatures import signature_said
    from briefpack.files import Unreadable, file_bytes

    need("pyhanko", "sign", "Checking a signature")
    with ending():
        try:
            who = signature_said(path.name, file_bytes(path, LARGEST_PDF), certificates)
        except Unreadable as refused:
            raise RunStopped(f"{path.name} {refused}. {refused.hint}") from None
        if not who:
            raise RunStopped(f"{path.name} is not signed.")
    print(plain(f"{path.name} signed: {who}"))


@choosing(about={"target": "a folder, from the project’s, or an address such as sftp://host/folder"})
def publish(context: Context, target: str, request: Request) -> None:
    """
    Copy the pages and files that are built, as far as they have changed, to a folder or an address; run page first.

    Example: invoke publish ../site
    """
    if "://" in target:
        need("fsspec", "publish", "Publishing to an address")
    from briefpack.delivery.publishing import place_of
    from briefpack.delivery.publishing import publish as bring

    folders = project_folders()
    with ending():
        done = bring(folders.build, place_of(target, folders.content.parent))
    for path in done.written:
        print(plain(path))
    removed = f", {len(done.removed)} removed" if done.removed else ""
    print(f"{len(done.written)} files written, {done.unchanged} as they were{removed}.")
