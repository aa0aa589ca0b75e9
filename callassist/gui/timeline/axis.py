"""The ruler: minutes and seconds."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg

from callassist.gui.timeline.look import Look

STEPS_S = (
    0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400,
)  # fmt: skip
PARTS = {15: 5, 30: 10, 60: 15, 900: 300, 1800: 600, 3600: 900}
"""How steps are divided that five parts do not suit."""
LABEL_EM = 5.5


class TimeAxis(pg.AxisItem):
    """An axis of times, with a label about every 5 em."""

    def set_look(self, look: Look) -> None:
        """Use these colors and sizes."""
        self._label_px = LABEL_EM * look.theme.em_px
        self.setPen(look.color("border"))
        self.setTextPen(look.color("muted"))
        self.setTickFont(look.font)
        self.setStyle(
            tickLength=look.theme.px(0.4),
            tickTextOffset=look.theme.px(0.15),
            autoExpandTextSpace=False,
            maxTextLevel=0,
            tickAlpha=255,
        )

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        """Return how far apart labels and small ticks stand, in seconds."""
        wanted_s = (maxVal - minVal) * self._label_px / max(1.0, size)
        step_s = next((step for step in STEPS_S if step >= wanted_s), STEPS_S[-1])
        return [(step_s, 0.0), (PARTS.get(int(step_s), step_s / 5), 0.0)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Return the labels."""
        return [precise_clock(value, spacing) for value in values]


def precise_clock(at_s: float, step_s: float = 0.1) -> str:
    """Return a time as 1:05, 1:02:03, or 0:05.2 where steps are below a second."""
    tenths = round(max(0.0, at_s) * 10)
    minutes, rest = divmod(tenths, 600)
    seconds = f"{rest // 10:02}" + (f".{rest % 10}" if step_s < 1.0 else "")
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds}" if hours else f"{minutes}:{seconds}"
