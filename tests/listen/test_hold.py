"""Hold music: found soon, let go at once, and nothing else taken for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from callassist.engines.silero import SileroDetector
from callassist.listen.features import level_dbfs
from callassist.listen.hold import HoldDetector
from callassist.listen.listen import Heard, Listen
from callassist.settings.listen import HOP_S, HOP_SAMPLES, RATE_HZ, HoldSettings
from callassist.types import CHANNELS, AudioBlock, Hold, Samples, Stretch, Turn, Utterance
from tests.fakes import CountingRecognizer, voice
from tests.music import STYLES, crying, dropouts, telephone, tones, tune, typing

DEMO = Path(__file__).parents[2] / "resources" / "demo" / "late-parcel.flac"
SLOW = {"strings", "box", "drums"}
"""Vibrato never stands still, and two notes at a time take twice as long to be sure of."""


def holds(sound: Samples, *, prob: ArrayLike = 0.0, agent: slice | None = None) -> list[Hold]:
    """Return what is told of a sound, which the voice detector takes for speech by ``prob``."""
    detector = HoldDetector(HoldSettings())
    hops = sound[: len(sound) // HOP_SAMPLES * HOP_SAMPLES].reshape(-1, HOP_SAMPLES)
    speaks = np.zeros(len(hops), bool)
    if agent is not None:
        speaks[agent] = True
    out: list[Hold] = []
    probs = np.broadcast_to(prob, len(hops))
    for hop, level, p, agent_speaks in zip(hops, level_dbfs(hops), probs, speaks, strict=True):
        out += detector.step(hop, float(level), float(p), agent_speaks=bool(agent_speaks))
    return out + detector.flush()


def quiet(seconds: float) -> Samples:
    rng = np.random.default_rng(3)
    return (1e-4 * rng.standard_normal(round(seconds * RATE_HZ))).astype(np.float32)


@pytest.mark.parametrize("line", ["wide", "telephone"])
@pytest.mark.parametrize("style", [style for style in STYLES if style not in SLOW])
def test_music_is_known_within_six_seconds(style: str, line: str) -> None:
    music = tune(style, 9.0, seed=1, level=0.02 if line == "telephone" else 0.1)
    sound = np.concatenate([quiet(2.0), telephone(music) if line == "telephone" else music])
    begun, over = holds(sound)
    assert begun.end_s is None
    assert begun.known_s <= 8.0
    assert 1.9 <= begun.start_s <= 4.0
    assert over.end_s == pytest.approx(11.0, abs=0.05)


def test_a_voice_heard_in_the_midst_of_music_was_music() -> None:
    """And one after a pause, or before any music, was a voice."""
    music = tune("piano", 24.0, seed=1)
    hops = len(music) // HOP_SAMPLES
    prob = np.zeros(hops)
    for from_s, to_s in ((1.6, 3.6), (14.0, 14.8)):
        prob[round(from_s / HOP_S) : round(to_s / HOP_S)] = 0.9
    first, first_over, second, _ = holds(music, prob=prob)
    assert first.start_s < 1.0
    assert first_over.end_s == pytest.approx(14.0, abs=0.1)
    assert second.start_s == first_over.end_s

    paused = music.copy()
    paused[round(14.2 * RATE_HZ) : round(15.5 * RATE_HZ)] = quiet(1.3)
    *_, second, _ = holds(paused, prob=prob)
    assert second.start_s >= 15.4

    spoken = music.copy()
    over = slice(round(14.0 * RATE_HZ), round(14.8 * RATE_HZ))
    said = voice(0.8)[: over.stop - over.start]
    spoken[over] += said * (np.std(music) / np.std(said))
    *_, second, _ = holds(spoken, prob=prob)
    assert second.start_s >= 14.7, "somebody spoke over the music"

    from_start = np.zeros(hops)
    from_start[: round(2.0 / HOP_S)] = 0.9
    assert holds(music, prob=from_start)[0].start_s >= 2.0


def _noisy(sound: Samples, below_db: float) -> Samples:
    noise = np.random.default_rng(5).standard_normal(len(sound))
    scale = np.sqrt(np.mean(np.square(sound))) * 10.0 ** (-below_db / 20.0)
    return (sound + scale * noise).astype(np.float32)


def _slower(sound: Samples, share: float) -> Samples:
    places = np.arange(0.0, len(sound) - 1.0, 1.0 - share)
    return np.interp(places, np.arange(len(sound)), sound).astype(np.float32)


DAMAGED: dict[str, tuple[float, Callable[[], Samples]]] = {
    "drums and bass by telephone": (8.2, lambda: telephone(tune("drums", 10.0, seed=1))),
    "a music box, holes of 100 ms": (8.2, lambda: dropouts(tune("box", 10.0, seed=1), 0.1, 3.0)),
    "a pad, holes of 100 ms": (6.0, lambda: dropouts(tune("pad", 8.0, seed=1), 0.1, 3.0)),
    "a piano, telephone, holes of 60 ms": (
        8.2, lambda: telephone(dropouts(tune("piano", 10.0, seed=1), 0.06, 5.0))
    ),
    "an organ, 0.5 % slower": (6.0, lambda: _slower(tune("organ", 8.0, seed=1), 0.005)),
    "a band in noise": (8.2, lambda: _noisy(tune("band", 10.0, seed=1), 3.0)),
    "a quiet guitar": (6.0, lambda: telephone(tune("guitar", 8.0, seed=1, level=0.004))),
    "what a line leaves of strings": (
        12.4, lambda: telephone(_noisy(tune("strings", 14.0, seed=1), 3.0))
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_music_is_known_however_little_is_left_of_it(name: str) -> None:
    within_s, make = DAMAGED[name]
    begun, over = holds(make())
    assert begun.known_s <= within_s
    assert over.known_s > within_s, "it is not broken again"


def _hum(seconds: float) -> Samples:
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    noise = np.random.default_rng(1).standard_normal(len(t))
    return (0.1 * sum(np.sin(2 * np.pi * 50 * k * t) / k for k in range(1, 30))
            + 0.03 * noise).astype(np.float32)  # fmt: skip


NO_MUSIC = {
    **{name: (lambda name=name: tones(name, 25.0))
       for name in ("ringback", "busy", "dial", "dtmf", "info")},
    "crying": lambda: crying(25.0, 1),
    "crying by telephone": lambda: telephone(crying(25.0, 2)),
    "typing": lambda: typing(25.0),
    "noise": lambda: 0.1 * np.random.default_rng(0).standard_normal(25 * RATE_HZ),
    "hum": lambda: _hum(25.0),
    "one held vowel": lambda: voice(25.0),
    "babble": lambda: sum(
        crying(25.0, seed) + voice(25.0, hz) * 0.1
        for seed, hz in ((3, 110.0), (4, 171.0), (5, 229.0))
    ),
    "silence": lambda: quiet(25.0),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_MUSIC)
def test_even_where_the_voice_detector_hears_no_voice_this_is_no_music(name: str) -> None:
    assert holds(np.asarray(NO_MUSIC[name](), np.float32)) == []


def test_a_voice_over_music_is_no_hold() -> None:
    assert holds(tune("piano", 20.0), prob=0.9) == []


def test_while_the_agent_speaks_there_is_no_hold() -> None:
    assert holds(tune("piano", 12.0), agent=slice(None, None, 3)) == []


def test_the_agents_speech_ends_a_hold() -> None:
    hop = round(8.0 / HOP_S)
    _, over = holds(tune("piano", 11.0), agent=slice(hop, None))
    assert over.end_s == pytest.approx(8.0, abs=0.1)
    assert over.known_s == pytest.approx(9.5, abs=0.1)


def test_silence_after_the_music_ends_a_hold_where_the_music_ended() -> None:
    _, over = holds(np.concatenate([tune("band", 10.0), quiet(8.0)]))
    assert over.end_s == pytest.approx(10.0, abs=0.1)
    assert over.known_s <= 13.7


@pytest.fixture(scope="module")
def customer() -> Samples:
    """A customer who speaks, puts on hold for 9 s, and comes back: speech, music, speech."""
    sound, _ = soundfile.read(DEMO, dtype="float32")
    said = sound[:, 1]
    loud = np.flatnonzero(np.abs(said) > 0.02)
    speech = said[loud[0] : loud[0] + 3 * RATE_HZ]
    return np.concatenate([speech, tune("guitar", 9.0, seed=1), speech])


def hear(customer: Samples, cuts: Sequence[int] = (), *, watch: bool = True) -> list[Heard]:
    """Return what the real voice detector's ear tells; the agent is silent."""
    listen = Listen(
        {c: SileroDetector() for c in CHANNELS},
        {c: CountingRecognizer() for c in CHANNELS},
        watch_for_hold=watch,
    )
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < len(customer)), len(customer)]
    events: list[Heard] = []
    for first, last in itertools.pairwise(edges):
        for channel, sound in (("customer", customer), ("agent", np.zeros_like(customer))):
            block = AudioBlock(channel, first / RATE_HZ, RATE_HZ, sound[first:last])
            events += listen.push(block)
    return events + listen.flush()


@pytest.fixture(scope="module")
def whole(customer: Samples) -> list[Heard]:
    """What is told of the customer in one piece."""
    return hear(customer)


def test_the_ear_tells_of_the_hold_and_of_the_voice_that_ends_it(whole: list[Heard]) -> None:
    events = whole
    begun, over = (e for e in events if isinstance(e, Hold))
    assert begun.start_s == pytest.approx(3.0, abs=1.2)
    assert begun.known_s <= 3.0 + 6.0
    assert over.end_s == pytest.approx(12.0, abs=0.7)
    assert over.known_s <= 13.0
    spoken = [e for e in events if isinstance(e, Stretch | Turn | Utterance)]
    assert not [e for e in spoken if begun.known_s < e.start_s < over.end_s - 0.3]
    back = [e for e in spoken if e.start_s >= over.end_s - 0.3]
    assert {type(e) for e in back} == {Stretch, Turn, Utterance}
    assert min(e.known_s for e in back) <= over.known_s + 2 * HOP_S
    known = [e.known_s for e in events if isinstance(e, Hold | Stretch | Turn)]
    assert known == sorted(known)


def test_no_holds_are_told_where_they_are_not_watched_for(customer: Samples) -> None:
    assert not [e for e in hear(customer, watch=False) if isinstance(e, Hold)]


@settings(max_examples=3, deadline=None)
@given(cuts=st.lists(st.integers(1, 15 * RATE_HZ), max_size=40))
def test_any_chunking_gives_the_same_holds(
    customer: Samples, whole: list[Heard], cuts: list[int]
) -> None:
    assert [repr(e) for e in hear(customer, cuts)] == [repr(e) for e in whole]
