"""One recording of a batch: what is to be done with it, and what came of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callassist.engines.choose import choose_engine
from callassist.errors import CallAssistError, RecordingError
from callassist.prompts.pack import (
    Pack,
    changeable,
    default_document,
    merged_pack,
    parse_pack,
    read_text,
)
from callassist.protocols import Engine
from callassist.review.callfile import write_call
from callassist.run.batch.analyzing import analyze
from callassist.run.batch.fetching import fetched
from callassist.run.keeping.importing import (
    AlreadyKeptError,
    EventsByBlock,
    Heard,
    ImportFacts,
    import_recording,
)
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.sources.recording import Recording, open_recording
from callassist.types import CHANNELS, CallEvent, Channel, Turn

if TYPE_CHECKING:
    from callassist.store.store import CallStore
    from callassist.store.summary import CallSummary

log = logging.getLogger(__name__)

ONCE_MORE = "--again keeps it once more"


@dataclass(frozen=True, slots=True)
class Job:
    """A recording to analyze.

    Attributes:
        path: The recording, or the agent's side of it; of one with a ``url``, only its name.
        out: The call file to write, if any.
        customer_path: The customer's side, if that is a file of its own.
        agent_channel: Which channel of a stereo file is the agent.
        url: Where it is fetched from, where it is no file that can be opened by a path.
    """

    path: Path
    out: Path | None
    customer_path: Path | None = None
    agent_channel: int = 0
    url: str = ""

    @property
    def recording(self) -> str:
        """Its full name, the same from wherever it is asked for."""
        if self.url:
            return self.url
        return " + ".join(str(path.absolute()) for path in self.paths)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Its files."""
        return (self.path,) if self.customer_path is None else (self.path, self.customer_path)

    @property
    def shown(self) -> str:
        """How people know it."""
        return self.url or str(self.path)

    def open(self) -> Recording:
        """Open its files.

        Raises:
            RecordingError: If they cannot be read.
        """
        if self.customer_path is None:
            return open_recording(self.path, agent_channel=self.agent_channel)
        return open_recording(agent=self.path, customer=self.customer_path)


@dataclass(frozen=True, slots=True)
class Keep:
    """Where calls are kept, so that any process can open it.

    Attributes:
        facts: What the recordings do not say about their calls.
        address: The store's; ``None`` for this computer's own.
        passphrase: What was entered to open it; empty where a keyring or the environment does.
    """

    facts: ImportFacts
    address: str | None = None
    passphrase: str = field(default="", repr=False)

    def open_store(self) -> CallStore:
        """Open the store without asking anybody.

        Raises:
            CallStoreError: If it does not open.
        """
        from callassist.store.store import CallStore
        from callassist.store.unlock import Unlock

        ask = (lambda _asking: self.passphrase) if self.passphrase else None
        return CallStore.open(self.address, unlock=Unlock(ask))


@dataclass(frozen=True, slots=True)
class Setup:
    """What all jobs share.

    Attributes:
        engine: The wish for an engine.
        model: A model's folder.
        pack: The prompt pack laid over the default.
        keep: Where the calls are kept, if they are.
        pack_text: What stands in ``pack``, where that file cannot be opened.
        measures: Whose voice may be measured.
        gives_document: Whether results carry the call's document.
        gives_events: Whether they carry what is needed to keep the call elsewhere.
    """

    engine: str = "auto"
    model: Path | None = None
    pack: Path | None = None
    keep: Keep | None = None
    pack_text: str | None = None
    measures: Measures = ALL_MEASURES
    gives_document: bool = False
    gives_events: bool = False

    def open_engine(self, announce: Callable[[str], None]) -> Engine:
        """Open the recognizer; ``announce`` is told of a fallback."""
        return choose_engine(self.engine, self.model, announce=announce)

    def prompts(self) -> Pack:
        """Return the pack.

        Raises:
            PromptPackError: If it has mistakes.
        """
        if self.pack_text is None or self.pack is None:
            return merged_pack(self.pack)
        return parse_pack(self.pack_text, self.pack.name, changeable(default_document()))

    def elsewhere(self) -> Setup:
        """Return the same for another computer, which has neither the pack's file nor the store.

        Raises:
            PromptPackError: If the pack cannot be read.
        """
        return replace(
            self,
            keep=None,
            pack_text=read_text(self.pack) if self.pack is not None else None,
            gives_document=True,
            gives_events=self.keep is not None,
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job.

    Attributes:
        job: The job.
        error: Why nothing came of it, if so.
        warnings: What the recording lacked, or why it was not kept, a line each.
        scorecard: The call's, where there is no call file to read it from.
        kept: The id of the kept call, if it was kept.
        document: The call's, if the setup asks for it.
        heard: What is needed to keep it, if the setup asks for that.
        skipped: Whether nothing had to be done, since it is in the store already.
        known: The id of the call that it is in the store as already.
    """

    job: Job
    error: CallAssistError | None = None
    warnings: tuple[str, ...] = ()
    scorecard: dict[str, Any] | None = None
    kept: str = ""
    document: dict[str, Any] | None = None
    heard: Heard | None = None
    skipped: bool = False
    known: str = ""


def skipped(job: Job, call: CallSummary) -> Result:
    """Return the result of a recording that is in the store already."""
    note = f"{AlreadyKeptError(job.shown, call)}; {ONCE_MORE}"
    return Result(job, warnings=(note,), skipped=True, known=call.id)


def run_job(
    job: Job,
    engine: Engine,
    setup: Setup,
    progress: Callable[[float], None] | None = None,
    *,
    store: CallStore | None = None,
) -> Result:
    """Analyze one recording; write its call file, keep it, or both.

    Args:
        job: What to analyze.
        engine: An open recognizer.
        setup: The pack, and how it is kept, if it is.
        progress: Told the share done, 0 to 1, now and then.
        store: The open store, if it is kept.

    Raises:
        CallAssistError: If the recording cannot be read, kept, or the file not written.
    """
    with fetched(job.url, job.path) as path:
        return replace(
            _run_here(replace(job, path=path, url=""), engine, setup, progress, store, job), job=job
        )


def _run_here(
    here: Job,
    engine: Engine,
    setup: Setup,
    progress: Callable[[float], None] | None,
    store: CallStore | None,
    job: Job,
) -> Result:
    source = here.open()
    duration_s = max(source.duration_s, 1e-9)
    spoke: set[Channel] = set()
    events = EventsByBlock()

    def share(done_s: float) -> None:
        events.end_block()
        if progress is not None:
            progress(min(1.0, done_s / duration_s))

    def observe(event: CallEvent) -> None:
        if isinstance(event, Turn):
            spoke.add(event.channel)
        if setup.gives_events:
            events.take(event)

    kept, known, notes = "", "", []
    prompts = setup.prompts()
    document: dict[str, Any] | None = None
    if setup.keep is not None and store is not None:
        try:
            summary, document = import_recording(
                source, here.path, store, engine, prompts, setup.keep.facts,
                progress=share, observe=observe,
            )  # fmt: skip
            kept = summary.id
        except AlreadyKeptError as error:
            if job.out is None and not setup.gives_document:
                return skipped(job, error.summary)
            known = error.summary.id
            notes.append(f"{error}; {ONCE_MORE}")
            source = here.open()
    if document is None:
        document = analyze(
            source, engine, prompts, progress=share, observe=observe, measures=setup.measures
        )
    if job.url:
        document["source"]["path"] = job.url
    if job.out is not None:
        write_call(document, job.out)
    warnings = (*notes, *source.warnings, *_unheard(job, spoke))
    return Result(
        job, None, warnings, document["scorecard"], kept,
        document if setup.gives_document else None,
        Heard.packed(document, events, engine.language) if setup.gives_events else None,
        known=known,
    )  # fmt: skip


def _unheard(job: Job, spoke: set[Channel]) -> tuple[str, ...]:
    """Say who was not heard in the whole of a recording, and what to look at."""
    silent = [channel for channel in CHANNELS if channel not in spoke]
    if len(silent) == len(CHANNELS):
        return (f"{job.shown} holds no speech: was the right device recorded?",)
    return tuple(
        f"{job.shown}: the {channel} says nothing all along, so what needs both sides could not "
        "be judged: was that side recorded on a channel of its own?"
        for channel in silent
    )


class StoppedError(Exception):
    """Whoever wanted the results has gone."""


def attempt(
    job: Job,
    engine: Engine,
    setup: Setup,
    store: CallStore | None = None,
    progress: Callable[[float], None] | None = None,
) -> Result:
    """Run a job; what goes wrong with its recording becomes the result's ``error``.

    Raises:
        StoppedError: If ``progress`` does.
    """
    try:
        return run_job(job, engine, setup, progress, store=store)
    except CallAssistError as error:
        return Result(job, error)
    except StoppedError:
        raise
    except OSError as error:
        reason = f"{error.filename or job.shown}: {error.strerror or error}"
        return Result(job, RecordingError(f"{job.shown} could not be analyzed ({reason})"))
    except Exception as error:  # a mistake of ours: the other recordings shall not pay for it
        log.info("%s was not analyzed", job.shown, exc_info=True)
        what = f"{type(error).__name__}: {' '.join(str(error).split())}"
        line = f"{job.shown} could not be analyzed, a mistake in callassist ({what}): report it"
        return Result(job, CallAssistError(line))
