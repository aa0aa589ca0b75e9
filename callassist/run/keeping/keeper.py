"""Keeps a call in the store while it is heard, live or from a recording."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from callassist.errors import CallAssistError, CallStoreError
from callassist.run.keeping.kept_call import Curve, kept_call, masked_curve
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.store.cleaning import TakesOut
from callassist.store.recorder import Recorder
from callassist.store.redaction import Redactor
from callassist.store.summary import CallHeader, CallSource, CallSummary, OpenCall
from callassist.types import (
    AudioBlock,
    CallEvent,
    CallInfo,
    Recording,
    Stretch,
    Utterance,
)

if TYPE_CHECKING:
    from callassist.store.store import CallStore

CONTEXT_EVENTS = 200
"""What was said before a recording begins, for the redactor to understand what comes."""
NEEDS_WORDS = (
    "calls are kept only with a speech model, since without words nobody knows what in them is "
    "secret: run callassist models install"
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What is known of a call before it is heard.

    Attributes:
        started_at: When it begins, with a zone.
        title: What people call it; by default, its time.
        agent: Who takes it; empty if unknown.
        source: Heard live, or from a recording.
        rate_hz: Samples a second of the sound that is heard.
        engine: ``name`` and ``model`` of the recognizer, both empty without one.
        language: BCP 47 code of the words.
        pack: ``id`` and ``version`` of the prompt pack.
        measures: Whose voice's figures may be kept.
        sha256: Of the recording.
    """

    started_at: datetime
    title: str = ""
    agent: str = ""
    source: CallSource = "live"
    rate_hz: int = 16_000
    engine: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    pack: Mapping[str, Any] = field(default_factory=dict)
    measures: Measures = ALL_MEASURES
    sha256: str = ""

    @property
    def header(self) -> CallHeader:
        """The call as the store begins it."""
        return CallHeader(
            title=self.title or f"Call of {self.started_at:%Y-%m-%d %H:%M}",
            agent=self.agent,
            started_at=self.started_at,
            rate_hz=self.rate_hz,
            source=self.source,
            engine=self.engine,
            pack=self.pack,
            sha256=self.sha256,
        )


class CallKeeper:
    """Keeps one call, from when it is told to until the call ends.

    ``put_block``, ``put_event`` and ``end`` belong to the thread that hears the call; they
    return at once and never fail. Everything else may be called from any thread.
    """

    def __init__(
        self,
        open_store: Callable[[], CallStore],
        facts: CallFacts,
        *,
        forbidden: str = "",
        on_change: Callable[[Recording], None] | None = None,
        on_kept: Callable[[CallSummary], None] | None = None,
        redactor: Callable[[], TakesOut] | None = None,
    ) -> None:
        """Prepare to keep a call; nothing is kept yet.

        Args:
            open_store: Gives the open store, when it is first needed.
            facts: What is known of the call.
            forbidden: Why it may not be kept, one line, or nothing.
            on_change: Told whenever it begins or ceases to be kept, with the problem if
                there was one; on the thread on which that became so.
            on_kept: Told once the call is whole in the store; on a thread of the keeper's.
            redactor: Makes what takes the secrets out; the product's own by default.
        """
        self._open_store = open_store
        self._facts = facts
        self._forbidden = forbidden or ("" if facts.engine.get("name") else NEEDS_WORDS)
        self.on_change = on_change
        self._on_kept = on_kept
        self._make_redactor = redactor or (lambda: Redactor(facts.language))
        self._context: deque[CallEvent] = deque(maxlen=CONTEXT_EVENTS)
        self._lock = threading.Lock()
        self._changing = threading.Lock()
        self._writing: _Writing | None = None
        self._ending: threading.Thread | None = None
        self._now_s = 0.0
        self.problem = ""
        self.summary: CallSummary | None = None

    @property
    def recording(self) -> bool:
        """Whether the call is being kept right now."""
        writing = self._writing
        return writing is not None and writing.recorder.keeping

    @property
    def ending(self) -> bool:
        """Whether the call is over and what was recorded of it is still being kept."""
        return self._ending is not None and self._ending.is_alive()

    @property
    def call_id(self) -> str:
        """The id of what is kept of the call; empty if nothing is."""
        writing = self._writing
        return writing.call.id if writing is not None else ""

    # The thread that hears the call

    def put_block(self, block: AudioBlock, *, kept: bool = True) -> None:
        """Take sound; ``kept`` is false while the call is paused: it is not recorded then."""
        self._now_s = max(self._now_s, block.start_s)
        writing = self._writing
        if writing is not None:
            writing.recorder.put_block(block, kept=kept)

    def put_event(self, event: CallEvent) -> None:
        """Take an event."""
        with self._lock:
            if isinstance(event, Utterance | Stretch):
                self._context.append(event)
            if self._writing is not None:
                self._writing.recorder.put_event(event)

    def end(self, curve: Curve | None = None) -> None:
        """The call is over: what was recorded becomes a kept call, on a thread of its own.

        Args:
            curve: The frustration of the call, if it is known.
        """
        if self._writing is not None and self._ending is None:
            self._ending = threading.Thread(
                target=self._keep_quietly, args=(curve,), name="callassist-keeper"
            )
            self._ending.start()

    # Any thread

    def set_recording(self, on: bool, *, discard: bool = False) -> bool:
        """Keep the call from now on, or no longer.

        Args:
            on: Whether to keep it.
            discard: With ``on=False``: also forget what was kept of this call.

        Returns:
            Whether it is being kept now.
        """
        with self._changing:
            problem = ""
            try:
                if on:
                    self._start()
                elif discard:
                    self._discard()
                elif self._writing is not None:
                    self._writing.recorder.pause()
            except CallAssistError as error:
                problem = str(error)
            self._tell(problem)
            return self.recording

    def start(self) -> None:
        """Keep the call from now on.

        Raises:
            CallStoreError: If it may not or cannot be kept.
        """
        with self._changing:
            self._start()
            self._tell("")

    def wait(self, timeout_s: float | None = None) -> CallSummary | None:
        """Wait until the call that ended is kept; ``problem`` says why it could not be."""
        if self._ending is not None:
            self._ending.join(timeout_s)
        return self.summary

    def keep(self, curve: Curve | None = None, info: CallInfo | None = None) -> CallSummary:
        """Finish the call on this thread.

        Args:
            curve: The frustration of the call; judged again from what is kept by default.
            info: Where a recording's sound came from.

        Raises:
            CallStoreError: If it cannot be kept; it is recovered at the next start.
        """
        writing = self._writing
        if writing is None:
            raise CallStoreError("nothing of the call was kept; start to record it first")
        settled = writing.recorder.close()
        if settled is None:
            writing.call.release()
            raise CallStoreError(writing.recorder.problem or "the recording was given up")
        self._writing = None
        kept = kept_call(
            writing.call, settled, self._facts.measures,
            curve=curve and masked_curve(curve, writing.redactor, settled),
            notices=settled.notices, info=info,
        )  # fmt: skip
        try:
            self.summary = writing.store.finish(writing.call.id, kept)
        except CallStoreError:
            writing.call.release()
            raise
        return self.summary

    def discard(self) -> None:
        """Forget what was kept of this call."""
        self.set_recording(False, discard=True)

    def _start(self) -> None:
        if self._forbidden:
            raise CallStoreError(self._forbidden)
        if self._writing is not None and not self._writing.recorder.problem:
            self._writing.recorder.resume()
            return
        writing = _Writing.begin(
            self._open_store(), self._facts, self._make_redactor(), self._failed
        )
        with self._lock:
            writing.recorder.put_context(self._context)
            self._writing = writing

    def _discard(self) -> None:
        with self._lock:
            writing, self._writing = self._writing, None
        if writing is not None:
            writing.recorder.abandon()
            writing.store.delete(writing.call.id)

    def _failed(self, line: str) -> None:
        """Pass on what the recorder tells on its own thread."""
        self._tell(line)

    def _tell(self, problem: str) -> None:
        self.problem = problem or self.problem
        if self.on_change is not None:
            self.on_change(Recording(self.recording, self._now_s, problem))

    def _keep_quietly(self, curve: Curve | None) -> None:
        try:
            summary = self.keep(curve)
        except CallAssistError as error:
            self.problem = str(error)
            return
        except Exception as error:
            log.info("the call was not finished", exc_info=True)
            self.problem = (
                f"the call was not finished, a mistake in callassist ({type(error).__name__}); "
                "it is recovered at the next start"
            )
            return
        if self._on_kept is not None:
            self._on_kept(summary)


@dataclass(frozen=True, slots=True, eq=False)
class _Writing:
    """A call that is being written."""

    store: CallStore
    call: OpenCall
    redactor: TakesOut
    recorder: Recorder

    @classmethod
    def begin(
        cls,
        store: CallStore,
        facts: CallFacts,
        redactor: TakesOut,
        on_problem: Callable[[str], None],
    ) -> _Writing:
        call = store.begin(facts.header)
        try:
            recorder = Recorder(
                call.folder,
                call.sealer,
                redactor,
                facts.rate_hz,
                measures=facts.measures,
                durable=facts.source == "live",
                on_problem=on_problem,
            )
        except OSError as error:
            store.delete(call.id)
            raise CallStoreError(
                f"cannot write to {call.folder}: {error.strerror or error}; make room, or choose "
                "another folder with CALLASSIST_CALLS"
            ) from error
        return cls(store, call, redactor, recorder)
