"""The live session on a recording: threads, order, pause, end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from callassist.engines.moonshine import MoonshineEngine
from callassist.errors import AudioDeviceError
from callassist.prompts.pack import default_pack
from callassist.run.batch.analyzing import analyze
from callassist.run.live import LiveSession
from callassist.run.workers import RecognitionWorker
from callassist.sources.recording import open_recording
from callassist.types import (
    CHANNELS,
    AudioBlock,
    CallEnded,
    CallEvent,
    Features,
    Finding,
    Health,
    Overlap,
    Prompt,
    Utterance,
)

WAIT_S = 90.0


class Silence:
    """A source of silence that ends when it is closed."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.closed = threading.Event()
        self._failure = failure

    def blocks(self) -> Iterator[AudioBlock]:
        number = 0
        while not self.closed.is_set():
            for channel in CHANNELS:
                yield AudioBlock(channel, number / 10, 16_000, np.zeros(1600, np.float32))
            number += 1
            if self._failure is not None and number == 5:
                raise self._failure

    def close(self) -> None:
        self.closed.set()


def heard_live(session: LiveSession) -> list[CallEvent]:
    events: list[CallEvent] = []
    session.subscribe(events.append)
    session.start()
    assert session.wait(WAIT_S)
    session.stop()
    return events


def noticed(events: list[CallEvent]) -> list[CallEvent]:
    """Keep what was noticed and said."""
    return [e for e in events if isinstance(e, Finding | Prompt | Overlap | Utterance)]


class PunctualWorker(RecognitionWorker):
    """A real worker whose words are never late, however busy the machine is."""

    def run(self, job: Callable[[], None]) -> None:
        super().run(job)
        assert self.drain()


def test_live_and_batch_find_the_same(
    short_call: Path, moonshine: MoonshineEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch: list[CallEvent] = []
    analyze(open_recording(short_call), moonshine, default_pack(), observe=batch.append)
    monkeypatch.setattr("callassist.run.live.RecognitionWorker", PunctualWorker)
    live = heard_live(LiveSession(open_recording(short_call), moonshine, default_pack()))
    assert noticed(live) == noticed(batch)
    assert any(isinstance(e, Prompt) and e.id == "listen" for e in live)


def test_in_line_nothing_comes_late_however_fast_the_sound(
    short_call: Path, moonshine: MoonshineEngine
) -> None:
    batch: list[CallEvent] = []
    analyze(open_recording(short_call), moonshine, default_pack(), observe=batch.append)
    source = open_recording(short_call)
    live = heard_live(LiveSession(source, moonshine, default_pack(), in_line=True))
    shown_s = [[e.shown_s for e in events if isinstance(e, Prompt)] for events in (live, batch)]
    assert shown_s[0] == shown_s[1]


def test_a_session_ends_once_and_says_so() -> None:
    session = LiveSession(Silence(), None, default_pack())
    events: list[CallEvent] = []
    heard = threading.Event()

    def listen(event: CallEvent) -> None:
        events.append(event)
        if isinstance(event, Features):
            heard.set()

    session.subscribe(listen)
    session.start()
    assert heard.wait(WAIT_S)
    session.stop()
    session.stop()
    assert session.ended
    assert [e for e in events if isinstance(e, CallEnded)] == [CallEnded(session.duration_s)]
    assert session.duration_s > 0


def test_dead_silence_keeps_the_lights_waiting() -> None:
    session = LiveSession(Silence(AudioDeviceError("the microphone is gone")), None, default_pack())
    events = heard_live(session)
    states = [(e.channel, e.state) for e in events if isinstance(e, Health)]
    assert states == [("agent", "waiting"), ("customer", "waiting")]


def test_a_source_that_fails_ends_the_call_with_one_line() -> None:
    session = LiveSession(Silence(AudioDeviceError("the microphone is gone")), None, default_pack())
    events = heard_live(session)
    ends = [e for e in events if isinstance(e, CallEnded)]
    assert [e.problem for e in ends] == ["the microphone is gone"]
    assert isinstance(session.error, AudioDeviceError)


def test_a_listener_that_fails_ends_the_call_and_the_others_hear_of_it() -> None:
    source = Silence()
    session = LiveSession(source, None, default_pack())
    calls: list[CallEvent] = []

    def fail(event: CallEvent) -> None:
        calls.append(event)
        raise BrokenPipeError(32, "Broken pipe")

    session.subscribe(fail)
    events = heard_live(session)
    assert session.ended
    assert source.closed.is_set()
    assert len(calls) == 1
    assert "BrokenPipeError" in str(session.error)
    assert [e.problem for e in events if isinstance(e, CallEnded)] == [str(session.error)]


def test_a_listener_that_fails_at_the_end_holds_up_none() -> None:
    session = LiveSession(Silence(AudioDeviceError("the microphone is gone")), None, default_pack())

    def fail(event: CallEvent) -> None:
        if isinstance(event, CallEnded):
            raise ValueError

    session.subscribe(fail)
    events = heard_live(session)
    assert str(session.error) == "the microphone is gone"
    assert isinstance(events[-1], CallEnded)


def test_a_paused_session_hears_nothing(short_call: Path) -> None:
    session = LiveSession(open_recording(short_call), None, default_pack())
    session.pause()
    events = heard_live(session)
    assert {type(e) for e in events} <= {Features, Health, CallEnded}


@pytest.mark.parametrize("answer", ["dismissed", "helped", "unhelpful"])
def test_an_answer_to_a_prompt_is_kept(
    short_call: Path, moonshine: MoonshineEngine, answer: Any
) -> None:
    session = LiveSession(open_recording(short_call), moonshine, default_pack())

    def respond(event: CallEvent) -> None:
        if isinstance(event, Prompt) and event.outcome is None and event.id == "listen":
            session.respond(event, answer)

    session.subscribe(respond)
    heard_live(session)
    assert [p.outcome for p in session.record.prompts if p.id == "listen"] == [answer]
