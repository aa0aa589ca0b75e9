"""Blocks Python's sockets: all but loopback, or all but the machine's own (AF_UNIX).

Kept free of other imports of this project: subprocesses load it through
``sitecustomize.py`` before anything else.
"""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

LOG_VARIABLE = "CALLASSIST_TEST_NETWORK_LOG"


class BlockedNetworkError(OSError):
    """A test reached for the network; an ``OSError``, as being offline is."""

    def __init__(self, target: object) -> None:
        super().__init__(errno.ENETUNREACH, f"blocked by tests/guards: {target!r}")


def is_loopback(host: object) -> bool:
    """Say whether ``host`` stays on this machine; other names are not looked up."""
    if host in (None, "", b"", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def install(*, allow_loopback: bool) -> Callable[[], None]:
    """Block sockets from now on; returns what undoes it.

    Each blocked attempt adds a line to the file that ``LOG_VARIABLE`` names.
    """

    def check(host: object) -> None:
        if allow_loopback and is_loopback(host):
            return
        log = os.environ.get(LOG_VARIABLE)
        if log:
            with Path(log).open("a", encoding="utf-8") as lines:
                lines.write(f"{host}\n")
        raise BlockedNetworkError(host)

    def guarded_method(name: str, address_of: Callable[..., Any]) -> None:
        original = getattr(socket.socket, name)

        def method(self: socket.socket, *args: Any) -> Any:
            if self.family != socket.AF_UNIX:
                check(address_of(args)[0])
            return original(self, *args)

        undo.append(lambda: setattr(socket.socket, name, original))
        setattr(socket.socket, name, method)

    def guarded_function(name: str) -> None:
        original = getattr(socket, name)

        def function(host: Any, *args: Any, **options: Any) -> Any:
            check(host)
            return original(host, *args, **options)

        undo.append(lambda: setattr(socket, name, original))
        setattr(socket, name, function)

    undo: list[Callable[[], None]] = []
    guarded_method("connect", lambda args: args[0])
    guarded_method("connect_ex", lambda args: args[0])
    guarded_method("sendto", lambda args: args[-1])
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        guarded_function(name)

    def uninstall() -> None:
        for step in reversed(undo):
            step()

    return uninstall
