"""Hears a microphone through PortAudio (sounddevice)."""

from __future__ import annotations

import threading
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from callassist.errors import AudioDeviceError
from callassist.sources.libpulse import log_to_system
from callassist.sources.packets import QUEUE_S, PacketQueue

PACKET_S = 0.02
STALLED_S = 2.0
"""A microphone sends even in silence; after this long without, it is gone."""
FIRST_PACKET_MAY_TAKE_S = 5.0

_portaudio_lock = threading.Lock()
_open_streams = 0


def portaudio() -> Any:  # noqa: ANN401  sounddevice has no types
    """Return sounddevice.

    Raises:
        AudioDeviceError: If it or PortAudio is missing.
    """
    log_to_system()
    try:
        import sounddevice
    except ImportError as error:
        raise AudioDeviceError(
            "the package sounddevice is missing: pip install 'callassist[audio]'"
        ) from error
    except OSError as error:
        raise AudioDeviceError(
            "PortAudio is missing: install it (Debian, Ubuntu: apt install libportaudio2)"
        ) from error
    return sounddevice


def query() -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Return PortAudio's devices, its host APIs, and the default input's index (or -1).

    PortAudio looks for devices only when it starts, and starting it again would
    end every stream; so what was plugged in since shows only while none is open.

    Raises:
        AudioDeviceError: If PortAudio is missing or does not start.
    """
    sounddevice = portaudio()
    with _portaudio_lock:
        try:
            if _open_streams == 0:
                sounddevice._terminate()
                sounddevice._initialize()
            devices = list(sounddevice.query_devices())
            return devices, list(sounddevice.query_hostapis()), int(sounddevice.default.device[0])
        except sounddevice.PortAudioError as error:
            raise AudioDeviceError(f"PortAudio does not start: {error}") from error


class MicrophoneCapture:
    """Keeps :class:`callassist.sources.packets.Capture` with a PortAudio callback."""

    def __init__(self, index: int, name: str, rate_hz: int, packet_s: float = PACKET_S) -> None:
        """Open PortAudio's device ``index`` at its own rate.

        Args:
            index: PortAudio's number of it.
            name: For people.
            rate_hz: Its rate.
            packet_s: Sound that comes at once; more of it costs less.

        Raises:
            AudioDeviceError: If it does not open.
        """
        global _open_streams
        self.name = name
        self.rate_hz = rate_hz
        self.queue = PacketQueue(round(QUEUE_S * rate_hz))
        self._closed = False
        self._close_lock = threading.Lock()
        self._last_packet_s: float | None = None
        self._opened_s = time.monotonic()
        sounddevice = portaudio()
        with _portaudio_lock:
            try:
                channels = min(2, int(sounddevice.query_devices(index)["max_input_channels"]))
                self._stream = sounddevice.InputStream(
                    samplerate=rate_hz,
                    blocksize=round(packet_s * rate_hz),
                    device=index,
                    channels=channels,
                    dtype="float32",
                    callback=self._take,
                )
                self._stream.start()
            except (sounddevice.PortAudioError, ValueError) as error:
                reason = str(error).splitlines()[0]
                raise AudioDeviceError(
                    f"cannot listen to {name}: {reason}; close other programs that use it, or "
                    "choose another (callassist devices)"
                ) from error
            _open_streams += 1

    def failure(self) -> str | None:
        """Return why no more sound will come, or ``None``."""
        now_s = time.monotonic()
        if not self._stream.active:
            return "it stopped"
        last_s = self._last_packet_s
        if last_s is None:
            late = now_s - self._opened_s > FIRST_PACKET_MAY_TAKE_S
        else:
            late = now_s - last_s > STALLED_S
        return "it sends nothing any more" if late else None

    def news(self) -> bool:
        """Return ``False``: PortAudio sees no other device while a stream is open."""
        return False

    def close(self) -> None:
        """Stop and free the device; safe to call twice and from any thread."""
        global _open_streams
        with self._close_lock:
            if self._closed:
                return
            self._closed = True
        with _portaudio_lock:
            self._stream.abort(ignore_errors=True)
            self._stream.close(ignore_errors=True)
            _open_streams -= 1

    def _take(
        self,
        frames: NDArray[np.float32],
        _frame_count: int,
        _times: object,
        status: Any,  # noqa: ANN401
    ) -> None:
        """Copy what PortAudio brings; it calls this from its real-time thread."""
        self._last_packet_s = time.monotonic()
        self.queue.offer(
            frames.mean(axis=1), self._last_packet_s, broken=bool(status.input_overflow)
        )
