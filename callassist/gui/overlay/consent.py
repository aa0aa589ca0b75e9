"""What to say to the customer when a recording starts, and their answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from callassist.gui.buttons import FlatButton
from callassist.gui.overlay.rows import SignedRow
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme


class ConsentRow(SignedRow):
    """The consent line with two answers; hidden unless it is asked.

    Signals:
        answered: True if the customer agreed, False if not.
        changed: The row has appeared or gone.
    """

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden row."""
        super().__init__("record", 5, parent)
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

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.text.set_look(theme.font("body"), theme.color("text"))
        self.note.set_look(theme.font("caption"), theme.color("muted"))
        for button in (self.agreed, self.refused):
            button.set_theme(theme)
        self._leave_room(self._column, theme, near_em=0.2, far_em=0.7)
        self._column.setSpacing(theme.px(0.35))

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
