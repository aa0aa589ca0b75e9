"""Where a hand finds the overlay's buttons: ``python -m tests.day.buttons``, on a screen.

Prints JSON, in px: the record button from the overlay's right and upper edge, "They agreed" from
its left and upper edge, both to their centers.
"""

from __future__ import annotations

import json

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication

from callassist.gui.overlay.window import Overlay
from callassist.settings.policy import CONSENT_LINE
from callassist.settings.user import OverlaySettings


def center(button: QAbstractButton, overlay: Overlay) -> QPoint:
    """Return a button's center in the overlay."""
    return button.mapTo(overlay, button.rect().center())


def main() -> None:
    app = QApplication([])
    overlay = Overlay(OverlaySettings())
    overlay.bar.set_can_record(True)
    overlay.set_state("listening")
    overlay.show()
    app.processEvents()
    record = center(overlay.bar.record, overlay)
    from_right_px = overlay.width() - record.x()
    overlay.consent.ask(CONSENT_LINE, required=False)
    app.processEvents()
    agreed = center(overlay.consent.agreed, overlay)
    places = {"record": [from_right_px, record.y()], "agreed": [agreed.x(), agreed.y()]}
    print(json.dumps(places))


if __name__ == "__main__":
    main()
