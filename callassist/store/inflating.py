"""Opens what was packed: of a version that is known, and up to a size.

A few kilobytes of zlib's may hold a gigabyte.
"""

from __future__ import annotations

import zlib

from callassist.errors import CallStoreError

MOST_BYTES = 256 << 20
"""Of a call's document or words: a day of talk has a tenth of it."""


def inflated(packed: bytes | memoryview, most_bytes: int = MOST_BYTES) -> bytes:
    """Return what :func:`zlib.compress` was given.

    Raises:
        zlib.error: If it is damaged, cut off, or more than ``most_bytes``.
    """
    opening = zlib.decompressobj()
    plain = opening.decompress(packed, most_bytes)
    if opening.unconsumed_tail:
        raise zlib.error(f"more than {most_bytes} bytes")
    if not opening.eof:
        raise zlib.error("cut off")
    return plain


def body_of(packed: bytes, version: int, what: str) -> memoryview:
    """Return what was packed behind the byte that is its version.

    Args:
        packed: The version and the body.
        version: The one that can be read.
        what: What it is, to say so where it is of another one: ``"the call's events are"``.

    Raises:
        CallStoreError: If it is of another version, or empty.
    """
    if not packed or packed[0] != version:
        found = packed[0] if packed else "no"
        raise CallStoreError(
            f"{what} of version {found}, which this callassist cannot read: update callassist"
        )
    return memoryview(packed)[1:]
