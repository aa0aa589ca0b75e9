"""Call time as people write it."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """Return call time as ``m:ss``, from an hour on as ``h:mm:ss``."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"
