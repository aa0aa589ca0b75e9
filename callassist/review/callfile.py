"""``<stem>.call.json``: a finished call as a file.

The form is a contract, written down in ``docs/call.schema.json``; ``SCHEMA`` is
raised on any change.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, NoReturn

from callassist.errors import CallStoreError
from callassist.files import write_whole
from callassist.review.record import CallRecord
from callassist.review.scorecard import scorecard
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.types import CallInfo, Finding, Prompt

SCHEMA = "callassist.call/2"
READABLE = frozenset({"callassist.call/1", SCHEMA})
"""Older files have no ``holds`` and no ``gaps``; else they are the same."""
CALL_SUFFIX = ".call.json"


def call_document(
    record: CallRecord,
    info: CallInfo,
    *,
    engine: dict[str, str],
    pack: dict[str, Any],
    wall_s: float,
    hop_s: float = 1.0,
    measures: Measures = ALL_MEASURES,
) -> dict[str, Any]:
    """Return a closed record as the document of a ``.call.json`` file.

    Args:
        record: The call; ``close`` has been called.
        info: Where its sound came from.
        engine: ``name`` and ``model`` of the recognizer.
        pack: ``id`` and ``version`` of the prompt pack.
        wall_s: Seconds that the analysis took.
        hop_s: Seconds an entry of ``record.levels``.
        measures: Whose voice may be shown in figures.
    """
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "source": {
            "path": info.path,
            "sha256": info.sha256,
            "duration_s": _s(info.duration_s),
            "rate_hz": info.rate_hz,
            "channels": list(info.channels),
        },
        "engine": engine,
        "pack": pack,
        "turns": [
            {
                "channel": turn.channel,
                "start_s": _s(turn.start_s),
                "end_s": _s(turn.end_s),
                "text": turn.text,
                "words": [
                    {
                        "text": word.text,
                        "start_s": _s(word.start_s),
                        "end_s": _s(word.end_s),
                        "confidence": round(word.confidence, 2),
                    }
                    for word in turn.words
                ],
            }
            for turn in record.turns
        ],
        "overlaps": [
            {
                "start_s": _s(overlap.start_s),
                "end_s": _s(overlap.end_s),
                "by": overlap.by,
                "kind": overlap.kind,
                "known_s": _s(overlap.known_s),
                "evidence": overlap.evidence,
            }
            for overlap in record.overlaps
        ],
        "frustration": {
            "hop_s": hop_s,
            "level": [round(level, 3) for level in record.levels],
            "reasons": [
                {"at_s": _s(r.at_s), "text": r.text, "weight": round(r.weight, 3)}
                for r in record.reasons
            ],
        },
        "findings": [_finding(finding) for finding in record.findings],
        "notes": [{"kind": n.kind, "text": n.text, "at_s": _s(n.at_s)} for n in record.notes],
        "prompts": [_prompt(prompt) for prompt in record.prompts],
        "holds": [
            {"start_s": _s(h.start_s), "end_s": _s(info.duration_s if h.end_s is None else h.end_s)}
            for h in record.holds
        ],
        "gaps": [
            {
                "channel": gap.channel,
                "start_s": _s(gap.start_s),
                "end_s": _s(gap.end_s),
                "reason": gap.reason,
            }
            for gap in record.gaps
        ],
    }
    # Made from what is stored, as a stored call's scorecard can be made again.
    document["scorecard"] = scorecard(document, measures)
    document["timing"] = {
        "wall_s": _s(wall_s),
        "real_time_factor": round(wall_s / max(info.duration_s, 1e-9), 4),
    }
    return document


def write_call(document: dict[str, Any], path: Path) -> None:
    """Write a call document whole or not at all.

    Raises:
        CallStoreError: If the folder cannot be written; nothing is left behind.
    """
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    try:
        write_whole(path, text + "\n")
    except OSError as error:
        raise CallStoreError(
            f"cannot write {path}: {error.strerror or error}; choose another folder with --out"
        ) from error


def read_call(path: Path) -> dict[str, Any]:
    """Read a call document.

    Raises:
        CallStoreError: If there is no call file of this schema there.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_number)
    except OSError as error:
        raise CallStoreError(f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise CallStoreError(f"{path} is not a call file; analyze its recording again") from error
    if not isinstance(document, dict) or str(document.get("schema")) not in READABLE:
        raise CallStoreError(f"{path} is not a call file of {SCHEMA}; analyze its recording again")
    return document


def _no_number(text: str) -> NoReturn:
    """Refuse NaN and infinity, which Python's JSON would take."""
    raise ValueError(text)


def _s(seconds: float) -> float:
    """Return seconds with milliseconds; a call file holds no NaN."""
    return 0.0 if math.isnan(seconds) else round(seconds, 3)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "channel": finding.channel,
        "start_s": _s(finding.start_s),
        "end_s": _s(finding.end_s),
        "known_s": _s(finding.known_s),
        "score": round(finding.score, 3),
        "evidence": list(finding.evidence),
        "phrases": list(finding.phrases),
    }


def _prompt(prompt: Prompt) -> dict[str, Any]:
    return {
        "id": prompt.id,
        "say": prompt.say,
        "why": prompt.why,
        "severity": prompt.severity,
        "shown_s": _s(prompt.shown_s),
        "hide_s": _s(prompt.hide_s),
        "outcome": prompt.outcome,
    }
