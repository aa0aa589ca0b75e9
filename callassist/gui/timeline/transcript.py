"""The transcript: follows the sound word by word, and seeks where it is clicked on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from callassist.gui.core_texts import core, outcome_text, side_text
from callassist.gui.i18n import translate
from callassist.gui.theme import blend
from callassist.gui.timeline.glyphs import paint_event, paint_outcome
from callassist.gui.timeline.look import Look, say_empty
from callassist.gui.timeline.transcript_layout import (
    CHIP_PAD,
    TurnLayout,
    Wrapper,
    chip_text,
    current_word,
)
from callassist.review.clock import clock
from callassist.review.events import Event
from callassist.review.timeline import LaneTurn, Timeline

Index = QModelIndex | QPersistentModelIndex
Entry = LaneTurn | Event
SCROLL_KEYS = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
}  # fmt: skip
PAD_EM = 0.35
TIME_EM = 3.3
NAME_EM = 6.4
NARROW_EM = 27.0
NOTHING_SAID = QT_TRANSLATE_NOOP("Transcript", "No speech was heard in this call")


class TranscriptModel(QAbstractListModel):
    """Turns, and between them what the agent was told and what went wrong."""

    def __init__(self, timeline: Timeline, parent: QObject | None = None) -> None:
        """List a call."""
        super().__init__(parent)
        told = [e for e in timeline.events.items if e.prompt is not None or e.hard]
        entries: list[tuple[float, int, Entry]] = [(t.start_s, 0, t) for t in timeline.turns.items]
        entries += [(event.at_s, 1, event) for event in told]
        entries.sort(key=lambda entry: entry[:2])
        self.entries: list[Entry] = [entry for _, _, entry in entries]
        self._starts = [at_s for at_s, _, _ in entries]
        self.row_of_turn = {
            entry.index: row
            for row, entry in enumerate(self.entries)
            if isinstance(entry, LaneTurn)
        }

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row as text, for those who hear it; the delegate paints it."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(entry, LaneTurn):
                return f"{clock(entry.start_s)} {side_text(entry.channel)}: {entry.text}"
            return f"{clock(entry.at_s)} {entry.advice}"
        return None

    def row_at(self, at_s: float) -> int:
        """Return the row that began last by a second; -1 before the first."""
        return bisect_right(self._starts, at_s) - 1


class TranscriptDelegate(QStyledItemDelegate):
    """Paints rows: time, speaker, words."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        """Paint with the colors of ``look``."""
        super().__init__(parent)
        self._look = look
        self._layouts: dict[int, TurnLayout] = {}
        self.now_s = -1.0
        self.hits: dict[int, set[int]] = {}
        self.set_width(400)

    def set_width(self, width_px: int) -> None:
        """Wrap to a width of rows."""
        theme = self._look.theme
        self._metrics = QFontMetricsF(theme.font("body"))
        narrow = width_px < NARROW_EM * theme.em_px
        self._name_px = 0.0 if narrow else NAME_EM * theme.em_px
        self.text_x = (TIME_EM + 0.8) * theme.em_px + self._name_px
        self.line_px = self._metrics.lineSpacing() * 1.08
        self._pad = PAD_EM * theme.em_px
        room = max(6 * theme.em_px, width_px - self.text_x - theme.em_px)
        self._wrapper = Wrapper(self._metrics, room)
        self._layouts.clear()
        self.width_px = width_px

    def layout(self, turn: LaneTurn) -> TurnLayout:
        """Return where a turn's words stand."""
        found = self._layouts.get(turn.index)
        if found is None:
            found = self._layouts[turn.index] = self._wrapper.wrap(turn)
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's size."""
        entry = index.model().entries[index.row()]
        lines = self.layout(entry).lines if isinstance(entry, LaneTurn) else 1
        return QSize(10, round(lines * self.line_px + 2 * self._pad))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        rect = QRectF(option.rect)
        entry = index.model().entries[index.row()]
        view = option.widget
        if view is not None and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(look.color("nudge"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)
        painter.setFont(look.theme.font("caption"))
        painter.setPen(look.color("muted"))
        baseline = rect.top() + self._pad + self._metrics.ascent()
        time_s = entry.start_s if isinstance(entry, LaneTurn) else entry.at_s
        where = QRectF(
            rect.left(), rect.top() + self._pad, TIME_EM * look.theme.em_px, self.line_px
        )
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(where, right, clock(time_s))
        if isinstance(entry, LaneTurn):
            self._paint_turn(painter, rect, baseline, entry)
        else:
            self._paint_event(painter, rect, baseline, entry)
        painter.restore()

    def word_at(self, rect: QRectF, turn: LaneTurn, x: float, y: float) -> int | None:
        """Return the index of the word at a place of the view."""
        line = int((y - rect.top() - self._pad) / self.line_px)
        layout = self.layout(turn)
        line = min(max(0, line), layout.lines - 1)
        return layout.word_at(x - rect.left() - self.text_x, line)

    def _paint_turn(self, painter: QPainter, rect: QRectF, baseline: float, turn: LaneTurn) -> None:
        look, em = self._look, self._look.theme.em_px
        left = rect.left() + (TIME_EM + 0.4) * em
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(turn.channel))
        bar = QRectF(left, rect.top() + self._pad, em * 0.2, rect.height() - 2 * self._pad)
        painter.drawRoundedRect(bar, em * 0.1, em * 0.1)
        if self._name_px:
            font = look.theme.font("caption")
            font.setWeight(font.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(look.color(turn.channel))
            painter.drawText(QPointF(left + em * 0.55, baseline), side_text(turn.channel))
        painter.setFont(look.theme.font("body"))
        now = current_word(turn, self.now_s)
        hits = self.hits.get(turn.index, set())
        palette = look.theme.palette
        x0 = rect.left() + self.text_x
        layout = self.layout(turn)
        if not layout.words:
            painter.setPen(look.color("muted"))
            painter.drawText(QPointF(x0, baseline), self.tr("(no words)"))
        for number, word in enumerate(layout.words):
            x, y = x0 + word.x, baseline + word.line * self.line_px
            box = QRectF(
                x - 2, y - self._metrics.ascent() - 1, word.width + 4, self._metrics.height() + 2
            )
            painter.setPen(Qt.PenStyle.NoPen)
            if number == now:
                painter.setBrush(look.color("nudge"))
                painter.drawRoundedRect(box, 3, 3)
            elif number in hits:
                painter.setBrush(blend(palette.warn, palette.background, 0.35))
                painter.drawRoundedRect(box, 3, 3)
            elif word.redacted:
                painter.setBrush(look.color("track"))
                painter.drawRoundedRect(box, em * 0.4, em * 0.4)
            painter.setPen(look.color("background" if number == now else "text"))
            if word.redacted:
                painter.drawText(QPointF(x + CHIP_PAD, y), chip_text(word.text))
            else:
                painter.drawText(QPointF(x, y), word.text)

    def _paint_event(self, painter: QPainter, rect: QRectF, baseline: float, event: Event) -> None:
        look, em = self._look, self._look.theme.em_px
        prompt = event.prompt
        token = prompt["severity"] if prompt is not None else look.event_color(event)
        color = look.color(token)
        palette = look.theme.palette
        x = rect.left() + self.text_x
        box = QRectF(x - em * 0.5, rect.top() + 2, rect.right() - x - em * 0.2, rect.height() - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(getattr(palette, token), palette.background, 0.12))
        painter.drawRoundedRect(box, em * 0.3, em * 0.3)
        middle = box.center().y()
        paint_event(
            painter,
            event.kind,
            QPointF(x + em * 0.3, middle),
            em * 0.75,
            look.color(look.event_color(event)),
        )
        painter.setFont(look.theme.font("caption"))
        painter.setPen(look.color("text"))
        text = core(event.title)
        if prompt is not None:
            said = f"{prompt['say']}   ·   {outcome_text(prompt['outcome'])}"
            text = said if event.kind == "prompt" else f"{text}   →   {said}"
        room = box.right() - x - em * 2.4
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(x + em * 1.1, middle + metrics.capHeight() / 2), text)
        if prompt is not None:
            at = QPointF(box.right() - em * 0.8, middle)
            paint_outcome(painter, prompt["outcome"], at, em * 0.75, color)


class Transcript(QListView):
    """The transcript's view.

    Signals:
        seek_asked: A word was clicked on, or a turn entered.
        event_chosen: An event between turns was chosen.
    """

    seek_asked = Signal(float)
    event_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show the call of ``look``."""
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(self.tr("Transcript"))
        self._delegate = TranscriptDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.setResizeMode(self.ResizeMode.Adjust)
        self.follows = True
        self._row = -1
        self._lit: set[int] = set()
        self.activated.connect(self._on_activated)
        self.setModel(TranscriptModel(look.timeline, self))  # last: until then there is no layout
        if not self.model().entries:
            self.setAccessibleDescription(translate("Transcript", NOTHING_SAID))
        self.verticalScrollBar().sliderPressed.connect(self.stop_following)
        self._back = QPushButton(self.tr("Follow the sound again"), self)
        self._back.clicked.connect(self.follow)
        self._back.hide()

    def refresh(self) -> None:
        """Use the look's theme."""
        self._delegate.set_width(self.viewport().width())
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or say that there are none."""
        super().paintEvent(event)
        if not self.model().entries:
            say_empty(self.viewport(), self._look, translate("Transcript", NOTHING_SAID))

    def set_now(self, at_s: float) -> None:
        """Highlight the word that is being said; scroll to it."""
        model = self.model()
        self._delegate.now_s = at_s
        around = self._look.timeline.turns.between(at_s - 0.2, at_s)
        rows = {model.row_of_turn[turn.index] for turn in around}
        for row in rows | self._lit:
            self.update(model.index(row))
        self._lit = rows
        row = max(rows, default=model.row_at(at_s))
        if row != self._row:
            self._row = row
            if self.follows:
                self._scroll()

    def set_hits(self, hits: Iterable[tuple[int, int]]) -> None:
        """Highlight words found: (turn's index, word's index)."""
        found: dict[int, set[int]] = {}
        for turn, word in hits:
            found.setdefault(turn, set()).add(word)
        self._delegate.hits = found
        self.viewport().update()

    def show_turn(self, turn_index: int) -> None:
        """Scroll to a turn."""
        self.scrollTo(self.model().index(self.model().row_of_turn[turn_index]))

    def follow(self) -> None:
        """Scroll with the sound again."""
        self.follows = True
        self._back.hide()
        self._scroll()

    def stop_following(self) -> None:
        """Stay where the reader is, until they go on from somewhere or ask for it."""
        if self.follows and self._row >= 0:
            self.follows = False
            self._back.show()
            self._place_back()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, and no longer with the sound."""
        self.stop_following()
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through rows, and no longer with the sound."""
        if event.key() in SCROLL_KEYS:
            self.stop_following()
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Seek to the word that was clicked on."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        entry = self.model().entries[index.row()]
        if isinstance(entry, LaneTurn):
            place = event.position()
            rect = QRectF(self.visualRect(index))
            word = self._delegate.word_at(rect, entry, place.x(), place.y())
            in_text = place.x() >= self._delegate.text_x and word is not None and entry.words
            self._seek(entry.words[word].start_s if in_text else entry.start_s)
        else:
            self.event_chosen.emit(entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        if self.viewport().width() != self._delegate.width_px:
            self.refresh()
        super().resizeEvent(event)
        self._place_back()

    def _seek(self, at_s: float) -> None:
        self.follow()
        self.seek_asked.emit(at_s)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = self.model().entries[index.row()]
        if isinstance(entry, LaneTurn):
            self._seek(entry.start_s)
        else:
            self.event_chosen.emit(entry)

    def _scroll(self) -> None:
        if self._row >= 0:
            rect = self.visualRect(self.model().index(self._row))
            third = self.viewport().height() / 3
            # Only when it nears an edge: text that stands still is easier to read.
            if rect.top() < 0 or rect.bottom() > 2 * third:
                bar = self.verticalScrollBar()
                bar.setValue(round(bar.value() + rect.top() - third / 2))

    def _place_back(self) -> None:
        size = self._back.sizeHint()
        rect = self.viewport().geometry()
        margin = self._look.theme.px(0.6)
        self._back.setGeometry(
            rect.right() - size.width() - margin,
            rect.bottom() - size.height() - margin,
            size.width(),
            size.height(),
        )
