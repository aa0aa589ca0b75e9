"""A picture of the overlay for each prompt shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from callassist.errors import CallAssistError
from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.overlay.window import Overlay
from callassist.types import Prompt

DELAY_MS = 700


class Screenshots(QObject):
    """Writes ``NN-promptid.png`` 0.7 s after a prompt is shown, or when it goes before that.

    Attributes:
        problem: What the first failure said, or nothing.
        saved: The pictures written.
    """

    def __init__(self, overlay: Overlay, folder: Path) -> None:
        """Write pictures of ``overlay``, which owns this, into ``folder``."""
        super().__init__(overlay)
        self._overlay = overlay
        self._folder = folder
        self._waiting: Prompt | None = None
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.save_waiting)
        self.problem = ""
        self.saved: list[Path] = []

    def on_prompt(self, prompt: Prompt) -> None:
        """Take a picture of ``prompt`` in a while."""
        self._waiting = prompt
        self._timer.start()

    def save_waiting(self) -> None:
        """Take the picture that waits, if any; called early before what it shows goes."""
        self._timer.stop()
        prompt, self._waiting = self._waiting, None
        if prompt is None:
            return
        path = self._folder / f"{len(self.saved) + 1:02}-{prompt.id}.png"
        try:
            save_png(grab(self._overlay), path)
        except CallAssistError as error:
            self.problem = self.problem or str(error)
        else:
            self.saved.append(path)
