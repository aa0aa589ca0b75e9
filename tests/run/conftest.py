"""The demo call, heard once by the real engine for all tests of this folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import soundfile as sf

from callassist.engines.moonshine import MoonshineEngine
from callassist.paths import resources_dir
from callassist.prompts.pack import default_pack
from callassist.run.batch import analyze
from callassist.sources.recording import open_recording
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
