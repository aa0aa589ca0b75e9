"""Whole calls: recordings through ``analyze`` with Moonshine, held to their truth."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from callassist.run.batch.jobs import Job, Setup, run_in_processes
from tools.evaluate.phone_line import write_phone_copy
from tools.evaluate.rows import Row, Section, at_least, at_most, missing, none_of, shown

ENGINE = "moonshine"
CALM_LEVEL = 0.5
CLEAN = "Composed calls"
PHONE = "The same calls over a bad line"
REAL = "A call of real voices"
Say = Callable[[str], None]

_HOW = {
    CLEAN: "The calls of `../shared/calls` with Moonshine's words, scored by "
    "`../shared/tools/score_calls.py`: an interruption is found within 0.7 s of its start and on "
    "the right side; a prompt is hit when it is shown in its window; the frustration area is that "
    "under the ROC curve of the customer's upset turns against the calm ones.",
    PHONE: "300 to 3400 Hz, white noise 15 dB below active speech, the customer bleeding into the "
    "agent's microphone at –20 dB, 3 ms late (`tools/evaluate/phone_line.py`).",
    REAL: "`../shared/calls/real`: a friendly agent and a mildly worried customer, nobody angry.",
}


def call_sections(shared: Path | None, work: Path, workers: int, say: Say) -> list[Section]:
    """Analyze and score the calls of a folder.

    Args:
        shared: The folder of sets; ``None`` where it is missing.
        work: An empty folder for copies and call files.
        workers: Calls analyzed at once.
        say: Told of the progress.
    """
    if shared is None:
        return [Section(title, _HOW[title], rows) for title, rows in _not_there()]
    calls, real = shared / "calls", shared / "calls" / "real"
    jobs = []
    for name, source in (("clean", calls), ("phone", calls), ("real", real)):
        (work / name).mkdir()
        for truth in sorted(source.glob("*.truth.json")):
            stem = truth.name.removesuffix(".truth.json")
            recording = source / f"{stem}.flac"
            if name == "phone":
                copy = work / name / recording.name
                write_phone_copy(recording, copy)
                recording = copy
            jobs.append(Job(recording, work / name / f"{stem}.call.json"))
    _analyze(jobs, workers, say)
    return [
        Section(CLEAN, _HOW[CLEAN], _clean_rows(_scores(shared, calls, work / "clean", say))),
        Section(PHONE, _HOW[PHONE], _phone_rows(_scores(shared, calls, work / "phone", say))),
        Section(REAL, _HOW[REAL], real_rows(real, work / "real")),
    ]


def _not_there() -> list[tuple[str, list[Row]]]:
    why = "the set is not here"
    return [
        (CLEAN, [missing("interruptions, prompts, frustration", "see above", why)]),
        (PHONE, [missing("interruptions, prompts", "see above", why)]),
        (REAL, [missing("prompts, frustration", "see above", why)]),
    ]


def _analyze(jobs: list[Job], workers: int, say: Say) -> None:
    """Write every job's call file.

    Raises:
        CallAssistError: A recording could not be analyzed.
    """
    setup = Setup(ENGINE)
    results = run_in_processes(jobs, setup, min(workers, len(jobs)), announce=say)
    for count, result in enumerate(results, start=1):
        if result.error is not None:
            raise result.error
        say(f"calls: {count} of {len(jobs)} analyzed ({result.job.out.parent.name})")


def _scores(shared: Path, truths: Path, analyses: Path, say: Say) -> dict[str, Any]:
    """Return what the set's own script says, and tell of each call."""
    script = shared / "tools" / "score_calls.py"
    command = [sys.executable, str(script), str(truths), str(analyses), "--per-call"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    for line in run.stderr.splitlines():
        say(f"{analyses.name}: {line}")
    scores: dict[str, Any] = json.loads(run.stdout)
    return scores


def _hits(scores: dict[str, Any], *, required: bool) -> Row:
    hit, expected = map(int, scores["prompts_hit"].split("/"))
    name = "expected prompts shown"
    if not required:
        return shown(name, f"{hit} of {expected}")
    return Row(name, "all", f"{hit} of {expected}", hit == expected)


def _clean_rows(scores: dict[str, Any]) -> list[Row]:
    return [
        at_least("interruptions, F1", 0.95, scores["interruption_f1"]),
        shown("… known after their start, median", f"{scores['interruption_known_after_s']} s"),
        _hits(scores, required=True),
        none_of("forbidden prompts shown", scores["forbidden_shown"]),
        at_most("prompts a minute", 3.0, scores["prompts_per_min"]),
        at_least("frustration, area", 0.95, scores["frustration_auc"]),
        shown("word error rate", scores["wer"]),
    ]


def _phone_rows(scores: dict[str, Any]) -> list[Row]:
    return [
        at_least("interruptions, F1", 0.9, scores["interruption_f1"]),
        _hits(scores, required=False),
        none_of("forbidden prompts shown", scores["forbidden_shown"]),
        shown("prompts a minute", scores["prompts_per_min"]),
        shown("frustration, area", scores["frustration_auc"]),
        shown("word error rate", scores["wer"]),
    ]


def real_rows(truths: Path, analyses: Path) -> list[Row]:
    """Return the rows of calls in which nothing is wrong."""
    prompts: Counter[str] = Counter()
    forbidden = 0
    level: list[float] = []
    for path in sorted(truths.glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        call = json.loads((analyses / f"{truth['id']}.call.json").read_text(encoding="utf-8"))
        prompts.update(prompt["id"] for prompt in call["prompts"])
        forbidden += sum(prompt["id"] in truth["forbid"] for prompt in call["prompts"])
        level += call["frustration"]["level"]
    calm = 100.0 * sum(each < CALM_LEVEL for each in level) / max(1, len(level))
    said = ", ".join(f"{count} {name}" for name, count in sorted(prompts.items())) or "none"
    return [
        none_of("`listen` shown", prompts["listen"]),
        none_of("forbidden prompts shown", forbidden),
        shown("prompts shown", said),
        Row(f"time with frustration under {CALM_LEVEL:g}", "≥ 95 %", f"{calm:.1f} %", calm >= 95.0),
    ]
