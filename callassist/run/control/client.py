"""Asks the running program."""

from __future__ import annotations

import socket
import time

from callassist.errors import CallAssistError
from callassist.paths import settings_path
from callassist.run.control.place import Address, Place
from callassist.run.control.protocol import MAX_LINE_BYTES, Answer, answer_of, request_line
from callassist.settings.user import load

ANSWER_MAY_TAKE_S = 30.0
"""A call that is started or ended is waited for."""
QUITTING_MAY_TAKE_S = 60.0
"""So is a program that ends, with what it has still to keep."""
LOOK_EVERY_S = 0.1


def ask(command: str, place: Place | None = None) -> Answer:
    """Send ``command`` to the running program; return its answer.

    Raises:
        CallAssistError: None runs, it takes no commands, or it does not answer.
    """
    place = place or Place()
    address = place.address()
    if address is None:
        raise CallAssistError(_why_not(place))
    deadline_s = time.monotonic() + ANSWER_MAY_TAKE_S
    try:
        with _connected(address) as connection:
            connection.sendall(request_line(command, address.token))
            line = _line(connection, deadline_s)
    except (ConnectionRefusedError, FileNotFoundError) as error:
        raise CallAssistError(_why_not(place)) from error
    except OSError as error:
        raise CallAssistError(
            f"the running callassist does not answer ({error.strerror or error}); quit it and "
            "start it again"
        ) from error
    return answer_of(line)


def wait_until_gone(place: Place | None = None) -> None:
    """Wait until the program that was asked to quit has let go of everything.

    Raises:
        CallAssistError: It is still there after a minute.
    """
    place = place or Place()
    deadline_s = time.monotonic() + QUITTING_MAY_TAKE_S
    while place.taken:
        if time.monotonic() > deadline_s:
            raise CallAssistError(
                "callassist has not quit yet: it may still be keeping a call; wait, then look again"
            )
        time.sleep(LOOK_EVERY_S)


def _why_not(place: Place) -> str:
    if place.taken:
        if _wants_commands():
            return (
                "callassist takes no commands yet: finish its first steps if they are on screen, "
                "else wait a moment, then try again"
            )
        return (
            "callassist is running, but takes no commands: set control = true under [calls] in "
            "its settings and start it again"
        )
    return "callassist is not running: start it with 'callassist', then try again"


def _wants_commands() -> bool:
    """Return whether the settings let the program take commands, as soon as it is ready."""
    try:
        return load(settings_path()).calls.control
    except CallAssistError:
        return True  # the program could not have started with these: they are newer than it


def _connected(address: Address) -> socket.socket:
    if address.transport == "unix":
        connection = socket.socket(socket.AF_UNIX)
        target: str | tuple[str, int] = address.path
    else:
        connection = socket.socket(socket.AF_INET)
        target = ("127.0.0.1", address.port)
    try:
        connection.settimeout(ANSWER_MAY_TAKE_S)
        connection.connect(target)
    except BaseException:
        connection.close()
        raise
    return connection


def _line(connection: socket.socket, deadline_s: float) -> bytes:
    """Return the first line that comes, without its end."""
    received = b""
    while b"\n" not in received and len(received) <= MAX_LINE_BYTES:
        connection.settimeout(max(0.01, deadline_s - time.monotonic()))
        more = connection.recv(MAX_LINE_BYTES)
        if not more:
            break
        received += more
    return received.split(b"\n", 1)[0]
