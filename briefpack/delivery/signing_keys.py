"""Keys that sign, kept loaded: OpenSSL proves an RSA key whenever it reads one, which takes 0.1 s."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from pyhanko.sign.signers import SimpleSigner

RSA = "rsassa_pkcs1v15"


class LoadedKeySigner(SimpleSigner):
    """Sign as SimpleSigner does; an RSA key is read once."""

    @cached_property
    def _key(self) -> Any:
        from cryptography.hazmat.primitives.serialization import load_der_private_key

        return load_der_private_key(self.signing_key.dump(), password=None)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Return the signature of data."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

        if digest_algorithm != "sha256" or self.get_signature_mechanism_for_digest("sha256").signature_algo != RSA:
            return super().sign_raw(data, digest_algorithm)
        signature: bytes = self._key.sign(data, PKCS1v15(), hashes.SHA256())
        return signature


def with_loaded_key(signer: SimpleSigner) -> LoadedKeySigner:
    """Return the same signer with its key loaded."""
    assert signer.signing_cert
    return LoadedKeySigner(
        signer.signing_cert, signer.signing_key, signer.cert_registry, signer.signature_mechanism, signer.prefer_pss
    )
