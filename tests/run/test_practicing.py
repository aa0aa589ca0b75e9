"""Sets of bookmarks and results, as they lie in a store."""

from __future__ import annotations

import pytest

from callassist.errors import CallStoreError
from callassist.run.practicing import PracticeBook
from callassist.store import keys
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    unlock = Unlock(lambda _: "correct horse battery", use_keyring=False, environment={})
    with CallStore.open(f"sqlite:///{tmp_path / 'calls.sqlite'}", unlock=unlock) as store:
        yield PracticeBook(store, "Ana")


def test_a_set_without_bookmarks_is_refused(book):
    with pytest.raises(CallStoreError, match="at least one bookmark"):
        book.keep_set("empty", [])


def test_a_set_that_is_not_there_is_told(book):
    with pytest.raises(CallStoreError, match="none was made yet"):
        book.open_set("saying no")
    with pytest.raises(CallStoreError, match="no set 'saying no'"):
        book.rename_set("saying no", "another")


def test_nobody_has_practiced_in_a_new_store(book):
    assert book.attempts() == []
    assert book.trainees() == []
    assert book.sets() == {}
    assert book.bookmarks() == []
