"""Makes the whole call that the store keeps of what was settled while it was recorded."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from callassist.detect.judge import Judge
from callassist.review.callfile import call_document
from callassist.review.record import CallRecord
from callassist.run.whatif.packed import pack_tape
from callassist.run.whatif.tape import tape_of_events
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.store.cleaning import TakesOut, time_of
from callassist.store.journal import settled_events
from callassist.store.settling import Settled
from callassist.store.summary import KeptCall, OpenCall
from callassist.types import (
    CHANNELS,
    NOT_RECORDED,
    CallEnded,
    CallEvent,
    CallInfo,
    Gap,
    Health,
    Hold,
    Overlap,
    Reason,
    Stretch,
    Turn,
    Utterance,
)

CURVE_HOP_S = 1.0


@dataclass(frozen=True, slots=True)
class Curve:
    """The frustration of a whole call: a level for each ``CURVE_HOP_S``, and why it moved."""

    levels: Sequence[float] = ()
    reasons: Sequence[Reason] = ()


def kept_call(
    call: OpenCall,
    settled: Settled,
    measures: Measures = ALL_MEASURES,
    *,
    curve: Curve | None = None,
    info: CallInfo | None = None,
    notices: Iterable[str] = (),
    recovered: bool = False,
) -> KeptCall:
    """Make the whole call of what was settled of it.

    Args:
        call: The call.
        settled: Its sound and what was left out.
        measures: Whose voice's figures may be shown.
        curve: Its frustration, without secrets; judged again by default.
        info: Where a recording's sound came from.
        notices: What a reader must know.
        recovered: Whether its program was killed.
    """
    header = call.header
    info = info or CallInfo("", settled.sha256, settled.duration_s, header.rate_hz)
    record = CallRecord()
    record.take(_told(call, settled))
    if curve is None:
        curve = judged_again(_told(call, settled), info.duration_s, measures)
    record.levels, record.reasons = list(curve.levels), list(curve.reasons)
    record.close()
    document = call_document(
        record,
        info,
        engine={"name": "", "model": "", **header.engine},
        pack={"id": "", "version": 0, **header.pack},
        wall_s=info.duration_s,
        hop_s=CURVE_HOP_S,
        measures=measures,
    )
    return KeptCall(
        document,
        _told(call, settled),
        settled.peaks if settled.duration_s else None,
        settled.redactions,
        "recovered" if recovered else "whole",
        tuple(notices),
        pack_tape(tape_of_events(_told(call, settled), pack=_pack_name(document))),
    )


def _told(call: OpenCall, settled: Settled) -> Iterator[CallEvent]:
    """Yield what was kept, and what was not recorded as a gap of each side."""
    gaps = deque(
        Gap(channel, start_s, end_s, NOT_RECORDED)
        for start_s, end_s in settled.not_recorded
        for channel in CHANNELS
    )
    for event in settled_events(call.folder, call.sealer):
        while gaps and (isinstance(event, CallEnded) or gaps[0].end_s <= time_of(event)):
            yield gaps.popleft()
        yield event
    yield from gaps


def _pack_name(document: dict[str, Any]) -> str:
    return f"{document['pack']['id']}/{document['pack']['version']}"


def judged_again(
    events: Iterable[CallEvent], duration_s: float, measures: Measures = ALL_MEASURES
) -> Curve:
    """Return the frustration that Judge sees in the speech events of a kept call."""
    judge = Judge(measures=measures)
    for event in events:
        if isinstance(event, Stretch | Turn | Overlap | Utterance):
            judge.push(event)
        elif isinstance(event, Hold | Health | Gap):
            judge.told(event)
    judge.flush(duration_s)
    return Curve(*judge.frustration.curve(duration_s, CURVE_HOP_S))


def masked_curve(curve: Curve, redactor: TakesOut, settled: Settled) -> Curve:
    """Return a curve without secrets, and without the seconds that were not to be kept."""
    levels: list[float] = []
    for number, level in enumerate(curve.levels):
        middle_s = (number + 0.5) * CURVE_HOP_S
        is_off = any(start_s <= middle_s < end_s for start_s, end_s in settled.off)
        levels.append((levels[-1] if levels else 0.0) if is_off else level)
    reasons = tuple(
        replace(reason, text=redactor.mask(reason.text))
        for reason in curve.reasons
        if not any(start_s <= reason.at_s < end_s for start_s, end_s in settled.off)
    )
    return Curve(levels[: max(0, round(settled.duration_s / CURVE_HOP_S + 0.5))], reasons)
