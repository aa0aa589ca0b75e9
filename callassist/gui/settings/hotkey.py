"""What a hotkey is changed with: it takes the next keys that are pressed together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget

from callassist.gui.settings.editors import WIDE_EM, Editor
from callassist.gui.style import Button
from callassist.gui.theme import Theme

LEFT_ALONE = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Find)
"""What the window itself does with a key, here as everywhere."""


class KeyField(QKeySequenceEdit):
    """Takes keys, and has all of them while it has the focus.

    Signals:
        taking_changed: Whether the next keys are for this field.
    """

    taking_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it, empty."""
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.line: QLineEdit = self.findChild(QLineEdit)
        self.editingFinished.connect(self.invite)
        self.invite()

    @property
    def text(self) -> str:
        """The keys as the settings have them."""
        return self.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def set_text(self, keys: str) -> None:
        """Show keys as the settings have them."""
        portable = QKeySequence.SequenceFormat.PortableText
        self.setKeySequence(QKeySequence.fromString(keys, portable))
        self.invite()

    def invite(self) -> None:
        """Say what to do here, shorter than Qt, which says it anew after every change."""
        self.line.setPlaceholderText(self.tr("Press keys"))

    def event(self, event: QEvent) -> bool:
        """Leave keys of the window to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and any(map(event.matches, LEFT_ALONE)):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key; Esc alone still closes the window."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard, so that no program acts on keys which are pressed here."""
        super().focusInEvent(event)
        if QGuiApplication.platformName() == "xcb":
            self.grabKeyboard()  # X11 keeps keys from another process only this way
        self.taking_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard back."""
        if QWidget.keyboardGrabber() is self:
            self.releaseKeyboard()
        super().focusOutEvent(event)
        self.taking_changed.emit(False)


class HotkeyEditor(Editor):
    """A field for keys; a button makes it none.

    Signals:
        taking_changed: Whether the next keys are for this field.
    """

    taking_changed = Signal(bool)

    def __init__(self, name: str, help_line: str, parent: QWidget) -> None:
        """Make it."""
        super().__init__(name, help_line, parent)
        self._shown = ""
        self.keys = KeyField(self)
        self.keys.line.setAccessibleName(name)
        self._own(self.keys, 1)
        self.clear = Button(self.tr("None"), self, kind="quiet")
        self.clear.setAccessibleName(self.tr("{name}: no key").format(name=name))
        self.clear.clicked.connect(self._clear)
        self.row.addWidget(self.clear)
        self.keys.editingFinished.connect(self._done)
        self.keys.taking_changed.connect(self.taking_changed)

    def set_value(self, value: str) -> None:
        """Show a key."""
        self._shown = value
        self.keys.set_text(value)
        self.clear.setEnabled(bool(value))

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.row.setSpacing(theme.px(0.4))
        self.keys.setFont(theme.body_font)
        self.clear.set_theme(theme)
        self.setFixedWidth(theme.px(WIDE_EM))

    def _done(self) -> None:
        text = self.keys.text
        if not text:  # nothing was pressed, or only Ctrl and the like
            self.keys.set_text(self._shown)
        elif text != self._shown:
            self.chosen.emit(text)

    def _clear(self) -> None:
        self.keys.set_text("")
        self.chosen.emit("")
