"""Signs prompt packs, so that agents' programs take only what their team approved.

Ed25519 (RFC 8032). A key pair is one PEM file (PKCS 8) that its owner keeps; the public
key is a line of text that a policy trusts.
"""

from __future__ import annotations

import base64
import binascii
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from callassist.errors import CallAssistError

PREFIX = "ed25519:"
_MAX_KEY_BYTES = 10_000


class SigningKey:
    """A key that signs.

    Attributes:
        public: The key by which others verify: ``ed25519:`` and its 32 bytes in Base64.
    """

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Sign with ``key``."""
        self._key = key
        self.public = PREFIX + base64.b64encode(key.public_key().public_bytes_raw()).decode()

    def sign(self, content: bytes) -> bytes:
        """Return the signature of ``content``, 64 bytes."""
        return self._key.sign(content)


def make_key(path: Path) -> SigningKey:
    """Make a key pair and keep it in a new file that only its owner can read.

    Raises:
        CallAssistError: There is such a file already, or it cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    if path.exists():
        raise CallAssistError(
            f"{path} is there already and is left alone; name another file for the new key"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
    except OSError as error:
        raise CallAssistError(f"cannot write the key {path}: {error.strerror}") from None
    return SigningKey(key)


def load_key(path: Path) -> SigningKey:
    """Read a key pair.

    Raises:
        CallAssistError: The file cannot be read or holds no such key.
    """
    try:
        with path.open("rb") as file:
            key = load_pem_private_key(file.read(_MAX_KEY_BYTES), password=None)
    except OSError as error:
        raise CallAssistError(f"cannot read the key {path}: {error.strerror}") from None
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise CallAssistError(
            f"{path} holds no key to sign packs with; make one with: callassist prompts key"
        )
    return SigningKey(key)


def is_public_key(text: str) -> bool:
    """Return whether ``text`` is a public key as :class:`SigningKey` gives it."""
    return _public(text) is not None


def verify(public: str, signature: bytes, content: bytes) -> bool:
    """Return whether ``signature`` of ``content`` was made with the key of ``public``."""
    key = _public(public)
    if key is None:
        return False
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _public(text: str) -> Ed25519PublicKey | None:
    try:
        raw = base64.b64decode(text.removeprefix(PREFIX), validate=True)
        return Ed25519PublicKey.from_public_bytes(raw) if text.startswith(PREFIX) else None
    except (binascii.Error, ValueError):
        return None
