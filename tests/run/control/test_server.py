"""The control socket itself, over both ways of reaching it."""

from __future__ import annotations

import os
import socket
import stat
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from callassist.errors import CallAssistError
from callassist.paths import settings_path
from callassist.run.control.client import ask
from callassist.run.control.place import AlreadyRunningError, Place, Transport, runtime_dir
from callassist.run.control.protocol import MAX_LINE_BYTES, Command
from callassist.run.control.server import MAX_CLIENTS, ControlServer
from callassist.run.status import Status

REFUSED = b'{"ok":false,"error":"refused"}\n'
posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="no Unix sockets there")


class Program:
    """Notes commands, as the program would do them."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.may_answer = threading.Event()
        self.may_answer.set()

    def do(self, command: Command) -> Status:
        self.commands.append(command)
        assert self.may_answer.wait(10)
        if command == "pause":
            raise CallAssistError("no call is going on")
        if command == "resume":
            raise ZeroDivisionError("of all things")
        return Status("listening" if command == "start" else "idle")


@pytest.fixture
def place() -> Iterator[Place]:
    place = Place()
    place.enter()
    yield place
    place.leave()


@pytest.fixture(params=[pytest.param("unix", marks=needs_unix), "tcp"])
def transport(request: pytest.FixtureRequest) -> Transport:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def program() -> Program:
    return Program()


@pytest.fixture
def server(place: Place, transport: Transport, program: Program) -> Iterator[ControlServer]:
    server = ControlServer(program.do, place, transport)
    yield server
    server.close()


def connected(place: Place) -> socket.socket:
    address = place.address()
    assert address is not None
    if address.transport == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(address.path)
    else:
        connection = socket.create_connection(("127.0.0.1", address.port))
    connection.settimeout(10)
    return connection


def said_to(connection: socket.socket) -> bytes:
    """Return everything until the server hangs up."""
    said = b""
    while more := connection.recv(1000):
        said += more
    return said


@pytest.mark.usefixtures("server")
def test_commands_are_done_and_answered(place: Place, program: Program) -> None:
    assert ask("start").status == Status("listening")
    assert ask("status").ok
    assert ask("pause").error == "no call is going on"
    assert "ZeroDivisionError" in ask("resume").error
    assert "did you mean" in ask("strat").error
    assert program.commands == ["start", "status", "pause", "resume"]
    assert Place().taken


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    "line",
    [
        b'{"token": "guessed", "command": "stop"}\n',
        b'{"command": "stop"}\n',
        b"GET / HTTP/1.1\r\n\r\n",
        b"x" * (3 * MAX_LINE_BYTES) + b"\n",
        b"\n",
    ],
)
def test_without_the_token_nothing_is_done_or_said(
    place: Place, program: Program, line: bytes
) -> None:
    with connected(place) as connection:
        connection.sendall(line)
        connection.shutdown(socket.SHUT_WR)
        try:
            assert said_to(connection) == REFUSED
        except ConnectionResetError:  # it hung up before it had read all of a long line
            assert len(line) > MAX_LINE_BYTES
    assert program.commands == []


@pytest.mark.usefixtures("server")
def test_whoever_says_nothing_is_sent_away_and_holds_up_nobody(
    place: Place, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callassist.run.control.server.REQUEST_MAY_TAKE_S", 1.0)
    with connected(place) as silent:
        silent.sendall(b'{"token": "')
        assert ask("status").ok
        assert said_to(silent) == REFUSED
    crowd = [connected(place) for _ in range(3 * MAX_CLIENTS)]
    for one in crowd:
        one.close()
    patience_ends = time.monotonic() + 10
    while True:  # as soon as there is room again
        try:
            assert ask("start").ok
            break
        except CallAssistError:
            assert time.monotonic() < patience_ends
    assert program.commands == ["status", "start"]


def test_a_command_under_way_is_answered_when_the_program_ends(
    server: ControlServer, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callassist.run.control.server.FAREWELL_S", 10.0)
    answers: list[bool] = []
    program.may_answer.clear()
    asking = threading.Thread(target=lambda: answers.append(ask("stop").ok))
    asking.start()
    patience_ends = time.monotonic() + 10
    while not program.commands:
        assert time.monotonic() < patience_ends
        time.sleep(0.005)
    threading.Timer(0.05, program.may_answer.set).start()
    server.close()
    asking.join(10)
    assert answers == [True]
    with pytest.raises(CallAssistError, match="takes no commands yet"):
        ask("status")


@posix
def test_nobody_else_may_come_near(place: Place, transport: Transport, program: Program) -> None:
    os.umask(before := os.umask(0))
    os.umask(0)
    try:
        server = ControlServer(program.do, place, transport)
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in place.folder.iterdir()}
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}, modes
    assert ("control.sock" in modes) == (transport == "unix")
    if transport == "tcp":
        address = place.address()
        assert address is not None
        with pytest.raises(OSError, match="refused"):  # it listens on this computer alone
            socket.create_connection((socket.gethostbyname("127.0.0.2"), address.port), 2)
    server.close()
    assert place.address() is None


@posix
def test_a_folder_that_others_may_enter_is_closed_and_somebody_elses_refused(
    tmp_path: Path,
) -> None:
    open_folder = tmp_path / "open"
    open_folder.mkdir(mode=0o777)
    open_folder.chmod(0o777)
    place = Place(open_folder)
    place.enter()
    assert stat.S_IMODE(open_folder.stat().st_mode) == 0o700
    place.leave()
    elsewhere = tmp_path / "link"
    elsewhere.symlink_to(open_folder)
    with pytest.raises(CallAssistError, match="is not yours"):
        Place(elsewhere).enter()


def test_a_second_program_is_told(place: Place) -> None:
    with pytest.raises(AlreadyRunningError, match="already running"):
        Place().enter()
    place.leave()
    again = Place()
    again.enter()
    again.leave()


def test_a_program_that_takes_no_commands_says_whether_it_ever_will(place: Place) -> None:
    with pytest.raises(CallAssistError, match="finish its first steps"):
        ask("status")
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text("[calls]\ncontrol = false\n")
    with pytest.raises(CallAssistError, match="set control = true"):
        ask("status")


def test_what_a_crash_left_behind_is_no_hindrance(transport: Transport, program: Program) -> None:
    crashed = Place()
    crashed.enter()
    left = ControlServer(program.do, crashed, transport)
    files = {path.name: path.read_bytes() for path in crashed.folder.iterdir() if path.is_file()}
    left.close()
    crashed.leave()
    for name, content in files.items():
        (crashed.folder / name).write_bytes(content)
    with pytest.raises(CallAssistError, match="is not running"):
        ask("status")
    place = Place()
    place.enter()
    assert place.address() is None
    server = ControlServer(program.do, place, transport)
    assert ask("status").ok
    server.close()
    place.leave()


def test_without_a_program_it_is_one_line() -> None:
    with pytest.raises(CallAssistError, match="is not running"):
        ask("status")
    assert runtime_dir().name == "callassist"


@needs_unix
def test_a_path_too_long_for_a_socket_takes_the_other_way(tmp_path: Path, program: Program) -> None:
    place = Place(tmp_path / ("long" * 20) / ("name" * 20))
    place.enter()
    server = ControlServer(program.do, place)
    address = place.address()
    assert address is not None
    assert address.transport == "tcp"
    assert ask("status", place).ok
    server.close()
    place.leave()
