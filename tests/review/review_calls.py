"""Calls as a report or an export is given them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from callassist.review.call import ReviewCall
from callassist.review.scorecard import scorecard
from callassist.types import Mark, MarkKind, Redaction, Samples
from tests.review.calls import call, finding, prompt, rude_call, turn


class WrittenMarks:
    """Marks that are only read."""

    def __init__(self, *marks: Mark) -> None:
        self._marks = list(marks)

    def all(self) -> list[Mark]:
        return self._marks

    def add(self, kind: MarkKind, at_s: float, text: str = "", end_s: float | None = None) -> Mark:
        raise NotImplementedError

    def change(self, mark: Mark) -> None:
        raise NotImplementedError

    def remove(self, mark_id: int) -> None:
        raise NotImplementedError


class Hum:
    """A sound of two tones."""

    rate_hz = 16_000

    def __init__(self, duration_s: float) -> None:
        self.duration_s = duration_s

    def read(self, start_s: float, duration_s: float) -> Samples:
        end_s = min(self.duration_s, start_s + duration_s)
        at_s = np.arange(round(start_s * self.rate_hz), round(end_s * self.rate_hz)) / self.rate_hz
        tones = [0.2 * np.sin(2 * np.pi * hz * at_s) for hz in (200, 310)]
        return np.stack(tones, axis=1).astype(np.float32)

    def damage(self, _go_on: object = None, /) -> tuple[()]:
        return ()

    def close(self) -> None:
        pass


def scored(document: dict[str, Any]) -> dict[str, Any]:
    """A whole call document."""
    return {
        **document,
        "scorecard": scorecard(document),
        "timing": {"wall_s": 1.0, "real_time_factor": 0.02},
    }


def review_call(document: dict[str, Any] | None = None, **about: Any) -> ReviewCall:
    """A call ready for review; the rude one by default, with an overlap and two prompts."""
    if document is None:
        document = rude_call()
        document["overlaps"] = [
            {
                "start_s": 7.5, "end_s": 8.0, "by": "agent", "kind": "interruption",
                "known_s": 8.3, "evidence": "they had spoken for 5 s",
            },
            {
                "start_s": 14.0, "end_s": 14.4, "by": "agent", "kind": "backchannel",
                "known_s": 14.9, "evidence": "",
            },
        ]  # fmt: skip
        document["prompts"] = [prompt("listen", 8.3, "followed"), prompt("restate", 26.0, None)]
        document["notes"] = [{"kind": "date", "text": "three weeks ago", "at_s": 4.0}]
    about = {"title": "Ramp", "agent": "Ines", "started_at": "2026-11-20T14:03:00+01:00", **about}
    return ReviewCall(document=scored(document), **about)


def marks() -> WrittenMarks:
    """A comment and a bookmark."""
    return WrittenMarks(
        Mark(1, "comment", 25.0, None, "Never say calm down", "Bo", "2026-11-20T15:00:00+01:00"),
        Mark(2, "good_moment", 3.0, 8.0, "A clear story", "Bo", "2026-11-20T15:00:00+01:00"),
    )


REDACTIONS = (Redaction("card", "customer", 12.0, 14.0),)


def call_of_texts(texts: Iterable[str]) -> ReviewCall:
    """A call in which such texts stand wherever a text can."""
    texts = list(texts)
    take = (texts * 20)[:20]
    document = call(
        [turn("customer" if i % 2 else "agent", 10.0 * i, text) for i, text in enumerate(texts)],
        [finding("interruption", 1.0, *take[:2]), finding("argument", 3.0, *take[2:4])],
        level=[0.1, 0.8],
        reasons=[{"at_s": 0.0, "text": take[4], "weight": 0.3}],
        prompts=[{**prompt("listen", 2.0, "ignored"), "say": take[5], "why": take[6]}],
        overlaps=[
            {
                "start_s": 1.0, "end_s": 2.0, "by": "agent", "kind": "interruption",
                "known_s": 2.0, "evidence": take[7],
            }
        ],
    )  # fmt: skip
    document["notes"] = [{"kind": "name", "text": take[8], "at_s": 1.0}]
    document["source"]["path"] = f"/calls/{take[9]}"
    return review_call(
        document,
        title=take[10],
        agent=take[11],
        notices=(take[12],),
        marks=WrittenMarks(Mark(1, "comment", 1.0, None, take[13], take[14], "")),
    )
