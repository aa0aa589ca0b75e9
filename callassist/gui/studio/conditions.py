"""The form's lists of conditions: which finding, whose, how sure, how long ago."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from callassist.gui.core_texts import core
from callassist.gui.i18n import translate
from callassist.gui.studio.controls import Choice, NumberField, ResetButton, Section
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.run.studio.form import MIN_SCORE, WITHIN, Conditions, Kind

_SIDES = (
    ("", QT_TRANSLATE_NOOP("Conditions", "either side")),
    ("agent", QT_TRANSLATE_NOOP("Conditions", "the agent")),
    ("customer", QT_TRANSLATE_NOOP("Conditions", "the customer")),
)
_WITHIN_S = 10.0


class ConditionCard(QFrame):
    """One condition.

    Signals:
        changed: The user changed it.
        remove_asked: The user takes it away.
    """

    changed = Signal()
    remove_asked = Signal()

    def __init__(self, conditions: Conditions, parent: QWidget | None = None) -> None:
        """Make one of a list of conditions."""
        super().__init__(parent)
        self.setObjectName("card")
        self.kind = Choice(self)
        self.kind.setAccessibleName(
            self.tr("{label}: finding").format(label=core(conditions.label))
        )
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(12)
        self.side = Choice(self)
        self.side.setAccessibleName(self.tr("{label}: whose").format(label=core(conditions.label)))
        self.meaning = TextBlock(self)
        self.score = NumberField(MIN_SCORE, self)
        self.within = NumberField(WITHIN, self)
        self.within.setVisible(conditions.recent)
        self.remove = Button("", self, kind="quiet", icon="dismiss")
        self.remove.setAccessibleName(
            self.tr("{label}: take this finding away").format(label=core(conditions.label))
        )
        self.remove.setToolTip(self.tr("Take this finding away"))
        self._recent = conditions.recent
        self._kinds: tuple[Kind, ...] = ()
        self._row = QHBoxLayout()
        self._row.addWidget(self.kind, 3)
        self._row.addWidget(self.side, 2)
        self._row.addWidget(self.remove)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self.meaning)
        self._column.addWidget(self.score)
        self._column.addWidget(self.within)
        self.kind.activated.connect(self._chose_kind)
        self.side.activated.connect(self.changed)
        self.score.changed.connect(self.changed)
        self.within.changed.connect(self.changed)
        self.remove.clicked.connect(self.remove_asked)

    def fields(self) -> dict[str, Any]:
        """Return it as the table that a file holds."""
        table: dict[str, Any] = {"finding": self.kind.currentData()}
        if side := self.side.currentData():
            table["channel"] = side
        if self.score.value:
            table["min_score"] = round(self.score.value, 4)
        if self._recent and self.within.value != _WITHIN_S:
            table["within_s"] = self.within.value
        return table

    def show_condition(
        self, table: Mapping[str, Any], kinds: tuple[Kind, ...], locked: str
    ) -> None:
        """Show a condition."""
        with QSignalBlocker(self.kind), QSignalBlocker(self.side):
            if kinds != self._kinds:
                self._fill(kinds)
            self.kind.setCurrentIndex(max(0, self.kind.findData(table["finding"])))
            self._fit_sides()
            self.side.setCurrentIndex(max(0, self.side.findData(table.get("channel", ""))))
        self.score.set_value(table.get("min_score", 0.0), locked=locked)
        self.within.set_value(table.get("within_s", _WITHIN_S), locked=locked)
        for part in (self.kind, self.side, self.remove):
            part.setEnabled(not locked)
        self._explain()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        gap = theme.px(0.5)
        self._column.setContentsMargins(gap, gap, gap, gap)
        self._column.setSpacing(theme.px(0.25))
        self._row.setSpacing(theme.px(0.4))
        self.meaning.set_look(theme.font("caption"), theme.color("muted"))
        self.score.set_theme(theme)
        self.within.set_theme(theme)
        self.remove.set_theme(theme)
        side = theme.px(1.9)
        self.remove.setFixedSize(side, side)
        self.remove.setStyleSheet("padding: 0; min-height: 0;")
        for number in (self.score, self.within):  # a card has no key of its own to reset
            number.reset.hide()
            policy = number.reset.sizePolicy()
            policy.setRetainSizeWhenHidden(False)
            number.reset.setSizePolicy(policy)

    def _fill(self, kinds: tuple[Kind, ...]) -> None:
        self._kinds = kinds
        self.kind.clear()
        for at, kind in enumerate(kinds):
            self.kind.addItem(kind.id, kind.id)
            self.kind.setItemData(at, core(kind.meaning), Qt.ItemDataRole.ToolTipRole)

    def _kind(self) -> Kind | None:
        at = self.kind.currentIndex()
        return self._kinds[at] if 0 <= at < len(self._kinds) else None

    def _fit_sides(self) -> None:
        """Offer the sides of which such a finding can be."""
        kind = self._kind()
        wanted = [one for one in _SIDES if not one[0] or kind is None or one[0] in kind.sides]
        if [self.side.itemData(at) for at in range(self.side.count())] != [w[0] for w in wanted]:
            self.side.clear()
            for value, name in wanted:
                self.side.addItem(translate("Conditions", name), value)

    def _explain(self) -> None:
        kind = self._kind()
        self.meaning.set_text(core(kind.meaning) if kind else "")
        self.kind.setAccessibleDescription(core(kind.meaning) if kind else "")

    def _chose_kind(self) -> None:
        with QSignalBlocker(self.side):
            former = self.side.currentData()
            self._fit_sides()
            self.side.setCurrentIndex(max(0, self.side.findData(former)))
        self._explain()
        self.changed.emit()


class ConditionsEditor(Section):
    """A prompt's list of conditions of one sort.

    Signals:
        changed: The user changed them: the tables that a file holds.
        released: The user is done with moving a slider.
        reset_asked: Back to what the packs below say.
    """

    changed = Signal(object)
    released = Signal()
    reset_asked = Signal()

    def __init__(self, conditions: Conditions, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(core(conditions.label), parent)
        self.conditions = conditions
        self.cards: list[ConditionCard] = []
        self.avoided: set[str] = set()
        self._kinds: tuple[Kind, ...] = ()
        self._theme: Theme | None = None
        self.title.setToolTip(core(conditions.help))
        self.reset = ResetButton(core(conditions.label), self)
        self.add = Button("", self, kind="quiet", icon="add")
        self.add.setAccessibleName(
            self.tr("{label}: add a finding").format(label=core(conditions.label))
        )
        self.add.setToolTip(self.tr("Add a finding. {help}").format(help=core(conditions.help)))
        self.head.addWidget(self.add)
        self.head.addWidget(self.reset)
        self.add.clicked.connect(self._add)
        self.reset.clicked.connect(self.reset_asked)

    def show_tables(
        self,
        tables: Sequence[Mapping[str, Any]],
        kinds: tuple[Kind, ...],
        *,
        own: bool = False,
        locked: str = "",
    ) -> None:
        """Show conditions, and whether they stand in the pack's own file or are locked."""
        self._kinds = kinds
        while len(self.cards) > len(tables):
            card = self.cards.pop()
            self.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < len(tables):
            self._new_card()
        for card, table in zip(self.cards, tables, strict=True):
            card.show_condition(table, kinds, locked)
        self.reset.setVisible(own and not locked)
        self.add.setEnabled(not locked)
        self.title.setToolTip(locked or core(self.conditions.help))

    def tables(self) -> list[dict[str, Any]]:
        """Return the conditions as tables of a file."""
        return [card.fields() for card in self.cards]

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        super().set_theme(theme)
        self._theme = theme
        self.reset.set_theme(theme)
        self.add.set_theme(theme)
        side = theme.px(1.9)
        self.add.setFixedSize(side, side)
        self.add.setStyleSheet("padding: 0; min-height: 0;")
        for card in self.cards:
            card.set_theme(theme)

    def _new_card(self) -> None:
        card = ConditionCard(self.conditions, self)
        if self._theme is not None:
            card.set_theme(self._theme)
        card.changed.connect(self._tell)
        card.remove_asked.connect(lambda: self._remove(card))
        for number in (card.score, card.within):
            number.released.connect(self.released)
        self.cards.append(card)
        self.column.addWidget(card)

    def _add(self) -> None:
        taken = self.avoided | {card.kind.currentData() for card in self.cards}
        free = next((kind.id for kind in self._kinds if kind.id not in taken), None)
        if free is not None:
            self.changed.emit([*self.tables(), {"finding": free}])
            if self.cards:
                self.cards[-1].kind.setFocus()

    def _remove(self, card: ConditionCard) -> None:
        self.changed.emit([each.fields() for each in self.cards if each is not card])

    def _tell(self) -> None:
        self.changed.emit(self.tables())
