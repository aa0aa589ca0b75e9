"""What stays of a finished call, besides the events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from callassist.types.speech import CHANNELS, Channel


@dataclass(frozen=True, slots=True)
class Redaction:
    """Seconds of one side in which something secret was said; what it was is kept nowhere.

    Attributes:
        kind: ``"card"``, ``"cvv"``, ``"bank"``, ``"ssn"``, ``"email"``, ``"phone"``,
            ``"birth_date"``, ``"password"`` or ``"pin"``.
        channel: Who said it.
        start_s: When it began.
        end_s: When it ended.
    """

    kind: str
    channel: Channel
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Peaks:
    """The outline of a call's sound, for drawing; row 0 the agent, row 1 the customer.

    Attributes:
        hop_s: Seconds a column.
        low: int8[2, n], the lowest sample of each column, -127 to 127 for ±1.
        high: int8[2, n], the highest.
    """

    hop_s: float
    low: NDArray[np.int8]
    high: NDArray[np.int8]


MarkKind = Literal["comment", "good_moment", "practice"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person wrote at a second of a kept call.

    Attributes:
        id: Unique in its call.
        kind: A comment, a good moment to show others, or a moment to practice.
        at_s: Where it stands.
        end_s: Where it ends, if it covers a stretch.
        text: The comment, or why the moment is good.
        author: Who made it.
        made_at: When, ISO 8601 with zone.
    """

    id: int
    kind: MarkKind
    at_s: float
    end_s: float | None = None
    text: str = ""
    author: str = ""
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class CallInfo:
    """Where a call's sound came from."""

    path: str
    sha256: str
    duration_s: float
    rate_hz: int
    channels: tuple[Channel, ...] = field(default=CHANNELS)
