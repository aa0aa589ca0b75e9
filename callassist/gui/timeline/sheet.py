"""The sheet of keys and signs."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.core_texts import core
from callassist.gui.i18n import capital, translate
from callassist.gui.theme import Theme
from callassist.gui.timeline.commands import (
    CALL_MENU,
    COMMANDS,
    EDIT_MENU,
    HELP_MENU,
    PLAY_MENU,
    VIEW_MENU,
    plain,
    plain_text,
    shown_key,
)
from callassist.gui.timeline.eventlist import kind_text
from callassist.gui.timeline.glyphs import OVERLAP_COLORS, paint_event, paint_overlap
from callassist.review.event_names import OVERLAPS

LONGEST_KEYS = 14
MOUSE = (
    (
        QT_TRANSLATE_NOOP("Sheet", "Click"),
        QT_TRANSLATE_NOOP("Sheet", "go there; on a sign, see what happened"),
    ),
    (
        QT_TRANSLATE_NOOP("Sheet", "Drag on the ruler"),
        QT_TRANSLATE_NOOP("Sheet", "hear while dragging the playhead"),
    ),
    (QT_TRANSLATE_NOOP("Sheet", "Drag on a lane"), QT_TRANSLATE_NOOP("Sheet", "select seconds")),
    (QT_TRANSLATE_NOOP("Sheet", "Double click on a turn"), QT_TRANSLATE_NOOP("Sheet", "select it")),
    (QT_TRANSLATE_NOOP("Sheet", "Wheel"), QT_TRANSLATE_NOOP("Sheet", "zoom where the pointer is")),
    (
        QT_TRANSLATE_NOOP("Sheet", "Shift and wheel, Alt and drag"),
        QT_TRANSLATE_NOOP("Sheet", "move along the call"),
    ),
)
EVENT_COLORS = {
    "missed": "alert", "late": "warn", "good": "praise", "peak": "furious", "comment": "nudge",
    "good_moment": "praise", "practice": "customer", "hold": "muted", "gap": "muted",
}  # fmt: skip


class Sign(QWidget):
    """A sign of the plot, by itself."""

    def __init__(self, kind: str, theme: Theme, *, overlap: bool) -> None:
        """Show the sign of a kind."""
        super().__init__()
        self._kind, self._theme, self._overlap = kind, theme, overlap
        self.setFixedSize(QSize(theme.px(1.6), theme.px(1.3)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        center, size = QPointF(self.rect().center()), 0.85 * self._theme.em_px
        if self._overlap:
            color = self._theme.color(OVERLAP_COLORS[self._kind])
            paint_overlap(painter, self._kind, center, size, color)
        else:
            color = self._theme.color(EVENT_COLORS[self._kind])
            paint_event(painter, self._kind, center, size, color)


class Sheet(QDialog):
    """All keys, what the mouse does, and what each sign means."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show them in the colors of ``theme``."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys and signs"))
        inner = QWidget()
        inner.setObjectName("page")
        columns = QHBoxLayout(inner)
        columns.setSpacing(theme.px(2.5))
        mouse = [(translate("Sheet", what), translate("Sheet", does)) for what, does in MOUSE]
        menus: dict[str, list[tuple[str, str]]] = {}
        for command in COMMANDS:
            if command.keys:
                shown = [shown_key(key) for key in command.keys[:2]]
                keys = self.tr(" or ").join(
                    shown if len("".join(shown)) <= LONGEST_KEYS else shown[:1]
                )
                rows = menus.setdefault(command.menu, [])
                rows.append((keys, plain_text(command).rstrip("…")))
        for names in ((PLAY_MENU,), (VIEW_MENU, EDIT_MENU), (CALL_MENU, HELP_MENU)):
            column = QVBoxLayout()
            for name in names:
                column.addLayout(_table(theme, plain(name), menus.get(name, [])))
            if CALL_MENU in names:
                column.addLayout(_table(theme, self.tr("Mouse"), mouse))
            column.addStretch(1)
            columns.addLayout(column)
        signs = QVBoxLayout()
        overlaps = {kind: core(name) for kind, name in OVERLAPS.items()}
        signs.addLayout(_signs(theme, self.tr("Overlaps"), overlaps, overlap=True))
        named = {kind: capital(kind_text(kind)) for kind in EVENT_COLORS}
        signs.addLayout(_signs(theme, self.tr("Moments and comments"), named, overlap=False))
        signs.addStretch(1)
        columns.addLayout(signs)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(buttons)
        wanted = inner.sizeHint() + QSize(theme.px(4), theme.px(6))
        screen = self.screen().availableGeometry().size()
        self.resize(wanted.boundedTo(screen * 0.92))


def _table(theme: Theme, title: str, rows: object) -> QGridLayout:
    grid = _grid(theme, title)
    for number, (keys, text) in enumerate(rows, 1):
        key = QLabel(keys)
        key.setObjectName("muted")
        grid.addWidget(key, number, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(QLabel(text), number, 1)
    return grid


def _signs(theme: Theme, title: str, names: dict[str, str], *, overlap: bool) -> QGridLayout:
    grid = _grid(theme, title)
    for number, (kind, name) in enumerate(names.items(), 1):
        grid.addWidget(Sign(kind, theme, overlap=overlap), number, 0)
        grid.addWidget(QLabel(name), number, 1)
    return grid


def _grid(theme: Theme, title: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(0.8))
    grid.setVerticalSpacing(theme.px(0.25))
    grid.setContentsMargins(0, 0, 0, theme.px(1))
    grid.setColumnStretch(1, 1)
    head = QLabel(f"<b>{title}</b>")
    grid.addWidget(head, 0, 0, 1, 2)
    return grid
