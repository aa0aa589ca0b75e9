"""``callassist analyze``: recordings in, call files out."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

from callassist.cli.ending import interrupted_once
from callassist.cli.kept import ask_passphrase, rules_here
from callassist.cli.output import make_folder, progress_bars, tell
from callassist.errors import CallStoreError
from callassist.prompts.pack import merged_pack
from callassist.review.callfile import CALL_SUFFIX
from callassist.review.scorecard_text import scorecard_line, scorecard_text
from callassist.run.importing import ImportFacts
from callassist.run.jobs import Job, Keep, Result, Setup, run_in_line, run_in_processes

if TYPE_CHECKING:
    from callassist.store.unlock import Asking


@click.command()
@click.argument("recordings", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the call files; it is made when missing.",
)
@click.option("--keep", is_flag=True, help="Keep the calls, sealed and without secrets.")
@click.option("--title", help="With --keep: the call's title; its file's name by default.")
@click.option("--agent-name", default="", help="With --keep: who took the calls.")
@click.option(
    "--started-at",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]),
    help="With --keep: when the call began; by default told from the file's time.",
)
@click.option("--again", is_flag=True, help="With --keep: also what is kept already.")
@click.option("--agent", type=click.Path(path_type=Path), help="The agent's side as a mono file.")
@click.option(
    "--customer", type=click.Path(path_type=Path), help="The customer's side as a mono file."
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "vosk", "moonshine"]),
    default="auto",
    show_default=True,
    help="The recognizer; auto takes an installed Vosk model first.",
)
@click.option("--model", type=click.Path(path_type=Path), help="A Vosk model folder.")
@click.option(
    "--pack", type=click.Path(path_type=Path), help="A prompt pack laid over the default one."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=None,
    help="Calls analyzed at once; as many as processors by default.",
)
@click.option(
    "--agent-channel",
    type=click.IntRange(0, 1),
    default=0,
    show_default=True,
    help="Which channel of a stereo recording is the agent.",
)
@click.option("--scorecard", is_flag=True, help="Print each call's whole scorecard.")
def analyze(
    recordings: tuple[Path, ...],
    out: Path | None,
    keep: bool,
    title: str | None,
    agent_name: str,
    started_at: datetime | None,
    again: bool,
    agent: Path | None,
    customer: Path | None,
    engine: str,
    model: Path | None,
    pack: Path | None,
    jobs: int | None,
    agent_channel: int,
    scorecard: bool,
) -> int:
    """Analyze RECORDINGS; write OUT/<stem>.call.json for each, or --keep them.

    Each call's scorecard is printed as a line, or whole with --scorecard; docs/scorecard.md
    explains its figures.

    A recording is a stereo file (left the agent, right the customer, unless
    --agent-channel says otherwise), or two mono files given by --agent and
    --customer. WAV, FLAC, MP3, Ogg and Opus are read as they are, others
    through ffmpeg. A file appears whole or not at all.

    With --keep the calls go into the store, where 'callassist calls' and the
    library find them: sealed on disk, card numbers, passwords and the like taken
    out of words and sound. A call file in OUT is neither.

    \b
    Examples:
      callassist analyze monday/*.flac --out calls
      callassist analyze monday/*.flac --keep --agent-name "Anna Berg"
      callassist analyze --agent me.wav --customer them.wav --out calls
    """  # noqa: D301
    work = _jobs(recordings, out, agent, customer, agent_channel)
    merged_pack(pack)  # a pack with mistakes is told once, before any work
    if out is None and not keep:
        raise click.UsageError("give --out FOLDER, or --keep")
    if not keep and (title or agent_name or started_at or again):
        raise click.UsageError("--title, --agent-name, --started-at and --again need --keep")
    if len(work) > 1 and (title or started_at):
        raise click.UsageError("--title and --started-at are of one call; import it by itself")
    if out is not None:
        make_folder(out)
    kept = _keep(title, agent_name, started_at, again=again) if keep else None
    workers = min(jobs or os.cpu_count() or 1, len(work))
    failures = 0
    setup = Setup(engine, model, pack, kept)
    with interrupted_once(), closing(_results(work, setup, workers)) as results:
        for result in results:
            for line in (*result.warnings, *([result.error] if result.error else [])):
                tell(f"callassist: {_about(result.job, str(line))}")
            failures += result.error is not None
            if result.scorecard is not None:
                click.echo(_scored(result, whole=scorecard))
            if result.kept:
                tell(f"{result.job.path} is kept as call {result.kept}")
    if failures and len(work) > 1:
        tell(f"callassist: {failures} of {len(work)} calls failed")
    return 1 if failures else 0


def _scored(result: Result, *, whole: bool) -> str:
    """Return the scorecard of a call as text."""
    card = result.scorecard
    assert card is not None, "it was analyzed"
    name = (result.job.out or result.job.path.with_suffix(CALL_SUFFIX)).name
    name = name.removesuffix(CALL_SUFFIX)
    return scorecard_text(name, card) if whole else scorecard_line(name, card)


def _keep(title: str | None, agent_name: str, started_at: datetime | None, *, again: bool) -> Keep:
    """Open the store once, so that whoever is there is asked once, and say how to keep calls.

    Raises:
        CallAssistError: If calls may not be kept here, or the store does not open.
    """
    from callassist.store.store import CallStore
    from callassist.store.unlock import Unlock

    rules = rules_here()
    if rules.recording_forbidden:
        raise CallStoreError(rules.recording_forbidden)
    entered = ""

    def ask(asking: Asking) -> str | None:
        nonlocal entered
        entered = ask_passphrase(asking) or ""
        return entered or None

    CallStore.open(rules.store_address, unlock=Unlock(ask)).close()
    begun = started_at.astimezone() if started_at is not None else None
    facts = ImportFacts(title or "", agent_name, begun, again, rules.measures)
    return Keep(facts, rules.store_address, entered)


def _about(job: Job, line: str) -> str:
    """Name the recording in front of a line that does not."""
    paths = (job.path, job.customer_path, job.out)
    return line if any(str(path) in line for path in paths if path) else f"{job.path}: {line}"


def _jobs(
    recordings: tuple[Path, ...],
    out: Path | None,
    agent: Path | None,
    customer: Path | None,
    agent_channel: int,
) -> list[Job]:
    if (agent is None) != (customer is None):
        raise click.UsageError("give both --agent and --customer, or a stereo recording")

    def target(path: Path) -> Path | None:
        return out / f"{path.stem}{CALL_SUFFIX}" if out is not None else None

    work = [Job(path, target(path), agent_channel=agent_channel) for path in recordings]
    if agent is not None and customer is not None:
        work.append(Job(agent, target(agent), customer_path=customer))
    if not work:
        raise click.UsageError("give at least one recording, or --agent and --customer")
    targets: dict[Path, Path] = {}
    for job in work:
        if job.out is None:
            continue
        if job.out in targets:
            raise click.UsageError(
                f"{targets[job.out]} and {job.path} would both become {job.out.name}; "
                "rename one or use two folders"
            )
        targets[job.out] = job.path
    return work


def _results(work: list[Job], setup: Setup, workers: int) -> Generator[Result]:
    """Run all jobs under a progress bar; yield the results."""
    progress, announce = progress_bars(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with progress:
        if workers == 1:
            bars = {job: progress.add_task(job.path.name, total=1.0, visible=False) for job in work}

            def move(job: Job, share: float) -> None:
                progress.update(bars[job], completed=share, visible=True)

            for result in run_in_line(work, setup, announce=announce, progress=move):
                progress.update(bars[result.job], visible=False)
                yield result
            return
        bar = progress.add_task(f"{len(work)} calls", total=len(work))
        for result in run_in_processes(work, setup, workers, announce=announce):
            progress.advance(bar)
            yield result
