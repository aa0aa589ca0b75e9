"""Where the key that opens the store comes from.

From the system's keyring; where there is none, from a passphrase: the environment
variable ``CALLASSIST_PASSPHRASE``, or whoever can be asked. Without either there is
no store: nothing is ever kept in plain.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from callassist.errors import CallStoreError
from callassist.store.sealing import KEY_BYTES

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

PASSPHRASE_VARIABLE = "CALLASSIST_PASSPHRASE"
SERVICE = "callassist calls"
"""What the keyring shows people as the owner of the entry."""
MIN_PASSPHRASE_CHARS = 8
MAX_TRIES = 3

Asking = Literal["new", "open", "again"]
"""Choose a passphrase (and confirm it), enter it, or enter it again: it was wrong."""
Ask = Callable[[Asking], str | None]
"""Asks a person for the passphrase; ``None`` if they will not say."""
Stretch = Callable[[bytes, bytes, int], bytes]
"""Makes a key of a passphrase as UTF-8, a salt and scrypt's N."""
Keeper = Literal["keyring", "passphrase"]


class NoKeyError(CallStoreError):
    """There is no key here, or not the right one."""


class Unlock:
    """Where the key comes from, for one program."""

    def __init__(
        self,
        ask: Ask | None = None,
        *,
        use_keyring: bool = True,
        environment: Mapping[str, str] = os.environ,
        stretch: Stretch | None = None,
    ) -> None:
        """Use the keyring, else the environment, else ``ask``.

        Args:
            ask: Asks a person for the passphrase; without it nobody is asked.
            use_keyring: Whether a new store's key may go into the keyring.
            environment: Where the passphrase may be.
            stretch: How a passphrase becomes a key; in this process by default.
        """
        self.stretch = stretch
        self._ask = ask
        self._use_keyring = use_keyring
        self._environment = environment

    @property
    def can_ask_again(self) -> bool:
        """Whether a wrong passphrase may be corrected."""
        return self._ask is not None and not self._environment.get(PASSPHRASE_VARIABLE)

    def keyring(self) -> KeyringBackend | None:
        """Return the keyring a new store's key may go into, or ``None``."""
        return safe_keyring() if self._use_keyring else None

    def passphrase(self, asking: Asking) -> str:
        """Return the passphrase.

        Raises:
            NoKeyError: If there is none, or a new one is too short.
        """
        given = self._environment.get(PASSPHRASE_VARIABLE)
        if not given and self._ask is not None:
            given = self._ask(asking)
        if not given:
            raise NoKeyError(_NOTHING_NEW if asking == "new" else _NOTHING_GIVEN)
        if asking == "new":
            check_passphrase(given)
        return given


_NOTHING_NEW = (
    f"calls are only kept sealed, and this computer has no keyring to hold the key: choose a "
    f"passphrase when asked, or put one into {PASSPHRASE_VARIABLE}"
)
_NOTHING_GIVEN = (
    f"the calls are sealed with a passphrase: enter it when asked, or put it into "
    f"{PASSPHRASE_VARIABLE}"
)


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that protects nothing.

    Raises:
        NoKeyError: If it is too short.
    """
    if len(passphrase) < MIN_PASSPHRASE_CHARS:
        raise NoKeyError(
            f"that passphrase is too short: take at least {MIN_PASSPHRASE_CHARS} characters, "
            "better four words that nobody would guess"
        )


def safe_keyring() -> KeyringBackend | None:
    """Return the system's keyring if it keeps its entries sealed, else ``None``."""
    import keyring

    chosen = keyring.get_keyring()
    for backend in getattr(chosen, "backends", [chosen]):
        if _is_safe(backend):
            found: KeyringBackend = backend
            return found
    return None


def _is_safe(backend: object) -> bool:
    """Return whether a keyring is one: neither absent nor a file that anyone can read."""
    for kind in type(backend).__mro__:
        if kind.__module__ in ("keyring.backends.fail", "keyring.backends.null"):
            return False
        if "plaintext" in kind.__name__.lower():
            return False
    return True


def fetch(store_id: str) -> bytes:
    """Return a store's wrapping key from the keyring.

    Raises:
        NoKeyError: If it is not there, or the keyring does not open.
    """
    from keyring.errors import KeyringError

    backend = safe_keyring()
    try:
        entry = backend.get_password(SERVICE, store_id) if backend else None
    except KeyringError as error:
        raise NoKeyError(_not_open(error)) from error
    try:
        key = base64.b64decode(entry or "", validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise NoKeyError(
            "the key of the kept calls is not in this computer's keyring: sign in as the person "
            f"who kept them or restore the keyring's entry '{SERVICE}' ({store_id}); "
            "without it nobody can read these calls again"
        )
    return key


def put(backend: KeyringBackend, store_id: str, key: bytes) -> None:
    """Keep a store's wrapping key in the keyring.

    Raises:
        NoKeyError: If the keyring does not take it, or does not give it back.
    """
    from keyring.errors import KeyringError

    text = base64.b64encode(key).decode("ascii")
    try:
        backend.set_password(SERVICE, store_id, text)
        kept = backend.get_password(SERVICE, store_id)
    except KeyringError as error:
        raise NoKeyError(_not_open(error)) from error
    if kept != text:
        raise NoKeyError(
            "this computer's keyring does not keep what it is given; "
            "mend it, or use a passphrase: callassist calls key --passphrase"
        )


def forget(store_id: str) -> None:
    """Remove a store's entry from the keyring, if there is one."""
    from keyring.errors import KeyringError

    backend = safe_keyring()
    if backend is None:
        return
    try:
        backend.delete_password(SERVICE, store_id)
    except KeyringError:
        return  # it was not there


def _not_open(error: Exception) -> str:
    reason = " ".join(str(error).split()) or type(error).__name__
    return f"this computer's keyring does not open ({reason}); unlock it and try again"
