"""What must be said before or after, and how often: the sequence of a pack's own finding."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from callassist.gui.studio.controls import NumberField, Section
from callassist.gui.style import Button
from callassist.gui.theme import Theme
from callassist.run.studio.form import TIMES, WITHIN_WORDS

_ROWS = 2.5
_WITHIN_S = 10.0
_FIRST = "words to look for"
_COUNT = {"times": 2, "within_s": 60.0}


class PhraseBox(QPlainTextEdit):
    """Phrases, one a line.

    Signals:
        phrases_typed: The user changed them.
    """

    phrases_typed = Signal()

    def __init__(self, name: str, rows: float = _ROWS, parent: QWidget | None = None) -> None:
        """Make it empty; ``name`` is what a screen reader says."""
        super().__init__(parent)
        self._rows = rows
        self.setProperty("role", "phrases")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.phrases_typed)

    def phrases(self) -> list[str]:
        """Return them."""
        return [line.strip() for line in self.toPlainText().split("\n") if line.strip()]

    def show_phrases(self, phrases: list[str]) -> None:
        """Show phrases; what is being typed stays as it is."""
        if self.phrases() != phrases:
            with QSignalBlocker(self):
                self.setPlainText("\n".join(phrases))

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's sizes."""
        self.setFixedHeight(theme.px(1.5 * self._rows))


class _Optional(Section):
    """A part that is there only once it is wanted.

    Signals:
        changed: The table that the file holds, or ``None`` where it is not wanted.
    """

    changed = Signal(object)

    def __init__(self, title: str, help_line: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.title.setToolTip(help_line)
        self.add = Button("", self, kind="quiet", icon="add", tooltip=help_line)
        self.add.setAccessibleName(self.tr("{label}: add").format(label=title))
        self.remove = Button("", self, kind="quiet", icon="dismiss")
        self.remove.setToolTip(self.tr("Take this away"))
        self.remove.setAccessibleName(self.tr("{label}: take away").format(label=title))
        self.head.addWidget(self.add)
        self.head.addWidget(self.remove)
        policy = self.remove.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # all that add stand in one column
        self.remove.setSizePolicy(policy)
        self.fields: list[QWidget] = []
        self.remove.clicked.connect(lambda: self.changed.emit(None))

    def place(self, field: QWidget) -> None:
        """Put a field below."""
        self.fields.append(field)
        self.column.addWidget(field)

    def show_wanted(self, wanted: bool, locked: bool) -> None:
        """Show the fields, or only the way to them."""
        self.add.setVisible(not wanted)
        self.remove.setVisible(wanted)
        for field in self.fields:
            field.setVisible(wanted)
        for part in (self.add, self.remove, *self.fields):
            part.setEnabled(not locked)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        super().set_theme(theme)
        side = theme.px(1.9)
        for button in (self.add, self.remove):
            button.set_theme(theme)
            button.setFixedSize(side, side)
            button.setStyleSheet("padding: 0; min-height: 0;")
        for field in self.fields:
            field.set_theme(theme)


class CueEditor(_Optional):
    """Words that must have been said before, or must not be said after."""

    def __init__(self, title: str, help_line: str, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(title, help_line, parent)
        self.box = PhraseBox(title, parent=self)
        self.within = NumberField(WITHIN_WORDS, self)
        self._side: str | None = None
        self.place(self.box)
        self.place(self.within)
        self.box.phrases_typed.connect(self._tell)
        self.within.changed.connect(self._tell)
        self.add.clicked.connect(self._begin)

    def show_cue(self, cue: Any, *, locked: bool) -> None:  # noqa: ANN401 - a CueTable
        """Show what the file says of it; ``None`` for nothing."""
        self.show_wanted(cue is not None, locked)
        if cue is not None:
            self._side = cue.side
            self.box.show_phrases(list(cue.any_of))
            self.within.set_value(cue.within_s)

    def _begin(self) -> None:
        self.changed.emit({"any_of": [_FIRST]})
        self.box.setFocus()
        self.box.selectAll()

    def _tell(self) -> None:
        table: dict[str, Any] = {"any_of": self.box.phrases()}
        if self._side is not None:
            table["side"] = self._side
        if self.within.value != _WITHIN_S:
            table["within_s"] = self.within.value
        self.changed.emit(table)


class CountEditor(_Optional):
    """How often something must come to be noticed."""

    def __init__(self, title: str, help_line: str, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(title, help_line, parent)
        self.times = NumberField(TIMES, self)
        self.within = NumberField(WITHIN_WORDS, self)
        for number in (self.times, self.within):
            self.place(number)
            number.changed.connect(self._tell)
        self.add.clicked.connect(lambda: self.changed.emit(dict(_COUNT)))

    def show_count(self, count: Any, *, locked: bool) -> None:  # noqa: ANN401 - a CountTable
        """Show what the file says of it; ``None`` for nothing."""
        self.show_wanted(count is not None, locked)
        if count is not None:
            self.times.set_value(count.times)
            self.within.set_value(count.within_s)

    def _tell(self) -> None:
        self.changed.emit({"times": int(self.times.value), "within_s": self.within.value})
