"""How fast Judge is alone, as the studio runs it again over stored calls."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from callassist.detect.judge import Judge
from callassist.engines.moonshine import MoonshineEngine
from callassist.paths import resources_dir
from callassist.prompts.pack import default_pack
from callassist.run.batch import analyze
from callassist.sources.recording import open_recording
from callassist.types import CallEvent, SpeechEvent
from tests.benchmarks.test_judge import an_hour, shifted
from tests.scenarios.script import read_scenarios, speech_events
from tools.evaluate.rows import Row, Section
from tools.evaluate.scenarios import FOLDER

DEMO_CALL = resources_dir() / "demo" / "late-parcel.flac"
HOUR_S = 3600.0
RUNS = 5
CALL_S = 300.0
CALLS = 1000
JUDGED = 200
PAUSE_S = 5.0
HOW = (
    "Processor time on one core, in a warm process. The hour is the demo call's speech events, "
    f"partial words included, repeated; median of {RUNS} runs. The calls of 5 minutes are "
    f"scenarios in random order, each another; {JUDGED} are judged and their time is multiplied."
)


def speed_section(say: Callable[[str], None]) -> Section:
    """Return the rows of Judge's speed."""
    say("speed: hearing the demo call")
    hour = an_hour(heard(DEMO_CALL))
    say("speed: judging an hour")
    _judge(hour, HOUR_S)
    hour_ms = median(1000.0 * _judge(hour, HOUR_S) for _ in range(RUNS))
    say(f"speed: judging {JUDGED} calls")
    chance = random.Random(0)
    scripts = scenario_events()
    calls_s = CALLS / JUDGED * sum(_judge(a_call(scripts, chance), CALL_S) for _ in range(JUDGED))
    return Section(
        "Judge alone",
        HOW,
        [
            Row("an hour's call", "< 100 ms", f"{hour_ms:.0f} ms", hour_ms < 100.0),
            Row(f"{CALLS:,} calls of 5 minutes", "< 10 s", f"{calls_s:.1f} s", calls_s < 10.0),
        ],
    )


def heard(path: Path) -> list[CallEvent]:
    """Return all events of a recording, with Moonshine's words."""
    events: list[CallEvent] = []
    engine = MoonshineEngine()
    try:
        analyze(open_recording(path), engine, default_pack(), observe=events.append)
    finally:
        engine.close()
    return events


def scenario_events() -> list[list[SpeechEvent]]:
    """Return the speech events of every scenario."""
    paths = sorted(FOLDER.glob("*.toml"))
    return [speech_events(each.lines, True) for path in paths for each in read_scenarios(path)]


def a_call(scripts: Sequence[Sequence[SpeechEvent]], chance: random.Random) -> list[SpeechEvent]:
    """Return scenarios in random order, one after the other, until five minutes are full."""
    events: list[SpeechEvent] = []
    start_s = 0.0
    while True:
        for event in chance.choice(scripts):
            moved = shifted(event, start_s)
            if moved.known_s > CALL_S:
                return events
            events.append(moved)
        start_s = events[-1].known_s + PAUSE_S


def _judge(events: Sequence[SpeechEvent], end_s: float) -> float:
    """Return the processor seconds that judging takes."""
    begun_s = time.process_time()
    judge = Judge()
    for event in events:
        judge.push(event)
    judge.flush(end_s)
    return time.process_time() - begun_s
