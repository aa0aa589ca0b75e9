"""A miniature of the screens, on whose corners the overlay can be put."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QScreen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from callassist.gui.overlay import placement
from callassist.gui.overlay.bar import HEIGHT_EM
from callassist.gui.theme import Theme, blend
from callassist.settings.user import OverlaySettings

WIDTH_EM = 22.0
HIGHEST_EM = 11.0
CORNERS = ("top left", "top right", "bottom left", "bottom right")


@dataclass(frozen=True, slots=True)
class Spot:
    """A corner of a screen where the overlay may stand.

    Attributes:
        screen: Its screen's key.
        corner: One of ``CORNERS``.
        place: The overlay's place in px of the desktop.
        of: The screen's place.
    """

    screen: str
    corner: str
    place: QRect
    of: QRect


def spots(size: QSize, screens: list[QScreen] | None = None) -> list[Spot]:
    """Return every corner for an overlay of this size, screen by screen, row by row."""
    found = []
    for screen in QGuiApplication.screens() if screens is None else screens:
        free = screen.availableGeometry()
        left, top = free.x() + placement.MARGIN_PX, free.y() + placement.TOP_PX
        right = free.x() + free.width() - size.width() - placement.MARGIN_PX
        bottom = free.y() + free.height() - size.height() - placement.MARGIN_PX
        for corner in CORNERS:
            wished = QPoint(
                left if corner.endswith("left") else right,
                top if corner.startswith("top") else bottom,
            )
            place = QRect(placement.clamped(wished, size, free), size)
            found.append(Spot(placement.key_of(screen), corner, place, screen.geometry()))
    return found


class PlacePicker(QWidget):
    """The screens to scale; arrow keys and clicks choose a corner.

    Signals:
        chosen: The overlay's settings with the new place (a copy).
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it; ``name`` is what screen readers call it."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._name = name
        self._settings = OverlaySettings()
        self._place = QRect()
        self.spots: list[Spot] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        app = QGuiApplication.instance()
        app.screenAdded.connect(self.refresh)
        app.screenRemoved.connect(self.refresh)

    @property
    def current(self) -> Spot | None:
        """The corner where the overlay stands; ``None`` where it was dragged elsewhere."""
        near = placement.MARGIN_PX
        for spot in self.spots:
            apart = spot.place.topLeft() - self._place.topLeft()
            if apart.manhattanLength() <= near:
                return spot
        return None

    def set_settings(self, settings: OverlaySettings) -> None:
        """Show where these settings put the overlay."""
        self._settings = settings
        self.refresh()

    def refresh(self) -> None:
        """Look at the screens again."""
        theme = Theme.make(dark=False, text_scale=self._settings.text_scale)
        size = QSize(theme.width_px, theme.px(HEIGHT_EM))
        self.spots = spots(size)
        self._place = QRect(placement.restored_corner(self._settings, size), size)
        self._tell()
        self.updateGeometry()
        self.update()

    def choose(self, spot: Spot) -> None:
        """Put the overlay there."""
        offset = spot.place.topLeft() - spot.of.topLeft()
        settings = self._settings.model_copy(deep=True)
        settings.positions = {**settings.positions, spot.screen: (offset.x(), offset.y())}
        settings.screen = spot.screen
        self.set_settings(settings)
        self.chosen.emit(settings)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.refresh()

    def corner_name(self, corner: str) -> str:
        """Return what a corner is called."""
        return {
            "top left": self.tr("top left"),
            "top right": self.tr("top right"),
            "bottom left": self.tr("bottom left"),
            "bottom right": self.tr("bottom right"),
        }[corner]

    def _tell(self) -> None:
        spot = self.current
        where = self.corner_name(spot.corner) if spot else self.tr("where you dragged it")
        self.setAccessibleName(self.tr("{name}: {where}").format(name=self._name, where=where))

    # Size and painting

    def sizeHint(self) -> QSize:
        """Return the size of the miniature, no higher than ``HIGHEST_EM``."""
        if self._theme is None or not self.spots:
            return QSize(200, 120)
        whole = self._desktop()
        pad = 2 * self._theme.px(0.4)
        scale = self._scale()
        return QSize(round(whole.width() * scale) + pad, round(whole.height() * scale) + pad)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the screens, a ghost on every corner, and the overlay where it stands."""
        if self._theme is None:
            return
        theme, p = self._theme, self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self.current
        for screen in {(s.of.x(), s.of.y(), s.of.width(), s.of.height()) for s in self.spots}:
            shape = self._small(QRect(*screen)).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(theme.color("muted"), 1.4))
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(shape, theme.px(0.3), theme.px(0.3))
        for spot in self.spots:
            if spot is not current:
                painter.setPen(QPen(theme.color("muted"), 1.2, Qt.PenStyle.DotLine))
                painter.setBrush(theme.color("background"))
                painter.drawRoundedRect(self._mark(spot.place), 2.5, 2.5)
        painter.setPen(QPen(theme.color("nudge"), 1.4))
        painter.setBrush(blend(p.nudge, p.background, 0.85))
        painter.drawRoundedRect(self._mark(self._place), 2.5, 2.5)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("nudge"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, theme.px(0.5), theme.px(0.5))

    def _desktop(self) -> QRect:
        whole = QRect()
        for spot in self.spots:
            whole = whole.united(spot.of)
        return whole

    def _scale(self) -> float:
        assert self._theme is not None
        whole = self._desktop()
        return min(
            self._theme.px(WIDTH_EM) / max(1, whole.width()),
            self._theme.px(HIGHEST_EM) / max(1, whole.height()),
        )

    def _small(self, rect: QRect) -> QRectF:
        """Return where a place of the desktop lies in the miniature."""
        assert self._theme is not None
        scale, origin, pad = self._scale(), self._desktop().topLeft(), self._theme.px(0.4)
        moved = rect.translated(-origin)
        return QRectF(
            pad + moved.x() * scale,
            pad + moved.y() * scale,
            moved.width() * scale,
            moved.height() * scale,
        )

    def _mark(self, place: QRect) -> QRectF:
        """Return the mark of an overlay: a little higher than to scale, to be hit and seen."""
        assert self._theme is not None
        mark = self._small(place)
        height = max(mark.height(), self._theme.px(0.9))
        below = place.center().y() > self._desktop().center().y()
        mark.setTop(mark.bottom() - height) if below else mark.setBottom(mark.top() + height)
        return mark

    # Choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the corner nearest to the click."""
        if event.button() != Qt.MouseButton.LeftButton or not self.spots:
            return
        at = event.position()
        on = [s for s in self.spots if self._small(s.of).contains(at)] or self.spots
        self.choose(min(on, key=lambda s: (self._mark(s.place).center() - at).manhattanLength()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next corner in the arrow's direction, over to the next screen as well."""
        steps = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        across, down = steps[Qt.Key(event.key())]
        here = self._place.center()

        def way(spot: Spot) -> tuple[int, int]:
            """Return how far it lies in the arrow's direction, and beside it."""
            apart = spot.place.center() - here
            return (
                apart.x() * across + apart.y() * down,
                abs(apart.x() * down) + abs(apart.y() * across),
            )

        ahead = [spot for spot in self.spots if way(spot)[0] > placement.MARGIN_PX]
        if ahead:
            self.choose(min(ahead, key=lambda spot: (way(spot)[1], way(spot)[0])))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()
