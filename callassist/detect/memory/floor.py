"""When a turn of words is done: its speaker silent for a while, or answered."""

from __future__ import annotations

import math

from callassist.detect.memory.conversation import Conversation
from callassist.detect.memory.said import WordTurn
from callassist.settings.judge import TURN_DONE_SILENCE_S, WORDS_LATE_S
from callassist.types import CHANNELS, Channel, SpeechEvent, Stretch, Utterance

_SAME_S = 0.5


class Floor:
    """Tells which turns are done, by sound where there is sound, else by words.

    A turn whose speaker goes on after it was found done is found done again.
    """

    def __init__(self, conversation: Conversation) -> None:
        """Watch a conversation."""
        self._conversation = conversation
        self._speaking: dict[Channel, float | None] = dict.fromkeys(CHANNELS)
        self._end_s: dict[Channel, float] = dict.fromkeys(CHANNELS, -math.inf)
        self._wordless: dict[Channel, list[float]] = {channel: [] for channel in CHANNELS}
        self.due_s = math.inf

    def push(self, event: SpeechEvent) -> bool:
        """Take an event; return whether a turn may be done by it."""
        channel: Channel
        if isinstance(event, Stretch):
            channel = event.channel
            if not event.final:
                self._speaking[channel] = event.start_s
            else:
                began_s = self._speaking[channel]
                if began_s is None or began_s <= event.start_s:
                    self._speaking[channel] = None
                self._end_s[channel] = max(self._end_s[channel], event.end_s)
                self._wordless[channel].append(event.end_s)
        elif isinstance(event, Utterance) and event.final:
            channel = event.channel
            waiting = self._wordless[channel]
            self._wordless[channel] = [end for end in waiting if end > event.end_s + _SAME_S]
            self._end_s[channel] = max(self._end_s[channel], event.end_s)
        elif not isinstance(event, Utterance):
            return False
        return bool(self._conversation.undone)

    def done(self, now_s: float) -> list[WordTurn]:
        """Return turns that are done now, and set ``due_s`` for the last if it is not."""
        self.due_s = math.inf
        conversation = self._conversation
        done: list[WordTurn] = []
        for turn in conversation.undone:
            if not turn.said[-1].final:
                continue
            ready_s = self._ready_s(turn.channel, turn is not conversation.turns[-1])
            if ready_s <= now_s:
                done.append(turn)
            else:
                self.due_s = min(self.due_s, ready_s)
        for turn in done:
            conversation.undone.remove(turn)
        return done

    def _ready_s(self, channel: Channel, answered: bool) -> float:
        """Return when a side's last turn is done if nothing more is heard."""
        if answered:
            waiting = self._wordless[channel]
            return waiting[0] + WORDS_LATE_S if waiting else -math.inf
        if self._speaking[channel] is not None:
            return math.inf
        silence = WORDS_LATE_S if self._wordless[channel] else TURN_DONE_SILENCE_S
        return self._end_s[channel] + silence
