"""``callassist ctl`` as a person sees it, and what ``live --headless`` prints."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from click.testing import CliRunner

from callassist.cli.ctl import ctl, status_line
from callassist.cli.live import CallLines
from callassist.errors import CallAssistError
from callassist.run.control import client
from callassist.run.control.client import wait_until_gone
from callassist.run.control.place import Place
from callassist.run.control.protocol import Command
from callassist.run.control.server import ControlServer
from callassist.run.status import SideStatus, Status
from callassist.types import CallEnded, Finding, Prompt

LISTENING = Status(
    "listening",
    61.5,
    SideStatus("hears"),
    SideStatus("lost", "Headset: it is gone"),
    recording=True,
    load=("partials",),
    muted=True,
)


@pytest.fixture
def served() -> Iterator[list[Command]]:
    """Commands that a running program was given."""
    commands: list[Command] = []

    def do(command: Command) -> Status:
        commands.append(command)
        if command == "pause":
            raise CallAssistError("no call is going on")
        return LISTENING

    place = Place()
    place.enter()
    server = ControlServer(do, place)
    yield commands
    server.close()
    place.leave()


def test_a_line_for_people_and_an_object_for_programs(served: list[Command]) -> None:
    said = CliRunner().invoke(ctl, ["start"])
    assert (said.exit_code, said.output.strip()) == (0, status_line(LISTENING))
    said = CliRunner().invoke(ctl, ["status", "--json"])
    assert json.loads(said.output)["customer"] == {"state": "lost", "detail": "Headset: it is gone"}
    assert served == ["start", "status"]


@pytest.mark.usefixtures("served")
def test_what_cannot_be_done_is_an_error() -> None:
    failed = CliRunner().invoke(ctl, ["pause"])
    assert isinstance(failed.exception, CallAssistError)
    assert str(failed.exception) == "no call is going on"
    assert CliRunner().invoke(ctl, ["strat"]).exit_code == 2


def test_quit_waits_until_the_program_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place()
    place.enter()
    waiting = threading.Thread(target=wait_until_gone)
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    with monkeypatch.context() as patch:
        patch.setattr(client, "QUITTING_MAY_TAKE_S", 0.0)
        with pytest.raises(CallAssistError, match="not quit yet"):
            wait_until_gone()
    place.leave()
    waiting.join(10.0)
    assert not waiting.is_alive()


def test_a_status_in_words() -> None:
    assert status_line(LISTENING) == (
        "listening 1:01; you: hears; customer: lost (Headset: it is gone); recording; "
        "no prompts for now; busy computer, left out: partials"
    )
    assert status_line(Status("standby", problem="no microphone")) == "standby; no microphone"


def test_a_prompt_that_makes_room_for_another_is_printed_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    finding = Finding("interruption", "agent", 9.0, 9.5, 10.0, 0.9)
    shown = Prompt("listen", "Let them finish", "why", "nudge", 10.0, 16.0, finding)
    lines = CallLines()
    for event in (
        shown,
        replace(shown, hide_s=12.0),
        replace(shown, id="restate", say="Say it back", shown_s=12.0),
        replace(shown, hide_s=12.0, outcome="followed"),
        CallEnded(60.0),
        shown,
    ):
        lines.print(event)
    said = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[1] for line in said] == [
        "Let them finish", "Say it back", "Let them finish",
    ]  # fmt: skip
