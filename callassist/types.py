"""Everything that flows through callassist.

Frozen dataclasses only; seconds (``_s``) count from the start of the call, by
samples and never by a clock. ``known_s`` is the stream time at which the
pipeline could first know a thing: live, batch and review act there, so nothing
looks ahead.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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
HealthState = Literal["waiting", "hears", "silent", "lost"]
Severity = Literal["nudge", "warn", "praise"]
Outcome = Literal["followed", "ignored", "cleared", "dismissed", "helped", "unhelpful"]

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
    """

    channel: Channel
    words: tuple[Word, ...]
    final: bool
    known_s: float
    start_s: float
    end_s: float

    @property
    def text(self) -> str:
        """The words as one line."""
        return " ".join(word.text for word in self.words)


SpeechEvent = Stretch | Turn | Overlap | Utterance
"""What Listen tells Judge; these are what a stored call keeps."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something noticed, with what shows it.

    Attributes:
        kind: A dotted name, e.g. ``"closing.rushed"``.
        channel: Whose doing it is.
        start_s: Start of the evidence.
        end_s: End of the evidence.
        known_s: Stream time at which it could be known.
        score: 0 to 1, how sure.
        evidence: Quotes and measured seconds, for people, best first.
        phrases: The customer's own key phrases, where a prompt may offer them.
    """

    kind: str
    channel: Channel
    start_s: float
    end_s: float
    known_s: float
    score: float
    evidence: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the customer's frustration moved: ``weight`` above 0 raises, below 0 eases."""

    at_s: float
    text: str
    weight: float
    known_s: float


@dataclass(frozen=True, slots=True)
class Frustration:
    """The customer's frustration after a change: ``level`` 0 calm to 1 furious."""

    at_s: float
    level: float
    known_s: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A fact the customer gave: for the notes panel.

    Attributes:
        kind: ``"name"``, ``"number"``, ``"date"``, ``"amount"``, ``"tried"`` or ``"phrase"``.
        text: The fact, as short as can be.
        at_s: When it was said.
        known_s: Stream time at which it was known.
    """

    kind: str
    text: str
    at_s: float
    known_s: float


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A finding taken back: later sound or words disproved it.

    Attributes:
        kind: The finding's kind.
        start_s: The finding's ``start_s``.
        known_s: Stream time at which it was known to be wrong.
    """

    kind: str
    start_s: float
    known_s: float


Judgement = Finding | Frustration | Note | Withdrawn
"""What Judge tells the prompter and the screen."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing said to the agent.

    Sent when shown (``outcome`` is ``None``) and again when hidden or judged.

    Attributes:
        id: The prompt's id in its pack.
        say: At most 8 words.
        why: The customer's words or the measured seconds.
        severity: ``"nudge"``, ``"warn"`` or ``"praise"``.
        shown_s: When it was shown.
        hide_s: When it was, or will be, hidden.
        finding: What it fired on.
        outcome: What came of it; ``None`` while that is open.
    """

    id: str
    say: str
    why: str
    severity: Severity
    shown_s: float
    hide_s: float
    finding: Finding
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """Whether one side can be heard, for its light on the overlay.

    Attributes:
        channel: Which side.
        state: ``"waiting"`` (no sound yet, not even noise), ``"hears"`` (speech in the
            last seconds), ``"silent"`` (sound arrives, nobody speaks), ``"lost"`` (gone).
        at_s: When this became so.
        detail: One line that says what to do, or nothing.
    """

    channel: Channel
    state: HealthState
    at_s: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """Whether the call is being kept, from now on.

    Attributes:
        on: Whether it is.
        at_s: When this became so.
        problem: One line, where it stopped by a mishap or may not start.
    """

    on: bool
    at_s: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CallEnded:
    """The last event of a call.

    Attributes:
        at_s: When it ended.
        problem: One line that says what to do, if it ended by a mishap.
    """

    at_s: float
    problem: str = ""


CallEvent = Features | SpeechEvent | Judgement | Prompt | Health | Recording | CallEnded
"""Everything a screen, a recorder or a test may be told of during a call."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """Seconds of one side in which something secret was said; what it was is kept nowhere.

    Attributes:
        kind: ``"card"``, ``"cvv"``, ``"bank"``, ``"ssn"``, ``"email"``, ``"phone"``,
            ``"birth_date"``, ``"password"`` or ``"pin"``.
        channel: Who said it.
        start_s: When it began.
        end_s: When it ended.
    """

    kind: str
    channel: Channel
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Peaks:
    """The outline of a call's sound, for drawing; row 0 the agent, row 1 the customer.

    Attributes:
        hop_s: Seconds a column.
        low: int8[2, n], the lowest sample of each column, -127 to 127 for ±1.
        high: int8[2, n], the highest.
    """

    hop_s: float
    low: NDArray[np.int8]
    high: NDArray[np.int8]


MarkKind = Literal["comment", "good_moment", "practice"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person wrote at a second of a kept call.

    Attributes:
        id: Unique in its call.
        kind: A comment, a good moment to show others, or a moment to practice.
        at_s: Where it stands.
        end_s: Where it ends, if it covers a stretch.
        text: The comment, or why the moment is good.
        author: Who made it.
        made_at: When, ISO 8601 with zone.
    """

    id: int
    kind: MarkKind
    at_s: float
    end_s: float | None = None
    text: str = ""
    author: str = ""
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class CallInfo:
    """Where a call's sound came from."""

    path: str
    sha256: str
    duration_s: float
    rate_hz: int
    channels: tuple[Channel, ...] = field(default=CHANNELS)


PracticeWay = Literal["choice", "typed", "spoken"]


@dataclass(frozen=True, slots=True)
class PracticeResult:
    """How a trainee answered at one moment of a call; nothing of what was said is kept.

    Attributes:
        trainee: Who practiced.
        behavior: What was practiced: a prompt's id, e.g. ``"restate"``.
        score: 0 to 1: 1 for right, 0.5 for in part.
        way: How it was answered.
        call_id: The call's id in the store.
        at_s: The moment in that call.
        answered_at: When, ISO 8601 with zone.
    """

    trainee: str
    behavior: str
    score: float
    way: PracticeWay
    call_id: str
    at_s: float
    answered_at: str
