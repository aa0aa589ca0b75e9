"""When a call begins, and when it is over: told from sound alone, counted in samples.

Both are pure. :class:`CallDetector` hears the customer's side between calls and says when
there has been enough speech; a ping, a key or a ringing tone is none. :class:`CallSilence`
follows the events of a call and says when both sides have been silent for long enough.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import numpy as np

from callassist.listen.features import level_dbfs
from callassist.listen.vad import ActivityTracker, DetectorGain, NoiseFloor, hops
from callassist.protocols import VoiceDetector
from callassist.settings.listen import HOP_S, HOP_SAMPLES, VoiceActivitySettings
from callassist.settings.standby import StandbySettings
from callassist.types import CHANNELS, CallEvent, Channel, Features, Gap, Health, Hold, Samples


class CallDetector:
    """Says from the customer's sound when a call begins.

    Speech is what the ear of a call takes for speech: the same gate, gain, noise floor and
    hysteresis. The voice detector is asked only where there is energy.
    """

    def __init__(
        self,
        detector: VoiceDetector,
        settings: StandbySettings | None = None,
        voice: VoiceActivitySettings | None = None,
    ) -> None:
        """Begin to listen, ready for a call.

        Args:
            detector: Says how likely sound is speech.
            settings: How much of it begins a call.
            voice: When sound counts as speech.
        """
        self._settings = settings or StandbySettings()
        self._voice = replace(
            voice or VoiceActivitySettings(), gain_fall_db_s=self._settings.gain_fall_db_s
        )
        self._detector = detector
        self._noise = NoiseFloor(self._voice)
        self._gain = DetectorGain(self._voice)
        self._activity = ActivityTracker(self._voice)
        self.reset()

    def reset(self, *, rest: bool = False) -> None:
        """Forget all sound.

        Args:
            rest: Whether some time without speech must pass before a call can begin.
        """
        self._detector.reset()
        self._noise.reset()
        self._gain.reset()
        self._activity.reset()
        self._open = np.zeros(0, np.float32)
        self._hop = 0
        self._asked_for = 0
        self._spoken: deque[int] = deque()
        self._rest_hops = hops(self._settings.rest_s) if rest else 0

    def push(self, samples: Samples) -> float | None:
        """Take the next sound of the customer's side.

        Args:
            samples: float32[n] at 16 kHz, in ±1, however it is cut.

        Returns:
            The second, counted from the last ``reset``, at which the speech of a call that
            has now begun started; ``None`` where none has. After a call :meth:`reset` is due.
        """
        sound = np.concatenate([self._open, samples])
        count = len(sound) // HOP_SAMPLES
        self._open = sound[count * HOP_SAMPLES :].copy()
        frames = sound[: count * HOP_SAMPLES].reshape(count, HOP_SAMPLES)
        for frame, level in zip(frames, level_dbfs(frames).tolist(), strict=True):
            if self._begins(frame, level):
                self._open = self._open[:0]
                return self._spoken[0] * HOP_S
        return None

    def _begins(self, frame: Samples, level: float) -> bool:
        spoken, voice = self._spoken, self._voice
        loud = level > voice.gate_dbfs
        self._asked_for = hops(voice.gate_hold_s) if loud else self._asked_for - 1
        gain, noise = self._gain.step(level), self._noise.step(level)
        probability = self._detector.probability(frame * gain) if self._asked_for > 0 else 0.0
        active = self._activity.step(self._hop, probability, level, noise)
        if active and probability >= voice.off_prob:
            spoken.append(self._hop)
        self._hop += 1
        if self._rest_hops > 0:
            self._rest_hops = hops(self._settings.rest_s) if active else self._rest_hops - 1
            spoken.clear()
        while spoken and spoken[0] < self._hop - hops(self._settings.within_s):
            spoken.popleft()
        return len(spoken) >= hops(self._settings.speech_s)


class CallSilence:
    """Says from the events of a call when both sides have been silent for long enough.

    The silence of a hold does not count, nor that of a side whose device is gone.

    Attributes:
        paused: Whether the agent has paused: what is not heard is not silence.
    """

    def __init__(self, after_s: float, speech_prob: float = 0.5) -> None:
        """Wait for ``after_s`` of silence; 0 waits for ever."""
        self.paused = False
        self._after_s = after_s
        self._speech_prob = speech_prob
        self._heard_s: dict[Channel, float] = dict.fromkeys(CHANNELS, 0.0)
        self._since_s = 0.0
        self._held = False
        self._lost: set[Channel] = set()

    def take(self, event: CallEvent) -> bool:
        """Take the call's next event; return whether the call is over by now."""
        match event:
            case Features():
                self._hear(event)
            case Hold():
                self._held = event.end_s is None
            case Health():
                (self._lost.add if event.state == "lost" else self._lost.discard)(event.channel)
            case Gap():
                self._since_s = max(self._since_s, event.end_s)
        now_s = min(self._heard_s.values())
        if self._held or self._lost or self.paused:
            self._since_s = max(self._since_s, now_s)
        return self._after_s > 0 and now_s - self._since_s >= self._after_s

    def _hear(self, features: Features) -> None:
        speech = np.flatnonzero(features.speech_prob >= self._speech_prob)
        if len(speech):
            spoke_s = features.start_s + (int(speech[-1]) + 1) * features.hop_s
            self._since_s = max(self._since_s, spoke_s)
        end_s = features.start_s + features.hop_s * len(features.speech_prob)
        self._heard_s[features.channel] = end_s
