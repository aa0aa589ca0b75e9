"""How far a batch is, in words."""

from __future__ import annotations

import pytest

from callassist.cli.analyze_progress import length_text, line_of
from callassist.run.batch.results import Tally


def test_a_line_tells_how_far_how_fast_and_how_long() -> None:
    tally = Tally(total=100, finished=25, failures=[("a.wav", "why")])
    assert line_of(tally, 120.0) == ("25 of 100 calls, 1 failed, 12.5 a minute, about 6 min left")


def test_nothing_done_yet_is_told_too() -> None:
    assert line_of(Tally(total=2), 0.0) == "0 of 2 calls, 0.0 a minute, about 0 s left"


@pytest.mark.parametrize(
    ("length_s", "text"),
    [(0.4, "0 s"), (29.4, "29 s"), (60.0, "1 min"), (3599.0, "1 h 00 min"), (7500.0, "2 h 05 min")],
)
def test_lengths_are_for_people(length_s: float, text: str) -> None:
    assert length_text(length_s) == text
