"""The project's own scenarios: for each prompt, those that must fire and those that must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from callassist.prompts.findings import FINDING_KINDS
from callassist.prompts.pack import default_pack
from callassist.types import Finding
from tests.scenarios.script import Scenario, read_scenarios
from tests.scenarios.test_scenarios import judge, prompt
from tools.evaluate.rows import Row, Section

FOLDER = Path(__file__).parents[2] / "tests" / "scenarios"
ENOUGH = 3
"""Scenarios of each sort that a behavior must have."""
HOW = (
    "`tests/scenarios/*.toml`: written dialogues through Judge and the default pack, each with "
    "punctuation and, as Vosk writes, without. A row is a prompt with the findings that it fires "
    "on. *Fired* are scenarios in which the finding (or prompt) came in its window both ways, "
    "*silent* are look-alikes in which it came neither way. Required: at least three of each "
    "sort, all of them right."
)


@dataclass(slots=True)
class Tally:
    """How one behavior fared.

    Attributes:
        right: Names of the scenarios that went as they must.
        wrong: Names of those that did not.
    """

    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, good: bool) -> None:
        """Count a scenario."""
        (self.right if good else self.wrong).append(name)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.right) + len(self.wrong)

    @property
    def enough(self) -> bool:
        """Whether there are enough, all of them right."""
        return self.count >= ENOUGH and not self.wrong


@dataclass(slots=True)
class Seen:
    """What came out of a scenario one way: (finding kind or prompt id, second)."""

    findings: list[tuple[str, float]]
    prompts: list[tuple[str, float]]


def scenario_section() -> Section:
    """Return a row for each prompt of the default pack, and one for what has none."""
    scenarios = [each for path in sorted(FOLDER.glob("*.toml")) for each in read_scenarios(path)]
    return Section(f"Scenarios ({len(scenarios)})", HOW, list(_rows(scenarios)))


def _rows(scenarios: Iterable[Scenario]) -> Iterator[Row]:
    played = [(scenario, [_play(scenario, plain) for plain in (False, True)])
              for scenario in scenarios]  # fmt: skip
    left = dict.fromkeys(FINDING_KINDS)
    for rule in default_pack().active:
        kinds = tuple(dict.fromkeys(condition.finding for condition in rule.when))
        for kind in kinds:
            left.pop(kind, None)
        must, must_not = tallies(played, rule.id, kinds)
        yield _row(f"`{rule.id}`: {', '.join(f'`{kind}`' for kind in kinds)}", must, must_not)
    if (quiet := silence(played)).count:
        count = f"{len(quiet.right)} of {quiet.count} silent"
        wrong = f"; wrong: {'; '.join(quiet.wrong)}" if quiet.wrong else ""
        yield Row("no prompt at all", "all", count + wrong, not quiet.wrong)
    must, must_not = tallies(played, "", tuple(left))
    everything_right = not (must.wrong or must_not.wrong)
    yield Row("findings without a prompt", "all", _measured(must, must_not), everything_right)


def tallies(
    played: Iterable[tuple[Scenario, list[Seen]]], prompt_id: str, kinds: tuple[str, ...]
) -> tuple[Tally, Tally]:
    """Return how scenarios fared in which a prompt, or a finding, must and must not come."""
    must, must_not = Tally(), Tally()
    for scenario, ways in played:
        wanted = {kind: window for kind, window in scenario.fires.items() if kind in kinds}
        windows = {id_: window for id_, window in scenario.shows.items() if id_ == prompt_id}
        if wanted or windows:
            good = all(_came(way.findings, wanted) and _came(way.prompts, windows) for way in ways)
            must.add(scenario.name, good)
        banned = set(kinds) & set(scenario.never)
        hidden = prompt_id and prompt_id in scenario.hides
        if banned or hidden:
            came = any(
                any(kind in banned for kind, _ in way.findings)
                or (hidden and any(id_ == prompt_id for id_, _ in way.prompts))
                for way in ways
            )
            must_not.add(scenario.name, not came)
    return must, must_not


def silence(played: Iterable[tuple[Scenario, list[Seen]]]) -> Tally:
    """Return how the scenarios fared in which nothing at all may be shown."""
    tally = Tally()
    for scenario, ways in played:
        if "all" in scenario.hides:
            tally.add(scenario.name, not any(way.prompts for way in ways))
    return tally


def _came(seen: list[tuple[str, float]], windows: dict[str, tuple[float, float]]) -> bool:
    """Return whether everything came in its window."""
    return all(
        any(name == wanted and from_s <= at_s <= to_s for name, at_s in seen)
        for wanted, (from_s, to_s) in windows.items()
    )


def _play(scenario: Scenario, plain: bool) -> Seen:
    judged = judge(scenario, plain)
    findings = [(item.kind, item.known_s) for item in judged if isinstance(item, Finding)]
    return Seen(findings, [(each.id, each.shown_s) for each in prompt(scenario, judged)])


def _row(figure: str, must: Tally, must_not: Tally) -> Row:
    required = f"≥ {ENOUGH} of each, all"
    return Row(figure, required, _measured(must, must_not), must.enough and must_not.enough)


def _measured(must: Tally, must_not: Tally) -> str:
    text = (
        f"{len(must.right)} of {must.count} fired, {len(must_not.right)} of {must_not.count} silent"
    )
    wrong = [*must.wrong, *must_not.wrong]
    return f"{text}; wrong: {'; '.join(wrong)}" if wrong else text
