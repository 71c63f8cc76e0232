"""A key and a certificate that sign for nobody, for measurements and tests."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID


def write_seal(folder: Path, key: Any) -> None:
    """Write a key and a certificate of it, seal.p12, which the word “open” opens, and the certificate, seal.pem."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Office of the Two Towns")])
    usage = x509.KeyUsage(True, True, False, False, False, True, True, False, False)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 7)
        .not_valid_before(datetime.datetime(2020, 1, 1))
        .not_valid_after(datetime.datetime(2099, 1, 1))
        .add_extension(x509.BasicConstraints(True, None), True)
        .add_extension(usage, True)
        .sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(b"open")
    (folder / "seal.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, made, None, locked))
    (folder / "seal.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
