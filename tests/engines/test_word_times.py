import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.engines.word_times import Span, spread_words, voiced_spans

RATE_HZ = 16_000


def voice(*pieces):
    """Sound that is loud and quiet in turn, for the seconds given, loud first."""
    noise = np.random.default_rng(0).normal(0, 1, RATE_HZ * 20).astype(np.float32)
    parts = [
        noise[: int(length_s * RATE_HZ)] * np.float32(0.001 if at % 2 else 0.1)
        for at, length_s in enumerate(pieces)
    ]
    return np.concatenate(parts)


def test_voice_is_found_between_pauses():
    spans = voiced_spans(voice(0.0, 0.3, 1.0, 0.5, 0.6, 0.3), RATE_HZ)
    edges = [edge for span in spans for edge in (span.start_s, span.end_s)]
    assert edges == pytest.approx([0.3, 1.3, 1.8, 2.4], abs=0.02)


def test_a_short_closure_does_not_part_a_word():
    assert len(voiced_spans(voice(0.5, 0.05, 0.5, 0.3), RATE_HZ)) == 1


@pytest.mark.parametrize("count", [0, 10, 160, 16_000])
def test_silence_has_no_voice(count):
    assert voiced_spans(np.zeros(count, np.float32), RATE_HZ) == []


def test_longer_words_take_longer():
    words = spread_words(["a", "extraordinary"], [Span(1.0, 2.4)], 0.6)
    assert [word.start_s for word in words] == pytest.approx([1.0, 1.1])
    assert [word.end_s for word in words] == pytest.approx([1.1, 2.4])


def test_punctuation_falls_into_the_pause():
    # By letters alone the first word would end at 1.5 s of the 2 s of voice.
    words = spread_words(["unbelievable.", "Stop"], [Span(0.0, 1.0), Span(1.6, 2.6)], 0.6)
    assert (words[0].start_s, words[0].end_s) == pytest.approx((0.0, 1.0))
    assert (words[1].start_s, words[1].end_s) == pytest.approx((1.6, 2.6))


def test_a_pause_far_from_any_punctuation_is_left_alone():
    texts = ["word"] * 20
    texts[1] = "word."
    words = spread_words(texts, [Span(0.0, 9.0), Span(10.0, 11.0)], 0.6)
    assert words[2].start_s == pytest.approx(1.0)


@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), max_size=30),
    st.lists(st.tuples(st.floats(0.03, 5), st.floats(0.08, 3)), min_size=1, max_size=10),
)
def test_words_keep_their_order_and_stay_in_the_voice(texts, lengths):
    spans, at_s = [], 0.0
    for voiced_s, pause_s in lengths:
        spans.append(Span(at_s, at_s + voiced_s))
        at_s += voiced_s + pause_s
    words = spread_words(texts, spans, 0.6)
    assert [word.text for word in words] == texts
    times = [time for word in words for time in (word.start_s, word.end_s)]
    assert all(after >= before - 1e-6 for before, after in itertools.pairwise(times))
    assert all(-1e-6 <= time <= spans[-1].end_s + 1e-6 for time in times)
