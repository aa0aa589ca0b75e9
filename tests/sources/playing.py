"""Plays tones as it is told: ``python -m tests.sources.playing``.

Reads commands from stdin, a line of JSON each: ``["seek", 2.0]`` calls a method of the player,
``["state"]`` prints where it stands. Ends when stdin does.
"""

from __future__ import annotations

import json
import sys

import numpy as np

from callassist.sources.player import Player
from callassist.types import Samples

RATE_HZ = 16_000
DURATION_S = 20.0
LOW_HZ, HIGH_HZ, CUSTOMER_HZ = 440.0, 880.0, 1320.0
"""The agent's tone in the first and in the second half, and the customer's."""


class Tones:
    """Tones that say which side and which half of the call is heard."""

    rate_hz = RATE_HZ
    duration_s = DURATION_S

    def read(self, start_s: float, duration_s: float) -> Samples:
        first = round(start_s * RATE_HZ)
        end = min(first + round(duration_s * RATE_HZ), round(DURATION_S * RATE_HZ))
        at = np.arange(first, max(first, end)) / RATE_HZ
        agent = np.where(at < DURATION_S / 2, LOW_HZ, HIGH_HZ)
        both = np.stack([np.sin(2 * np.pi * agent * at), np.sin(2 * np.pi * CUSTOMER_HZ * at)], 1)
        return (0.3 * both).astype(np.float32)

    def damage(self, _go_on: object = None, /) -> tuple[()]:
        return ()

    def close(self) -> None:
        """Nothing to free."""


def main() -> None:
    player = Player(Tones())
    player.wait_until_checked(30)
    print(json.dumps({"problem": player.problem}), flush=True)
    for line in sys.stdin:
        method, *arguments = json.loads(line)
        if method != "state":
            getattr(player, method)(*arguments)
        state = {
            "at_s": player.position_s,
            "playing": player.playing,
            "problem": player.problem,
            "latency_s": player.seek_latency_s,
            "underruns": player.underruns,
        }
        print(json.dumps(state), flush=True)
    player.close()


if __name__ == "__main__":
    main()
