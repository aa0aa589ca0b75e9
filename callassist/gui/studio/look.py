"""What the studio's style sheet has besides that of all windows: sliders, tabs, the text."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from callassist.gui.style import style_sheet
from callassist.gui.theme import Theme, blend


def studio_sheet(theme: Theme) -> str:
    """Return the sheet of the studio's window."""
    p, px = theme.palette, theme.px
    tint = blend(p.nudge, p.background, 0.14).name()
    knob = px(0.95)
    return (
        style_sheet(theme)
        + f"""
QLineEdit, QComboBox, QDoubleSpinBox, QSpinBox, QCheckBox, QPushButton, QListWidget, QTabBar,
QLabel, QListView {{ font-size: {px(1.0)}px; }}
QLabel[role="head"] {{ font-weight: 600; }}
QLabel[role="figure"] {{ font-size: {px(1.25)}px; font-weight: 600; }}
QLabel[role="caption"] {{ font-size: {px(0.9)}px; color: {p.muted}; }}
QLabel[role="problem"] {{ font-size: {px(0.9)}px; color: {p.alert}; }}
QPlainTextEdit {{
  background: {p.background}; border: 1px solid {p.border}; border-radius: {px(0.45)}px;
  selection-background-color: {blend(p.nudge, p.background, 0.3).name()};
  selection-color: {p.text};
}}
QPlainTextEdit[role="phrases"] {{ font-size: {px(1.0)}px; }}
QPlainTextEdit:focus {{ border: 2px solid {p.nudge}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border-color: {p.alert}; }}
QComboBox {{ padding: {px(0.2)}px {px(0.5)}px; }}
QComboBox:focus {{ padding: {max(0, px(0.2) - 1)}px {max(0, px(0.5) - 1)}px; }}
QComboBox:disabled, QLineEdit:disabled, QDoubleSpinBox:disabled {{
  color: {p.muted}; background: {p.raised}; }}
QComboBox QAbstractItemView {{ background: {p.background}; border: 1px solid {p.border};
  selection-background-color: {tint}; selection-color: {p.text}; outline: none; }}
QComboBox::drop-down {{ border: none; background: transparent; width: {px(1.2)}px; }}
QCheckBox {{ spacing: {px(0.4)}px; padding: {px(0.15)}px; border: 2px solid transparent;
  border-radius: {px(0.3)}px; }}
QCheckBox:focus {{ border-color: {p.nudge}; }}
QCheckBox::indicator {{ width: {px(0.9)}px; height: {px(0.9)}px; border: 1px solid {p.muted};
  border-radius: {px(0.22)}px; background: {p.background}; }}
QCheckBox::indicator:checked {{ background: {p.nudge}; border-color: {p.nudge}; }}
QDoubleSpinBox {{ background: {p.background}; border: 1px solid {p.border};
  border-radius: {px(0.35)}px; padding: {px(0.1)}px {px(0.3)}px; }}
QDoubleSpinBox:focus {{ border: 2px solid {p.nudge}; padding: {max(0, px(0.1) - 1)}px
  {max(0, px(0.3) - 1)}px; }}
QSlider {{ min-height: {px(1.5)}px; border: 2px solid transparent; border-radius: {px(0.4)}px; }}
QSlider:focus {{ border-color: {p.nudge}; }}
QSlider::groove:horizontal {{ height: {px(0.28)}px; background: {p.track};
  border-radius: {px(0.14)}px; }}
QSlider::sub-page:horizontal {{ background: {p.nudge}; border-radius: {px(0.14)}px; }}
QSlider::sub-page:horizontal:disabled {{ background: {p.border}; }}
QSlider::handle:horizontal {{ width: {knob}px; height: {knob}px; background: {p.nudge};
  border-radius: {knob // 2}px; margin: -{(knob - px(0.28) + 1) // 2}px 0; }}
QSlider::handle:horizontal:hover {{ background: {blend(p.nudge, p.text, 0.8).name()}; }}
QSlider::handle:horizontal:disabled {{ background: {p.border}; }}
QListView {{ background: {p.background}; border: none; outline: none; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {p.track}; }}
QTabBar {{ background: {p.background}; }}
QTabBar::tab {{ padding: {px(0.35)}px {px(0.7)}px; color: {p.muted};
  border: 2px solid transparent; background: transparent; }}
QTabBar::tab:selected {{ color: {p.text}; border-bottom-color: {p.nudge}; }}
QTabBar::tab:focus {{ border: 2px solid {p.nudge}; }}
QTabBar::tab:hover {{ color: {p.text}; }}
QFrame#card {{ background: {p.raised}; border: none; border-radius: {px(0.45)}px; }}
QFrame#card QLineEdit, QFrame#card QComboBox, QFrame#card QDoubleSpinBox {{
  background: {p.background}; }}
QFrame#card QSlider::groove:horizontal {{ background: {blend(p.border, p.raised, 0.6).name()}; }}
QFrame#card QPushButton:hover {{ background: {p.track}; }}
"""
    )


def code_font(theme: Theme) -> QFont:
    """Return the font of a pack's text."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(theme.body_font.pointSizeF() * 0.95)
    return font
