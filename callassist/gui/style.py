"""How windows with ordinary controls look: the overlay's colors and sizes as a style sheet."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from callassist.gui import icons
from callassist.gui.theme import Theme, blend

Kind = Literal["plain", "main", "quiet", "chip", "choice"]

ICON_EM = 1.2


def style_sheet(theme: Theme) -> str:
    """Return the sheet of a window; put it on the window alone."""
    p, px = theme.palette, theme.px
    focus = p.nudge
    tint = blend(p.nudge, p.background, 0.14).name()
    return f"""
QWidget {{ color: {p.text}; }}
QWidget#window, QDialog {{ background: {p.background}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QLineEdit, QTextEdit, QComboBox {{
  background: {p.background}; border: 1px solid {p.border}; border-radius: {px(0.45)}px;
  padding: {px(0.35)}px {px(0.6)}px; selection-background-color: {tint};
  selection-color: {p.text}; placeholder-text-color: {p.muted};
}}
QLineEdit:focus, QTextEdit:focus, QComboBox:focus {{ border: 2px solid {focus}; padding:
  {max(0, px(0.35) - 1)}px {max(0, px(0.6) - 1)}px; }}
QLineEdit[wrong="true"] {{ border-color: {p.alert}; }}
QPushButton {{
  background: {p.raised}; border: 1px solid transparent; border-radius: {px(0.45)}px;
  padding: {px(0.35)}px {px(0.8)}px; min-height: {px(1.4)}px; outline: none;
}}
QPushButton:hover {{ background: {p.track}; }}
QPushButton:focus {{ border: 2px solid {focus}; padding:
  {max(0, px(0.35) - 1)}px {max(0, px(0.8) - 1)}px; }}
QPushButton:disabled {{ color: {theme.unusable}; }}
QPushButton[kind="main"] {{ background: {p.nudge}; color: {p.background}; font-weight: 600; }}
QPushButton[kind="main"]:hover {{ background: {blend(p.nudge, p.text, 0.85).name()}; }}
QPushButton[kind="main"]:focus {{ border-color: {p.text}; }}
QPushButton[kind="main"]:disabled {{ background: {p.raised}; color: {p.muted}; }}
QPushButton[kind="quiet"] {{ background: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {p.raised}; }}
QPushButton[kind="chip"] {{
  background: transparent; border: 1px solid {p.border}; border-radius: {px(0.8)}px;
  padding: {px(0.1)}px {px(0.75)}px; color: {p.muted};
}}
QPushButton[kind="chip"]:hover {{ background: {p.raised}; }}
QPushButton[kind="chip"]:checked {{
  background: {tint}; border-color: {p.nudge}; color: {p.text}; font-weight: 600; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {focus}; padding:
  {max(0, px(0.1) - 1)}px {max(0, px(0.75) - 1)}px; }}
QListWidget {{ background: {p.background}; border: 1px solid {p.border};
  border-radius: {px(0.45)}px; padding: {px(0.3)}px; outline: none; }}
QListWidget::item {{ padding: {px(0.35)}px; }}
QListWidget::item:selected {{ background: {tint}; color: {p.text}; }}
QListWidget::indicator {{ width: {px(0.9)}px; height: {px(0.9)}px;
  border: 1px solid {p.muted}; border-radius: {px(0.2)}px; margin-right: {px(0.4)}px; }}
QListWidget::indicator:checked {{ background: {p.nudge}; border: 1px solid {p.nudge}; }}
QTableView {{
  background: {p.background}; border: none; gridline-color: transparent; outline: none;
  selection-background-color: {tint}; selection-color: {p.text};
}}
QHeaderView {{ background: {p.background}; border: none; }}
QHeaderView::section {{
  background: {p.background}; color: {p.muted}; border: none;
  border-bottom: 1px solid {p.border}; padding: {px(0.3)}px {px(0.5)}px;
}}
QHeaderView::section:hover {{ color: {p.text}; }}
{menu_style(theme)}
QToolTip {{ background: {p.background}; color: {p.text}; border: 1px solid {p.border}; }}
QProgressBar {{ background: {p.track}; border: none; border-radius: {px(0.2)}px;
  max-height: {px(0.4)}px; min-height: {px(0.4)}px; }}
QProgressBar::chunk {{ background: {p.nudge}; border-radius: {px(0.2)}px; }}
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: {px(0.7)}px; }}
QScrollBar:horizontal {{ height: {px(0.7)}px; }}
QScrollBar::handle {{ background: {p.track}; border-radius: {px(0.3)}px; min-height: {px(2)}px;
  min-width: {px(2)}px; }}
QScrollBar::handle:hover {{ background: {p.border}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {p.track}; }}
QFrame#panel {{ background: {p.background}; border: 1px solid {p.border};
  border-radius: {px(0.6)}px; }}
QFrame#line {{ background: {p.track}; border: none; max-height: 1px; min-height: 1px; }}
"""


def menu_style(theme: Theme) -> str:
    """Return the sheet of menus."""
    p, px = theme.palette, theme.px
    ground, ink = (p.text, p.background) if theme.high_contrast else (p.raised, p.text)
    return f"""
QMenu {{ background: {p.background}; color: {p.text}; border: 1px solid {p.border};
  padding: {px(0.3)}px; }}
QMenu::item {{ padding: {px(0.35)}px {px(1.2)}px; border-radius: {px(0.3)}px; }}
QMenu::item:selected {{ background: {ground}; color: {ink}; }}
QMenu::separator {{ height: 1px; background: {p.track}; margin: {px(0.3)}px; }}
{menu_marks(theme)}"""


def menu_marks(theme: Theme) -> str:
    """Return how menus show what is chosen, what could be, and what cannot be used now."""
    p, px = theme.palette, theme.px
    side, line = px(0.8), round(theme.line_px)
    return f"""
QMenu::item:disabled {{ color: {theme.unusable}; }}
QMenu::indicator {{ width: {side}px; height: {side}px; margin-left: {px(0.3)}px;
  border: {line}px solid {p.muted}; background: {p.background}; }}
QMenu::indicator:non-exclusive {{ border-radius: {px(0.2)}px; }}
QMenu::indicator:exclusive {{ border-radius: {side // 2 + line}px; }}
QMenu::indicator:disabled {{ border-color: {theme.unusable}; }}
QMenu::indicator:checked {{ background: {p.nudge}; border-color: {p.nudge}; }}"""


def icon(theme: Theme, name: str, token: str = "muted") -> QIcon:
    """Return one of our icons in a color of the theme."""
    side = theme.px(ICON_EM)
    pixmap = QPixmap(QSize(side, side) * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    icons.paint(painter, name, QRectF(pixmap.rect()), theme.color(token))
    painter.end()
    pixmap.setDevicePixelRatio(2.0)
    return QIcon(pixmap)


class Field(QLineEdit):
    """A line to type into; Enter is its own and goes to no one else."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key, and keep Enter."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class Button(QPushButton):
    """A button for windows: it takes the focus, and shows it."""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        kind: Kind = "plain",
        icon: str = "",
        tooltip: str = "",
    ) -> None:
        """Make a button; ``icon`` is one of ``resources/icons``."""
        # A style sheet knows no gap between icon and text.
        super().__init__(f" {text}" if icon else text, parent)
        self.setAccessibleName(text)
        self._icon_name = icon
        self._kind = kind
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if kind == "chip":
            self.setCheckable(True)
        if tooltip:
            self.setToolTip(tooltip)
            self.setAccessibleDescription(tooltip)

    def sizeHint(self) -> QSize:
        """Return its size; a chip keeps room for the bolder text of a chosen one."""
        hint = super().sizeHint()
        if self._kind != "chip":
            return hint
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        wide_px = QFontMetrics(bold).horizontalAdvance(self.text())
        return hint + QSize(max(0, wide_px - self.fontMetrics().horizontalAdvance(self.text())), 0)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.setFont(theme.body_font)
        if self._icon_name:
            token = "background" if self._kind == "main" else "muted"
            self.setIcon(icon(theme, self._icon_name, token))
            self.setIconSize(QSize(theme.px(ICON_EM), theme.px(ICON_EM)))
