"""The demo call, heard once by the real engine for all tests of this folder; a store to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
import soundfile as sf
from keyring.backends import fail

from callassist.engines.moonshine import MoonshineEngine
from callassist.paths import resources_dir
from callassist.prompts.pack import default_pack
from callassist.run.batch.analyzing import analyze
from callassist.sources.recording import open_recording
from callassist.store import keys
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock
from callassist.types import CallEvent

DEMO_CALL = resources_dir() / "demo" / "late-parcel.flac"


@pytest.fixture(scope="session")
def short_call(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo call's first 24 s: one interruption, one contradiction."""
    samples, rate_hz = sf.read(DEMO_CALL, dtype="float32")
    path = tmp_path_factory.mktemp("call") / "short.wav"
    sf.write(path, samples[: 24 * rate_hz], rate_hz)
    return path


@pytest.fixture(scope="session")
def analyzed(moonshine: MoonshineEngine) -> tuple[dict[str, Any], list[CallEvent]]:
    """The whole demo call's document and events, by the batch."""
    events: list[CallEvent] = []
    source = open_recording(DEMO_CALL)
    document = analyze(source, moonshine, default_pack(), observe=events.append)
    return document, events


@pytest.fixture
def open_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], CallStore]]:
    """Opens the store of the test, sealed by a passphrase, as often as asked."""
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    opened: list[CallStore] = []

    def open_it() -> CallStore:
        opened.append(CallStore.open(unlock=Unlock(lambda _asking: "correct horse battery")))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()
    keyring.set_keyring(before)


@pytest.fixture
def store(open_store: Callable[[], CallStore]) -> CallStore:
    """The open store of the test."""
    return open_store()
