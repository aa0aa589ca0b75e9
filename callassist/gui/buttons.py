"""Small flat buttons that never take focus."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from callassist.gui import icons
from callassist.gui.theme import Theme

HEIGHT_EM = 2.0
"""Of every button: 26 px at 100 %, over the 24 px that a pointer target needs."""


class FlatButton(QAbstractButton):
    """An icon, a word or both; quiet until the pointer is over it."""

    def __init__(
        self,
        name: str,
        *,
        icon: str = "",
        tooltip: str = "",
        show_text: bool = False,
        raised: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            name: What it does; its accessible name, and its text where that shows.
            icon: Name of its icon.
            tooltip: One line more on what it does; ``name`` if empty.
            show_text: Whether ``name`` is painted.
            raised: Whether it has a ground of its own even without the pointer.
            parent: The widget it lies on.
        """
        super().__init__(parent)
        self._icon_name = icon
        self._show_text = show_text
        self._raised = raised
        self._room_for = ""
        self._theme: Theme | None = None
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(tooltip or name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.setFont(theme.font("caption"))
        self.updateGeometry()
        self.update()

    def set_shown_text(self, text: str) -> None:
        """Change the painted text; the accessible name stays as it is."""
        self.setText(text)
        self._show_text = bool(text)
        self.updateGeometry()
        self.update()

    def keep_room_for(self, text: str) -> None:
        """Never be narrower than with ``text`` painted, so that its neighbors stay in place."""
        self._room_for = text
        self.updateGeometry()

    def set_compact(self, compact: bool) -> None:
        """Paint the icon alone, where there is no room for the text."""
        if self._show_text == compact:
            self._show_text = not compact
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for icon, text and some air."""
        if self._theme is None:
            return QSize(24, 24)
        shown = self.text() if self._show_text else ""
        width = max(self.width_for(shown), self.width_for(self._room_for))
        return QSize(width, self._theme.px(HEIGHT_EM))

    def width_for(self, text: str) -> int:
        """Return the width with this text painted, or with none."""
        assert self._theme is not None
        if not text:
            return self._theme.px(HEIGHT_EM)
        width = 2 * self._theme.px(0.5) + QFontMetricsF(self.font()).horizontalAdvance(text)
        if self._icon_name:
            width += self._icon_px + self._theme.px(0.35)
        return int(width + 1)

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: a button is never clipped."""
        return self.sizeHint()

    def _paint_contrast(self, painter: QPainter, theme: Theme) -> QColor:
        """Outline the button, or fill it while it is used; return the color of what is on it."""
        used = self.underMouse() or self.isDown() or self.isChecked()
        line = theme.line_px
        painter.setPen(QPen(theme.color("border"), line))
        painter.setBrush(theme.color("text" if used else "background"))
        rect = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(rect, theme.px(0.5), theme.px(0.5))
        return theme.color("background" if used else "text")

    @property
    def _icon_px(self) -> int:
        assert self._theme is not None
        return self._theme.px(1.25)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground while the pointer is over it, then icon and text."""
        if self._theme is None:
            return
        theme = self._theme
        active = self._raised or self.underMouse() or self.isDown() or self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if active and not theme.high_contrast:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.px(0.5), theme.px(0.5))
        color = theme.color("text" if active else "muted")
        if active and theme.high_contrast:
            color = self._paint_contrast(painter, theme)
        side = self._icon_px if self._icon_name else 0
        x = (self.width() - side) / 2
        if self._show_text:
            x = (self.width() - self.width_for(self.text())) / 2 + theme.px(0.5)
        if self._icon_name:
            icons.paint(
                painter, self._icon_name, QRectF(x, (self.height() - side) / 2, side, side), color
            )
            x += side + theme.px(0.35)
        if self._show_text:
            metrics = QFontMetricsF(self.font())
            baseline = (self.height() + metrics.capHeight()) / 2
            painter.setFont(self.font())
            painter.setPen(color)
            painter.drawText(QPointF(x, baseline), self.text())
