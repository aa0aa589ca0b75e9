"""How soon after the words a prompt that needs words is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from callassist.prompts.pack import Pack, default_pack
from callassist.types import CallEvent, Finding, Prompt, Utterance
from tests.benchmarks.composing import calls
from tests.benchmarks.conftest import Heard
from tests.benchmarks.table import Measured, Table, percentile

MADE_OF_TIME = {"interruption", "wait.unexplained", "talk.monologue", "pace.fast"}
"""Kinds that seconds decide, not words."""
QUOTE_NOTHING = {
    "customer.right", "feedback.missing", "feeling.unacknowledged", "frustration.eased",
    "frustration.rising", "name.unused", "next_step.missing", "rapport.missed",
    "restate.missing", "stuck", "urgency.missing",
}  # fmt: skip
"""Kinds that say what was left out, or how the call goes: no words of theirs can be quoted."""


@dataclass(frozen=True, slots=True)
class Late:
    """A finding made of words, and how long after them it was known."""

    finding: Finding
    seconds: float


def late_findings(events: Sequence[CallEvent], pack: Pack) -> list[Late]:
    """Return what ``pack`` has a prompt for, with its delay; each finding once, when it was new."""
    conditions = [condition for rule in pack.active for condition in rule.when]
    said: list[Utterance] = []
    found: dict[tuple[str, float], Late] = {}
    for event in events:
        if isinstance(event, Utterance) and event.words:
            said.append(event)
        if not isinstance(event, Finding) or event.kind in MADE_OF_TIME:
            continue
        if any(condition.matches(event) for condition in conditions):
            late = Late(event, event.known_s - words_end_s(event, said))
            found.setdefault((event.kind, event.start_s), late)
    return list(found.values())


def words_end_s(finding: Finding, said: Sequence[Utterance]) -> float:
    """Return the end of the words that decided on a finding."""
    if finding.kind not in QUOTE_NOTHING:
        return finding.end_s
    return max((utterance.words[-1].end_s for utterance in said), default=finding.end_s)


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_prompts_that_need_words(table: Table, heard: Heard) -> None:
    pack = default_pack()
    sources = calls()
    late: list[Late] = []
    shown_s: list[float] = []
    for path in sources:
        events = heard(path)
        found = late_findings(events, pack)
        late += found
        by_finding = {(one.finding.kind, one.finding.start_s): one for one in found}
        for event in events:
            if isinstance(event, Prompt) and event.outcome is None:
                one = by_finding.get((event.finding.kind, event.finding.start_s))
                if one is not None:
                    shown_s.append(one.seconds + event.shown_s - one.finding.known_s)
    seconds = [one.seconds for one in late]
    quoting = sum(one.finding.kind not in QUOTE_NOTHING for one in late)
    slowest = sorted(late, key=lambda one: -one.seconds)[:3]
    shown = ", ".join(f"{value:.1f}" for value in sorted(shown_s))
    table.take(
        Measured(
            "words_prompt",
            percentile(seconds, 95),
            f"{len(seconds)} findings, {quoting} of them quote words; {len(sources)} "
            f"call{'s' if len(sources) > 1 else ''}",
            f"median {percentile(seconds, 50):.2f} s; slowest "
            + ", ".join(f"`{one.finding.kind}` {one.seconds:.1f} s" for one in slowest)
            + f"; the {len(shown_s)} prompts that the default pack showed: {shown} s",
        )
    )
