"""Every scenario of this folder: what must be noticed is, in time, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from callassist.detect.judge import Judge
from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack
from callassist.types import Finding, Gap, Health, Hold, Judgement, Note, Prompt, Withdrawn

from .script import Scenario, read_scenarios, speech_events, told_s

SCENARIOS = [
    s for path in sorted(Path(__file__).parent.glob("*.toml")) for s in read_scenarios(path)
]


def judge(scenario: Scenario, plain: bool, clock_s: float | None = None) -> list[Judgement]:
    """Run Judge over a scenario, with the clock ticking every ``clock_s`` or not at all."""
    stage = Judge()
    out: list[Judgement] = []
    now_s = 0.0
    for event in speech_events(scenario.lines, plain):
        while clock_s is not None and now_s + clock_s < told_s(event):
            now_s += clock_s
            out += stage.advance(now_s)
        if isinstance(event, Hold | Health | Gap):
            out += stage.advance(told_s(event))
            out += stage.told(event)
        else:
            out += stage.push(event)
    return out + stage.flush(_end_s(scenario))


def prompt(scenario: Scenario, judgements: list[Judgement]) -> list[Prompt]:
    """Return each prompt that the shipped pack shows on judgements, as first shown."""
    stage = Prompter(default_pack())
    sent: list[Prompt] = []
    for item in judgements:
        if isinstance(item, Finding):
            sent += stage.push(item)
        elif isinstance(item, Withdrawn):
            sent += stage.withdraw(item.kind, item.start_s, item.known_s)
    sent += stage.flush(_end_s(scenario))
    first: dict[tuple[str, float], Prompt] = {}
    for shown in sent:
        first.setdefault((shown.id, shown.shown_s), shown)
    return list(first.values())


def _end_s(scenario: Scenario) -> float:
    return scenario.lines[-1].end_s + 4.0


@pytest.mark.parametrize("plain", [False, True], ids=["punctuated", "plain"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.name)
def test_scenario(scenario: Scenario, plain: bool) -> None:
    """What must fire and show does, within its window; what must not does not."""
    judged = judge(scenario, plain)
    found = [item for item in judged if isinstance(item, Finding)]
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
    withdrawn = {item.kind for item in judged if isinstance(item, Withdrawn)}
    assert withdrawn >= set(scenario.withdraws)
    assert withdrawn.isdisjoint(scenario.keeps)
    notes = [f"{n.kind}: {n.text.lower()}" for n in judged if isinstance(n, Note)]
    for wanted in scenario.notes:
        kind, _, words = wanted.partition(": ")
        assert any(n.startswith(kind) and words in n for n in notes), (wanted, notes)
    for unwanted in scenario.no_notes:
        kind, _, words = unwanted.partition(":")
        wrong_notes = [n for n in notes if n.startswith(f"{kind}:") and words.strip() in n]
        assert not wrong_notes
    prompts = [(p.id, round(p.shown_s, 1), p.say, p.why) for p in prompt(scenario, judged)]
    for prompt_id, (from_s, to_s) in scenario.shows.items():
        assert any(name == prompt_id and from_s <= at_s <= to_s for name, at_s, *_ in prompts), (
            f"{prompt_id} not shown in {from_s:.1f}-{to_s:.1f} s: {prompts}; found: {seen}"
        )
    for prompt_id in scenario.hides:
        wrongly = [item for item in prompts if prompt_id in (item[0], "all")]
        assert not wrongly


@pytest.mark.parametrize("scenario", SCENARIOS[::5], ids=lambda s: s.name)
def test_the_clock_changes_nothing(scenario: Scenario) -> None:
    """Judgements are the same however often stream time is advanced."""
    assert judge(scenario, False) == judge(scenario, False, clock_s=0.1)
