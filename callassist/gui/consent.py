"""What to say to the customer when a recording starts, and their answer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from callassist.gui import icons
from callassist.gui.buttons import FlatButton
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme


class ConsentRow(QWidget):
    """The consent line with two answers; hidden unless it is asked.

    Signals:
        answered: True if the customer agreed, False if not.
        changed: The row has appeared or gone.
    """

    answered = Signal(bool)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden row."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._top_px = 0
        self._upward = False
        self.text = TextBlock(self, max_lines=5)
        self.note = TextBlock(self, max_lines=2)
        self.agreed = FlatButton(self.tr("They agreed"), show_text=True, raised=True, parent=self)
        self.refused = FlatButton(self.tr("They said no"), show_text=True, parent=self)
        self.agreed.clicked.connect(lambda: self._answer(agreed=True))
        self.refused.clicked.connect(lambda: self._answer(agreed=False))
        self._column = QVBoxLayout(self)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.agreed)
        self._buttons.addWidget(self.refused)
        self._buttons.addStretch(1)
        self._column.addWidget(self.text)
        self._column.addWidget(self.note)
        self._column.addLayout(self._buttons)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.text.set_look(theme.font("body"), theme.color("text"))
        self.note.set_look(theme.font("caption"), theme.color("muted"))
        for button in (self.agreed, self.refused):
            button.set_theme(theme)
        top, bottom = (0.7, 0.2) if self._upward else (0.2, 0.7)
        self._top_px = round(top * theme.em_px)
        self._column.setContentsMargins(
            theme.px(2.7), self._top_px, theme.px(1.0), round(bottom * theme.em_px)
        )
        self._column.setSpacing(theme.px(0.35))

    def set_upward(self, upward: bool) -> None:
        """Say whether the row stands above the bar."""
        if upward != self._upward and self._theme is not None:
            self._upward = upward
            self.set_theme(self._theme)

    def ask(self, line: str, *, required: bool) -> None:
        """Show what to say.

        Args:
            line: The words for the customer.
            required: Whether nothing is kept until they have agreed.
        """
        self.text.set_text(self.tr("Say: “{line}”").format(line=line))
        self.note.set_text(
            self.tr("Nothing is kept until they agree")
            if required
            else self.tr("A “no” deletes what was kept")
        )
        self.setAccessibleName(f"{self.text.text}. {self.note.text}")
        self.setVisible(True)
        self.changed.emit()

    def withdraw(self) -> None:
        """Ask no longer."""
        if self.isVisibleTo(self.parentWidget()):
            self.setVisible(False)
            self.changed.emit()

    def _answer(self, *, agreed: bool) -> None:
        self.withdraw()
        self.answered.emit(agreed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign of a recording beside the text."""
        if self._theme is None:
            return
        side = self._theme.px(1.4)
        line = self.text.fontMetrics().height()
        rect = QRectF(self._theme.px(0.9), self._top_px + (line - side) / 2, side, side)
        icons.paint(QPainter(self), "record", rect, self._theme.color("alert"))
