"""The notes panel: what the customer told, by kind; a click copies."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from callassist.gui import icons
from callassist.gui.buttons import FlatButton
from callassist.gui.i18n import translate
from callassist.gui.text import TextBlock, break_lines, height_by_width
from callassist.gui.theme import Theme
from callassist.types import Note

KINDS = ("name", "number", "date", "amount", "tried", "phrase")
"""In the order in which they stand."""
COPIED_MS = 1200
MAX_HEIGHT_EM = 17.0
MIN_HEIGHT_EM = 4.0
"""Of the rows, on a low screen with large text."""


def _order(note: Note) -> tuple[int, str, float]:
    rank = KINDS.index(note.kind) if note.kind in KINDS else len(KINDS)
    return rank, note.kind, note.at_s


def label_of(kind: str) -> str:
    """Return the word for a kind of note."""
    words = {
        "name": translate("Notes", "Name"),
        "number": translate("Notes", "Number"),
        "date": translate("Notes", "Date"),
        "amount": translate("Notes", "Amount"),
        "tried": translate("Notes", "Tried"),
        "phrase": translate("Notes", "Said"),
    }
    return words.get(kind, kind.replace("_", " ").capitalize())


def _label_room_px(theme: Theme) -> int:
    """Return the width of the column of labels: a usual one, or what the longest needs."""
    metrics = QFontMetricsF(theme.font("caption"))
    longest = max(metrics.horizontalAdvance(label_of(kind)) for kind in KINDS)
    return max(theme.px(5.3), theme.px(1.2) + int(longest))


class NoteRow(QAbstractButton):
    """One fact; the first of its kind carries the kind's name."""

    def __init__(self, note: Note, theme: Theme, parent: QWidget) -> None:
        """Make the row of ``note``."""
        super().__init__(parent)
        self.note = note
        self._label = ""
        self._theme = theme
        self._copied = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._copied.timeout.connect(self.update)
        self.setFont(theme.font("body"))
        self._left_px = _label_room_px(theme)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{label_of(note.kind)}: {note.text}")
        self.setAccessibleDescription(self.tr("Copies this fact"))
        self.setToolTip(self.tr("Click to copy"))
        height_by_width(self, wide=True)
        self.clicked.connect(self._copy)

    def set_label(self, label: str) -> None:
        """Show ``label`` before the fact."""
        self._label = label
        self.update()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.note.text)
        self._copied.start()
        self.update()

    @property
    def _right_px(self) -> int:
        return self._theme.px(1.9)

    def _lines(self, width_px: int) -> list[str]:
        room = width_px - self._left_px - self._right_px
        return break_lines(self.note.text, self.font(), room)[0]

    def hasHeightForWidth(self) -> bool:
        """Return True: narrower is taller."""
        return True

    def heightForWidth(self, width_px: int) -> int:
        """Return the height that shows every line."""
        metrics = QFontMetricsF(self.font())
        lines = len(self._lines(width_px))
        needed = int(lines * metrics.lineSpacing() + 2 * self._theme.px(0.4))
        return max(needed, self.minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Return the size of a row of one line."""
        return QSize(self._theme.px(12), self._theme.px(2.0))

    def minimumSizeHint(self) -> QSize:
        """Return room for the label and a few letters."""
        return QSize(self._theme.px(10), self._theme.px(2.0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint label, fact and, under the pointer, the copy sign."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        active = self.underMouse() or self.isDown()
        if active:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.px(0.4), theme.px(0.4))
        first = theme.px(0.4) + metrics.ascent()
        copied = self._copied.isActive()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("praise" if copied else "muted"))
        painter.drawText(
            QPointF(theme.px(0.5), first), self.tr("Copied") if copied else self._label
        )
        painter.setFont(self.font())
        painter.setPen(theme.color("text"))
        for number, line in enumerate(self._lines(self.width())):
            painter.drawText(QPointF(self._left_px, first + number * metrics.lineSpacing()), line)
        if active:
            side = theme.px(1.15)
            icons.paint(
                painter,
                "copy",
                QRectF(self.width() - side - theme.px(0.4), theme.px(0.42), side, side),
                theme.color("muted"),
            )


class RowsArea(QScrollArea):
    """Scrolls the rows once they are taller than its limit."""

    def __init__(self, parent: QWidget) -> None:
        """Make an empty area."""
        super().__init__(parent)
        self.rows: list[NoteRow] = []
        self.limit_px = 0
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self.viewport(), self._content):
            part.setAutoFillBackground(False)
        height_by_width(self, wide=True)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes; rows are made anew with ``insert``."""
        self.clear()
        self.limit_px = theme.px(MAX_HEIGHT_EM)
        self.verticalScrollBar().setStyleSheet(_scroll_bar_style(theme))

    def clear(self) -> None:
        """Take every row away."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        self.updateGeometry()

    def insert(self, index: int, row: NoteRow) -> None:
        """Put a row in its place; the first of each kind carries the kind's name."""
        self.rows.insert(index, row)
        self._column.insertWidget(index, row)
        kind = ""
        for each in self.rows:
            each.set_label("" if each.note.kind == kind else label_of(each.note.kind))
            kind = each.note.kind
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Return True: narrower is taller."""
        return True

    def heightForWidth(self, width_px: int) -> int:
        """Return the height of every row, up to the limit."""
        return min(sum(row.heightForWidth(width_px) for row in self.rows), self.limit_px)

    def sizeHint(self) -> QSize:
        """Return a size whose height the width decides."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return nothing: the area may be any size."""
        return QSize(0, 0)


class NotesPanel(QWidget):
    """Every fact of the call by kind, scrolling when there are many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty, hidden panel."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._notes: list[Note] = []
        self._upward = False
        self.empty = TextBlock(self)
        self.empty.set_text(
            self.tr("Nothing yet. Names, numbers, dates and what was tried appear here.")
        )
        self.title = TextBlock(self, max_lines=1)
        self.title.set_text(self.tr("Notes"))
        self.copy_all = FlatButton(
            self.tr("Copy all"),
            icon="copy",
            tooltip=self.tr("Copy every note"),
            show_text=True,
            parent=self,
        )
        self.copy_all.clicked.connect(self.copy)
        self._build()
        self.setAccessibleName(self.tr("Notes"))
        self.hide()

    def _build(self) -> None:
        self._area = RowsArea(self)
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self.copy_all)
        self._column = QVBoxLayout(self)
        self._empty_row = QHBoxLayout()
        self._empty_row.addWidget(self.empty)
        self._column.addLayout(self._head)
        self._column.addLayout(self._empty_row)
        self._column.addWidget(self._area)
        height_by_width(self)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note, by kind, then by time."""
        return tuple(self._notes)

    @property
    def rows(self) -> tuple[NoteRow, ...]:
        """The rows that show them."""
        return tuple(self._area.rows)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        title = theme.font("body")
        title.setWeight(title.Weight.DemiBold)
        self.title.set_look(title, theme.color("text"))
        self.empty.set_look(theme.font("body"), theme.color("muted"))
        self.copy_all.set_theme(theme)
        top, bottom = (0.7, 0.3) if self._upward else (0.3, 0.7)
        self._column.setContentsMargins(
            theme.px(0.5), theme.px(top), theme.px(0.5), theme.px(bottom)
        )
        self._column.setSpacing(theme.px(0.2))
        pad = theme.px(0.5)
        self._head.setContentsMargins(pad, 0, 0, 0)
        self._empty_row.setContentsMargins(pad, 0, pad, 0)
        self._area.set_theme(theme)
        for index in range(len(self._notes)):
            self._show_row(index)
        self._show_parts()

    def set_upward(self, upward: bool) -> None:
        """Say whether the panel stands above the bar, where its own top is the overlay's."""
        if upward != self._upward and self._theme is not None:
            self._upward = upward
            self.set_theme(self._theme)

    def fit(self, excess_px: int, width_px: int) -> None:
        """Scroll rather than be so much too high; 0 for the usual height."""
        assert self._theme is not None
        usual, least = self._theme.px(MAX_HEIGHT_EM), self._theme.px(MIN_HEIGHT_EM)
        limit = usual
        if excess_px > 0:
            limit = max(least, self._area.heightForWidth(width_px) - excess_px)
        if limit != self._area.limit_px:
            self._area.limit_px = limit
            self._area.updateGeometry()
            self._column.invalidate()
            self.updateGeometry()

    def add_note(self, note: Note) -> bool:
        """Add a fact; return False if it is known already."""
        known = {(old.kind, old.text.casefold()) for old in self._notes}
        if (note.kind, note.text.casefold()) in known:
            return False
        self._notes.append(note)
        self._notes.sort(key=_order)
        self._show_row(self._notes.index(note))
        return True

    def clear(self) -> None:
        """Forget every note."""
        self._notes.clear()
        self._area.clear()
        self._show_parts()

    def _show_row(self, index: int) -> None:
        if self._theme is not None:
            self._area.insert(index, NoteRow(self._notes[index], self._theme, self._area))
            self._show_parts()

    def _show_parts(self) -> None:
        self.empty.setVisible(not self.rows)
        self._area.setVisible(bool(self.rows))
        self.copy_all.setVisible(bool(self.rows))

    def copy(self) -> None:
        """Copy every note."""
        text = "\n".join(f"{label_of(note.kind)}: {note.text}" for note in self.notes)
        QGuiApplication.clipboard().setText(text)


def _scroll_bar_style(theme: Theme) -> str:
    """Return a slim bar without arrows."""
    width = theme.px(0.45)
    return (
        f"QScrollBar:vertical {{ background: transparent; width: {width}px; margin: 0; }}"
        f"QScrollBar::handle:vertical {{ background: {theme.palette.muted};"
        f" border-radius: {width // 2}px; min-height: {theme.px(2)}px; }}"
        "QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }"
        "QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical { background: none; }"
    )
