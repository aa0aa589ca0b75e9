"""What can be said of the installers' scripts without the systems that they are for."""

from __future__ import annotations

import configparser
import plistlib
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "tools" / "package"

pytestmark = pytest.mark.skipif(not SCRIPTS.is_dir(), reason="only a checkout has the scripts")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize("script", ["onefolder.sh", "deb.sh", "macos/build.sh"])
def test_shell_scripts_parse_and_stop_at_the_first_mistake(script: str) -> None:
    path = SCRIPTS / script
    checked = subprocess.run(["bash", "-n", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "set -euo pipefail" in path.read_text()


def test_the_menu_entry_starts_commands_that_exist() -> None:
    from callassist.cli.main import COMMANDS

    entry = configparser.ConfigParser(interpolation=None)
    entry.read(SCRIPTS / "linux" / "callassist.desktop")
    commands = [section["Exec"].split() for name, section in entry.items() if name != "DEFAULT"]
    assert commands
    for program, *arguments in commands:
        assert program == "callassist"
        assert all(argument in COMMANDS for argument in arguments)
    actions = entry["Desktop Entry"]["Actions"].rstrip(";").split(";")
    assert {f"Desktop Action {name}" for name in actions} == set(entry.sections()[1:])


def test_macos_asks_for_the_microphone_and_no_more() -> None:
    rights = plistlib.loads((SCRIPTS / "macos" / "entitlements.plist").read_bytes())
    assert rights["com.apple.security.device.audio-input"] is True
    assert not any("network" in name or "files" in name for name in rights)
    assert "NSMicrophoneUsageDescription" in (SCRIPTS / "callassist.spec").read_text()


def test_the_windows_installer_names_files_and_commands_that_exist() -> None:
    from callassist.cli.main import COMMANDS

    text = (SCRIPTS / "windows" / "callassist.iss").read_text(encoding="utf-8")
    sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
    assert {"Setup", "Files", "Icons", "Run", "UninstallRun"} <= set(sections)
    assert len(sections) == len(set(sections))
    license_file = re.search(r"^LicenseFile=(.+)$", text, re.MULTILINE)
    assert license_file is not None
    assert (SCRIPTS / "windows" / license_file[1].replace("\\", "/")).resolve() == ROOT / "LICENSE"
    for words in re.findall(r'Parameters: "([^"]+)"', text):
        assert words.split()[0] in COMMANDS
    used = set(re.findall(r"\{cm:(\w+)\}", text)) - {"CreateDesktopIcon"}
    for language in ("en", "de"):
        assert used == set(re.findall(rf"^{language}\.(\w+)=", text, re.MULTILINE))


def test_packages_are_built_from_what_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert any(item.startswith("pyinstaller") for item in project["dependency-groups"]["package"])
    locked = (ROOT / "requirements" / "dev.txt").read_text()
    assert re.search(r"^pyinstaller==[\d.]+ ", locked, re.MULTILINE)
    assert "requirements\\package.txt" in (SCRIPTS / "windows" / "build.ps1").read_text()
    assert (ROOT / "requirements" / "package.txt").is_file()
