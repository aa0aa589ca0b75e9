"""Kept calls are forgotten when their time is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from callassist.run.keeping.retention import forget_expired
from callassist.settings.policy import Rules
from callassist.store.store import CallStore
from callassist.store.summary import KeptCall
from callassist.store.unlock import Unlock
from tests.store import calls


@pytest.fixture
def store(tmp_path):
    unlock = Unlock(lambda _: "correct horse battery", use_keyring=False)
    with CallStore.open(f"sqlite:///{tmp_path}/calls.sqlite", unlock=unlock) as store:
        yield store


def keep(store, title, *, days_ago):
    begun = datetime.now(UTC) - timedelta(days=days_ago)
    call = store.begin(calls.header(title, "Anna", started_at=begun))
    store.finish(call.id, KeptCall(calls.document([("agent", "hello")])))


def titles(store):
    return {call.title for call in store.calls()}


def test_what_is_too_old_goes_and_the_rest_stays(store):
    keep(store, "old", days_ago=31)
    keep(store, "new", days_ago=29)
    assert forget_expired(store, Rules(keep_days=30)) == 1
    assert titles(store) == {"new"}


def test_for_ever_is_for_ever(store):
    keep(store, "old", days_ago=4000)
    assert forget_expired(store, Rules(keep_days=None)) == 0
    assert titles(store) == {"old"}
