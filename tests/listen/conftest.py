"""Shared ways to run the ear over made sounds."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import pytest

from callassist.listen.listen import Listen
from callassist.settings.listen import RATE_HZ
from callassist.types import CHANNELS, AudioBlock, Features, Samples, SpeechEvent
from tests.fakes import CountingRecognizer, LevelDetector

Hear = Callable[..., list[SpeechEvent | Features]]


def new_listen(*, words: bool = True) -> Listen:
    """Return an ear with the level detector and, if wanted, counting recognizers."""
    recognizers = {c: CountingRecognizer() for c in CHANNELS} if words else None
    return Listen({c: LevelDetector() for c in CHANNELS}, recognizers)


def hear(
    agent: Samples, customer: Samples, cuts: Sequence[int] = (), *, words: bool = True
) -> list[SpeechEvent | Features]:
    """Return the events of two sides, both cut into blocks at ``cuts`` (samples)."""
    listen = new_listen(words=words)
    events: list[SpeechEvent | Features] = []
    edges = [0, *sorted(c for c in cuts if 0 < c < len(agent)), len(agent)]
    for first, last in itertools.pairwise(edges):
        for channel, sound in zip(CHANNELS, (agent, customer), strict=True):
            block = AudioBlock(channel, first / RATE_HZ, RATE_HZ, sound[first:last])
            events += listen.push(block)
    return events + listen.flush()


@pytest.fixture
def heard() -> Hear:
    """Return :func:`hear`."""
    return hear
