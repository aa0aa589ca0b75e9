"""All lights of both sides on one sheet, dark and light: ``python -m tools.pictures.lights``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import get_args

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from callassist.gui.application import window_application
from callassist.gui.overlay.lights import HealthLight
from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.theme import Theme
from callassist.run.health import REMEDIES
from callassist.sources.health import lost_line
from callassist.types import CHANNELS, Health, HealthState

SHOTS = Path(__file__).parent.parent.parent / "docs" / "screenshots"


class Sheet(QWidget):
    """A row for each light: shape, what it means, what to do."""

    def __init__(self, theme: Theme) -> None:
        """Lay all of them out."""
        super().__init__()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, theme.color("background"))
        palette.setColor(QPalette.ColorRole.WindowText, theme.color("text"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(theme.px(1.6))
        self._grid.setVerticalSpacing(theme.px(0.55))
        margin = theme.px(1.4)
        self._grid.setContentsMargins(margin, margin, margin, margin)
        for channel in CHANNELS:
            for state in get_args(HealthState):
                remedy = REMEDIES.get(state, {}).get(channel, "")
                if state == "lost":
                    remedy = lost_line("USB headset", "it is gone")
                if state in ("echo", "wrong") and not remedy:
                    continue  # the other side's
                self._add(Health(channel, state, 0.0, remedy))

    def _add(self, health: Health) -> None:
        light = HealthLight(health.channel)
        light.set_theme(self._theme)
        light.set_health(health)
        row = self._grid.rowCount()
        meaning = light.accessibleName().split(": ", 1)[1]
        self._grid.addWidget(light, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._text(meaning, self._theme.color("text")), row, 1)
        self._grid.addWidget(self._text(health.detail, self._theme.color("muted")), row, 2)

    def _text(self, text: str, color: QColor) -> QLabel:
        label = QLabel(text)
        label.setFont(self._theme.font("caption"))
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        palette = label.palette()
        palette.setColor(label.foregroundRole(), color)
        label.setPalette(palette)
        return label


def main(folder: Path) -> None:
    """Write both sheets into ``folder``."""
    window_application(offscreen=True)
    for dark in (False, True):
        sheet = Sheet(Theme.make(dark=dark, reduced_motion=True))
        sheet.adjustSize()
        save_png(grab(sheet, 2.0), folder / f"overlay-lights-{'dark' if dark else 'light'}.png")
        sheet.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHOTS)
