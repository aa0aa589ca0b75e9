"""Settings that cannot be read as the program starts: told in a window, with two ways on.

Started from a menu or at login, a program has no terminal in which a line could be read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from callassist.errors import CallAssistError
from callassist.gui import screen
from callassist.gui.application import window_application
from callassist.gui.flow import FlowLayout
from callassist.gui.i18n import capital
from callassist.gui.loop import interrupts_to
from callassist.gui.settings.look import settings_sheet
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme, theme_of
from callassist.settings.user import UserSettings, load

Answer = Literal["settings", "defaults", "quit"]

WIDTH_EM = 36.0


class UnreadableDialog(QDialog):
    """Says what is wrong with the settings.

    Attributes:
        answer: What is wanted; to quit, if it is only closed.
    """

    def __init__(self, problem: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Say ``problem``, a line."""
        super().__init__(parent)
        self.answer: Answer = "quit"
        self.setWindowTitle(self.tr("Settings cannot be read – callassist"))
        self.setPalette(theme.qt_palette())
        self.setFont(theme.body_font)
        self.setStyleSheet(settings_sheet(theme))
        title, self.problem, text = TextBlock(self), TextBlock(self), TextBlock(self)
        title.set_look(theme.font("say"), theme.color("text"))
        self.problem.set_look(theme.font("body"), theme.color("alert"))
        text.set_look(theme.font("body"), theme.color("muted"))
        title.set_text(self.tr("Your settings cannot be read"))
        self.problem.set_text(capital(problem))
        text.set_text(
            self.tr(
                "With the defaults you can take calls now; what you change on screen is not kept "
                "until the file is mended. The file itself is left as it is."
            )
        )
        self.settings = Button(self.tr("Open the settings"), self, kind="main")
        self.defaults = Button(self.tr("Use the defaults for now"), self)
        self.leave = Button(self.tr("Quit"), self, kind="quiet")
        row = FlowLayout()
        row.set_gap(theme.px(0.6))
        answers: tuple[tuple[Button, Answer], ...] = (
            (self.settings, "settings"), (self.defaults, "defaults"), (self.leave, "quit"),
        )  # fmt: skip
        for button, answer in answers:
            button.set_theme(theme)
            button.setAutoDefault(True)  # for Enter
            button.clicked.connect(lambda _=False, answer=answer: self._take(answer))
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(1.4)] * 4)
        column.setSpacing(theme.px(0.8))
        for part in (title, self.problem, text):
            column.addWidget(part)
        column.addLayout(row)
        self.setFixedWidth(theme.px(WIDTH_EM))
        column.activate()
        self.setFixedHeight(column.totalHeightForWidth(self.width()))
        self.settings.setFocus()

    def _take(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()


def settings_or_defaults(path: Path) -> UserSettings:
    """Return the settings at ``path``; where they cannot be read, ask what to do.

    Returns:
        What the file says, perhaps after it was mended, or the defaults.

    Raises:
        CallAssistError: They cannot be read, and nobody can be asked, or wants to quit.
    """
    while True:
        try:
            return load(path)
        except CallAssistError as error:
            if screen.is_offscreen():
                raise
            answer = _ask(str(error))
            if answer == "defaults":
                return UserSettings(set_up=True)
            if answer == "quit":
                raise
        from callassist.gui.settings.show import run_settings

        run_settings()


def _ask(problem: str) -> Answer:
    screen.choose_platform()  # for the overlay that may come next
    window_application().setQuitOnLastWindowClosed(False)
    dialog = UnreadableDialog(problem, theme_of(UserSettings()))
    with interrupts_to(dialog.reject):
        dialog.exec()
    answer = dialog.answer
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return answer
