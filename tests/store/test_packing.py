"""Events as bytes and back."""

from __future__ import annotations

import typing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist import types
from callassist.errors import CallStoreError
from callassist.store.packing import _NAMES, VERSION, pack_events, unpack_events
from callassist.types import CallEvent, Features, Frustration, Reason, Utterance, Word
from tests.store.events import events, plain


@given(st.lists(events, max_size=8))
def test_every_event_comes_back_exactly(some: list[CallEvent]) -> None:
    again = unpack_events(pack_events(some))
    assert [plain(event) for event in again] == [plain(event) for event in some]
    assert [type(event) for event in again] == [type(event) for event in some]


def test_there_is_no_event_without_a_name() -> None:
    assert set(_NAMES) == set(typing.get_args(types.CallEvent))
    assert len(set(_NAMES.values())) == len(_NAMES)


def test_features_keep_seven_digits() -> None:
    level = np.array([-31.123456789, np.nan])
    (again,) = unpack_events(pack_events([Features("agent", 0.0, 0.032, *[level] * 4)]))
    assert isinstance(again, Features)
    assert again.level_dbfs.dtype == np.float64
    np.testing.assert_allclose(again.level_dbfs, level, rtol=1e-7)


def test_numbers_of_numpys_are_numbers() -> None:
    words = (Word("no", np.float64(1.5), np.float32(2.0), np.float64(0.5)),)  # type: ignore[arg-type]
    said = Utterance("agent", words, True, np.float64(3.0), 1, 2)
    (again,) = unpack_events(pack_events([said]))
    assert again == said
    moved = Frustration(1.0, np.float64(0.25), 1.0, (Reason(1.0, "late", np.float64(0.1), 1.0),))
    assert unpack_events(pack_events([moved])) == [moved]


@given(st.binary(max_size=40))
def test_what_was_not_packed_is_refused_in_one_line(junk: bytes) -> None:
    with pytest.raises(CallStoreError) as caught:
        unpack_events(junk)
    assert "\n" not in str(caught.value)


@given(st.lists(events, min_size=1, max_size=3), st.data())
def test_damaged_events_are_refused(some: list[CallEvent], data: st.DataObject) -> None:
    packed = pack_events(some)
    cut = data.draw(st.integers(0, len(packed) - 1))
    with pytest.raises(CallStoreError):
        unpack_events(packed[:cut])


@pytest.mark.parametrize("version", [0, VERSION + 1, 255])
def test_another_version_is_refused_and_says_so(version: int) -> None:
    packed = bytes([version]) + pack_events([])[1:]
    with pytest.raises(CallStoreError, match=f"version {version}.*update callassist"):
        unpack_events(packed)


def test_an_hour_of_features_is_small() -> None:
    rng = np.random.default_rng(1)
    some = [
        Features("agent", i * 0.256, 0.032, *(rng.normal(-50, 9, 8) for _ in range(4)))
        for i in range(400)
    ]
    assert len(pack_events(some)) < 400 * 190
