"""The test box: a line, or what was said at a second of a call, and what matches in it."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from callassist.errors import CallAssistError
from callassist.gui.core_texts import core
from callassist.gui.counts import counts
from callassist.gui.i18n import translate
from callassist.gui.studio.controls import Choice
from callassist.gui.style import Button, Field
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.prompts.hints import shown
from callassist.prompts.schema import Pack
from callassist.run.packs.trying import Match, try_words
from callassist.types import Channel, Utterance

MAX_PHRASE = 60
_KINDS = {
    "finding": QT_TRANSLATE_NOOP("Trying", "your finding"),
    "category": QT_TRANSLATE_NOOP("Trying", "in the list"),
    "taken back": QT_TRANSLATE_NOOP("Trying", "taken back"),
    "word": QT_TRANSLATE_NOOP("Trying", "your word"),
}


class TryBox(QWidget):
    """What matches in a line, and why; it follows the pack as it changes.

    Signals:
        taken_asked: Take what was said where the chosen prompt of a call was shown.
    """

    taken_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._pack: Pack | None = None
        self._taken: Utterance | None = None
        self._theme: Theme | None = None
        self.line = Field(self)
        self.line.setAccessibleName(self.tr("A line to try"))
        self.line.setPlaceholderText(self.tr("Type what is said, e.g. that is our policy"))
        self.side = Choice(self)
        self.side.setAccessibleName(self.tr("Who says it"))
        self.side.addItem(self.tr("the agent"), "agent")
        self.side.addItem(self.tr("the customer"), "customer")
        self.take = Button(
            self.tr("From the call"),
            self,
            tooltip=self.tr("What was said where the prompt chosen under What if was shown"),
        )
        self.says = TextBlock(self)
        self.found = QListWidget(self)
        self.found.setAccessibleName(self.tr("What matches, and why"))
        self.found.setWordWrap(True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = QHBoxLayout()
        self._row.addWidget(self.side, 1)
        self._row.addWidget(self.take)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.line)
        self._column.addLayout(self._row)
        self._column.addWidget(self.says)
        self._column.addWidget(self.found, 1)
        self.line.textEdited.connect(self._typed)
        self.side.currentIndexChanged.connect(lambda _: self.refresh())
        self.take.clicked.connect(self.taken_asked)
        self.refresh()

    def set_pack(self, pack: Pack) -> None:
        """Try the words with another pack."""
        additions = None if self._pack is None else self._pack.additions()
        self._pack = pack
        if pack.additions() != additions:
            self.refresh()

    def take_utterance(self, said: Utterance) -> None:
        """Try what was said in a call."""
        self._taken = said
        self.line.setText(said.text)
        self.side.setCurrentIndex(self.side.findData(said.channel))
        self.refresh()

    def refresh(self) -> None:
        """Match again."""
        self.found.clear()
        text = self.line.text().strip()
        if not text or self._pack is None:
            self.says.set_text(
                self.tr("Each finding, list and phrase that the words touch is told here.")
            )
            return
        side: Channel = self.side.currentData()
        words: str | Utterance = text
        if self._taken is not None and self._taken.text == text and self._taken.channel == side:
            words = self._taken
        try:
            matches = try_words(words, self._pack, side)
        except CallAssistError as error:
            self.says.set_text(str(error))
            return
        for match in matches:
            self.found.addItem(_item(match))
        count = len(matches)
        self.says.set_text(self.tr("Nothing matches.") if not count else counts.matches(count))

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.take.set_theme(theme)
        self.says.set_look(theme.font("caption"), theme.color("muted"))
        gap = theme.px(0.6)
        self._row.setSpacing(gap)
        self._column.setContentsMargins(gap, theme.px(0.8), 0, 0)
        self._column.setSpacing(gap)

    def _typed(self) -> None:
        self._taken = None
        self.refresh()


def _item(match: Match) -> QListWidgetItem:
    fires = "\n" + translate("Trying", "fires by these words alone") if match.fires else ""
    phrases = "".join(
        "\n" + translate("Trying", "phrase: {phrase}").format(phrase=shown(each, MAX_PHRASE))
        for each in match.patterns[:2]
    )
    kind = translate("Trying", _KINDS[match.kind])
    head = f"“{match.quote}” · {kind} “{match.name}”\n{core(match.why)}"
    item = QListWidgetItem(head + phrases + fires)
    item.setToolTip("\n".join([head, *match.patterns]))
    return item
