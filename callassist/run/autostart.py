"""Starts callassist when its user logs in, as each system wants to be told.

Linux: a desktop entry in the user's ``autostart`` folder (the XDG autostart specification).
Windows: a value under the user's ``Run`` key. macOS: a launch agent of the user's.
"""

from __future__ import annotations

import os
import plistlib
import shlex
import subprocess
import sys
from pathlib import Path

from callassist.errors import CallAssistError
from callassist.files import write_whole
from callassist.run.program import own_command

_LABEL = "org.callassist.callassist"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


def starts_at_login() -> bool:
    """Return whether callassist starts when its user logs in."""
    if sys.platform == "win32":
        return _windows_value() is not None
    return _entry().is_file()


def set_start_at_login(on: bool) -> None:
    """Let callassist start when its user logs in, or no longer.

    Raises:
        CallAssistError: If the system does not let it be changed.
    """
    try:
        if sys.platform == "win32":
            _set_windows_value(subprocess.list2cmdline(own_command()) if on else None)
        elif on:
            _write(_entry(), _launch_agent() if sys.platform == "darwin" else _desktop_entry())
        else:
            _entry().unlink(missing_ok=True)
    except OSError as error:
        raise CallAssistError(
            f"starting at login could not be changed ({error.strerror or error}); "
            "your system's own settings for startup programs can do it"
        ) from error


def _entry() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{_LABEL}.plist"
    settings = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(settings).expanduser() / "autostart" / "callassist.desktop"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)


def _desktop_entry() -> str:
    words = " ".join(_desktop_quoted(word) for word in own_command())
    return (
        "[Desktop Entry]\nType=Application\nName=callassist\n"
        f"Exec={words}\nIcon=callassist\nX-GNOME-Autostart-enabled=true\n"
    )


def _desktop_quoted(word: str) -> str:
    """Return a word of an ``Exec`` line: ``%`` would begin a field, and quotes come doubled."""
    if shlex.quote(word) == word and "%" not in word:
        return word
    inner = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word)
    # The value as a whole is a string of the file's, in which a backslash is written twice.
    return '"' + inner.replace("\\", "\\\\").replace("%", "%%") + '"'


def _launch_agent() -> str:
    agent = {"Label": _LABEL, "ProgramArguments": own_command(), "RunAtLoad": True}
    return plistlib.dumps(agent).decode()


def _windows_value() -> str | None:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
                return str(winreg.QueryValueEx(key, "callassist")[0])
        except FileNotFoundError:
            return None
    return None


def _set_windows_value(command: str | None) -> None:
    if sys.platform == "win32":
        import winreg

        access = winreg.KEY_SET_VALUE
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY, access=access) as key:
            if command is not None:
                winreg.SetValueEx(key, "callassist", 0, winreg.REG_SZ, command)
            elif _windows_value() is not None:
                winreg.DeleteValue(key, "callassist")
