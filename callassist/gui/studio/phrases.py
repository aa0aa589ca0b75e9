"""The phrases of findings that a pack brings along, one a line."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from callassist.gui.studio.controls import Section
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.run.studio.bench import Workbench

_ROWS = 4


class PhrasesEditor(Section):
    """The phrases of the finding that a prompt fires on, where that is the pack's own.

    Signals:
        changed: The user changed them: their place in the file, and the list.
        new_asked: A finding is to be made from phrases.
    """

    changed = Signal(object, object)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__("Phrases", parent)
        self._finding = ""
        self.about = TextBlock(self)
        self.box = QPlainTextEdit(self)
        self.box.setAccessibleName("Phrases, one a line")
        self.box.setTabChangesFocus(True)
        self.new = Button(
            "Let words fire it…",
            self,
            kind="quiet",
            icon="add",
            tooltip="Make a finding from phrases, and let the prompt fire on it",
        )
        self.head.addWidget(self.new)
        self.column.addWidget(self.about)
        self.column.addWidget(self.box)
        self.box.textChanged.connect(self._typed)
        self.new.clicked.connect(self.new_asked)

    def show_findings(self, findings: list[str], bench: Workbench) -> None:
        """Show the first of a prompt's own findings, if it has one."""
        self._finding = findings[0] if findings else ""
        rule = next((own for own in bench.pack.findings if own.id == self._finding), None)
        for part in (self.about, self.box):
            part.setVisible(rule is not None)
        self.new.setVisible(rule is None)
        self.title.setText("Phrases" if rule is not None else "")
        if rule is None:
            return
        whose = "the agent" if rule.side == "agent" else "the customer"
        self.about.set_text(
            f"{rule.id}: {whose} says one of these. (a|b) one of both, word? may be missing, "
            "* up to three words, ! takes back"
        )
        place = ("finding", rule.id, "any_of")
        self.box.setReadOnly(bench.is_locked(place))
        if self._phrases() != list(rule.any_of):
            with QSignalBlocker(self.box):
                self.box.setPlainText("\n".join(rule.any_of))

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        super().set_theme(theme)
        self.about.set_look(theme.font("caption"), theme.color("muted"))
        self.new.set_theme(theme)
        self.box.setFont(theme.body_font)
        self.box.setFixedHeight(theme.px(1.5 * _ROWS))

    def _phrases(self) -> list[str]:
        return [line.strip() for line in self.box.toPlainText().split("\n") if line.strip()]

    def _typed(self) -> None:
        if self._finding:
            self.changed.emit(("finding", self._finding, "any_of"), self._phrases())
