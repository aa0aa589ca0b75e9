"""The panels beside the transcript: what happened here, moments, scorecard, comments."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, QUrl, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.flow import FlowLayout
from callassist.gui.i18n import translate
from callassist.gui.theme import Theme
from callassist.gui.timeline.axis import precise_clock
from callassist.gui.timeline.eventlist import EventList
from callassist.gui.timeline.look import Look
from callassist.gui.timeline.marking import NAMES, MarkBook
from callassist.gui.timeline.pages import event_page, scorecard_page
from callassist.review.events import Event
from callassist.types import Mark, MarkKind

BUTTONS = {
    "comment": QT_TRANSLATE_NOOP("Panels", "Comment"),
    "good_moment": QT_TRANSLATE_NOOP("Panels", "Good moment"),
    "practice": QT_TRANSLATE_NOOP("Panels", "Practice"),
    "edit_mark": QT_TRANSLATE_NOOP("Panels", "Edit"),
    "delete_mark": QT_TRANSLATE_NOOP("Panels", "Delete"),
}
"""The words on the buttons of what can be done, which stands in the menus at length."""


class Page(QTextBrowser):
    """A page whose links are seconds of the call.

    Signals:
        seek_asked: A second was asked for.
        play_asked: The event on the page is to be played.
    """

    seek_asked = Signal(float)
    play_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._on_link)

    def _on_link(self, address: QUrl) -> None:
        kind, _, value = address.toString().partition(":")
        if kind == "at":
            self.seek_asked.emit(float(value))
        elif kind == "play":
            self.play_asked.emit()


class EventPage(Page):
    """What happened at the chosen event."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show the event that ``look`` says is chosen."""
        super().__init__(self.tr("What happened here"), parent)
        self._look = look
        self.refresh()

    def refresh(self) -> None:
        """Show it anew."""
        self.setHtml(event_page(self._look.selected, self._look.timeline, self._look.theme))


class ScorecardPage(Page):
    """The scorecard; its parts lead to their seconds."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show the call's scorecard."""
        super().__init__(self.tr("Scorecard"), parent)
        self._look = look
        self.refresh()

    def refresh(self) -> None:
        """Show it anew."""
        self.setHtml(scorecard_page(self._look.timeline.scorecard, self._look.theme))


class MomentsPanel(QWidget):
    """All events, with a chip for each filter."""

    def __init__(
        self, look: Look, filters: Sequence[QAction], parent: QWidget | None = None
    ) -> None:
        """List the events that the filters let through."""
        super().__init__(parent)
        self.list = EventList(look, self.tr("Moments"))
        chips = QWidget()
        self._flow = FlowLayout(chips)
        self._chips: list[QToolButton] = []
        for action in filters:
            chip = QToolButton()
            chip.setDefaultAction(action)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            chip.setAutoRaise(True)
            self._flow.addWidget(chip)
            self._chips.append(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(chips)
        layout.addWidget(self.list, 1)
        self.set_theme(look.theme)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's sizes."""
        self._flow.set_gap(theme.px(0.25))
        self._flow.setContentsMargins(0, theme.px(0.4), 0, 0)
        self.layout().setSpacing(theme.px(0.4))


class MarksPanel(QWidget):
    """Comments and bookmarks, and the line in which they are written.

    Signals:
        event_chosen: A mark was chosen.
    """

    event_chosen = Signal(object)

    def __init__(self, look: Look, book: MarkBook, parent: QWidget | None = None) -> None:
        """Show the marks of ``book``."""
        super().__init__(parent)
        self._look = look
        self._book = book
        self._writing: tuple[MarkKind, float, float | None] | Mark | None = None
        self.list = EventList(look, self.tr("Comments"))
        self.list.empty_text = (
            self.tr(
                "No comments yet. C writes one at the playhead or over the selection, "
                "G marks a good moment, T one to practice."
            )
            if book.can_write
            else self.tr(
                "Comments are kept with kept calls and call files. Analyze this recording with "
                "--out or --keep, and open what comes of it."
            )
        )
        self.list.event_chosen.connect(self.event_chosen)
        self._label = QLabel()
        self._label.setObjectName("muted")
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Text of the comment"))
        self._label.setBuddy(self.line)
        self.line.returnPressed.connect(self._keep)
        self._ok = QPushButton(self.tr("Keep"))
        self._ok.clicked.connect(self._keep)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.stop_writing)
        self._editor = QWidget()
        editor = QVBoxLayout(self._editor)
        editor.setContentsMargins(0, 0, 0, 0)
        editor.addWidget(self._label)
        line = QHBoxLayout()
        line.addWidget(self.line, 1)
        line.addWidget(self._ok)
        line.addWidget(self._cancel)
        editor.addLayout(line)
        self._editor.hide()
        self._buttons = QWidget()
        buttons = FlowLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        self.buttons = buttons
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, look.theme.px(0.4), 0, 0)
        layout.addWidget(self._buttons)
        layout.addWidget(self._editor)
        layout.addWidget(self.list, 1)

    def add_buttons(self, actions: Sequence[QAction]) -> None:
        """Offer these actions above the list."""
        for action in actions:
            button = QToolButton()
            action.setIconText(translate("Panels", BUTTONS[action.objectName()]))
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAutoRaise(True)
            self.buttons.addWidget(button)

    def set_events(self, events: Sequence[Event]) -> None:
        """List these marks."""
        self.list.set_events(events)

    def write(self, kind: MarkKind, at_s: float, end_s: float | None) -> None:
        """Ask for the text of a new mark."""
        self._writing = (kind, at_s, end_s)
        span = precise_clock(at_s)
        if end_s is not None:
            span = self.tr("{start} to {end}").format(start=span, end=precise_clock(end_s))
        self._open(translate("Marking", NAMES[kind]).format(time=span), "")

    def rewrite(self, mark: Mark) -> None:
        """Ask for another text of a mark."""
        self._writing = mark
        self._open(
            translate("Marking", NAMES[mark.kind]).format(time=precise_clock(mark.at_s)), mark.text
        )

    def stop_writing(self) -> None:
        """Leave it."""
        self._writing = None
        self._editor.hide()
        self.list.setFocus()

    @property
    def is_writing(self) -> bool:
        """Whether a text is asked for."""
        return self._writing is not None

    def _open(self, label: str, text: str) -> None:
        self._label.setText(label)
        self.line.setText(text)
        self._editor.show()
        self.line.setFocus()
        self.line.selectAll()

    def _keep(self) -> None:
        writing, text = self._writing, " ".join(self.line.text().split())
        self.stop_writing()
        if isinstance(writing, Mark):
            self._book.edit(writing, text)
        elif writing is not None and (text or writing[0] != "comment"):
            self._book.add(*writing, text)
