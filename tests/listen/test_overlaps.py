"""Overlaps told apart, from sounds laid to the tenth of a second.

Times follow how people talk: 40 % of speaker changes overlap a little, and
only some overlaps are interruptions.
"""

from __future__ import annotations

import numpy as np
import pytest

from callassist.types import Overlap
from tests.fakes import lay, voice
from tests.listen.conftest import hear

CALL_S = 9.0
LEAK_KNOWN_S = 1.2
"""The leaking customer starts to speak at 1 s."""


def overlaps(
    agent: list[tuple[float, float]], customer: list[tuple[float, float]]
) -> list[Overlap]:
    """Return each overlap's last word; sides are given as (start_s, end_s) of their speech."""
    sides = [
        lay(CALL_S, *((start, voice(end - start, hz)) for start, end in spans))
        for spans, hz in ((agent, 110.0), (customer, 210.0))
    ]
    found = [e for e in hear(*sides, words=False) if isinstance(e, Overlap)]
    return list({(o.by, o.start_s): o for o in found}.values())


@pytest.mark.parametrize("yield_s", [0.45, 0.6, 0.9, 1.2])
def test_coming_in_while_the_customer_gives_way_is_an_interruption(yield_s: float) -> None:
    (overlap,) = overlaps(agent=[(4.0, 6.5)], customer=[(1.0, 4.0 + yield_s)])
    assert (overlap.by, overlap.kind) == ("agent", "interruption")
    assert overlap.start_s == pytest.approx(4.0, abs=0.1)
    assert overlap.known_s - 4.0 <= 1.0


def test_going_on_together_is_an_interruption() -> None:
    (overlap,) = overlaps(agent=[(4.0, 7.0)], customer=[(1.0, 8.0)])
    assert overlap.kind == "interruption"
    assert "both went on" in overlap.evidence


def test_the_customer_can_interrupt_too() -> None:
    (overlap,) = overlaps(agent=[(1.0, 4.6)], customer=[(4.0, 7.0)])
    assert (overlap.by, overlap.kind) == ("customer", "interruption")


@pytest.mark.parametrize("at_s", [2.0, 3.0, 5.2])
@pytest.mark.parametrize("length_s", [0.25, 0.45, 0.7])
def test_a_short_word_that_leaves_the_floor_is_a_backchannel(at_s: float, length_s: float) -> None:
    (overlap,) = overlaps(agent=[(at_s, at_s + length_s)], customer=[(1.0, 7.0)])
    assert (overlap.by, overlap.kind) == ("agent", "backchannel")


@pytest.mark.parametrize("shared_s", [0.1, 0.2, 0.3])
def test_starting_on_the_last_syllables_is_terminal(shared_s: float) -> None:
    (overlap,) = overlaps(agent=[(4.0, 6.0)], customer=[(1.0, 4.0 + shared_s)])
    assert overlap.kind == "terminal"


def test_who_tries_and_gives_way_has_only_tried() -> None:
    (overlap,) = overlaps(agent=[(4.0, 5.3)], customer=[(1.0, 8.0)])
    assert overlap.kind == "failed_interruption"


def test_starting_together_after_a_silence_is_nobodys_fault() -> None:
    (overlap,) = overlaps(agent=[(4.1, 6.0)], customer=[(1.0, 3.0), (4.0, 6.0)])
    assert overlap.kind == "simultaneous"


def test_a_prompt_reply_is_no_overlap() -> None:
    assert overlaps(agent=[(4.1, 6.0)], customer=[(1.0, 4.0)]) == []


def test_a_pause_after_the_first_word_does_not_hide_an_interruption() -> None:
    (overlap,) = overlaps(agent=[(4.0, 4.4), (4.75, 7.0)], customer=[(1.0, 4.45)])
    assert overlap.kind == "interruption"


def test_coming_in_at_a_short_pause_of_one_who_goes_on_is_an_interruption() -> None:
    (overlap,) = overlaps(agent=[(4.1, 6.5)], customer=[(1.0, 4.0), (4.3, 5.0)])
    assert (overlap.by, overlap.kind) == ("agent", "interruption")


def test_a_pause_right_after_the_newcomer_does_not_make_it_terminal() -> None:
    (overlap,) = overlaps(agent=[(4.0, 6.5)], customer=[(1.0, 4.15), (4.4, 4.9)])
    assert overlap.kind == "interruption"


def test_a_reply_in_the_gap_is_no_interruption_when_the_other_adds_a_word() -> None:
    found = overlaps(agent=[(4.2, 6.5)], customer=[(1.0, 4.0), (4.35, 4.6)])
    assert "interruption" not in [overlap.kind for overlap in found]


@pytest.mark.parametrize("drop_db", [12.0, 20.0, 26.0])
@pytest.mark.parametrize("noise_dbfs", [-75.0, -52.0])
def test_a_leak_of_the_customers_voice_is_not_the_agent(drop_db: float, noise_dbfs: float) -> None:
    said = voice(5.0, 200.0, level=0.3) * _syllables(5.0)
    customer = lay(CALL_S, (1.0, said), noise_dbfs=noise_dbfs)
    leak = np.roll(customer, 48) * 10 ** (-drop_db / 20)
    agent = lay(CALL_S, (0.0, leak), (7.0, voice(1.5)), noise_dbfs=noise_dbfs)
    assert told_apart(agent, customer) == []


def test_an_interruption_over_a_leak_is_still_heard() -> None:
    customer = lay(CALL_S, (1.0, voice(4.6, 200.0, level=0.2) * _syllables(4.6)))
    agent = lay(CALL_S, (0.0, np.roll(customer, 48) * 0.1), (5.0, voice(2.5, 110.0, level=0.2)))
    assert told_apart(agent, customer) == [("agent", "interruption")]


def told_apart(agent: np.ndarray, customer: np.ndarray) -> list[tuple[str, str]]:
    """Return who came in and how, but for the first 0.2 s of a leak: nobody can know it yet."""
    found = [e for e in hear(agent, customer, words=False) if isinstance(e, Overlap)]
    return [(o.by, o.kind) for o in found if o.start_s > LEAK_KNOWN_S]


def _syllables(seconds: float) -> np.ndarray:
    """Return a loudness that rises and falls five times a second, as speech does."""
    t = np.arange(round(seconds * 16_000)) / 16_000
    return (0.55 + 0.45 * np.sin(2 * np.pi * 5 * t)).astype(np.float32)
