"""What is heard: sound, its features, and the speech events made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Channel = Literal["agent", "customer"]
CHANNELS: tuple[Channel, Channel] = ("agent", "customer")

OverlapKind = Literal[
    "interruption",  # competitive: the newcomer takes the floor, or both go on
    "backchannel",  # "uh-huh", "right": the holder keeps the floor
    "cooperative",  # completes or helps the holder's words
    "terminal",  # starts on the holder's last syllables
    "simultaneous",  # both start at once after a silence
    "failed_interruption",  # the newcomer tries and gives way
    "bleed",  # the holder's own voice, leaked into the other microphone
]

Samples = NDArray[np.float32]
FloatArray = NDArray[np.float64]


def other(channel: Channel) -> Channel:
    """Return the other side of the call."""
    return "customer" if channel == "agent" else "agent"


@dataclass(frozen=True, slots=True, eq=False)
class AudioBlock:
    """A piece of one side's sound.

    Attributes:
        channel: Whose sound it is.
        start_s: When its first sample was heard.
        rate_hz: Samples a second.
        samples: float32[n], in ±1.
        lost_samples: Samples lost just before this block, at ``rate_hz``.
    """

    channel: Channel
    start_s: float
    rate_hz: int
    samples: Samples
    lost_samples: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What the ear measured, one value a hop; arrays are all float64[k].

    Attributes:
        channel: Whose sound it is.
        start_s: Start of the first hop.
        hop_s: Seconds a hop.
        level_dbfs: Root-mean-square level.
        pitch_hz: Fundamental frequency; NaN where unvoiced.
        tilt_db: Level above 1 kHz less level below it.
        speech_prob: The voice detector's probability of speech, 0 to 1.
    """

    channel: Channel
    start_s: float
    hop_s: float
    level_dbfs: FloatArray
    pitch_hz: FloatArray
    tilt_db: FloatArray
    speech_prob: FloatArray


@dataclass(frozen=True, slots=True)
class Stretch:
    """Speech of one side without a pause (an inter-pausal unit).

    Sent twice: ``final=False`` when speech has started (``end_s`` is then how
    far it is known to go), ``final=True`` when it has ended.

    Attributes:
        channel: Who speaks.
        start_s: When speech began.
        end_s: When it ended, or how far it is known to go.
        final: Whether it has ended.
        known_s: Stream time at which this could be known.
        level_dbfs: Median level of its voiced hops; NaN until final.
        pitch_hz: Median pitch of its voiced hops; NaN until final or unvoiced.
        tilt_db: Median spectral tilt of its voiced hops; NaN until final.
        voiced_s: Seconds of voiced hops.
        over_noise_db: How far its level rises above the line's noise; NaN until final.
    """

    channel: Channel
    start_s: float
    end_s: float
    final: bool
    known_s: float
    level_dbfs: float = float("nan")
    pitch_hz: float = float("nan")
    tilt_db: float = float("nan")
    voiced_s: float = 0.0
    over_noise_db: float = float("nan")


@dataclass(frozen=True, slots=True)
class Turn:
    """One side holding the floor: stretches joined over short pauses.

    Sent when it starts (``final=False``) and when it has ended (``final=True``).
    """

    channel: Channel
    start_s: float
    end_s: float
    final: bool
    known_s: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """Both sides speaking at once.

    The same overlap (same ``by`` and ``start_s``) may be sent again with
    another ``kind`` when later sound disproves the first; the last one holds.

    Attributes:
        start_s: When the second speaker came in.
        end_s: When only one spoke again, or how far it is known to go.
        by: Who came second.
        kind: What sort of overlap it was.
        known_s: Stream time at which this kind could be known.
        evidence: The seconds that show it, for people.
    """

    start_s: float
    end_s: float
    by: Channel
    kind: OverlapKind
    known_s: float
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A recognized word; ``confidence`` is 0 to 1."""

    text: str
    start_s: float
    end_s: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """The words of one stretch of speech.

    ``final=False`` carries the words on which the recognizer has settled so far
    (a prefix); each later one for the same ``start_s`` replaces the former.

    ``heard=False`` has no words: on a busy machine nobody listened to them. What
    may have been said there is not to be missed.
    """

    channel: Channel
    words: tuple[Word, ...]
    final: bool
    known_s: float
    start_s: float
    end_s: float
    heard: bool = True

    @property
    def text(self) -> str:
        """The words as one line."""
        return " ".join(word.text for word in self.words)


SpeechEvent = Stretch | Turn | Overlap | Utterance
"""What Listen tells Judge; these are what a stored call keeps."""
