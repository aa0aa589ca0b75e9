"""Asks for the passphrase of the kept calls, for a thread that is not the window's."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from callassist.gui.style import Button, Field, style_sheet
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme, is_dark
from callassist.settings.user import OverlaySettings

if TYPE_CHECKING:
    from callassist.store.unlock import Asking

TITLES: dict[Asking, str] = {
    "new": "Choose a passphrase",
    "open": "Passphrase of the kept calls",
    "again": "That was not it",
}
TEXTS: dict[Asking, str] = {
    "new": "Calls are kept sealed, and this computer has no keyring to hold the key. Without the "
    "passphrase nobody can read them again: write it down in a safe place.",
    "open": "The call is sealed with it, like those before.",
    "again": "Try it again, or leave this call unrecorded.",
}


class PassphraseDialog(QDialog):
    """One passphrase, typed twice where it is new; ``typed`` is it once accepted."""

    def __init__(self, asking: Asking, theme: Theme) -> None:
        """Ask in the words of ``asking``."""
        super().__init__(None, Qt.WindowType.WindowStaysOnTopHint)
        self.typed = ""
        self._new = asking == "new"
        self.setWindowTitle(TITLES[asking])
        self.setStyleSheet(style_sheet(theme))
        self.setPalette(theme.qt_palette())
        self.setFont(theme.font("body"))
        title, text, self.problem = TextBlock(self), TextBlock(self), TextBlock(self)
        title.set_look(theme.font("say"), theme.color("text"))
        text.set_look(theme.font("body"), theme.color("muted"))
        self.problem.set_look(theme.font("body"), theme.color("alert"))
        title.set_text(TITLES[asking])
        text.set_text(TEXTS[asking])
        self.passphrase = self._field("Passphrase")
        self.again = self._field("The same again")
        self.again.setVisible(self._new)
        self.problem.hide()
        self.accept_button = Button(
            "Keep calls with it" if self._new else "Unlock", self, kind="main"
        )
        self.cancel_button = Button("Do not record", self, kind="quiet")
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
            self._tell(f"Take at least {MIN_PASSPHRASE_CHARS} characters.")
        elif self._new and typed != self.again.text():
            self._tell("The two are not the same: type it again.")
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

    def __init__(self, settings: OverlaySettings) -> None:
        """Ask in the colors and text size that ``settings`` have by then."""
        super().__init__()
        self._settings = settings
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
