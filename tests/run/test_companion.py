"""Other windows are programs of their own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from callassist.errors import CallAssistError
from callassist.run import companion


class Started:
    """A program that has ended at once."""

    def poll(self):
        return 0


@pytest.fixture
def started(monkeypatch):
    commands = []

    def start(command, **options):
        commands.append((command, options))
        return Started()

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(companion, "_windows", [])
    return commands


def test_the_library_is_started_beside_the_call(started):
    companion.open_library()
    ((command, options),) = started
    assert command[1:] == ["-m", "callassist", "library"]
    assert options["start_new_session"], "it outlives the overlay"


@pytest.mark.parametrize(
    ("opens", "command"), [(companion.open_team, "team"), (companion.open_studio, "studio")]
)
def test_so_are_the_team_and_the_studio(started, opens, command):
    opens()
    assert started[0][0][1:] == ["-m", "callassist", command]


def test_a_packaged_program_starts_itself(started, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    companion.start_overlay()
    ((command, _),) = started
    assert command == [sys.executable]


def test_what_does_not_start_is_told(monkeypatch):
    def fails(*_, **__):
        raise OSError(8, "Exec format error")

    monkeypatch.setattr(subprocess, "Popen", fails)
    with pytest.raises(CallAssistError, match="run: callassist library"):
        companion.open_library()
