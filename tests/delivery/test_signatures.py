"""Signatures: who has signed, that nothing was changed since, and that a signed PDF is as accessible as before."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import page
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers import SimpleSigner

from benchmarks.seals import write_seal
from briefpack.build.jobs import RunStopped, WrongUse
from briefpack.delivery.signatures import (
    file_signature_said,
    seal_of,
    sign_file,
    signature_said,
    token_seal,
)
from tests.delivery.conftest import pdf
from tests.tools import tool
from tests.writers.pdf_text import every_node_written


@pytest.fixture(scope="module")
def signed(seal: Path) -> bytes:
    return seal_of(seal / "seal.p12", "open").sign(pdf("en"))


def test_a_signed_file_begins_with_the_file_and_names_who_signed(seal: Path, signed: bytes) -> None:
    assert signed.startswith(pdf("en"))
    assert "Office of the Two Towns, for whom nobody vouches" in signature_said("a.pdf", signed)
    assert signature_said("a.pdf", signed, [seal / "seal.pem"]).endswith("Office of the Two Towns")
    assert signature_said("a.pdf", pdf("en")) == ""


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_signed_file_is_accessible_and_archival(signed: bytes, profile: str) -> None:
    assert "0 failed" in str(page.validate_pdf_bytes(signed, profile=profile)).split("Rules:")[1].splitlines()[0]


def test_whoever_decides_signs_in_the_field_of_that_name(seal: Path) -> None:
    data = every_node_written("memo").data
    about = PdfSignatureMetadata("Signature", md_algorithm="sha256")
    signer = SimpleSigner.load_pkcs12(str(seal / "seal.p12"), passphrase=b"open")
    with ThreadPoolExecutor(1) as pool:  # it starts an event loop
        signing = pool.submit(PdfSigner(about, signer).sign_pdf, IncrementalPdfFileWriter(BytesIO(data)))
    signed = signing.result().getvalue()
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_signatures
    assert signature.field_name == "Signature" and signed.startswith(data)
    assert "Office of the Two Towns" in signature_said("a.pdf", signed)


def test_a_file_that_was_changed_after_it_was_signed_is_found(signed: bytes) -> None:
    for place in (200, len(pdf("en")) - 9, len(pdf("en")) + 30):
        changed = bytearray(signed)
        changed[place] ^= 1
        with pytest.raises(RunStopped):
            signature_said("a.pdf", bytes(changed))
    with pytest.raises(RunStopped, match="changed after"):
        signature_said("a.pdf", signed + b"\n% more")


def test_what_cannot_sign_is_said_in_a_sentence(seal: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="password right"):
        seal_of(seal / "seal.p12", "wrong")
    with pytest.raises(WrongUse, match="there is no file"):
        seal_of(tmp_path / "none.p12", "")
    with pytest.raises(WrongUse, match="cannot be used"):
        token_seal(str(tmp_path / "none.so"), "seal", "seal", "1234")


def test_an_archive_is_signed_by_a_key_and_no_other_file_has_its_signature(tmp_path: Path) -> None:
    key, file, signers = tmp_path / "key", tmp_path / "one.zip", tmp_path / "signers"
    subprocess.run([tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    signers.write_text(f"desk@example.org {key.with_suffix('.pub').read_text()}")
    file.write_bytes(b"archive")
    assert file_signature_said(file, None) == ""
    sign_file(file, key)
    assert "nobody vouches" in file_signature_said(file, None)
    assert "desk@example.org" in file_signature_said(file, signers)
    file.write_bytes(b"archivE")
    with pytest.raises(RunStopped, match="no signature of this file"):
        file_signature_said(file, signers)


def test_a_document_with_a_blank_to_sign_in_is_signed(seal: Path) -> None:
    document = every_node_written("memo").data
    assert b"(Signature)" in document
    signed = seal_of(seal / "seal.p12", "open").sign(document)
    assert signature_said("a.pdf", signed, [seal / "seal.pem"]).endswith("Office of the Two Towns")


def test_a_seal_knows_what_it_has_signed(seal: Path, signed: bytes) -> None:
    own = seal_of(seal / "seal.p12", "open")
    assert own.has_signed(signed, pdf("en")) and own.has_signed(own.sign(pdf("en")), pdf("en"))
    assert not own.has_signed(pdf("en"), pdf("en"))
    assert not own.has_signed(signed, pdf("ja"))


@pytest.mark.parametrize("bits", [2048, 0])
def test_keys_of_all_kinds_sign_many_files(bits: int, tmp_path: Path) -> None:
    write_seal(tmp_path, rsa.generate_private_key(65537, bits) if bits else ed25519.Ed25519PrivateKey.generate())
    own = seal_of(tmp_path / "seal.p12", "open")
    for file in (pdf("en"), pdf("ja"), pdf("en", 2)):
        assert signature_said("a.pdf", own.sign(file), [tmp_path / "seal.pem"]).endswith("Office of the Two Towns")
