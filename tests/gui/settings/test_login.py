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


def row_of(window):
    window.show_setting("at_login")
    return window.views["calls"].rows["at_login"]


def test_the_switch_tells_the_system_and_can_be_taken_back(open_window):
    window = open_window()
    row = row_of(window)
    switch = row.editor.button
    assert not switch.isChecked()
    switch.click()
    assert starts_at_login()
    assert window.status.text == "Kept: Start when I log in"
    window.undo_button.click()
    assert not starts_at_login()
    assert not switch.isChecked()
    switch.click()
    window.reset_page()
    assert not starts_at_login()
    assert row.title.x() == window.views["calls"].rows["calls.start"].title.x()


def test_it_shows_what_the_system_does(open_window):
    set_start_at_login(True)
    assert row_of(open_window()).editor.button.isChecked()


def test_a_system_that_refuses_is_told_where_it_stands(open_window, desktop):
    row = row_of(open_window())
    desktop.mkdir(exist_ok=True)
    (desktop / "autostart").write_text("in the way")
    row.editor.button.click()
    assert not row.editor.button.isChecked()
    assert "could not be changed" in row.problem.text
