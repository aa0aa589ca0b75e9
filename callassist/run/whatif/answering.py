"""The work itself: packed tapes in, what packs say over them out; in any process."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import connection, parent_process
from pathlib import Path

from callassist.errors import CallStoreError
from callassist.prompts.firing import Prompter
from callassist.prompts.pack import Pack
from callassist.run.whatif.changes import Difference, Traits, difference, traits_of
from callassist.run.whatif.packed import unpack_tape
from callassist.run.whatif.replay import replay, sayings
from callassist.run.whatif.sources import read_tape
from callassist.run.whatif.tape import Found, Saying

KEPT_PROMPTERS = 4

Sayings = tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some calls, and the packs to try on each.

    Attributes:
        tapes: Packed tapes, or call files to make them from.
        packs: Packed packs, see :func:`packed_pack`.
        wanted: For each call the packs to try, as indices of ``packs``.
    """

    tapes: tuple[bytes | Path, ...]
    packs: tuple[bytes, ...]
    wanted: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a call whatever the pack.

    Attributes:
        duration_s: Its length.
        shown: The prompts that were really shown.
        traits: What prompts' conditions may ask of its findings.
        exact: See :class:`callassist.run.whatif.tape.Tape`.
    """

    duration_s: float
    shown: Sayings
    traits: Traits
    exact: bool


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of one call.

    Attributes:
        facts: ``None`` where the call cannot be read.
        sayings: What each of the wanted packs says.
        packed: Its tape, where it was made from a call file just now.
        problem: Why it cannot be read, one line, or nothing.
    """

    facts: Facts | None
    sayings: tuple[Sayings, ...] = ()
    packed: bytes | None = None
    problem: str = ""


def packed_pack(pack: Pack) -> bytes:
    """Return a pack as bytes that are the same for the same pack, within a program."""
    return pickle.dumps(pack)


def answer(piece: Piece) -> list[Replayed]:
    """Answer each call of a piece; one that is damaged is told, and the others go on."""
    return [
        _replayed(tape, [piece.packs[at] for at in wanted])
        for tape, wanted in zip(piece.tapes, piece.wanted, strict=True)
    ]


def _replayed(given: bytes | Path, packs: Sequence[bytes]) -> Replayed:
    try:
        packed = read_tape(given) if isinstance(given, Path) else given
        tape = unpack_tape(packed, worded=False)
    except CallStoreError as error:
        return Replayed(None, problem=str(error))
    traits = traits_of(step.finding for step in tape.steps if isinstance(step, Found))
    said: list[Sayings] = []
    for at, pack in enumerate(packs):
        same = next((n for n in range(at) if not _differ(packs[n], pack).touches(traits)), None)
        said.append(sayings(replay(tape, _prompter(pack))) if same is None else said[same])
    return Replayed(
        Facts(tape.end_s, tape.shown, traits, tape.exact),
        tuple(said),
        packed if isinstance(given, Path) else None,
    )


@lru_cache(maxsize=KEPT_PROMPTERS)
def _prompter(packed: bytes) -> Prompter:
    return Prompter(_pack(packed))


@lru_cache(maxsize=KEPT_PROMPTERS)
def _pack(packed: bytes) -> Pack:
    pack: Pack = pickle.loads(packed)
    return pack


@lru_cache(maxsize=KEPT_PROMPTERS)
def _differ(one: bytes, other: bytes) -> Difference:
    return difference(_pack(one), _pack(other))


def start_worker() -> None:
    """Make this process one that answers pieces until its parent is done or gone."""
    # Ctrl-C goes to the whole group; the parent alone decides what ends.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def is_ready() -> bool:
    """Return ``True``: a process that does has loaded all it needs."""
    return True


def _end_with_parent() -> None:
    """End this process when its parent was killed; it would wait for work for ever."""
    parent = parent_process()
    assert parent is not None, "workers are children"
    connection.wait([parent.sentinel])
    os._exit(1)
