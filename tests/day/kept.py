"""A kept call, as it comes out of the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.day.sounds import Side, Sound


@dataclass(frozen=True)
class Kept:
    """A kept call, taken out of the store by ``callassist calls export``."""

    id: str
    state: str
    notices: list[str]
    document: dict[str, Any]
    sound: Sound  # float32[n, 2]
    rate_hz: int

    @property
    def duration_s(self) -> float:
        return float(self.document["source"]["duration_s"])

    @property
    def words(self) -> str:
        """What the customer said."""
        turns = self.document["turns"]
        return " ".join(t["text"] for t in turns if t["channel"] == "customer").lower()

    @property
    def is_whole(self) -> bool:
        """Whether there are words, and a sound as long as the call, in which somebody is heard."""
        sound_s = len(self.sound) / self.rate_hz
        heard = self.level("customer", 0.0, self.duration_s) > 0.01
        return bool(self.words) and heard and abs(sound_s - self.duration_s) < 0.1

    def longest_hold(self) -> tuple[float, float]:
        """Return when its hold music began and ended."""
        holds = [(hold["start_s"], hold["end_s"]) for hold in self.document["holds"]]
        return max(holds, key=lambda hold: hold[1] - hold[0])

    def prompts_within(self, start_s: float, end_s: float) -> list[str]:
        prompts = self.document["prompts"]
        return [p["id"] for p in prompts if start_s <= p["shown_s"] < end_s]

    def gaps(self, side: Side) -> list[tuple[float, str]]:
        """Return each gap's length and reason."""
        gaps = self.document["gaps"]
        return [(g["end_s"] - g["start_s"], g["reason"]) for g in gaps if g["channel"] == side]

    def all_gaps(self) -> list[tuple[float, str]]:
        return [*self.gaps("agent"), *self.gaps("customer")]

    def level(self, side: Side, start_s: float, end_s: float) -> float:
        """Return the root-mean-square of a part of its sound."""
        rows = slice(round(start_s * self.rate_hz), round(end_s * self.rate_hz))
        part = self.sound[rows, 0 if side == "agent" else 1]
        return float(np.sqrt(np.mean(np.square(part)))) if len(part) else 0.0
