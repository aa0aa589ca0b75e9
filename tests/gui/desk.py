"""The overlay's program on a real X server: run by a test, told by lines, answers in JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSocketNotifier, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from callassist.gui.launch import Launch
from callassist.gui.program import OverlayProgram
from callassist.settings.user import HotkeySettings, OverlaySettings, UserSettings
from callassist.types import Finding, Prompt
from tests.gui.fakes import ScriptedSession

FINDING = Finding("interruption", "agent", 9.0, 9.5, 10.0, 0.9)


def main() -> None:
    """Run until the line "quit"."""
    app = QApplication(["callassist"])
    overlay = OverlaySettings(theme="light", reduced_motion="on")
    settings = UserSettings(overlay=overlay, hotkeys=HotkeySettings(call="Ctrl+Alt+C"))
    session = ScriptedSession()
    program = OverlayProgram(Launch(session, settings, Path(sys.argv[1])))
    full_screen = QMainWindow()
    full_screen.setStyleSheet("background: #204060")

    def state() -> dict[str, object]:
        shown = program.overlay
        return {
            "place": shown.geometry().getRect(),
            "screen": shown.screen().name(),
            "screens": {
                each.name(): each.availableGeometry().getRect()
                for each in QGuiApplication.screens()
            },
            "prompt": shown.card.prompt.id if shown.card.prompt else "",
            "helped": shown.card.helped.mapToGlobal(shown.card.helped.rect().center()).toTuple(),
            "answers": [outcome for _, outcome in session.answers],
            "calls": session.calls,
            "muted": shown.mute.kind,
            "notes": shown.notes.isVisible(),
            "menu": program.actions.menu.isVisible(),
            "clicks_through": bool(shown.windowFlags() & Qt.WindowType.WindowTransparentForInput),
            "problems": [problem.text for problem in program.hotkeys.problems],
            "full_screen": full_screen.isFullScreen() and full_screen.isActiveWindow(),
        }

    def obey(line: str) -> None:
        word, *rest = line.split()
        if word == "prompt":
            prompt = Prompt(rest[0], "Let them finish", "You came in", "warn", 10.0, 99.0, FINDING)
            program.overlay.show_prompt(prompt)
        elif word == "full-screen":
            full_screen.showFullScreen()
            full_screen.activateWindow()
        elif word == "quit":
            program.close()
            app.quit()
            return
        print(json.dumps(state()), flush=True)

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: obey(sys.stdin.readline() or "quit"))
    program.start()
    QCoreApplication.processEvents()
    app.exec()


if __name__ == "__main__":
    main()
