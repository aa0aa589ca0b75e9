"""Icons: our own SVG files, painted in any color and size."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from callassist.paths import resources_dir
from callassist.types import Prompt


@cache
def _source(name: str) -> bytes:
    return (resources_dir() / "icons" / f"{name}.svg").read_bytes()


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", color.encode())))


@cache
def exists(name: str) -> bool:
    """Return whether there is an icon of this name."""
    return (resources_dir() / "icons" / f"{name}.svg").is_file()


def for_prompt(prompt: Prompt) -> str:
    """Return the icon of a prompt: its own, or its severity's."""
    return prompt.id if exists(prompt.id) else prompt.severity


def paint(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Paint an icon into ``rect``."""
    _renderer(name, color.name()).render(painter, rect)


def app_icon(state: str = "listening", *, color: str = "#ffffff", ground: str = "#2a62a3") -> QIcon:
    """Return the program's icon: a rounded tile with the sign of a listening state.

    The tile brings its own ground, so it can be read on any panel.
    """
    icon = QIcon()
    for side in (16, 22, 24, 32, 48, 64, 128):
        pixmap = QPixmap(QSize(side, side))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.24, side * 0.24)
        margin = side * 0.12
        paint(
            painter,
            f"state_{state}",
            QRectF(margin, margin, side - 2 * margin, side - 2 * margin),
            QColor(color),
        )
        painter.end()
        icon.addPixmap(pixmap)
    return icon
