"""Random events of a call, for tests of what keeps them."""

from __future__ import annotations

import math
from typing import Any, get_args

import numpy as np
from hypothesis import strategies as st

from callassist.types import (
    CHANNELS,
    CallEnded,
    CallEvent,
    Features,
    Finding,
    Frustration,
    Health,
    HealthState,
    Note,
    Outcome,
    Overlap,
    OverlapKind,
    Prompt,
    Reason,
    Recording,
    Severity,
    Stretch,
    Turn,
    Utterance,
    Withdrawn,
    Word,
)

seconds = st.floats(0, 1e5, allow_nan=False)
numbers = st.floats(allow_nan=True, allow_infinity=True)
channels = st.sampled_from(CHANNELS)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
words = st.builds(Word, texts, seconds, seconds, st.floats(0, 1))
findings = st.builds(
    Finding,
    texts,
    channels,
    seconds,
    seconds,
    seconds,
    st.floats(0, 1),
    st.lists(texts, max_size=3).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
)


@st.composite
def _features(draw: st.DrawFn) -> Features:
    hops = draw(st.integers(0, 9))
    arrays = [
        np.array(draw(st.lists(st.floats(width=32), min_size=hops, max_size=hops)), np.float64)
        for _ in range(4)
    ]
    return Features(draw(channels), draw(seconds), draw(seconds), *arrays)


def _one_of(kind: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(kind))


events: st.SearchStrategy[CallEvent] = st.one_of(
    _features(),
    st.builds(
        Stretch,
        channels,
        seconds,
        seconds,
        st.booleans(),
        seconds,
        numbers,
        numbers,
        numbers,
        seconds,
        numbers,
    ),
    st.builds(Turn, channels, seconds, seconds, st.booleans(), seconds),
    st.builds(Overlap, seconds, seconds, channels, _one_of(OverlapKind), seconds, texts),
    st.builds(
        Utterance,
        channels,
        st.lists(words, max_size=4).map(tuple),
        st.booleans(),
        seconds,
        seconds,
        seconds,
    ),
    findings,
    st.builds(
        Frustration,
        seconds,
        st.floats(0, 1),
        seconds,
        st.lists(st.builds(Reason, seconds, texts, numbers, seconds), max_size=2).map(tuple),
    ),
    st.builds(Note, texts, texts, seconds, seconds),
    st.builds(Withdrawn, texts, seconds, seconds),
    st.builds(
        Prompt,
        texts,
        texts,
        texts,
        _one_of(Severity),
        seconds,
        seconds,
        findings,
        st.none() | _one_of(Outcome),
    ),
    st.builds(Health, channels, _one_of(HealthState), seconds, texts),
    st.builds(Recording, st.booleans(), seconds, texts),
    st.builds(CallEnded, seconds, texts),
)


def plain(value: Any) -> Any:
    """Return an event as something that compares equal to itself, NaN and arrays included."""
    if isinstance(value, np.ndarray):
        return [str(value.dtype), *(plain(float(number)) for number in value)]
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else value
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if hasattr(value, "__dataclass_fields__"):
        fields = value.__dataclass_fields__
        return type(value).__name__, {name: plain(getattr(value, name)) for name in fields}
    return value
