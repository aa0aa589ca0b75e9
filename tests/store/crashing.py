"""A recording that a crash cut off, and its recovery."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from filelock import FileLock

from callassist.store.recorder import Recorder
from callassist.store.recovery import Hear, Salvaged, salvage
from callassist.store.sound import SoundFile
from callassist.store.summary import OpenCall
from callassist.types import AudioBlock, CallEvent, Stretch, Utterance
from tests.store.calls import header
from tests.store.recording import SEALER, feed
from tests.store.scripted import RATE_HZ, SECRET, OneSecret, scripted, words_of
from tests.waiting import wait_until

CRASH_S = 13.7
"""In the middle of the fifth line, whose words are not known yet."""


def leave(folder: Path, crash_s: float, *, duration_s: float = 20.0) -> None:
    """Record a call into a folder until the program is killed."""
    writer = Recorder(folder, SEALER, OneSecret(), RATE_HZ)
    for item in scripted(duration_s):
        if isinstance(item, AudioBlock) and item.start_s > crash_s - 0.05:
            break
        feed(writer, [item])
    wait_until(lambda: not writer._queue and writer.waiting_s == 0)
    writer.abandon()


def call_in(folder: Path) -> OpenCall:
    """Return the call that was being kept in a folder."""
    lock = FileLock(folder.with_suffix(".lock"))
    return OpenCall("abcdefgh", folder, SEALER, header(rate_hz=RATE_HZ), lock)


def copy(folder: Path, to: Path) -> Path:
    """Copy a folder, so that a recovery leaves it as it was; return the copy."""
    return shutil.copytree(folder, to / "call")


def rescued(folder: Path, hear: Hear | None = None) -> Salvaged:
    """Recover the call in a folder."""
    found = salvage(call_in(folder), OneSecret(), hear=hear)
    assert found is not None
    return found


def sound_in(folder: Path) -> np.ndarray:
    """Return the sound in a folder, damaged or not: int16[n, 2]."""
    sound = SoundFile(folder / "sound", SEALER)
    try:
        return sound.read_pcm(0, sound.samples)
    finally:
        sound.close()


def listener(blocks: Sequence[AudioBlock]) -> list[CallEvent]:
    """Recognize the fifth line, as a real one would."""
    words = words_of(12.5, CRASH_S, f"nobody calls {SECRET}")
    early = words_of(9.5, 11.5, "one minute please while I look")
    return [
        Stretch("customer", 9.5, 11.5, True, 11.6),
        Utterance("customer", early, True, 11.8, 9.5, 11.5),
        Stretch("agent", 12.5, CRASH_S, True, CRASH_S),
        Utterance("agent", words, True, CRASH_S, 12.5, CRASH_S),
    ]
