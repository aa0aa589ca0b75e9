"""Finishes calls whose program was killed while it recorded them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from callassist import paths
from callassist.engines.silero import SileroDetector
from callassist.errors import CallAssistError
from callassist.listen.listen import Listen
from callassist.protocols import Engine
from callassist.review.clock import clock
from callassist.run.keeping.kept_call import kept_call
from callassist.settings.listen import HOP_S, HOP_SAMPLES, RATE_HZ
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.store.cleaning import TakesOut
from callassist.store.recovery import Hear, salvage
from callassist.store.redaction import Redactor
from callassist.store.summary import LOCK_NAME, CallSummary, OpenCall
from callassist.types import CHANNELS, AudioBlock, CallEvent, Stretch, Turn, Utterance

if TYPE_CHECKING:
    from callassist.store.store import CallStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of a call.

    Attributes:
        call_id: The call.
        line: What happened, for people.
        summary: The call, if it is whole again.
    """

    call_id: str
    line: str
    summary: CallSummary | None = None


def anything_to_recover() -> bool:
    """Return whether a call may have been cut off, or is being recorded, without a key."""
    return any(paths.calls_dir().glob(f"calls*/*/{LOCK_NAME}"))


def recover(
    store: CallStore,
    engine: Callable[[], Engine] | None = None,
    *,
    measures: Measures = ALL_MEASURES,
    redactor: Callable[[], TakesOut] = Redactor,
) -> list[Recovered]:
    """Finish every call whose writer is gone; run it when a program starts.

    Args:
        store: The open store.
        engine: Opens the recognizer, if it is needed; the caller closes it. Without one, or
            where it does not open, the last seconds' speech is made silent.
        measures: Whose voice's figures may be kept.
        redactor: Makes what takes the secrets out.

    Returns:
        What became of each, in the order in which they began.
    """
    found: list[Recovered] = []
    for call in store.unfinished():
        try:
            one = _recover(store, call, engine, measures, redactor)
        except (CallAssistError, OSError) as error:
            call.release()
            reason = getattr(error, "strerror", None) or str(error)
            line = f"{_name(call)} could not be recovered: {reason}; it is tried again"
            one = Recovered(call.id, line)
        if one is not None:
            found.append(one)
    return found


def _recover(
    store: CallStore,
    call: OpenCall,
    engine: Callable[[], Engine] | None,
    measures: Measures,
    redactor: Callable[[], TakesOut],
) -> Recovered | None:
    if call.header.source == "import":
        store.delete(call.id)
        line = f"the import of {call.header.title} was cut off: import it again"
        return Recovered(call.id, line)
    hear = _listener(engine) if engine is not None else None
    found = salvage(call, redactor(), hear=hear, measures=measures)
    if found is None:
        store.delete(call.id)
        return None
    until = clock(found.settled.duration_s)
    notice = f"recovered up to {until}: the program ended while it recorded"
    kept = kept_call(
        call, found.settled, measures, notices=(notice, *found.notices), recovered=True
    )
    summary = store.finish(call.id, kept)
    more = "".join(f"; {line}" for line in found.notices)
    return Recovered(call.id, f"recovered {_name(call)} up to {until}{more}", summary)


def _name(call: OpenCall) -> str:
    """Return how people know a call: by its time of day, with the date if it was not today."""
    started = call.header.started_at.astimezone()
    is_today = started.date() == datetime.now().astimezone().date()
    return f"the call of {started:%H:%M}" if is_today else f"the call of {started:%Y-%m-%d %H:%M}"


def _listener(open_engine: Callable[[], Engine]) -> Hear:
    """Return what recognizes the last seconds of a call; they lie anywhere in its time."""

    def hear(blocks: Sequence[AudioBlock]) -> list[CallEvent] | None:
        try:
            return _heard(blocks, open_engine())
        except Exception:
            # A missing model must not keep a call from being recovered; its tail is silent then.
            log.info("the last seconds were not recognized", exc_info=True)
            return None

    return hear


def _heard(blocks: Sequence[AudioBlock], engine: Engine) -> list[CallEvent]:
    if not blocks:
        return []
    listen = Listen(
        {channel: SileroDetector() for channel in CHANNELS},
        {channel: engine.recognizer() for channel in CHANNELS},
        language=engine.language,
    )
    first_s = min(block.start_s for block in blocks)
    # On the same grid of hops as the call, so that its times stay comparable.
    shift_s = int(first_s * RATE_HZ / HOP_SAMPLES) * HOP_S
    heard = [
        event
        for block in blocks
        for event in listen.push(replace(block, start_s=block.start_s - shift_s))
    ]
    return [
        _moved(event, shift_s)
        for event in [*heard, *listen.flush()]
        if isinstance(event, Stretch | Turn | Utterance) and event.final
    ]


def _moved(event: Stretch | Turn | Utterance, by_s: float) -> CallEvent:
    moved = replace(
        event,
        start_s=event.start_s + by_s,
        end_s=event.end_s + by_s,
        known_s=event.known_s + by_s,
    )
    if not isinstance(moved, Utterance):
        return moved
    words = tuple(
        replace(word, start_s=word.start_s + by_s, end_s=word.end_s + by_s) for word in moved.words
    )
    return replace(moved, words=words)
