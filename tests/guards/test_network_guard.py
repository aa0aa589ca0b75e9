"""The guards themselves must hold, or a test that leans on them proves nothing."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.conftest import NoNetwork
from tests.guards.network_guard import BlockedNetworkError, is_loopback

ELSEWHERE = "192.0.2.1"  # RFC 5737: reserved, nobody answers
CONNECT = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=5)"


@pytest.fixture
def listener() -> socket.socket:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost", "", None])
def test_loopback_is_known(host: str | None) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", [ELSEWHERE, "10.0.0.1", "example.org", "localhost.example.org"])
def test_the_rest_is_not_loopback(host: str) -> None:
    assert not is_loopback(host)


def test_loopback_is_open_by_default(listener: socket.socket) -> None:
    with socket.create_connection(listener.getsockname(), timeout=5) as connection:
        assert connection.getpeername() == listener.getsockname()


def test_elsewhere_is_closed_by_default() -> None:
    with pytest.raises(BlockedNetworkError):
        socket.create_connection((ELSEWHERE, 80), timeout=5)
    with pytest.raises(BlockedNetworkError):
        socket.getaddrinfo("example.org", 80)
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams,
        pytest.raises(BlockedNetworkError),
    ):
        datagrams.sendto(b"?", (ELSEWHERE, 53))


def test_a_blocked_request_is_an_ordinary_failure_to_connect() -> None:
    with pytest.raises(requests.ConnectionError):
        requests.get("https://example.org", timeout=5)


def test_no_network_closes_loopback_and_remembers(
    no_network: NoNetwork, listener: socket.socket
) -> None:
    no_network.attempts_are_fine = True
    with socket.socket() as client, pytest.raises(BlockedNetworkError):
        client.connect(listener.getsockname())
    with socket.socket() as client, pytest.raises(BlockedNetworkError):
        client.connect_ex(listener.getsockname())
    assert no_network.attempts == ["127.0.0.1", "127.0.0.1"]


def test_no_network_leaves_the_machines_own_sockets(no_network: NoNetwork, home: Path) -> None:
    path = str(home / "socket")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(path)
        server.listen()
        client.connect(path)
    asyncio.run(asyncio.sleep(0))  # an event loop needs a socket pair
    assert no_network.attempts == []


def test_no_network_reaches_into_subprocesses(
    no_network: NoNetwork, listener: socket.socket
) -> None:
    no_network.attempts_are_fine = True
    child = subprocess.run(
        [sys.executable, "-c", CONNECT], capture_output=True, text=True, check=False
    )
    assert "BlockedNetworkError" in child.stderr
    assert no_network.attempts == ["127.0.0.1"]


def test_command_holds_code_outside_python_offline(
    no_network: NoNetwork, listener: socket.socket
) -> None:
    if no_network.command("true") == ["true"]:
        pytest.skip("this system does not let us make a network namespace")
    host, port = listener.getsockname()
    child = subprocess.run(
        no_network.command("bash", "-c", f"echo > /dev/tcp/{host}/{port}"),
        capture_output=True,
        check=False,
    )
    assert child.returncode != 0


def test_home_is_empty_and_not_the_users(home: Path) -> None:
    assert Path.home() == home
    assert [path for path in home.rglob("*") if path.is_file()] == []
    for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        assert Path(os.environ[variable]).is_relative_to(home)
