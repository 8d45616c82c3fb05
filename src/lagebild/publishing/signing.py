"""Keys and signatures: Ed25519 (RFC 8032), the private key in a PEM file that only its owner can read."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from lagebild.errors import SecretMissing
from lagebild.publishing.secret_files import read_private, write_private


def make_key(path: Path) -> Ed25519PrivateKey:
    """A new key, kept in a new file of mode 600; raises SecretMissing where the file is there already."""
    key = Ed25519PrivateKey.generate()
    write_private(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key


def read_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file; raises SecretMissing."""
    if not path.exists():
        raise SecretMissing("there is no key", source=str(path), advice="make one with lagebild publish key")
    try:
        key = load_pem_private_key(read_private(path), password=None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise SecretMissing("not an Ed25519 key in PEM without a password", source=str(path))
    return key


def public_text(key: Ed25519PrivateKey) -> str:
    """The public key in base64."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode("ascii")


def fingerprint(public: str) -> str:
    """SHA-256 of the public key in hexadecimal digits, by which people compare it; empty for what is no key."""
    found = _public(public)
    return hashlib.sha256(found.public_bytes_raw()).hexdigest() if found else ""


def sign(key: Ed25519PrivateKey, content: bytes) -> str:
    """The signature in base64."""
    return base64.b64encode(key.sign(content)).decode("ascii")


def is_signed(public: str, signature: str, content: bytes) -> bool:
    """Whether a signature is that of this key for this content."""
    found = _public(public)
    try:
        given = base64.b64decode(signature, validate=True)
        if found is None:
            return False
        found.verify(given, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _public(text: str) -> Ed25519PublicKey | None:
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except ValueError:
        return None
