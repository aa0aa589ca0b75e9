"""Makes events fit to be kept: what is secret, or was not to be kept, goes out of every text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from callassist.settings.measures import Measures
from callassist.types import (
    CallEnded,
    CallEvent,
    Channel,
    Features,
    Finding,
    Frustration,
    Gap,
    Health,
    Load,
    Note,
    Overlap,
    Prompt,
    Recording,
    Redaction,
    Stretch,
    Turn,
    Utterance,
)

Span = tuple[float, float]
INSTANT_S = 1e-6


class TakesOut(Protocol):
    """What is asked of a redactor; see :class:`callassist.store.redaction.Redactor`."""

    @property
    def settled_s(self) -> float:
        """Nothing before it will be redacted any more."""
        ...

    @property
    def redactions(self) -> tuple[Redaction, ...]:
        """What was found so far."""
        ...

    def take(self, utterance: Utterance) -> None:
        """Hear final words of either side, in order of ``known_s``."""
        ...

    def advance(self, now_s: float, open_from_s: Mapping[Channel, float | None]) -> None:
        """Let time pass; say since when a side's speech is not recognized yet."""
        ...

    def redact(self, utterance: Utterance) -> Utterance:
        """Return an utterance without the words of redacted seconds."""
        ...

    def mask(self, text: str) -> str:
        """Return any other text of the call without what is secret."""
        ...

    def flush(self) -> None:
        """Settle everything: no words follow."""
        ...


def time_of(event: CallEvent) -> float:
    """Return the stream time at which an event can first have been told."""
    match event:
        case Features():
            return event.start_s + event.hop_s * len(event.level_dbfs)
        case Prompt():
            return event.shown_s
        case Health() | Load() | Recording() | CallEnded():
            return event.at_s
        case Gap():
            return event.end_s
        case _:
            return event.known_s


def masked(event: CallEvent, redactor: TakesOut) -> CallEvent:
    """Return an event whose texts hold no secret; words are left to ``redactor.redact``."""
    mask = redactor.mask
    match event:
        case Finding():
            return _masked_finding(event, redactor)
        case Overlap(evidence=text) if text:
            return replace(event, evidence=mask(text))
        case Frustration(reasons=reasons) if reasons:
            return replace(event, reasons=tuple(replace(r, text=mask(r.text)) for r in reasons))
        case Note():
            return replace(event, text=mask(event.text))
        case Prompt():
            finding = _masked_finding(event.finding, redactor)
            return replace(event, say=mask(event.say), why=mask(event.why), finding=finding)
        case Health(detail=text) if text:
            return replace(event, detail=mask(text))
        case CallEnded(problem=text) | Recording(problem=text) if text:
            return replace(event, problem=mask(text))
        case _:
            return event


def _masked_finding(finding: Finding, redactor: TakesOut) -> Finding:
    return replace(
        finding,
        evidence=tuple(map(redactor.mask, finding.evidence)),
        phrases=tuple(map(redactor.mask, finding.phrases)),
    )


def without_off(event: CallEvent, off: Mapping[Channel, Sequence[Span]]) -> CallEvent | None:
    """Return an event without what was said while the call was not to be kept.

    Words of those seconds go; what was noticed in them goes whole, for it may quote them.
    """
    both = [span for spans in off.values() for span in spans]
    if not both:
        return event
    match event:
        case Utterance():
            spans = off[event.channel]
            words = tuple(w for w in event.words if not _touches(spans, w.start_s, w.end_s))
            if words or not event.words:
                return replace(event, words=words)
            return None
        case Finding():
            return None if _touches(both, event.start_s, event.known_s) else event
        case Prompt(finding=finding):
            return None if _touches(both, finding.start_s, finding.known_s) else event
        case Note():
            return None if _touches(both, event.at_s, event.known_s) else event
        case Frustration():
            kept = tuple(r for r in event.reasons if not _touches(both, r.at_s, r.known_s))
            return replace(event, reasons=kept)
        case Stretch() | Turn() | Overlap():
            return None if _touches(both, event.start_s, event.start_s + INSTANT_S) else event
        case _:
            return event


def _touches(spans: Sequence[Span], start_s: float, end_s: float) -> bool:
    return any(start_s < until_s and end_s > from_s for from_s, until_s in spans)


def unmeasured(event: CallEvent, measures: Measures) -> CallEvent:
    """Return an event without the figures of a voice that may not be measured."""
    if not isinstance(event, Features | Stretch):
        return event
    allowed = measures.agent_voice if event.channel == "agent" else measures.customer_voice
    if allowed:
        return event
    nan = float("nan")
    if isinstance(event, Stretch):
        return replace(
            event, level_dbfs=nan, pitch_hz=nan, tilt_db=nan, voiced_s=0.0, over_noise_db=nan
        )
    blank = np.full(len(event.level_dbfs), nan)
    return replace(event, level_dbfs=blank, pitch_hz=blank, tilt_db=blank)
