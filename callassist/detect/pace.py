"""How fast and how long the agent talks, against the agent's own usual."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from statistics import median

from callassist.detect.conversation import Conversation
from callassist.detect.detector import Detector
from callassist.detect.said import Said
from callassist.settings.judge import (
    FAST_FOR_S,
    FAST_WORDS_A_MINUTE,
    FASTER,
    MONOLOGUE_PAUSE_S,
    MONOLOGUE_S,
    PAUSE_SHARE,
)
from callassist.types import Finding, Judgement, SpeechEvent, Stretch

_KNOWN_SAMPLES = 4
_SOME = 1.1
_REMEMBERED = 40
_MIN_SAID_S = 1.0
_ASKED_FOR_S = 60.0
_CUSTOMER_TURN_S = 1.0


class Pace(Detector):
    """Reports ``pace.fast`` and ``pace.back``, ``talk.monologue`` and ``customer.turn``.

    Pace only matters while the customer is upset or has asked to go slower. A
    monologue is known by sound at its thirtieth second.
    """

    name = "pace"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._recent: deque[tuple[float, int]] = deque()
        self._usual: deque[float] = deque(maxlen=_REMEMBERED)
        self._fast = False
        self._slower_s = -math.inf
        self._talk_start_s = math.nan
        self._talk_end_s = -math.inf
        self._agent_speaks = False
        self._told = False

    def on_sound(self, event: SpeechEvent) -> Iterator[Judgement]:
        """Follow the agent's run of speech, pauses under a second left out."""
        if not isinstance(event, Stretch):
            return
        if event.channel == "customer":
            if event.final and event.end_s - event.start_s >= _CUSTOMER_TURN_S:
                if self._told:
                    yield Finding(
                        "customer.turn", "customer", event.start_s, event.end_s, event.known_s, 0.8
                    )
                self._end_talk()
            return
        if event.start_s - self._talk_end_s >= MONOLOGUE_PAUSE_S or math.isnan(self._talk_start_s):
            self._end_talk()
            self._talk_start_s = event.start_s
        self._agent_speaks = not event.final
        self._talk_end_s = max(self._talk_end_s, event.end_s)
        if not self._told:
            due_s = self._talk_start_s + MONOLOGUE_S
            self.due_s = max(due_s, event.known_s) if self._agent_speaks else math.inf

    def _end_talk(self) -> None:
        """Begin anew: the customer has had a turn, or there was a pause."""
        self._talk_start_s = math.nan
        self._told = False
        self.due_s = math.inf

    def on_time(self, now_s: float) -> Iterator[Judgement]:
        """The agent has talked for long enough to be called a monologue."""
        self._told = True
        said_s = now_s - self._talk_start_s
        yield Finding(
            "talk.monologue",
            "agent",
            self._talk_start_s,
            now_s,
            now_s,
            0.7,
            (f"{said_s:.0f} s without a pause",),
        )

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take finished words: the customer's wish, the agent's pace; a question lets them in."""
        if said.channel == "customer":
            if said.final and "slower" in said.hits:
                self._slower_s = said.end_s
            return
        if "open_question" in said.hits and not math.isnan(self._talk_start_s):
            self._talk_start_s = said.end_s
            if math.isfinite(self.due_s):
                self.due_s = max(said.end_s + MONOLOGUE_S, now_s)
        long_s = said.end_s - said.start_s
        if not said.final or long_s < _MIN_SAID_S:
            return
        self._recent.append((long_s, len(said.words)))
        while sum(s for s, _ in self._recent) - self._recent[0][0] >= FAST_FOR_S:
            self._recent.popleft()
        yield from self._judge(said, now_s)
        self._usual.append(60.0 * len(said.words) / long_s)

    def _judge(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Compare the last seconds of speech with the usual and with the limit."""
        spoken_s = sum(s for s, _ in self._recent)
        if spoken_s < FAST_FOR_S:
            return
        pace = 60.0 * sum(count for _, count in self._recent) / spoken_s
        usual = median(self._usual) if len(self._usual) >= _KNOWN_SAMPLES else math.inf
        asked = now_s - self._slower_s < _ASKED_FOR_S
        known = math.isfinite(usual)
        hurried = pace * (1.0 - PAUSE_SHARE) > FAST_WORDS_A_MINUTE
        fast = pace > FASTER * usual or (hurried and (not known or pace > _SOME * usual))
        if fast and not self._fast and (asked or self.conversation.upset):
            self._fast = True
            line = f"{pace:.0f} words a minute"
            if known:
                line += f", usually {usual:.0f}"
            yield Finding("pace.fast", "agent", said.start_s, said.end_s, now_s, 0.6, (line,))
        elif self._fast and not fast:
            self._fast = False
            line = f"{pace:.0f} words a minute"
            yield Finding("pace.back", "agent", said.start_s, said.end_s, now_s, 0.6, (line,))
