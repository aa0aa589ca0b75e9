"""What goes well is asked seldom; what does not comes again soon."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from callassist.review.practice.boxes import BOXES, REST_DAYS, Attempt, by_need, progress_of
from callassist.review.practice.moments import Moment

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def results(behavior: str, *scores: float) -> list[Attempt]:
    """Answers a minute apart."""
    return [
        Attempt(behavior, score, "choice", START + timedelta(minutes=place))
        for place, score in enumerate(scores)
    ]


def moment(behavior: str, weight: float) -> Moment:
    return Moment(behavior, 30.0, 12.0, weight, False, "", ())


def test_right_goes_up_wrong_goes_back_and_part_stays() -> None:
    assert progress_of(results("restate", 1.0))["restate"].box == 2
    assert progress_of(results("restate", 1.0, 1.0, 0.5))["restate"].box == 3
    assert progress_of(results("restate", 1.0, 1.0, 0.0))["restate"].box == 1


def test_a_box_rests_for_its_days() -> None:
    once = progress_of(results("restate", 1.0))["restate"]
    assert once.due_at == START + timedelta(days=REST_DAYS[1])
    assert not once.is_due(START + timedelta(hours=23))
    assert once.is_due(START + timedelta(days=1))


def test_never_practiced_is_due_and_counts_nothing() -> None:
    fresh = progress_of([])["listen"]
    assert (fresh.box, fresh.count, fresh.right, fresh.due_at) == (1, 0, 0, None)
    assert fresh.is_due(START)


def test_counts_tell_right_from_part() -> None:
    done = progress_of(results("listen", 1.0, 0.5, 0.0, 1.0))["listen"]
    assert (done.count, done.right) == (4, 2)
    assert done.scores == (1.0, 0.5, 0.0, 1.0)


def test_unknown_behaviors_of_a_newer_store_are_passed_over() -> None:
    assert "telepathy" not in progress_of(results("telepathy", 1.0))


@given(st.permutations(range(5)))
def test_the_order_of_results_does_not_matter(order: list[int]) -> None:
    each = results("listen", 1.0, 1.0, 0.0, 1.0, 0.5)
    assert progress_of(each[i] for i in order) == progress_of(each)


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0]), max_size=20))
def test_boxes_stay_in_their_row(scores: list[float]) -> None:
    assert 1 <= progress_of(results("listen", *scores))["listen"].box <= BOXES


def test_weak_ones_come_first_then_weighty_ones_and_rested_ones_last() -> None:
    progress = progress_of([*results("listen", 1.0, 1.0), *results("restate", 0.0)])
    moments = [moment("listen", 99.0), moment("acknowledge", 3.0), moment("restate", 1.0)]
    asked = [each.behavior for each in by_need(moments, progress, START + timedelta(hours=1))]
    assert asked == ["acknowledge", "restate", "listen"]
