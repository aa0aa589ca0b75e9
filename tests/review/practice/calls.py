"""Call documents made from written dialogues by the real Judge and the shipped pack."""

from __future__ import annotations

from typing import Any

from callassist.detect.judge import Judge
from callassist.pipeline import Pipeline
from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack
from callassist.review.callfile import call_document
from callassist.review.practice.moments import Moment
from callassist.review.record import CallRecord
from callassist.types import CallInfo
from tests.scenarios.script import read_script, speech_events


class _NoEars:
    """The pipeline is given speech events, so nothing is listened to."""

    now_s = 0.0

    def flush(self) -> list[Any]:
        return []


def played(script: str, after_s: float = 2.0) -> dict[str, Any]:
    """Return the document of a dialogue (see ``tests/scenarios/script.py``)."""
    lines = read_script(script)
    end_s = max(line.end_s for line in lines) + after_s
    ears = _NoEars()
    ears.now_s = end_s
    pipeline = Pipeline(ears, Judge(), Prompter(default_pack()))
    record = CallRecord()
    record.take(pipeline.hear(speech_events(lines)))
    record.take(pipeline.flush())
    levels, reasons = pipeline.judge.frustration.curve(end_s, 1.0)
    record.levels, record.reasons = list(levels), list(reasons)
    record.close()
    info = CallInfo("/calls/written.flac", "0" * 64, end_s, 16_000)
    return call_document(
        record,
        info,
        engine={"name": "written", "model": "by hand"},
        pack={"id": "default", "version": 1},
        wall_s=0.0,
    )


def moment(document: dict[str, Any], behavior: str, stop_s: float | None = None) -> Moment:
    """Return a moment of a behavior, at the end of a call unless told."""
    if stop_s is None:
        stop_s = max(turn["end_s"] for turn in document["turns"]) + 0.4
    return Moment(behavior, stop_s, max(0.0, stop_s - 18.0), 1.0, False, "", ())
