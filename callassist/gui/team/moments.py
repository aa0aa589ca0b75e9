"""The shelf of good moments: what was said, why it is good, and the way to its second."""

from __future__ import annotations

from html import escape
from textwrap import shorten

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from callassist.gui.core_texts import core, side_text
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.review.clock import clock
from callassist.review.team.chart import day_text
from callassist.review.team.report import GoodMoment
from callassist.types import CHANNELS

MAX_CHARACTERS = 220
"""Of a turn; the timeline has all of it."""


class MomentCard(QWidget):
    """A good moment; a click or Enter opens its call there.

    Signals:
        opened: The call's id and the second.
    """

    opened = Signal(str, float)

    def __init__(self, moment: GoodMoment, theme: Theme, parent: QWidget | None = None) -> None:
        """Show a moment."""
        super().__init__(parent)
        self.moment = moment
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(1.0), theme.px(0.3), theme.px(0.5), theme.px(0.3))
        column.setSpacing(theme.px(0.3))
        strong = theme.font("body")
        strong.setWeight(QFont.Weight.DemiBold)
        if moment.note:
            self._add(column, moment.note, strong, "text", 2)
        for side, text in moment.lines:
            column.addWidget(self._turn(side, text))
        about = self.tr("{title}, {day}, at {time}").format(
            title=moment.title, day=core(day_text(moment.day)), time=clock(moment.at_s)
        )
        self._add(column, about, theme.font("caption"), "muted", 1)
        column.addStretch(1)
        said = " ".join(f"{side_text(side)}: {text}" for side, text in moment.lines)
        self.setAccessibleName(
            self.tr("Good moment: {note}. {said} {about}").format(
                note=moment.note, said=said, about=about
            )
        )
        self.setAccessibleDescription(self.tr("Enter opens the call at this second"))
        self.setToolTip(self.tr("Open the call at this second"))

    def sizeHint(self) -> QSize:
        """Return the size at a usual width."""
        width = self._theme.px(20)
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """Return True: narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self.layout().heightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open it by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.moment.call, self.moment.at_s)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it by a click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.opened.emit(self.moment.call, self.moment.at_s)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar at its side, and the focus."""
        painter = QPainter(self)
        theme = self._theme
        if self.underMouse():
            painter.fillRect(self.rect(), theme.color("raised"))
        painter.fillRect(0, 0, theme.px(0.2), self.height(), theme.color("praise"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("nudge"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def enterEvent(self, event: object) -> None:
        """Show that it can be clicked."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Show it plain again."""
        self.update()

    def _turn(self, side: str, text: str) -> QLabel:
        """Return a turn: who spoke, in their color, and the words."""
        color = self._theme.color(side if side in CHANNELS else "muted").name()
        small = self._theme.font("caption").pointSizeF()
        who = f'<span style="color:{color}; font-size:{small}pt">{side_text(side)}</span>'
        words = shorten(text, MAX_CHARACTERS, placeholder=" …")
        label = QLabel(f"{who}&nbsp; {escape(words)}", self)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setFont(self._theme.font("body"))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _add(self, column: QVBoxLayout, text: str, font: QFont, token: str, lines: int) -> None:
        block = TextBlock(self, max_lines=lines)
        block.set_text(text)
        block.set_look(font, self._theme.color(token))
        block.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        block.setMinimumHeight(round(QFontMetricsF(font).height()))
        column.addWidget(block)
