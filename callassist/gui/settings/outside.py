"""Settings that are changed in the window but kept by the system, not in the settings file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from callassist.run.autostart import set_start_at_login, starts_at_login


@dataclass(frozen=True, slots=True)
class Outside:
    """One of them.

    Attributes:
        read: Returns what it is now.
        write: Changes it, or raises a ``CallAssistError``.
        default: What it is at first.
    """

    read: Callable[[], Any]
    write: Callable[[Any], None]
    default: Any


OUTSIDE = {"at_login": Outside(starts_at_login, set_start_at_login, False)}
"""By their keys in the table of settings."""
