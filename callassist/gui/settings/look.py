"""What the settings' and the first run's style sheet has besides that of all windows."""

from __future__ import annotations

from callassist.gui.style import style_sheet
from callassist.gui.theme import Theme, blend


def settings_sheet(theme: Theme) -> str:
    """Return the sheet of a window with settings."""
    p, px = theme.palette, theme.px
    tint = blend(p.nudge, p.background, 0.14).name()
    pad = px(0.3)
    # Where raised grounds are as black or white as all others, outlines take their place.
    outlines = f"""
QPushButton[kind="plain"], QPushButton[kind="main"] {{ border: 1px solid {p.border}; }}
QPushButton[kind="plain"]:focus, QPushButton[kind="main"]:focus {{
  border: 2px solid {p.nudge}; }}
QWidget#rail {{ border-right: 1px solid {p.border}; }}
"""
    return (
        style_sheet(theme)
        + f"""
QLineEdit, QComboBox, QDoubleSpinBox, QPushButton, QListWidget {{ font-size: {px(1.0)}px; }}
QComboBox, QDoubleSpinBox, QKeySequenceEdit QLineEdit {{
  background: {p.background}; border: 1px solid {p.border}; border-radius: {px(0.45)}px;
  padding: {pad}px {px(0.6)}px; min-height: {px(1.4)}px; }}
QComboBox:focus, QDoubleSpinBox:focus, QKeySequenceEdit QLineEdit:focus {{
  border: 2px solid {p.nudge}; padding: {max(0, pad - 1)}px {max(0, px(0.6) - 1)}px; }}
QComboBox:disabled, QLineEdit:disabled, QDoubleSpinBox:disabled {{
  color: {p.muted}; background: {p.raised}; }}
QComboBox QAbstractItemView {{ background: {p.background}; border: 1px solid {p.border};
  selection-background-color: {tint}; selection-color: {p.text}; outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: {px(1.8)}px; }}
QComboBox::drop-down {{ border: none; background: transparent; width: {px(1.4)}px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QWidget#rail {{ background: {p.raised}; }}
QWidget#rail QListWidget {{ background: transparent; border: none; padding: 0; }}
QWidget#rail QListWidget::item {{ padding: {px(0.45)}px {px(0.6)}px;
  border-radius: {px(0.45)}px; }}
QWidget#rail QListWidget::item:hover {{ background: {p.track}; }}
QWidget#rail QListWidget::item:selected {{ background: {p.background}; color: {p.text}; }}
QWidget#rail QListWidget::item:selected:focus {{ border: 2px solid {p.nudge}; }}
QWidget#row[found="true"] {{ background: {tint}; border-radius: {px(0.45)}px; }}
QFrame#banner {{ background: {blend(p.warn, p.background, 0.12).name()};
  border: 1px solid {p.warn}; border-radius: {px(0.5)}px; }}
"""
        + (outlines if theme.high_contrast else "")
    )
