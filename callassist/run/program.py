"""How callassist starts itself: another window, a check, or at login."""

from __future__ import annotations

import sys


def own_command(*arguments: str) -> list[str]:
    """Return the command that runs callassist with ``arguments``, installed or packaged."""
    program = [] if getattr(sys, "frozen", False) else ["-m", "callassist"]
    return [sys.executable, *program, *arguments]
