"""Waiting for what another thread or program brings about."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_S = 30.0
LOOK_EVERY_S = 0.002


def wait_until(holds: Callable[[], object]) -> None:
    """Return as soon as a condition holds; fail where it never does."""
    patience_ends = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < patience_ends, "it never came true"
        time.sleep(LOOK_EVERY_S)
