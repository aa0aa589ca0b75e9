"""Times of which a side has no sound: its device was gone, or the computer slept.

Something opens a gap (a device is lost, a microphone sends nothing, the machine stood
still); the side's clock says where the sound really ends and begins again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from callassist.sources.clock import ClockMap
from callassist.types import Channel, Gap

STALL_S = 1.5
"""Nobody looked for so long: the program was stopped, or it was busy (then nothing is missing)."""
SLEPT_S = 0.5
"""The clock that goes on in sleep has gained so much on the one that does not."""
_NEVER_SLEEPS: int | None = getattr(
    # On macOS this is not what Python calls monotonic: it goes on.
    time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None),
)  # fmt: skip
MOOT_S = 1.0
"""So much more sound without a hole: nothing was missing."""
NOTHING_PLAYS_S = 1.0
"""A loopback that is open again may have nothing to send; after this the gap is over."""


class GapWatch:
    """One side's gaps, each told once it is over."""

    def __init__(self, channel: Channel, clock: ClockMap) -> None:
        """Watch the side that ``clock`` puts in place."""
        self._channel: Channel = channel
        self._clock = clock
        self._reason: str | None = None
        self._since_s = 0.0
        self._told_s = 0.0  # a loopback may be lost twice without a sound between
        self._back_s: float | None = None

    def open(self, reason: str) -> None:
        """Note that sound is missing since the last that came, unless that is known."""
        if self._reason is None:
            self._reason, self._since_s, self._back_s = reason, self._clock.heard_s, None

    def back(self, at_s: float) -> None:
        """Note that the device is open again."""
        self._back_s = at_s

    def settle(self, at_s: float, *, may_be_silent: bool) -> Gap | None:
        """Return the gap that is over at ``at_s``.

        Args:
            at_s: Call time now.
            may_be_silent: Whether the device sends nothing while nothing plays.
        """
        if self._reason is None:
            return None
        start_s, end_s = self._clock.hole
        if end_s > self._since_s:
            return self._close(start_s, end_s)
        back_s = self._back_s if may_be_silent else None
        if back_s is not None and min(at_s - NOTHING_PLAYS_S, self._clock.position_s) > back_s:
            return self._close(self._clock.heard_s, max(self._clock.heard_s, back_s))
        if self._clock.heard_s > self._since_s + MOOT_S:
            self._reason = None
        return None

    def end(self, at_s: float) -> Gap | None:
        """Return the gap that is still open when the call ends at ``at_s``."""
        if self._reason is None or at_s <= max(self._clock.heard_s, self._told_s):
            return None
        return self._close(self._clock.heard_s, at_s)

    def _close(self, start_s: float, end_s: float) -> Gap:
        reason, self._reason = self._reason or "", None
        start_s, self._told_s = max(start_s, self._told_s), end_s
        return Gap(self._channel, start_s, end_s, reason)


@dataclass(frozen=True, slots=True)
class Stop:
    """The machine or the program stood still.

    Attributes:
        reason: One short line for people.
        stood_s: Seconds that the call's clock counted meanwhile: none of them in a sleep.
    """

    reason: str
    stood_s: float


class SleepWatch:
    """Notices, when it is asked, that the computer slept or the program was stopped.

    Linux and macOS have one clock that stands still in a sleep, by which a call's time is
    counted, and one that does not. Windows has only such as go on: there it is a long stop.
    """

    def __init__(
        self,
        monotonic: Callable[[], float] = time.monotonic,
        awake_or_not: Callable[[], float] | None = None,
    ) -> None:
        """Begin to watch.

        Args:
            monotonic: The call's clock.
            awake_or_not: One that goes on in a sleep; the system's by default.
        """
        self._monotonic = monotonic
        self._awake_or_not = awake_or_not or clock_that_never_sleeps
        self._looked_s = monotonic()
        self._ahead_s = self._awake_or_not() - self._looked_s

    def look(self) -> Stop | None:
        """Return what happened since the last look."""
        now_s = self._monotonic()
        ahead_s = self._awake_or_not() - now_s
        stood_s, self._looked_s = now_s - self._looked_s, now_s
        slept_s, self._ahead_s = ahead_s - self._ahead_s, ahead_s
        if slept_s >= SLEPT_S:
            return Stop(f"the computer slept for {_span(slept_s)}", stood_s)
        if stood_s >= STALL_S:
            return Stop(f"callassist stood still for {_span(stood_s)}", stood_s)
        return None


def clock_that_never_sleeps() -> float:
    """Return seconds of a clock that counts a sleep as well, where the system has one."""
    return time.monotonic() if _NEVER_SLEEPS is None else time.clock_gettime(_NEVER_SLEEPS)


def _span(duration_s: float) -> str:
    if duration_s < 90:
        return f"{duration_s:.0f} s"
    return f"{duration_s / 60:.0f} min"
