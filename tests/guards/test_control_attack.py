"""The control socket under attack: by another user, by garbage, by a crowd, by links."""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callassist.errors import CallAssistError
from callassist.run.control import server as server_module
from callassist.run.control.client import ask
from callassist.run.control.place import Place
from callassist.run.control.protocol import MAX_LINE_BYTES, Refused, command_of
from callassist.run.control.server import ControlServer
from callassist.run.status import Status

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")

REFUSED = b'{"ok":false,"error":"refused"}\n'
NOBODY = 65_534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter, as /run is; a socket's path must be short."""
    base = Path(tempfile.mkdtemp(prefix="ca-"))
    base.chmod(0o755)
    yield base / "callassist"
    shutil.rmtree(base)


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def served(folder: Path, done: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A program that can be reached, and is impatient."""
    monkeypatch.setattr(server_module, "REQUEST_MAY_TAKE_S", 0.3)

    def do(command: str) -> Status:
        done.append(command)
        return Status()

    place = Place(folder)
    place.enter()
    server = ControlServer(do, place)
    yield place
    server.close()
    place.leave()


def said(place: Place, *pieces: bytes, close: bool = False) -> bytes:
    """What comes back for bytes that are sent."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(10)
        client.connect(str(place.socket))
        answer = b""
        try:
            for piece in pieces:
                client.sendall(piece)
            if close:
                client.shutdown(socket.SHUT_WR)
            while more := client.recv(4096):
                answer += more
        except (BrokenPipeError, ConnectionResetError):
            pass
        return answer


def token_of(place: Place) -> str:
    address = place.address()
    assert address is not None
    return address.token


def request(place: Place, command: str = "status", **changes: object) -> bytes:
    return json.dumps({"token": token_of(place), "command": command} | changes).encode() + b"\n"


def test_nobody_else_may_read_or_enter(served: Place) -> None:
    for path in (served.folder, served.socket, served.folder / "control.json"):
        assert stat.S_IMODE(path.lstat().st_mode) & 0o077 == 0, path
        assert path.lstat().st_uid == os.getuid()
    assert len(token_of(served)) >= 40
    assert not [path for path in served.folder.iterdir() if path.name.startswith(".")]


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root becomes another")
def test_another_user_reaches_nothing(served: Place, done: list[str]) -> None:
    code = (
        "import socket, sys\n"
        "at, client = sys.argv[1], socket.socket(socket.AF_UNIX)\n"
        "for attempt in (lambda: open(at + '/control.json').read(),\n"
        "                lambda: client.connect(at + '/control.sock'),\n"
        "                lambda: open(at + '/mine', 'w')):\n"
        "    try: attempt()\n"
        "    except PermissionError: print('refused')\n"
        "    else: print('LET IN')\n"
    )
    attempt = subprocess.run(
        ["python3", "-c", code, str(served.folder)], user=NOBODY, group=NOBODY, extra_groups=[],
        capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]}, cwd="/",
    )  # fmt: skip
    if attempt.returncode != 0 and "refused" not in attempt.stdout:
        pytest.skip(f"another user has no Python here: {attempt.stderr[-200:]}")
    assert attempt.stdout.split() == ["refused"] * 3
    assert done == []


@pytest.mark.parametrize(
    "line",
    [
        b"\n", b"{}\n", b"null\n", b"[]\n", b'"status"\n', b"\x00" * 100 + b"\n", b"\xff\xfe\n",
        b'{"token": 1, "command": "status"}\n', b'{"command": "status"}\n',
        b'{"token": "", "command": "status"}\n', b'{"token": "x", "command": "status"}\n',
        b'{"token": "\\ud800", "command": "status"}\n', b"[" * 4000 + b"\n",
        b'{"token": ' + b"9" * 4000 + b"}\n", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST /start HTTP/1.1\r\nContent-Length: 9\r\n\r\n{}",
    ],
)  # fmt: skip
def test_what_is_no_request_learns_nothing_and_does_nothing(
    line: bytes, served: Place, done: list[str]
) -> None:
    assert said(served, line) == REFUSED
    assert done == []
    assert ask("status", served).ok


def test_near_misses_of_the_token_are_all_the_same(served: Place, done: list[str]) -> None:
    token = token_of(served)
    for wrong in (token[:-1], token + "x", token.swapcase(), token[::-1], f" {token}", "é" * 43):
        assert said(served, request(served, token=wrong)) == REFUSED
    assert done == []


def test_a_request_with_more_than_it_should_have_is_refused(served: Place, done: list[str]) -> None:
    assert said(served, request(served, more=1)) == REFUSED
    answer = json.loads(said(served, request(served, "shutdown; rm -rf /")))
    assert not answer["ok"]
    assert "status" not in answer
    assert done == []


def test_one_request_a_connection(served: Place, done: list[str]) -> None:
    """A line that is sent again in the same breath is not taken a second time."""
    said(served, request(served, "mute") * 5)
    assert done == ["mute"]


def test_long_slow_and_silent_clients_are_sent_away(served: Place, done: list[str]) -> None:
    assert said(served, b"x" * (4 * MAX_LINE_BYTES)) in (REFUSED, b"")
    assert said(served, b'{"token": "') == REFUSED  # then nothing more
    assert said(served) == REFUSED
    assert said(served, b"{", close=True) == REFUSED
    assert done == []
    assert ask("status", served).ok


def test_a_crowd_does_not_keep_its_owner_out(served: Place, done: list[str]) -> None:
    crowd = []
    for _ in range(60):
        client = socket.socket(socket.AF_UNIX)
        client.settimeout(10)
        try:
            client.connect(str(served.socket))
        except BlockingIOError:  # no more of them are even let wait
            client.close()
            break
        crowd.append(client)
    assert len(crowd) > server_module.MAX_CLIENTS
    try:
        for client in crowd:
            client.recv(4096)  # each is answered or hung up on, soon
        assert ask("status", served).ok
    finally:
        for client in crowd:
            client.close()
    assert done == ["status"]
    threads = [t for t in threading.enumerate() if "control" in t.name]
    assert len(threads) <= 5


def test_a_token_is_worth_nothing_after_a_restart(folder: Path, done: list[str]) -> None:
    old: list[bytes] = []
    for _ in range(2):
        place = Place(folder)
        place.enter()
        server = ControlServer(lambda command: done.append(command) or Status(), place)
        try:
            if old:
                assert said(place, old[0]) == REFUSED
            old.append(request(place, "start"))
        finally:
            server.close()
            place.leave()
    assert done == []
    assert {path.name for path in folder.iterdir()} <= {"running.lock"}


def test_a_link_in_the_place_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    folder.symlink_to(tmp_path / "theirs")
    with pytest.raises(CallAssistError, match="not yours"):
        Place(folder).enter()
    assert [*(tmp_path / "theirs").iterdir()] == []


def test_links_in_the_place_of_its_files_lead_nowhere(
    folder: Path, tmp_path: Path, done: list[str]
) -> None:
    folder.mkdir(mode=0o700)
    kept = tmp_path / "kept"
    kept.write_text("mine")
    (folder / "control.sock").symlink_to(kept)
    (folder / "control.json").symlink_to(kept)
    place = Place(folder)
    place.enter()
    server = ControlServer(lambda command: Status(), place)
    try:
        assert stat.S_ISSOCK(place.socket.lstat().st_mode)
        assert stat.S_ISREG((folder / "control.json").lstat().st_mode)
        assert ask("status", place).ok
    finally:
        server.close()
        place.leave()
    assert kept.read_text() == "mine"
    assert stat.S_IMODE(kept.stat().st_mode) & 0o077 == 0o044 & ~_umask()


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can make it so")
def test_a_folder_that_somebody_else_can_swap_is_refused(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    os.chown(folder.parent, NOBODY, NOBODY)
    with pytest.raises(CallAssistError, match="not safe"):
        Place(folder).enter()
    os.chown(folder.parent, os.getuid(), os.getgid())
    folder.parent.chmod(0o777)
    with pytest.raises(CallAssistError, match="not safe"):
        Place(folder).enter()
    folder.parent.chmod(0o1777)  # as /tmp: only owners rename
    place = Place(folder)
    place.enter()
    place.leave()


def test_an_open_folder_of_ours_is_closed(folder: Path) -> None:
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    place = Place(folder)
    place.enter()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    place.leave()


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(max_size=5000), st.text(max_size=200).map(str.encode)))
def test_no_bytes_are_a_command(line: bytes) -> None:
    with pytest.raises(Refused):
        command_of(line, "the token of this program, which nobody guesses")
