"""The set-up scripts say or do the right thing, on a machine made of fakes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[2] / "tools" / "setup"


class Machine:
    """A folder of commands that stand in for a system's own.

    Attributes:
        log: What apt-get was asked to do, one call a line.
    """

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.log = folder / "apt.log"
        self.log.touch()
        self.state = folder / "updated"
        for name in (
            "bash", "cat", "dirname", "env", "grep", "mktemp", "rm", "sed", "tail", "touch", "true",
        ):  # fmt: skip
            (self.bin / name).symlink_to(shutil.which(name))
        self.command("uname", "echo Linux")

    def command(self, name: str, script: str) -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def has(self, *packages: str) -> None:
        lines = "".join(f"installed {package}\\n" for package in packages)
        self.command("dpkg-query", f"printf 'config-files ffmpeg\\n{lines}'")

    def is_run_by(self, user_id: int) -> None:
        self.command("id", f"echo {user_id}")

    def apt_get(self, *, works_after_update: bool) -> None:
        outcome = (
            f"[ -e '{self.state}' ]" if works_after_update else "echo 'E: no such thing'; false"
        )
        self.command(
            "apt-get",
            f'echo "$*" >>"{self.log}"\n'
            f'case "$*" in *update) touch "{self.state}";; *) {outcome};; esac',
        )

    def run(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", str(SETUP / script), *arguments],
            cwd=self.log.parent,
            env={"PATH": str(self.bin), "TMPDIR": os.environ.get("TMPDIR", "/tmp")},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.is_run_by(1000)
    machine.apt_get(works_after_update=True)
    machine.has()
    return machine


def wanted(machine: Machine, what: str) -> list[str]:
    """Return the packages that an empty machine is told to install."""
    line = machine.run("system-libraries.sh", what).stderr
    return line.split("apt-get install ")[1].split()


def test_whoever_may_not_install_gets_one_line(machine: Machine) -> None:
    result = machine.run("system-libraries.sh", "app")
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert {"libportaudio2", "libegl1", "libxcb-cursor0"} <= set(wanted(machine, "app"))
    assert machine.log.read_text() == ""


def test_tests_and_benchmarks_need_more_than_the_program(machine: Machine) -> None:
    assert set(wanted(machine, "app")) < set(wanted(machine, "test"))
    assert wanted(machine, "test") == wanted(machine, "bench")


def test_only_what_is_missing_is_named(machine: Machine) -> None:
    every = wanted(machine, "test")
    machine.has(*(package for package in every if package not in ("espeak-ng", "ffmpeg")))
    assert wanted(machine, "test") == ["espeak-ng", "ffmpeg"]


def test_nothing_missing_says_nothing(machine: Machine) -> None:
    machine.has(*wanted(machine, "test"))
    result = machine.run("system-libraries.sh", "test")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("user_id", [0, 1000], ids=["root", "sudo"])
def test_whoever_may_install_does_and_updates_an_old_list(machine: Machine, user_id: int) -> None:
    machine.is_run_by(user_id)
    if user_id:
        machine.command("sudo", 'shift; exec "$@"')
    result = machine.run("system-libraries.sh", "app")
    assert result.returncode == 0, result.stderr
    calls = machine.log.read_text().splitlines()
    assert [next(word for word in ("update", "install") if word in call) for call in calls] == [
        "install",
        "update",
        "install",
    ]
    assert calls[-1].endswith("fonts-dejavu-core")


def test_a_sudo_that_asks_is_not_used(machine: Machine) -> None:
    machine.command("sudo", "exit 1")
    assert machine.run("system-libraries.sh", "app").returncode == 1
    assert machine.log.read_text() == ""


def test_a_failing_install_names_the_error_and_what_to_run(machine: Machine) -> None:
    machine.is_run_by(0)
    machine.apt_get(works_after_update=False)
    result = machine.run("system-libraries.sh", "app")
    assert result.returncode == 1
    assert result.stderr.startswith("E: no such thing\ncallassist: ")


def test_a_system_without_apt_gets_one_line(machine: Machine) -> None:
    (machine.bin / "apt-get").unlink()
    result = machine.run("system-libraries.sh", "app")
    assert result.returncode == 1
    assert "libportaudio2" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_old_python_gets_one_line(machine: Machine) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        machine.command(name, "exit 1")
    result = machine.run("venv.sh", "app")
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "3.11" in result.stderr
