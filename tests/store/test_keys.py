"""Where the key comes from, and what happens without the right one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked

from callassist.store.opening import is_there
from callassist.store.store import CallStore
from callassist.store.unlock import PASSPHRASE_VARIABLE, Ask, Asking, NoKeyError, Unlock
from tests.store.calls import keep
from tests.store.conftest import PASSPHRASE, MemoryKeyring, OpenStore


class PlaintextKeyring(KeyringBackend):
    """What keyrings.alt calls a keyring: a file that anyone can read."""

    priority = -1

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError("never asked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("no key may go in here")

    def delete_password(self, service: str, username: str) -> None:
        raise AssertionError("never asked")


class EncryptedFile(PlaintextKeyring):
    """Named otherwise, and still the same."""


class LockedKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("the collection\nis locked")


class Forgetful(MemoryKeyring):
    def set_password(self, service: str, username: str, password: str) -> None:
        pass


def saying(*answers: str | None) -> tuple[Ask, list[Asking]]:
    """Return what answers so, and the list of what it was asked."""
    asked: list[Asking] = []
    left = iter(answers)

    def ask(asking: Asking) -> str | None:
        asked.append(asking)
        return next(left)

    return ask, asked


def by_passphrase(*answers: str | None) -> Unlock:
    return Unlock(saying(*answers)[0], environment={})


def by_keyring() -> Unlock:
    return Unlock(environment={})


def opens(unlock: Unlock) -> bool:
    with CallStore.open(unlock=unlock, create=False) as store:
        return store.count() == 1


def make(unlock: Unlock) -> None:
    with CallStore.open(unlock=unlock) as store:
        keep(store)


def test_the_keyring_opens_what_it_closed(memory_keyring: MemoryKeyring) -> None:
    make(by_keyring())
    assert len(memory_keyring.entries) == 1
    assert opens(by_keyring())


def test_the_keyring_comes_before_a_passphrase(memory_keyring: MemoryKeyring) -> None:
    make(Unlock(environment={PASSPHRASE_VARIABLE: PASSPHRASE}))
    assert opens(by_keyring())


def test_a_lost_keyring_entry_is_told_with_what_it_means(memory_keyring: MemoryKeyring) -> None:
    make(by_keyring())
    memory_keyring.entries.clear()
    with pytest.raises(NoKeyError, match=r"restore the keyring's entry .* nobody can read"):
        opens(by_keyring())


def test_another_entry_is_not_the_key(memory_keyring: MemoryKeyring) -> None:
    make(by_keyring())
    (place,) = memory_keyring.entries
    memory_keyring.entries[place] = "A" * 43 + "="
    with pytest.raises(NoKeyError, match="is not the key of these calls"):
        opens(by_keyring())


@pytest.mark.parametrize(
    "backend",
    [fail.Keyring, null.Keyring, PlaintextKeyring, EncryptedFile],
    ids=lambda b: b.__name__,
)
def test_what_is_no_safe_keyring_never_gets_the_key(backend: Callable[[], KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    make(by_passphrase(PASSPHRASE))
    assert opens(by_passphrase(PASSPHRASE))


def test_a_chain_is_as_safe_as_its_first_safe_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    safe = MemoryKeyring()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [PlaintextKeyring(), safe])
    keyring.set_keyring(chainer.ChainerBackend())
    make(by_keyring())
    assert len(safe.entries) == 1
    assert opens(by_keyring())


@pytest.mark.parametrize("backend", [LockedKeyring, Forgetful])
def test_a_keyring_that_does_not_work_is_told_and_nothing_is_made(
    backend: type[MemoryKeyring],
) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(NoKeyError, match="keyring does not") as error:
        make(by_keyring())
    assert "\n" not in str(error.value)
    assert not is_there()


def test_without_any_key_nothing_is_made(calls_folder: Path) -> None:
    with pytest.raises(NoKeyError, match="calls are only kept sealed") as error:
        make(by_keyring())
    assert PASSPHRASE_VARIABLE in str(error.value)
    assert not calls_folder.exists()


@pytest.mark.parametrize("answer", [None, ""])
def test_who_will_not_say_gets_no_store(answer: str | None) -> None:
    with pytest.raises(NoKeyError):
        make(by_passphrase(answer))
    assert not is_there()


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(NoKeyError, match="too short"):
        make(by_passphrase("seven77"))
    assert not is_there()


def test_a_wrong_passphrase_may_be_corrected_twice() -> None:
    make(by_passphrase(PASSPHRASE))
    ask, asked = saying("wrong", "wrong again", PASSPHRASE)
    assert opens(Unlock(ask, environment={}))
    assert asked == ["open", "again", "again"]
    with pytest.raises(NoKeyError, match="not the passphrase of these calls"):
        opens(by_passphrase("wrong", "wrong", "wrong", PASSPHRASE))


def test_a_wrong_passphrase_in_the_environment_is_not_tried_again() -> None:
    make(by_passphrase(PASSPHRASE))
    ask, asked = saying()
    with pytest.raises(NoKeyError, match="not the passphrase of these calls"):
        opens(Unlock(ask, environment={PASSPHRASE_VARIABLE: "something else"}))
    assert asked == []
    assert opens(Unlock(ask, environment={PASSPHRASE_VARIABLE: PASSPHRASE}))


def test_a_passphrase_is_the_same_however_it_is_typed() -> None:
    make(by_passphrase("caf\u00e9 caf\u00e9 caf\u00e9"))
    assert opens(by_passphrase("cafe\u0301 cafe\u0301 cafe\u0301"))


def test_a_passphrase_is_changed(open_store: OpenStore) -> None:
    store = open_store()
    keep(store)
    store.move_key("passphrase", by_passphrase("another passphrase"))
    with pytest.raises(NoKeyError):
        open_store()
    assert open_store("another passphrase").calls()[0].title == "Late parcel"


def test_a_key_moves_into_the_keyring_and_out_again(memory_keyring: MemoryKeyring) -> None:
    make(Unlock(saying(PASSPHRASE)[0], use_keyring=False, environment={}))
    with CallStore.open(unlock=by_passphrase(PASSPHRASE)) as store:
        store.move_key("keyring", by_keyring())
        assert store.key_kind == "keyring"
        with pytest.raises(Exception, match="in this computer's keyring already"):
            store.move_key("keyring", by_keyring())
    assert opens(by_keyring())
    with CallStore.open(unlock=by_keyring()) as store:
        store.move_key("passphrase", by_passphrase("a third one"))
        assert store.key_kind == "passphrase"
    assert memory_keyring.entries == {}
    assert opens(by_passphrase("a third one"))


def test_without_a_keyring_the_key_stays_where_it_is() -> None:
    make(by_passphrase(PASSPHRASE))
    with (
        CallStore.open(unlock=by_passphrase(PASSPHRASE)) as store,
        pytest.raises(NoKeyError, match="no keyring that keeps keys safe"),
    ):
        store.move_key("keyring", by_keyring())
    assert opens(by_passphrase(PASSPHRASE))


def test_a_teams_store_is_never_in_one_computers_keyring(
    memory_keyring: MemoryKeyring, new_postgres: str
) -> None:
    with CallStore.open(new_postgres, unlock=by_passphrase(PASSPHRASE)) as store:
        assert store.key_kind == "passphrase"
        with pytest.raises(Exception, match="a keyring is one computer's"):
            store.move_key("keyring", by_keyring())
    assert memory_keyring.entries == {}
