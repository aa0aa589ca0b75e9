"""Starting at login, as the system is told of it."""

from __future__ import annotations

import configparser
import sys
from pathlib import Path

import pytest

from callassist.errors import CallAssistError
from callassist.run.autostart import set_start_at_login, starts_at_login

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="each system has a way of its own"
)


@pytest.fixture(autouse=True)
def settings_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


def entry(folder: Path) -> str:
    return (folder / "autostart" / "callassist.desktop").read_text()


def test_it_is_turned_on_and_off(settings_folder: Path) -> None:
    assert not starts_at_login()
    set_start_at_login(True)
    assert starts_at_login()
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(entry(settings_folder))
    assert parser["Desktop Entry"]["Exec"] == f"{sys.executable} -m callassist"
    set_start_at_login(False)
    set_start_at_login(False)
    assert not starts_at_login()


def test_a_strange_path_is_quoted(settings_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", '/my "own" 100%/$python')
    set_start_at_login(True)
    line = '"/my \\\\"own\\\\" 100%%/\\\\$python"'
    assert f"Exec={line} -m callassist\n" in entry(settings_folder)


def test_a_folder_that_may_not_be_written_is_told(settings_folder: Path) -> None:
    (settings_folder / "autostart").write_text("in the way")
    with pytest.raises(CallAssistError, match="starting at login could not be changed"):
        set_start_at_login(True)
