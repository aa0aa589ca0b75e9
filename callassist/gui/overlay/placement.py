"""Where the overlay stands: kept per screen, and never off screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen

from callassist.settings.user import OverlaySettings

MARGIN_PX = 16
TOP_PX = 72
"""Below the title bar of a maximized window, whose buttons stay free."""


def screen_key(name: str, geometry: QRect) -> str:
    """Return what tells one screen from another, from start to start.

    Where it stands among others is no part of it: that changes when one is unplugged.
    """
    return f"{name} {geometry.width()}x{geometry.height()}"


def key_of(screen: QScreen) -> str:
    """Return a screen's key."""
    return screen_key(screen.name(), screen.geometry())


def clamped(corner: QPoint, size: QSize, available: QRect) -> QPoint:
    """Return the corner nearest to ``corner`` at which ``size`` lies within ``available``."""
    right = available.x() + max(0, available.width() - size.width())
    bottom = available.y() + max(0, available.height() - size.height())
    return QPoint(
        min(max(corner.x(), available.x()), right), min(max(corner.y(), available.y()), bottom)
    )


def default_corner(size: QSize, available: QRect, *, left_handed: bool = False) -> QPoint:
    """Return the place of a first start: top right, clear of window buttons; or top left."""
    far_px = available.width() - size.width() - MARGIN_PX
    wished = available.topLeft() + QPoint(MARGIN_PX if left_handed else far_px, TOP_PX)
    return clamped(wished, size, available)


def restored_corner(settings: OverlaySettings, size: QSize) -> QPoint:
    """Return where the overlay last stood on a screen that is still there, or the default."""
    screens = {key_of(screen): screen for screen in QGuiApplication.screens()}
    primary = QGuiApplication.primaryScreen()
    key = settings.screen if settings.screen in screens else key_of(primary)
    screen = screens.get(key, primary)
    kept = settings.positions.get(key)
    if kept is None:
        left_handed = settings.hand == "left"
        return default_corner(size, screen.availableGeometry(), left_handed=left_handed)
    corner = screen.geometry().topLeft() + QPoint(*kept)
    return clamped(corner, size, screen.availableGeometry())


def screen_at(point: QPoint) -> QScreen:
    """Return the screen that holds ``point``, or the one nearest to it."""
    return QGuiApplication.screenAt(point) or min(
        QGuiApplication.screens(), key=lambda screen: _distance(point, screen.geometry())
    )


def _distance(point: QPoint, rect: QRect) -> int:
    return (point - clamped(point, QSize(1, 1), rect)).manhattanLength()


def keep(settings: OverlaySettings, corner: QPoint, size: QSize) -> None:
    """Note in ``settings`` where the overlay stands."""
    screen = screen_at(corner + QPoint(size.width() // 2, size.height() // 2))
    key = key_of(screen)
    offset = corner - screen.geometry().topLeft()
    settings.positions = {**settings.positions, key: (offset.x(), offset.y())}
    settings.screen = key
