"""The light of each side: can it be heard?"""

from __future__ import annotations

import numpy as np

from callassist.types import CHANNELS, Channel, Features, Health, HealthState

SPEECH_PROB = 0.5
DEAD_DBFS = -95.0
HEARD_FOR_S = 3.0
"""A side that spoke within this is heard."""

_REMEDY: dict[Channel, str] = {
    "agent": "No sound from your microphone: is it muted or not allowed?",
    "customer": "No sound from the customer's side: choose another device.",
}


class HealthMonitor:
    """Follows features and a source's own news; says only what changes."""

    def __init__(self) -> None:
        """Start with both sides waiting for their first sound."""
        self._state: dict[Channel, HealthState] = dict.fromkeys(CHANNELS, "waiting")
        self._spoke_s: dict[Channel, float] = dict.fromkeys(CHANNELS, -np.inf)
        self._lost: set[Channel] = set()

    def start(self) -> list[Health]:
        """Return both sides' first state."""
        return [Health(c, "waiting", 0.0, _REMEDY[c]) for c in CHANNELS]

    def take(self, features: Features) -> list[Health]:
        """Take newly measured hops; return the side's state if it changed."""
        channel = features.channel
        end_s = features.start_s + features.hop_s * len(features.level_dbfs)
        if channel in self._lost:
            return []
        state = self._state[channel]
        if bool(np.any(features.level_dbfs > DEAD_DBFS)):
            if bool(np.any(features.speech_prob > SPEECH_PROB)):
                self._spoke_s[channel] = end_s
            heard = end_s - self._spoke_s[channel] <= HEARD_FOR_S
            state = "hears" if heard else "silent"
        elif state == "hears" and end_s - self._spoke_s[channel] > HEARD_FOR_S:
            state = "silent"
        return self._change(channel, state, end_s)

    def told(self, health: Health) -> list[Health]:
        """Take a source's own news: a device is gone, or back."""
        if health.state == "lost":
            self._lost.add(health.channel)
            self._state[health.channel] = "lost"
            return [health]
        if health.channel in self._lost:
            self._lost.discard(health.channel)
            return self._change(health.channel, "silent", health.at_s)
        # Which device stays mute, and why, only its source can say.
        waits = health.state == self._state[health.channel] == "waiting"
        return [health] if waits and health.detail else []

    def _change(self, channel: Channel, state: HealthState, at_s: float) -> list[Health]:
        if state == self._state[channel]:
            return []
        self._state[channel] = state
        return [Health(channel, state, at_s, _REMEDY[channel] if state == "waiting" else "")]
