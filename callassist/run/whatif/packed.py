"""Tapes as bytes, and back: a few kilobytes a call, exact, and of a named version.

MessagePack without names, zlib over all of it. The words of findings lie apart, so that
counting prompts over thousands of calls need not read them. The bytes are plain: whoever
keeps them must seal them, as they quote the call.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from sys import intern

import msgspec

from callassist.errors import CallStoreError
from callassist.run.whatif.tape import Answered, Found, Saying, Step, Tape
from callassist.store.inflating import body_of, inflated
from callassist.types import CHANNELS, Finding, Outcome, Withdrawn

VERSION = 1
"""The first byte of a packed tape; raised when older readers would misread it."""
ZLIB_LEVEL = 6

_Words = tuple[tuple[str, ...], tuple[str, ...]]
"""A finding's evidence and phrases."""


class _Found(msgspec.Struct, array_like=True, tag=0, gc=False):
    kind: int
    side: int
    start_s: float
    end_s: float
    known_s: float
    score: float
    last: bool


class _Withdrawn(msgspec.Struct, array_like=True, tag=1, gc=False):
    kind: int
    start_s: float
    known_s: float


class _Answered(msgspec.Struct, array_like=True, tag=2, gc=False):
    prompt_id: str
    kind: int
    side: int
    start_s: float
    outcome: Outcome
    at_s: float


class _Tape(msgspec.Struct, array_like=True):
    end_s: float
    pack: str
    exact: bool
    names: list[str]
    steps: list[_Found | _Withdrawn | _Answered]
    shown: list[tuple[str, float, float, Outcome | None]]
    words: bytes


_ENCODER = msgspec.msgpack.Encoder()
_TAPE = msgspec.msgpack.Decoder(_Tape)
_WORDS = msgspec.msgpack.Decoder(list[_Words])


def pack_tape(tape: Tape) -> bytes:
    """Return a tape as bytes; everything comes back exactly."""
    names: dict[str, int] = {}

    def number(name: str) -> int:
        return names.setdefault(name, len(names))

    steps: list[_Found | _Withdrawn | _Answered] = []
    words: list[_Words] = []
    for step in tape.steps:
        match step:
            case Found(finding, last):
                it = finding
                side = CHANNELS.index(it.channel)
                times = float(it.start_s), float(it.end_s), float(it.known_s), float(it.score)
                steps.append(_Found(number(it.kind), side, *times, last))
                words.append((it.evidence, it.phrases))
            case Withdrawn(kind, start_s, known_s):
                steps.append(_Withdrawn(number(kind), float(start_s), float(known_s)))
            case Answered(prompt_id, (kind, channel, start_s), outcome, at_s):
                side = CHANNELS.index(channel)
                found = number(kind), side, float(start_s)
                steps.append(_Answered(prompt_id, *found, outcome, float(at_s)))
    shown = [(it.id, float(it.shown_s), float(it.hide_s), it.outcome) for it in tape.shown]
    kept = zlib.compress(_ENCODER.encode(words), ZLIB_LEVEL) if tape.worded else b""
    packed = _Tape(float(tape.end_s), tape.pack, tape.exact, list(names), steps, shown, kept)
    return bytes([VERSION]) + zlib.compress(_ENCODER.encode(packed), ZLIB_LEVEL)


def unpack_tape(packed: bytes, *, worded: bool = True) -> Tape:
    """Return the tape that :func:`pack_tape` was given.

    Args:
        packed: Its bytes.
        worded: ``False`` leaves the findings' words out, which is quicker.

    Raises:
        CallStoreError: If the bytes are of a newer version, or damaged.
    """
    body = body_of(packed, VERSION, "the call's replay tape is")
    try:
        tape = _TAPE.decode(inflated(body))
        worded = worded and bool(tape.words)
        words = _WORDS.decode(inflated(tape.words)) if worded else None
        steps = _steps(tape, (iter(words).__next__ if words is not None else _no_words))
    except (zlib.error, msgspec.MsgspecError, LookupError, StopIteration) as error:
        raise CallStoreError("the call's replay tape is damaged and cannot be read") from error
    shown = tuple(Saying(intern(one[0]), *one[1:]) for one in tape.shown)
    return Tape(tape.end_s, steps, shown, tape.pack, tape.exact, worded)


def _steps(tape: _Tape, words: Callable[[], _Words]) -> tuple[Step, ...]:
    names = [intern(name) for name in tape.names]  # the same few for every call
    steps: list[Step] = []
    for it in tape.steps:
        if isinstance(it, _Found):
            kind, side = names[it.kind], CHANNELS[it.side]
            times = it.start_s, it.end_s, it.known_s, it.score
            steps.append(Found(Finding(kind, side, *times, *words()), it.last))
        elif isinstance(it, _Withdrawn):
            steps.append(Withdrawn(names[it.kind], it.start_s, it.known_s))
        else:
            of = names[it.kind], CHANNELS[it.side], it.start_s
            steps.append(Answered(it.prompt_id, of, it.outcome, it.at_s))
    return tuple(steps)


def _no_words() -> _Words:
    return (), ()
