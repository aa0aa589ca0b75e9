"""Settings that cannot be read are told on screen, with ways on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from callassist.errors import CallAssistError
from callassist.gui import unreadable
from callassist.gui.theme import Theme
from callassist.paths import settings_path
from tests.gui.settings.devices import cut_texts


@pytest.fixture
def broken(qapp, home, monkeypatch):
    monkeypatch.setattr(unreadable.screen, "is_offscreen", lambda: False)
    monkeypatch.setattr(unreadable.screen, "choose_platform", lambda: None)
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("them = 1\n")
    return path


def answering(press):
    """Do ``press`` with the dialog once it is on screen."""

    def look():
        dialogs = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        dialogs = [w for w in dialogs if isinstance(w, unreadable.UnreadableDialog)]
        if dialogs:
            press(dialogs[0])
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def test_the_defaults_hold_for_now_and_the_file_stays(broken, qtbot):
    seen = []

    def press(dialog):
        seen.append(dialog.problem.text)
        assert cut_texts(dialog) == []
        dialog.defaults.setFocus()
        qtbot.keyClick(dialog.defaults, Qt.Key.Key_Return)

    answering(press)
    settings = unreadable.settings_or_defaults(broken)
    assert settings.set_up  # no first steps: nothing could be kept
    assert 'unknown name "them"' in seen[0]
    assert broken.read_text() == "them = 1\n"


def test_once_mended_in_the_settings_the_file_holds(broken, monkeypatch):
    def mend():
        broken.write_text('language = "de"\n')

    monkeypatch.setattr("callassist.gui.settings.show.run_settings", mend)
    answering(lambda dialog: dialog.settings.click())
    assert unreadable.settings_or_defaults(broken).language == "de"


def test_quitting_leaves_the_line(broken, qtbot):
    answering(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    with pytest.raises(CallAssistError, match="unknown name"):
        unreadable.settings_or_defaults(broken)


def test_nothing_is_cut_in_large_letters(qapp, qtbot):
    dialog = unreadable.UnreadableDialog(
        "the settings are wrong; mend them", Theme.make(dark=True, text_scale=2.0)
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert cut_texts(dialog) == []
