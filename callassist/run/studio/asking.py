"""Asks what the pack under edit would do, on a thread of its own; only the newest counts."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from callassist.errors import CallAssistError
from callassist.prompts.pack import Pack, default_pack
from callassist.run.studio.calls import CallSet
from callassist.run.whatif import CallAnswer, StoredCall, Totals, WhatIf, joined
from callassist.settings.custom import Additions

BATCH_S = 0.08
"""Answers are handed on this often: a dozen times a second is as live as eyes can tell."""
NO_SPEECH = (
    "findings of your own, or words, were changed: call files hold no speech to be judged again, "
    "so try those on kept calls"
)
AS_FOUND = (
    "findings of your own, and words, count as they did when these calls were analyzed: with an "
    "older pack, their prompts are missing here"
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some answers to one question.

    Attributes:
        number: Which question.
        answers: Those that came since the last batch of it.
        totals: The sums over all of its answers so far.
        finished: Whether all calls are answered.
        problem: Why there is no more, one line, or nothing.
        notice: What the reader should know of the numbers, or nothing.
    """

    number: int
    answers: tuple[CallAnswer, ...]
    totals: Totals
    finished: bool
    problem: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class _Question:
    number: int
    pack: Pack
    against: Pack | None


class Asker:
    """One thread that answers the newest question over some calls."""

    def __init__(self, calls: CallSet, on_batch: Callable[[Batch], None], jobs: int = 2) -> None:
        """Start the thread; nothing is read before the first question.

        Args:
            calls: What to answer for.
            on_batch: Given each batch, on the thread.
            jobs: Processes that share the work.
        """
        self._calls = calls
        self._on_batch = on_batch
        self._jobs = jobs
        self._wake = threading.Condition()
        self._newest: _Question | None = None
        self._asked = 0
        self._closed = False
        self._plain: WhatIf | None = None
        self._anew: tuple[Additions, WhatIf] | None = None
        self._thread = threading.Thread(target=self._work, name="studio-whatif", daemon=True)
        self._thread.start()

    def ask(self, pack: Pack, against: Pack | None) -> int:
        """Ask what ``pack`` would do; an older question is dropped. Returns at once.

        Args:
            pack: The pack to try.
            against: What to compare with; ``None`` for what was really shown.

        Returns:
            The question's number; its batches have it.
        """
        with self._wake:
            self._asked += 1
            self._newest = _Question(self._asked, pack, against)
            self._stop_older()
            self._wake.notify()
            return self._asked

    def close(self) -> None:
        """Stop, and end the processes; nothing is delivered any more. Safe twice."""
        with self._wake:
            self._closed = True
            self._newest = None
            self._stop_older()
            self._wake.notify()
        self._thread.join()

    # --- On the thread ----------------------------------------------------------------

    def _work(self) -> None:
        try:
            while (question := self._next()) is not None:
                self._answer(question)
        finally:
            for whatif in self._all():
                whatif.close()

    def _next(self) -> _Question | None:
        with self._wake:
            while self._newest is None and not self._closed:
                self._wake.wait()
            question, self._newest = self._newest, None
            return question

    def _answer(self, question: _Question) -> None:
        totals = Totals()
        fresh: list[CallAnswer] = []
        notice = ""
        problem = ""
        told_s = 0.0  # the first answers are shown at once
        try:
            answers, notice = self._answers(question)
            for answer in answers:
                totals.take(answer)
                fresh.append(answer)
                if time.monotonic() - told_s >= BATCH_S:
                    self._tell(question, fresh, totals, notice=notice)
                    told_s, fresh = time.monotonic(), []
        except CallAssistError as error:
            problem = str(error)
        except Exception as error:  # a fault of ours: say so, keep the window alive
            problem = f"callassist made a mistake: {type(error).__name__} {error}"
        self._tell(question, fresh, totals, finished=True, problem=problem, notice=notice)

    def _tell(
        self,
        question: _Question,
        fresh: list[CallAnswer],
        totals: Totals,
        *,
        finished: bool = False,
        problem: str = "",
        notice: str = "",
    ) -> None:
        if self._is_old(question):
            return
        sums = copy.deepcopy(totals)
        self._on_batch(Batch(question.number, tuple(fresh), sums, finished, problem, notice))

    def _is_old(self, question: _Question) -> bool:
        return self._closed or self._asked != question.number

    def _answers(self, question: _Question) -> tuple[Iterator[CallAnswer], str]:
        """Return the answers, and what to say of them."""
        pack, against = question.pack, question.against
        plain = self._for_stored_findings()
        additions = pack.additions()
        if against is None or additions == against.additions():
            own = additions != default_pack().additions()
            return self._begun(plain, question, pack, against), AS_FOUND if own else ""
        if not self._calls.can_judge_anew:
            return self._begun(plain, question, pack, against), NO_SPEECH
        before = [*self._begun(plain, question, against, None)]
        if self._is_old(question):
            return iter(()), ""
        anew = self._judged_anew(additions)
        return joined(before, self._begun(anew, question, pack, None)), ""

    def _begun(
        self, whatif: WhatIf, question: _Question, pack: Pack, against: Pack | None
    ) -> Iterator[CallAnswer]:
        run = whatif.run(pack, against)
        if self._is_old(question):  # a newer one may have come before there was a run to stop
            run.cancel()
        return run

    def _for_stored_findings(self) -> WhatIf:
        if self._plain is None:
            plain = WhatIf(_Sized(self._calls, None), self._jobs)
            with self._wake:
                self._plain = plain
        return self._plain

    def _judged_anew(self, additions: Additions) -> WhatIf:
        if self._anew is None or self._anew[0] != additions:
            former = self._anew
            with self._wake:
                self._anew = additions, WhatIf(_Sized(self._calls, additions), self._jobs)
            if former is not None:
                former[1].close()
        return self._anew[1]

    def _all(self) -> list[WhatIf]:
        return [each for each in (self._plain, self._anew and self._anew[1]) if each is not None]

    def _stop_older(self) -> None:
        for whatif in self._all():
            whatif.cancel()


class _Sized:
    """Hands out calls late, and knows how many there are."""

    def __init__(self, calls: CallSet, additions: Additions | None) -> None:
        self._calls = calls
        self._additions = additions

    def __len__(self) -> int:
        return len(self._calls)

    def __iter__(self) -> Iterator[StoredCall]:
        return iter(self._calls.source(self._additions))
