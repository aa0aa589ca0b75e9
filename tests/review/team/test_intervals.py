"""Intervals against values from the literature, and what must hold of any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.review.team.intervals import count_interval, mean_interval, share_interval


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718), (29, 29, 0.8830, 1.0)],
)  # fmt: skip
def test_shares_as_newcombe_tabulated_them(count, of, low, high):
    """Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    assert share_interval(count, of) == pytest.approx((low, high), abs=6e-5)


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 3.69), (10, 4.795, 18.39),
                                                    (100, 81.36, 121.63)])  # fmt: skip
def test_counts_are_close_to_the_exact_poisson_interval(count, low, high):
    assert count_interval(count) == pytest.approx((low, high), abs=0.15)


def test_a_mean_as_students_t_gives_it():
    values = [4.1, 5.0, 5.9, 6.2, 4.8, 5.5, 5.1, 4.4, 6.0, 5.0]
    low, high = mean_interval(sum(values), sum(v * v for v in values), len(values))
    # t(0.975, 9) = 2.262157; s = 0.69761
    assert (low, high) == pytest.approx((5.2 - 0.49904, 5.2 + 0.49904), abs=0.01)


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_a_share_lies_in_its_interval(of, part):
    count = round(of * part)
    low, high = share_interval(count, of)
    assert 0.0 <= low <= count / of + 1e-12
    assert count / of - 1e-12 <= high <= 1.0


@given(st.integers(0, 100_000))
def test_a_count_lies_in_its_interval(count):
    low, high = count_interval(count)
    assert 0.0 <= low <= count < high
