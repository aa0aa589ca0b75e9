"""A call as it may be shown where somebody's voice may not be measured."""

from __future__ import annotations

from typing import Any

from callassist.review.scorecard import scorecard
from callassist.settings.measures import ALL_MEASURES, Measures

_PACE = "words a minute"
_LOUDNESS = " dB louder"
_RAISED_VOICE = "raised voice"


def measured(document: dict[str, Any], measures: Measures) -> dict[str, Any]:
    """Return a call document without the figures of voices that may not be measured.

    For calls that were kept when they might still be: their findings, prompts, reasons and
    scorecard lose what came from such a voice. The frustration level stays as it was.

    Args:
        document: See ``docs/call.schema.json``; it is left as it is.
        measures: Whose voice may be measured.
    """
    if measures == ALL_MEASURES:
        return document
    shown = dict(document)
    if not measures.agent_voice:
        shown["findings"] = [
            finding
            for finding in document["findings"]
            if finding["channel"] != "agent" or not _of_voice(finding.get("evidence", ()))
        ]
        shown["prompts"] = [
            {**prompt, "why": ""} if _of_voice((prompt["why"],)) else prompt
            for prompt in document["prompts"]
        ]
    if not measures.customer_voice:
        course = document["frustration"]
        reasons = [reason for reason in course["reasons"] if _RAISED_VOICE not in reason["text"]]
        shown["frustration"] = {**course, "reasons": reasons}
    shown["scorecard"] = scorecard(shown, measures)
    return shown


def _of_voice(lines: tuple[str, ...] | list[str]) -> bool:
    return any(_PACE in line or _LOUDNESS in line for line in lines)
