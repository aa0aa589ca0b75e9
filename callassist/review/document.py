"""What a call document must be, wherever it comes from, before anything is made of it.

The same as ``docs/call.schema.json``, as types that are checked in milliseconds. What is
not named here is passed over, so that a file of a later version can still be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from callassist.types import Channel, Outcome, OverlapKind, Severity

MAX_S = 1e7
"""No call is longer."""

_Seconds = Annotated[float, Meta(ge=0.0, lt=MAX_S)]
_Share = Annotated[float, Meta(ge=0.0, le=1.0)]
_Count = Annotated[int, Meta(ge=0, lt=1_000_000_000)]
_Any = Annotated[float, Meta(gt=-1e9, lt=1e9)]


class _Source(msgspec.Struct):
    path: str
    duration_s: _Seconds
    rate_hz: Annotated[int, Meta(ge=1, lt=10_000_000)]
    sha256: str = ""


class _Word(msgspec.Struct):
    text: str
    start_s: _Seconds
    end_s: _Seconds
    confidence: _Share


class _Turn(msgspec.Struct):
    channel: Channel
    start_s: _Seconds
    end_s: _Seconds
    text: str
    words: list[_Word]


class _Overlap(msgspec.Struct):
    start_s: _Seconds
    end_s: _Seconds
    by: Channel
    kind: OverlapKind
    known_s: _Seconds
    evidence: str


class _Reason(msgspec.Struct):
    at_s: _Seconds
    text: str
    weight: _Any


class _Frustration(msgspec.Struct):
    hop_s: Annotated[float, Meta(ge=0.01, lt=3600.0)]
    level: list[_Share]
    reasons: list[_Reason]


class _Finding(msgspec.Struct):
    kind: str
    channel: Channel
    start_s: _Seconds
    end_s: _Seconds
    known_s: _Seconds
    score: _Share
    evidence: list[str]
    phrases: list[str]


class _Note(msgspec.Struct):
    kind: str
    text: str
    at_s: _Seconds


class _Prompt(msgspec.Struct):
    id: str
    say: str
    why: str
    severity: Severity
    shown_s: _Seconds
    hide_s: _Seconds
    outcome: Outcome | None


class _Hold(msgspec.Struct):
    start_s: _Seconds
    end_s: _Seconds


class _Gap(msgspec.Struct):
    channel: Channel
    start_s: _Seconds
    end_s: _Seconds
    reason: str


class _Monologue(msgspec.Struct):
    at_s: _Seconds
    length_s: _Seconds


class _Wait(msgspec.Struct):
    at_s: _Seconds
    length_s: _Seconds
    announced: bool | None


class _Waits(msgspec.Struct):
    count: _Count
    longest_s: _Seconds
    announced: _Count
    unexplained: _Count
    each: list[_Wait]


class _Course(msgspec.Struct):
    start: _Share | None
    peak: _Share | None
    peak_at_s: _Seconds | None
    end: _Share | None

    def __post_init__(self) -> None:
        """Refuse half a course: a customer was heard long enough, or was not."""
        known = {each is None for each in (self.start, self.peak, self.peak_at_s, self.end)}
        if len(known) > 1:
            raise ValueError("start, peak, peak_at_s and end are all null or none is")


class _Reflections(msgspec.Struct):
    reflections: _Count
    questions: _Count
    ratio: _Any | None
    rating: Literal["good", "fair", "below fair"] | None


class _Prompts(msgspec.Struct):
    shown: _Count
    outcomes: dict[str, _Count]
    each: dict[str, dict[str, _Count]]


class _Moment(msgspec.Struct):
    at_s: _Seconds
    finding: str
    outcome: Literal["given", "half", "late", "missed", "not_needed"]
    size: _Share
    worth: _Share
    evidence: list[str]


class _Part(msgspec.Struct):
    id: str
    title: str
    prompt: str
    weight: _Any
    given: _Count
    late: _Count
    missed: _Count
    not_needed: _Count
    share: _Share | None
    points: _Any
    of_points: _Any
    moments: list[_Moment]
    takes: str


class _Empathy(msgspec.Struct):
    score: Annotated[int, Meta(ge=0, le=100)] | None
    opportunities: _Count
    says: str
    parts: list[_Part]


class _ShareOfSides(msgspec.Struct):
    agent: _Share | None
    customer: _Share | None


class _CountOfSides(msgspec.Struct):
    agent: _Count | None
    customer: _Count | None


class _MonologueOfSides(msgspec.Struct):
    agent: _Monologue | None
    customer: _Monologue | None


class _Scorecard(msgspec.Struct):
    duration_s: _Seconds
    talk_share: _ShareOfSides
    interruptions_by: _CountOfSides
    longest_monologue: _MonologueOfSides
    words_per_minute: _CountOfSides
    waits: _Waits
    frustration: _Course
    reflections_to_questions: _Reflections
    prompts: _Prompts
    empathy: _Empathy


class _Engine(msgspec.Struct):
    name: str
    model: str


class _Pack(msgspec.Struct):
    id: str
    version: int


class _Document(msgspec.Struct):
    source: _Source
    engine: _Engine
    pack: _Pack
    turns: list[_Turn]
    overlaps: list[_Overlap]
    frustration: _Frustration
    findings: list[_Finding]
    notes: list[_Note]
    prompts: list[_Prompt]
    scorecard: _Scorecard | msgspec.UnsetType = msgspec.UNSET
    holds: list[_Hold] = []
    gaps: list[_Gap] = []


def problem_of(document: Mapping[str, Any]) -> str:
    """Return what keeps a document from being one of a call, in a few words, or nothing."""
    try:
        msgspec.convert(document, _Document)
    except msgspec.ValidationError as error:
        return " ".join(str(error).split())
    except UnicodeEncodeError:  # JSON can name half a character
        return "a text is no Unicode"
    return ""
