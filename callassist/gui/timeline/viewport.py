"""Which part of a call is seen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

MIN_SPAN_S = 0.5
PAGE_LEAD = 0.1
"""Where the playhead stands after a page is turned, as a share of the page."""


class Viewport(QObject):
    """The visible seconds of a call.

    Signals:
        changed: Another part is seen.
    """

    changed = Signal()

    def __init__(self, duration_s: float, parent: QObject | None = None) -> None:
        """See all of a call."""
        super().__init__(parent)
        self.duration_s = max(duration_s, MIN_SPAN_S)
        self.start_s, self.end_s = 0.0, self.duration_s

    @property
    def span_s(self) -> float:
        """How many seconds are seen."""
        return self.end_s - self.start_s

    def show(self, start_s: float, end_s: float) -> None:
        """See these seconds, or as near to them as the call allows."""
        span_s = min(max(end_s - start_s, MIN_SPAN_S), self.duration_s)
        start_s += (end_s - start_s - span_s) / 2
        start_s = min(max(0.0, start_s), self.duration_s - span_s)
        if (start_s, start_s + span_s) != (self.start_s, self.end_s):
            self.start_s, self.end_s = start_s, start_s + span_s
            self.changed.emit()

    def fit(self) -> None:
        """See the whole call."""
        self.show(0.0, self.duration_s)

    def zoom(self, factor: float, at_s: float) -> None:
        """See ``factor`` times as many seconds; ``at_s`` stays where it is on the screen."""
        span_s = min(max(self.span_s * factor, MIN_SPAN_S), self.duration_s)
        start_s = at_s - (at_s - self.start_s) * span_s / self.span_s
        self.show(start_s, start_s + span_s)

    def pan(self, by_s: float) -> None:
        """See what is so much later."""
        by_s = min(max(by_s, -self.start_s), self.duration_s - self.end_s)
        self.show(self.start_s + by_s, self.end_s + by_s)

    def reveal(self, at_s: float) -> None:
        """See a second: turn the page if it is not seen."""
        if not self.start_s <= at_s < self.end_s:
            start_s = at_s - PAGE_LEAD * self.span_s
            self.show(start_s, start_s + self.span_s)
