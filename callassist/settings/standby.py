"""Constants of standby: what on the customer's side is the start of a call.

How they were chosen stands in ``docs/day.md``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StandbySettings:
    """When sound on the customer's side begins a call.

    Attributes:
        speech_s: So much speech begins a call ...
        within_s: ... heard within this time.
        keep_s: Sound kept in memory: what the call is to begin with.
        before_s: The call begins this long before the speech that began it.
        rest_s: After a call was ended by hand, or did not start, so much time without
            speech must pass before the next can begin.
        gain_fall_db_s: How fast loud peaks are forgotten: a ringing tone is often much louder
            than the voice after it.
    """

    speech_s: float = 0.7
    within_s: float = 2.0
    keep_s: float = 3.2
    before_s: float = 1.0
    rest_s: float = 4.0
    gain_fall_db_s: float = 6.0
