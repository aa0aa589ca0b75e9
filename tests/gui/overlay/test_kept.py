"""That a call was kept is told on screen once it is over, and never while a call runs."""

from __future__ import annotations

import threading
from datetime import datetime

from callassist.gui.launch import Launch
from callassist.gui.overlay.kept import LINE
from callassist.gui.program import OverlayProgram
from callassist.settings.user import UserSettings
from callassist.store.summary import CallSummary
from tests.gui.fakes import ScriptedSession

CALL = CallSummary("k3v9q2mx", "", "", datetime.now().astimezone(), 192.4, "whole")


def test_a_kept_call_can_be_opened_until_the_next_one_begins(qapp, qtbot, tmp_path):
    listeners, opened = [], []
    settings = UserSettings()
    settings.overlay.reduced_motion = "on"
    launch = Launch(
        ScriptedSession(),
        settings,
        settings_path=tmp_path / "settings.toml",
        next_session=ScriptedSession,
        open_library=opened.append,
        tell_kept=listeners.append,
    )
    program = OverlayProgram(launch)
    lines = program.overlay.status.lines

    def keep() -> None:
        """Tell of it as the keeper does: on a thread of its own."""
        thread = threading.Thread(target=listeners[0], args=(CALL,))
        thread.start()
        thread.join()
        qapp.processEvents()

    try:
        program.start()
        qtbot.waitUntil(lambda: program.bridge.state == "listening")
        keep()
        assert LINE not in lines, "an earlier call's end is no news in a call"
        program.actions.end_asked.emit()
        qtbot.waitUntil(lambda: program.bridge.state == "ended")
        assert LINE not in lines, "nothing is said before it is kept"
        keep()
        assert lines[LINE].text.text == "Call kept, 3:12"
        lines[LINE].button.click()
        assert opened == [CALL.id]
        assert LINE not in lines
        keep()
        program.actions.start_asked.emit()
        assert LINE not in lines, "gone before the next call listens"
        qtbot.waitUntil(lambda: program.bridge.state == "listening")
        assert LINE not in lines
    finally:
        program.close()
