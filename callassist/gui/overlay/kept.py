"""That the call that has just ended is kept: said quietly, until the next one begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from callassist.gui.bridge import State
from callassist.gui.overlay.recovered import BETWEEN_CALLS
from callassist.gui.overlay.window import Overlay
from callassist.review.clock import clock

if TYPE_CHECKING:
    from callassist.run.calls import OnKept
    from callassist.store.summary import CallSummary

LINE = "kept"
"""The name of its line among the overlay's status lines."""


class KeptNotice(QObject):
    """A line below the bar after a call that was recorded.

    Signals:
        open_asked: The call with this id is to be shown.
    """

    open_asked = Signal(str)
    _arrived = Signal(object)

    def __init__(self, overlay: Overlay, tell: Callable[[OnKept], None] | None) -> None:
        """Get ready to tell on an overlay, which owns this, of each call that ``tell`` tells of."""
        super().__init__(overlay)
        self._lines = overlay.status
        self._between_calls = False
        self._call_id = ""
        self._arrived.connect(self._show)
        if tell is not None:
            tell(self._take)

    def set_state(self, state: State) -> None:
        """Take the line away when the next call begins."""
        self._between_calls = state in BETWEEN_CALLS
        if not self._between_calls:
            self._lines.drop(LINE)

    def _take(self, summary: CallSummary) -> None:
        if shiboken6.isValid(self):
            self._arrived.emit(summary)  # from another thread: Qt hands it over by itself

    def _show(self, summary: CallSummary) -> None:
        if not self._between_calls:  # the next call runs already
            return
        self._call_id = summary.id
        text = self.tr("Call kept, {length}").format(length=clock(summary.duration_s))
        if LINE in self._lines.lines:
            self._lines.say(LINE, text)
            return
        line = self._lines.say(LINE, text, icon="lock", button=self.tr("Open"), can_close=True)
        line.button.clicked.connect(self._open)
        line.close_button.clicked.connect(lambda: self._lines.drop(LINE))

    def _open(self) -> None:
        self._lines.drop(LINE)
        self.open_asked.emit(self._call_id)
