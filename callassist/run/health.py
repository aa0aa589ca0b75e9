"""The light of each side: can it be heard, and if not, what is to be done?

Who decides what:

=============================  =============================================================
``sources.health``             the device: ``waiting``, ``lost``, and their remedies, which
                               name it; a ``Gap`` comes from ``sources.gaps``
``run.symptoms``               the sound: what shows ``clipping``, ``quiet``, ``echo``, ``wrong``
this module                    which of all that a side's light shows, and since when; ``hears``
                               and ``silent``; the other remedies
``settings.health``            every threshold
``gui.lights``, ``gui.alert``  how it looks
=============================  =============================================================

Time is counted by samples: the same sound gives the same lights however it is cut.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from callassist.listen.framing import Framer
from callassist.run.symptoms import Clipping, Faintness, Moment, Sharing
from callassist.settings.health import HealthSettings
from callassist.settings.listen import HOP_SAMPLES
from callassist.types import (
    CHANNELS,
    AudioBlock,
    Channel,
    Features,
    Health,
    HealthState,
    Samples,
    other,
)

WORST_FIRST: tuple[HealthState, ...] = ("wrong", "echo", "clipping", "quiet")
"""A light shows one symptom."""
CLEARED_AFTER_S = 6.0
"""A symptom that sound has disproved for so long is over: a light that flickers tells nothing."""
FORGOTTEN_AFTER_S = 30.0
"""So is one of which nothing was heard any more."""

REMEDIES: dict[HealthState, dict[Channel, str]] = {
    "waiting": {
        "agent": "No sound from your microphone: is it muted or not allowed?",
        "customer": "No sound from the customer's side: choose another device",
    },
    "quiet": {
        "agent": "You are too quiet: move the microphone closer, or turn its volume up",
        "customer": "The customer is too quiet: turn the call's volume up",
    },
    "clipping": {
        "agent": "Your microphone is too loud: turn its volume down, or move it away",
        "customer": "The call is too loud and distorted: turn the softphone's volume down",
    },
    "echo": {
        "agent": "Your microphone hears the customer: use a headset, or turn the speakers down",
    },
    "wrong": {
        "customer": "The customer's side carries your own voice: choose the device on which "
        "you hear the customer",
    },
}
"""What to do, in one line; a lost or silent device's own line comes with its name."""


class Latch:
    """Makes a state of a symptom's answers: on at once, off only after a while."""

    def __init__(self) -> None:
        """Begin off."""
        self.on = False
        self._true_s = 0.0
        self._false_s: float | None = None

    def take(self, answer: bool | None, at_s: float) -> bool:
        """Take the answer at ``at_s``; return whether the symptom stands."""
        if answer:
            self.on, self._true_s, self._false_s = True, at_s, None
        elif answer is False and self._false_s is None:
            self._false_s = at_s
        disproved = self._false_s is not None and at_s - self._false_s >= CLEARED_AFTER_S
        if disproved or at_s - self._true_s >= FORGOTTEN_AFTER_S:
            self.on = False
        return self.on


class _Side:
    """What is known of one side."""

    def __init__(self, settings: HealthSettings) -> None:
        self.state: HealthState = "waiting"
        self.detail = ""
        self.lost = False
        self.framer = Framer()
        self.hops: deque[Samples] = deque()
        self.groups: deque[Features] = deque()
        self.spoke_s = -np.inf
        self.forget(settings)

    def forget(self, settings: HealthSettings) -> None:
        """Begin anew with another device's sound."""
        self.clipping = Clipping(settings)
        self.faintness = Faintness(settings)
        self.latches = {state: Latch() for state in WORST_FIRST}


class HealthMonitor:
    """Follows both sides' sound, features and devices; says only what changes."""

    def __init__(self, settings: HealthSettings | None = None) -> None:
        """Start with both sides waiting for their first sound."""
        self._settings = settings or HealthSettings()
        self._sides = {channel: _Side(self._settings) for channel in CHANNELS}
        self._sharing = Sharing(self._settings)

    def start(self) -> list[Health]:
        """Return both sides' first state."""
        return [Health(c, "waiting", 0.0, REMEDIES["waiting"][c]) for c in CHANNELS]

    def hear(self, block: AudioBlock) -> None:
        """Take sound, before the features that Listen measures of it."""
        side = self._sides[block.channel]
        side.hops.extend(side.framer.push(block))

    def take(self, features: Features) -> list[Health]:
        """Take newly measured hops; return what changed of either side's light."""
        self._sides[features.channel].groups.append(features)
        changed: list[Health] = []
        while all(side.groups for side in self._sides.values()):
            groups = {channel: side.groups.popleft() for channel, side in self._sides.items()}
            changed += self._judge(groups)
        return changed

    def told(self, health: Health) -> list[Health]:
        """Take a source's own news: a device is gone, silent, or back."""
        side = self._sides[health.channel]
        if health.state == "lost":
            side.lost = True
            return self._change(health.channel, "lost", health.at_s, health.detail)
        if side.lost:
            side.lost = False
            side.forget(self._settings)
            self._sharing = Sharing(self._settings)
            return self._change(health.channel, health.state, health.at_s, health.detail)
        if health.state == "waiting" and health.detail and side.state in ("waiting", "silent"):
            # Which device stays mute, and why, only its source can say.
            return self._change(health.channel, "waiting", health.at_s, health.detail)
        return []

    def _judge(self, groups: dict[Channel, Features]) -> list[Health]:
        moments = {channel: self._moment(channel, group) for channel, group in groups.items()}
        ends_s = {c: g.start_s + g.hop_s * len(g.level_dbfs) for c, g in groups.items()}
        echo, wrong = self._sharing.push(moments["agent"], moments["customer"])
        shared: dict[Channel, dict[HealthState, bool | None]] = {
            "agent": {"echo": echo},
            "customer": {"wrong": wrong},
        }
        changed: list[Health] = []
        for channel, side in self._sides.items():
            answers: dict[HealthState, bool | None] = {
                "clipping": side.clipping.push(moments[channel]),
                "quiet": side.faintness.push(moments[channel], moments[other(channel)]),
                **shared[channel],
            }
            at_s = ends_s[channel]
            stands = [s for s in WORST_FIRST if side.latches[s].take(answers.get(s), at_s)]
            changed += self._follow(channel, groups[channel], stands, at_s)
        return changed

    def _moment(self, channel: Channel, features: Features) -> Moment:
        hops = self._sides[channel].hops
        count = len(features.level_dbfs)
        samples = [hops.popleft() for _ in range(min(count, len(hops)))]
        samples += [np.zeros(HOP_SAMPLES, np.float32)] * (count - len(samples))
        return Moment(np.array(samples), features.level_dbfs, features.speech_prob)

    def _follow(
        self, channel: Channel, features: Features, stands: list[HealthState], end_s: float
    ) -> list[Health]:
        """Choose what the light shows, worst first."""
        side, settings = self._sides[channel], self._settings
        if side.lost:
            return []
        if np.any(features.speech_prob > settings.speech_prob):
            side.spoke_s = end_s
        if stands:
            return self._change(channel, stands[0], end_s, REMEDIES[stands[0]][channel])
        alive = bool(np.any(features.level_dbfs > settings.dead_dbfs))
        if side.state == "waiting" and not alive:
            return []
        heard = end_s - side.spoke_s <= settings.heard_for_s
        return self._change(channel, "hears" if heard else "silent", end_s, "")

    def _change(
        self, channel: Channel, state: HealthState, at_s: float, detail: str
    ) -> list[Health]:
        side = self._sides[channel]
        if (state, detail) == (side.state, side.detail):
            return []
        side.state, side.detail = state, detail
        return [Health(channel, state, at_s, detail)]
