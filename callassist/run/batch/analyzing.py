"""Analyzes a recording: the live pipeline, fed as fast as it goes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from callassist.pipeline import Pipeline
from callassist.prompts.pack import Pack
from callassist.protocols import Engine
from callassist.review.callfile import call_document
from callassist.review.record import CallRecord
from callassist.run.assemble import build_pipeline
from callassist.run.keeping.keeper import CallKeeper
from callassist.run.keeping.kept_call import CURVE_HOP_S
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.sources.recording import Recording
from callassist.types import CallEvent


def analyze(
    source: Recording,
    engine: Engine | None,
    pack: Pack,
    *,
    progress: Callable[[float], None] | None = None,
    observe: Callable[[CallEvent], None] | None = None,
    keeper: CallKeeper | None = None,
    measures: Measures = ALL_MEASURES,
) -> dict[str, Any]:
    """Run a recording through the whole pipeline.

    Args:
        source: The recording; it is read to its end and closed.
        engine: The recognizer.
        pack: The prompt pack.
        progress: Told the seconds done, now and then.
        observe: Told every event, in order.
        keeper: Given all sound and every event; it is started, and ended by the caller.
        measures: Whose voice may be measured.

    Returns:
        The call's document (see :mod:`callassist.review.callfile`).

    Raises:
        RecordingError: If the sound cannot be decoded to its end.
    """
    started_s = time.perf_counter()
    pipeline = build_pipeline(engine, pack, measures=measures)
    record = CallRecord()

    def take(events: list[CallEvent]) -> None:
        record.take(events)
        for event in events:
            if observe is not None:
                observe(event)
            if keeper is not None:
                keeper.put_event(event)

    try:
        for block in source.blocks():
            if keeper is not None:
                keeper.put_block(block)
            take(pipeline.push(block))
            if progress is not None:
                progress(pipeline.listen.now_s)
        take(pipeline.flush())
    finally:
        source.close()
    close_record(record, pipeline, source.info.duration_s)
    return call_document(
        record,
        source.info,
        engine=engine_facts(engine),
        pack={"id": pack.id, "version": pack.version},
        wall_s=time.perf_counter() - started_s,
        hop_s=CURVE_HOP_S,
        measures=measures,
    )


def close_record(record: CallRecord, pipeline: Pipeline, duration_s: float) -> None:
    """Finish a record with the frustration curve of the whole call."""
    levels, reasons = pipeline.judge.frustration.curve(duration_s, CURVE_HOP_S)
    record.levels, record.reasons = list(levels), list(reasons)
    record.close()


def engine_facts(engine: Engine | None) -> dict[str, str]:
    """Return an engine's name and model for a call file."""
    return {"name": engine.name, "model": engine.model} if engine else {"name": "", "model": ""}
