"""Plays a call on the loudspeakers: any second of it, faster or slower, one side or both.

A thread of the player's own reads ahead and does all that may take time: opening the device,
decoding, stretching. The device's callback only copies what is ready, and never waits.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

from callassist.protocols import Sound
from callassist.sources.feeding import Piece, Span, Wish, pieces
from callassist.types import Channel, Samples

log = logging.getLogger(__name__)

AHEAD_S = 0.4
"""So much sound waits for the device."""
LOOK_S = 0.02
"""How often the reader looks whether there is room, while playing."""
LATENCY_S = 0.06
"""Asked of the device: short, and still safe on a busy machine."""

SHORTEST_LOOP_S = 0.1

Fill = Callable[[Samples, int, Any, Any], None]


class Output(Protocol):
    """A sound device that asks for samples, as sounddevice's ``OutputStream`` does."""

    latency: float

    @property
    def active(self) -> bool:
        """Whether it asks for samples now."""
        ...

    def start(self) -> None:
        """Begin to ask."""
        ...

    def stop(self) -> None:
        """Stop asking."""
        ...

    def close(self) -> None:
        """Free the device."""
        ...


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """What a device takes.

    Attributes:
        rate_hz: Samples a second.
        width: Channels.
    """

    rate_hz: int
    width: int


class Loudspeakers:
    """The system's default output, through PortAudio."""

    def ask(self, rate_hz: int) -> OutputFormat:
        """Return what the device takes, ``rate_hz`` if it can.

        Raises:
            Exception: Of whatever kind PortAudio has, if there is no device.
        """
        # PortAudio looks for devices at import, and may be missing.
        import sounddevice

        device = sounddevice.query_devices(kind="output")
        width = min(2, int(device["max_output_channels"]))
        try:
            sounddevice.check_output_settings(channels=width, samplerate=rate_hz)
        except sounddevice.PortAudioError:
            rate_hz = round(device["default_samplerate"])
        return OutputFormat(rate_hz, width)

    def open(self, form: OutputFormat, fill: Fill) -> Output:
        """Open the device; it calls ``fill`` for every block."""
        import sounddevice

        stream: Output = sounddevice.OutputStream(
            samplerate=form.rate_hz,
            channels=form.width,
            dtype="float32",
            latency=LATENCY_S,
            callback=fill,
        )
        return stream


class Player:
    """Plays a call's sound; every method returns at once and may be called from any thread.

    Times are the call's seconds, counted by the samples that were given to the device.
    """

    def __init__(
        self,
        sound: Sound,
        device: Loudspeakers | None = None,
        *,
        at_s: float = 0.0,
        wish: Wish | None = None,
    ) -> None:
        """Prepare to play.

        Args:
            sound: The call's; its owner closes it after :meth:`close`.
            device: What it is played on.
            at_s: Where to begin.
            wish: How to play.
        """
        self._sound = sound
        self._device = device or Loudspeakers()
        self._wake = threading.Condition()
        self._wish = wish or Wish()
        self._playing = False
        self._closing = False
        self._order = 0
        self._from_s = at_s
        # Touched by the device's thread without a lock: each is replaced whole.
        self._ready: deque[tuple[int, Piece | None]] = deque()
        self._current: tuple[int, Piece, int] | None = None
        self._given_s = (-1, 0.0, 0.0)  # order, how far the call was given, since which jump
        self._drained = -1
        self._asked_at = 0.0
        self._stream: Output | None = None
        self._form: OutputFormat | None = None
        self._checked = threading.Event()
        self.problem = ""
        self.underruns = 0
        self.seek_latency_s = 0.0
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    @property
    def checked(self) -> bool:
        """Whether it is known if there is a device; ``problem`` says what is wrong with it."""
        return self._checked.is_set()

    def wait_until_checked(self, timeout_s: float) -> bool:
        """Wait until it is known whether there is a device; return whether it is."""
        return self._checked.wait(timeout_s)

    @property
    def playing(self) -> bool:
        """Whether it plays; ends by itself at the end of the call."""
        return self._playing

    @property
    def position_s(self) -> float:
        """The second that is heard now."""
        order, given_s, jumped_s = self._given_s
        if order != self._order:
            return self._from_s
        delay_s = self._stream.latency if self._stream is not None and self._playing else 0.0
        return min(max(jumped_s, given_s - delay_s * self._wish.speed), self._sound.duration_s)

    @property
    def wish(self) -> Wish:
        """How it plays."""
        return self._wish

    def play(self) -> None:
        """Play from where it stands; from the beginning where it stands at the end."""
        with self._wake:
            at_s = self.position_s
            if at_s >= self._sound.duration_s - 0.01:
                at_s = 0.0
            self._playing = True
            self._restart(at_s)

    def pause(self) -> None:
        """Fall silent and stay there."""
        with self._wake:
            at_s = self.position_s
            self._playing = False
            self._restart(at_s)

    def seek(self, at_s: float) -> None:
        """Go on from another second."""
        with self._wake:
            self._restart(min(max(0.0, at_s), self._sound.duration_s))

    def set_speed(self, speed: float) -> None:
        """Play so many times as fast, 0.5 to 2, at the same pitch."""
        self._change(replace(self._wish, speed=speed))

    def set_muted(self, channel: Channel, muted: bool) -> None:
        """Let a side be heard or not."""
        sides = self._wish.muted | {channel} if muted else self._wish.muted - {channel}
        self._change(replace(self._wish, muted=sides))

    def set_loop(self, loop: Span | None) -> None:
        """Play these seconds again and again; ``None`` or next to nothing ends it."""
        if loop is not None:
            start_s, end_s = max(0.0, loop[0]), min(loop[1], self._sound.duration_s)
            loop = (start_s, end_s) if end_s - start_s >= SHORTEST_LOOP_S else None
        self._change(replace(self._wish, loop=loop))

    def set_skip(self, skip: tuple[Span, ...]) -> None:
        """Leave these seconds out, by time."""
        self._change(replace(self._wish, skip=skip))

    def close(self) -> None:
        """Fall silent, free the device and end the thread; safe to call twice."""
        with self._wake:
            self._playing, self._closing = False, True
            self._order += 1
            self._wake.notify_all()
        self._thread.join()

    def _change(self, wish: Wish) -> None:
        with self._wake:
            if wish != self._wish:
                at_s = self.position_s
                self._wish = wish
                self._restart(at_s)

    def _restart(self, at_s: float) -> None:
        """Let everything that waits be dropped and reading go on at a second."""
        self._from_s = at_s
        self._order += 1
        self._asked_at = time.perf_counter()
        self._wake.notify_all()

    # What the device's thread does: no lock, no wait, nothing that grows.

    def _fill(self, out: Samples, frames: int, _time: Any, _status: Any) -> None:  # noqa: ANN401
        order, done = self._order, 0
        while done < frames and self._playing:
            current = self._current
            if current is None or current[0] != order:
                try:
                    of_order, piece = self._ready.popleft()
                except IndexError:
                    self.underruns += self._given_s[0] == order
                    break
                if of_order != order:
                    continue
                if piece is None:
                    self._drained = order
                    break
                if self._given_s[0] != order:
                    self.seek_latency_s = time.perf_counter() - self._asked_at
                current = (order, piece, 0)
            _, piece, offset = current
            count = min(frames - done, len(piece.samples) - offset)
            out[done : done + count] = piece.samples[offset : offset + count]
            done, offset = done + count, offset + count
            self._current = (order, piece, offset) if offset < len(piece.samples) else None
            self._given_s = (order, piece.from_s + offset * piece.step_s, piece.jumped_s)
        out[done:] = 0.0

    # What the player's own thread does.

    def _run(self) -> None:
        self._check()
        try:
            while not self._closing:
                if self._playing and self._open():
                    self._feed()
                elif self._stream is not None and self._stream.active:
                    self._stream.stop()
                with self._wake:
                    if not self._playing and not self._closing:
                        self._wake.wait()
        finally:
            self._shut()

    def _check(self) -> None:
        try:
            self._form = self._device.ask(self._sound.rate_hz)
            self.problem = ""
        except Exception as error:  # PortAudio, ALSA and the import each have their own kinds
            log.info("no sound device", exc_info=True)
            reason = " ".join(str(error).split())
            self.problem = (
                "no sound device was found to play on: plug one in and press play"
                if "-1" in reason
                else f"no sound device can be used ({reason})"
            )
        self._checked.set()

    def _open(self) -> bool:
        """Start the device; if it cannot be, say why and stop playing."""
        try:
            if self._form is None:
                self._check()
            if self._form is not None and self._stream is None:
                self._stream = self._device.open(self._form, self._fill)
            if self._stream is not None and not self._stream.active:
                self._stream.stop()  # one that ended by itself starts only after this
                self._stream.start()
        except Exception as error:
            self.problem = f"the sound device cannot be used ({' '.join(str(error).split())})"
            self._shut()
        if self._stream is None:
            self._stop_at(self.position_s)
            return False
        self.problem = ""
        return True

    def _feed(self) -> None:
        """Keep sound ready until playing ends, or what waits is no longer what is wanted."""
        assert self._form is not None
        assert self._stream is not None
        with self._wake:
            order, at_s, wish = self._order, self._from_s, self._wish
        self._ready.clear()
        source: Iterator[Piece] = pieces(
            self._sound, at_s, wish, self._form.rate_hz, self._form.width
        )
        most = AHEAD_S * self._form.rate_hz
        ended = False
        while order == self._order and self._playing:
            waiting = sum(len(piece.samples) for _, piece in list(self._ready) if piece)
            if not ended and waiting < most:
                piece = next(source, None)
                ended = piece is None
                self._ready.append((order, piece))
                continue
            if self._drained == order:
                self._stop_at(self._sound.duration_s, order)
                return
            if not self._stream.active:
                self.problem = "the sound device is gone: choose another one and play again"
                self._stop_at(self.position_s, order)
                self._shut()
                return
            with self._wake:
                if order == self._order:
                    self._wake.wait(LOOK_S)

    def _stop_at(self, at_s: float, order: int | None = None) -> None:
        """Stop playing, unless something else was wished for meanwhile."""
        with self._wake:
            if order is None or order == self._order:
                self._playing = False
                self._restart(at_s)

    def _shut(self) -> None:
        stream, self._stream, self._form = self._stream, None, None
        self._current = None
        if stream is not None:
            stream.close()
