"""``callassist analyze``: recordings in, call files out."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from callassist.cli.analyze_progress import batch_bar, length_text, one_call_bars, pace_text
from callassist.cli.ending import interrupted_once
from callassist.cli.kept import ask_passphrase, rules_here
from callassist.cli.options import engine_option, model_option, pack_option
from callassist.cli.output import make_folder, tell
from callassist.errors import CallStoreError
from callassist.prompts.pack import merged_pack
from callassist.review.callfile import CALL_SUFFIX
from callassist.review.scorecard_text import scorecard_line, scorecard_text
from callassist.run.batch.analyzing import engine_facts
from callassist.run.batch.jobs import Job, Keep, Result, Setup, run_in_line, run_in_processes
from callassist.run.batch.recordings import Found, find_recordings
from callassist.run.batch.results import FAILURES_FILE, Results, Tally
from callassist.run.keeping.importing import ImportFacts

if TYPE_CHECKING:
    from callassist.store.unlock import Asking

SKIPS_SHOWN = 10


@click.command()
@click.argument("recordings", nargs=-1)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the call files; it is made when missing.",
)
@click.option(
    "--parquet",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of a Parquet data set that the calls go into.",
)
@click.option("--keep", is_flag=True, help="Keep the calls, sealed and without secrets.")
@click.option("--title", help="With --keep: the call's title; its file's name by default.")
@click.option("--agent-name", default="", help="With --keep: who took the calls.")
@click.option(
    "--started-at",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]),
    help="With --keep: when the call began; by default told from the file's time.",
)
@click.option("--again", is_flag=True, help="Also what is done or kept already.")
@click.option("--agent", type=click.Path(path_type=Path), help="The agent's side as a mono file.")
@click.option(
    "--customer", type=click.Path(path_type=Path), help="The customer's side as a mono file."
)
@engine_option("The recognizer; auto takes an installed Vosk model first.")
@model_option
@pack_option
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=None,
    help="Calls analyzed at once; as many as processors by default.",
)
@click.option("--cluster", help="A Dask scheduler to run on, e.g. tcp://host:8786.")
@click.option(
    "--agent-channel",
    type=click.IntRange(0, 1),
    default=0,
    show_default=True,
    help="Which channel of a stereo recording is the agent.",
)
@click.option("--scorecard", is_flag=True, help="Print each call's whole scorecard.")
def analyze(
    recordings: tuple[str, ...],
    out: Path | None,
    parquet: Path | None,
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
    cluster: str | None,
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

    A folder stands for all recordings in it and below, and OUT becomes like it; patterns
    and URLs (such as s3://calls/*.flac) will do, too. What was done before with the same
    sound, model, pack and program is not done again, so the same command goes on where an
    earlier one was stopped. What failed is listed in OUT/failures.csv.

    With --keep the calls go into the store, where 'callassist calls' and the
    library find them: sealed on disk, card numbers, passwords and the like taken
    out of words and sound. A call file in OUT, or a row of a data set, is neither.

    With --cluster the workers of a Dask cluster analyze, and find the recordings under the
    same paths or URLs; docs/scale.md tells how to set one up.

    \b
    Examples:
      callassist analyze monday/*.flac --out calls
      callassist analyze recordings --out calls --parquet data
      callassist analyze monday/*.flac --keep --agent-name "Anna Berg"
      callassist analyze --agent me.wav --customer them.wav --out calls
      callassist analyze "s3://calls/2026-11/*.flac" --parquet data --cluster tcp://big:8786
    """  # noqa: D301
    if (agent is None) != (customer is None):
        raise click.UsageError("give both --agent and --customer, or a stereo recording")
    if not recordings and agent is None:
        raise click.UsageError("give at least one recording, or --agent and --customer")
    if out is None and parquet is None and not keep:
        raise click.UsageError("give --out FOLDER, --parquet FOLDER, or --keep")
    if not keep and (title or agent_name or started_at):
        raise click.UsageError("--title, --agent-name and --started-at need --keep")
    if cluster is not None and jobs is not None:
        raise click.UsageError("--jobs is for this computer: a cluster has its own workers")
    work = _jobs(find_recordings(recordings), out, agent, customer, agent_channel)
    if len(work) > 1 and (title or started_at):
        raise click.UsageError("--title and --started-at are of one call; import it by itself")
    merged_pack(pack)  # a pack with mistakes is told once, before any work
    if out is not None:
        make_folder(out)
    kept = _keep(title, agent_name, started_at, again=again) if keep else None
    setup = Setup(engine, model, pack, kept, gives_document=out is not None or parquet is not None)
    if kept is not None:
        setup = replace(setup, measures=kept.facts.measures)
    begun_s = time.monotonic()
    with interrupted_once(), Results(setup, out, parquet, again=again) as results:
        workers = jobs or os.cpu_count() or 1
        try:
            with closing(_results(work, setup, results, workers, cluster)) as done:
                for result in done:
                    _tell_result(result, whole=scorecard, count=len(work))
        finally:
            _tell_end(results.tally, time.monotonic() - begun_s, out or parquet)
    return 1 if results.tally.failures else 0


def _tell_result(result: Result, *, whole: bool, count: int) -> None:
    """Print what came of a recording."""
    if result.skipped and count > SKIPS_SHOWN:
        return
    for line in (*result.warnings, *([result.error] if result.error else [])):
        tell(f"callassist: {_about(result.job, str(line))}")
    if result.scorecard is not None and result.error is None:
        click.echo(_scored(result, whole=whole))
    if result.kept:
        tell(f"{result.job.shown} is kept as call {result.kept}")


def _tell_end(tally: Tally, passed_s: float, folder: Path | None) -> None:
    """Say how a batch went; of a single call, all is said."""
    if tally.before:
        calls = "1 call was" if tally.before == 1 else f"{tally.before} calls were"
        tell(f"{calls} done before; --again does them again")
    if tally.total < 2:
        return
    pace = f"in {length_text(passed_s)}, {pace_text(tally.finished, passed_s)}"
    tell(f"{tally.finished - len(tally.failures)} of {tally.total} calls done {pace}")
    if not tally.failures:
        return
    where = f"; {folder / FAILURES_FILE} lists them" if folder is not None else ""
    tell(f"callassist: {len(tally.failures)} of {tally.total} calls failed{where}")
    reasons = tally.reasons()
    if len(tally.failures) > len(reasons):
        for why, count in reasons:
            tell(f"  {count} × {why}")


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
    found: list[Found],
    out: Path | None,
    agent: Path | None,
    customer: Path | None,
    agent_channel: int,
) -> list[Job]:
    def target(below: Path) -> Path | None:
        return out / below.with_name(f"{below.stem}{CALL_SUFFIX}") if out is not None else None

    work = [
        Job(one.path, target(one.below), agent_channel=agent_channel, url=one.url) for one in found
    ]
    if agent is not None and customer is not None:
        work.append(Job(agent, target(Path(agent.name)), customer_path=customer))
    targets: dict[Path, Job] = {}
    for job in work:
        if job.out is None:
            continue
        if job.out in targets:
            raise click.UsageError(
                f"{targets[job.out].shown} and {job.shown} would both become {job.out.name}; "
                "rename one or use two folders"
            )
        targets[job.out] = job
    return work


def _results(
    work: list[Job], setup: Setup, results: Results, workers: int, cluster: str | None
) -> Generator[Result]:
    """Run what is still to do; yield the results."""
    count = len(work)
    work, known = results.kept_before(work)
    if count > SKIPS_SHOWN:
        results.tally.before += len(known)
    yield from known
    if not work:
        return
    if cluster is not None:
        yield from _on_cluster(work, setup, results, cluster)
        return
    with closing(setup.open_engine(tell)) as engine:
        todo = results.undone(work, engine_facts(engine))
        _make_folders(todo)
        workers = min(workers, len(todo))
        if workers == 1:
            with one_call_bars(todo) as move:
                yield from results.take(run_in_line(todo, setup, engine, progress=move))
    if workers > 1:
        yield from _shown(results, run_in_processes(todo, setup, workers))


def _on_cluster(work: list[Job], setup: Setup, results: Results, address: str) -> Generator[Result]:
    """Run what is still to do on a cluster; yield the results."""
    from callassist.run.batch.cluster import Cluster

    with Cluster(address) as cluster:
        facts = cluster.engine_facts(setup)
        todo = results.undone(work, facts)
        _make_folders(todo)
        yield from _shown(results, cluster.run(todo, setup, facts))


def _shown(results: Results, came: Iterator[Result]) -> Generator[Result]:
    """Yield the results of a batch under its bar."""
    with batch_bar(results.tally) as moved:
        for result in results.take(came):
            moved()
            yield result


def _make_folders(jobs: list[Job]) -> None:
    """Make the folders below OUT that the recordings' own folders become."""
    for folder in {job.out.parent for job in jobs if job.out is not None}:
        make_folder(folder)
