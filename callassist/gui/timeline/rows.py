"""Where each row of the plot lies: one measure for the plot and for the names beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP

RowName = Literal["flags", "agent", "overlaps", "customer", "curve", "moments", "marks"]

FIXED_EM: Final[dict[RowName, float]] = {
    "flags": 2.0,
    "overlaps": 1.5,
    "moments": 1.6,
    "marks": 1.6,
}
SHARES: Final[dict[RowName, float]] = {"agent": 1.0, "customer": 1.0, "curve": 1.15}
"""How the rows that grow share what is left."""
MIN_GROWING_EM = 2.4
GAP_EM = 0.4
ORDER: Final[tuple[RowName, ...]] = (
    "flags", "agent", "overlaps", "customer", "curve", "moments", "marks",
)  # fmt: skip
TITLES: Final[dict[RowName, str]] = {
    "flags": QT_TRANSLATE_NOOP("Rows", "Prompts"),
    "agent": QT_TRANSLATE_NOOP("Rows", "Agent"),
    "overlaps": QT_TRANSLATE_NOOP("Rows", "Overlaps"),
    "customer": QT_TRANSLATE_NOOP("Rows", "Customer"),
    "curve": QT_TRANSLATE_NOOP("Rows", "Frustration"),
    "moments": QT_TRANSLATE_NOOP("Rows", "Moments"),
    "marks": QT_TRANSLATE_NOOP("Rows", "Comments"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row's place, in px from the top of the plot."""

    top: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Halfway."""
        return self.top + self.height / 2


def lay_out(height_px: float, em_px: float) -> dict[RowName, Row]:
    """Return each row's place in a plot of a height; the lanes and the curve take what is left."""
    gaps = GAP_EM * em_px * len(ORDER)
    fixed = sum(FIXED_EM.values()) * em_px
    left = max(height_px - gaps - fixed, MIN_GROWING_EM * em_px * len(SHARES))
    rows: dict[RowName, Row] = {}
    top = GAP_EM * em_px / 2
    for name in ORDER:
        if name in SHARES:
            height = left * SHARES[name] / sum(SHARES.values())
        else:
            height = FIXED_EM[name] * em_px
        rows[name] = Row(top, height)
        top += height + GAP_EM * em_px
    return rows


def min_height_px(em_px: float) -> float:
    """Return the least height at which every row can be read."""
    return em_px * (
        sum(FIXED_EM.values()) + MIN_GROWING_EM * len(SHARES) + GAP_EM * (len(ORDER) + 1)
    )
