"""The control protocol: strict, and silent to whoever has no token."""

from __future__ import annotations

import contextlib
import json
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callassist.errors import CallAssistError
from callassist.run.control.protocol import (
    COMMANDS,
    MAX_LINE_BYTES,
    Answer,
    Refused,
    answer_line,
    answer_of,
    command_of,
    request_line,
)
from callassist.run.status import SideStatus, Status

TOKEN = "kL3_-right"

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_with_the_right_token_is_taken(command: str) -> None:
    assert command_of(request_line(command, TOKEN).strip(), TOKEN) == command


@given(line=st.binary(max_size=300))
@example(line=b"[" * 4000)
@example(line=b'{"token": "\\ud800", "command": "stop"}')
@example(line=b"x" * (MAX_LINE_BYTES + 1))
def test_whatever_else_comes_is_refused(line: bytes) -> None:
    with pytest.raises(Refused):
        command_of(line, TOKEN)


@given(value=json_values)
def test_other_json_is_refused(value: object) -> None:
    with pytest.raises(Refused):
        command_of(json.dumps(value).encode(), TOKEN)


@given(token=st.text(max_size=40).filter(lambda token: token != TOKEN), command=st.text())
@example(token="", command="stop")
@example(token=TOKEN[:-1], command="stop")
@example(token=f"{TOKEN}x", command="stop")
def test_a_wrong_token_is_refused_whatever_the_command(token: str, command: str) -> None:
    with pytest.raises(Refused):
        command_of(json.dumps({"token": token, "command": command}).encode(), TOKEN)


@given(extra=st.text(min_size=1).filter(lambda name: name not in ("token", "command")))
def test_names_that_are_not_known_are_refused(extra: str) -> None:
    line = json.dumps({"token": TOKEN, "command": "stop", extra: 1})
    with pytest.raises(Refused):
        command_of(line.encode(), TOKEN)


@given(command=st.text().filter(lambda text: text not in COMMANDS))
def test_with_the_token_a_wrong_command_is_explained_in_one_line(command: str) -> None:
    line = json.dumps({"token": TOKEN, "command": command}).encode()
    if len(line) > MAX_LINE_BYTES:
        return
    with pytest.raises(CallAssistError) as told:
        command_of(line, TOKEN)
    assert "\n" not in str(told.value)
    assert "start" in str(told.value) or "did you mean" in str(told.value)


def test_bytes_of_a_request_that_were_changed_are_no_other_command() -> None:
    rng = random.Random(7)
    whole = request_line("stop", TOKEN).strip()
    for _ in range(3000):
        line = bytearray(whole)
        for _ in range(rng.randint(1, 3)):
            line[rng.randrange(len(line))] = rng.randrange(256)
        with contextlib.suppress(Refused, CallAssistError):
            assert command_of(bytes(line), TOKEN) == "stop"  # e.g. another blank


def test_an_answer_comes_back_as_it_was() -> None:
    status = Status("hold", 61.5, SideStatus("hears"), SideStatus("lost", "plug it in"), muted=True)
    for answer in (Answer(ok=True, status=status), Answer(ok=False, error="refused")):
        assert answer_of(answer_line(answer)) == answer


@given(line=st.binary(max_size=200))
def test_an_answer_that_is_none_is_one_line(line: bytes) -> None:
    try:
        answer_of(line)
    except CallAssistError as error:
        assert "start it again" in str(error)  # noqa: PT017  most lines are no answers, some are
