"""A day in which everything happens to the sound: seeded random device and call events.

Everything is real: PulseAudio, the devices' threads, the session with its voice detector,
the store that keeps calls. Only the words are left out, for speed.
"""

from __future__ import annotations

import gc
import logging
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from callassist.errors import AudioDeviceError
from callassist.prompts.pack import default_pack
from callassist.run.keeping.keeper import CallFacts, CallKeeper
from callassist.run.live import LiveSession
from callassist.sources import RATE_HZ
from callassist.sources.live import LiveSource
from callassist.store.store import CallStore
from callassist.types import (
    CHANNELS,
    AudioBlock,
    CallEvent,
    Channel,
    Features,
    Finding,
    Gap,
    Health,
    Prompt,
)
from tests.pulse import PulseServer

PATIENCE_S = 20.0
BETWEEN_S = 0.15
"""At most so long from one event to the next."""
BEHIND_S = 1.5
"""How far a side's time may lie behind the clock, on a machine with other work."""
APART_S = 1.0
"""How far one side's sound may be ahead of the other's: what waits inside, never an offset."""
IN_FILTERS_S = 0.1
"""Sound that a resampler still holds."""
EXTRA_THREADS = 24
EXTRA_FILES = 60
SINKS = ("agent_sink", "customer_sink", "headset")
PROMPT = Prompt(
    "listen", "Let them finish", "", "warn", 1.0, 2.0,
    Finding("interruption", "agent", 0.5, 1.0, 1.0, 0.9),
)  # fmt: skip


class Troubles(logging.Handler):
    """What must not happen: a thread that dies, an error in the log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(self.format(record))

    @contextmanager
    def watched(self) -> Iterator[None]:
        hooks = threading.excepthook, sys.unraisablehook
        threading.excepthook = lambda args: self.seen.append(f"{args.thread}: {args.exc_value!r}")
        sys.unraisablehook = lambda args: self.seen.append(repr(args.exc_value))
        logging.getLogger().addHandler(self)
        try:
            yield
        finally:
            logging.getLogger().removeHandler(self)
            threading.excepthook, sys.unraisablehook = hooks


class Ear:
    """Holds a session's sound and events to their times."""

    def __init__(self, source: LiveSource) -> None:
        self.began_s: float | None = None
        self.ends_s: dict[Channel, float] = dict.fromkeys(CHANNELS, 0.0)
        self.features_s: dict[Channel, float] = dict.fromkeys(CHANNELS, 0.0)
        self.gap_s: dict[Channel, float] = dict.fromkeys(CHANNELS, 0.0)
        self.gaps: list[Gap] = []
        self.states: dict[Channel, str] = {}
        self.loud: dict[Channel, list[float]] = {channel: [] for channel in CHANNELS}
        self.wrong: list[str] = []
        self.ended = 0
        self._source = source

    def blocks(self) -> Iterator[AudioBlock]:
        self.began_s = time.monotonic()
        for block in self._source.blocks():
            if abs(block.start_s - self.ends_s[block.channel]) > 1e-6:
                self.wrong.append(f"a seam: {block.channel} {block.start_s}")
            self.ends_s[block.channel] = block.start_s + len(block.samples) / RATE_HZ
            if len(self.loud[block.channel]) < 10_000:
                at = np.flatnonzero(np.abs(block.samples) > 0.2)
                self.loud[block.channel] += list(block.start_s + at / RATE_HZ)
            yield block

    def close(self) -> None:
        self._source.close()

    def take(self, event: CallEvent) -> None:
        if isinstance(event, Features):
            if abs(event.start_s - self.features_s[event.channel]) > 1e-6:
                self.wrong.append(f"features at {event.start_s}")
            self.features_s[event.channel] = event.start_s + event.hop_s * len(event.level_dbfs)
        elif isinstance(event, Health):
            self.states[event.channel] = event.state
        elif isinstance(event, Gap):
            self.gaps.append(event)
            if not self.gap_s[event.channel] <= event.start_s < event.end_s:
                self.wrong.append(f"{event} after {self.gap_s[event.channel]}")
            if event.end_s > self.ends_s[event.channel] + IN_FILTERS_S:
                self.wrong.append(
                    f"{event} ends in the future: {self.ends_s}, {self.behind_s():.2f} s behind"
                )
            self.gap_s[event.channel] = event.end_s

    def behind_s(self) -> float:
        """How far the slower side's sound is behind the clock."""
        if self.began_s is None:
            return 0.0
        return time.monotonic() - self.began_s - min(self.ends_s.values())

    def apart_s(self) -> float:
        return abs(self.ends_s["agent"] - self.ends_s["customer"])


class RandomCalls:
    """Does one random thing after another, and looks after each whether all is well."""

    def __init__(
        self, pulse: PulseServer, store: CallStore, seed: int, *, between_s: float = BETWEEN_S
    ) -> None:
        self.pulse = pulse
        self.store = store
        self.random = random.Random(seed)
        self._between_s = between_s
        self.done: Counter[str] = Counter()
        self.calls = self.kept = self.refused = self.gaps = 0
        self.troubles = Troubles()
        self.session: LiveSession | None = None
        self.ear: Ear | None = None
        self._players: dict[str, ExitStack] = {}
        self._plugged = {"agent_sink", "customer_sink"}
        self._rest: tuple[int, int] | None = None
        noise = np.random.default_rng(seed).standard_normal(20 * RATE_HZ)
        self._noise = (0.03 * noise).astype(np.float32)
        self._acts: list[tuple[Callable[[], None], int]] = [
            (self.unplug, 10), (self.plug, 20), (self.choose, 10), (self.suspend, 6),
            (self.wake, 10), (self.change_profile, 5), (self.restart_server, 2),
            (self.stand_still, 2), (self.begin, 8), (self.end, 2), (self.pause, 5),
            (self.resume, 6), (self.record, 4), (self.record_no_more, 3), (self.click, 8),
            (self.play, 14),
        ]  # fmt: skip

    def run(self, events: int) -> None:
        """Do ``events`` random things, then show that everything is heard as ever."""
        acts, weights = zip(*self._acts, strict=True)
        with self.troubles.watched(), ExitStack() as stack:
            stack.callback(self._stop)
            self.begin()
            for number in range(events):
                act = self.random.choices(acts, weights)[0]
                act()
                self.done[act.__name__] += 1
                time.sleep(self.random.uniform(0.0, self._between_s))
                self.check(f"event {number}, {act.__name__}")
            self.hear_as_ever()
            self.end()
        assert self.troubles.seen == [], self.troubles.seen

    def _stop(self) -> None:
        for name in list(self._players):
            self._silence(name)
        if self.session is not None:
            self.session.stop()

    # What may happen

    def unplug(self) -> None:
        if self._plugged:
            name = self.random.choice(sorted(self._plugged))
            self._silence(name)
            self.pulse.unplug(name)
            self._plugged.discard(name)

    def plug(self) -> None:
        missing = sorted(set(SINKS) - self._plugged)
        if missing:
            self._plug(self.random.choice(missing))

    def choose(self) -> None:
        if self._plugged:
            sink, source = (self.random.choice(sorted(self._plugged)) for _ in range(2))
            self.pulse.choose(sink=sink, source=f"{source}.monitor")

    def suspend(self) -> None:
        if self._plugged:
            name = self.random.choice(sorted(self._plugged))
            self._silence(name)  # PulseAudio hangs where something plays into it
            self.pulse.suspend(name)

    def wake(self) -> None:
        for name in self._plugged:
            self.pulse.ask("suspend-sink", name, "0")

    def change_profile(self) -> None:
        if "headset" in self._plugged:
            self._silence("headset")
            self.pulse.unplug("headset")
            self._plug("headset")

    def restart_server(self) -> None:
        for name in list(self._players):
            self._silence(name)
        self.pulse.stop()
        time.sleep(self.random.uniform(0.0, 0.4))
        self.pulse.start()
        self._plugged = {"agent_sink", "customer_sink"}

    def stand_still(self) -> None:
        """Be stopped for a while, as a computer that sleeps."""
        duration_s = self.random.choice((0.2, 0.5, 2.2))
        pid = os.getpid()
        script = f"kill -STOP {pid}; sleep {duration_s}; kill -CONT {pid}"
        subprocess.run(["sh", "-c", script], check=True)

    def play(self) -> None:
        if self._plugged:
            name = self.random.choice(sorted(self._plugged))
            self._silence(name)
            self.pulse.ask("suspend-sink", name, "0")
            stack = self._players[name] = ExitStack()
            stack.enter_context(self.pulse.play_into(name, self._noise, RATE_HZ))

    def begin(self) -> None:
        if self.session is not None:
            return
        specs = self.random.choice(
            (("default", "default-loopback"), ("agent_sink.monitor", "customer_sink.monitor"),
             ("headset.monitor", "default-loopback"))
        )  # fmt: skip
        session: LiveSession | None = None

        def news(one: Health | Gap) -> None:
            if session is not None:
                session.device_changed(one)

        try:
            ear = Ear(LiveSource(*specs, news))
        except AudioDeviceError as error:
            if "\n" in str(error):
                self.troubles.seen.append(str(error))
            self.refused += 1
            return
        facts: dict[str, Any] = {"engine": {"name": "none", "model": ""}, "agent": "Anna"}
        keeper = CallKeeper(
            lambda: self.store,
            CallFacts(datetime.now(UTC), **facts, pack={"id": "default", "version": 1}),
        )
        session = LiveSession(ear, None, default_pack(), keeper=keeper)
        session.subscribe(ear.take)
        session.start()
        self.session, self.ear = session, ear
        self.calls += 1

    def end(self) -> None:
        session, ear = self.session, self.ear
        if session is None or ear is None:
            return
        self.session = self.ear = None
        session.stop()
        assert session.wait(PATIENCE_S)
        assert session.error is None, session.error
        assert session.keeper is not None
        self.kept += session.keeper.wait(PATIENCE_S) is not None
        assert not session.keeper.problem, session.keeper.problem
        assert ear.wrong == []
        self.gaps += len(ear.gaps)
        gc.collect()
        # With no call there is what there was: no thread and no file is left of it.
        self._wait(lambda: self._rest is None or self._counts() <= self._rest, "rest", exact=True)
        self._rest = self._rest or self._counts()

    def pause(self) -> None:
        if self.session is not None:
            self.session.pause()

    def resume(self) -> None:
        if self.session is not None:
            self.session.resume()

    def record(self) -> None:
        if self.session is not None:
            self.session.set_recording(True)

    def record_no_more(self) -> None:
        if self.session is not None:
            self.session.set_recording(False, discard=self.random.random() < 0.5)

    def click(self) -> None:
        if self.session is not None:
            self.session.respond(PROMPT, self.random.choice(("helped", "dismissed", "unhelpful")))

    # What must hold

    def check(self, when: str) -> None:
        """Hold everything to what must be true after any event."""
        assert self.troubles.seen == [], f"{when}: {self.troubles.seen}"
        if self.session is None or self.ear is None:
            return
        ear, session = self.ear, self.session
        assert session.error is None, f"{when}: {session.error}"
        assert ear.wrong == [], f"{when}: {ear.wrong}"
        self._wait(lambda: ear.behind_s() < BEHIND_S, f"{when}: behind the clock")
        self._wait(lambda: ear.apart_s() < APART_S, f"{when}: the sides are apart")
        threads, files = self._counts()
        if self._rest is not None:
            assert threads <= self._rest[0] + EXTRA_THREADS, f"{when}: {threading.enumerate()}"
            assert files <= self._rest[1] + EXTRA_FILES, f"{when}: {files} open files"

    def hear_as_ever(self) -> None:
        """Plug everything in and show that both sides are heard, in the same second."""
        self.end()
        for name in list(self._players):
            self._silence(name)
        self.pulse.stop()
        self.pulse.start()
        self.random.choice = lambda options: options[1]  # type: ignore[method-assign,assignment]
        self.begin()
        ear = self.ear
        assert ear is not None
        clicks = np.zeros((20 * RATE_HZ, 2), np.float32)
        for start in range(0, len(clicks), RATE_HZ // 2):
            clicks[start : start + 64] = 0.8
        with self.pulse.play(clicks, RATE_HZ):
            self._wait(lambda: min(len(_starts(ear.loud[c])) for c in CHANNELS) >= 3, "clicks")
        agent_s, customer_s = (np.array(_starts(ear.loud[channel])) for channel in CHANNELS)
        apart_s = [np.abs(agent_s - one).min() for one in customer_s[1:]]
        assert min(apart_s) < 0.1, (agent_s, customer_s)
        assert set(ear.states.values()) <= {"silent", "hears", "echo", "wrong"}, ear.states

    def _plug(self, name: str) -> None:
        if name == "headset":
            shape = self.random.choice((("rate=48000", "channels=2"), ("rate=8000", "channels=1")))
            self.pulse.plug(name, *shape)
        else:
            self.pulse.plug(name)
        self._plugged.add(name)

    def _silence(self, name: str) -> None:
        stack = self._players.pop(name, None)
        if stack is not None:
            stack.close()

    def _counts(self) -> tuple[int, int]:
        return threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))

    def _wait(self, true: Callable[[], bool], what: str, *, exact: bool = False) -> None:
        patience_ends = time.monotonic() + PATIENCE_S
        while not true():
            told = (self._counts(), self._rest, threading.enumerate()) if exact else ()
            assert time.monotonic() < patience_ends, f"{what} {told}"
            time.sleep(0.01)


def _starts(loud_s: list[float]) -> list[float]:
    """Return when each click began."""
    found: list[float] = []
    for at_s in loud_s:
        if not found or at_s - found[-1] > 0.3:
            found.append(at_s)
    return found
