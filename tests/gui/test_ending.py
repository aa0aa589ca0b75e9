"""Ending the program from outside closes all of it, dialogs and other windows included."""

from __future__ import annotations

import os
import signal
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QInputDialog, QWidget

from callassist.gui import application
from callassist.gui.launch import Launch
from callassist.gui.program import OverlayProgram
from callassist.settings.user import UserSettings
from tests.gui.fakes import ScriptedSession


class Asking(QWidget):
    """A window that asks something in a dialog of its own; it may refuse to close."""

    def __init__(self, *, refuses: int = 0) -> None:
        super().__init__()
        self.refuses = refuses
        self.answered = None

    def ask(self):
        self.answered = QInputDialog.getText(self, "Rename", "Title")[1]

    def closeEvent(self, event):
        if self.refuses:
            self.refuses -= 1
            event.ignore()


@pytest.fixture
def closed(qapp, monkeypatch):
    """How often the windows that were opened besides were closed."""
    asked = []
    monkeypatch.setattr(application, "close_windows", lambda: asked.append(True))
    yield asked
    qapp.setQuitOnLastWindowClosed(False)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_window_ends_out_of_a_dialog_when_it_is_asked_to(qapp, closed):
    window = Asking()
    window.show()
    QTimer.singleShot(0, window.ask)
    QTimer.singleShot(300, lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert application.run_until_closed(window) == 0
    assert window.answered is False
    assert closed == [True]
    window.deleteLater()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_window_that_has_something_to_ask_stays_until_it_is_answered(qapp, closed):
    window = Asking(refuses=1)
    window.show()
    QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGTERM))
    QTimer.singleShot(300, lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert application.run_until_closed(window) == 0
    assert window.refuses == 0
    assert len(closed) == 2
    window.deleteLater()


@pytest.mark.parametrize("command", ["quit", "status"])
def test_quit_from_outside_closes_the_windows_besides(qapp, qtbot, tmp_path, command):
    asked = []
    launch = Launch(
        ScriptedSession(),
        UserSettings(),
        settings_path=tmp_path / "settings.toml",
        close_windows=lambda: asked.append(True),
    )
    program = OverlayProgram(launch)
    program.start()
    qtbot.waitUntil(lambda: program.bridge.state == "listening")
    ended = []
    program.finished.connect(lambda: ended.append(True))
    program._obey(command)
    if command == "quit":
        qtbot.waitUntil(lambda: bool(ended))
    assert asked == ([True] if command == "quit" else [])
    program.close()
