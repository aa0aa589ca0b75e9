"""The first step and the last: what the program does, and what was chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from callassist.gui.overlay.pictures import grab
from callassist.gui.overlay.window import Overlay
from callassist.gui.settings.sample import sample_prompt
from callassist.gui.style import icon
from callassist.gui.text import TextBlock, height_by_width
from callassist.gui.theme import Theme
from callassist.settings.user import OverlaySettings


class Facts(QWidget):
    """Lines with an icon each: a strong word or two, and what there is to know about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._lines: list[tuple[str, str, QLabel, TextBlock, TextBlock]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)

    def set_lines(self, lines: list[tuple[str, str, str, str]]) -> None:
        """Show lines: the icon and its color, what is strong, and the rest."""
        while len(self._lines) < len(lines):
            row = len(self._lines)
            picture, head, text = QLabel(self), TextBlock(self), TextBlock(self)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(head)
            column.addWidget(text)
            self._grid.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addLayout(column, row, 1)
            self._lines.append(("", "", picture, head, text))
        for at, (name, token, head_text, body) in enumerate(lines):
            _, _, picture, head, text = self._lines[at]
            head.set_text(head_text)
            text.set_text(body)
            self._lines[at] = (name, token, picture, head, text)
        if self._theme is not None:
            self.set_theme(self._theme)

    @property
    def texts(self) -> list[str]:
        """What the lines say."""
        return [f"{head.text} {text.text}" for _, _, _, head, text in self._lines]

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        strong = theme.font("body")
        strong.setWeight(strong.Weight.DemiBold)
        side = QSize(theme.px(1.4), theme.px(1.4))
        for name, token, picture, head, text in self._lines:
            picture.setPixmap(icon(theme, name, token).pixmap(side))
            head.set_look(strong, theme.color("text"))
            text.set_look(theme.font("body"), theme.color("muted"))
        self._grid.setHorizontalSpacing(theme.px(0.9))
        self._grid.setVerticalSpacing(theme.px(0.9))


class Picture(QWidget):
    """A picture that gets smaller where there is no room for it, and never larger."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it empty; ``name`` is what screen readers say."""
        super().__init__(parent)
        self._pixmap = QPixmap()
        self.setAccessibleName(name)
        height_by_width(self)

    def set_pixmap(self, pixmap: QPixmap) -> None:
        """Show this."""
        self._pixmap = pixmap
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the picture's own size."""
        return self._pixmap.deviceIndependentSize().toSize()

    def heightForWidth(self, width_px: int) -> int:
        """Return the height at a width, in the picture's proportions."""
        own = self.sizeHint()
        return round(own.height() * min(1.0, width_px / max(1, own.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it at the left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        own = self.sizeHint().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        size = own.boundedTo(self.sizeHint())
        painter.drawPixmap(QRect(QPoint(0, 0), size), self._pixmap)


class WelcomeStep(QWidget):
    """A picture of the overlay with a prompt, and three facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build it."""
        super().__init__(parent)
        self._picture = Picture(
            self.tr("Picture: the overlay with the prompt “Let them finish”"), self
        )
        self.facts = Facts(self)
        self.facts.set_lines(
            [
                (
                    "lock",
                    "hears",
                    self.tr("Nothing leaves this computer"),
                    self.tr("No account, no cloud, no network while you work."),
                ),
                (
                    "record",
                    "alert",
                    self.tr("Nothing is kept unless you ask"),
                    self.tr("A call is heard and forgotten. Recording is a button you press."),
                ),
                (
                    "pause",
                    "nudge",
                    self.tr("Never in the way"),
                    self.tr("One small card that never takes the keyboard. Pause it or mute it "
                            "at any time."),
                ),
            ]
        )  # fmt: skip
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._picture)
        self._column.addWidget(self.facts)
        self._column.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes; the picture is painted anew."""
        self.facts.set_theme(theme)
        self._column.setContentsMargins(theme.px(0.6), theme.px(0.6), theme.px(0.6), 0)
        self._column.setSpacing(theme.px(1.6))
        self._picture.set_pixmap(overlay_picture(theme, self.devicePixelRatioF()))


class DoneStep(QWidget):
    """What was chosen, and what happens next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.facts = Facts(self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.facts)
        self._column.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.facts.set_theme(theme)
        self._column.setContentsMargins(theme.px(0.6), theme.px(0.6), theme.px(0.6), 0)


def overlay_picture(theme: Theme, pixel_ratio: float) -> QPixmap:
    """Return the overlay with a sample prompt, in a theme's colors and text size."""
    usual = Theme.make(dark=theme.dark)
    settings = OverlaySettings(
        theme="dark" if theme.dark else "light",
        text_scale=min(2.0, max(0.8, theme.em_px / usual.em_px)),
        reduced_motion="on",
    )
    overlay = Overlay(settings)
    try:
        overlay.set_state("listening")
        overlay.set_time(192.0)
        overlay.show_prompt(sample_prompt())
        return QPixmap.fromImage(grab(overlay, pixel_ratio))
    finally:
        overlay.reset()
        overlay.deleteLater()
