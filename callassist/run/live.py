"""A call as it happens: one engine thread, one recognition worker a channel."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue

from callassist.errors import CallAssistError, ModelError
from callassist.pipeline import Pipeline
from callassist.prompts.pack import Pack
from callassist.protocols import Engine, Source
from callassist.review.record import CallRecord
from callassist.run.assemble import build_pipeline
from callassist.run.batch.analyzing import close_record
from callassist.run.health import HealthMonitor
from callassist.run.keeping.keeper import CallKeeper
from callassist.run.keeping.kept_call import Curve
from callassist.run.load import Lag, LoadGuard
from callassist.run.memory import give_back
from callassist.run.workers import RecognitionWorker
from callassist.settings.load import BEHIND_S
from callassist.settings.measures import ALL_MEASURES, Measures
from callassist.types import (
    CHANNELS,
    SHED_ORDER,
    AudioBlock,
    CallEnded,
    CallEvent,
    Features,
    Gap,
    Health,
    Outcome,
    Prompt,
    Recording,
)

log = logging.getLogger(__name__)

MAY_SHED_WHILE_KEPT = SHED_ORDER.index("agent_words")
"""Of a call that is kept all words are needed: they tell what in its sound is secret."""


class LiveSession:
    """Listens to a source and tells its listeners what to show (:class:`protocols.Session`).

    Listeners are called on the engine thread and must return at once.

    Attributes:
        record: What has been noticed and said so far.
        error: Why the session ended early, if it did.
        keeper: What keeps the call, if anything can.
    """

    def __init__(
        self,
        source: Source,
        engine: Engine | None,
        pack: Pack,
        *,
        in_line: bool = False,
        keeper: CallKeeper | None = None,
        measures: Measures = ALL_MEASURES,
        pause_on_hold: bool = True,
        guard: LoadGuard | None = None,
        lag: Lag | None = None,
    ) -> None:
        """Prepare to listen; nothing is heard until ``start``.

        Args:
            source: Both sides' sound; the session closes it.
            engine: The recognizer; without one there are only the cues of timing.
            pack: What is said and when.
            in_line: Wait for each recognition instead of going on: for a recording
                that comes faster than it was spoken.
            keeper: Keeps the call when it is told to; without one it cannot be kept.
            measures: Whose voice may be measured.
            pause_on_hold: Whether nothing is noticed while the customer's side is hold music.
            guard: Leaves out work when the machine is busy; only for sound that comes as
                it is made. Without one nothing is ever left out.
            lag: Tells how far behind it is; by default by the most punctual block.
        """
        self._in_line = in_line
        self._guard = guard
        self._lag = lag or Lag()
        self._measures = measures
        self._pause_on_hold = pause_on_hold
        self.keeper = keeper
        if keeper is not None:
            keeper.on_change = self._recording_changed
        self._source = source
        self._engine = engine
        self._pack = pack
        self._listeners: list[Callable[[CallEvent], None]] = []
        self._told: SimpleQueue[Callable[[Pipeline], list[CallEvent]]] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="callassist-ear", daemon=True)
        self._health = HealthMonitor()
        self._paused = threading.Event()
        self._ended = threading.Event()
        self._began = threading.Event()
        self.record = CallRecord()
        self.error: CallAssistError | None = None
        self.duration_s = 0.0

    def subscribe(self, listener: Callable[[CallEvent], None]) -> None:
        """Tell ``listener`` of every event from now on."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def pause(self) -> None:
        """Hear nothing until ``resume``: sound is dropped as it comes, time goes on."""
        self._paused.set()

    def resume(self) -> None:
        """Go on after ``pause``."""
        self._paused.clear()

    def stop(self) -> None:
        """End the call and wait until everything is flushed."""
        self._source.close()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until the call has ended by itself or by ``stop``; return whether it has."""
        return self._ended.wait(timeout_s)

    def wait_until_heard(self, timeout_s: float | None = None) -> bool:
        """Wait until the first sound came, or the call has ended; return whether either has."""
        return self._began.wait(timeout_s)

    @property
    def ended(self) -> bool:
        """Whether the call is over and everything has been told."""
        return self._ended.is_set()

    def respond(self, prompt: Prompt, outcome: Outcome) -> None:
        """Take the agent's answer to a prompt (dismissed, helped, unhelpful)."""
        self._told.put(lambda pipeline: pipeline.respond(prompt, outcome))

    def set_muted(self, muted: bool) -> None:
        """Show no prompts from now on, or show them again; everything else goes on."""
        self._told.put(lambda pipeline: pipeline.mute(muted))

    def device_changed(self, news: Health | Gap) -> None:
        """Take a source's news of a device, from any thread."""
        if isinstance(news, Gap):
            self._told.put(lambda _: [news])
        else:
            self._told.put(lambda _: [*self._health.told(news)])

    def set_recording(self, on: bool, *, discard: bool = False) -> None:
        """Keep the call from now on, or no longer; a ``Recording`` event says what came of it.

        May take as long as a disk does: not for the thread that draws the screen.

        Args:
            on: Whether to keep it.
            discard: With ``on=False``: also forget what was kept of this call.
        """
        if self.keeper is not None:
            self.keeper.set_recording(on, discard=discard)

    def _recording_changed(self, recording: Recording) -> None:
        """Take the keeper's news, from any thread."""
        self._told.put(lambda _: [recording])

    def _run(self) -> None:
        self._listen()
        give_back()  # what the call held, the voice detectors first, is free now

    def _listen(self) -> None:
        channels = () if self._in_line else CHANNELS
        workers = {channel: RecognitionWorker(channel) for channel in channels}

        def drain() -> None:
            for worker in workers.values():
                worker.drain()

        try:
            pipeline = build_pipeline(
                self._engine,
                self._pack,
                runners={channel: worker.run for channel, worker in workers.items()},
                drain=drain,
                measures=self._measures,
                pause_on_hold=self._pause_on_hold,
            )
            self._tell(pipeline, [*self._health.start()])
            for block in self._source.blocks():
                self._began.set()
                self._take(pipeline, block)
                failed = next((w.failure for w in workers.values() if w.failure), None)
                if failed is not None:
                    raise ModelError(
                        f"the recognizer stopped ({failed}); run 'callassist models verify'"
                    ) from failed
            self._tell(pipeline, self._news(pipeline) + pipeline.flush())
            self.duration_s = pipeline.listen.now_s
            close_record(self.record, pipeline, self.duration_s)
        except CallAssistError as error:
            self.error = error
        except Exception as error:
            log.info("the engine thread stopped", exc_info=True)
            what = f"{type(error).__name__}: {' '.join(str(error).split())}"
            self.error = CallAssistError(
                f"the call ended, a mistake in callassist ({what}): "
                "report it with what --verbose says"
            )
        finally:
            self._source.close()
            for worker in workers.values():
                worker.close()
            self._tell_the_end()
            if self.keeper is not None:
                whole = self.error is None
                self.keeper.end(Curve(self.record.levels, self.record.reasons) if whole else None)
            self._ended.set()
            self._began.set()

    def _take(self, pipeline: Pipeline, block: AudioBlock) -> None:
        paused = self._paused.is_set()
        if paused:
            block = AudioBlock(
                block.channel, block.start_s, block.rate_hz, block.samples * 0, block.lost_samples
            )
        if self.keeper is not None:
            self.keeper.put_block(block, kept=not paused)
        self._health.hear(block)
        behind_s = self._lag.take(block, time.monotonic())
        if self._guard is not None:  # what comes too late for the call is not said
            pipeline.prompter.behind_s = behind_s if behind_s >= BEHIND_S else 0.0
        events = pipeline.push(block)
        if self._guard is not None:
            events += self._watch_load(self._guard, pipeline, behind_s)
        self._tell(pipeline, events + self._news(pipeline))

    def _news(self, pipeline: Pipeline) -> list[CallEvent]:
        """Return what other threads told since the last time, and what came of it."""
        events: list[CallEvent] = []
        while True:
            try:
                events += self._told.get_nowait()(pipeline)
            except Empty:
                return events

    def _watch_load(self, guard: LoadGuard, pipeline: Pipeline, behind_s: float) -> list[CallEvent]:
        """Leave out work, or take it up again, as far as the machine keeps up."""
        listen = pipeline.listen
        kept = self.keeper is not None and self.keeper.recording
        may = MAY_SHED_WHILE_KEPT if kept else len(SHED_ORDER)
        load = guard.watch(listen.now_s, behind_s, listen.late_s, may=may)
        if load is None:
            return []
        listen.shed(load.shed)
        return [load]

    def _tell(self, pipeline: Pipeline, events: list[CallEvent]) -> None:
        for event in list(events):
            if isinstance(event, Features):
                events += self._health.take(event)
        for event in list(events):
            if isinstance(event, Health | Gap):
                events += pipeline.told(event)
        self.record.take(events)
        if self.keeper is not None:
            for event in events:
                self.keeper.put_event(event)
        for listener in [*self._listeners]:
            try:
                for event in events:
                    listener(event)
            except Exception:
                self._listeners.remove(listener)  # the others shall still hear of the end
                raise

    def _tell_the_end(self) -> None:
        """Tell every listener that the call is over; one that fails holds up none."""
        problem = str(self.error) if self.error is not None else ""
        ended = CallEnded(self.duration_s, problem)
        if self.keeper is not None:
            self.keeper.put_event(ended)
        for listener in [*self._listeners]:
            try:
                listener(ended)
            except Exception:
                log.info("a listener failed at the end", exc_info=True)


class DeferredSession:
    """A live session that is opened when it starts, so that a screen need not wait for it.

    Devices and models are opened by ``start``, on the caller's thread.

    Attributes:
        session: The session, once it was started.
    """

    def __init__(self, open_session: Callable[[], LiveSession]) -> None:
        """Open nothing yet; ``open_session`` will be called once."""
        self._open = open_session
        self._listeners: list[Callable[[CallEvent], None]] = []
        self._muted = False
        self.session: LiveSession | None = None

    def subscribe(self, listener: Callable[[CallEvent], None]) -> None:
        """Tell ``listener`` of every event from now on."""
        self._listeners.append(listener)
        if self.session is not None:
            self.session.subscribe(listener)

    def start(self) -> None:
        """Open the session and begin to listen.

        Raises:
            CallAssistError: If a device or the model cannot be opened.
        """
        self.session = self._open()
        for listener in self._listeners:
            self.session.subscribe(listener)
        if self._muted:
            self.session.set_muted(True)
        self.session.start()

    def pause(self) -> None:
        """Hear nothing until ``resume``."""
        if self.session is not None:
            self.session.pause()

    def resume(self) -> None:
        """Go on after ``pause``."""
        if self.session is not None:
            self.session.resume()

    def stop(self) -> None:
        """End the call and wait until everything is flushed."""
        if self.session is not None:
            self.session.stop()

    def set_muted(self, muted: bool) -> None:
        """Show no prompts from now on, or show them again."""
        self._muted = muted
        if self.session is not None:
            self.session.set_muted(muted)

    def set_recording(self, on: bool, *, discard: bool = False) -> None:
        """Keep the call from now on, or no longer."""
        if self.session is not None:
            self.session.set_recording(on, discard=discard)

    def respond(self, prompt: Prompt, outcome: Outcome) -> None:
        """Take the agent's answer to a prompt."""
        if self.session is not None:
            self.session.respond(prompt, outcome)
