"""A day of an agent, from the first start to the end of the next morning.

Real devices, a real screen, the real program in a process of its own: the one that
``CALLASSIST_PROGRAM`` names, for instance ``dist/callassist/callassist``, else this one.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.day.sounds import again_and_again, demo, joined, silence
from tests.day.working_day import LOST_IN_A_CRASH_S, WorkingDay, working_day
from tests.music import tune
from tests.pulse import PulseServer, pulse

__all__ = ["pulse"]

pytestmark = [pytest.mark.soak, pytest.mark.timeout(480)]

CUSTOMER = demo("customer", 3.2, 9.3)
"""'Hello. I ordered a birthday present for my daughter and it was supposed to arrive ...'"""
MORE = demo("customer", 11.5, 18.7)
"""'I was telling you. The tracking page says it was delivered, and it was not ...'"""
QUARREL = (3.2, 31.0)
"""The agent interrupts her twice."""
HOLD_S = 8.0
SLEEP_S = 6.0


@pytest.fixture
def day(pulse: PulseServer) -> Iterator[WorkingDay]:
    with working_day(pulse) as day:
        yield day


def test_a_day(day: WorkingDay) -> None:
    day.starts()
    day.becomes("standby")
    day.is_told_by_ctl("standby")

    # The first call begins when the customer is heard, and ends when nobody is.
    alone_s = len(CUSTOMER) / 16_000
    day.plays(
        customer=joined(CUSTOMER, silence(1.0), demo("customer", *QUARREL)),
        agent=joined(silence(alone_s + 1.0), demo("agent", *QUARREL)),
    )
    day.becomes("listening")
    day.records()
    day.shows_a_prompt()
    day.is_heard_out()
    day.becomes("standby")
    (first,) = day.has_kept(1)
    assert first.document["prompts"]
    assert "birthday present" in first.words

    # The softphone begins the second. The headset is pulled out in it; the computer sleeps.
    assert day.program("ctl", "start").returncode == 0
    day.becomes("listening")
    day.records()
    day.plays(customer=again_and_again(CUSTOMER))
    day.goes_on(8.0)
    day.unplugs("customer")
    day.goes_on(2.0)
    day.plugs_in("customer", again_and_again(MORE))
    day.goes_on(10.0)
    assert day.status("mute").muted
    assert not day.status("unmute").muted
    assert day.status("pause").state == "paused"
    assert day.status("resume").state == "listening"
    day.sleeps(SLEEP_S)
    day.goes_on(4.0)
    day.hears("customer")
    day.falls_silent()
    assert day.status("stop").state == "standby"
    _, second = day.has_kept(2)
    assert "birthday present" in second.words
    assert "delivered" in second.words
    assert any("gone" in why and 2.0 < for_s < 10.0 for for_s, why in second.gaps("customer"))
    # The sound server may have kept a side's sound meanwhile: of that side nothing is missing.
    stops = [for_s for for_s, why in second.all_gaps() if "stood still" in why]
    assert stops, second.all_gaps()
    assert 3.0 < max(stops) < 12.0

    # In the third there is hold music, and then the program is killed.
    day.rests()
    music = again_and_again(tune("piano", 40.0, seed=1))
    day.plays(customer=joined(CUSTOMER, silence(1.0), music))
    day.becomes("listening")
    day.records()
    day.becomes("hold")
    day.goes_on(HOLD_S)
    day.plays(customer=again_and_again(MORE))
    day.becomes("listening")
    day.hears("customer")
    day.goes_on(4.0)
    killed_at_s = day.crashes()
    day.falls_silent()

    # The next morning.
    day.starts()
    day.becomes("standby")
    assert "recovered the call of" in day.said
    *_, third = day.has_kept(3)
    assert third.state == "recovered"
    assert third.duration_s > killed_at_s - LOST_IN_A_CRASH_S
    hold_s = third.longest_hold()
    assert hold_s[1] - hold_s[0] > HOLD_S
    assert third.prompts_within(*hold_s) == []
    assert third.level("customer", *hold_s) > 0.05, "the music is not kept"
    assert all(call.is_whole for call in (first, second, third))
    assert day.status("start").state == "listening"
    day.plays(customer=CUSTOMER)
    day.hears("customer")
    assert day.status("stop").state == "standby"
    day.quits()
    day.said_only_what_is_fine()


def test_a_short_day_without_a_screen(day: WorkingDay) -> None:
    day.starts("live", "--headless", "--wait")
    day.becomes("standby")
    day.plays(customer=CUSTOMER)
    day.becomes("listening")
    day.is_heard_out()
    day.becomes("standby")
    assert day.status("start").state == "listening"
    day.plays(customer=again_and_again(CUSTOMER))
    day.goes_on(2.0)
    day.unplugs("customer")
    day.plugs_in("customer", again_and_again(MORE))
    day.sleeps(2.0)
    day.hears("customer")
    day.quits()  # in mid-call
    day.said_only_what_is_fine()
    assert day.said.count("call ended after") == 2
