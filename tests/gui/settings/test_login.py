"""Starting with the computer, from the settings window."""

from __future__ import annotations

import sys

import pytest

from callassist.run.autostart import set_start_at_login, starts_at_login

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="each system has a way of its own"
)


@pytest.fixture(autouse=True)
def desktop(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


def test_the_switch_tells_the_system(open_window):
    window = open_window()
    window.show_page("calls")
    switch = window.at_login.editor.button
    assert not switch.isChecked()
    switch.click()
    assert starts_at_login()
    switch.click()
    assert not starts_at_login()


def test_it_shows_what_the_system_does(open_window):
    set_start_at_login(True)
    window = open_window()
    window.show_page("calls")
    assert window.at_login.editor.button.isChecked()


def test_a_system_that_refuses_is_told_where_it_stands(open_window, desktop):
    window = open_window()
    window.show_page("calls")
    desktop.mkdir(exist_ok=True)
    (desktop / "autostart").write_text("in the way")
    window.at_login.editor.button.click()
    assert not window.at_login.editor.button.isChecked()
    assert "could not be changed" in window.at_login.problem.text
