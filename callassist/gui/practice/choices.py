"""The choices of a question, and after the answer what was right and why."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from callassist.gui import icons
from callassist.gui.text import break_lines, height_by_width
from callassist.gui.theme import Theme, blend
from callassist.review.practice.questions import Question

State = Literal["open", "right", "wrong", "rest"]


class ChoiceButton(QAbstractButton):
    """One choice: its key, what one would say, and later what is the matter with it."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        """Make the choice with the key ``number``."""
        super().__init__(parent)
        self.number = number
        self._theme: Theme | None = None
        self._because = ""
        self.state: State = "open"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        height_by_width(self, wide=True)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_choice(self, text: str, state: State = "open", because: str = "") -> None:
        """Show a choice."""
        self.setText(text)
        self.state, self._because = state, because
        said = {
            "open": "",
            "right": self.tr("Right: "),
            "wrong": self.tr("Your choice: "),
            "rest": "",
        }[state]
        self.setAccessibleName(f"{self.number}. {said}{text}")
        self.setAccessibleDescription(because)
        self.setEnabled(state == "open")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return True: narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that shows every line."""
        if self._theme is None:
            return 0
        lines, because = self._lines(width)
        height = QFontMetricsF(self._font()).lineSpacing() * len(lines)
        height += QFontMetricsF(self._theme.font("caption")).lineSpacing() * len(because)
        return round(height + 2 * self._theme.px(0.55))

    def sizeHint(self) -> QSize:
        """Return the size on lines of a comfortable width."""
        width = 0 if self._theme is None else self._theme.px(30)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which words still fit."""
        width = 0 if self._theme is None else self._theme.px(12)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter; Space is for speaking."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Leave Space to the window."""
        event.ignore()

    def _font(self) -> QFont:
        assert self._theme is not None
        font = self._theme.font("body")
        if self.state == "right":
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _lines(self, width: int) -> tuple[list[str], list[str]]:
        assert self._theme is not None
        room = max(1.0, width - self._theme.px(3.6))
        lines, _ = break_lines(self.text(), self._font(), room)
        if not self._because:
            return lines, []
        return lines, break_lines(self._because, self._theme.font("caption"), room)[0]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the key or the sign, and the text."""
        theme = self._theme
        if theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = {"open": "border", "right": "praise", "wrong": "warn", "rest": "track"}[self.state]
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.state in ("right", "wrong"):
            ground = blend(getattr(theme.palette, token), theme.palette.background, 0.1)
        elif self.state == "open" and (self.underMouse() or self.isDown()):
            ground = theme.color("raised")
        else:
            ground = theme.color("background")
        focused = self.hasFocus() and self.state == "open"
        painter.setPen(QPen(theme.color("nudge" if focused else token), 2.0 if focused else 1.2))
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, theme.px(0.5), theme.px(0.5))
        self._paint_sign(painter, token)
        self._paint_text(painter)

    def _paint_sign(self, painter: QPainter, token: str) -> None:
        assert self._theme is not None
        theme = self._theme
        side = theme.px(1.4)
        top = theme.px(0.55) + (QFontMetricsF(self._font()).height() - side) / 2
        box = QRectF(theme.px(0.8), top, side, side)
        if self.state in ("right", "wrong"):
            name = "right" if self.state == "right" else "dismiss"
            icons.paint(painter, name, box, theme.color(token))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(box, theme.px(0.3), theme.px(0.3))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.number))

    def _paint_text(self, painter: QPainter) -> None:
        assert self._theme is not None
        theme = self._theme
        lines, because = self._lines(self.width())
        x, y = theme.px(2.8), float(theme.px(0.55))
        for font, color, each in (
            (self._font(), "muted" if self.state == "rest" else "text", lines),
            (theme.font("caption"), "text" if self.state != "rest" else "muted", because),
        ):
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(theme.color(color))
            for line in each:
                painter.drawText(QPointF(x, y + metrics.ascent()), line)
                y += metrics.lineSpacing()


class Choices(QWidget):
    """All choices of a question.

    Signals:
        chosen: One was taken, by its place from 0.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make four empty ones."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.buttons: list[ChoiceButton] = []
        for place in range(4):
            button = ChoiceButton(place + 1, self)
            button.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            column.addWidget(button)
            self.buttons.append(button)
        self._column = column

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._column.setSpacing(theme.px(0.45))
        for button in self.buttons:
            button.set_theme(theme)

    def ask(self, question: Question) -> None:
        """Show the choices of a question."""
        for button, choice in zip(self.buttons, question.choices, strict=True):
            button.show_choice(choice.text)
            button.show()

    def reveal(self, question: Question, chosen: int | None) -> None:
        """Show which one fits, and what is the matter with the one that was chosen."""
        for place, (button, choice) in enumerate(zip(self.buttons, question.choices, strict=True)):
            if choice.fits:
                button.show_choice(choice.text, "right")
            elif place == chosen:
                button.show_choice(choice.text, "wrong", choice.because)
            else:
                button.show_choice(choice.text, "rest", choice.because if chosen is None else "")
            button.setVisible(choice.fits or place == chosen)
