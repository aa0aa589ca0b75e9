"""Calls kept while they are heard: what is known of them, and who feeds them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from callassist.run.keeping.keeper import CallFacts, CallKeeper
from callassist.store.store import CallStore
from callassist.types import AudioBlock, Features
from tests.store.scripted import OneSecret, scripted

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "call.schema.json").read_text())
BEGUN = datetime(2026, 11, 3, 14, 2, tzinfo=UTC)
WAIT_S = 90.0


def facts(**changes: Any) -> CallFacts:
    """Return what is known of the call before it begins."""
    known = {"engine": {"name": "vosk", "model": "small"}, "agent": "Anna"}
    return CallFacts(BEGUN, **{**known, "pack": {"id": "default", "version": 1}, **changes})


def keeper(store: CallStore, **options: Any) -> CallKeeper:
    """Return what keeps the call in ``store``; one word is a secret."""
    return CallKeeper(lambda: store, options.pop("facts", facts()), redactor=OneSecret, **options)


def feed(keeper: CallKeeper, duration_s: float, *, from_s: float = 0.0, to_s: float = 1e9) -> None:
    """Give a scripted call's sound and events, or a part of them."""
    for item in scripted(duration_s):
        if isinstance(item, AudioBlock):
            if not from_s <= item.start_s < to_s:
                if item.start_s >= to_s:
                    return
                continue
            keeper.put_block(item)
        elif from_s == 0.0 or not isinstance(item, Features) or item.start_s >= from_s:
            keeper.put_event(item)
