"""The names of the rows, beside the plot, with a button to mute each side."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from callassist.gui.i18n import translate
from callassist.gui.timeline.layers.curve import curve_y
from callassist.gui.timeline.plot import TimePlot
from callassist.gui.timeline.rows import ORDER, TITLES
from callassist.gui.timeline.tools import IconButton
from callassist.types import CHANNELS, Channel

WIDTH_EM = 8.6
MARKED_LEVELS = (0.5, 1.0)


class Gutter(QWidget):
    """Row names; the lanes' have a mute button.

    Signals:
        mute_asked: (side, whether it is to be mute).
    """

    mute_asked = Signal(str, bool)

    def __init__(self, plot: TimePlot, parent: QWidget | None = None) -> None:
        """Name the rows of ``plot``."""
        super().__init__(parent)
        self._plot = plot
        self.buttons: dict[Channel, IconButton] = {}
        names = {
            "agent": self.tr("Mute the agent ({number})"),
            "customer": self.tr("Mute the customer ({number})"),
        }
        for number, side in enumerate(CHANNELS, 1):
            name = names[side]
            button = IconButton(
                name.format(number=number),
                "speaker",
                parent=self,
            )
            button.setCheckable(True)
            button.toggled.connect(lambda on, side=side: self._on_toggled(side, on))
            self.buttons[side] = button
        plot.resized.connect(self._place)
        self.refresh()

    def refresh(self) -> None:
        """Use the plot's theme."""
        theme = self._plot.look.theme
        self.setFixedWidth(theme.px(WIDTH_EM))
        for button in self.buttons.values():
            button.set_theme(theme)
        self._place()

    def set_sound(self, heard: bool) -> None:
        """Offer to mute where there is something to hear."""
        for button in self.buttons.values():
            button.setVisible(heard)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names, and a hairline between rows and plot."""
        look = self._plot.look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("background"))
        top = self._plot.top_px
        pad = look.theme.px(0.7)
        for name in ORDER if look.rows else ():
            row = look.rows[name]
            font = look.font
            lane = name in CHANNELS
            if lane:
                font.setWeight(font.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(look.color(name if lane else "muted"))
            height = min(row.height, look.theme.px(1.7)) if lane or name == "curve" else row.height
            where = QRectF(pad, top + row.top, self.width() - pad, height)
            painter.drawText(
                where,
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                translate("Rows", TITLES[name]),
            )
        if look.rows and len(look.timeline.level):
            painter.setFont(look.font)
            painter.setPen(look.color("muted"))
            for level in MARKED_LEVELS:
                middle = top + curve_y(look, level)
                em = look.theme.em_px
                where = QRectF(0, middle - em, self.width() - pad / 2, 2 * em)
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(where, right, f"{100 * level:.0f}")
        painter.setPen(look.color("track"))
        painter.drawLine(self.width() - 1, round(top), self.width() - 1, self.height())

    def _on_toggled(self, side: Channel, on: bool) -> None:
        self.buttons[side].set_icon("speaker_off" if on else "speaker")
        self.mute_asked.emit(side, on)

    def _place(self) -> None:
        look = self._plot.look
        if not look.rows:
            return
        for side, button in self.buttons.items():
            row = look.rows[side]
            size = button.sizeHint()
            below = row.top + look.theme.px(1.7)
            fits = row.height >= look.theme.px(1.7) + size.height()
            y = below if fits else row.middle - size.height() / 2
            x = look.theme.px(0.45) if fits else self.width() - size.width() - 2
            button.setGeometry(round(x), round(self._plot.top_px + y), size.width(), size.height())
        self.update()
