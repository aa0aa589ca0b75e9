"""Events of a call as bytes, and back: small, exact, and of a named version.

MessagePack of each event's fields under its name, so that a field that is added with a
default does not make older calls unreadable; zlib over all of it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from callassist.errors import CallStoreError
from callassist.store.inflating import body_of, inflated
from callassist.types import (
    CallEnded,
    CallEvent,
    Channel,
    Features,
    Finding,
    FloatArray,
    Frustration,
    Gap,
    Health,
    Hold,
    Load,
    Note,
    Overlap,
    Prompt,
    Recording,
    Stretch,
    Turn,
    Utterance,
    Withdrawn,
)

VERSION = 1
"""The first byte of packed events; raised when older readers would misread them."""
ZLIB_LEVEL = 4
"""A quarter of the time of level 9 for a hundredth more bytes."""

_FLOAT32 = np.dtype("<f4")


class _PackedFeatures(msgspec.Struct, array_like=True):
    """Features with float32 arrays: a level needs no more than seven digits."""

    channel: Channel
    start_s: float
    hop_s: float
    level_dbfs: bytes
    pitch_hz: bytes
    tilt_db: bytes
    speech_prob: bytes


_NAMES: dict[type, str] = {
    Features: "features",
    Stretch: "stretch",
    Turn: "turn",
    Overlap: "overlap",
    Utterance: "utterance",
    Finding: "finding",
    Frustration: "frustration",
    Note: "note",
    Withdrawn: "withdrawn",
    Prompt: "prompt",
    Health: "health",
    Gap: "gap",
    Hold: "hold",
    Load: "load",
    Recording: "recording",
    CallEnded: "ended",
}
_DECODERS: dict[str, msgspec.msgpack.Decoder[Any]] = {
    name: msgspec.msgpack.Decoder(_PackedFeatures if kind is Features else kind)
    for kind, name in _NAMES.items()
}


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Make a number of numpy's one of Python's."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{type(value).__name__} cannot be packed")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)
_PAIRS = msgspec.msgpack.Decoder(list[tuple[str, msgspec.Raw]])


def pack_events(events: Iterable[CallEvent]) -> bytes:
    """Return events as bytes.

    Everything comes back exactly but the arrays of :class:`Features`, which are
    kept as float32.
    """
    pairs = [
        (_NAMES[type(event)], _packed(event) if isinstance(event, Features) else event)
        for event in events
    ]
    return bytes([VERSION]) + zlib.compress(_ENCODER.encode(pairs), ZLIB_LEVEL)


def unpack_events(packed: bytes) -> list[CallEvent]:
    """Return the events that :func:`pack_events` was given.

    Raises:
        CallStoreError: If the bytes are of a newer version, or damaged.
    """
    body = body_of(packed, VERSION, "the call's events are")
    try:
        pairs = _PAIRS.decode(inflated(body))
        return [_event(name, raw) for name, raw in pairs]
    except (zlib.error, msgspec.MsgspecError, KeyError, ValueError) as error:
        raise CallStoreError("the call's events are damaged and cannot be read") from error


def _event(name: str, raw: msgspec.Raw) -> CallEvent:
    decoded = _DECODERS[name].decode(raw)
    event: CallEvent = _unpacked(decoded) if isinstance(decoded, _PackedFeatures) else decoded
    return event


def _packed(features: Features) -> _PackedFeatures:
    return _PackedFeatures(
        features.channel,
        features.start_s,
        features.hop_s,
        _bytes(features.level_dbfs),
        _bytes(features.pitch_hz),
        _bytes(features.tilt_db),
        _bytes(features.speech_prob),
    )


def _unpacked(packed: _PackedFeatures) -> Features:
    return Features(
        packed.channel,
        packed.start_s,
        packed.hop_s,
        _floats(packed.level_dbfs),
        _floats(packed.pitch_hz),
        _floats(packed.tilt_db),
        _floats(packed.speech_prob),
    )


def _bytes(values: FloatArray) -> bytes:
    return values.astype(_FLOAT32).tobytes()


def _floats(packed: bytes) -> NDArray[np.float64]:
    return np.frombuffer(packed, _FLOAT32).astype(np.float64)
