"""The ear as a whole: the same events however the sound is cut, in order, in time."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from callassist.settings.listen import HOP_S, RATE_HZ, ListenSettings
from callassist.types import CHANNELS, AudioBlock, Features, Stretch, Turn, Utterance
from tests.fakes import lay, voice
from tests.listen.conftest import hear, new_listen

AGENT = lay(12.0, (0.5, voice(1.5)), (5.2, voice(1.4)), (9.0, voice(0.3)), (10.0, voice(1.0)))
CUSTOMER = lay(12.0, (2.2, voice(3.5, 210)), (7.0, voice(2.6, 210)))
WHOLE = hear(AGENT, CUSTOMER)


def plain(events: list) -> list[str]:
    return [repr(e) for e in events]


@settings(max_examples=25)
@given(st.lists(st.integers(1, len(AGENT) - 1), max_size=60))
def test_any_chunking_gives_the_same_events(cuts: list[int]) -> None:
    assert plain(hear(AGENT, CUSTOMER, cuts)) == plain(WHOLE)


def test_one_side_may_run_ahead() -> None:
    listen = new_listen()
    events = listen.push(AudioBlock("customer", 0.0, RATE_HZ, CUSTOMER))
    assert events == []
    for first in range(0, len(AGENT), 700):
        block = AudioBlock("agent", first / RATE_HZ, RATE_HZ, AGENT[first : first + 700])
        events += listen.push(block)
    assert plain(events + listen.flush()) == plain(WHOLE)


def test_a_reset_ear_hears_the_same_again() -> None:
    listen = new_listen()
    runs = []
    for _ in range(2):
        events = []
        for channel, sound in zip(CHANNELS, (AGENT, CUSTOMER), strict=True):
            events += listen.push(AudioBlock(channel, 0.0, RATE_HZ, sound))
        runs.append(plain(events + listen.flush()))
        listen.reset()
    assert runs[0] == runs[1]


def test_events_come_when_they_are_known_and_not_before() -> None:
    listen = new_listen()
    step = 512
    for first in range(0, len(AGENT), step):
        for channel, sound in zip(CHANNELS, (AGENT, CUSTOMER), strict=True):
            block = AudioBlock(channel, first / RATE_HZ, RATE_HZ, sound[first : first + step])
            for event in listen.push(block):
                if not isinstance(event, Features):
                    assert event.known_s <= listen.now_s + 1e-6
                    assert event.known_s > listen.now_s - 2 * HOP_S
                    if isinstance(event, Stretch | Turn):
                        assert event.end_s <= event.known_s + 1e-9


def test_stretches_follow_the_speech() -> None:
    finals = [e for e in WHOLE if isinstance(e, Stretch) and e.final and e.channel == "customer"]
    assert [round(s.start_s, 1) for s in finals] == [2.2, 7.0]
    assert [round(s.end_s, 1) for s in finals] == [5.7, 9.6]
    assert all(200 < s.pitch_hz < 220 for s in finals)


def test_every_stretch_gets_its_words_within_its_time() -> None:
    stretches = [e for e in WHOLE if isinstance(e, Stretch) and e.final]
    utterances = [e for e in WHOLE if isinstance(e, Utterance) and e.final]
    key = {(s.channel, s.start_s, s.end_s) for s in stretches}
    assert {(u.channel, u.start_s, u.end_s) for u in utterances} == key
    for utterance in utterances:
        for word in utterance.words:
            assert utterance.start_s <= word.start_s <= word.end_s <= utterance.end_s
        assert utterance.known_s - utterance.end_s < 1.5


def test_settled_words_grow_and_are_replaced() -> None:
    growing = [e for e in WHOLE if isinstance(e, Utterance) and e.channel == "customer"]
    first = [e for e in growing if e.start_s == growing[0].start_s]
    lengths = [len(e.words) for e in first]
    assert len(first) >= 2
    assert lengths == sorted(lengths)
    assert [e.final for e in first] == [False] * (len(first) - 1) + [True]


def test_turns_pass_between_the_sides() -> None:
    turns = [e for e in WHOLE if isinstance(e, Turn) and e.final]
    assert [t.channel for t in turns] == ["agent", "customer", "agent", "customer", "agent"]
    for turn, later in itertools.pairwise(turns):
        assert later.start_s >= turn.start_s


def test_features_cover_the_call_without_gaps() -> None:
    for channel in CHANNELS:
        blocks = [e for e in WHOLE if isinstance(e, Features) and e.channel == channel]
        at_s = 0.0
        for block in blocks:
            assert abs(block.start_s - at_s) < 1e-9
            at_s += len(block.level_dbfs) * block.hop_s
        assert at_s >= 12.0


def test_speech_without_a_pause_is_cut_in_time() -> None:
    long = lay(40.0, (1.0, voice(38.0)))
    events = hear(long, lay(40.0))
    stretches = [e for e in events if isinstance(e, Stretch) and e.final]
    limit_s = ListenSettings().stretch.max_s
    assert len(stretches) >= 3
    assert all(s.end_s - s.start_s <= limit_s + HOP_S for s in stretches)
    for stretch, later in itertools.pairwise(stretches):
        assert later.start_s == stretch.end_s
