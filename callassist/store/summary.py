"""What goes into the store and what it tells of a call without opening all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from filelock import BaseFileLock

from callassist.store.sealing import Sealer
from callassist.types import CallEvent, Peaks, Redaction

CallState = Literal["recording", "whole", "recovered"]
CallSource = Literal["live", "import"]
CURVE_POINTS = 48
LOCK_NAME = "writing.lock"
"""The file in a call's folder whose OS lock the program holds that writes the call."""


@dataclass(frozen=True, slots=True)
class CallHeader:
    """What is known of a call when it begins.

    Attributes:
        title: What people call it.
        agent: Who takes it; empty if unknown.
        started_at: When it began, with a zone.
        rate_hz: Samples a second of its sound.
        source: Heard live, or taken from a recording.
        engine: ``name`` and ``model`` of the recognizer.
        pack: ``id`` and ``version`` of the prompt pack.
        sha256: Of an imported recording, hex; the store keeps only a keyed trace of it.
    """

    title: str
    agent: str
    started_at: datetime
    rate_hz: int
    source: CallSource = "live"
    engine: Mapping[str, str] = field(default_factory=dict)
    pack: Mapping[str, Any] = field(default_factory=dict)
    sha256: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class KeptCall:
    """A finished call, already redacted, as the store takes it.

    Attributes:
        document: See ``docs/call.schema.json``.
        events: Everything the screen was told, in order.
        peaks: The outline of its sound; ``None`` without sound.
        redactions: What was left out of it.
        state: Finished by its program, or after a crash.
        notices: What a reader must know, a line each.
        tape: What a what-if needs of it; see :mod:`callassist.store.tapes`.
    """

    document: dict[str, Any]
    events: Iterable[CallEvent] = ()
    peaks: Peaks | None = None
    redactions: Sequence[Redaction] = ()
    state: Literal["whole", "recovered"] = "whole"
    notices: Sequence[str] = ()
    tape: bytes = b""


@dataclass(slots=True, eq=False)
class OpenCall:
    """A call that this program, and no other, is writing: it holds the folder's lock.

    Attributes:
        id: The call's id.
        folder: Where its sound and the journal of its recording are.
        sealer: Seals everything of this call.
        header: What was known when it began.
        lock: Held until the call is finished, deleted or released.
    """

    id: str
    folder: Path
    sealer: Sealer
    header: CallHeader
    lock: BaseFileLock

    def release(self) -> None:
        """Let go of a call without finishing it; another program may then recover it."""
        self.lock.release()


@dataclass(frozen=True, slots=True)
class CallSummary:
    """A call as lists show it.

    Attributes:
        id: 8 characters of base32, lower case.
        title: What people call it.
        agent: Who took it; empty if unknown.
        started_at: When it began, in the zone where it was kept.
        duration_s: Its length; 0 while it is being recorded.
        state: Being recorded, whole, or recovered after a crash.
        score: The scorecard's, 0 to 100; ``None`` where there was too little to say.
        peak_frustration: The customer's highest level, 0 to 1; ``None`` if unknown.
        curve: At most ``CURVE_POINTS`` levels of frustration, each the highest of its stretch.
        prompts: How often each prompt was shown, by id.
        followed: Prompts that were followed.
        good_moments: Bookmarks of good moments.
        marks: All marks.
        has_sound: Whether it can be heard.
        sound_bytes: What its sound takes on disk.
        redactions: Stretches that were left out.
        notices: What a reader must know, a line each.
    """

    id: str
    title: str
    agent: str
    started_at: datetime
    duration_s: float
    state: CallState
    score: int | None = None
    peak_frustration: float | None = None
    curve: tuple[float, ...] = ()
    prompts: Mapping[str, int] = field(default_factory=dict)
    followed: int = 0
    good_moments: int = 0
    marks: int = 0
    has_sound: bool = False
    sound_bytes: int = 0
    redactions: int = 0
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a call document that lists show and queries compare."""

    duration_s: float
    score: int | None
    peak_frustration: float | None
    curve: tuple[float, ...]
    prompts: Mapping[str, int]
    followed: int


def figures(document: Mapping[str, Any]) -> Figures:
    """Return the numbers of a call document."""
    scorecard = document.get("scorecard", {})
    levels = document["frustration"]["level"]
    peak = scorecard.get("frustration", {}).get("peak")
    return Figures(
        duration_s=float(document["source"]["duration_s"]),
        score=scorecard.get("empathy", {}).get("score"),
        peak_frustration=max(levels, default=None) if peak is None else float(peak),
        curve=sparkline(levels),
        prompts=Counter(prompt["id"] for prompt in document["prompts"]),
        followed=sum(prompt["outcome"] == "followed" for prompt in document["prompts"]),
    )


def sparkline(levels: Sequence[float], most: int = CURVE_POINTS) -> tuple[float, ...]:
    """Return at most ``most`` values, each the highest of an equal stretch."""
    count = min(len(levels), most)
    edges = [len(levels) * place // count for place in range(count + 1)] if count else []
    return tuple(max(levels[start:end]) for start, end in pairwise(edges))
