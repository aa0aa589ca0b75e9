"""What practice is heard and spoken with in these tests: written speech, made sound."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from PySide6.QtTest import QTest

from callassist.sources.packets import PacketQueue
from callassist.types import Word

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


class Silence:
    """A minute of sound."""

    rate_hz = 16_000
    duration_s = 60.0
    closed = False

    def read(self, start_s, duration_s):
        return np.zeros((round(duration_s * self.rate_hz), 2), np.float32)

    def damage(self, _go_on=None, /):
        return ()

    def close(self):
        self.closed = True


class ScriptedPlayer:
    """A player whose time a test moves."""

    def __init__(self, sound):
        self.problem = ""
        self.playing = False
        self.position_s = 0.0
        self.closed = False

    def play(self):
        self.playing = True

    def pause(self):
        self.playing = False

    def seek(self, at_s):
        self.position_s = at_s

    def close(self):
        self.closed = True


class Speech:
    """An engine that hears the same words in any sound."""

    name = model = "written"
    language = "en"

    def __init__(self, text: str) -> None:
        self.text = text
        self.closed = False

    def recognizer(self):
        return self

    def start(self):
        pass

    def accept(self, samples):
        pass

    def partial(self):
        return ()

    def finish(self):
        words = self.text.split()
        return tuple(Word(word, 0.3 * i, 0.3 * i + 0.25) for i, word in enumerate(words))

    def close(self):
        self.closed = True


class Microphone:
    """A device whose queue holds a second of sound (or of nothing)."""

    name = "a microphone"
    rate_hz = 48_000

    def __init__(self, loudness: float = 0.3) -> None:
        self.queue = PacketQueue(10 * self.rate_hz)
        tone = loudness * np.sin(np.arange(self.rate_hz) / 20.0)
        self.queue.offer(tone.astype(np.float32), 0.0)
        self.closed = False

    def failure(self):
        return None

    def close(self):
        self.closed = True


def settle(qtbot, window):
    qtbot.waitUntil(lambda: not window.worker.busy, timeout=20_000)


def key(window, pressed):
    QTest.keyClick(window, pressed)
