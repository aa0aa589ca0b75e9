"""Forgets kept calls whose time is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from callassist.settings.policy import Rules

if TYPE_CHECKING:
    from callassist.store.store import CallStore


def forget_expired(store: CallStore, rules: Rules) -> int:
    """Delete for good what is older than policy and settings allow; return how many calls.

    Every program that opens the store does this first, so that nothing outstays its time
    on a computer that is used.

    Raises:
        CallStoreError: If the store cannot be written.
    """
    if rules.keep_days is None:
        return 0
    return len(store.purge(timedelta(days=rules.keep_days)))
