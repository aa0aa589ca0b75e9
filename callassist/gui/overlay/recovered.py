"""Calls that a crash cut off and that are kept after all: said on screen, once no call runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from callassist.gui.bridge import BETWEEN_CALLS, State
from callassist.gui.core_texts import core
from callassist.gui.counts import counts
from callassist.gui.i18n import capital, date_text, translate
from callassist.gui.overlay.window import Overlay
from callassist.gui.tray import Tray
from callassist.review.clock import clock

if TYPE_CHECKING:
    from callassist.run.keeping.recovering import Recovered

LINE = "recovered"
"""The name of its line among the overlay's status lines."""


def recovered_text(found: Sequence[Recovered]) -> str:
    """Return in one line what was recovered, and up to which second.

    Args:
        found: What became of each call that was cut off; empty gives an empty text.
    """
    whole = [one.summary for one in found if one.summary is not None]
    others = [capital(core(one.line)) for one in found if one.summary is None]
    if len(whole) > 1:
        others.insert(0, counts.recovered(len(whole)))
    elif whole:
        text = translate("Recovered", "Recovered: the call of {time}, up to {until}")
        time = _time(whole[0].started_at.astimezone())
        others.insert(0, text.format(time=time, until=clock(whole[0].duration_s)))
    return ". ".join(others)


def call_to_open(found: Sequence[Recovered]) -> str:
    """Return the id of the one call that was recovered; empty if there are more, or none."""
    whole = [one.call_id for one in found if one.summary is not None]
    return whole[0] if len(whole) == 1 else ""


def _time(started: datetime) -> str:
    is_today = started.date() == datetime.now().astimezone().date()
    return f"{started:%H:%M}" if is_today else date_text(started, "d MMM, HH:mm")


class RecoveredNotice(QObject):
    """A line below the bar between calls, until it is opened or dismissed.

    Signals:
        open_asked: The call with this id is to be shown; all calls if the id is empty.
    """

    open_asked = Signal(str)

    def __init__(self, overlay: Overlay, tray: Tray | None, found: Sequence[Recovered]) -> None:
        """Get ready to tell of ``found`` on an overlay, which owns this, and in the tray."""
        super().__init__(overlay)
        self._overlay = overlay
        self._tray = tray
        self._found = tuple(found)

    def set_state(self, state: State) -> None:
        """Show the line between calls only: in a call it would be in the way."""
        if self._found and state in BETWEEN_CALLS:
            self._show()
        else:
            self._hide()

    def _show(self) -> None:
        lines = self._overlay.status
        if LINE in lines.lines:
            return
        text = recovered_text(self._found)
        button = self.tr("Open") if call_to_open(self._found) else self.tr("Kept calls")
        line = lines.say(LINE, text, icon="undo", button=button, can_close=True)
        line.button.clicked.connect(self._open)
        line.close_button.clicked.connect(self._done)
        if self._tray is not None:
            self._tray.set_notice(text)

    def _hide(self) -> None:
        self._overlay.status.drop(LINE)
        if self._tray is not None:
            self._tray.set_notice("")

    def _open(self) -> None:
        call_id = call_to_open(self._found)
        self._done()
        self.open_asked.emit(call_id)

    def _done(self) -> None:
        self._found = ()
        self._hide()
