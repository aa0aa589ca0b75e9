"""Brings recordings into the store: analyzed, redacted and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callassist.errors import CallStoreError
from callassist.prompts.pack import Pack
from callassist.protocols import Engine
from callassist.run.batch.analyzing import analyze, engine_facts
from callassist.run.keeping.keeper import CallFacts, CallKeeper
from callassist.run.keeping.kept_call import Curve
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
    prompts = {"id": pack.id, "version": pack.version}
    keeper = _begun(source, path, store, engine_facts(engine), engine.language, prompts, facts)
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
        return keeper.keep(_curve(document), source.info), document
    except BaseException:
        keeper.discard()
        raise


@dataclass(slots=True)
class EventsByBlock:
    """The events of an analysis, and how many there were after each block of sound.

    The keeper must be given both in the order in which they came.
    """

    events: list[CallEvent] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def take(self, event: CallEvent) -> None:
        """Take the next event."""
        self.events.append(event)

    def end_block(self) -> None:
        """The block that the last events came from is over."""
        self.counts.append(len(self.events))


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of a recording on another computer: all that keeping it needs but its sound.

    Attributes:
        document: The call's, before redaction.
        events: All events, packed.
        counts: How many there were after each block.
        language: BCP 47 code of the words.
    """

    document: dict[str, Any]
    events: bytes
    counts: tuple[int, ...]
    language: str

    @classmethod
    def packed(cls, document: dict[str, Any], events: EventsByBlock, language: str) -> Heard:
        """Pack what was heard."""
        from callassist.store.packing import pack_events

        return cls(document, pack_events(events.events), tuple(events.counts), language)


def keep_heard(
    source: Recording, path: Path, store: CallStore, heard: Heard, facts: ImportFacts
) -> CallSummary:
    """Keep a recording that was analyzed elsewhere, as :func:`import_recording` would have.

    Args:
        source: The open recording, with blocks as long as there; it is closed.
        path: Its file, or the agent's side of it.
        store: The open store.
        heard: What came of it.
        facts: What the recording does not say.

    Raises:
        AlreadyKeptError: If it is in the store already.
        CallAssistError: If it cannot be decoded or kept, or has changed since; nothing of it
            is kept then.
    """
    from callassist.store.packing import unpack_events

    document = heard.document
    if source.info.sha256 != document["source"]["sha256"]:
        source.close()
        raise CallStoreError(f"{path} has changed since it was analyzed; run the command again")
    keeper = _begun(
        source, path, store, document["engine"], heard.language, document["pack"], facts
    )
    try:
        events = unpack_events(heard.events)
        done = 0
        for number, block in enumerate(source.blocks()):
            keeper.put_block(block)
            count = heard.counts[number] if number < len(heard.counts) else done
            for event in events[done:count]:
                keeper.put_event(event)
            done = max(done, count)
        for event in events[done:]:
            keeper.put_event(event)
        source.close()
        return keeper.keep(_curve(document), source.info)
    except BaseException:
        source.close()
        keeper.discard()
        raise


def _begun(
    source: Recording,
    path: Path,
    store: CallStore,
    engine: dict[str, str],
    language: str,
    pack: dict[str, Any],
    facts: ImportFacts,
) -> CallKeeper:
    """Begin to keep a recording; it is closed if that fails.

    Raises:
        AlreadyKeptError: If it is in the store already.
        CallAssistError: If it may not or cannot be kept.
    """
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
                engine=engine,
                language=language,
                pack=pack,
                measures=facts.measures,
                sha256=info.sha256,
            ),
        )
        keeper.start()
    except BaseException:
        source.close()
        raise
    return keeper


def _curve(document: dict[str, Any]) -> Curve:
    frustration = document["frustration"]
    reasons = [Reason(known_s=reason["at_s"], **reason) for reason in frustration["reasons"]]
    return Curve(frustration["level"], reasons)


def _began(path: Path, duration_s: float) -> datetime:
    """Return when a call began whose recording was finished as its file was written last."""
    ended = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return ended - timedelta(seconds=duration_s)
