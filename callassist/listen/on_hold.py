"""What is told of the customer's side while it is hold music: nothing but that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from callassist.listen.hold import HoldDetector
from callassist.settings.listen import HoldSettings
from callassist.types import Hold, Overlap, Samples, SpeechEvent, Stretch, Turn, Utterance

_BEFORE_VOICE_S = 0.3
"""How long before the voice that ends a hold its stretch may begin."""


class OnHold:
    """Holds back what music seems to say, until a voice comes back.

    What the customer began to say before the music is still told to its end. A voice that
    ends the hold was heard for some tenths of a second before it was known to be one:
    what was held back of it is told then.
    """

    def __init__(self, settings: HoldSettings) -> None:
        """Begin without music."""
        self._detector = HoldDetector(settings)
        self.reset()

    def reset(self) -> None:
        """Forget the call."""
        self._detector.reset()
        self._begun: dict[type[Stretch | Turn], float] = {}
        self._held_back: list[Stretch | Turn | Overlap] = []

    @property
    def on(self) -> bool:
        """Whether there is hold music now."""
        return self._detector.on

    def step(
        self, samples: Samples, level_dbfs: float, speech_prob: float, *, agent_speaks: bool
    ) -> list[Hold]:
        """Take the customer's next hop (see :meth:`HoldDetector.step`)."""
        return self._detector.step(samples, level_dbfs, speech_prob, agent_speaks=agent_speaks)

    def flush(self) -> list[Hold]:
        """Return the hold that the call ends in, as over."""
        return self._detector.flush()

    def passed(self, holds: Iterable[Hold], events: Iterable[SpeechEvent]) -> list[SpeechEvent]:
        """Return what is told of a hop's events, where ``holds`` began or ended by it."""
        told: list[SpeechEvent] = []
        for hold in holds:
            if hold.end_s is not None:
                voice_s = hold.end_s - _BEFORE_VOICE_S
                late = [event for event in self._held_back if event.start_s >= voice_s]
                told += [replace(event, known_s=hold.known_s) for event in late]
            self._held_back.clear()
        for event in events:
            if isinstance(event, Utterance) or not self._hides(event):
                told.append(event)
            else:
                self._held_back.append(event)
        for event in told:
            if isinstance(event, Stretch | Turn) and event.channel == "customer":
                self._begun[type(event)] = event.start_s
        return told

    def _hides(self, event: Stretch | Turn | Overlap) -> bool:
        """Return whether an event is only music, as far as is known."""
        if not self.on:
            return False
        if isinstance(event, Overlap):
            return True
        goes_on = event.final and self._begun.get(type(event)) == event.start_s
        return event.channel == "customer" and not goes_on
