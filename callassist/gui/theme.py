"""Colors, sizes and fonts of the overlay: one place, dark and light.

Every length is given in em, the height of the body text, so that the whole
overlay grows with the system's text size.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette

from callassist.settings.user import MotionChoice, ThemeChoice, UserSettings
from callassist.types import Severity

Role = Literal["say", "body", "caption"]

MAX_WIDTH_PX = 380
"""Of the overlay, at 100 % text."""
USUAL_EM_PX = 15.0
"""The largest body text that a system uses at 100 % (11 pt)."""
BODY_PT = 13.0 if sys.platform == "darwin" else 10.0
"""The smallest body text; a point is 1/72 inch on macOS and 1/96 elsewhere."""
FADE_MS = 150


@dataclass(frozen=True, slots=True)
class Palette:
    """Color tokens as ``#rrggbb``.

    Attributes:
        background: The overlay's ground.
        border: Hairline around it.
        raised: Ground of a button or row under the pointer.
        track: Empty part of a gauge.
        text: Main text.
        muted: Second text; still 4.5:1.
        hears: Glyph of a side that is heard.
        alert: Glyph of something lost.
        nudge: Accent of a nudge.
        warn: Accent of a warning.
        praise: Accent of praise.
        calm: Gauge fill while the customer is calm; then ``uneasy``, ``upset``, ``furious``.
        uneasy: See ``calm``.
        upset: See ``calm``.
        furious: See ``calm``.
        agent: The agent's side of a call, where both are drawn.
        customer: The customer's side.
    """

    background: str
    border: str
    raised: str
    track: str
    text: str
    muted: str
    hears: str
    alert: str
    nudge: str
    warn: str
    praise: str
    calm: str
    uneasy: str
    upset: str
    furious: str
    agent: str
    customer: str

    def severity(self, severity: Severity) -> str:
        """Return the accent of a prompt's severity."""
        return {"nudge": self.nudge, "warn": self.warn, "praise": self.praise}[severity]


_COLORS = {
    # token: light, dark; of high contrast: light, dark
    "background": ("#fcfcfd", "#1c2025", "#ffffff", "#000000"),
    "border": ("#aeb5c0", "#474f59", "#000000", "#ffffff"),
    "raised": ("#edeff3", "#2b3138", "#ffffff", "#000000"),
    "track": ("#d9dde3", "#3a414a", "#767676", "#808080"),
    "text": ("#1b2027", "#f0f2f5", "#000000", "#ffffff"),
    "muted": ("#4f5863", "#b4bcc7", "#000000", "#ffffff"),
    "hears": ("#2f7d57", "#6cc095", "#005a2b", "#7dffb0"),
    "alert": ("#b3382c", "#f08a7c", "#9c0000", "#ff9d8f"),
    "nudge": ("#2a62a3", "#86b7ec", "#003a8c", "#8fd0ff"),
    "warn": ("#a8620c", "#e5b45e", "#7a3d00", "#ffd75e"),
    "praise": ("#2a7350", "#7ccaa0", "#005a2b", "#7dffb0"),
    "calm": ("#6d7c8c", "#8c9aaa", "#000000", "#ffffff"),
    "uneasy": ("#a0782a", "#d2ab5c", "#5c4200", "#ffd75e"),
    "upset": ("#b8622a", "#e39660", "#7a3d00", "#ffb070"),
    "furious": ("#b3382c", "#f08a7c", "#9c0000", "#ff9d8f"),
    "agent": ("#1f7379", "#63c0c2", "#004f55", "#6ff0f2"),
    "customer": ("#7a4a94", "#c79fe0", "#5b1a80", "#e5b8ff"),
}
"""Of high contrast, every ink is at least 7:1 on the ground (WCAG 2.2, 1.4.6)."""
LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST = (
    Palette(**dict(zip(_COLORS, colors, strict=True)))
    for colors in zip(*_COLORS.values(), strict=True)
)


def luminance(color: QColor) -> float:
    """Return the relative luminance of WCAG 2.2, 0 black to 1 white."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor | str, two: QColor | str) -> float:
    """Return the contrast ratio of WCAG 2.2, 1 to 21."""
    bright, dim = sorted((luminance(QColor(one)), luminance(QColor(two))), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def blend(top: str, ground: str, alpha: float) -> QColor:
    """Return ``top`` laid over ``ground`` with ``alpha``."""
    upper, lower = QColor(top), QColor(ground)
    return QColor.fromRgbF(
        upper.redF() * alpha + lower.redF() * (1 - alpha),
        upper.greenF() * alpha + lower.greenF() * (1 - alpha),
        upper.blueF() * alpha + lower.blueF() * (1 - alpha),
    )


def system_scheme() -> Qt.ColorScheme:
    """Return what the system wants: dark, light or unknown."""
    return QGuiApplication.styleHints().colorScheme()


def system_high_contrast() -> bool:
    """Return whether the system wants strong contrast; Qt tells from version 6.10 on."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def is_high_contrast(choice: MotionChoice) -> bool:
    """Return whether a high-contrast palette is to be used; the system is asked if need be."""
    return system_high_contrast() if choice == "system" else choice == "on"


def is_dark(choice: ThemeChoice) -> bool:
    """Return whether the dark palette is to be used; the system is asked if need be."""
    if choice == "system":
        return system_scheme() == Qt.ColorScheme.Dark
    return choice == "dark"


@dataclass(frozen=True)
class Theme:
    """A palette with sizes.

    Attributes:
        palette: Its colors.
        dark: Whether it is the dark one.
        body_font: The font of ordinary text, already scaled.
        em_px: Height of the body text's em square.
        reduced_motion: Whether nothing may move.
        high_contrast: Whether it is one of strong contrast and outlines.
    """

    palette: Palette
    dark: bool
    body_font: QFont
    em_px: float
    reduced_motion: bool
    high_contrast: bool = False

    @classmethod
    def make(
        cls,
        *,
        dark: bool,
        text_scale: float = 1.0,
        reduced_motion: bool = False,
        high_contrast: bool = False,
    ) -> Theme:
        """Build a theme on the system's font, ``text_scale`` times its size."""
        usual, strong = (DARK, DARK_CONTRAST) if dark else (LIGHT, LIGHT_CONTRAST)
        font = QFont(QGuiApplication.font())
        system_pt = font.pointSizeF() if font.pointSizeF() > 0 else BODY_PT
        font.setPointSizeF(max(system_pt, BODY_PT) * text_scale)
        return cls(
            palette=strong if high_contrast else usual,
            dark=dark,
            body_font=font,
            em_px=float(QFontInfo(font).pixelSize()),
            reduced_motion=reduced_motion,
            high_contrast=high_contrast,
        )

    def px(self, em: float) -> int:
        """Return ``em`` in whole pixels, never less than one."""
        return max(1, round(em * self.em_px))

    def font(self, role: Role) -> QFont:
        """Return the font of a role: ``say`` is semi-bold, 16 to 18 pt at 100 %."""
        font = QFont(self.body_font)
        if role == "say":
            font.setPointSizeF(font.pointSizeF() * 1.6)
            font.setWeight(QFont.Weight.DemiBold)
        elif role == "caption":
            font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def color(self, token: str) -> QColor:
        """Return a palette token as a color."""
        return QColor(getattr(self.palette, token))

    def qt_palette(self) -> QPalette:
        """Return the colors for what Qt paints itself: tooltips and menus."""
        palette = QPalette()
        role = QPalette.ColorRole
        for ground in (role.Window, role.Base, role.Button, role.ToolTipBase):
            palette.setColor(ground, self.color("background"))
        for ink in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText):
            palette.setColor(ink, self.color("text"))
            palette.setColor(QPalette.ColorGroup.Disabled, ink, QColor(self.unusable))
        chosen = ("text", "background") if self.high_contrast else ("raised", "text")
        palette.setColor(role.Highlight, self.color(chosen[0]))
        palette.setColor(role.HighlightedText, self.color(chosen[1]))
        return palette

    @property
    def unusable(self) -> str:
        """Ink of what cannot be used now: still 4.5:1, also where all other ink is the same."""
        return self.palette.track if self.high_contrast else self.palette.muted

    @property
    def line_px(self) -> float:
        """Width of an outline."""
        return max(2.0, self.em_px * 0.14) if self.high_contrast else 1.0

    @property
    def width_px(self) -> int:
        """Width of the overlay: 28 em and at most 380 px, or 26 em where text is enlarged."""
        if self.em_px <= USUAL_EM_PX:
            return min(self.px(28), MAX_WIDTH_PX)
        return self.px(26)


def theme_of(settings: UserSettings) -> Theme:
    """Return the theme that the settings ask for."""
    overlay = settings.overlay
    return Theme.make(
        dark=is_dark(overlay.theme),
        text_scale=overlay.text_scale,
        high_contrast=is_high_contrast(overlay.high_contrast),
    )


TOKENS: tuple[str, ...] = tuple(field.name for field in fields(Palette))
