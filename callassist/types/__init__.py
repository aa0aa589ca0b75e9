"""Everything that flows through callassist.

Frozen dataclasses only; seconds (``_s``) count from the start of the call, by
samples and never by a clock. ``known_s`` is the stream time at which the
pipeline could first know a thing: live, batch and review act there, so nothing
looks ahead.
"""

from __future__ import annotations

from callassist.types.events import (
    HEALTHY,
    NOT_RECORDED,
    SHED_ORDER,
    CallEnded,
    CallEvent,
    Finding,
    Frustration,
    Gap,
    Health,
    HealthState,
    Hold,
    Judgement,
    Load,
    Note,
    Outcome,
    Prompt,
    Reason,
    Recording,
    Severity,
    Shed,
    Withdrawn,
)
from callassist.types.kept import (
    CallInfo,
    Mark,
    MarkKind,
    Peaks,
    Redaction,
)
from callassist.types.speech import (
    CHANNELS,
    AudioBlock,
    Channel,
    Features,
    FloatArray,
    Overlap,
    OverlapKind,
    Samples,
    SpeechEvent,
    Stretch,
    Turn,
    Utterance,
    Word,
    other,
)

__all__ = [
    "CHANNELS",
    "HEALTHY",
    "NOT_RECORDED",
    "SHED_ORDER",
    "AudioBlock",
    "CallEnded",
    "CallEvent",
    "CallInfo",
    "Channel",
    "Features",
    "Finding",
    "FloatArray",
    "Frustration",
    "Gap",
    "Health",
    "HealthState",
    "Hold",
    "Judgement",
    "Load",
    "Mark",
    "MarkKind",
    "Note",
    "Outcome",
    "Overlap",
    "OverlapKind",
    "Peaks",
    "Prompt",
    "Reason",
    "Recording",
    "Redaction",
    "Samples",
    "Severity",
    "Shed",
    "SpeechEvent",
    "Stretch",
    "Turn",
    "Utterance",
    "Withdrawn",
    "Word",
    "other",
]
