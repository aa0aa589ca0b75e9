"""A company's words: its names, its products, how its calls begin and end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from callassist.gui.studio.controls import Section
from callassist.gui.studio.cues import PhraseBox
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.run.studio.bench import Workbench
from callassist.run.studio.pack_text import words_of

LANGUAGE = "en"
"""Calls are understood in English only; words of others stand in the file."""


class WordsEditor(Section):
    """The lists of the pack's own file, one phrase a line.

    Signals:
        changed: The user changed a list: its place in the file, and the list.
    """

    changed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__("", parent)
        self.title.setText(self.tr("Your company’s words"))
        self.about = TextBlock(self)
        self.about.set_text(
            self.tr(
                "One a line, as they are said. Words for other lists ([[words]] phrases) are "
                "written in the pack file."
            )
        )
        self.column.addWidget(self.about)
        self.boxes: dict[str, PhraseBox] = {}
        for key, label, help_line in (
            (
                "company",
                self.tr("Company"),
                self.tr("Your names: never taken for a customer’s name or a key phrase"),
            ),
            (
                "products",
                self.tr("Products"),
                self.tr("What you sell: never taken for a customer’s name"),
            ),
            (
                "greetings",
                self.tr("Greetings"),
                self.tr("How your calls begin: neither a closing nor too cheerful"),
            ),
            ("closings", self.tr("Closings"), self.tr("How your agents end calls")),
        ):
            name = QLabel(label, self)
            box = PhraseBox(label, parent=self)
            box.setToolTip(help_line)
            box.setAccessibleDescription(help_line)
            box.setPlaceholderText(help_line)
            name.setBuddy(box)
            self.column.addWidget(name)
            self.column.addWidget(box)
            self.boxes[key] = box
            box.phrases_typed.connect(lambda key=key: self._typed(key))

    def show_words(self, bench: Workbench) -> None:
        """Show what the pack's own file adds; while it is no TOML, what was shown stays."""
        if not bench.is_toml:
            return
        words = words_of(bench.text, LANGUAGE)
        for key, box in self.boxes.items():
            box.show_phrases(list(words.get(key, ())))
            box.setReadOnly(bench.is_locked(("words", LANGUAGE, key)))

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        super().set_theme(theme)
        self.about.set_look(theme.font("caption"), theme.color("muted"))
        for box in self.boxes.values():
            box.set_theme(theme)

    def _typed(self, key: str) -> None:
        self.changed.emit(("words", LANGUAGE, key), self.boxes[key].phrases())
