"""A trainee's results over time: a small chart a behavior, with counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from callassist.gui.core_texts import core
from callassist.gui.flow import FlowLayout
from callassist.gui.i18n import date_text
from callassist.gui.practice.feedback import paint_dot
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.review.practice.boxes import BOXES, EXPLAINED, Progress
from callassist.review.practice.catalogue import practice_behaviors

SHOWN = 12
"""So many answers are drawn, the latest."""


class BehaviorChart(QWidget):
    """One behavior: its name, its last answers as dots, how many were right, its box."""

    def __init__(self, progress: Progress, now: datetime, theme: Theme, parent: QWidget) -> None:
        """Show ``progress``."""
        super().__init__(parent)
        self._progress = progress
        self._theme = theme
        self._title = core(practice_behaviors()[progress.behavior].title)
        due = self.tr("to practice now") if progress.is_due(now) else self.tr("rests")
        self._line = self.tr("{right} of {count} right").format(
            right=progress.right, count=progress.count
        )
        self._due = due
        self.setAccessibleName(
            self.tr("{title}: {line}, box {box} of {boxes}, {due}").format(
                title=self._title, line=self._line, box=progress.box, boxes=BOXES, due=due
            )
        )
        when = (
            ""
            if progress.due_at is None
            else "\n"
            + self.tr("Again from {day}").format(
                day=date_text(progress.due_at.date(), "d MMMM yyyy")
            )
        )
        self.setToolTip(f"{self.accessibleName()}{when}")

    def sizeHint(self) -> QSize:
        """Return one size for all, so that they can be compared."""
        return QSize(self._theme.px(15.5), self._theme.px(5.0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, dots, counts and box."""
        theme, progress = self._theme, self._progress
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.color("track"))
        painter.setBrush(theme.color("background"))
        painter.drawRoundedRect(rect, theme.px(0.5), theme.px(0.5))
        pad = theme.px(0.7)
        inner = rect.adjusted(pad, theme.px(0.45), -pad, -theme.px(0.45))
        font = QFont(theme.font("body"))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        title = QFontMetricsF(font).elidedText(
            self._title, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, title)
        step = inner.width() / SHOWN
        radius = min(step * 0.36, theme.em_px * 0.3)
        for place, score in enumerate(progress.scores[-SHOWN:]):
            center = QPointF(inner.left() + step * (place + 0.5), inner.center().y() + 1)
            paint_dot(painter, center, radius, score, theme)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, self._line)
        self._paint_box(painter, inner)

    def _paint_box(self, painter: QPainter, inner: QRectF) -> None:
        """Paint the box as a row of five small bars, at the bottom right."""
        theme = self._theme
        width, height, gap = theme.em_px * 0.62, theme.em_px * 0.32, theme.em_px * 0.16
        left = inner.right() - BOXES * width - (BOXES - 1) * gap
        top = inner.bottom() - theme.em_px * 0.75
        painter.setPen(Qt.PenStyle.NoPen)
        for box in range(BOXES):
            filled = box < self._progress.box
            painter.setBrush(theme.color("nudge" if filled else "track"))
            bar = QRectF(left + box * (width + gap), top, width, height)
            painter.drawRoundedRect(bar, height / 3, height / 3)


class Results(QWidget):
    """All behaviors that were practiced, the weakest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self.title = TextBlock(self)
        self.note = TextBlock(self)
        self.title.set_text(self.tr("How it goes"))
        self._flow = FlowLayout()
        self._holder = QWidget(self)
        self._holder.setLayout(self._flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self._holder)
        column.addWidget(self.note)
        self._column = column
        self.charts: list[BehaviorChart] = []

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        strong = theme.font("body")
        strong.setWeight(strong.Weight.DemiBold)
        self.title.set_look(strong, theme.color("text"))
        self.note.set_look(theme.font("caption"), theme.color("muted"))
        self._flow.set_gap(theme.px(0.6))
        self._column.setSpacing(theme.px(0.6))

    def show_progress(self, progress: Mapping[str, Progress], now: datetime) -> None:
        """Show what was practiced."""
        assert self._theme is not None
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().deleteLater()
        done = [each for each in progress.values() if each.count]
        done.sort(key=lambda each: (each.box, each.right / each.count, each.behavior))
        self.charts = [BehaviorChart(each, now, self._theme, self._holder) for each in done]
        for chart in self.charts:
            self._flow.addWidget(chart)
            chart.show()
        self.note.set_text(
            core(EXPLAINED) if done else self.tr("Your answers will show here, by behavior.")
        )
        self.setVisible(True)
