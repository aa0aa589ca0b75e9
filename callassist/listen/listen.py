"""The ear: blocks of both sides' sound in, speech events out."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from callassist.listen.backchannels import is_backchannel
from callassist.listen.bleed import BleedDetector
from callassist.listen.features import FeatureMeter
from callassist.listen.framing import Framer
from callassist.listen.on_hold import OnHold
from callassist.listen.overlaps import OverlapTracker
from callassist.listen.recognition import Answer, Recognition
from callassist.listen.stretches import StretchTracker
from callassist.listen.turns import TurnTracker
from callassist.listen.vad import ActivityTracker, DetectorGain, NoiseFloor, hops
from callassist.protocols import Recognizer, Runner, VoiceDetector
from callassist.settings.listen import HOP_S, HOP_SAMPLES, ListenSettings
from callassist.types import (
    CHANNELS,
    AudioBlock,
    Channel,
    Features,
    Hold,
    Samples,
    Shed,
    SpeechEvent,
    Stretch,
    other,
)

Heard = SpeechEvent | Features | Hold
"""What Listen tells of."""
FEATURES_HOPS = 8
"""Features are sent in groups of this many hops (0.256 s)."""


def run_now(job: Callable[[], None]) -> None:
    """Run a recognition job in line: the :data:`Runner` of batch and tests."""
    job()


@dataclass(slots=True, eq=False)
class _Hop:
    """One measured hop of one channel; ``speech_prob`` is NaN until the hop's turn comes."""

    samples: Samples
    level_dbfs: float
    pitch_hz: float
    tilt_db: float
    speech_prob: float
    noise_dbfs: float


class _Ear:
    """One channel's way from blocks to measured hops."""

    def __init__(self, channel: Channel, detector: VoiceDetector, settings: ListenSettings) -> None:
        self.channel = channel
        self.framer = Framer()
        self.meter = FeatureMeter(settings.voice_activity.gate_dbfs)
        self.detector = detector
        self.activity = ActivityTracker(settings.voice_activity)
        self.noise = NoiseFloor(settings.voice_activity)
        self.gain = DetectorGain(settings.voice_activity)
        self.stretches = StretchTracker(channel, settings.stretch)
        self.bleed = BleedDetector(settings.bleed)
        self.recognition: Recognition | None = None
        self.measured: deque[_Hop] = deque()
        self.unsent: list[_Hop] = []
        self._gate_dbfs = settings.voice_activity.gate_dbfs
        self._hold_hops = hops(settings.voice_activity.gate_hold_s)
        self._asked_for = 0

    def reset(self) -> None:
        self.framer.reset()
        self.meter.reset()
        self.noise.reset()
        self.gain.reset()
        self.detector.reset()
        self.activity.reset()
        self.stretches.reset()
        self.bleed.reset()
        if self.recognition is not None:
            self.recognition.reset()
        self.measured.clear()
        self.unsent.clear()
        self._asked_for = 0

    def measure(self, new_hops: Samples) -> None:
        """Measure float32[k, HOP_SAMPLES] and queue them for both channels' common step."""
        features = self.meter.measure(new_hops)
        for samples, level, pitch, tilt in zip(
            new_hops,
            features.level_dbfs.tolist(),
            features.pitch_hz.tolist(),
            features.tilt_db.tolist(),
            strict=True,
        ):
            noise = self.noise.step(level)
            self.measured.append(_Hop(samples, level, pitch, tilt, math.nan, noise))

    def ask(self, hop: _Hop) -> None:
        """Ask the voice detector about the next hop, where there is any sound to ask about."""
        if not math.isnan(hop.speech_prob):
            return
        loud = hop.level_dbfs > self._gate_dbfs
        self._asked_for = self._hold_hops if loud else self._asked_for - 1
        gain = self.gain.step(hop.level_dbfs)
        asked = self._asked_for > 0
        hop.speech_prob = self.detector.probability(hop.samples * gain) if asked else 0.0


class Listen:
    """Turns both sides' sound into stretches, turns, overlaps, utterances and features.

    Both channels step hop by hop together, so events depend on the sound alone
    and not on how it was cut into blocks or which side's block came first.
    Cues of timing never wait for words.
    """

    def __init__(
        self,
        detectors: Mapping[Channel, VoiceDetector],
        recognizers: Mapping[Channel, Recognizer] | None = None,
        *,
        settings: ListenSettings | None = None,
        runners: Mapping[Channel, Runner] | None = None,
        drain: Callable[[], None] | None = None,
        language: str = "en",
        watch_for_hold: bool = True,
    ) -> None:
        """Build an ear.

        Args:
            detectors: A voice detector a channel.
            recognizers: A recognizer a channel; without them there are no utterances.
            settings: Constants; the calibrated ones by default.
            runners: Where each channel's recognition runs; in line by default.
            drain: Waits until every job that the runners were handed has finished.
            language: The language of the words, for telling backchannels.
            watch_for_hold: Whether hold music on the customer's side is told apart.
        """
        self._settings = settings or ListenSettings()
        self._language = language
        self._drain = drain or _nothing_to_wait_for
        self._ears = {c: _Ear(c, detectors[c], self._settings) for c in CHANNELS}
        for channel, recognizer in (recognizers or {}).items():
            self._ears[channel].recognition = Recognition(
                channel,
                recognizer,
                (runners or {}).get(channel, run_now),
                self._settings.recognition,
                self._settings.stretch,
            )
        self._turns = TurnTracker(self._settings.turn)
        self._overlaps = OverlapTracker(self._settings.overlap)
        self._on_hold = OnHold(self._settings.hold) if watch_for_hold else None
        self._hop = 0

    @property
    def now_s(self) -> float:
        """Stream time up to which both sides have been heard."""
        return self._hop * HOP_S

    def reset(self) -> None:
        """Forget the call."""
        for ear in self._ears.values():
            ear.reset()
        self._turns.reset()
        self._overlaps.reset()
        if self._on_hold is not None:
            self._on_hold.reset()
        self._hop = 0

    @property
    def late_s(self) -> float:
        """By how much the oldest answer of a recognizer that has not come is late."""
        heard = (ear.recognition for ear in self._ears.values())
        return max((each.late_s(self.now_s) for each in heard if each is not None), default=0.0)

    def shed(self, shed: Collection[Shed]) -> None:
        """Leave out work from now on, on a busy machine; nothing to shed takes all up again."""
        for channel, ear in self._ears.items():
            ear.meter.pitch = "pitch" not in shed
            if ear.recognition is not None:
                ear.recognition.partials = "partials" not in shed
                ear.recognition.words = channel != "agent" or "agent_words" not in shed

    def push(self, block: AudioBlock) -> list[Heard]:
        """Take a block of either side at 16 kHz; return what it makes certain, in order."""
        ear = self._ears[block.channel]
        ear.measure(ear.framer.push(block))
        return self._step_together()

    def flush(self) -> list[Heard]:
        """Return what is still open at the end of the call, words under way included."""
        for ear in self._ears.values():
            ear.measure(ear.framer.flush())
        longest = max(len(ear.measured) for ear in self._ears.values())
        for ear in self._ears.values():
            missing = longest - len(ear.measured)
            ear.measured.extend(_silent_hop() for _ in range(missing))
        events = self._step_together()
        left: list[SpeechEvent] = []
        for ear in self._ears.values():
            for stretch in ear.stretches.flush(ear.activity, self._hop):
                left.append(stretch)
                self._close(ear, stretch)
        left += self._turns.flush(self._hop)
        if self._on_hold is not None:
            left = self._on_hold.passed((), left)
            events += self._on_hold.flush()
        events += left
        self._drain()
        events += self._heard(math.inf)
        for ear in self._ears.values():
            if ear.unsent:
                events.append(self._features(ear, self._hop))
        return events

    def _step_together(self) -> list[Heard]:
        events: list[Heard] = []
        while all(ear.measured for ear in self._ears.values()):
            events += self._step({c: ear.measured.popleft() for c, ear in self._ears.items()})
        return events

    def _step(self, pair: dict[Channel, _Hop]) -> list[Heard]:
        """Take the next hop of both channels."""
        for channel, ear in self._ears.items():
            hop = pair[channel]
            ear.ask(hop)
            masked = self._is_bleed(ear, hop, pair[other(channel)])
            ear.activity.step(
                self._hop, hop.speech_prob, hop.level_dbfs, hop.noise_dbfs, masked=masked
            )
            if ear.recognition is not None:
                ear.recognition.hear(hop.samples)
        activity = {c: ear.activity for c, ear in self._ears.items()}
        holds = self._follow_hold(pair["customer"])
        spoken: list[SpeechEvent] = [*self._overlaps.step(self._hop, activity, self._turns.holder)]
        for channel, ear in self._ears.items():
            spoken += self._follow_stretch(ear, pair[channel])
        spoken += self._turns.step(self._hop, activity)
        if self._on_hold is not None:
            spoken = self._on_hold.passed(holds, spoken)
        events: list[Heard] = [*holds, *spoken]
        self._hop += 1
        events += self._heard(self.now_s)
        for channel, ear in self._ears.items():
            ear.unsent.append(pair[channel])
            if len(ear.unsent) == FEATURES_HOPS:
                events.append(self._features(ear, self._hop))
        return events

    def _is_bleed(self, ear: _Ear, hop: _Hop, source: _Hop) -> bool:
        return ear.bleed.step(
            hop.samples,
            source.samples,
            hop.level_dbfs,
            source.level_dbfs,
            self._settings.voice_activity.gate_dbfs,
        )

    def _follow_hold(self, hop: _Hop) -> list[Hold]:
        """Look for music in the customer's hop; recognize the voice that ends it."""
        if self._on_hold is None:
            return []
        holds = self._on_hold.step(
            hop.samples,
            hop.level_dbfs,
            hop.speech_prob,
            agent_speaks=self._ears["agent"].activity.active,
        )
        ear = self._ears["customer"]
        if self._on_hold.on and self._hop % hops(self._settings.hold.forget_s) == 0:
            ear.detector.reset()
        over = any(hold.end_s is not None for hold in holds)
        if over and ear.recognition is not None and ear.stretches.start_hop is not None:
            ear.recognition.open(ear.stretches.start_hop, peek=False)
        return holds

    def _follow_stretch(self, ear: _Ear, hop: _Hop) -> list[Stretch]:
        before = ear.stretches.start_hop
        events = ear.stretches.step(
            self._hop, ear.activity, hop.level_dbfs, hop.pitch_hz, hop.tilt_db, hop.noise_dbfs
        )
        recognition = ear.recognition
        if recognition is None:
            return events
        if ear.channel == "customer" and self._on_hold is not None and self._on_hold.on:
            recognition.drop()  # music has no words
            return events
        if before is None and ear.stretches.start_hop is not None:
            peek = self._overlaps.opened_in_overlap(ear.channel)
            recognition.open(ear.stretches.start_hop, peek=peek)
        recognition.step()
        for stretch in events:
            if stretch.final:
                self._close(ear, stretch)
        if ear.stretches.start_hop is None:
            recognition.drop()
        elif before is not None and ear.stretches.start_hop != before:
            recognition.open(ear.stretches.start_hop, peek=False)
        return events

    def _close(self, ear: _Ear, stretch: Stretch) -> None:
        if ear.recognition is not None:
            ear.recognition.close(round(stretch.end_s / HOP_S))

    def _heard(self, now_s: float) -> list[SpeechEvent]:
        """Return the utterances that count as known by ``now_s``; use the peeks."""
        answers: list[Answer] = []
        for ear in self._ears.values():
            if ear.recognition is not None:
                answers += ear.recognition.due(now_s)
        answers.sort(key=lambda answer: answer.utterance.known_s)
        for answer in answers:
            words = [word.text for word in answer.utterance.words]
            if answer.peek and is_backchannel(words, self._language):
                self._overlaps.hear_backchannel(answer.utterance.channel)
        return [answer.utterance for answer in answers if not answer.peek]

    def _features(self, ear: _Ear, end_hop: int) -> Features:
        sent, ear.unsent = ear.unsent, []
        return Features(
            ear.channel,
            (end_hop - len(sent)) * HOP_S,
            HOP_S,
            np.array([hop.level_dbfs for hop in sent]),
            np.array([hop.pitch_hz for hop in sent]),
            np.array([hop.tilt_db for hop in sent]),
            np.array([hop.speech_prob for hop in sent]),
        )


def _nothing_to_wait_for() -> None:
    """Stand in for ``drain`` where jobs run in line."""


def _silent_hop() -> _Hop:
    nan = float("nan")
    return _Hop(np.zeros(HOP_SAMPLES, np.float32), -100.0, nan, nan, 0.0, -100.0)
