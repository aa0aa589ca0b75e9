"""The list of a pack's prompts: switched on or off, with what they did over the calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from callassist.gui import icons
from callassist.gui.core_texts import core
from callassist.gui.counts import counts
from callassist.gui.i18n import number, percent
from callassist.gui.studio.form import BUDGET
from callassist.gui.theme import Theme, blend
from callassist.prompts.schema import PromptRule
from callassist.run.studio.bench import Workbench
from callassist.run.studio.form import change_of, grouped, what_came_of_it
from callassist.run.whatif import Totals
from callassist.run.whatif.answers import PromptTotals

Index = QModelIndex | QPersistentModelIndex
ROW_EM, HEAD_EM = 3.3, 2.1


@dataclass(slots=True)
class Row:
    """A line of the list: a group's title, the budget, or a prompt."""

    title: str
    rule: PromptRule | None = None
    own: bool = False
    locked: bool = False
    selectable: bool = True


class PromptList(QAbstractListModel):
    """A pack's prompts under their severities, and the budget above them.

    Signals:
        switched: The user switched a prompt on or off.
    """

    switched = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.rows: list[Row] = []
        self.totals = Totals()
        self._share: dict[str, float] = {}

    def show_pack(self, bench: Workbench) -> None:
        """Show the pack of a workbench; where the rows are the same, they stay selected."""
        rows = [Row(self.tr("Budget"))]
        for title, rules in grouped(bench.pack):
            rows.append(Row(core(title), selectable=False))
            for rule in rules:
                own = any(
                    bench.own(("prompt", rule.id, key)) for key in ("id", "enabled", "say", "when")
                )
                locked = bench.is_locked(("prompt", rule.id, "enabled"))
                rows.append(Row(rule.say, rule, own, locked))
        same = [r.rule and r.rule.id for r in rows] == [r.rule and r.rule.id for r in self.rows]
        if same and len(rows) == len(self.rows):
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def show_totals(self, totals: Totals, bench: Workbench) -> None:
        """Show what the prompts did."""
        self.totals = totals
        budget = bench.pack.budget
        self._share = {
            name: totals.budget_share(one.after, budget) for name, one in totals.prompts.items()
        }
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def row_of(self, prompt_id: str) -> int:
        """Return where a prompt stands; the budget if there is none."""
        for at, row in enumerate(self.rows):
            if row.rule is not None and row.rule.id == prompt_id:
                return at
        return 0

    def did(self, row: Row) -> PromptTotals | None:
        """Return what a row's prompt did over the calls."""
        return self.totals.prompts.get(row.rule.id) if row.rule else None

    def figures(self, row: Row) -> str:
        """Return a row's second line."""
        if row.rule is None:
            load = self.totals
            if not load.calls:
                return self.tr("how much may be said in all")
            per_minute = load.per_minute(load.after)
            return self.tr("{prompts} · {per_minute} a minute").format(
                prompts=counts.prompts(load.after.shown), per_minute=number(per_minute, 2)
            )
        did = self.did(row)
        if not row.rule.enabled and (did is None or not did.before.shown):
            return self.tr("switched off")
        if did is None:
            return self.tr("did not fire") if self.totals.calls else row.rule.id
        if not row.rule.enabled:
            return self.tr("switched off")
        share = self.tr("{share} of budget").format(
            share=percent(self._share.get(row.rule.id, 0.0))
        )
        if row.rule.severity == "praise":
            return share
        return f"{core(what_came_of_it(did.after))} · {share}"

    # Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        row = self.rows[index.row()]
        if not row.selectable:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if row.rule is not None and not row.locked:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a row says."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.CheckStateRole and row.rule is not None:
            return Qt.CheckState.Checked if row.rule.enabled else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(row)
        return None

    def setData(
        self,
        index: Index,
        value: Any,  # noqa: ANN401 - as Qt has it
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Switch a prompt on or off."""
        row = self.rows[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or row.rule is None or row.locked:
            return False
        self.switched.emit(row.rule.id, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _spoken(self, row: Row) -> str:
        if row.rule is None:
            return f"{row.title}: {self.figures(row)}" if row.selectable else row.title
        did = self.did(row)
        fired = counts.times_fired(did.after.shown, did.before.shown) if did else ""
        lock = self.tr("locked by a policy") if row.locked else ""
        own = self.tr("changed in your file") if row.own else ""
        parts = (row.title, row.rule.id, fired, self.figures(row), own, lock)
        return ", ".join(part for part in parts if part)


class PromptDelegate(QStyledItemDelegate):
    """Paints the rows in the theme's colors."""

    def __init__(self, model: PromptList, theme: Theme, parent: QWidget | None = None) -> None:
        """Paint the rows of ``model``."""
        super().__init__(parent)
        self._model = model
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height."""
        row = self._model.rows[index.row()]
        em = ROW_EM if row.selectable else HEAD_EM
        return QSize(self.theme.px(12), self.theme.px(em))

    def box(self, rect: QRectF) -> QRectF:
        """Return where a row's switch is."""
        side = self.theme.px(1.0)
        return QRectF(rect.left() + self.theme.px(0.6), rect.center().y() - side / 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, row, rect = self.theme, self._model.rows[index.row()], QRectF(option.rect)
        if not row.selectable:
            font = theme.font("caption")
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(theme.color("muted"))
            room = rect.adjusted(theme.px(0.6), 0, 0, -theme.px(0.3))
            painter.drawText(
                room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, row.title
            )
            painter.restore()
            return
        self._ground(painter, rect, option.state)
        left = theme.px(0.6)
        if row.rule is not None:
            self._switch(painter, rect, row)
            left = theme.px(2.1)
        side = theme.px(1.25)
        name = (
            row.rule.id
            if row.rule and icons.exists(row.rule.id)
            else (row.rule.severity if row.rule else "notes")
        )
        dim = row.rule is not None and not row.rule.enabled
        accent = row.rule.severity if row.rule else "muted"
        place = QRectF(rect.left() + left, rect.center().y() - side / 2, side, side)
        icons.paint(painter, name, place, theme.color("muted" if dim else accent))
        self._words(painter, rect.adjusted(left + side + theme.px(0.6), 0, -theme.px(0.6), 0), row)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        theme = self.theme
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, blend(theme.palette.nudge, theme.palette.background, 0.14))
            bar = QRectF(rect.left(), rect.top(), theme.px(0.2), rect.height())
            painter.fillRect(bar, theme.color("nudge"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("raised"))
        painter.setPen(QPen(theme.color("track"), 1))
        bottom = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), bottom), QPointF(rect.right(), bottom))

    def _switch(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        theme, box = self.theme, self.box(rect)
        on = row.rule is not None and row.rule.enabled
        if row.locked:
            icons.paint(painter, "lock", box, theme.color("muted"))
            return
        painter.setPen(QPen(theme.color("nudge" if on else "border"), 1.4))
        painter.setBrush(theme.color("nudge" if on else "background"))
        painter.drawRoundedRect(box, theme.px(0.22), theme.px(0.22))
        if on:
            painter.setPen(QPen(theme.color("background"), theme.px(0.13)))
            w, h = box.width(), box.height()
            points = [(0.24, 0.53), (0.43, 0.72), (0.77, 0.31)]
            painter.drawPolyline(
                [QPointF(box.left() + x * w, box.top() + y * h) for x, y in points]
            )

    def _words(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        theme = self.theme
        dim = row.rule is not None and not row.rule.enabled
        count, change = self._count(row)
        bold = theme.font("body")
        bold.setWeight(bold.Weight.DemiBold)
        metrics = QFontMetricsF(bold)
        half = rect.height() / 2
        top = QRectF(rect.left(), rect.top() + theme.px(0.3), rect.width(), half - theme.px(0.3))
        room = rect.width()
        if count:
            painter.setFont(bold)
            shift = metrics.horizontalAdvance(change) if change else 0
            if change:
                painter.setPen(theme.color("praise" if change[0] != "+" else "warn"))
                painter.drawText(top, _RIGHT, change)
            painter.setPen(theme.color("muted" if dim else "text"))
            gap = theme.px(0.4) if change else 0
            painter.drawText(top.adjusted(0, 0, -shift - gap, 0), _RIGHT, count)
            room -= shift + gap + metrics.horizontalAdvance(count) + theme.px(0.6)
        painter.setFont(bold)
        painter.setPen(theme.color("muted" if dim else "text"))
        title = row.title + (" •" if row.own else "")
        painter.drawText(top, _LEFT, metrics.elidedText(title, Qt.TextElideMode.ElideRight, room))
        caption = theme.font("caption")
        painter.setFont(caption)
        painter.setPen(theme.color("muted"))
        below = QRectF(rect.left(), rect.center().y(), rect.width(), half - theme.px(0.25))
        line = QFontMetricsF(caption).elidedText(
            self._model.figures(row), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(below, _LEFT, line)

    def _count(self, row: Row) -> tuple[str, str]:
        did = self._model.did(row)
        if did is None:
            return "", ""
        change = change_of(did)
        sign = f"+{change}" if change > 0 else f"\N{MINUS SIGN}{-change}" if change else ""
        return f"{did.after.shown:,}", sign


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PromptView(QListView):
    """The list: arrows choose, Space switches.

    Signals:
        chosen: A prompt was chosen; the budget is ``""``.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it with a model of its own."""
        super().__init__(parent)
        self.prompts = PromptList(self)
        self.painter_of_rows = PromptDelegate(self.prompts, theme, self)
        self.setModel(self.prompts)
        self.setItemDelegate(self.painter_of_rows)
        self.setAccessibleName(self.tr("Prompts"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    @property
    def prompt_id(self) -> str:
        """The chosen prompt, or ``""`` for the budget."""
        at = self.currentIndex().row()
        row = self.prompts.rows[at] if 0 <= at < len(self.prompts.rows) else None
        return row.rule.id if row and row.rule else BUDGET

    def choose(self, prompt_id: str) -> None:
        """Choose a prompt, or the budget."""
        index = self.prompts.index(self.prompts.row_of(prompt_id))
        if self.currentIndex() != index:
            self.setCurrentIndex(index)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.painter_of_rows.theme = theme
        self.setFont(theme.body_font)
        self.doItemsLayout()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell which prompt was chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self.prompt_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Switch the chosen prompt with Space."""
        if event.key() == Qt.Key.Key_Space and self._switch(self.currentIndex()):
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Switch a prompt by its box, choose it by the rest."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            box = self.painter_of_rows.box(QRectF(self.visualRect(index)))
            grown = box.adjusted(-6, -6, 6, 6)
            if grown.contains(event.position()) and self._switch(index):
                return
        super().mousePressEvent(event)

    def _switch(self, index: Index) -> bool:
        row = self.prompts.rows[index.row()] if index.isValid() else None
        if row is None or row.rule is None or row.locked:
            return False
        wanted = Qt.CheckState.Unchecked if row.rule.enabled else Qt.CheckState.Checked
        return self.prompts.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
