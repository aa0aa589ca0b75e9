"""Every scenario of this folder: what must be noticed is, in time, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from callassist.detect.judge import Judge
from callassist.types import Finding, Judgement

from .script import Scenario, read_scenarios, speech_events

SCENARIOS = [
    s for path in sorted(Path(__file__).parent.glob("*.toml")) for s in read_scenarios(path)
]


def judge(scenario: Scenario, plain: bool, clock_s: float | None = None) -> list[Judgement]:
    """Run Judge over a scenario, with the clock ticking every ``clock_s`` or not at all."""
    stage = Judge()
    out: list[Judgement] = []
    now_s = 0.0
    for event in speech_events(scenario.lines, plain):
        while clock_s is not None and now_s + clock_s < event.known_s:
            now_s += clock_s
            out += stage.advance(now_s)
        out += stage.push(event)
    return out + stage.flush(scenario.lines[-1].end_s + 4.0)


@pytest.mark.parametrize("plain", [False, True], ids=["punctuated", "plain"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.name)
def test_scenario(scenario: Scenario, plain: bool) -> None:
    """What must fire does, within its window; what must not fire does not."""
    found = [item for item in judge(scenario, plain) if isinstance(item, Finding)]
    seen = [(item.kind, round(item.known_s, 1), item.evidence) for item in found]
    for kind, (from_s, to_s) in scenario.fires.items():
        assert any(f.kind == kind and from_s <= f.known_s <= to_s for f in found), (
            f"{kind} missing in {from_s:.1f}-{to_s:.1f} s: {seen}"
        )
    for kind in scenario.never:
        wrong = [item for item in seen if item[0] == kind]
        assert not wrong
    for kind, quote in scenario.quotes.items():
        shown = [line for f in found if f.kind == kind for line in (*f.evidence, *f.phrases)]
        assert any(quote in line.lower() for line in shown), shown


@pytest.mark.parametrize("scenario", SCENARIOS[::5], ids=lambda s: s.name)
def test_the_clock_changes_nothing(scenario: Scenario) -> None:
    """Judgements are the same however often stream time is advanced."""
    assert judge(scenario, False) == judge(scenario, False, clock_s=0.1)
