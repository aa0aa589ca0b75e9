"""Do not disturb: no prompts for five minutes, until the call ends, or as the system wants."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from callassist.gui.overlay.status import StatusLines

MINUTES = 5
Kind = Literal["", "minutes", "call", "system"]


class Mute(QObject):
    """Whether prompts may be shown, with a line that says so, a countdown and "Resume".

    Listening goes on: notes and the gauge are kept up, only no prompt comes up.

    Signals:
        changed: ``kind`` has changed.
    """

    changed = Signal()

    def __init__(self, lines: StatusLines) -> None:
        """Show the sign among ``lines``, which own this."""
        super().__init__(lines)
        self._lines = lines
        self.kind: Kind = ""
        self._system = False
        self._paused = False
        self._deadline = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count)

    @property
    def on(self) -> bool:
        """Whether no prompt may be shown."""
        return self.kind != ""

    @property
    def left_s(self) -> float:
        """Seconds until it ends by itself; 0 if it does not."""
        return max(0.0, self._deadline.remainingTime() / 1000) if self.kind == "minutes" else 0.0

    def toggle(self) -> None:
        """Mute for five minutes, or show prompts again."""
        if self.on:
            self.resume()
        else:
            self.for_minutes()

    def for_minutes(self, minutes: float = MINUTES) -> None:
        """Show no prompt for some minutes from now."""
        self._deadline.setRemainingTime(round(minutes * 60_000))
        self._become("minutes")

    def until_call_ends(self) -> None:
        """Show no prompt in what is left of this call."""
        self._become("call")

    def resume(self) -> None:
        """Show prompts again, also where the system would rather not."""
        self._become("")

    def set_paused(self, paused: bool) -> None:
        """Take whether the call is paused: the bar says both then, with one "Resume"."""
        if paused != self._paused:
            self._paused = paused
            self._show()

    def call_ended(self) -> None:
        """Forget a mute that was meant for one call."""
        if self.kind == "call":
            self._become("system" if self._system else "")

    def follow_system(self, quiet: bool) -> None:
        """Take whether the system wants no notifications; each change counts anew."""
        if quiet == self._system:
            return
        self._system = quiet
        if quiet and not self.on:
            self._become("system")
        elif not quiet and self.kind == "system":
            self._become("")

    def _become(self, kind: Kind) -> None:
        self.kind = kind
        if kind == "minutes":
            self._tick.start()
        else:
            self._tick.stop()
        self._show()
        self.changed.emit()

    def _count(self) -> None:
        if self._deadline.hasExpired():
            self._become("system" if self._system else "")
        else:
            self._show()

    def _show(self) -> None:
        if not self.on or self._paused:
            self._lines.drop("mute")
            return
        is_new = "mute" not in self._lines.lines
        line = self._lines.say("mute", self._text(), icon="muted", button=self.tr("Resume"))
        if is_new:
            line.button.setAccessibleName(self.tr("Show prompts again"))
            line.button.setToolTip(self.tr("Show prompts again"))
            line.button.clicked.connect(self.resume)

    def _text(self) -> str:
        if self.kind == "minutes":
            seconds = -(-self._deadline.remainingTime() // 1000)
            left = f"{seconds // 60}:{seconds % 60:02}"
            return self.tr("No prompts for {left}").format(left=left)
        if self.kind == "call":
            return self.tr("No prompts until the call ends")
        return self.tr("No prompts: your computer is set to do not disturb")
