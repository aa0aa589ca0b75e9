"""The timeline's model: events, silences, steps, and the first hard moment."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.review.event_names import FILTERS
from callassist.review.events import Event
from callassist.review.peaks import Pyramid, peaks_of
from callassist.review.scorecard import scorecard
from callassist.review.timeline import (
    Spans,
    Timeline,
    WordFinder,
    is_redacted_text,
    next_event,
    previous_event,
)
from callassist.types import Mark, Peaks, Samples
from tests.review.calls import call, finding, good_call, prompt, reason, rude_call, turn
from tests.timelines import ToneSound, long_document


def scored(document: dict[str, Any]) -> Timeline:
    document["scorecard"] = scorecard(document)
    return Timeline(document)


def overlap(at_s: float, kind: str = "interruption", by: str = "agent") -> dict[str, Any]:
    return {
        "start_s": at_s, "end_s": at_s + 0.5, "by": by, "kind": kind, "known_s": at_s + 1,
        "evidence": "they had spoken for 5 s",
    }  # fmt: skip


def kinds(timeline: Timeline, *wanted: str) -> list[Event]:
    return [event for event in timeline.events.items if event.kind in wanted]


def test_an_interruption_is_one_event_with_its_overlap_prompt_and_chance() -> None:
    document = rude_call()
    document["overlaps"] = [overlap(7.5)]
    document["prompts"] = [prompt("listen", 9.6, "followed")]
    (event,) = kinds(scored(document), "interruption")
    assert event.title == "Agent cut in"
    assert event.overlap is not None
    assert event.prompt is not None
    assert event.chance is not None
    assert event.chance["outcome"] == "missed"
    assert {"interruptions", "prompts", "missed"} == event.filters


def test_the_first_hard_moment_is_the_first_that_went_wrong() -> None:
    event = scored(rude_call()).first_hard_moment()
    assert event is not None
    assert (event.at_s, event.kind) == (7.5, "interruption")


def test_a_good_call_has_no_hard_moment() -> None:
    assert not any(event.hard for event in scored(good_call()).events.items)
    assert len(kinds(scored(good_call()), "good")) >= 5


def test_a_customer_who_cuts_in_is_no_hard_moment() -> None:
    document = call(findings=[finding("interruption", 5.0, channel="customer")])
    assert scored(document).first_hard_moment() is None


def test_without_a_lapse_the_peak_is_offered() -> None:
    document = call(level=[0.1] * 20 + [0.8] * 5 + [0.1] * 20, duration_s=45.0)
    event = scored(document).first_hard_moment()
    assert event is not None
    assert event.kind == "peak"
    assert event.at_s == pytest.approx(20.5)


def test_an_omission_stands_where_its_evidence_ends() -> None:
    document = rude_call()
    document["findings"] = [{**finding("restate.missing", 10.0), "end_s": 30.0, "known_s": 31.0}]
    (event,) = kinds(scored(document), "missed")
    assert event.at_s == 30.0


def test_a_prompt_without_a_finding_is_an_event_of_its_own() -> None:
    (event,) = kinds(scored(call(prompts=[prompt("our_own", 9.0, None)])), "prompt")
    assert event.filters == {"prompts"}
    assert event.hard


def test_praise_is_not_hard() -> None:
    praise = {**prompt("well_done", 9.0, None), "severity": "praise"}
    assert scored(call(prompts=[praise])).first_hard_moment() is None


def test_each_prompt_belongs_to_one_event() -> None:
    document = long_document(1800)
    timeline = Timeline(document)
    shown = [event.prompt["shown_s"] for event in timeline.prompts.items if event.prompt]
    assert sorted(shown) == sorted(prompt["shown_s"] for prompt in document["prompts"])


def test_each_overlap_belongs_to_one_event() -> None:
    document = long_document(1800)
    assert len(Timeline(document).overlaps) == len(document["overlaps"])


def test_silences_are_where_nobody_speaks() -> None:
    document = call(
        [turn("agent", 2.0, "hello", 4.0), turn("customer", 8.0, "hi", 9.0)], duration_s=20.0
    )
    assert Timeline(document).silences == [(4.0, 8.0), (9.0, 20.0)]


def test_a_pause_in_which_the_other_speaks_is_no_silence() -> None:
    long = turn("agent", 0.0, "one two", 20.0)
    long["words"][1]["start_s"] = 15.0
    document = call([long, turn("customer", 5.0, "yes indeed so it is", 14.0)], duration_s=20.0)
    assert Timeline(document).silences == []


def test_what_is_skipped_keeps_a_little_of_each_pause() -> None:
    document = call([turn("agent", 0.0, "a", 2.0), turn("agent", 6.0, "b", 9.0)], duration_s=9.0)
    assert Timeline(document).skipped() == ((2.25, 5.75),)


def test_peaks_are_told_apart_by_a_valley() -> None:
    level = [0.1] * 5 + [0.7] * 3 + [0.66] * 2 + [0.72] + [0.3] * 5 + [0.6] * 3
    timeline = scored(call(level=level, duration_s=len(level)))
    assert [event.at_s for event in timeline.events_of_kind("peak").items] == [10.5, 16.5]


def test_steps_go_through_what_is_wanted() -> None:
    timeline = scored(rude_call())
    marks = [Mark(1, "comment", 20.0, text="look")]
    missed = timeline.with_marks(marks, ["missed"])
    assert missed
    assert all("missed" in event.filters for event in missed)
    (comment,) = timeline.with_marks(marks, ["comments"])
    assert comment.title == "look"
    every = timeline.with_marks(marks)
    at_s, seen = -1.0, []
    while (event := next_event(every, at_s)) is not None:
        seen.append(event.at_s)
        at_s = event.at_s
    assert seen == sorted(set(seen))
    back = previous_event(every, at_s)
    assert back is not None
    assert back.at_s == seen[-2]
    assert next_event(every, 1e6) is None
    assert previous_event(every, 0.0) is None


def test_every_event_says_what_it_is() -> None:
    for event in Timeline(long_document(1800)).events.items:
        assert event.title
        assert event.filters <= FILTERS.keys()
        assert 0.0 <= event.importance <= 1.0


def test_reasons_are_events_by_time() -> None:
    document = call(reasons=[reason(9.0, "late", 0.2), reason(3.0, "sorry", -0.1)])
    assert [event.title for event in Timeline(document).reasons.items] == ["sorry", "late"]


@pytest.mark.parametrize("duration_s", [0.0, 10.0])
def test_an_empty_call(duration_s: float) -> None:
    timeline = scored(call(duration_s=duration_s))
    assert timeline.events.items == []
    assert timeline.first_hard_moment() is None
    assert timeline.silences == []
    assert not timeline.has_words
    assert timeline.level_at(3.0) == 0.0


def test_one_side_silent() -> None:
    timeline = scored(call([turn("agent", 1.0, "hello hello")], duration_s=5.0))
    assert timeline.sides_heard == {"agent"}
    assert len(timeline.lanes["customer"]) == 0


def test_a_document_without_scorecard_still_has_events() -> None:
    timeline = Timeline(rude_call())
    assert timeline.first_hard_moment() is not None


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 20)), max_size=40),
    st.floats(-10, 130),
    st.floats(0, 60),
)
def test_spans_find_what_touches_a_time(
    spans: list[tuple[float, float]], start_s: float, length_s: float
) -> None:
    items = [(start, start + length) for start, length in spans]
    found = Spans(items, lambda i: i[0], lambda i: i[1]).between(start_s, start_s + length_s)
    assert sorted(found) == sorted(
        item for item in items if item[0] <= start_s + length_s and item[1] >= start_s
    )


def test_words_are_found_however_they_are_written() -> None:
    timeline = scored(call([turn("agent", 0.0, "Well, I can't. Send it TODAY, today!")]))
    finder = WordFinder(timeline.turns.items)
    assert finder.find("today") == [(0, (5,)), (0, (6,))]
    assert finder.find("send it tod") == [(0, (3, 4, 5))]
    assert finder.find("CAN'T") == [(0, (2,))]
    assert finder.find("it send") == []
    assert finder.find(" … ") == []


def test_redacted_words_are_known() -> None:
    assert is_redacted_text("[card number]")
    assert is_redacted_text("[password].")
    assert not is_redacted_text("card")


class Blocks:
    """A sound of known values: both sides, louder each second."""

    rate_hz = 1000
    duration_s = 12.05

    def read(self, start_s: float, duration_s: float) -> Samples:
        first, length = round(start_s * 1000), round(duration_s * 1000)
        at = np.arange(first, min(first + length, 12_050))
        return np.stack([(at // 1000) / 20, -(at // 1000) / 40], 1).astype(np.float32)

    def damage(self, _go_on: object = None, /) -> tuple[()]:
        return ()

    def close(self) -> None:
        """Nothing to free."""


def test_peaks_are_the_highest_and_lowest_of_each_column() -> None:
    peaks = peaks_of(Blocks(), hop_s=0.5)
    assert peaks.high.shape == (2, 25)
    assert peaks.high[0, ::2] == pytest.approx(np.ceil(np.arange(13) / 20 * 127), abs=1)
    assert peaks.low[1, ::2] == pytest.approx(-np.ceil(np.arange(13) / 40 * 127), abs=1)


def test_reading_peaks_can_be_stopped() -> None:
    told: list[float] = []

    def stop(_peaks: Peaks, read_s: float) -> bool:
        told.append(read_s)
        return False

    peaks_of(ToneSound(100.0), progress=stop)
    assert len(told) == 1


@given(
    st.integers(1, 3000),
    st.floats(-5, 40),
    st.floats(0.05, 60),
    st.integers(1, 300),
)
def test_a_pyramid_draws_what_is_there(
    count: int, start_s: float, span_s: float, width: int
) -> None:
    high = (np.arange(2 * count).reshape(2, count) * 7919 % 120).astype(np.int8)
    pyramid = Pyramid(Peaks(0.01, -high, high))
    low_columns, high_columns = pyramid.columns(start_s, start_s + span_s, width)
    assert low_columns.shape == high_columns.shape == (2, width)
    assert np.array_equal(low_columns, -high_columns)
    pixel = int(span_s * 100 / width) + 2  # a column may reach into the one beside it
    first, last = int(start_s * 100) - pixel, int((start_s + span_s) * 100) + pixel
    inside = high[:, max(0, first) : max(0, last)]
    for side in range(2):
        assert high_columns[side].max() <= inside[side].max(initial=0)


def test_a_whole_call_in_a_column_is_its_loudest() -> None:
    high = np.zeros((2, 100_000), np.int8)
    high[0, 77_777] = 99
    assert Pyramid(Peaks(0.01, -high, high)).columns(0.0, 1000.0, 1)[1][0, 0] == 99


def test_quiet_sides_are_enlarged_and_no_more_than_allowed() -> None:
    high = np.full((2, 5000), 10, np.int8)
    high[1] = 100
    agent, customer = Pyramid(Peaks(0.01, -high, high)).gains(6.0)
    assert agent == 6.0
    assert customer == pytest.approx(1.27)
