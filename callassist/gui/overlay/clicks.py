"""That clicks go through the overlay, and how to get them back: a sign, and a line for a while."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from callassist.gui.overlay.bar import Bar
from callassist.gui.overlay.status import StatusLines

LINE = "clicks"
SHOWN_MS = 10_000
"""Clicks go through so that nothing is in the way: the line goes soon, the sign stays."""


class ClicksNotice(QObject):
    """Says that clicks go through, where no pointer could ask: it gets no tooltip then."""

    def __init__(self, bar: Bar, lines: StatusLines) -> None:
        """Use the sign in ``bar`` and a line among ``lines``, which own this."""
        super().__init__(lines)
        self._bar = bar
        self._lines = lines
        self._keys = ""
        self._shown = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._shown.timeout.connect(lambda: lines.drop(LINE))

    def set_on(self, on: bool) -> None:
        """Show that clicks go through, or no longer."""
        self._bar.set_click_through(on, self._text())
        if on:
            self._lines.say(LINE, self._text(), icon="click_through")
            self._shown.start()
        else:
            self._shown.stop()
            self._lines.drop(LINE)

    def set_keys(self, keys: str) -> None:
        """Name the hotkey that takes the clicks back; nothing if none works here."""
        self._keys = keys
        if not self._bar.click_through.isHidden():
            self._bar.set_click_through(True, self._text())
        if LINE in self._lines.lines:
            self._lines.say(LINE, self._text())

    def _text(self) -> str:
        if self._keys:
            return self.tr("Clicks go through; {keys} takes them back").format(keys=self._keys)
        return self.tr("Clicks go through; the tray icon’s menu takes them back")
