"""A level meter: how loud a device is now, in a bar and in a word."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from callassist.gui.theme import Theme, blend
from callassist.run.levels import EVERY_S, Level

Verdict = Literal["off", "silent", "noise", "quiet", "good", "loud", "lost"]

LOW_DBFS = -60.0
"""Left end of the bar; its right end is full scale."""
SILENT_DBFS = -85.0
NOISE_DBFS = -50.0
QUIET_DBFS = -36.0
LOUD_DBFS = -3.0
FALL_DB_PER_S = 24.0
"""The bar falls no faster than this, so that it can be read."""
HOLD_S = 1.2
"""The mark of the loudest moment stays so long."""
BAR_EM = 0.75
WIDTH_EM = 14.0


class Meter(QWidget):
    """The bar with the range of a good voice marked, and the verdict beside it.

    Attributes:
        verdict: What the last second or so was like.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make a meter that is off; ``name`` is what screen readers call it."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._name = name
        self._shown_dbfs = LOW_DBFS
        self._peak_dbfs = LOW_DBFS
        self._peak_age_s = HOLD_S
        self._clip_age_s = HOLD_S
        self.verdict: Verdict = "off"
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @staticmethod
    def words() -> dict[Verdict, str]:
        """Return what each verdict is called."""
        return {
            "off": "",
            "silent": QCoreApplication.translate("Meter", "silence"),
            "noise": QCoreApplication.translate("Meter", "nobody speaks"),
            "quiet": QCoreApplication.translate("Meter", "quiet"),
            "good": QCoreApplication.translate("Meter", "good"),
            "loud": QCoreApplication.translate("Meter", "too loud"),
            "lost": QCoreApplication.translate("Meter", "not heard"),
        }

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.setFont(theme.font("caption"))
        self.updateGeometry()
        self.update()

    def set_level(self, level: Level) -> None:
        """Show the next moment, ``levels.EVERY_S`` after the last one."""
        fallen = self._shown_dbfs - FALL_DB_PER_S * EVERY_S
        self._shown_dbfs = max(LOW_DBFS, level.rms_dbfs, fallen)
        self._peak_age_s += EVERY_S
        self._clip_age_s = 0.0 if level.clipped else self._clip_age_s + EVERY_S
        if level.peak_dbfs >= self._peak_dbfs or self._peak_age_s > HOLD_S:
            self._peak_dbfs, self._peak_age_s = max(LOW_DBFS, level.peak_dbfs), 0.0
        self._judge(self._verdict(level))
        self.update()

    def turn_off(self) -> None:
        """Show that nothing is heard now, and nobody tries to."""
        self._shown_dbfs = self._peak_dbfs = LOW_DBFS
        self._peak_age_s = self._clip_age_s = HOLD_S
        self._judge("off")
        self.update()

    def _verdict(self, level: Level) -> Verdict:
        if level.lost:
            return "lost"
        if self._clip_age_s < HOLD_S or level.rms_dbfs > LOUD_DBFS:
            return "loud"
        if self._shown_dbfs >= QUIET_DBFS:
            return "good"
        if self._shown_dbfs >= NOISE_DBFS:
            return "quiet"
        return "noise" if level.peak_dbfs > SILENT_DBFS else "silent"

    def _judge(self, verdict: Verdict) -> None:
        if verdict != self.verdict:
            self.verdict = verdict
            word = self.words()[verdict]
            self.setAccessibleDescription(word)
            self.setToolTip(f"{self._name}: {word}" if word else self._name)

    def sizeHint(self) -> QSize:
        """Return room for the bar and the longest word."""
        if self._theme is None:
            return QSize(100, 16)
        height = QFontMetricsF(self.font()).height()
        return QSize(self._theme.px(WIDTH_EM) + self._word_px, int(height + 1))

    def minimumSizeHint(self) -> QSize:
        """Return room for a short bar and the longest word."""
        if self._theme is None:
            return QSize(60, 16)
        return QSize(self._theme.px(4.0) + self._word_px, self.sizeHint().height())

    @property
    def _word_px(self) -> int:
        assert self._theme is not None
        metrics = QFontMetricsF(self.font())
        widest = max(metrics.horizontalAdvance(word) for word in self.words().values())
        return int(widest + self._theme.px(0.7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track with the good range, the level, the loudest moment and the word."""
        if self._theme is None:
            return
        theme, p = self._theme, self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = theme.em_px * BAR_EM
        width = self.width() - self._word_px
        bar = QRectF(0.0, (self.height() - height) / 2, width, height)
        rounded = QPainterPath()
        rounded.addRoundedRect(bar, height / 3, height / 3)
        painter.save()
        painter.setClipPath(rounded)
        painter.fillRect(bar, theme.color("track"))
        good = QRectF(bar)
        good.setLeft(self._x(bar, QUIET_DBFS))
        good.setRight(self._x(bar, LOUD_DBFS))
        painter.fillRect(good, blend(p.hears, p.track, 0.3))
        if self.verdict not in ("off", "lost"):
            filled = QRectF(bar)
            filled.setRight(self._x(bar, self._shown_dbfs))
            token = {"loud": "alert", "good": "hears"}.get(self.verdict, "muted")
            painter.fillRect(filled, theme.color(token))
            if self._peak_dbfs > LOW_DBFS:
                x = self._x(bar, self._peak_dbfs)
                mark = QRectF(min(x, bar.right() - 2.0) - 1.0, bar.top(), 2.0, bar.height())
                painter.fillRect(mark, theme.color("text"))
        painter.restore()
        painter.setFont(self.font())
        painter.setPen(theme.color("alert" if self.verdict in ("loud", "lost") else "muted"))
        metrics = QFontMetricsF(self.font())
        text = QRectF(self.rect())
        text.setLeft(width + self._word_px - metrics.horizontalAdvance(self.words()[self.verdict]))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.words()[self.verdict])

    @staticmethod
    def _x(bar: QRectF, dbfs: float) -> float:
        share = (min(0.0, max(LOW_DBFS, dbfs)) - LOW_DBFS) / -LOW_DBFS
        return bar.left() + share * bar.width()
