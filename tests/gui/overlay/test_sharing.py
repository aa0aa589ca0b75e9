"""Hidden from shared screens: what is asked, what is read back, what is said."""

from __future__ import annotations

import pytest

from callassist.gui.overlay.sharing import Sharing, WindowsHider


class User32:
    """Keeps a window's affinity, or refuses to."""

    def __init__(self, *, refuses: bool = False, fails: bool = False) -> None:
        self.affinity: dict[int, int] = {}
        self._refuses, self._fails = refuses, fails

    def SetWindowDisplayAffinity(self, window, affinity):
        if not self._refuses:
            self.affinity[window] = affinity
        return int(not self._refuses)

    def GetWindowDisplayAffinity(self, window, affinity):
        affinity._obj.value = self.affinity.get(window, 0)
        return int(not self._fails)


def test_windows_is_asked_and_read_back(overlay):
    user32 = User32()
    sharing = Sharing(WindowsHider(user32))
    assert sharing.apply(overlay, True) == "hidden"
    assert user32.affinity == {int(overlay.winId()): 0x11}
    assert "leave the overlay out" in sharing.line(True)
    assert sharing.short == "Hidden from shared screens"
    assert sharing.apply(overlay, False) == "seen"
    assert user32.affinity == {int(overlay.winId()): 0}
    assert "sees the overlay" in sharing.line(False)


@pytest.mark.parametrize("how", ["refuses", "fails"])
def test_a_system_that_does_not_do_it_is_told_of(overlay, how):
    sharing = Sharing(WindowsHider(User32(**{how: True})))
    assert sharing.apply(overlay, True) == "seen"
    assert "did not hide it" in sharing.line(True)


def test_a_system_that_does_it_partly(overlay):
    class Mac:
        def hide(self, window, wanted):
            return "partly" if wanted else "seen"

    sharing = Sharing(Mac())
    sharing.apply(overlay, True)
    assert "try yours" in sharing.line(True)
    assert sharing.can_hide


def test_here_it_cannot_be_hidden_and_that_is_said(overlay):
    assert not overlay.sharing.can_hide
    assert overlay.sharing.state == "seen"
    assert "cannot be hidden here" in overlay.sharing.line(True)


def test_it_is_asked_anew_whenever_the_window_is_a_new_one(overlay):
    user32 = User32()
    overlay.sharing = Sharing(WindowsHider(user32))
    overlay.set_click_through(True)
    assert user32.affinity[int(overlay.winId())] == 0x11
    overlay.settings.hide_from_sharing = False
    overlay.apply_settings()
    assert user32.affinity[int(overlay.winId())] == 0
