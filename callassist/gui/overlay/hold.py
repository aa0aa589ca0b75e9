"""The line below the bar that says how long the hold music has lasted."""

from __future__ import annotations

from callassist.gui.i18n import translate
from callassist.gui.overlay.bar import clock_text
from callassist.gui.overlay.status import StatusLines
from callassist.types import Hold

LINE = "hold"


class HoldLine:
    """Is there while there is hold music, and counts its time."""

    def __init__(self, status: StatusLines) -> None:
        """Stand among ``status``, hidden."""
        self._status = status
        self._since_s: float | None = None
        self._time_s = 0.0

    def take(self, hold: Hold) -> None:
        """Take that a hold has begun, or is over."""
        if hold.end_s is not None:
            self.clear()
            return
        self._since_s = hold.start_s
        self._status.say(LINE, self._text(hold.start_s))

    def set_time(self, time_s: float) -> None:
        """Take the call's time."""
        self._time_s = time_s
        if self._since_s is not None and LINE in self._status.lines:
            self._status.lines[LINE].set_text(self._text(self._since_s))

    def clear(self) -> None:
        """Go away."""
        self._since_s = None
        self._status.drop(LINE)

    def _text(self, since_s: float) -> str:
        return translate("Hold", "On hold {time}").format(time=clock_text(self._time_s - since_s))
