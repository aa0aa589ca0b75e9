"""What goes over the control socket: one JSON line each way, strictly checked."""

from __future__ import annotations

import difflib
import hmac
from typing import Literal, get_args

import msgspec

from callassist.errors import CallAssistError
from callassist.run.status import Status

Command = Literal["start", "stop", "status", "mute", "unmute", "pause", "resume", "quit"]
COMMANDS: tuple[Command, ...] = get_args(Command)
MAX_LINE_BYTES = 4096
REFUSED = "refused"


class Refused(Exception):  # noqa: N818  the asker is no caller of ours
    """A request that gets no answer but that it was refused, and no word why."""


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a client sends.

    Attributes:
        token: What the program wrote where only its user can read it.
        command: One of :data:`COMMANDS`.
    """

    token: str
    command: str


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the program answers.

    Attributes:
        ok: Whether it was done.
        error: If not, one line that says what to do.
        status: What holds now; only for whoever had the right token.
    """

    ok: bool
    error: str = ""
    status: Status | None = None


def command_of(line: bytes, token: str) -> Command:
    """Return the command of one line.

    The token is compared in constant time, and nothing is said of a line without the right one.

    Raises:
        Refused: The line is too long, no request, or its token is wrong.
        CallAssistError: The token is right and the command is none.
    """
    if len(line) > MAX_LINE_BYTES:
        raise Refused
    try:
        request = msgspec.json.decode(line, type=Request)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused from error
    given = request.token.encode("utf-8", "surrogatepass")
    if not hmac.compare_digest(given, token.encode()):
        raise Refused
    for command in COMMANDS:
        if request.command == command:
            return command
    close = difflib.get_close_matches(request.command[:40], COMMANDS, n=1)
    hint = f'did you mean "{close[0]}"?' if close else f"there are {', '.join(COMMANDS)}"
    raise CallAssistError(f"there is no such command: {hint}")


def request_line(command: str, token: str) -> bytes:
    """Return a request as a line."""
    return msgspec.json.encode(Request(token, command)) + b"\n"


def answer_line(answer: Answer) -> bytes:
    """Return an answer as a line."""
    return msgspec.json.encode(answer) + b"\n"


def answer_of(line: bytes) -> Answer:
    """Return the answer of a line.

    Raises:
        CallAssistError: It is none.
    """
    try:
        return msgspec.json.decode(line, type=Answer)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise CallAssistError(
            "the running callassist gave no answer that is understood here: is it of another "
            "version? Quit it and start it again"
        ) from error
