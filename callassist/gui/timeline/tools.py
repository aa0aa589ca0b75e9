"""Buttons and the style sheet of the review's windows."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from callassist.gui import icons
from callassist.gui.style import menu_marks
from callassist.gui.theme import Theme


def icon_of(name: str, color: QColor, side_px: int) -> QIcon:
    """Return one of our icons in a color, sharp at twice the size."""
    pixmap = QPixmap(QSize(side_px * 2, side_px * 2))
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    icons.paint(painter, name, pixmap.rect().toRectF(), color)
    painter.end()
    pixmap.setDevicePixelRatio(2.0)
    return QIcon(pixmap)


class IconButton(QToolButton):
    """A flat button with an icon; its name is its tooltip and its accessible name."""

    def __init__(self, name: str, icon: str, parent: QWidget | None = None) -> None:
        """Make a button called ``name``."""
        super().__init__(parent)
        self._icon_name = icon
        self._theme: Theme | None = None
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setAutoRaise(True)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        side = theme.px(1.3)
        self.setIconSize(QSize(side, side))
        self.setIcon(icon_of(self._icon_name, theme.color("text"), side))

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        if self._theme is not None:
            self.set_theme(self._theme)


def style_sheet(theme: Theme) -> str:
    """Return the look of everything that Qt paints in a window of the review."""
    p = theme.palette
    pad, small, corner = theme.px(0.35), theme.px(0.2), theme.px(0.35)
    font_px = round(theme.em_px)
    return f"""
    * {{ font-size: {font_px}px; color: {p.text}; }}
    QMainWindow, QDialog, QWidget#page {{ background: {p.background}; }}
    QMenuBar, QMenu {{ background: {p.background}; }}
    QMenuBar::item {{ padding: {small}px {pad * 2}px; background: transparent; }}
    QMenuBar::item:selected, QMenu::item:selected {{ background: {p.raised}; }}
    QMenu {{ border: 1px solid {p.border}; padding: {small}px; }}
    QMenu::item {{ padding: {small}px {pad * 5}px {small}px {pad * 4}px; }}
    {menu_marks(theme)}
    QToolButton:disabled, QPushButton:disabled {{ color: {theme.unusable}; }}
    QMenu::separator {{ height: 1px; background: {p.track}; margin: {small}px 0; }}
    QToolTip {{ background: {p.background}; color: {p.text}; border: 1px solid {p.border};
        padding: {pad}px; }}
    QToolBar {{ background: {p.background}; border: none; spacing: {small}px; padding: 0; }}
    QToolBar::separator {{ width: 1px; background: {p.track}; margin: {pad}px; }}
    QToolButton, QPushButton, QComboBox {{ background: transparent; border: 2px solid transparent;
        border-radius: {corner}px; padding: {small}px {pad}px; }}
    QPushButton, QComboBox {{ background: {p.raised}; padding: {small}px {pad * 2}px; }}
    QPushButton#chief {{ background: {p.nudge}; color: {p.background}; font-weight: 600; }}
    QPushButton#chief:hover {{ background: {p.text}; }}
    QToolButton:hover, QPushButton:hover, QComboBox:hover {{ background: {p.track}; }}
    QToolButton:checked {{ background: {p.track}; border-color: {p.muted}; }}
    QToolButton:focus, QPushButton:focus, QComboBox:focus, QLineEdit:focus, QListView:focus,
    QTextBrowser:focus {{ border: 2px solid {p.nudge}; }}
    QPushButton#chief:focus {{ border: 2px solid {p.text}; }}
    QToolButton::menu-indicator {{ image: none; }}
    QComboBox QAbstractItemView {{ background: {p.background}; border: 1px solid {p.border};
        selection-background-color: {p.raised}; selection-color: {p.text}; }}
    QLineEdit {{ background: {p.background}; border: 2px solid {p.border};
        border-radius: {corner}px; padding: {small}px {pad}px;
        selection-background-color: {p.nudge}; selection-color: {p.background}; }}
    QListView, QTextBrowser {{ background: {p.background}; border: 2px solid transparent;
        outline: 0; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {p.track}; }}
    QTabBar {{ background: {p.background}; }}
    QTabBar::tab {{ padding: {pad}px {pad * 2}px; color: {p.muted};
        border: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {p.text}; border-bottom-color: {p.nudge}; }}
    QTabBar::tab:focus {{ border: 2px solid {p.nudge}; }}
    QTabBar::tab:hover {{ color: {p.text}; }}
    QSplitter::handle {{ background: {p.track}; }}
    QSplitter::handle:hover {{ background: {p.nudge}; }}
    QScrollBar:vertical {{ background: transparent; width: {theme.px(0.65)}px; }}
    QScrollBar:horizontal {{ background: transparent; height: {theme.px(0.65)}px; }}
    QScrollBar::handle {{ background: {p.track}; border-radius: {theme.px(0.3)}px;
        min-height: {theme.px(2)}px; min-width: {theme.px(2)}px; margin: 1px; }}
    QScrollBar::handle:hover {{ background: {p.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page
        {{ background: none; border: none; width: 0; height: 0; }}
    QFrame#banner {{ background: {p.raised}; border-radius: {corner}px; }}
    QLabel#title {{ font-size: {round(font_px * 1.35)}px; font-weight: 600; }}
    QLabel#muted, QLabel#notice {{ color: {p.muted}; }}
    """
