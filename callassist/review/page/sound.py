"""A call's sound made small enough to travel inside a page."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

import soundfile

from callassist.review.call import ReviewCall

SOUND_LIMIT_BYTES = 24_000_000
"""Of all sound in one page, before base64 makes a third more of it: about two hours."""
CHUNK_S = 60.0
_QUALITY = 0.9
"""libsndfile's compression level; variable rate, about 3 kB a second for two voices at 16 kHz."""


@dataclass(frozen=True, slots=True)
class EncodedSound:
    """Sound as a file, and what a browser calls its type."""

    data: bytes
    mime: str

    @property
    def address(self) -> str:
        """The sound as a ``data:`` address."""
        return f"data:{self.mime};base64,{base64.b64encode(self.data).decode('ascii')}"


def encode_sound(call: ReviewCall, limit_bytes: int) -> tuple[EncodedSound | None, str]:
    """Return a call's sound as MP3, which every browser plays, or why not in one line.

    It is encoded a minute at a time, and given up as soon as it is too large.

    Args:
        call: The call.
        limit_bytes: The largest file that will do.
    """
    sound = call.sound
    if sound is None:
        return None, call.sound_problem or "this call has no sound"
    target = io.BytesIO()
    with soundfile.SoundFile(
        target, "w", sound.rate_hz, 2, "MPEG_LAYER_III", format="MP3", compression_level=_QUALITY
    ) as file:
        at_s = 0.0
        while at_s < sound.duration_s:
            samples = sound.read(at_s, CHUNK_S)
            if not len(samples):
                break
            file.write(samples)
            at_s += len(samples) / sound.rate_hz
            if target.tell() > limit_bytes:
                limit = f"{SOUND_LIMIT_BYTES / 1e6:.0f} MB"
                return None, f"the sound is left out: a page holds at most {limit} of it"
    return EncodedSound(target.getvalue(), "audio/mpeg"), ""
