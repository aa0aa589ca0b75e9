"""The search box with its hints, errors and history, and the filter chips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from callassist.gui.flow import FlowLayout
from callassist.gui.i18n import translate
from callassist.gui.style import Button, icon
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme

TYPING_MS = 120
"""After the last key so long is waited before the store is asked."""
REMEMBERED = 20
HINT = QT_TRANSLATE_NOOP(
    "Searching",
    'Words or "exact words", and fields: agent:anna  score<60  frustration>0.5  after:7d  '
    "length>5m  prompt:listen  outcome:ignored  good:yes",
)
PLACEHOLDER = QT_TRANSLATE_NOOP("Searching", "Search words, or agent:anna score<60 after:7d")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that a click switches on: its name and what it adds to the query."""

    name: str
    query: str
    explained: str


def chips(agent: str, now: datetime | None = None) -> tuple[Chip, ...]:
    """Return the filters; ``agent`` is whose calls "mine" are, if known."""
    today = (now or datetime.now().astimezone()).date()
    monday = today - timedelta(days=today.weekday())
    found = [
        Chip(
            translate("Searching", "This week"),
            f"after:{monday.isoformat()}",
            translate("Searching", "Since Monday"),
        ),
        Chip(
            translate("Searching", "Upset customers"),
            "frustration>=0.5",
            translate("Searching", "The customer was upset at some point"),
        ),
        Chip(
            translate("Searching", "Low score"),
            "score<60",
            translate("Searching", "An empathy score under 60"),
        ),
        Chip(
            translate("Searching", "Good moments"),
            "good:yes",
            translate("Searching", "Somebody marked a good moment"),
        ),
    ]
    if agent:
        found.append(
            Chip(
                translate("Searching", "Mine"),
                f'agent:"{agent}"',
                translate("Searching", "Calls that {agent} took").format(agent=agent),
            )
        )
    return tuple(found)


class SearchBar(QWidget):
    """Where calls are looked for.

    Signals:
        changed: The whole query, text and chips, after a short pause in typing.
        entered: Enter was pressed: go to the table.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(self, agent: str = "", parent: QWidget | None = None) -> None:
        """Make an empty box."""
        super().__init__(parent)
        self._told = ""
        self._history = QStringListModel(self)
        self.box = QLineEdit(
            self, placeholderText=translate("Searching", PLACEHOLDER), clearButtonEnabled=True
        )
        self.box.setAccessibleName(self.tr("Search calls"))
        self.box.setAccessibleDescription(translate("Searching", HINT))
        self.box.setToolTip(translate("Searching", HINT))
        completer = QCompleter(self._history, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.box.setCompleter(completer)
        self.note = TextBlock(self, max_lines=2)
        self.note.hide()
        self._lens = self.box.addAction(self.windowIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.chips: list[tuple[Chip, Button]] = []
        row = FlowLayout()
        for chip in chips(agent):
            button = Button(chip.name, self, kind="chip", tooltip=chip.explained)
            button.toggled.connect(self._tell)
            row.addWidget(button)
            self.chips.append((chip, button))
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.box)
        column.addLayout(line)
        column.addWidget(self.note)
        column.addLayout(row)
        self._column = column
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self._tell)
        self.box.textEdited.connect(lambda _: self._timer.start())
        self.box.textChanged.connect(self._cleared)
        self.box.returnPressed.connect(self._enter)
        completer.activated.connect(lambda _: self._timer.start())
        past = QShortcut(QKeySequence(Qt.Key.Key_Down), self.box)
        past.setContext(Qt.ShortcutContext.WidgetShortcut)
        past.activated.connect(self._show_history)

    @property
    def query(self) -> str:
        """What is looked for: the text and the chips that are on."""
        added = [chip.query for chip, button in self.chips if button.isChecked()]
        return " ".join(filter(None, (self.box.text().strip(), *added)))

    @property
    def history(self) -> list[str]:
        """What was looked for, latest first."""
        return self._history.stringList()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._lens.setIcon(icon(theme, "search"))
        self.box.setFont(theme.body_font)
        self.note.set_look(theme.font("caption"), theme.color("alert"))
        self._column.setSpacing(theme.px(0.45))
        self._row.set_gap(theme.px(0.45))
        for _, button in self.chips:
            button.set_theme(theme)

    def set_problem(self, problem: str) -> None:
        """Say below the box what is wrong with the query, or nothing."""
        self.note.set_text(problem[:1].upper() + problem[1:])
        self.note.setVisible(bool(problem))
        self.box.setProperty("wrong", bool(problem))
        self.box.style().unpolish(self.box)
        self.box.style().polish(self.box)

    def clear(self) -> None:
        """Look for everything."""
        self.box.clear()
        for _, button in self.chips:
            button.setChecked(False)
        self._tell()

    def ask(self, query: str) -> None:
        """Look for this, as if it had been typed."""
        self.box.setText(query)
        self._tell()

    def remember(self) -> None:
        """Put what is in the box into the history."""
        text = self.box.text().strip()
        if text:
            rest = [old for old in self.history if old != text]
            self._history.setStringList([text, *rest][:REMEMBERED])

    def flush(self) -> None:
        """Ask at once for what was typed."""
        if self._timer.isActive():
            self._tell()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _enter(self) -> None:
        self.remember()
        self._tell()
        self.entered.emit()

    def _cleared(self, text: str) -> None:
        if not text:
            self._timer.start()

    def _tell(self) -> None:
        self._timer.stop()
        if self.query != self._told:
            self._told = self.query
            self.changed.emit(self._told)

    def _show_history(self) -> None:
        completer = self.box.completer()
        if self.history:
            completer.setCompletionPrefix("")
            completer.complete()
