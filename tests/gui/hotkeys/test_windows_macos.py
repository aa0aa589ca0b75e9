"""What is asked of Windows and macOS, with made-up libraries: they cannot run here."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

import pytest
from PySide6.QtCore import QByteArray

from callassist.gui.hotkeys import GlobalHotkeys
from callassist.gui.hotkeys.macos import VIRTUAL_KEYS, MacKeys
from callassist.gui.hotkeys.windows import FIRST_ID, WM_HOTKEY, WindowsKeys
from callassist.settings.user import HotkeySettings

KEYS = HotkeySettings(
    call="Ctrl+Alt+F24", dismiss="Ctrl+Alt+D", helped="Ctrl+Alt+Ü", mute="Meta+Shift+PgUp",
    click_through="", notes="", menu="",
)  # fmt: skip


class User32:
    """Holds hotkeys as Windows does; one is another program's."""

    def __init__(self) -> None:
        self.held: dict[int, tuple[int, int]] = {}

    def RegisterHotKey(self, window, number, flags, key):
        assert window is None
        if key == ord("D") or number in self.held:
            return 0
        self.held[number] = (flags, key)
        return 1

    def UnregisterHotKey(self, window, number):
        return int(self.held.pop(number, None) is not None)

    def VkKeyScanW(self, character):
        return {"ü": 0xBA}.get(character, -1)


def test_windows(qapp):
    user32 = User32()
    backend = WindowsKeys(user32=user32)
    hotkeys = GlobalHotkeys(backend=backend)
    seen = []
    hotkeys.pressed.connect(seen.append)
    hotkeys.apply(KEYS)
    assert set(user32.held.values()) == {(0x400C, 0x21), (0x4003, 0x87), (0x4003, 0xBA)}
    (problem,) = hotkeys.problems
    assert problem.action == "dismiss"
    assert "held by another program" in problem.text

    message = wintypes.MSG(message=WM_HOTKEY, wParam=FIRST_ID)
    kind = QByteArray(b"windows_generic_MSG")
    assert backend._filter.nativeEventFilter(kind, ctypes.addressof(message)) == (True, 0)
    assert seen == ["call"]
    for wrong in (
        wintypes.MSG(message=WM_HOTKEY, wParam=FIRST_ID + 1),
        wintypes.MSG(message=0x0100, wParam=FIRST_ID),
    ):
        assert backend._filter.nativeEventFilter(kind, ctypes.addressof(wrong)) == (False, 0)
    assert seen == ["call"]

    hotkeys.apply(HotkeySettings(**dict.fromkeys(HotkeySettings.model_fields, "")))
    assert not user32.held
    assert hotkeys.problems == ()
    hotkeys.apply(KEYS)
    hotkeys.close()
    assert not user32.held
    hotkeys.deleteLater()


class Carbon:
    """Holds hotkeys as macOS does; one is another program's."""

    def __init__(self) -> None:
        self.held: dict[int, tuple[int, int, int]] = {}
        self.handler = None
        self.pressed = 0

    def GetApplicationEventTarget(self):
        return 77

    def InstallEventHandler(self, target, handler, count, kinds, data, installed):
        self.handler = handler
        installed._obj.value = 5
        return 0

    def RemoveEventHandler(self, installed):
        self.handler = None
        return 0

    def RegisterEventHotKey(self, code, flags, which, target, options, held):
        if code == VIRTUAL_KEYS[ord("D")]:
            return -9878
        held._obj.value = 100 + which.id
        self.held[held._obj.value] = (code, flags, which.id)
        return 0

    def UnregisterEventHotKey(self, held):
        del self.held[held.value]
        return 0

    def GetEventParameter(self, event, name, kind, real_kind, size, real_size, data):
        assert size == 8
        data._obj.signature, data._obj.id = int.from_bytes(b"CAst", "big"), self.pressed
        return 0


def test_macos(qapp):
    carbon = Carbon()
    hotkeys = GlobalHotkeys(backend=MacKeys(carbon=carbon))
    seen = []
    hotkeys.pressed.connect(seen.append)
    hotkeys.apply(KEYS.model_copy(update={"call": "Ctrl+Shift+F5"}))
    command, shift, control = 0x100, 0x200, 0x1000
    assert [(code, flags) for code, flags, _ in carbon.held.values()] == [
        (96, command | shift),
        (116, control | shift),
    ]
    assert {problem.action: problem.text.split(" ", 1)[1] for problem in hotkeys.problems} == {
        "dismiss": "is held by another program: choose another key, or close that program",
        "helped": "is not on this keyboard: choose another key",
    }
    for carbon.pressed in (1, 2, 99):
        carbon.handler(None, 1, None)
    assert seen == ["call"]
    hotkeys.close()
    assert not carbon.held
    assert carbon.handler is None
    hotkeys.deleteLater()


@pytest.mark.parametrize("letter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
def test_macos_knows_every_letter_and_digit(letter):
    codes = list(VIRTUAL_KEYS.values())
    assert codes.count(VIRTUAL_KEYS[ord(letter)]) == 1
