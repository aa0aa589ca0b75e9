"""The list of what a change does, call by call: prompts gained, lost, moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from callassist.gui.core_texts import core
from callassist.gui.i18n import translate
from callassist.gui.theme import Theme, blend
from callassist.review.clock import clock
from callassist.review.prompt_marks import Verdict
from callassist.run.whatif import CallAnswer
from callassist.run.whatif.tape import Saying

Index = QModelIndex | QPersistentModelIndex
Sign = Literal["gained", "lost", "moved", "same"]
ROW_EM = 2.0
WORDS: dict[Sign, str] = {
    "gained": QT_TRANSLATE_NOOP("Changes", "gained"),
    "lost": QT_TRANSLATE_NOOP("Changes", "lost"),
    "moved": QT_TRANSLATE_NOOP("Changes", "moved"),
    "same": QT_TRANSLATE_NOOP("Changes", "as before"),
}
GLYPHS: dict[Sign, str] = {"gained": "+", "lost": "\N{MINUS SIGN}", "moved": "↔", "same": ""}
VERDICTS: dict[Verdict, str] = {
    "right": QT_TRANSLATE_NOOP("Changes", "right"),
    "wrong": QT_TRANSLATE_NOOP("Changes", "wrong"),
    "missing": QT_TRANSLATE_NOOP("Changes", "missing"),
}
_VERDICTS = {Qt.Key.Key_R: "right", Qt.Key.Key_W: "wrong"}
VerdictOf = Callable[[str, str, float], Verdict | None]


@dataclass(frozen=True, slots=True)
class Change:
    """A row: a call's heading, or one prompt of it.

    Attributes:
        call: The call's name.
        sign: What happened to the prompt; ``None`` for the heading.
        saying: The prompt.
        to_s: Where it moved to.
        text: What the heading says.
    """

    call: str
    sign: Sign | None = None
    saying: Saying | None = None
    to_s: float | None = None
    text: str = ""

    @property
    def at_s(self) -> float:
        """The second to hear."""
        if self.to_s is not None:
            return self.to_s
        return self.saying.shown_s if self.saying is not None else 0.0


def verdict_text(verdict: Verdict) -> str:
    """Return a verdict in words."""
    return translate("Changes", VERDICTS[verdict])


class ChangeList(QAbstractListModel):
    """The rows of all answers so far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.rows: list[Change] = []
        self.say_of: Callable[[str], str] = lambda prompt_id: prompt_id
        self.title_of: Callable[[str], str] = lambda call: call
        self.verdict_of: VerdictOf = lambda *_: None
        self.only = ""
        self.with_same = False

    def clear(self) -> None:
        """Forget everything."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def set_answers(self, answers: Iterable[CallAnswer]) -> None:
        """Show these answers in the place of all."""
        self.beginResetModel()
        self.rows = [row for answer in answers for row in self._rows(answer)]
        self.endResetModel()

    def add_answers(self, answers: Iterable[CallAnswer]) -> None:
        """Show further answers at the end."""
        more = [row for answer in answers for row in self._rows(answer)]
        if more:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self.rows += more
            self.endInsertRows()

    def _rows(self, answer: CallAnswer) -> list[Change]:
        if answer.problem:
            return [Change(answer.call, text=answer.problem)]
        found: list[Change] = [Change(answer.call, "gained", it) for it in answer.gained]
        found += [Change(answer.call, "lost", it) for it in answer.lost]
        found += [Change(answer.call, "moved", old, new.shown_s) for old, new in answer.moved]
        if self.with_same:
            new = {id(it) for it in answer.gained} | {id(to) for _, to in answer.moved}
            found += [Change(answer.call, "same", it) for it in answer.after if id(it) not in new]
        if self.only:
            found = [row for row in found if row.saying and row.saying.id == self.only]
        if not found:
            return []
        found.sort(key=lambda row: row.at_s)
        counts = [(GLYPHS[s], sum(row.sign == s for row in found)) for s in GLYPHS if GLYPHS[s]]
        text = " ".join(f"{glyph}{count}" for glyph, count in counts if count)
        return [Change(answer.call, text=text), *found]

    # Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        if not 0 <= index.row() < len(self.rows):
            return Qt.ItemFlag.NoItemFlags
        if self.rows[index.row()].sign is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a row says."""
        wanted = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        if role not in wanted:
            return None
        row = self.rows[index.row()]
        if row.sign is None or row.saying is None:
            return f"{self.title_of(row.call)} {row.text}"
        verdict = self.verdict_of(row.call, row.saying.id, row.at_s)
        parts = [
            self._said_of(row, row.saying, row.sign),
            core(row.saying.outcome or ""),
            self.tr("marked {verdict}").format(verdict=verdict_text(verdict)) if verdict else "",
        ]
        return ", ".join(part for part in parts if part)

    def _said_of(self, row: Change, saying: Saying, sign: Sign) -> str:
        facts = {
            "what": translate("Changes", WORDS[sign]),
            "prompt": self.say_of(saying.id),
            "time": clock(saying.shown_s),
        }
        if row.to_s is None:
            return self.tr("{what}: {prompt} at {time}").format(**facts)
        to = clock(row.to_s)
        return self.tr("{what}: {prompt} at {time}, now at {to}").format(**facts, to=to)


class ChangeDelegate(QStyledItemDelegate):
    """Paints the rows in the theme's colors."""

    def __init__(self, model: ChangeList, theme: Theme, parent: QWidget | None = None) -> None:
        """Paint the rows of ``model``."""
        super().__init__(parent)
        self._model = model
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.theme = theme
        bold = theme.font("body")
        bold.setWeight(bold.Weight.DemiBold)
        self._fonts = {"body": theme.font("body"), "bold": bold, "caption": theme.font("caption")}
        self._metrics = {name: QFontMetricsF(font) for name, font in self._fonts.items()}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height."""
        return QSize(self.theme.px(12), self.theme.px(ROW_EM))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row = self._model.rows[index.row()]
        painter.save()
        rect = QRectF(option.rect)
        theme = self.theme
        if row.sign is None:
            self._head(painter, rect, row)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                ground = blend(theme.palette.nudge, theme.palette.background, 0.14)
                painter.fillRect(rect, ground)
                bar = QRectF(rect.left(), rect.top(), theme.px(0.2), rect.height())
                painter.fillRect(bar, theme.color("nudge"))
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, theme.color("raised"))
            self._change(painter, rect.adjusted(theme.px(0.6), 0, -theme.px(0.6), 0), row)
        painter.restore()

    def _head(self, painter: QPainter, rect: QRectF, row: Change) -> None:
        theme = self.theme
        painter.setPen(QPen(theme.color("track"), 1))
        painter.drawLine(
            QPointF(rect.left(), rect.top() + 0.5), QPointF(rect.right(), rect.top() + 0.5)
        )
        room = rect.adjusted(theme.px(0.6), theme.px(0.3), -theme.px(0.6), 0)
        painter.setFont(self._fonts["caption"])
        painter.setPen(theme.color("muted"))
        painter.drawText(room, _RIGHT, row.text)
        left = room.width() - self._metrics["caption"].horizontalAdvance(row.text) - theme.px(0.8)
        painter.setFont(self._fonts["bold"])
        painter.setPen(theme.color("text"))
        title = self._metrics["bold"].elidedText(
            self._model.title_of(row.call), Qt.TextElideMode.ElideRight, left
        )
        painter.drawText(room, _LEFT, title)

    def _change(self, painter: QPainter, rect: QRectF, row: Change) -> None:
        theme, body = self.theme, self._metrics["body"]
        assert row.saying is not None
        assert row.sign is not None
        token = {"gained": "warn", "lost": "nudge", "moved": "text", "same": "muted"}[row.sign]
        painter.setFont(self._fonts["bold"])
        painter.setPen(theme.color(token))
        if GLYPHS[row.sign]:
            sign = QRectF(rect.left(), rect.top(), theme.px(1.1), rect.height())
            painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, GLYPHS[row.sign])
        painter.setFont(self._fonts["body"])
        painter.setPen(theme.color("muted"))
        clock_room = QRectF(rect.left() + theme.px(1.3), rect.top(), theme.px(2.9), rect.height())
        painter.drawText(clock_room, _RIGHT, clock(row.saying.shown_s))
        left = rect.left() + theme.px(4.8)
        verdict = self._model.verdict_of(row.call, row.saying.id, row.at_s)
        end = rect.right()
        if verdict:
            told = verdict_text(verdict)
            painter.setFont(self._fonts["bold"])
            painter.setPen(theme.color("alert" if verdict == "wrong" else "praise"))
            painter.drawText(QRectF(left, rect.top(), end - left, rect.height()), _RIGHT, told)
            end -= self._metrics["bold"].horizontalAdvance(told) + theme.px(0.6)
        told = core(row.saying.outcome or "")
        if row.to_s is not None:
            told = self.tr("to {time}").format(time=clock(row.to_s))
        painter.setFont(self._fonts["caption"])
        painter.setPen(theme.color("muted"))
        painter.drawText(QRectF(left, rect.top(), end - left, rect.height()), _RIGHT, told)
        end -= self._metrics["caption"].horizontalAdvance(told) + theme.px(0.6)
        painter.setFont(self._fonts["body"])
        painter.setPen(theme.color("muted" if row.sign in ("lost", "same") else "text"))
        say = body.elidedText(
            self._model.say_of(row.saying.id), Qt.TextElideMode.ElideRight, end - left
        )
        painter.drawText(QRectF(left, rect.top(), end - left, rect.height()), _LEFT, say)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChangeView(QListView):
    """The list: Enter opens the call there, R and W mark, Delete takes a mark back.

    Signals:
        opened: A row is to be heard.
        marked: A row was marked; ``None`` takes the mark back.
    """

    opened = Signal(object)
    marked = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it with a model of its own."""
        super().__init__(parent)
        self.changes = ChangeList(self)
        self.painter_of_rows = ChangeDelegate(self.changes, theme, self)
        self.setModel(self.changes)
        self.setItemDelegate(self.painter_of_rows)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("What changes, call by call"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    @property
    def current(self) -> Change | None:
        """The chosen prompt of a call."""
        at = self.currentIndex().row()
        row = self.changes.rows[at] if 0 <= at < len(self.changes.rows) else None
        return row if row is not None and row.sign is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, or mark, by a key."""
        row = self.current
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if row is not None and plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif row is not None and plain and key in _VERDICTS:
            self.marked.emit(row, _VERDICTS[key])
        elif row is not None and plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.marked.emit(row, None)
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.painter_of_rows.set_theme(theme)
        self.setFont(theme.body_font)
        self.doItemsLayout()

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.changes.rows) and self.changes.rows[at].sign is not None:
            self.opened.emit(self.changes.rows[at])
