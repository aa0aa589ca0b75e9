"""Asks for the passphrase of the kept calls, for a thread that is not the window's."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from callassist.gui.i18n import translate
from callassist.gui.style import Button, Field, style_sheet
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme, is_dark
from callassist.settings.user import OverlaySettings

if TYPE_CHECKING:
    from callassist.store.unlock import Asking

TITLES: dict[Asking, str] = {
    "new": QT_TRANSLATE_NOOP("Passphrase", "Choose a passphrase"),
    "open": QT_TRANSLATE_NOOP("Passphrase", "Passphrase of the kept calls"),
    "again": QT_TRANSLATE_NOOP("Passphrase", "That was not it"),
}
TEXTS: dict[Asking, str] = {
    "new": QT_TRANSLATE_NOOP(
        "Passphrase",
        "Calls are kept sealed, and this computer has no keyring to hold the key. Without the "
        "passphrase nobody can read them again: write it down in a safe place.",
    ),
    "open": QT_TRANSLATE_NOOP("Passphrase", "The call is sealed with it, like those before."),
    "again": QT_TRANSLATE_NOOP("Passphrase", "Try it again, or leave this call unrecorded."),
}
TO_READ = QT_TRANSLATE_NOOP("Passphrase", "Kept calls are sealed with it.")
"""The text where calls are read, and none is being recorded."""


class PassphraseDialog(QDialog):
    """One passphrase, typed twice where it is new; ``typed`` is it once accepted."""

    def __init__(self, asking: Asking, theme: Theme, *, recording: bool = True) -> None:
        """Ask in the words of ``asking``.

        Args:
            asking: Whether it is a new one, or has been tried.
            theme: Its colors and text size.
            recording: Whether a call waits to be recorded; else calls are to be read.
        """
        super().__init__(None, Qt.WindowType.WindowStaysOnTopHint)
        self.typed = ""
        self._new = asking == "new"
        self.setWindowTitle(translate("Passphrase", TITLES[asking]))
        self.setStyleSheet(style_sheet(theme))
        self.setPalette(theme.qt_palette())
        self.setFont(theme.font("body"))
        title, text, self.problem = TextBlock(self), TextBlock(self), TextBlock(self)
        title.set_look(theme.font("say"), theme.color("text"))
        text.set_look(theme.font("body"), theme.color("muted"))
        self.problem.set_look(theme.font("body"), theme.color("alert"))
        title.set_text(translate("Passphrase", TITLES[asking]))
        text.set_text(translate("Passphrase", TEXTS[asking] if recording else TO_READ))
        self.passphrase = self._field(self.tr("Passphrase"))
        self.again = self._field(self.tr("The same again"))
        self.again.setVisible(self._new)
        self.problem.hide()
        self.accept_button = Button(
            self.tr("Keep calls with it") if self._new else self.tr("Unlock"), self, kind="main"
        )
        self.cancel_button = Button(
            self.tr("Do not record") if recording else self.tr("Cancel"), self, kind="quiet"
        )
        self.accept_button.clicked.connect(self._try)
        self.cancel_button.clicked.connect(self.reject)
        for field in (self.passphrase, self.again):
            field.textEdited.connect(lambda _text: self._tell(""))
        self.passphrase.returnPressed.connect(self._try)
        self.again.returnPressed.connect(self._try)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(1.4)] * 4)
        column.setSpacing(theme.px(0.7))
        for part in (title, text, self.passphrase, self.again, self.problem):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.accept_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        column.addLayout(row)
        for widget in (self.passphrase, self.again):
            widget.setFont(theme.font("body"))
        for button in (self.accept_button, self.cancel_button):
            button.set_theme(theme)
            button.setFont(theme.font("body"))
        self.setFixedWidth(theme.px(32))
        self._fit()

    def _fit(self) -> None:
        """Take the height that the texts need at this width: a dialog asks for none."""
        self.layout().activate()
        self.setFixedHeight(self.layout().totalHeightForWidth(self.width()))

    def _tell(self, problem: str) -> None:
        self.problem.set_text(problem)
        self.problem.setVisible(bool(problem))
        self._fit()

    def _field(self, name: str) -> Field:
        field = Field(self, placeholderText=name, echoMode=QLineEdit.EchoMode.Password)
        field.setAccessibleName(name)
        return field

    def _try(self) -> None:
        from callassist.store.unlock import MIN_PASSPHRASE_CHARS

        typed = self.passphrase.text()
        if self._new and len(typed) < MIN_PASSPHRASE_CHARS:
            self._tell(
                self.tr("Take at least {count} characters.").format(count=MIN_PASSPHRASE_CHARS)
            )
        elif self._new and typed != self.again.text():
            self._tell(self.tr("The two are not the same: type it again."))
            self.again.clear()
            self.again.setFocus()
        elif typed:
            self.typed = typed
            self.accept()


class PassphraseAsker(QObject):
    """Lets another thread ask; made on the window's thread, before or after it runs.

    Attributes:
        dialog: The question on screen, if there is one.
    """

    _asked = Signal(str)

    def __init__(self, settings: OverlaySettings, *, recording: bool = True) -> None:
        """Ask in the colors and text size that ``settings`` have by then.

        Args:
            settings: Of the overlay.
            recording: Whether a call waits to be recorded; else calls are to be read.
        """
        super().__init__()
        self._settings = settings
        self._recording = recording
        self._answered = threading.Event()
        self._answer: str | None = None
        self._cancelled = False
        self.dialog: PassphraseDialog | None = None
        self._asked.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def ask(self, asking: Asking) -> str | None:
        """Wait for the answer; ``None`` if the person will not say, or the program ends."""
        assert QThread.currentThread() is not self.thread(), "a window must not wait for itself"
        if self._cancelled:
            return None
        self._answer = None
        self._answered.clear()
        self._asked.emit(asking)
        self._answered.wait()
        return self._answer

    def cancel(self) -> None:
        """Answer for the person: the program ends."""
        self._cancelled = True
        if self.dialog is not None:
            self.dialog.reject()
        self._answered.set()

    def _show(self, asking: Asking) -> None:
        if self._cancelled:
            return
        self.dialog = PassphraseDialog(
            asking,
            Theme.make(dark=is_dark(self._settings.theme), text_scale=self._settings.text_scale),
            recording=self._recording,
        )
        self.dialog.finished.connect(self._finish)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _finish(self, code: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        self._answer = dialog.typed if code == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        self._answered.set()
