"""A recorder on a folder: fed with a call, and what it left there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from callassist.store.journal import settled_events
from callassist.store.recorder import Recorder
from callassist.store.sealing import Sealer, new_key
from callassist.store.sound import SoundFile, to_pcm
from callassist.types import CHANNELS, AudioBlock, CallEvent
from tests.store.scripted import RATE_HZ, OneSecret
from tests.waiting import wait_until

SEALER = Sealer(new_key())
Item = AudioBlock | CallEvent


def feed(recorder: Recorder, items: Iterable[Item]) -> None:
    """Give a call faster than it was spoken, but not faster than a disk writes."""
    for item in items:
        if isinstance(item, AudioBlock):
            wait_until(lambda: recorder.waiting_s < 2.0 or recorder.problem != "")
            recorder.put_block(item)
        else:
            recorder.put_event(item)


def kept_sound(folder: Path) -> np.ndarray:
    """Return the sound that was kept, which must be whole: int16[n, 2]."""
    sound = SoundFile(folder / "sound", SEALER)
    try:
        assert sound.problem == ""
        return sound.read_pcm(0, sound.samples)
    finally:
        sound.close()


def kept_events(folder: Path) -> list[CallEvent]:
    """Return the events that were kept."""
    return list(settled_events(folder, SEALER))


def played(items: Iterable[Item]) -> np.ndarray:
    """Return the sound of a script: int16[n, 2]."""
    sides: dict[str, list[np.ndarray]] = {channel: [] for channel in CHANNELS}
    for item in items:
        if isinstance(item, AudioBlock):
            sides[item.channel].append(to_pcm(item.samples))
    return np.stack([np.concatenate(sides[c]) for c in CHANNELS], axis=1)


def recorder(folder: Path, **options: Any) -> Recorder:
    """Begin to record into a folder; one word is a secret."""
    return Recorder(folder, SEALER, OneSecret(), RATE_HZ, **options)
