"""Editors that are more than one field: the overlay's place, and the way to the first steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from callassist.gui.settings.editors import Editor
from callassist.gui.settings.place import PlacePicker
from callassist.gui.style import Button
from callassist.gui.theme import Theme
from callassist.settings.user import OverlaySettings


class PlaceEditor(Editor):
    """The miniature of the screens, and a sample on the real one.

    Signals:
        sample_asked: Show a prompt where it will stand.
    """

    sample_asked = Signal()
    wide = True

    def __init__(self, name: str, help_line: str, parent: QWidget | None = None) -> None:
        """Make it."""
        super().__init__(name, help_line, parent)
        self.picker = PlacePicker(name, self)
        self.picker.setAccessibleDescription(help_line)
        self.sample = Button(self.tr("Show a sample prompt"), self)
        column = QVBoxLayout()
        left = Qt.AlignmentFlag.AlignLeft
        column.addWidget(self.picker, alignment=left)
        column.addWidget(self.sample, alignment=left)
        self.row.addLayout(column)
        self.row.addStretch(1)
        self._column = column
        self.setFocusProxy(self.picker)
        self.picker.chosen.connect(self.chosen)
        self.sample.clicked.connect(self.sample_asked)

    def set_value(self, value: OverlaySettings) -> None:
        """Show where these settings put the overlay."""
        self.picker.set_settings(value)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.picker.set_theme(theme)
        self.sample.set_theme(theme)
        self._column.setSpacing(theme.px(0.6))


class AgainEditor(Editor):
    """A button that opens the first steps."""

    def __init__(self, name: str, help_line: str, parent: QWidget | None = None) -> None:
        """Make it."""
        super().__init__(name, help_line, parent)
        self.button = Button(self.tr("Go through them again"), self)
        self._own(self.button)
        self.button.setAccessibleName(self.button.text())
        self.button.clicked.connect(lambda: self.chosen.emit(None))

    def set_value(self, value: bool) -> None:
        """There is nothing to show: they can always be gone through."""

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.button.set_theme(theme)
