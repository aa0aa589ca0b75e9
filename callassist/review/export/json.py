"""JSON: a call's document with all that is kept about it beside the document."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from callassist.review.call import ReviewCall
from callassist.review.characters import writable

SCHEMA = "callassist.export/1"
"""Raised on any change; ``docs/export.schema.json`` describes it."""


def call_json(call: ReviewCall) -> str:
    """Return a call as JSON, see ``docs/export.schema.json``."""
    export: dict[str, Any] = {
        "schema": SCHEMA,
        "id": call.call_id or None,
        "title": call.title,
        "agent": call.agent or None,
        "started_at": call.started_at or None,
        "notices": list(call.notices),
        "marks": [asdict(mark) for mark in call.marks.all()] if call.marks is not None else [],
        "redactions": [asdict(redaction) for redaction in call.redactions],
        "call": call.document,
    }
    return json.dumps(writable(export), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
