"""The course of a level: rises with evidence, persists, eases with relief.

Each rise takes a share of the room that is left, so the level stays below 1. Half of it
is heat, which passes within a minute, half a grievance, which stays for minutes. Relief
takes a share of both.
"""

from __future__ import annotations

from callassist.settings.frustration import (
    GRIEVANCE_HALF_LIFE_S,
    GRIEVANCE_RELIEF_SHARE,
    HEAT_HALF_LIFE_S,
    HEAT_SHARE,
    LEVEL_GAIN,
)


class Course:
    """A level between 0 and 1 that moves in time; time never goes back."""

    def __init__(self) -> None:
        """Start calm."""
        self._at_s = 0.0
        self._heat = 0.0
        self._grievance = 0.0

    def level(self, at_s: float) -> float:
        """Return the level at a time; one before the last move counts as that move's."""
        if not self._heat and not self._grievance:
            return 0.0
        passed_s = max(0.0, at_s - self._at_s)
        return float(
            self._heat * 0.5 ** (passed_s / HEAT_HALF_LIFE_S)
            + self._grievance * 0.5 ** (passed_s / GRIEVANCE_HALF_LIFE_S)
        )

    def move(self, weight: float, at_s: float) -> None:
        """Apply evidence: ``weight`` above 0 raises, below 0 takes that share away."""
        passed_s = max(0.0, at_s - self._at_s)
        self._heat *= 0.5 ** (passed_s / HEAT_HALF_LIFE_S)
        self._grievance *= 0.5 ** (passed_s / GRIEVANCE_HALF_LIFE_S)
        self._at_s = max(self._at_s, at_s)
        if weight >= 0.0:
            room = 1.0 - self._heat - self._grievance
            # A power, so that evidence counts the same whether it comes at once or in parts.
            rise = room * (1.0 - (1.0 - min(1.0, weight)) ** LEVEL_GAIN)
            self._heat += HEAT_SHARE * rise
            self._grievance += (1.0 - HEAT_SHARE) * rise
        else:
            share = min(1.0, -weight)
            self._heat *= 1.0 - share
            self._grievance *= 1.0 - GRIEVANCE_RELIEF_SHARE * share
