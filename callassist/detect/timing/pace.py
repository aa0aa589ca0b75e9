"""How fast and how long the agent talks, against the agent's own usual."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from statistics import median

from callassist.detect.detector import Detector, finding
from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import Said
from callassist.detect.understanding.questions import last_question_s
from callassist.settings.judge import (
    DISTRESS_FOR_S,
    FAST_FOR_S,
    FAST_WORDS_A_MINUTE,
    FASTER,
    MONOLOGUE_PAUSE_S,
    MONOLOGUE_S,
    PAUSE_SHARE,
    READING_S,
    TENSE_LEVEL,
    UPSET_LEVEL,
)
from callassist.types import Finding, Judgement, SpeechEvent, Stretch

_KNOWN_SAMPLES = 4
_REMEMBERED = 40
_MIN_SAID_S = 1.0
_ASKED_FOR_S = 60.0
_CUSTOMER_TURN_S = 1.0
_FAST = 0.65
_ASKED = 0.85


class Pace(Detector):
    """Reports ``pace.fast`` and ``pace.back``, ``talk.monologue`` and ``customer.turn``.

    Pace only matters while the customer is upset, or could not follow; a customer who
    asks to go slower is right whatever was measured. Fast is a quarter above the
    agent's own usual pace; the limit for anybody holds only until that is known, for
    some people always speak fast, and are followed well. A monologue is known by sound
    at its thirtieth second; reading out what must be read is none.
    """

    name = "pace"

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        super().__init__(conversation)
        self._recent: deque[tuple[float, int]] = deque()
        self._usual: deque[float] = deque(maxlen=_REMEMBERED)
        self._fast = False
        self._lost_s = -math.inf
        self._customer_spoke = False
        self._reads_until_s = -math.inf
        self._talk_start_s = math.nan
        self._talk_end_s = -math.inf
        self._agent_speaks = False
        self._told = False
        self._said: Said | None = None
        self._asked_s = -math.inf

    def on_sound(self, event: SpeechEvent) -> Iterator[Judgement]:
        """Follow the agent's run of speech, pauses under a second left out."""
        if not isinstance(event, Stretch):
            return
        if event.channel == "customer":
            self._customer_spoke = True
            if event.final and event.end_s - event.start_s >= _CUSTOMER_TURN_S:
                if self._told:
                    yield Finding(
                        "customer.turn", "customer", event.start_s, event.end_s, event.known_s, 0.8
                    )
                self._let_in(event)
            return
        if event.start_s - self._talk_end_s >= MONOLOGUE_PAUSE_S or math.isnan(self._talk_start_s):
            self._end_talk()
            self._talk_start_s = event.start_s
        self._agent_speaks = not event.final
        self._talk_end_s = max(self._talk_end_s, event.end_s)
        self._wait_for_end(event.known_s)

    def _wait_for_end(self, now_s: float) -> None:
        """Wake up when the agent's run of speech becomes a monologue."""
        if not self._told:
            due_s = self._talk_start_s + MONOLOGUE_S
            self.due_s = max(due_s, now_s) if self._agent_speaks else math.inf

    def _let_in(self, event: Stretch) -> None:
        """Begin anew after a turn of the customer, from its end if the agent spoke on."""
        start_s = self._talk_start_s
        self._end_talk()
        if self._agent_speaks and not math.isnan(start_s):
            self._talk_start_s = max(start_s, event.end_s)
            self._wait_for_end(event.known_s)

    def _end_talk(self) -> None:
        """Begin anew: the customer has had a turn, or there was a pause."""
        self._talk_start_s = math.nan
        self._told = False
        self.due_s = math.inf

    def on_time(self, now_s: float) -> Iterator[Judgement]:
        """The agent has talked for long enough to be called a monologue."""
        if not self._customer_spoke:
            return
        if self._said is not None:
            self._asked_s = max(self._asked_s, last_question_s(self._said))
        begun_s = max(self._talk_start_s, self._asked_s)
        due_s = max(begun_s + MONOLOGUE_S, self._reads_until_s)
        if due_s > now_s:
            self.due_s = due_s
            return
        self._told = True
        said_s = now_s - begun_s
        yield Finding(
            "talk.monologue",
            "agent",
            begun_s,
            now_s,
            now_s,
            0.7,
            (f"{said_s:.0f} s without a pause",),
        )

    def on_words(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take words: the customer's wish, the agent's pace; a question lets them in."""
        if said.channel == "customer":
            yield from self._customer(said, now_s)
            return
        if "must_read" in said.hits:
            self._reads_until_s = max(self._reads_until_s, said.start_s + READING_S)
        self._said = said
        if said.final:
            self._asked_s = max(self._asked_s, last_question_s(said))
        long_s = said.end_s - said.start_s
        if not said.final or long_s < _MIN_SAID_S:
            return
        self._recent.append((long_s, len(said.words)))
        while sum(s for s, _ in self._recent) - self._recent[0][0] >= FAST_FOR_S:
            self._recent.popleft()
        if self.conversation.paced:
            yield from self._judge(said, now_s)
        self._usual.append(60.0 * len(said.words) / long_s)

    def _customer(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Take the customer's wish to go slower, or that they could not follow."""
        if not said.final:
            return
        hits = said.new_hits("slower", self.name)
        if hits and self._usual:
            self._fast = True
            yield finding("pace.fast", said, hits[0], now_s, _ASKED)
        if "say_again" in said.hits:
            self._lost_s = said.end_s

    def _matters(self, now_s: float) -> bool:
        """Whether the customer is upset now, or could not follow just now.

        A word of distress alone does not last: it may have been misheard, or meant for
        something else, when the customer is as calm as before.
        """
        conversation = self.conversation
        if now_s - self._lost_s < _ASKED_FOR_S or conversation.level >= UPSET_LEVEL:
            return True
        lately = 0.0 <= now_s - conversation.distress_s < DISTRESS_FOR_S
        known = len(self._usual) >= _KNOWN_SAMPLES
        return known and conversation.upset and lately and conversation.level >= TENSE_LEVEL

    def _judge(self, said: Said, now_s: float) -> Iterator[Judgement]:
        """Compare the last seconds of speech with the usual and with the limit."""
        spoken_s = sum(s for s, _ in self._recent)
        if spoken_s < FAST_FOR_S:
            return
        pace = 60.0 * sum(count for _, count in self._recent) / spoken_s
        usual = median(self._usual) if len(self._usual) >= _KNOWN_SAMPLES else math.nan
        known = not math.isnan(usual)
        hurried = pace * (1.0 - PAUSE_SHARE) > FAST_WORDS_A_MINUTE
        fast = pace > FASTER * usual if known else hurried
        line = f"{pace:.0f} words a minute" + (f", usually {usual:.0f}" if known else "")
        if fast and not self._fast and self._matters(now_s):
            self._fast = True
            yield Finding("pace.fast", "agent", said.start_s, said.end_s, now_s, _FAST, (line,))
        elif self._fast and not fast:
            self._fast = False
            yield Finding("pace.back", "agent", said.start_s, said.end_s, now_s, 0.6, (line,))
