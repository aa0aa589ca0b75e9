"""Short lines below the bar that say what rests just now: hold music, a busy machine, a mute."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from callassist.gui import icons
from callassist.gui.buttons import FlatButton
from callassist.gui.overlay.rows import OverlayRow
from callassist.gui.text import TextBlock, height_by_width
from callassist.gui.theme import Theme


class StatusLine(QWidget):
    """An icon, a line of text, perhaps a button, and perhaps one that takes the line away."""

    def __init__(self, icon: str, button: str, parent: QWidget, *, can_close: bool = False) -> None:
        """Make a line; ``button`` is what its button says, or nothing."""
        super().__init__(parent)
        self._icon = icon
        self._theme: Theme | None = None
        self._left_handed = False
        self.text = TextBlock(self, max_lines=3)
        self.button = FlatButton(button, show_text=True, raised=True, parent=self)
        self.button.setVisible(bool(button))
        self.close_button = FlatButton(self.tr("Dismiss"), icon="dismiss", parent=self)
        self.close_button.setVisible(can_close)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.button)
        self._row.addWidget(self.close_button)
        height_by_width(self)

    def set_theme(self, theme: Theme, *, left_handed: bool) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self._left_handed = left_handed
        self.text.set_look(theme.font("caption"), theme.color("text"))
        self.button.set_theme(theme)
        self.close_button.set_theme(theme)
        has_button = any(not each.isHidden() for each in (self.button, self.close_button))
        near, far = theme.px(2.7), theme.px(0.5 if has_button else 1.0)
        self._row.setContentsMargins(
            far if left_handed else near, 0, near if left_handed else far, 0
        )
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.RightToLeft if left_handed else direction.LeftToRight)
        self._row.setSpacing(theme.px(0.5))

    def set_text(self, text: str) -> None:
        """Say another thing."""
        self.text.set_text(text)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon beside the text."""
        if self._theme is None:
            return
        side = self._theme.px(1.3)
        x = self.width() - self._theme.px(0.9) - side if self._left_handed else self._theme.px(0.9)
        rect = QRectF(x, (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), self._icon, rect, self._theme.color("muted"))


class StatusLines(OverlayRow):
    """Lines by name, in the order in which they first came; hidden while there is none.

    Signals:
        changed: A line has appeared, gone or become longer.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it, without any line."""
        super().__init__(parent)
        self._left_handed = False
        self.lines: dict[str, StatusLine] = {}
        self._column = QVBoxLayout(self)

    def say(
        self,
        name: str,
        text: str,
        *,
        icon: str = "pause",
        button: str = "",
        can_close: bool = False,
    ) -> StatusLine:
        """Show a line, or change what it says.

        Args:
            name: Which line, e.g. ``"hold"``.
            text: What it says, as short as can be.
            icon: The icon beside it; the first call decides.
            button: What its button says, if it has one; the first call decides.
            can_close: Whether a second button stands there to take the line away.

        Returns:
            The line; its ``button`` and ``close_button`` may be joined.
        """
        line = self.lines.get(name)
        if line is None:
            line = self.lines[name] = StatusLine(icon, button, self, can_close=can_close)
            if self._theme is not None:
                line.set_theme(self._theme, left_handed=self._left_handed)
            self._column.addWidget(line)
            line.show()
        line.set_text(text)
        line.updateGeometry()
        self._column.invalidate()
        self.updateGeometry()
        self.show()
        self.changed.emit()
        return line

    def drop(self, name: str) -> None:
        """Take a line away, if it is there."""
        line = self.lines.pop(name, None)
        if line is None:
            return
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.updateGeometry()
        self.setVisible(bool(self.lines))
        self.changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        for line in self.lines.values():
            line.set_theme(theme, left_handed=self._left_handed)
        top, bottom = (0.6, 0.0) if self._upward else (0.0, 0.6)
        self._column.setContentsMargins(0, round(top * theme.em_px), 0, round(bottom * theme.em_px))
        self._column.setSpacing(theme.px(0.2))

    def set_left_handed(self, left_handed: bool) -> None:
        """Put the buttons on the left."""
        self._left_handed = left_handed
        if self._theme is not None:
            self.set_theme(self._theme)
