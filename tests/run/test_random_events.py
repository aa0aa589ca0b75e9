"""Whatever happens to devices and calls, no thread dies, time goes on, and hearing comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from callassist.store import keys
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock
from tests.pulse import PulseServer, here, pulse
from tests.run.random_events import RandomCalls

__all__ = ["here", "pulse"]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CallStore]:
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    opened = CallStore.open(unlock=Unlock(lambda _asking: "correct horse battery"))
    yield opened
    opened.close()
    keyring.set_keyring(before)


def test_thirty_random_events(here: PulseServer, store: CallStore) -> None:
    RandomCalls(here, store, seed=3, between_s=0.0).run(30)


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_a_thousand_random_events(here: PulseServer, store: CallStore) -> None:
    day = RandomCalls(here, store, seed=20261122)
    day.run(1000)
    print(f"{day.calls} calls, {day.kept} kept, {day.refused} refused, {day.gaps} gaps, {day.done}")
    assert len(day.done) == 16, day.done
    assert day.calls >= 10
    assert day.gaps >= 10
