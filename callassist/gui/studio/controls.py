"""The studio's small controls: a number with its slider, a line of text with its label."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.core_texts import core
from callassist.gui.style import Button, Field
from callassist.gui.theme import Theme
from callassist.run.studio.form import Number

LABEL_EM = 8.2
SPIN_EM = 5.4


class Slider(QSlider):
    """A slider that the wheel moves only while it has the focus: forms are scrolled by wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pass the wheel on to the form."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Choice(QComboBox):
    """A list to choose from that the wheel does not change by accident."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it with an arrow in the text's own color; a style sheet knows none."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        em = self.fontMetrics().height() / 1.3
        enabled = self.isEnabled()
        color = self.palette().color(self.foregroundRole())
        color.setAlphaF(0.75 if enabled else 0.3)
        painter.setPen(QPen(color, em * 0.11))
        x, y = self.width() - em * 0.85, self.height() / 2
        half, drop = em * 0.26, em * 0.14
        painter.drawPolyline(
            [QPointF(x - half, y - drop), QPointF(x, y + drop), QPointF(x + half, y - drop)]
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pass the wheel on to the form."""
        event.ignore()


class Tick(QCheckBox):
    """A box with a tick: a style sheet knows none."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tick over what the style sheet paints."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = self.style().subElementRect(part, option, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Base), box.width() * 0.13))
        painter.drawPolyline(
            [
                QPointF(box.left() + x * box.width(), box.top() + y * box.height())
                for x, y in ((0.24, 0.53), (0.43, 0.72), (0.77, 0.31))
            ]
        )


class Spin(QDoubleSpinBox):
    """A number to type that the wheel does not change by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pass the wheel on to the form."""
        event.ignore()


class ResetButton(Button):
    """Takes what the pack's own file says back to what is below it."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        """Make it, hidden; ``label`` is what it takes back."""
        super().__init__("", parent, kind="quiet", icon="undo")
        self.setAccessibleName(
            self.tr("{label}: back to what the packs below say").format(label=label)
        )
        self.setToolTip(self.tr("Changed in your file. Back to what the packs below say"))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        super().set_theme(theme)
        side = theme.px(1.9)
        self.setFixedSize(side, side)
        self.setStyleSheet("padding: 0; min-height: 0;")


class NumberField(QWidget):
    """A number: its name, a slider for the usual range and a box for any value.

    Signals:
        changed: The user chose this value.
        released: The user is done with moving it.
        reset_asked: Back to what the packs below say.
    """

    changed = Signal(float)
    released = Signal()
    reset_asked = Signal()

    def __init__(self, number: Number, parent: QWidget | None = None) -> None:
        """Make it for a number of a pack."""
        super().__init__(parent)
        self.number = number
        self._locked = ""
        self.label = QLabel(core(number.label), self)
        self.slider = Slider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, self._steps(number.usual_high))
        self.slider.setSingleStep(1)
        self.slider.setPageStep(max(1, self.slider.maximum() // 10))
        self.slider.setMinimumWidth(40)
        self.spin = Spin(self)
        self.spin.setRange(number.low, number.high)
        self.spin.setSingleStep(number.step)
        self.spin.setDecimals(0 if number.whole else 2 if number.step < 0.1 else 1)
        self.spin.setButtonSymbols(Spin.ButtonSymbols.NoButtons)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.spin.setSuffix(f" {number.unit}" if number.unit else "")
        self.spin.setKeyboardTracking(False)
        self.reset = ResetButton(core(number.label), self)
        self.label.setBuddy(self.slider)
        for part in (self.slider, self.spin):
            part.setAccessibleName(core(number.label))
            part.setAccessibleDescription(core(number.help))
        self.setToolTip(core(number.help))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.label)
        self._row.addWidget(self.slider, 1)
        self._row.addWidget(self.spin)
        self._row.addWidget(self.reset)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self.released)
        self.spin.valueChanged.connect(self._typed)
        self.spin.editingFinished.connect(self.released)
        self.reset.clicked.connect(self.reset_asked)

    @property
    def value(self) -> float:
        """What it shows."""
        return self.spin.value()

    def set_value(self, value: float, *, own: bool = False, locked: str = "") -> None:
        """Show a value, and whether it stands in the pack's own file or is locked."""
        with QSignalBlocker(self.spin), QSignalBlocker(self.slider):
            self.spin.setValue(value)
            self.slider.setValue(self._steps(value))
        self.reset.setVisible(own and not locked)
        if locked != self._locked:
            self._locked = locked
            for part in (self.slider, self.spin):
                part.setEnabled(not locked)
            self.setToolTip(locked or core(self.number.help))

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.set_label_px(label_px(theme, (self.label.text(),)))
        self.spin.setFixedWidth(theme.px(SPIN_EM))
        self._row.setSpacing(theme.px(0.4))
        self.reset.set_theme(theme)

    def set_label_px(self, wide_px: int) -> None:
        """Set the width of its name, so that those below one another line up."""
        self.label.setFixedWidth(wide_px)

    def _steps(self, value: float) -> int:
        return round((min(value, self.number.usual_high) - self.number.low) / self.number.step)

    def _slid(self, steps: int) -> None:
        value = self.number.low + steps * self.number.step
        with QSignalBlocker(self.spin):
            self.spin.setValue(value)
        self.changed.emit(self.spin.value())

    def _typed(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._steps(value))
        self.changed.emit(value)


def label_px(theme: Theme, labels: Iterable[str]) -> int:
    """Return the width in which all of some names can be read, in any language."""
    metrics = QFontMetrics(theme.body_font)
    widest_px = max(metrics.horizontalAdvance(label) for label in labels)
    return max(theme.px(LABEL_EM), widest_px + theme.px(0.3))


class TextField(QWidget):
    """A line of text under its name.

    Signals:
        changed: The user typed this.
        reset_asked: Back to what the packs below say.
    """

    changed = Signal(str)
    reset_asked = Signal()

    def __init__(self, label: str, help_line: str, parent: QWidget | None = None) -> None:
        """Make it."""
        super().__init__(parent)
        self.label = QLabel(label, self)
        self.hint = QLabel("", self)
        self.hint.setProperty("role", "problem")
        self.box = Field(self)
        self.box.setAccessibleName(label)
        self.box.setAccessibleDescription(help_line)
        self.box.setToolTip(help_line)
        self.label.setBuddy(self.box)
        self.reset = ResetButton(label, self)
        self._help = help_line
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self.label, 0, 0)
        self._grid.addWidget(self.box, 0, 1)
        self._grid.addWidget(self.reset, 0, 2)
        self._grid.addWidget(self.hint, 1, 1)
        self._grid.setColumnStretch(1, 1)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hint.hide()
        self.box.textEdited.connect(self.changed)
        self.reset.clicked.connect(self.reset_asked)

    def set_value(self, text: str, *, own: bool = False, locked: str = "") -> None:
        """Show a text, and whether it stands in the pack's own file or is locked."""
        if self.box.text() != text:
            self.box.setText(text)
        self.reset.setVisible(own and not locked)
        self.box.setEnabled(not locked)
        self.box.setToolTip(locked or self._help)

    def set_problem(self, problem: str) -> None:
        """Say what is wrong with it, or nothing."""
        self.hint.setText(problem)
        self.hint.setToolTip(problem)
        self.hint.setVisible(bool(problem))
        if bool(self.box.property("wrong")) != bool(problem):
            self.box.setProperty("wrong", bool(problem))
            self.box.style().unpolish(self.box)
            self.box.style().polish(self.box)

    def set_label_px(self, wide_px: int) -> None:
        """Set the width of its name, so that those below one another line up."""
        self.label.setFixedWidth(wide_px)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.set_label_px(label_px(theme, (self.label.text(),)))
        self._grid.setHorizontalSpacing(theme.px(0.4))
        self._grid.setVerticalSpacing(theme.px(0.1))
        self.reset.set_theme(theme)


class Section(QWidget):
    """A part of a form under a heading, with a line on what it is."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make an empty one."""
        super().__init__(parent)
        self.title = QLabel(title, self)
        self.title.setProperty("role", "head")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.head = QHBoxLayout()
        self.head.addWidget(self.title, 1)
        self.column.addLayout(self.head)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.column.setSpacing(theme.px(0.4))
