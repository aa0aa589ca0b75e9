"""What a setting is changed with: one widget for each kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from callassist.gui.settings.kinds import Number, Options, Switch, Text
from callassist.gui.settings.table import tr
from callassist.gui.studio.controls import Choice
from callassist.gui.style import Button, Field
from callassist.gui.theme import Theme
from callassist.settings.fixed import Fixed

WIDE_EM = 18.0
BROWSE_EM = 22.0
LONG_EM = 40.0
USUAL_EM = 13.0
WIDEST_EM = 20.0
ARROW_EM = 3.2
"""What a box to choose from needs besides its text."""


class Editor(QWidget):
    """What all of them have in common.

    Signals:
        chosen: The person wants this value.

    Attributes:
        wide: Whether it stands below its words and takes the whole width.
    """

    chosen = Signal(object)
    wide = False

    def __init__(self, name: str, help_line: str, parent: QWidget | None = None) -> None:
        """Make an editor of the setting called ``name``."""
        super().__init__(parent)
        self._name = name
        self._help = help_line
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)

    def set_value(self, value: Any) -> None:  # noqa: ANN401  each kind has its own
        """Show a value; tells nobody."""
        raise NotImplementedError

    def set_fixed(self, fixed: Fixed) -> None:
        """Show what a policy says: nothing to change, or less than usual."""
        self.setEnabled(False)
        if fixed.value is not None:
            self.set_value(fixed.value)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""

    def _own(self, part: QWidget, stretch: int = 0) -> None:
        """Lay a part into the row and let the keyboard and screen readers find it."""
        self.row.addWidget(part, stretch)
        self.setFocusProxy(part)
        part.setAccessibleName(self._name)
        part.setAccessibleDescription(self._help)


class SwitchButton(QAbstractButton):
    """A switch: a knob on the right and a filled ground for on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it, off."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return its size, with room for the ring of the focus."""
        if self._theme is None:
            return QSize(40, 24)
        return QSize(self._theme.px(3.2), self._theme.px(1.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, knob and the ring of the focus."""
        if self._theme is None:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, edge = self.isChecked(), 3.0
        ground = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        radius = ground.height() / 2
        token = ("nudge" if on else "muted") if self.isEnabled() else "border"
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(token))
            painter.drawRoundedRect(ground, radius, radius)
        else:
            painter.setPen(QPen(theme.color(token), 1.6))
            painter.setBrush(theme.color("background"))
            painter.drawRoundedRect(ground.adjusted(0.8, 0.8, -0.8, -0.8), radius, radius)
        gap = ground.height() * (0.17 if on else 0.24)
        side = ground.height() - 2 * gap
        x = ground.right() - gap - side if on else ground.left() + gap
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("background" if on else token))
        painter.drawEllipse(QRectF(x, ground.top() + gap, side, side))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("nudge"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(0.8, 0.8, -0.8, -0.8)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self, kind: Switch, name: str, help_line: str, parent: QWidget) -> None:
        """Make it."""
        super().__init__(name, help_line, parent)
        self.row.addStretch(1)
        self.button = SwitchButton(self)
        self._own(self.button)
        self.button.clicked.connect(lambda on: self.chosen.emit(on))

    def set_value(self, value: bool) -> None:
        """Show a value."""
        self.button.setChecked(value)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.button.set_theme(theme)


class OptionsEditor(Editor):
    """One of a few; a value that is none of them, as written by hand, is shown as it is."""

    def __init__(self, kind: Options, name: str, help_line: str, parent: QWidget) -> None:
        """Make it."""
        super().__init__(name, help_line, parent)
        self.box = Choice(self)
        for value, text in (*kind.choices, *(kind.more() if kind.more else ())):
            self.box.addItem(tr(text), value)
        self._own(self.box, 1)
        self.box.activated.connect(lambda at: self.chosen.emit(self.box.itemData(at)))

    def set_value(self, value: object) -> None:
        """Show a value."""
        at = next((i for i in range(self.box.count()) if self.box.itemData(i) == value), -1)
        if at < 0:
            self.box.addItem(str(value), value)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.box.setFont(theme.body_font)
        texts = [self.box.itemText(at) for at in range(self.box.count())]
        widest = max(map(QFontMetrics(theme.body_font).horizontalAdvance, texts), default=0)
        wanted = widest + theme.px(ARROW_EM)
        self.setFixedWidth(max(theme.px(USUAL_EM), min(wanted, theme.px(WIDEST_EM))))


class _Spin(QDoubleSpinBox):
    """A number to type; the wheel scrolls the page, and 0 may have a name."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pass the wheel on to the page."""
        event.ignore()


class NumberEditor(Editor):
    """A number between a minus and a plus."""

    def __init__(self, kind: Number, name: str, help_line: str, parent: QWidget) -> None:
        """Make it."""
        super().__init__(name, help_line, parent)
        self.kind = kind
        self.spin = _Spin(self)
        self.spin.setDecimals(0)
        self.spin.setRange(kind.low * kind.factor, kind.high * kind.factor)
        self.spin.setSingleStep(kind.step * kind.factor)
        self.spin.setSuffix(f" {tr(kind.unit)}" if kind.unit else "")
        if kind.zero:
            self.spin.setSpecialValueText(tr(kind.zero))
        self.spin.setButtonSymbols(_Spin.ButtonSymbols.NoButtons)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.spin.setKeyboardTracking(False)
        self.less, self.more = Button("–", self), Button("+", self)
        self.less.setAccessibleName(self.tr("{name}: less").format(name=name))
        self.more.setAccessibleName(self.tr("{name}: more").format(name=name))
        for button, step in ((self.less, -1), (self.more, 1)):
            button.setAutoRepeat(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do the same
            button.clicked.connect(lambda _=False, step=step: self.spin.stepBy(step))
        self.row.addWidget(self.less)
        self._own(self.spin, 1)
        self.spin.lineEdit().setAccessibleName(name)
        self.row.addWidget(self.more)
        self.spin.valueChanged.connect(self._told)

    def set_value(self, value: float) -> None:
        """Show a value."""
        shown = value * self.kind.factor
        if self.kind.zero and not value and self.spin.minimum() > 0:
            shown = self.spin.maximum()  # a policy allows no "never": what it allows holds
        with QSignalBlocker(self.spin):
            self.spin.setValue(shown)
        self._show_ends()

    def set_fixed(self, fixed: Fixed) -> None:
        """Show what a policy says; a limit leaves what is below it."""
        if fixed.limit is None:
            super().set_fixed(fixed)
            return
        with QSignalBlocker(self.spin):
            self.spin.setSpecialValueText("")
            self.spin.setRange(1, fixed.limit)
        self._show_ends()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.row.setSpacing(theme.px(0.3))
        self.spin.setFont(theme.body_font)
        for button in (self.less, self.more):
            button.set_theme(theme)
            button.setFixedWidth(theme.px(2.4))
        self.setFixedWidth(theme.px(USUAL_EM))

    def _told(self, shown: float) -> None:
        self._show_ends()
        value = shown / self.kind.factor
        self.chosen.emit(round(value) if self.kind.whole else round(value, 4))

    def _show_ends(self) -> None:
        self.less.setEnabled(self.spin.value() > self.spin.minimum())
        self.more.setEnabled(self.spin.value() < self.spin.maximum())


class TextEditor(Editor):
    """A line of text, kept when Enter is pressed or the line is left."""

    def __init__(self, kind: Text, name: str, help_line: str, parent: QWidget) -> None:
        """Make it."""
        super().__init__(name, help_line, parent)
        self.kind = kind
        self.wide = kind.long
        self._shown = ""
        self.box = Field(self)
        self.box.setPlaceholderText(tr(kind.placeholder))
        self._own(self.box, 1)
        self.browse = Button(self.tr("Choose…"), self)
        self.browse.setAccessibleName(self.tr("{name}: choose").format(name=name))
        self.browse.setVisible(bool(kind.browse))
        self.browse.clicked.connect(self._browse)
        self.row.addWidget(self.browse)
        self.box.editingFinished.connect(self._done)

    def set_value(self, value: object) -> None:
        """Show a value."""
        text = "" if value is None or value == self.kind.empty else str(value)
        if text != self._shown or not self.box.hasFocus():
            self._shown = text
            self.box.setText(text)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.row.setSpacing(theme.px(0.4))
        self.box.setFont(theme.body_font)
        self.browse.set_theme(theme)
        if self.kind.long:
            self.setMaximumWidth(theme.px(LONG_EM))
        else:
            self.setFixedWidth(theme.px(BROWSE_EM if self.kind.browse else WIDE_EM))

    def _done(self) -> None:
        text = self.box.text().strip()
        if text != self._shown:
            self._shown = text
            self.chosen.emit(text or self.kind.empty)

    def _browse(self) -> None:
        start = self.box.text() or str(Path.home())
        if self.kind.browse == "folder":
            found = QFileDialog.getExistingDirectory(self, self._name, start)
        else:
            forms = self.tr("Prompt packs (*.toml)")
            found = QFileDialog.getOpenFileName(self, self._name, start, forms)[0]
        if found:
            self.box.setText(found)
            self._done()


def make_editor(
    kind: Switch | Options | Number | Text, name: str, help_line: str, parent: QWidget
) -> Editor:
    """Return what a setting of this kind is changed with."""
    makers = {
        Switch: SwitchEditor,
        Options: OptionsEditor,
        Number: NumberEditor,
        Text: TextEditor,
    }
    return makers[type(kind)](kind, name, help_line, parent)
