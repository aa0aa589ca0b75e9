"""A stored call, told to Judge once more, with a trainee's words at its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from callassist.detect.judge import Judge
from callassist.types import (
    Channel,
    Finding,
    Frustration,
    Judgement,
    Reason,
    SpeechEvent,
    Stretch,
    Turn,
    Utterance,
    Word,
)

PAUSE_S = 0.7
"""Words of a stored turn with a longer pause between them were two stretches of speech."""
KNOWN_AFTER_S = 0.8
"""Recognized words come so long after they end."""
ANSWER_AFTER_S = 0.5
"""A typed answer is taken to begin so long after the stop …"""
WORDS_A_SECOND = 2.6
"""… and to be said this fast."""
LATE_S = 0.05
"""A word that begins later than this before the stop belongs to what comes after it."""
SETTLE_S = 3.0
"""After the answer stream time goes on for so long: enough for its turn to be done."""


class StoredCourse:
    """The customer's frustration as the call file has it, for Judge to go by.

    The file holds what words *and* voice said; from the words alone it could not be had again.
    """

    def __init__(self, course: Mapping[str, Any], until_s: float) -> None:
        """Follow ``course`` (``frustration`` of a call document) up to a second, then stand."""
        self._levels: Sequence[float] = course["level"]
        self._hop_s: float = course["hop_s"]
        self._until_s = until_s
        self._told = 0.0

    def push(self, event: SpeechEvent, findings: Sequence[Finding]) -> Sequence[Frustration]:
        """Tell of a change of the level by the time of an event."""
        return self.take(findings, event.known_s)

    def take(self, findings: Sequence[Finding], now_s: float) -> Sequence[Frustration]:
        """Tell of a change of the level by a time."""
        level = self.level(now_s)
        if level == self._told:
            return ()
        self._told = level
        return (Frustration(now_s, level, now_s),)

    def level(self, at_s: float) -> float:
        """Return the level at a time."""
        place = int(min(at_s, self._until_s) / self._hop_s)
        return self._levels[min(place, len(self._levels) - 1)] if self._levels else 0.0

    def curve(self, end_s: float, hop_s: float = 1.0) -> tuple[list[float], list[Reason]]:
        """Return the stored course; its reasons are not told again."""
        return [self.level(at * hop_s) for at in range(int(end_s / hop_s))], []


def judge_after(document: Mapping[str, Any], stop_s: float) -> Judge:
    """Return a Judge that has heard a call's words up to a second."""
    judge = Judge(lambda: StoredCourse(document["frustration"], stop_s))
    for event in stored_events(document["turns"], stop_s):
        judge.push(event)
    judge.advance(stop_s)
    return judge


def stored_events(turns: Iterable[Mapping[str, Any]], until_s: float) -> list[SpeechEvent]:
    """Return what Listen would tell of a call's turns up to a second, by ``known_s``."""
    events: list[SpeechEvent] = []
    for turn in turns:
        for words in _stretches(turn, until_s):
            # What was said just before the stop is known there: the trainee heard it, too.
            events += _spoken(turn["channel"], words, latest_s=until_s)
    return sorted(events, key=lambda event: event.known_s)


def typed_words(text: str, stop_s: float) -> tuple[Word, ...]:
    """Return typed words as if they were said after the stop."""
    each_s = 1.0 / WORDS_A_SECOND
    start_s = stop_s + ANSWER_AFTER_S
    return tuple(
        Word(word, start_s + place * each_s, start_s + (place + 1) * each_s)
        for place, word in enumerate(text.split())
    )


def answered(judge: Judge, words: Sequence[Word]) -> list[Judgement]:
    """Let the agent say ``words`` (times in call time); return what Judge makes of them."""
    out: list[Judgement] = []
    for event in _spoken("agent", words):
        out += judge.push(event)
    return out + judge.advance(words[-1].end_s + SETTLE_S)


def _spoken(
    channel: Channel, words: Sequence[Word], latest_s: float = float("inf")
) -> list[SpeechEvent]:
    """Return the events of one stretch of speech."""
    start_s, end_s = words[0].start_s, words[-1].end_s
    begun_s, done_s = min(start_s + 0.25, latest_s), min(end_s + 0.3, latest_s)
    known_s = min(end_s + KNOWN_AFTER_S, latest_s)
    length_s = end_s - start_s
    return [
        Stretch(channel, start_s, begun_s, False, begun_s),
        Turn(channel, start_s, begun_s, False, begun_s),
        Stretch(channel, start_s, end_s, True, done_s, voiced_s=length_s),
        Turn(channel, start_s, end_s, True, done_s),
        Utterance(channel, tuple(words), True, known_s, start_s, end_s),
    ]


def _stretches(turn: Mapping[str, Any], until_s: float) -> list[list[Word]]:
    """Return a stored turn's words up to a second, cut at its pauses."""
    out: list[list[Word]] = []
    for stored in turn["words"]:
        if stored["start_s"] >= until_s - LATE_S:
            break
        word = Word(
            stored["text"],
            stored["start_s"],
            min(stored["end_s"], until_s),
            stored["confidence"],
        )
        if not out or word.start_s - out[-1][-1].end_s > PAUSE_S:
            out.append([])
        out[-1].append(word)
    return out
