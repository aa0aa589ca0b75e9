"""Windows that were opened from another one: held while they are open, closed before it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from callassist.gui.timeline.window import TimelineWindow
from callassist.review.call import ReviewCall
from callassist.settings.user import UserSettings


class Opened:
    """Holds windows until they are closed.

    Attributes:
        windows: Those that are open.
    """

    def __init__(self, settings: UserSettings) -> None:
        """Hold none yet; timelines look as ``settings`` say."""
        self._settings = settings
        self.windows: list[QWidget] = []

    def show_timeline(self, call: ReviewCall, at_s: float) -> None:
        """Open a call's timeline at a second; negative: where it begins."""
        window = TimelineWindow(call, self._settings)
        self.keep(window)
        window.show()
        if at_s >= 0.0:
            window.go_to(at_s)

    def keep(self, window: QWidget) -> None:
        """Hold a window until it is closed."""
        self.windows.append(window)
        window.closed.connect(lambda: self._forget(window))

    def close(self) -> None:
        """Close every window."""
        for window in list(self.windows):
            window.close()

    def _forget(self, window: QWidget) -> None:
        if window in self.windows:
            self.windows.remove(window)
