"""A sample prompt on the screen itself: where it will stand, and how it will look."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from callassist.gui.i18n import translate
from callassist.gui.overlay.window import Overlay
from callassist.settings.user import OverlaySettings
from callassist.types import Finding, Prompt

SHOWN_MS = 6000


def sample_prompt() -> Prompt:
    """Return a prompt as a call would bring it."""
    finding = Finding("interruption", "agent", 9.0, 9.5, 10.0, 0.9)
    say = translate("Sample", "Let them finish")
    why = translate("Sample", "A sample: this is how a prompt looks, and where it stands")
    return Prompt("listen", say, why, "nudge", 10.0, 3600.0, finding)


class Sample(QObject):
    """An overlay of its own with one prompt; it hears nothing and answers nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Prepare; nothing is shown."""
        super().__init__(parent)
        self.overlay: Overlay | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)

    def show(self, settings: OverlaySettings, *, for_a_while: bool = True) -> None:
        """Show it as ``settings`` say, in the place of the one before."""
        self.hide()
        # Clicks must reach it and motion would hide it for a moment while corners are tried.
        look = settings.model_copy(
            deep=True, update={"click_through": False, "reduced_motion": "on"}
        )
        self.overlay = Overlay(look)
        self.overlay.set_state("listening")
        self.overlay.show_prompt(sample_prompt())
        self.overlay.responded.connect(lambda *_: QTimer.singleShot(0, self, self.hide))
        self.overlay.show()
        if for_a_while:
            self._timer.start()

    def hide(self) -> None:
        """Take it away; safe where there is none."""
        self._timer.stop()
        overlay, self.overlay = self.overlay, None
        if overlay is not None:
            overlay.reset()
            overlay.hide()
            overlay.deleteLater()
