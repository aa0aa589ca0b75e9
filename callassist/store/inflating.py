"""Opens what was packed with zlib, up to a size: a few kilobytes may hold a gigabyte."""

from __future__ import annotations

import zlib

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
