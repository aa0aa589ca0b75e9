"""Calls to keep, made of a few words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import numpy as np

from callassist.store.sound import SOUND_FILE, SoundWriter
from callassist.store.store import CallStore
from callassist.store.summary import CallHeader, CallSummary, KeptCall, OpenCall
from callassist.types import Channel, Features, Peaks, Redaction, Utterance, Word

RATE_HZ = 8000
BEGUN = datetime(2026, 11, 3, 9, 30, tzinfo=timezone(timedelta(hours=1)))

Line = tuple[Channel, str]
TALK: tuple[Line, ...] = (
    ("agent", "thank you for calling how can I help"),
    ("customer", "my zanzibar parcel still isn't here"),
    ("agent", "I'm sorry let me look into the shipment"),
)


def header(title: str = "Late parcel", agent: str = "Anna Berg", **changes: Any) -> CallHeader:
    fields: dict[str, Any] = {"started_at": BEGUN, "rate_hz": RATE_HZ} | changes
    engine = {"name": "vosk", "model": "small"}
    return CallHeader(title, agent, engine=engine, pack={"id": "default", "version": 1}, **fields)


def document(
    talk: Sequence[Line] = TALK,
    *,
    duration_s: float = 60.0,
    score: int | None = 80,
    levels: Sequence[float] = (0.1, 0.4, 0.2),
    prompts: Sequence[tuple[str, str | None]] = (),
    findings: Sequence[str] = (),
) -> dict[str, Any]:
    """Return as much of a call document as the store looks at."""
    turns = [
        {"channel": channel, "start_s": float(at), "end_s": at + 1.0, "text": text, "words": []}
        for at, (channel, text) in enumerate(talk)
    ]
    return {
        "schema": "callassist.call/1",
        "source": {"duration_s": duration_s, "path": "", "rate_hz": RATE_HZ},
        "turns": turns,
        "overlaps": [],
        "frustration": {"hop_s": 1.0, "level": list(levels), "reasons": []},
        "findings": [{"kind": kind} for kind in findings],
        "notes": [],
        "prompts": [{"id": id, "outcome": outcome} for id, outcome in prompts],
        "scorecard": {
            "empathy": {"score": score},
            "frustration": {"peak": max(levels, default=None)},
        },
    }


def utterances(talk: Sequence[Line] = TALK) -> list[Utterance]:
    return [
        Utterance(channel, (Word(text, at, at + 1.0, 0.9),), True, at + 1.2, at, at + 1.0)
        for at, (channel, text) in enumerate(talk)
    ]


def features() -> Features:
    values = np.linspace(-60, -20, 50)
    return Features("agent", 0.0, 0.01, values, values * np.nan, values, values)


def peaks() -> Peaks:
    row = np.arange(100, dtype=np.int8)
    return Peaks(0.01, np.stack([-row, -row]), np.stack([row, row]))


def write_sound(call: OpenCall, seconds: int = 2) -> None:
    """Write noise as the sound of a call."""
    noise = np.random.default_rng(7).integers(-9000, 9000, (seconds * RATE_HZ, 2))
    writer = SoundWriter(call.folder / SOUND_FILE, call.sealer, RATE_HZ)
    for second in range(seconds):
        first = second * RATE_HZ
        writer.append(first, noise[first : first + RATE_HZ].astype(np.int16))
    writer.sync()
    writer.close()


def keep(
    store: CallStore,
    talk: Sequence[Line] = TALK,
    *,
    title: str = "Late parcel",
    agent: str = "Anna Berg",
    started_at: datetime = BEGUN,
    sound: bool = False,
    sha256: str = "",
    notices: Sequence[str] = (),
    **figures: Any,
) -> CallSummary:
    """Keep a whole call; ``figures`` go to :func:`document`."""
    call = store.begin(header(title, agent, started_at=started_at, sha256=sha256))
    if sound:
        write_sound(call)
    redactions = [Redaction("card", "customer", 1.0, 2.0)]
    kept = KeptCall(
        document(talk, **figures),
        [*utterances(talk), features()],
        peaks() if sound else None,
        redactions,
        notices=notices,
    )
    return store.finish(call.id, kept)
