"""Seals bytes so that only the holder of a key can read or change them.

AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D). What the bytes are
about (which call, which part, which place) is authenticated with them, so that
no sealed piece can take the place of another.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from callassist.errors import CallStoreError

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES


class SealError(CallStoreError):
    """Sealed bytes were changed, torn, or sealed with another key."""


def new_key() -> bytes:
    """Return a random key."""
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


class Sealer:
    """Seals and opens with one key."""

    def __init__(self, key: bytes) -> None:
        """Use ``key``, 32 bytes."""
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, about: str) -> bytes:
        """Return nonce, ciphertext and tag; ``OVERHEAD_BYTES`` longer than ``plain``."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """Return what was sealed about the same thing.

        Raises:
            SealError: If it is not what was sealed with this key about this.
        """
        try:
            nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
            return self._cipher.decrypt(nonce, rest, about.encode())
        except (InvalidTag, TypeError, ValueError) as error:
            raise SealError("sealed data is damaged, or belongs to another key") from error
