"""The store's key: made once, wrapped by a keyring's key or by a passphrase.

The database holds the wrapped key only; AES-GCM's tag tells a wrong wrapping key.
A passphrase becomes a wrapping key through scrypt (RFC 7914) with the cost that
OWASP's Password Storage Cheat Sheet asks for, N = 2^17, r = 8, p = 1.

From the store's key two others are derived (HKDF, RFC 5869): one seals, one makes the
tokens of the blind index.
"""

from __future__ import annotations

import base64
import os
import unicodedata
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from callassist.store import unlock as unlocking
from callassist.store.sealing import KEY_BYTES, Sealer, SealError, new_key
from callassist.store.unlock import MAX_TRIES, Keeper, NoKeyError, Unlock

SCRYPT_COST = 2**17
MAX_SCRYPT_COST = 2**20  # a gigabyte; a database that asks for more was tampered with
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The store's key as the database holds it.

    Attributes:
        store_id: Names the store in the keyring.
        kind: What wraps the key.
        salt: Of the passphrase; empty with a keyring.
        cost: scrypt's N; 0 with a keyring.
        wrapped: The store's key, sealed under the wrapping key.
    """

    store_id: str
    kind: Keeper
    salt: bytes
    cost: int
    wrapped: bytes


class StoreKeys:
    """What an open store seals and finds with."""

    def __init__(self, key: bytes) -> None:
        """Derive from the store's ``key``."""
        self.key = key
        self.sealer = Sealer(_derived(key, "seal"))
        self.index_key = _derived(key, "index")


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"callassist {purpose}".encode()).derive(key)


def new_store_key(unlock: Unlock, *, shared: bool) -> tuple[WrappedKey, StoreKeys]:
    """Make the key of a new store.

    Args:
        unlock: Where the wrapping key comes from.
        shared: Whether other computers open the store too: its key must then be
            wrapped by a passphrase, since a keyring is one computer's.

    Raises:
        NoKeyError: If there is neither a keyring nor a passphrase.
    """
    store_id = base64.b32encode(os.urandom(10)).decode("ascii").lower()
    key = new_key()
    backend = None if shared else unlock.keyring()
    blank = WrappedKey(store_id, "keyring", b"", 0, b"")
    if backend is None:
        return _by_passphrase(blank, key, unlock.passphrase("new"), unlock), StoreKeys(key)
    return _by_keyring(blank, key, unlock), StoreKeys(key)


def open_store_key(row: WrappedKey, unlock: Unlock) -> StoreKeys:
    """Unwrap the key of a store.

    Raises:
        NoKeyError: If the keyring or the passphrase does not open it.
    """
    if row.kind == "keyring":
        try:
            return StoreKeys(_unwrap(row, unlocking.fetch(row.store_id)))
        except SealError as error:
            raise NoKeyError(
                "the keyring's entry is not the key of these calls; restore the entry "
                f"'{unlocking.SERVICE}' ({row.store_id}) or a copy of the store that fits it"
            ) from error
    for attempt in range(MAX_TRIES if unlock.can_ask_again else 1):
        passphrase = unlock.passphrase("again" if attempt else "open")
        try:
            return StoreKeys(_unwrap(row, _stretched(passphrase, row.salt, row.cost, unlock)))
        except SealError:
            continue
    raise NoKeyError("that is not the passphrase of these calls; nothing was changed, try again")


def wrapped_by_passphrase(row: WrappedKey, keys: StoreKeys, passphrase: str) -> WrappedKey:
    """Return the row with the key wrapped by another passphrase.

    Raises:
        NoKeyError: If the passphrase is too short.
    """
    unlocking.check_passphrase(passphrase)
    return _by_passphrase(row, keys.key, passphrase)


def wrapped_by_keyring(row: WrappedKey, keys: StoreKeys, unlock: Unlock) -> WrappedKey:
    """Return the row with the key wrapped by a new key in the keyring.

    Raises:
        NoKeyError: If there is no keyring, or it does not take the key.
    """
    return _by_keyring(row, keys.key, unlock)


def _by_passphrase(
    row: WrappedKey, key: bytes, passphrase: str, unlock: Unlock | None = None
) -> WrappedKey:
    salt = os.urandom(_SALT_BYTES)
    wrapping = Sealer(_stretched(passphrase, salt, SCRYPT_COST, unlock))
    wrapped = wrapping.seal(key, _about(row))
    return replace(row, kind="passphrase", salt=salt, cost=SCRYPT_COST, wrapped=wrapped)


def _by_keyring(row: WrappedKey, key: bytes, unlock: Unlock) -> WrappedKey:
    backend = unlock.keyring()
    if backend is None:
        raise NoKeyError("this computer has no keyring that keeps keys safe; use a passphrase")
    wrapping = new_key()
    unlocking.put(backend, row.store_id, wrapping)
    wrapped = Sealer(wrapping).seal(key, _about(row))
    return replace(row, kind="keyring", salt=b"", cost=0, wrapped=wrapped)


def _unwrap(row: WrappedKey, wrapping: bytes) -> bytes:
    return Sealer(wrapping).open(row.wrapped, _about(row))


def _about(row: WrappedKey) -> str:
    return f"store key of {row.store_id}"


def stretched(secret: bytes, salt: bytes, cost: int) -> bytes:
    """Return the key of a passphrase: scrypt takes ``cost`` KiB, 128 MiB by default, meanwhile."""
    return Scrypt(salt, KEY_BYTES, n=cost, r=8, p=1).derive(secret)


def _stretched(passphrase: str, salt: bytes, cost: int, unlock: Unlock | None) -> bytes:
    if not 2 <= cost <= MAX_SCRYPT_COST or cost & (cost - 1):
        raise NoKeyError("the store's key was tampered with; restore a copy of the store")
    # One passphrase is one key, however a keyboard composes its letters.
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    stretch = unlock.stretch if unlock is not None else None
    return (stretch or stretched)(secret, salt, cost)
