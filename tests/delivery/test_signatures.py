"""Signatures: who has signed, that nothing was changed since, and that a signed PDF is as accessible as before."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import page
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from briefpack.build.jobs import RunStopped, WrongUse
from briefpack.delivery.signatures import (
    file_signature_said,
    sign_file,
    signature_said,
    signed_pdf,
    signer_of,
    token_signer,
)
from tests.delivery.conftest import pdf
from tests.tools import tool


@pytest.fixture(scope="module")
def seal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a certificate and its key, which expire late enough."""
    folder = tmp_path_factory.mktemp("seal")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Office of the Two Towns")])
    usage = x509.KeyUsage(True, True, False, False, False, True, True, False, False)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 7)
        .not_valid_before(datetime.datetime(2020, 1, 1))
        .not_valid_after(datetime.datetime(2099, 1, 1))
        .add_extension(x509.BasicConstraints(True, None), True)
        .add_extension(usage, True)
        .sign(key, hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(b"open")
    (folder / "seal.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, made, None, locked))
    (folder / "seal.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder


@pytest.fixture(scope="module")
def signed(seal: Path) -> bytes:
    return signed_pdf(pdf("en"), signer_of(seal / "seal.p12", "open"))


def test_a_signed_file_begins_with_the_file_and_names_who_signed(seal: Path, signed: bytes) -> None:
    assert signed.startswith(pdf("en"))
    assert "Office of the Two Towns, for whom nobody vouches" in signature_said("a.pdf", signed)
    assert signature_said("a.pdf", signed, [seal / "seal.pem"]).endswith("Office of the Two Towns")
    assert signature_said("a.pdf", pdf("en")) == ""


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_signed_file_is_accessible_and_archival(signed: bytes, profile: str) -> None:
    assert "0 failed" in str(page.validate_pdf_bytes(signed, profile=profile)).split("Rules:")[1].splitlines()[0]


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
        signer_of(seal / "seal.p12", "wrong")
    with pytest.raises(WrongUse, match="there is no file"):
        signer_of(tmp_path / "none.p12", "")
    with pytest.raises(WrongUse, match="cannot be used"):
        token_signer(str(tmp_path / "none.so"), "seal", "seal", "1234")


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
