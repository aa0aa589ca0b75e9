"""A what-if over many calls: first answers at once, all cores, stopped at any time."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType

from callassist.prompts.pack import Pack
from callassist.run.whatif.answering import (
    Facts,
    Piece,
    Replayed,
    Sayings,
    answer,
    is_ready,
    packed_pack,
    start_worker,
)
from callassist.run.whatif.answers import CallAnswer, Totals, compare
from callassist.run.whatif.changes import Difference, difference
from callassist.run.whatif.sources import StoredCall

FIRST_CALLS = 8
"""So few are answered before the first numbers are shown."""
PIECE_CALLS = 32
"""So many go to a process at once: it can be stopped after them, some 30 ms."""
ALONE_CALLS = 64
"""Fewer than this are answered before another process would be up."""
AHEAD = 3
"""Pieces handed out for each process: enough that none waits, few enough to stop soon."""
KEPT_PACKS = 4
"""Answers of so many packs are kept; a slider's next position starts from one of them."""

Progress = Callable[[int, int | None], None]


@dataclass(slots=True)
class _Call:
    """A call, and what is known of it by now."""

    name: str
    tape: bytes | Path
    problem: str
    facts: Facts | None = None


@dataclass(slots=True)
class _Column:
    """What one pack says, call by call; ``None`` where that is not known yet."""

    pack: Pack
    packed: bytes
    sayings: list[Sayings | None]
    base: _Column | None = None
    since: Difference | None = None

    def find(self, at: int, call: _Call) -> Sayings | None:
        """Return what it says in a call, if that is known or follows from another pack."""
        while len(self.sayings) <= at:
            self.sayings.append(None)
        if self.sayings[at] is None and self.base and self.since and call.facts:
            known = self.base.sayings[at] if at < len(self.base.sayings) else None
            if known is not None and not self.since.touches(call.facts.traits):
                self.sayings[at] = known
        return self.sayings[at]


class WhatIfRun(Iterator[CallAnswer]):
    """One question, answered call by call, in the order in which the answers come.

    Attributes:
        totals: The sums over the calls answered so far.
    """

    def __init__(self, answers: Callable[[WhatIfRun], Iterator[CallAnswer]]) -> None:
        """Begin nothing yet; the first ``next`` does."""
        self.totals = Totals()
        self._cancelled = threading.Event()
        self._pending: dict[Future[list[Replayed]], tuple[list[int], Piece]] = {}
        self._answers = answers(self)

    @property
    def cancelled(self) -> bool:
        """Whether it was stopped, by ``cancel`` or by a newer question."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """End soon: no answer comes after the one under way. From any thread."""
        self._cancelled.set()
        for future in [*self._pending]:
            future.cancel()

    def __iter__(self) -> WhatIfRun:
        """Return itself."""
        return self

    def __next__(self) -> CallAnswer:
        """Return the next call's answer."""
        if self.cancelled:
            raise StopIteration
        answered = next(self._answers)
        self.totals.take(answered)
        return answered


class WhatIf:
    """Answers what packs would do over some calls; the calls are read once.

    Ask one question after the other from any thread: a newer one stops the older.
    Leave it with ``close``, or use it in a ``with``.
    """

    def __init__(self, calls: Iterable[StoredCall], jobs: int = 2) -> None:
        """Prepare; nothing is read yet.

        Args:
            calls: What to answer for; each is asked for once, when it is needed.
            jobs: Processes to share the work; with 1, this thread does all of it.
        """
        self._source = iter(calls)
        self._count = len(calls) if isinstance(calls, Sized) else None
        self._calls: list[_Call] = []
        self._columns: OrderedDict[bytes, _Column] = OrderedDict()
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._warm: Future[bool] | None = None
        self._run: WhatIfRun | None = None

    def __enter__(self) -> WhatIf:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Stop what runs, and end the processes."""
        self.cancel()
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            _end(pool, wait_for_it=True)

    def cancel(self) -> None:
        """Stop the question that is being answered, if any."""
        if self._run is not None:
            self._run.cancel()

    def run(
        self, pack: Pack, against: Pack | None = None, on_progress: Progress | None = None
    ) -> WhatIfRun:
        """Ask what ``pack`` would have said; an older question is stopped.

        Args:
            pack: The pack to try.
            against: What to compare with; by default what was really shown.
            on_progress: Told how many calls are answered, of how many (``None``: not known yet).
        """
        with self._lock:
            self.cancel()
            after = self._column(pack)
            before = self._column(against) if against is not None else None
            columns = [after] if before is None or before is after else [after, before]

            def answers(run: WhatIfRun) -> Iterator[CallAnswer]:
                for done, at in enumerate(self._answered(run, columns), start=1):
                    yield self._compared(at, before, after)
                    if on_progress is not None:
                        on_progress(done, self._count)

            self._run = WhatIfRun(answers)
            return self._run

    # --- Calls and columns ----------------------------------------------------------

    def _column(self, pack: Pack) -> _Column:
        packed = packed_pack(pack)
        if packed not in self._columns:
            column = _Column(pack, packed, [])
            for other in reversed(self._columns.values()):
                since = difference(other.pack, pack)
                if not since.everywhere:
                    column.base, column.since = other, since
                    break
            self._columns[packed] = column
        self._columns.move_to_end(packed)
        while len(self._columns) > KEPT_PACKS:
            _, dropped = self._columns.popitem(last=False)
            for column in self._columns.values():
                if column.base is dropped:
                    column.base = None
        return self._columns[packed]

    def _read(self, first: int, count: int) -> range:
        """Return the next calls' places, reading those that were not read yet."""
        with self._reading:
            missing = first + count - len(self._calls)
            for call in islice(self._source, max(0, missing)):
                self._calls.append(_Call(call.name, call.packed, call.problem))
            return range(first, min(first + count, len(self._calls)))

    def _compared(self, at: int, before: _Column | None, after: _Column) -> CallAnswer:
        call = self._calls[at]
        if call.problem:
            return CallAnswer(call.name, problem=call.problem)
        facts, said = call.facts, after.sayings[at]
        assert facts is not None, "an answered call is known"
        assert said is not None, "an answered call has its prompts"
        was = facts.shown if before is None else before.sayings[at]
        assert was is not None, "an answered call has its prompts"
        return compare(call.name, facts.duration_s, was, said, exact=facts.exact)

    # --- Work -----------------------------------------------------------------------

    def _answered(self, run: WhatIfRun, columns: list[_Column]) -> Iterator[int]:
        """Yield the place of each call as soon as all ``columns`` have it."""
        pieces = self._pieces(run, columns)
        try:
            yield from self._worked_off(run, columns, pieces)
        finally:
            for future in [*run._pending]:
                future.cancel()

    def _pieces(
        self, run: WhatIfRun, columns: list[_Column]
    ) -> Iterator[tuple[list[int], list[int], Piece]]:
        """Yield which calls are answered already, and which must go to work, with that."""
        first, count = 0, FIRST_CALLS
        while not run.cancelled and (places := self._read(first, count)):
            first, count = places.stop, PIECE_CALLS
            ready: list[int] = []
            work: list[tuple[int, tuple[int, ...]]] = []
            for at in places:
                call = self._calls[at]
                lacking = [n for n, column in enumerate(columns) if column.find(at, call) is None]
                if call.problem or (call.facts is not None and not lacking):
                    ready.append(at)
                else:
                    work.append((at, tuple(lacking)))
            tapes = tuple(self._calls[at].tape for at, _ in work)
            packs = tuple(column.packed for column in columns)
            yield ready, [at for at, _ in work], Piece(tapes, packs, tuple(w for _, w in work))

    def _worked_off(
        self,
        run: WhatIfRun,
        columns: list[_Column],
        pieces: Iterator[tuple[list[int], list[int], Piece]],
    ) -> Iterator[int]:
        pending = run._pending
        while not run.cancelled:
            piece = next(pieces, None) if len(pending) < AHEAD * self._jobs else None
            if piece is not None:
                ready, places, work = piece
                yield from ready
                future = self._submitted(work) if places else None
                if future is not None:
                    pending[future] = places, work
                elif places:  # while no other process is up, this one works
                    yield from self._take(places, work, answer(work), columns)
            elif pending:
                finished, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in finished:
                    places, work = pending.pop(future)
                    if run._cancelled.is_set():
                        return
                    try:
                        replayed = future.result()
                    except (BrokenProcessPool, CancelledError):
                        self._lose_pool()
                        replayed = answer(work)
                    yield from self._take(places, work, replayed, columns)
            else:
                return

    def _take(
        self, places: list[int], work: Piece, replayed: list[Replayed], columns: list[_Column]
    ) -> Iterator[int]:
        for at, wanted, result in zip(places, work.wanted, replayed, strict=True):
            call = self._calls[at]
            call.problem = result.problem
            if result.packed is not None:
                call.tape = result.packed
            if result.facts is not None:
                call.facts = result.facts
            for number, said in zip(wanted, result.sayings, strict=False):
                columns[number].sayings[at] = said
            yield at

    def _submitted(self, work: Piece) -> Future[list[Replayed]] | None:
        """Hand a piece to another process, if one is up; start them when that pays."""
        if self._jobs == 1 or (self._count or len(self._calls)) <= ALONE_CALLS:
            return None
        try:
            with self._lock:
                if self._pool is None or self._warm is None:
                    # A forked child would inherit the threads' locks of the screen libraries.
                    self._pool = ProcessPoolExecutor(
                        self._jobs, mp_context=get_context("spawn"), initializer=start_worker
                    )
                    self._warm = self._pool.submit(is_ready)
                if self._warm.done() and self._warm.exception() is None:
                    return self._pool.submit(answer, work)
        except (BrokenProcessPool, CancelledError, RuntimeError):  # they died, or were closed
            self._lose_pool()
        return None

    def _lose_pool(self) -> None:
        """Go on without processes that died; the next question starts new ones."""
        with self._lock:
            pool, self._pool, self._warm = self._pool, None, None
        if pool is not None:
            _end(pool, wait_for_it=False)


def _end(pool: ProcessPoolExecutor, *, wait_for_it: bool) -> None:
    """End processes that may have died, whatever they were about to be given.

    In early releases of Python 3.11 (Debian 12 has 3.11.2) a piece that was on its way when
    they died is written for ever into a pipe that nobody empties, and the program never ends
    (CPython's issue 94777). Its own mending is this: no process reads there, so let the
    writer fail.
    """
    queue = getattr(pool, "_call_queue", None)
    if queue is not None and sys.version_info < (3, 11, 5):
        with contextlib.suppress(OSError):
            queue._reader.close()
    pool.shutdown(wait=wait_for_it, cancel_futures=True)
