"""Signatures: PAdES in PDFs (ETSI EN 319 142-1), and those of whole bundles by ssh-keygen."""

from __future__ import annotations

import io
import logging
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpack.build.jobs import RunStopped, WrongUse

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

FIELD, NAMESPACE = "Signature", "briefpack"


def seal_of(certificate: Path, password: str) -> Seal:
    """Return what signs with a PKCS#12 file. Raise WrongUse if it cannot be opened."""
    from pyhanko.sign.signers import SimpleSigner

    from briefpack.delivery.signing_keys import with_loaded_key

    _keep_quiet()
    if not certificate.is_file():
        raise WrongUse(f"there is no file “{certificate}” with a certificate.")
    load: Any = SimpleSigner.load_pkcs12
    signer: SimpleSigner | None = load(str(certificate), passphrase=password.encode())
    if signer is None:
        raise WrongUse(f"{certificate.name} cannot be opened: is it a PKCS#12 file, and the password right?")
    return Seal(with_loaded_key(signer))


def _keep_quiet() -> None:
    """Let pyHanko log nothing: what is wrong is said in a sentence."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def token_seal(library: str, token: str, label: str, pin: str) -> Seal:
    """Return what signs with a key on a token, by its PKCS#11 library. Raise WrongUse if it does not answer."""
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    try:
        session = open_pkcs11_session(library, token_criteria=TokenCriteria(label=token), user_pin=pin or None)
        return Seal(PKCS11Signer(session, cert_label=label))
    except Exception as refused:  # each library has errors of its own
        said = f"{type(refused).__name__} {refused}".strip()
        raise WrongUse(f"the token “{token}” cannot be used: {said}") from None


class Seal:
    """Sign PDFs with one key. What a signature takes is measured with the first."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer
        certificate: Any = signer.signing_cert
        self._digest = "sha512" if certificate.public_key.algorithm == "ed25519" else "sha256"
        self._reserved: int | None = None

    def sign(self, data: bytes) -> bytes:
        """Return a PDF with a signature at its end; what was there before stays byte for byte."""
        from pyhanko.sign import PdfSignatureMetadata, PdfSigner
        from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter

        # Outside the page: what nobody sees need not be read out (ISO 14289-1, 7.18.1), and archives refuse hidden
        # ones.
        hidden = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
        name = _free_name(data)
        field = SigFieldSpec(name, on_page=0, invis_sig_settings=hidden, readable_field_name=FIELD)
        about = PdfSignatureMetadata(name, md_algorithm=self._digest, subfilter=SigSeedSubFilter.PADES)
        stream = io.BytesIO()
        sign = PdfSigner(about, self._signer, new_field_spec=field).sign_pdf
        _apart(sign, _writer(data), output=stream, bytes_reserved=self._reserved)
        signed = stream.getvalue()
        self._reserved = self._reserved or len(_signatures(signed[len(data) :])[0])
        return signed

    def has_signed(self, data: bytes, unsigned: bytes) -> bool:
        """Tell whether a file is this one, signed with this certificate."""
        if not data.startswith(unsigned):
            return False
        certificate: Any = self._signer.signing_cert
        signatures = _signatures(data[len(unsigned) :])
        return len(signatures) == 1 and certificate.dump().hex().encode() in signatures[0].lower()


def _writer(data: bytes) -> Any:
    """Return what appends to a file and leaves its metadata as they are: pyHanko’s would make it no PDF/A-2a."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Writer(IncrementalPdfFileWriter):
        """Write no metadata."""

        def _update_meta(self) -> None:
            pass

    return Writer(io.BytesIO(data))


def _signatures(appended: bytes) -> list[bytes]:
    """Return the signatures in what was appended to a file, in hexadecimal."""
    return re.findall(rb"/Contents\s*<([0-9A-Fa-f]{64,})>", appended)


def _free_name(data: bytes) -> str:
    """Return a name that no field of a document has, such as a blank in which somebody is to sign."""
    names = (f"{FIELD}{number or ''}" for number in count())
    return next(name for name in names if f"({name})".encode() not in data)


def _apart(function: Callable[..., Any], *given: object, **named: object) -> Any:
    """Call a function in a thread: pyHanko starts an event loop, which none may do where one runs."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *given, **named).result()


def signature_said(name: str, data: bytes, trusted: Sequence[Path] = ()) -> str:
    """Return who has signed a PDF, or nothing if nobody has. Raise RunStopped if it was changed since."""
    if b"/ByteRange" not in data:
        return ""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature

    _keep_quiet()
    try:
        signatures = list(PdfFileReader(io.BytesIO(data)).embedded_signatures)
        states = [_apart(validate_pdf_signature, one, _context(trusted)) for one in signatures]
    except Exception as broken:  # whatever a file from anybody breaks in a parser
        raise RunStopped(f"{name}: its signature cannot be read ({type(broken).__name__}).") from None
    for state in states:
        whole = str(getattr(state.coverage, "name", "")) == "ENTIRE_FILE"
        if not (state.intact and state.valid) or not whole:
            raise RunStopped(f"{name} was changed after it was signed.")
        if trusted and not state.trusted:
            raise RunStopped(f"{name} is signed by somebody whom the certificates given do not vouch for.")
    return "; ".join(_who(state, bool(trusted)) for state in states)


def _context(trusted: Sequence[Path]) -> Any:
    from pyhanko.keys import load_certs_from_pemder
    from pyhanko_certvalidator import ValidationContext

    load: Any = load_certs_from_pemder
    return ValidationContext(trust_roots=list(load(map(str, trusted))), allow_fetching=False)


def _who(state: Any, vouched: bool) -> str:
    who = state.signing_cert.subject.human_friendly
    return f"{who}" if vouched else f"{who}, for whom nobody vouches: name certificates with --trust"


def sign_file(path: Path, key: Path) -> Path:
    """Sign a file with an SSH key; the signature lies beside it. Raise RunStopped."""
    done = _ssh_keygen("-Y", "sign", "-n", NAMESPACE, "-f", str(key), str(path))
    if done.returncode:
        raise RunStopped(f"ssh-keygen could not sign {path.name}: {_said(done)}")
    return path.with_name(f"{path.name}.sig")


def file_signature_said(path: Path, signers: Path | None) -> str:
    """Return who has signed a file, by the signature beside it; nothing if there is none. Raise RunStopped."""
    signature = path.with_name(f"{path.name}.sig")
    if not signature.is_file():
        return ""
    named = ("-s", str(signature), "-n", NAMESPACE)
    if signers is None:
        done = _ssh_keygen("-Y", "check-novalidate", *named, data=path.read_bytes())
    else:
        found = _ssh_keygen("-Y", "find-principals", "-s", str(signature), "-f", str(signers))
        who = (found.stdout.decode(errors="replace").splitlines() or [""])[0]
        if found.returncode or not who:
            raise RunStopped(f"{path.name} is signed by somebody whom {signers.name} does not name.")
        done = _ssh_keygen("-Y", "verify", *named, "-f", str(signers), "-I", who, data=path.read_bytes())
    if done.returncode:
        raise RunStopped(f"{signature.name} is no signature of this file: {_said(done)}")
    return _said(done) + ("" if signers else ", for whom nobody vouches: name signers with --signers")


def _ssh_keygen(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise RunStopped("ssh-keygen is not installed: it comes with OpenSSH.")
    return subprocess.run([program, *arguments], input=data, capture_output=True, check=False, timeout=120)


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join((done.stdout or done.stderr).decode(errors="replace").split())
