"""Brings recordings into the store: analyzed, redacted and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callassist.errors import CallStoreError
from callassist.prompts.pack import Pack
from callassist.protocols import Engine
from callassist.run.batch import analyze, engine_facts
from callassist.run.keeping import CallFacts, CallKeeper
from callassist.run.kept_call import Curve
from callassist.settings.listen import RATE_HZ
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.sources.recording import Recording
from callassist.store.summary import CallSummary
from callassist.types import CallEvent, Reason

if TYPE_CHECKING:
    from callassist.store.store import CallStore


class AlreadyKeptError(CallStoreError):
    """The recording is in the store already.

    Attributes:
        summary: The call that was made of it.
    """

    def __init__(self, name: str, summary: CallSummary) -> None:
        """Say which call ``name`` became."""
        super().__init__(f"{name} is kept already, as call {summary.id}")
        self.summary = summary


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """What a recording does not say about its call.

    Attributes:
        title: What people call it; the file's name by default.
        agent: Who took it; empty if unknown.
        started_at: When it began, with a zone; by default, its length before the time at
            which the file was last written.
        again: Whether to keep a recording that is kept already once more.
        measures: Whose voice may be measured.
    """

    title: str = ""
    agent: str = ""
    started_at: datetime | None = None
    again: bool = False
    measures: Measures = ALL_MEASURES


def import_recording(
    source: Recording,
    path: Path,
    store: CallStore,
    engine: Engine,
    pack: Pack,
    facts: ImportFacts | None = None,
    *,
    progress: Callable[[float], None] | None = None,
    observe: Callable[[CallEvent], None] | None = None,
) -> tuple[CallSummary, dict[str, Any]]:
    """Analyze a recording and keep it; an exception from ``progress`` takes it all back.

    Args:
        source: The open recording; it is closed.
        path: Its file, or the agent's side of it.
        store: The open store.
        engine: The recognizer.
        pack: The prompt pack.
        facts: What the recording does not say.
        progress: Told the seconds done, now and then.
        observe: Told every event, in order.

    Returns:
        The kept call, and the document of the analysis as it was before redaction.

    Raises:
        AlreadyKeptError: If it is in the store already.
        CallAssistError: If it cannot be decoded or kept; nothing of it is kept then.
    """
    facts = facts or ImportFacts()
    try:
        info = source.info
        known = store.imported(info.sha256)
        if known is not None and not facts.again:
            raise AlreadyKeptError(str(path), known)
        keeper = CallKeeper(
            lambda: store,
            CallFacts(
                facts.started_at or _began(path, info.duration_s),
                title=facts.title or path.stem,
                agent=facts.agent,
                source="import",
                rate_hz=RATE_HZ,
                engine=engine_facts(engine),
                language=engine.language,
                pack={"id": pack.id, "version": pack.version},
                measures=facts.measures,
                sha256=info.sha256,
            ),
        )
        keeper.start()
    except BaseException:
        source.close()
        raise
    try:
        document = analyze(
            source,
            engine,
            pack,
            progress=progress,
            observe=observe,
            keeper=keeper,
            measures=facts.measures,
        )
        frustration = document["frustration"]
        reasons = [Reason(known_s=reason["at_s"], **reason) for reason in frustration["reasons"]]
        return keeper.keep(Curve(frustration["level"], reasons), source.info), document
    except BaseException:
        keeper.discard()
        raise


def _began(path: Path, duration_s: float) -> datetime:
    """Return when a call began whose recording was finished as its file was written last."""
    ended = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return ended - timedelta(seconds=duration_s)
