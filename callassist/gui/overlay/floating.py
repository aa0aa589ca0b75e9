"""A window above all others that never takes the focus and stays on the screens there are."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QMouseEvent,
    QPainterPath,
    QRegion,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from callassist.gui.overlay import placement, sharing
from callassist.settings.user import OverlaySettings

WINDOW_FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
    | Qt.WindowType.NoDropShadowWindowHint
)


def window_flags() -> Qt.WindowType:
    """Return the overlay's flags on this platform.

    On X11 no window manager has a say: some put the full-screen window in use above all
    that they manage, also above what wants to stay on top.
    """
    if QGuiApplication.platformName() == "xcb":
        return WINDOW_FLAGS | Qt.WindowType.X11BypassWindowManagerHint
    return WINDOW_FLAGS


class FloatingWindow(QWidget):
    """What the overlay is to the system; see docs/overlay.md for what each system allows.

    Signals:
        menu_requested: Right click, with the global place for a menu.
        moved: The agent has put the window elsewhere (``settings`` know where).
    """

    menu_requested = Signal(QPoint)
    moved = Signal()

    def __init__(self, settings: OverlaySettings) -> None:
        """Make a hidden window; ``settings`` are updated when it moves."""
        super().__init__(None, window_flags())
        self.settings = settings
        self.sharing = sharing.Sharing()
        self._grip: QPoint | None = None
        self._corner = QPoint()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)
        # For compositors, which shade and announce windows by their kind.
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle("callassist")

    def arrange(self) -> None:
        """Take the place that belongs to ``_corner``, wholly in view."""
        raise NotImplementedError

    def _bar_size(self) -> QSize:
        """Return the size of what the agent moves; the rest opens beside it."""
        raise NotImplementedError

    def let_input_through(self, on: bool) -> None:
        """Let clicks go to the window below."""
        flag = Qt.WindowType.WindowTransparentForInput
        if bool(self.windowFlags() & flag) != on:
            was_visible = self.isVisible()
            self.hide()  # as Qt does to a window whose flags change, but before they do
            self.setWindowFlag(flag, on)
            if not on and QGuiApplication.platformName() == "xcb":
                # Qt leaves the window clickable only where it now stands, however it grows
                # later; a new window has no such bounds.
                self.destroy()
            self.setVisible(was_visible)

    def follow_screens(self) -> None:
        """Stay in view, whatever becomes of the screens."""
        app = QGuiApplication.instance()
        app.screenAdded.connect(self._follow_screen)
        app.screenRemoved.connect(self.return_to_screen)
        app.primaryScreenChanged.connect(self.return_to_screen)
        for screen in app.screens():
            self._follow_screen(screen)

    def _follow_screen(self, screen: QScreen) -> None:
        """Stay in view when a screen comes, or its size, place or panels change."""
        screen.geometryChanged.connect(self.return_to_screen)
        screen.availableGeometryChanged.connect(self.return_to_screen)
        self.return_to_screen()

    def return_to_screen(self) -> None:
        """Go where the settings say: to a screen that has come back, from one that has gone."""
        if self._grip is not None:
            return
        self._corner = placement.restored_corner(self.settings, self._bar_size())
        self.arrange()

    def cut_corners(self, radius_px: float) -> None:
        """Leave the corners out of the window where no compositor would blend them.

        The cut is a little wider than the painted corner, so its steps cannot be
        seen where there is a compositor.
        """
        if QGuiApplication.platformName() != "xcb":
            return
        radius = radius_px - 1.5
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), radius, radius)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def showEvent(self, event: QShowEvent) -> None:
        """Stay out of shared screens; a window is a new one for the system whenever it shows."""
        super().showEvent(event)
        self.hide_from_sharing()

    def hide_from_sharing(self) -> None:
        """Ask the system to leave a shown window out of shared screens, as the settings say."""
        if self.isVisible():
            self.sharing.apply(self, self.settings.hide_from_sharing)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the overlay."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.globalPosition().toPoint() - self._corner

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move with the pointer."""
        if self._grip is not None:
            self._corner = event.globalPosition().toPoint() - self._grip
            self.arrange()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, and keep the place."""
        if self._grip is None:
            return
        self._grip = None
        available = placement.screen_at(event.globalPosition().toPoint()).availableGeometry()
        corner = placement.clamped(self._corner, self._bar_size(), available)
        self._corner = corner
        placement.keep(self.settings, corner, self._bar_size())
        self.arrange()
        self.moved.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu."""
        self.menu_requested.emit(event.globalPos())
