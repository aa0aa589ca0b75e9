"""The head of the window: which call, how it went in a line, and what to do first."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.core_texts import core
from callassist.gui.i18n import date_text, percent, translate
from callassist.gui.theme import Theme
from callassist.gui.timeline.tools import IconButton
from callassist.review.call import ReviewCall
from callassist.review.clock import clock
from callassist.review.events import Event
from callassist.review.timeline import Timeline


class Header(QWidget):
    """Title, facts and figures."""

    def __init__(self, call: ReviewCall, timeline: Timeline, parent: QWidget | None = None) -> None:
        """Tell of ``call``."""
        super().__init__(parent)
        self._title = QLabel(call.title)
        self._title.setObjectName("title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._facts = QLabel(" · ".join(call_facts(call)))
        self._facts.setObjectName("muted")
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._title, self._facts):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._facts)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addLayout(names, 1)
        self._figures: list[tuple[QLabel, QLabel]] = []
        for name, value in figures(timeline):
            number, label = QLabel(value), QLabel(name)
            number.setObjectName("title")
            label.setObjectName("muted")
            number.setAccessibleName(f"{name}: {value}")
            column = QVBoxLayout()
            column.setSpacing(0)
            for widget in (number, label):
                widget.setAlignment(Qt.AlignmentFlag.AlignRight)
                column.addWidget(widget)
            self._layout.addLayout(column)
            self._figures.append((number, label))

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's sizes; where text is large, the least important figures go."""
        self._layout.setSpacing(theme.px(1.8))

    def minimumSizeHint(self) -> QSize:
        """Return room for the title alone: the figures give way."""
        return QSize(self._layout.spacing() * 6, super().minimumSizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Show as many figures as leave the title its room."""
        room = self.width() * 0.62
        for number, label in self._figures:
            room -= max(number.sizeHint().width(), label.sizeHint().width())
            room -= self._layout.spacing()
            number.setVisible(room > 0)
            label.setVisible(room > 0)
        super().resizeEvent(event)


def call_facts(call: ReviewCall) -> list[str]:
    """Return agent, date, length and engine, as far as they are known."""
    facts = [call.agent] if call.agent else []
    if call.started_at:
        try:
            started = datetime.fromisoformat(call.started_at).astimezone()
            facts.append(date_text(started, "d MMMM yyyy, HH:mm"))
        except ValueError:
            facts.append(call.started_at)
    facts.append(translate("Header", "{time} long").format(time=clock(call.duration_s)))
    engine = call.document.get("engine", {}).get("name", "")
    return (
        [*facts, translate("Header", "heard by {engine}").format(engine=engine)]
        if engine
        else facts
    )


def figures(timeline: Timeline) -> list[tuple[str, str]]:
    """Return the call's figures at a glance, the most telling first."""
    card = timeline.scorecard
    if not card:
        return []
    out = []
    score = card["empathy"]["score"]
    out.append((translate("Header", "empathy"), "–" if score is None else str(score)))
    course = card["frustration"]
    if course["peak"] is not None:
        levels = [f"{100 * course[at]:.0f}" for at in ("start", "peak", "end")]
        out.append((translate("Header", "frustration"), " → ".join(levels)))
    if not card.get("not_heard"):
        out.append((translate("Header", "cut in"), f"{card['interruptions_by']['agent']}×"))
    prompts = card["prompts"]
    followed = prompts["outcomes"].get("followed", 0) + prompts["outcomes"].get("helped", 0)
    out.append(
        (
            translate("Header", "prompts followed"),
            translate("Header", "{followed} of {shown}").format(
                followed=followed, shown=prompts["shown"]
            ),
        )
    )
    share = card["talk_share"]["agent"]
    if share is not None:
        out.append((translate("Header", "agent talked"), percent(share)))
    return out


class Banner(QFrame):
    """A line with something to do about it.

    Signals:
        asked: Its button was pressed.
        closed: It was sent away.
    """

    asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, chief: bool = False) -> None:
        """Make a hidden one; ``chief`` for the one thing to do first."""
        super().__init__(parent)
        self.setObjectName("banner")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.button.setObjectName("chief" if chief else "")
        self.button.clicked.connect(self.asked)
        self._close = IconButton(self.tr("Dismiss"), "dismiss")
        self._close.clicked.connect(self.hide)
        self._close.clicked.connect(self.closed)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self.button)
        self._layout.addWidget(self._close)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's sizes."""
        side = theme.px(0.35)
        self._layout.setContentsMargins(theme.px(0.8), side, side, side)
        self._close.set_theme(theme)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, button: str = "") -> None:
        """Show a line, with a button if there is something to do."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.show()


def offer_text(event: Event) -> str:
    """Return what the first hard moment is offered with."""
    what = (
        translate("Header", "First hard moment")
        if event.kind != "peak"
        else translate("Header", "The hardest moment")
    )
    return translate("Header", "{what} at {time}: {advice}").format(
        what=what, time=clock(event.at_s), advice=core(event.advice)
    )
