"""A small call with known words, and a redactor that knows one secret word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from callassist.types import (
    CHANNELS,
    AudioBlock,
    CallEvent,
    Channel,
    Features,
    Finding,
    Note,
    Prompt,
    Redaction,
    Stretch,
    Turn,
    Utterance,
    Word,
)
from tests.fakes import voice

RATE_HZ = 16_000
SECRET = "swordfish"
BLOCK_S = 0.1


class OneSecret:
    """Keeps the redactor's contract for a single secret word."""

    def __init__(self) -> None:
        self.settled_s = 0.0
        self.redactions: tuple[Redaction, ...] = ()
        self.heard: list[Utterance] = []

    def take(self, utterance: Utterance) -> None:
        self.heard.append(utterance)
        self.redactions += tuple(
            Redaction("password", utterance.channel, word.start_s, word.end_s)
            for word in utterance.words
            if word.text == SECRET
        )

    def advance(self, now_s: float, open_from_s: Mapping[Channel, float | None]) -> None:
        starts = [start_s for start_s in open_from_s.values() if start_s is not None]
        self.settled_s = min([now_s, *starts])

    def redact(self, utterance: Utterance) -> Utterance:
        words = tuple(
            replace(word, text="[password]") if self._is_redacted(utterance.channel, word) else word
            for word in utterance.words
        )
        return replace(utterance, words=words)

    def _is_redacted(self, channel: Channel, word: Word) -> bool:
        return any(
            r.channel == channel and word.start_s < r.end_s and word.end_s > r.start_s
            for r in self.redactions
        )

    def mask(self, text: str) -> str:
        return text.replace(SECRET, "[password]")

    def flush(self) -> None:
        self.settled_s = float("inf")


LINES = (
    "hello there marmalade speaking",
    "my parcel is three weeks late",
    f"and the password is {SECRET} as I said",
    "one minute please while I look",
    "nobody ever rings me back about tangerines",
)


def scripted(duration_s: float) -> Iterator[AudioBlock | CallEvent]:
    """Yield blocks and events of a call as the engine thread would: sound, then what it brought.

    The sides speak by turns, a line every three seconds; its words are known 0.3 s after it.
    """
    sounds = {c: _sound(c, duration_s) for c in CHANNELS}
    due = sorted(_events(duration_s), key=lambda pair: pair[0])
    blocks = round(duration_s / BLOCK_S)
    count = round(BLOCK_S * RATE_HZ)
    for number in range(blocks + 1):
        for channel in CHANNELS:
            samples = sounds[channel][number * count : (number + 1) * count]
            if len(samples):
                yield AudioBlock(channel, number * BLOCK_S, RATE_HZ, samples)
        now_s = (number + 1) * BLOCK_S
        while due and due[0][0] <= now_s + 1e-9:
            yield due.pop(0)[1]
        for channel in CHANNELS:
            level = np.full(3, -30.0)
            yield Features(channel, number * BLOCK_S, BLOCK_S / 3, level, level, level, level)


def spoken(duration_s: float) -> list[tuple[Channel, float, float, str]]:
    """Return who says what from when to when; only what ends within the call."""
    lines: list[tuple[Channel, float, float, str]] = []
    for number in range(int(duration_s / 3.0)):
        start_s = number * 3.0 + 0.5
        lines.append((CHANNELS[number % 2], start_s, start_s + 2.0, LINES[number % len(LINES)]))
    return lines


def words_of(start_s: float, end_s: float, text: str) -> tuple[Word, ...]:
    texts = text.split()
    step_s = (end_s - start_s) / len(texts)
    return tuple(
        Word(one, start_s + i * step_s, start_s + (i + 1) * step_s) for i, one in enumerate(texts)
    )


def _events(duration_s: float) -> Iterator[tuple[float, CallEvent]]:
    for channel, start_s, end_s, text in spoken(duration_s):
        words = words_of(start_s, end_s, text)
        early_s, known_s = start_s + 0.3, end_s + 0.3
        yield early_s, Stretch(channel, start_s, early_s, False, early_s)
        half_s = start_s + 1.5
        yield half_s, Utterance(channel, words[:3], False, half_s, start_s, half_s)
        yield end_s + 0.2, Stretch(channel, start_s, end_s, True, end_s + 0.2, -30.0, 150.0)
        yield known_s, Turn(channel, start_s, end_s, True, known_s)
        yield known_s, Utterance(channel, words, True, known_s, start_s, end_s)
        finding = Finding("waiting.long", channel, start_s, end_s, known_s, 0.9, (text,), (text,))
        yield known_s, finding
        yield known_s, Note("phrase", text, start_s, known_s)
        yield known_s, Prompt("listen", "Listen", text, "nudge", known_s, known_s + 4, finding)


def _sound(channel: Channel, duration_s: float) -> np.ndarray:
    sound = np.zeros(round(duration_s * RATE_HZ), np.float32)
    for speaker, start_s, end_s, _ in spoken(duration_s):
        if speaker == channel:
            said = voice(end_s - start_s, hz=120.0 if channel == "agent" else 200.0)
            first = round(start_s * RATE_HZ)
            sound[first : first + len(said)] = said
    return sound
