"""What every layer of the plot needs to know: the call, the part of it that is seen, the colors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from callassist.gui.theme import Theme
from callassist.gui.timeline.rows import Row, RowName, lay_out
from callassist.gui.timeline.viewport import Viewport
from callassist.review.events import Event
from callassist.review.peaks import Pyramid
from callassist.review.timeline import Spans, Timeline, spans_of
from callassist.types import Channel

T = TypeVar("T")


@dataclass(eq=False)
class Look:
    """The plot's state.

    Attributes:
        timeline: The call.
        viewport: The part of it that is seen.
        theme: Colors and sizes.
        width_px: Of the plot.
        rows: Where each row lies.
        pyramid: The sound's outline, if there is one.
        gains: How far each side's outline is enlarged.
        marks: Comments and bookmarks, as events by time.
        selected: The event that is looked at, if any.
        muted: Sides that are not heard.
        damage: Where the sound is damaged, as events of each side.
    """

    timeline: Timeline
    viewport: Viewport
    theme: Theme
    width_px: float = 1.0
    rows: dict[RowName, Row] = field(default_factory=dict)
    pyramid: Pyramid | None = None
    gains: tuple[float, float] = (1.0, 1.0)
    marks: list[Event] = field(default_factory=list)
    selected: Event | None = None
    muted: frozenset[Channel] = frozenset()
    damage: Spans[Event] = field(default_factory=lambda: spans_of(()))
    _fonts: tuple[Theme, QFont, QFontMetricsF] | None = field(default=None, repr=False)

    def resize(self, width_px: float, height_px: float) -> None:
        """Lay the rows out anew."""
        self.width_px = max(1.0, width_px)
        self.rows = lay_out(height_px, self.theme.em_px)

    @property
    def scale(self) -> float:
        """Pixels a second."""
        return self.width_px / self.viewport.span_s

    def x(self, at_s: float) -> float:
        """Return where a second lies, in px from the plot's left edge."""
        return (at_s - self.viewport.start_s) * self.scale

    def at_s(self, x: float) -> float:
        """Return which second lies at ``x``, within the call."""
        at_s = self.viewport.start_s + x / self.scale
        return min(max(0.0, at_s), self.viewport.duration_s)

    def around_s(self, px: float) -> tuple[float, float]:
        """Return the visible seconds, and ``px`` pixels more on both sides."""
        more_s = px / self.scale
        return self.viewport.start_s - more_s, self.viewport.end_s + more_s

    @property
    def font(self) -> QFont:
        """The font of labels in the plot."""
        return QFont(self._dressed()[1])

    @property
    def metrics(self) -> QFontMetricsF:
        """The measures of that font."""
        return self._dressed()[2]

    def _dressed(self) -> tuple[Theme, QFont, QFontMetricsF]:
        """Return the theme's font and its measures, made once for each theme."""
        if self._fonts is None or self._fonts[0] is not self.theme:
            font = self.theme.font("caption")
            self._fonts = (self.theme, font, QFontMetricsF(font))
        return self._fonts

    def color(self, token: str, alpha: float = 1.0) -> QColor:
        """Return a color of the theme."""
        color = self.theme.color(token)
        color.setAlphaF(alpha)
        return color

    def event_color(self, event: Event) -> str:
        """Return which color of the theme an event has."""
        if event.kind == "prompt" and event.prompt is not None:
            return str(event.prompt["severity"])
        if event.kind == "interruption":
            return "alert" if event.channel == "agent" else "muted"
        return {
            "missed": "alert", "late": "warn", "good": "praise", "peak": "furious",
            "comment": "nudge", "good_moment": "praise", "practice": "customer",
        }.get(event.kind, "muted")  # fmt: skip


def thinned(
    items: Iterable[T], at: Callable[[T], float], weight: Callable[[T], float], gap: float
) -> list[tuple[float, T]]:
    """Return (place, item) of what can be told apart: of crowded ones the weightiest.

    Args:
        items: By place.
        at: An item's place.
        weight: How much it matters.
        gap: How far apart two must be.
    """
    kept: list[tuple[float, T]] = []
    for item in items:
        place = at(item)
        if kept and place - kept[-1][0] < gap:
            if weight(item) > weight(kept[-1][1]):
                kept[-1] = (place, item)
        else:
            kept.append((place, item))
    return kept


def say_empty(surface: QWidget, look: Look, text: str) -> None:
    """Paint on an empty list why it is empty."""
    painter = QPainter(surface)
    painter.setFont(look.theme.font("body"))
    painter.setPen(look.color("muted"))
    margin = look.theme.px(1)
    where = surface.rect().adjusted(margin, margin, -margin, -margin)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(where, int(flags), text)
