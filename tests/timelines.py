"""Calls for the review's windows: any length, made from a seed, with sound or without."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from callassist.review.call import ReviewCall
from callassist.review.scorecard import scorecard
from callassist.types import CHANNELS, Mark, MarkKind, Peaks, Samples
from tests.review.calls import call, finding, prompt, reason, turn

RATE_HZ = 16_000
TONES_HZ = (440.0, 660.0)
VOCABULARY = """the parcel was supposed to come on friday and nobody came so i have called three
times about my order number which says delivered while the driver never rang at the door what
can we do now because it is my daughter birthday tomorrow and this is ridiculous you are not
listening please wait a moment while i look that up for you thank you for telling me""".split()
OVERLAPS = [
    "interruption", "backchannel", "backchannel", "backchannel", "cooperative", "terminal",
    "terminal", "simultaneous", "failed_interruption", "bleed",
]  # fmt: skip
LAPSES = ["argument", "refusal.bare", "feeling.unacknowledged", "restate.missing", "wording.cold"]
DONE = ["empathy.statement", "restate.done", "question.asked", "ownership.taken"]


def long_document(duration_s: float = 7200.0, seed: int = 4) -> dict[str, Any]:
    """Return the document of a call as busy as a real one, of any length."""
    rng = random.Random(seed)
    turns, findings, overlaps, prompts = [], [], [], []
    at_s, speaker = 1.0, 0
    while at_s < duration_s - 20:
        said = " ".join(rng.choices(VOCABULARY, k=rng.randint(3, 30)))
        spoken = turn(CHANNELS[speaker], at_s, said)
        turns.append(spoken)
        at_s = spoken["end_s"] + rng.choice([-0.4, 0.2, 0.4, 0.8, 1.2])
        if at_s < spoken["end_s"]:
            by = CHANNELS[1 - speaker]
            kind = rng.choice(OVERLAPS)
            overlaps.append(
                {
                    "start_s": at_s, "end_s": spoken["end_s"], "by": by, "kind": kind,
                    "known_s": spoken["end_s"] + 0.5, "evidence": "both spoke for 0.4 s",
                }
            )  # fmt: skip
            if kind == "interruption":
                findings.append(finding("interruption", at_s, "gave way", channel=by))
        if speaker == 0 and rng.random() < 0.2:
            findings.append(finding(rng.choice([*LAPSES, *DONE]), spoken["start_s"], said[:30]))
        if rng.random() < 0.08:
            outcome = rng.choice(["followed", "ignored", "cleared"])
            prompts.append(
                prompt(rng.choice(["listen", "acknowledge", "same_side"]), at_s, outcome)
            )
        if rng.random() < 0.04:
            at_s += rng.uniform(4, 12)
        speaker = 1 - speaker
    seconds = int(duration_s)
    level = np.abs(np.sin(np.arange(seconds) / 240.0)) * 0.9
    reasons = [
        reason(at, rng.choice(VOCABULARY), rng.uniform(-0.4, 0.5))
        for at in sorted(rng.uniform(0, duration_s) for _ in range(seconds // 12))
    ]
    document = call(
        turns, findings, level=[round(float(v), 3) for v in level], reasons=reasons,
        prompts=prompts, overlaps=overlaps, duration_s=duration_s,
    )  # fmt: skip
    document["scorecard"] = scorecard(document)
    return document


class ToneSound:
    """Keeps ``Sound``: the agent a tone, the customer a higher one; made as it is read."""

    rate_hz = RATE_HZ

    def __init__(self, duration_s: float) -> None:
        self.duration_s = duration_s
        self.closed = False

    def read(self, start_s: float, duration_s: float) -> Samples:
        first = max(0, round(start_s * RATE_HZ))
        end = min(round(self.duration_s * RATE_HZ), first + max(0, round(duration_s * RATE_HZ)))
        at = np.arange(first, max(first, end))[:, None] / RATE_HZ
        return (0.25 * np.sin(2 * np.pi * at * np.array(TONES_HZ))).astype(np.float32)

    def damage(self, _go_on: object = None, /) -> tuple[()]:
        return ()

    def close(self) -> None:
        self.closed = True


class ListedMarks:
    """Keeps ``Marks`` in a list."""

    def __init__(self) -> None:
        self.kept: dict[int, Mark] = {}

    def all(self) -> list[Mark]:
        return sorted(self.kept.values(), key=lambda mark: mark.at_s)

    def add(self, kind: MarkKind, at_s: float, text: str = "", end_s: float | None = None) -> Mark:
        mark = Mark(max(self.kept, default=0) + 1, kind, at_s, end_s, text, "Ines")
        self.kept[mark.id] = mark
        return mark

    def change(self, mark: Mark) -> None:
        self.kept[mark.id] = mark

    def remove(self, mark_id: int) -> None:
        del self.kept[mark_id]


def noise_peaks(duration_s: float, hop_s: float = 0.01, seed: int = 4) -> Peaks:
    """Return an outline that looks like speech."""
    count = int(duration_s / hop_s)
    rng = np.random.default_rng(seed)
    envelope = np.clip(np.sin(np.arange(count) * hop_s / 3.0), 0.02, 1.0) * 100
    high = (envelope * rng.uniform(0.3, 1.0, (2, count))).astype(np.int8)
    return Peaks(hop_s, -high, high)


def long_call(duration_s: float = 7200.0, *, sound: bool = True) -> ReviewCall:
    """Return a call as a window is given it, peaks, marks and all."""
    return ReviewCall(
        "A long call",
        long_document(duration_s),
        sound=ToneSound(duration_s) if sound else None,
        peaks=noise_peaks(duration_s),
        marks=ListedMarks(),
        agent="Ines",
        started_at="2026-11-20T14:03:00+01:00",
        sound_problem="" if sound else "it was not kept",
    )
