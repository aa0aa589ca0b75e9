"""The editor of a finding that a pack brings along: whose words, and in what sequence."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from callassist.gui.studio.controls import Choice, Section
from callassist.gui.studio.cues import CountEditor, CueEditor, PhraseBox
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.run.studio.bench import Workbench

_ROWS = 4


class PhrasesEditor(Section):
    """The finding that a prompt fires on, where that is the pack's own.

    Signals:
        changed: The user changed a key: its place in the file, and the value.
        new_asked: A finding is to be made from phrases.
    """

    changed = Signal(object, object)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(self.tr("Phrases"), parent)
        self._finding = ""
        self.about = TextBlock(self)
        self.box = PhraseBox(self.tr("Phrases, one a line"), _ROWS, self)
        self.side = Choice(self)
        self.side.setAccessibleName(self.tr("Who says them"))
        self.side.addItem(self.tr("the agent says"), "agent")
        self.side.addItem(self.tr("the customer says"), "customer")
        self.follows = CueEditor(
            self.tr("Only after these words"),
            self.tr("Only if this was said shortly before, by the other side"),
            self,
        )
        self.not_followed_by = CueEditor(
            self.tr("Only if not followed by"),
            self.tr("Only if this is not said shortly after, by the same side"),
            self,
        )
        self.count = CountEditor(
            self.tr("Only when it comes often"),
            self.tr("It is noticed when it comes so often, and then once"),
            self,
        )
        self.new = Button(
            self.tr("Let words fire it…"),
            self,
            kind="quiet",
            icon="add",
            tooltip=self.tr("Make a finding from phrases, and let the prompt fire on it"),
        )
        self.head.addWidget(self.new)
        self.column.addWidget(self.about)
        self._parts = (self.side, self.box, self.follows, self.not_followed_by, self.count)
        for part in self._parts:
            self.column.addWidget(part)
        self.box.phrases_typed.connect(lambda: self._edited("any_of", self.box.phrases()))
        self.side.activated.connect(lambda _: self._edited("side", self.side.currentData()))
        for key, editor in (
            ("follows", self.follows),
            ("not_followed_by", self.not_followed_by),
            ("count", self.count),
        ):
            editor.changed.connect(partial(self._edited, key))
        self.new.clicked.connect(self.new_asked)

    def show_findings(self, findings: list[str], bench: Workbench) -> None:
        """Show the first of a prompt's own findings, if it has one."""
        self._finding = findings[0] if findings else ""
        rule = next((own for own in bench.pack.findings if own.id == self._finding), None)
        for part in (self.about, *self._parts):
            part.setVisible(rule is not None)
        self.new.setVisible(rule is None)
        self.title.setText(self.tr("Phrases") if rule is not None else "")
        if rule is None:
            return
        self.about.set_text(
            self.tr(
                "{id}: one of these. (a|b) one of both, word? may be missing, * up to three "
                "words, ! takes back"
            ).format(id=rule.id)
        )

        def locked(key: str) -> bool:
            return bench.is_locked(("finding", rule.id, key))

        self.box.setReadOnly(locked("any_of"))
        self.box.show_phrases(list(rule.any_of))
        self.side.setCurrentIndex(self.side.findData(rule.side))
        self.side.setEnabled(not locked("side"))
        self.follows.show_cue(rule.follows, locked=locked("follows"))
        self.not_followed_by.show_cue(rule.not_followed_by, locked=locked("not_followed_by"))
        self.count.show_count(rule.count, locked=locked("count"))

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        super().set_theme(theme)
        self.about.set_look(theme.font("caption"), theme.color("muted"))
        self.new.set_theme(theme)
        for part in (self.box, self.follows, self.not_followed_by, self.count):
            part.set_theme(theme)

    def _edited(self, key: str, value: object) -> None:
        if self._finding:
            self.changed.emit(("finding", self._finding, key), value)
