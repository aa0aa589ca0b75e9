"""Times from whose silence nothing follows: hold music, and sides that cannot be heard."""

from __future__ import annotations

from typing import NamedTuple

from callassist.types import Channel, Gap, Health, Hold

LOSS_KNOWN_WITHIN_S = 2.0
"""A device is told of as lost at most so long after its last sound."""


class Pause(NamedTuple):
    """A pause that begins or is over.

    Attributes:
        since_s: When it began.
        until_s: When it ended; ``None`` while it lasts.
    """

    since_s: float
    until_s: float | None


class Pauses:
    """The pauses of a call, as they are told of.

    Attributes:
        hold_s: Since when there is hold music, while there is.
    """

    def __init__(self) -> None:
        """Begin with both sides heard."""
        self.hold_s: float | None = None
        self._lost: dict[Channel, float] = {}
        self._over: list[tuple[float, float]] = []

    @property
    def on(self) -> bool:
        """Whether silence means nothing now."""
        return self.hold_s is not None or bool(self._lost)

    def take(self, event: Hold | Gap | Health) -> Pause | None:
        """Take what is told of a hold or a device; return the pause that it changes."""
        match event:
            case Hold(end_s=None):
                self.hold_s = event.start_s
                return Pause(event.start_s, None)
            case Hold():
                self.hold_s = None
                return self._ended(event.start_s, event.end_s or event.known_s)
            case Gap():
                self._lost.pop(event.channel, None)
                return self._ended(event.start_s, event.end_s)
            case Health(state="lost"):
                since_s = self._lost.setdefault(event.channel, event.at_s - LOSS_KNOWN_WITHIN_S)
                return Pause(since_s, None)
            case Health() if event.channel in self._lost:
                return self._ended(self._lost.pop(event.channel), event.at_s)
            case _:
                return None

    def later(self, from_s: float, until_s: float) -> float:
        """Return when a wait is over that was to last until ``until_s``, pauses not counted."""
        for start_s, end_s in sorted(self._over):
            if end_s > from_s and start_s < until_s:
                until_s += end_s - max(start_s, from_s)
                from_s = max(from_s, end_s)
        return until_s

    def _ended(self, start_s: float, end_s: float) -> Pause:
        self._over.append((start_s, end_s))
        return Pause(start_s, end_s)
