"""What is made of it: findings, prompts, and all else that is told of during a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from callassist.types.speech import Channel, Features, SpeechEvent

HealthState = Literal["waiting", "hears", "silent", "quiet", "clipping", "echo", "wrong", "lost"]
HEALTHY: frozenset[HealthState] = frozenset({"hears", "silent"})
"""What needs no remedy; of ``"waiting"``, its ``detail`` tells."""
Severity = Literal["nudge", "warn", "praise"]
Outcome = Literal["followed", "ignored", "cleared", "dismissed", "helped", "unhelpful"]


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
            last seconds), ``"silent"`` (sound arrives, nobody speaks), ``"quiet"`` (speech,
            but too low to be heard well), ``"clipping"`` (too loud: cut off at full scale),
            ``"echo"`` (the agent's microphone hears the customer as well), ``"wrong"`` (the
            customer's device gives the agent's own voice), ``"lost"`` (gone).
        at_s: When this became so.
        detail: One line that says what to do, or nothing.
    """

    channel: Channel
    state: HealthState
    at_s: float
    detail: str = ""


NOT_RECORDED: Final = "not recorded"
"""The reason of a kept call's gaps while its recording was off; each side has the same ones."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which one side has no sound: its device was gone, or the computer slept.

    Told when it is over; the side is silence meanwhile, and nothing is concluded from that.
    In a kept call, also a time in which it was not recorded.

    Attributes:
        channel: Which side.
        start_s: The last second that was heard before it.
        end_s: Since when there is sound again.
        reason: One short line for people, e.g. ``"Headset was unplugged"``.
    """

    channel: Channel
    start_s: float
    end_s: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """Hold music on the customer's side; nothing is noticed or said meanwhile.

    Told once when it begins, ``end_s`` being ``None``, and again when it is over.

    Attributes:
        start_s: When the music began.
        end_s: When it ended, once that is known.
        known_s: Stream time at which this was known.
    """

    start_s: float
    end_s: float | None
    known_s: float


Shed = Literal["partials", "pitch", "agent_words"]
SHED_ORDER: tuple[Shed, ...] = ("partials", "pitch", "agent_words")
"""What is left out on a busy machine, first to last; cues of timing and the recording never."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is left out because the machine is busy, from now on.

    Attributes:
        at_s: When this became so.
        shed: What is left out, a beginning of ``SHED_ORDER``; empty when all is well again.
        behind_s: How far the engine was behind the sound.
    """

    at_s: float
    shed: tuple[Shed, ...]
    behind_s: float = 0.0


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


CallEvent = (
    Features | SpeechEvent | Judgement | Prompt | Health | Gap | Hold | Load | Recording | CallEnded
)
"""Everything a screen, a recorder or a test may be told of during a call."""
