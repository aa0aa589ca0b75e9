"""No store yet, a sealed one, a wrong passphrase, a newer one, a damaged one."""

from __future__ import annotations

import keyring
import pytest
from sqlalchemy import create_engine, text

from callassist import paths
from callassist.settings.policy import Rules
from callassist.store.opening import DATABASE_NAME
from callassist.store.store import CallStore
from tests.gui.library.conftest import PASSPHRASE, keep, unlock
from tests.store.conftest import MemoryKeyring


@pytest.fixture
def sealed():
    """A store with one call, closed."""
    with CallStore.open(unlock=unlock()) as store:
        keep(store, "Sealed call")
    return paths.calls_dir() / DATABASE_NAME


def start(window, settle):
    window.show()
    window.start()
    settle(window)
    settle(window)
    return window.gate


def enter(window, settle, passphrase, again=None):
    gate = window.gate
    gate.passphrase.setText(passphrase)
    if again is not None:
        gate.again.setText(again)
    gate.main.click()
    settle(window)
    settle(window)


def test_the_right_passphrase_opens_the_calls(make_window, settle, sealed):
    window = make_window()
    gate = start(window, settle)
    assert gate.trouble.need == "passphrase"
    assert gate.passphrase.isVisibleTo(window)
    assert not gate.again.isVisibleTo(window)
    enter(window, settle, PASSPHRASE)
    assert window.model.rowCount() == 1
    assert gate.passphrase.text() == "", "a passphrase is not left in a field"


def test_a_wrong_passphrase_is_told_and_can_be_corrected(make_window, settle, sealed):
    window = make_window()
    gate = start(window, settle)
    enter(window, settle, "not that one at all")
    assert gate.problem.text
    assert window.store is None
    enter(window, settle, PASSPHRASE)
    assert window.store is not None


def test_a_first_store_wants_a_passphrase_twice(make_window, settle):
    window = make_window()
    gate = start(window, settle)
    assert gate.trouble.need == "none"
    assert "write it down" in gate.text.text
    enter(window, settle, "short", "short")
    assert "at least" in gate.problem.text
    enter(window, settle, "four words are best", "four words are fine")
    assert "not the same" in gate.problem.text
    assert not (paths.calls_dir() / DATABASE_NAME).exists()
    enter(window, settle, "four words are best", "four words are best")
    assert window.store is not None
    assert window.pages.currentWidget() is window.welcome


def test_a_first_store_goes_with_the_keyring_where_there_is_one(make_window, settle):
    keyring.set_keyring(MemoryKeyring())
    window = make_window()
    gate = start(window, settle)
    assert not gate.passphrase.isVisibleTo(window)
    assert "keyring" in gate.text.text
    gate.main.click()
    settle(window)
    settle(window)
    assert window.store is not None


def test_a_passphrase_can_be_chosen_instead_of_the_keyring(make_window, settle):
    keyring.set_keyring(MemoryKeyring())
    window = make_window()
    gate = start(window, settle)
    gate.other.click()
    assert gate.passphrase.isVisibleTo(window)
    enter(window, settle, "four words are best", "four words are best")
    assert window.store is not None
    window.shut()
    with CallStore.open(unlock=unlock("four words are best"), create=False):
        pass


def test_a_key_that_is_not_in_the_keyring_is_no_matter_of_passphrases(make_window, settle):
    keyring.set_keyring(MemoryKeyring())
    from callassist.store.unlock import Unlock

    CallStore.open(unlock=Unlock(environment={})).close()
    keyring.set_keyring(MemoryKeyring())
    window = make_window()
    gate = start(window, settle)
    assert gate.trouble.need == "lost key"
    assert not gate.passphrase.isVisibleTo(window)
    assert gate.main.text() == "Try again"


def test_a_newer_store_is_left_alone_and_told(make_window, settle, sealed):
    engine = create_engine(f"sqlite:///{sealed}")
    with engine.begin() as connection:
        connection.execute(text("update callassist_version set version_num = '9999'"))
    engine.dispose()
    before = sealed.read_bytes()
    window = make_window()
    gate = start(window, settle)
    assert gate.trouble.need == "problem"
    assert "newer" in gate.text.text
    assert sealed.read_bytes() == before


def test_a_damaged_store_is_told_and_can_be_tried_again(make_window, settle, sealed):
    good = sealed.read_bytes()
    sealed.write_bytes(b"this is no database" * 100)
    window = make_window()
    gate = start(window, settle)
    assert gate.trouble.need == "damaged"
    assert gate.text.text
    sealed.write_bytes(good)
    gate.main.click()
    settle(window)
    assert gate.trouble.need == "passphrase"


def test_where_a_policy_forbids_keeping_no_store_is_made(make_window, settle):
    rules = Rules(recording_forbidden="the policy of Acme does not allow keeping calls")
    window = make_window(rules=rules)
    gate = start(window, settle)
    assert not gate.main.isVisibleTo(window)
    assert gate.text.text.startswith("The policy of Acme")
