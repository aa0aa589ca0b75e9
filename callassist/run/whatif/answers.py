"""What a changed pack does to calls: prompts gained, lost and moved, and the sums of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from callassist.prompts.schema import Budget
from callassist.run.whatif.tape import Saying
from callassist.types import Outcome

MOVED_WITHIN_S = 10.0
"""A prompt that comes at most this much earlier or later is the same one, moved."""
SAME_S = 0.0015
"""Call files keep milliseconds: within this, two times are one."""
MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """What the change does to one call.

    Attributes:
        call: The call's name.
        duration_s: Its length.
        before: The prompts without the change.
        after: The prompts with it.
        gained: Those of ``after`` that ``before`` has nothing like.
        lost: Those of ``before`` that ``after`` has nothing like.
        moved: Pairs that come at another time, at most ``MOVED_WITHIN_S`` apart.
        exact: Whether this is just what the live program would have shown (see ``Tape.exact``).
        problem: Why the call could not be answered, one line; the rest is then empty.
    """

    call: str
    duration_s: float = 0.0
    before: tuple[Saying, ...] = ()
    after: tuple[Saying, ...] = ()
    gained: tuple[Saying, ...] = ()
    lost: tuple[Saying, ...] = ()
    moved: tuple[tuple[Saying, Saying], ...] = ()
    exact: bool = True
    problem: str = ""

    @property
    def changed(self) -> bool:
        """Whether any prompt came, went or moved."""
        return bool(self.gained or self.lost or self.moved)


def compare(
    call: str,
    duration_s: float,
    before: tuple[Saying, ...],
    after: tuple[Saying, ...],
    *,
    exact: bool = True,
) -> CallAnswer:
    """Return what changed from ``before`` to ``after`` in one call."""
    if before == after:
        return CallAnswer(call, duration_s, before, after, exact=exact)
    pairs, lost, gained = matched(before, after, MOVED_WITHIN_S)
    moved = tuple((old, new) for old, new in pairs if abs(old.shown_s - new.shown_s) > SAME_S)
    return CallAnswer(
        call, duration_s, before, after, tuple(gained), tuple(lost), moved, exact=exact
    )


def joined(before: Iterable[CallAnswer], after: Iterable[CallAnswer]) -> Iterator[CallAnswer]:
    """Compare what two questions say of the same calls, where each has tapes of its own.

    Args:
        before: The answers without the change; their ``after`` is taken.
        after: The answers with it, in any order.
    """
    known = {answer.call: answer for answer in before}
    for new in after:
        old = known[new.call]
        if old.problem or new.problem:
            yield old if old.problem else new
        else:
            exact = old.exact and new.exact
            yield compare(new.call, new.duration_s, old.after, new.after, exact=exact)


def matched(
    before: Sequence[Saying], after: Sequence[Saying], within_s: float
) -> tuple[list[tuple[Saying, Saying]], list[Saying], list[Saying]]:
    """Pair prompts of the same id, nearest in time first.

    Returns:
        The pairs by time, and what is left of ``before`` and of ``after``.
    """
    near = sorted(
        (abs(old.shown_s - new.shown_s), at_old, at_new)
        for at_old, old in enumerate(before)
        for at_new, new in enumerate(after)
        if old.id == new.id and abs(old.shown_s - new.shown_s) <= within_s
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, at_old, at_new in near:
        if at_old not in partner and at_new not in taken:
            partner[at_old] = at_new
            taken.add(at_new)
    pairs = [(before[old], after[new]) for old, new in sorted(partner.items())]
    lost = [old for at, old in enumerate(before) if at not in partner]
    gained = [new for at, new in enumerate(after) if at not in taken]
    return pairs, lost, gained


@dataclass(slots=True)
class Load:
    """How much was said over some calls, in all or of one prompt.

    Attributes:
        shown: How many prompts.
        outcomes: How many of them ended how; of those that a changed pack adds, what the
            findings after them say.
        calls: In how many calls.
    """

    shown: int = 0
    outcomes: Counter[Outcome | None] = field(default_factory=Counter)
    calls: int = 0

    def take(self, sayings: Iterable[Saying]) -> None:
        """Count the prompts of one call."""
        before = self.shown
        for saying in sayings:
            self.shown += 1
            self.outcomes[saying.outcome] += 1
        self.calls += self.shown > before

    @property
    def followed_share(self) -> float | None:
        """Followed of those followed or ignored, 0 to 1; ``None`` where there is neither."""
        tried = self.outcomes["followed"] + self.outcomes["ignored"]
        return self.outcomes["followed"] / tried if tried else None


@dataclass(slots=True)
class PromptTotals:
    """One prompt over all calls."""

    before: Load = field(default_factory=Load)
    after: Load = field(default_factory=Load)
    gained: int = 0
    lost: int = 0
    moved: int = 0


@dataclass(slots=True)
class Totals:
    """The sums over the calls answered so far.

    Attributes:
        calls: How many calls were answered.
        changed: In how many of them any prompt came, went or moved.
        approximate: How many of them were answered from a call file, nearly.
        problems: How many could not be answered.
        duration_s: The length of all answered calls together.
        before: All prompts without the change.
        after: All prompts with it.
        busiest_before: The most prompts in any minute of any call, without the change.
        busiest_after: The same with it.
        prompts: By the prompt's id.
    """

    calls: int = 0
    changed: int = 0
    approximate: int = 0
    problems: int = 0
    duration_s: float = 0.0
    before: Load = field(default_factory=Load)
    after: Load = field(default_factory=Load)
    busiest_before: int = 0
    busiest_after: int = 0
    prompts: dict[str, PromptTotals] = field(default_factory=dict)
    _allowed: Counter[int] = field(default_factory=Counter)

    def take(self, answer: CallAnswer) -> None:
        """Add one call."""
        if answer.problem:
            self.problems += 1
            return
        self.calls += 1
        self.changed += answer.changed
        self.approximate += not answer.exact
        self.duration_s += answer.duration_s
        self._allowed[math.ceil(answer.duration_s / MINUTE_S)] += 1
        self.before.take(answer.before)
        self.after.take(answer.after)
        self.busiest_before = max(self.busiest_before, busiest_minute(answer.before))
        self.busiest_after = max(self.busiest_after, busiest_minute(answer.after))
        for prompt_id in {saying.id for saying in (*answer.before, *answer.after)}:
            one = self.prompts.setdefault(prompt_id, PromptTotals())
            one.before.take(saying for saying in answer.before if saying.id == prompt_id)
            one.after.take(saying for saying in answer.after if saying.id == prompt_id)
        for saying in answer.gained:
            self.prompts[saying.id].gained += 1
        for saying in answer.lost:
            self.prompts[saying.id].lost += 1
        for old, _ in answer.moved:
            self.prompts[old.id].moved += 1

    def per_minute(self, load: Load) -> float:
        """Return how many of a load's prompts come in a minute of call, on average."""
        return load.shown * MINUTE_S / self.duration_s if self.duration_s else 0.0

    def budget_share(self, load: Load, budget: Budget) -> float:
        """Return which share a load takes of all that a budget lets be said in these calls."""
        allowed = sum(
            calls * min(minutes * budget.max_per_min, -(-minutes // 10) * budget.max_per_10_min)
            for minutes, calls in self._allowed.items()
        )
        return load.shown / allowed if allowed else 0.0


def busiest_minute(sayings: Sequence[Saying]) -> int:
    """Return the most prompts that were shown within any minute."""
    most = first = 0
    for at, saying in enumerate(sayings):
        while saying.shown_s - sayings[first].shown_s >= MINUTE_S:
            first += 1
        most = max(most, at - first + 1)
    return most
