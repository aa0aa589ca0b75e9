"""The playhead: where it stands, and the sound that moves it, if there is any."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from callassist.protocols import Sound
from callassist.sources.feeding import Wish
from callassist.sources.player import Player
from callassist.types import Channel

FRAME_MS = 25
"""How often the playhead is moved while the call plays."""
CHECK_MS = 60


class Playback(QObject):
    """Where the call stands; it can be moved without sound, and played with it.

    Signals:
        moved: The playhead stands elsewhere, at this second.
        state_changed: It plays now, or does not, or can now, or cannot.
    """

    moved = Signal(float)
    state_changed = Signal()

    def __init__(self, duration_s: float, parent: QObject | None = None) -> None:
        """Stand at the beginning of a call, without sound."""
        super().__init__(parent)
        self._duration_s = duration_s
        self._player: Player | None = None
        self._at_s = 0.0
        self._wish: Wish | None = None
        self._was = (False, "")
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)

    def set_sound(self, sound: Sound | None) -> None:
        """Play this sound; ``None`` for none."""
        self.close()
        if sound is not None:
            self._player = Player(sound, at_s=self._at_s, wish=self._wish)
            self._timer.start(CHECK_MS)
        self.state_changed.emit()

    def close(self) -> None:
        """Fall silent and free the device; the sound may be closed then."""
        self._timer.stop()
        if self._player is not None:
            self._wish = self._player.wish
            self._player.close()
            self._player = None

    @property
    def at_s(self) -> float:
        """Where the playhead stands."""
        return self._at_s

    @property
    def playing(self) -> bool:
        """Whether it plays."""
        return self._player is not None and self._player.playing

    @property
    def can_play(self) -> bool:
        """Whether there is sound and, as far as is known, a device for it."""
        return self._player is not None and not self._player.problem

    @property
    def problem(self) -> str:
        """Why it does not play, or nothing."""
        return self._player.problem if self._player is not None else ""

    @property
    def speed(self) -> float:
        """How many times as fast as it was."""
        return self._player.wish.speed if self._player is not None else 1.0

    def toggle(self) -> None:
        """Play, or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Play from where the playhead stands."""
        if self._player is not None:
            # Once more, even after a problem: a headset may have been plugged in.
            self._player.play()
            self._timer.start(FRAME_MS)
            self._tell()

    def pause(self) -> None:
        """Fall silent."""
        if self._player is not None:
            self._player.pause()
            self._tick()

    def seek(self, at_s: float) -> None:
        """Put the playhead at a second."""
        at_s = min(max(0.0, at_s), self._duration_s)
        if self._player is not None:
            self._player.seek(at_s)
        self._at_s = at_s
        self.moved.emit(at_s)

    def set_speed(self, speed: float) -> None:
        """Play so many times as fast."""
        if self._player is not None:
            self._player.set_speed(speed)

    def set_muted(self, side: Channel, muted: bool) -> None:
        """Let a side be heard or not."""
        if self._player is not None:
            self._player.set_muted(side, muted)

    def set_loop(self, loop: tuple[float, float] | None) -> None:
        """Play these seconds again and again."""
        if self._player is not None:
            self._player.set_loop(loop)

    def set_skip(self, skip: tuple[tuple[float, float], ...]) -> None:
        """Leave these seconds out."""
        if self._player is not None:
            self._player.set_skip(skip)

    def _tick(self) -> None:
        player = self._player
        if player is None:
            return
        at_s = min(player.position_s, self._duration_s)
        if player.playing and at_s != self._at_s:
            self._at_s = at_s
            self.moved.emit(at_s)
        elif not player.playing and player.checked:
            self._timer.stop()
            if at_s != self._at_s:
                self._at_s = at_s
                self.moved.emit(at_s)
        self._tell()

    def _tell(self) -> None:
        now = (self.playing, self.problem)
        if now != self._was:
            self._was = now
            self.state_changed.emit()
