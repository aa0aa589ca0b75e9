"""The events of a call as JSON lines, for programs that listen to ``live --jsonl``."""

from __future__ import annotations

import dataclasses
import json
import math

from callassist.types import CallEvent, Features

NAMES = {
    "Stretch": "stretch",
    "Turn": "turn",
    "Overlap": "overlap",
    "Utterance": "utterance",
    "Finding": "finding",
    "Withdrawn": "withdrawn",
    "Frustration": "frustration",
    "Note": "note",
    "Prompt": "prompt",
    "Health": "health",
    "Gap": "gap",
    "Hold": "hold",
    "Load": "load",
    "Recording": "recording",
    "CallEnded": "ended",
}
"""The ``event`` of each line; features are for screens and are left out."""


def event_line(event: CallEvent) -> str | None:
    """Return an event as one line of JSON, or ``None`` for those left out."""
    if isinstance(event, Features):
        return None
    fields = {f.name: getattr(event, f.name) for f in dataclasses.fields(event)}
    data = {"event": NAMES[type(event).__name__], **{k: _plain(v) for k, v in fields.items()}}
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        # JSON knows no NaN (an unvoiced stretch has no pitch).
        return round(value, 3) if math.isfinite(value) else None
    return value
