"""Calls as they are lived: stored speech through the real pipeline, tick by tick."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from callassist.detect.judge import Judge
from callassist.listen.listen import Heard
from callassist.pipeline import Pipeline
from callassist.prompts.firing import ANSWERS, Prompter
from callassist.prompts.pack import Pack, default_pack
from callassist.types import CallEnded, CallEvent, Features, Gap, Health, Hold, Prompt, SpeechEvent
from tests.benchmarks.test_judge import a_call
from tests.scenarios.script import Scenario, read_scenarios, told_s

Told = SpeechEvent | Hold | Health | Gap

TICK_S = 0.1
SCENARIOS = Path(__file__).parents[2] / "scenarios"


class HeardBefore:
    """An ear that has heard it all before: gives what was known by each tick."""

    def __init__(self, events: Sequence[Told]) -> None:
        self._left = list(reversed(events))
        self._news: list[Health | Gap] = []
        self.now_s = 0.0

    def push(self, until_s: float) -> list[Heard]:
        """Hear on until then."""
        self.now_s = until_s
        level = np.zeros(1)
        measured = Features("agent", until_s - TICK_S, TICK_S, level, level, level, level)
        return [*self.flush(until_s), measured]

    def flush(self, until_s: float = 1e9) -> list[Heard]:
        """Give the rest."""
        heard: list[Heard] = []
        while self._left and told_s(self._left[-1]) <= until_s:
            event = self._left.pop()
            if isinstance(event, Health | Gap):
                self._news.append(event)
            else:
                heard.append(event)
        return heard

    def news(self) -> list[Health | Gap]:
        """Give what the devices told meanwhile, which comes from beside the ear."""
        news, self._news = self._news, []
        return news


def live(
    events: Sequence[Told], pack: Pack, *, answers: random.Random | None = None
) -> list[CallEvent]:
    """Return all events of a call with ``pack``; with ``answers``, the agent answers prompts."""
    ear = HeardBefore(events)
    pipeline = Pipeline(ear, Judge(additions=pack.additions()), Prompter(pack))
    out: list[CallEvent] = []
    seen: list[Prompt] = []
    for tick in range(1, round(told_s(events[-1]) / TICK_S) + 40):
        new = pipeline.push(tick * TICK_S)
        for event in ear.news():
            new += [event, *pipeline.told(event)]
        seen += [event for event in new if isinstance(event, Prompt)]
        out += new
        if answers and seen and answers.random() < 0.02:
            out += pipeline.respond(answers.choice(seen), answers.choice(ANSWERS))
    out += pipeline.flush()
    return [*out, CallEnded(pipeline.listen.now_s)]


def prompts(events: Sequence[CallEvent]) -> list[Prompt]:
    """Return all that was sent of prompts."""
    return [event for event in events if isinstance(event, Prompt)]


@cache
def dialogues() -> tuple[Scenario, ...]:
    """Return the scenarios."""
    return tuple(s for path in sorted(SCENARIOS.glob("*.toml")) for s in read_scenarios(path))


@cache
def _without_pauses() -> tuple[Scenario, ...]:
    return tuple(each for each in dialogues() if all(x.overlap != "pause" for x in each.lines))


def call(seed: int, length_s: float = 120.0, *, pauses: bool = False) -> list[Told]:
    """Return the speech of a call made of scenarios; with holds and gaps if ``pauses``."""
    return a_call(dialogues() if pauses else _without_pauses(), length_s, seed)


def changed(seed: int, pack: Pack | None = None) -> Pack:
    """Return a pack with some random changes: prompts' numbers, conditions and the budget."""
    dice = random.Random(seed)
    pack = pack or default_pack()
    rules = list(pack.rules)
    for at in dice.sample(range(len(rules)), dice.randint(1, 6)):
        rules[at] = rules[at].model_copy(update=dict(_rule_changes(dice, rules[at])))
    budget = pack.budget
    if dice.random() < 0.5:
        key, values = dice.choice(_BUDGET)
        budget = budget.model_copy(update={key: dice.choice(values)})
    return pack.model_copy(update={"rules": tuple(rules), "budget": budget})


_BUDGET = [
    ("min_gap_s", (0.0, 3.0, 8.0, 25.0)),
    ("max_per_min", (0, 1, 4, 10)),
    ("max_per_10_min", (1, 8, 60)),
    ("nudge_share", (0.0, 0.5, 1.0)),
    ("replace_margin", (0, 20, 100)),
    ("stale_s", (0.5, 4.0, 30.0)),
]
_RULE = [
    ("enabled", (True, False)),
    ("severity", ("nudge", "warn", "praise")),
    ("priority", (0, 50, 100)),
    ("show_s", (1.0, 6.0, 30.0)),
    ("cooldown_s", (0.0, 10.0, 300.0)),
    ("max_per_call", (1, 3, 100)),
    ("effect_s", (1.0, 15.0, 120.0)),
    ("stale_s", (None, 0.5, 30.0)),
    ("say", ("Say this",)),
    ("unless", ((),)),
    ("clears", ((),)),
]


def _rule_changes(dice: random.Random, rule: object) -> Iterator[tuple[str, object]]:
    for key, values in dice.sample(_RULE, 3):
        yield key, dice.choice(values)
    if dice.random() < 0.5:
        score = dice.choice((0.0, 0.5, 0.65, 0.8, 0.95))
        when = tuple(one.model_copy(update={"min_score": score}) for one in rule.when)
        yield "when", when
