"""The practice window: from the first page through the questions and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from callassist.errors import CallAssistError
from callassist.gui.core_texts import core
from callassist.gui.practice.choices import Choices
from callassist.gui.practice.feedback import Dots, Lesson, Verdict
from callassist.gui.practice.home import Home
from callassist.gui.practice.keeping import Keeping
from callassist.gui.practice.keys import Keys
from callassist.gui.practice.speaking import EngineOpener, SpeakingRow
from callassist.gui.practice.stage import Stage
from callassist.gui.style import Button, style_sheet
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.gui.window import Window
from callassist.gui.worker import Worker
from callassist.protocols import Sound
from callassist.review.call import ReviewCall
from callassist.review.practice.boxes import Progress, progress_of
from callassist.review.practice.moments import AFTER_S
from callassist.review.practice.questions import PROMPT_TEXT
from callassist.review.practice.session import (
    Answer,
    Item,
    PracticeSession,
    items_of,
)
from callassist.run.practicing import PracticeBook, close_calls
from callassist.run.speaking import OpenCapture, default_microphone
from callassist.sources.player import Player
from callassist.types import Word

Phase = Literal["home", "playing", "asking", "told"]

SIZE_EM = (62.0, 47.0)
WIDTH_EM = 56.0
"""Lines longer than this are hard to read."""


class PracticeWindow(Keys, Keeping, Window):
    """Practice on some calls, or on a set."""

    def __init__(
        self,
        calls: Sequence[ReviewCall],
        theme: Theme,
        *,
        book: PracticeBook | None = None,
        open_engine: EngineOpener | None = None,
        capture: OpenCapture = default_microphone,
        make_player: Callable[[Sound], Player] = Player,
        seed: int | None = None,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        parent: QWidget | None = None,
    ) -> None:
        """Build the window; its calls are closed with it.

        Args:
            calls: What to practice on; kept or not.
            theme: Colors and sizes.
            book: The trainee's results and everybody's sets; without it nothing is kept.
            open_engine: Opens a recognizer for spoken answers; without it there is typing.
            capture: Opens the microphone.
            make_player: Makes what plays a call's sound.
            seed: Of the choices' order; the time by default.
            now: Tells the time.
            parent: The widget that owns it.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Practice – callassist"))
        self.calls = list(calls)
        self._opened: list[ReviewCall] = list(calls)
        self._book = book
        self._now = now
        self._seed = seed if seed is not None else int(now().timestamp())
        self._progress: dict[str, Progress] = progress_of(())
        self._items: list[Item] = []
        self.phase: Phase = "home"
        self.session: PracticeSession | None = None
        self.worker = Worker("practice", self)
        self.home = Home(self)
        self.stage = Stage(self, make_player=make_player)
        self.where = TextBlock(self, max_lines=1)
        self.dots = Dots(self)
        self.asked = TextBlock(self)
        self.choices = Choices(self)
        self.speaking = SpeakingRow(self.worker, open_engine, capture, self)
        self.verdict = Verdict(self)
        self.lesson = Lesson(self)
        self.problem = TextBlock(self, max_lines=2)
        self.next_button = Button(self.tr("Next"), self, kind="main", tooltip=self.tr("Enter"))
        self.on_button = Button(
            self.tr("Play on"), self, icon="media_play", tooltip=self.tr("Hear what came (P)")
        )
        self.skip_button = Button(
            self.tr("Skip"), self, kind="quiet", tooltip=self.tr("Leave this one out")
        )
        self.end_button = Button(
            self.tr("End"), self, kind="quiet", tooltip=self.tr("Back to the first page (Esc)")
        )
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.resize(theme.px(SIZE_EM[0]), theme.px(SIZE_EM[1]))
        self.problem.hide()
        self._show_home(self.tr("Practice"))
        if book is not None:
            self.home.show_trainee(book.trainee)
            self._read_book()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.wear(theme, style_sheet(theme))
        strong = theme.font("say")
        strong.setPointSizeF(theme.body_font.pointSizeF() * 1.35)
        self.asked.set_look(strong, theme.color("text"))
        self.where.set_look(theme.font("body"), theme.color("muted"))
        self.problem.set_look(theme.font("body"), theme.color("alert"))
        parts = (
            self.home,
            self.stage,
            self.dots,
            self.choices,
            self.speaking,
            self.verdict,
            self.lesson,
        )
        buttons = (self.next_button, self.on_button, self.skip_button, self.end_button)
        for part in (*parts, *buttons):
            part.set_theme(theme)
        gap = theme.px(1.4)
        self._outer.setContentsMargins(gap, gap, gap, theme.px(1.0))
        self._outer.setSpacing(theme.px(0.6))
        self._ask_column.setSpacing(theme.px(0.9))
        self._foot.setSpacing(theme.px(0.6))
        for page in (self._ask_inner, self.home.widget()):
            page.setMaximumWidth(theme.px(WIDTH_EM))
        self.setMinimumSize(theme.px(34), theme.px(28))

    def _lay_out(self) -> None:
        self._ask_inner = QWidget(self)
        column = QVBoxLayout(self._ask_inner)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.where, 1)
        head.addWidget(self.dots)
        column.addLayout(head)
        for widget in (self.stage, self.asked, self.verdict, self.choices, self.speaking):
            column.addWidget(widget)
        column.addWidget(self.lesson)
        column.addStretch(1)
        self._ask_column = column
        scroll = QScrollArea(self, widgetResizable=True)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._ask_inner)
        self.home.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._foot = QHBoxLayout()
        for button in (self.end_button, self.skip_button):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        self._foot.addWidget(self.on_button)
        self._foot.addWidget(self.next_button)
        asking = QWidget(self)
        asking_column = QVBoxLayout(asking)
        asking_column.setContentsMargins(0, 0, 0, 0)
        asking_column.addWidget(scroll, 1)
        asking_column.addLayout(self._foot)
        self._scroll = scroll
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.home)
        self.pages.addWidget(asking)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.problem)
        self._outer.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.home.start_asked.connect(self.start)
        self.home.set_asked.connect(self.start_set)
        self.home.make_asked.connect(self._make_set)
        self.home.rename_asked.connect(self._rename_set)
        self.home.drop_asked.connect(self._drop_set)
        self.home.trainee_changed.connect(self._change_trainee)
        self.stage.stopped.connect(self._stopped)
        self.choices.chosen.connect(self.choose)
        self.speaking.said.connect(self._said)
        self.speaking.typed.connect(self._typed)
        self.next_button.clicked.connect(self.next)
        self.on_button.clicked.connect(self.play_on)
        self.skip_button.clicked.connect(self.skip)
        self.end_button.clicked.connect(self.end)
        for widget in (self.choices, *self.choices.buttons, self.speaking.button):
            widget.installEventFilter(self)

    # The first page

    def _show_home(self, title: str) -> None:
        self.phase = "home"
        self._items = items_of(self.calls, self._progress, self._now())
        kept = self._book is not None and all(call.call_id for call in self.calls)
        self.home.show_state(
            title,
            len(self._items),
            len(self.calls),
            kept=kept,
            has_store=self._book is not None,
        )
        self.home.results.show_progress(self._progress, self._now())
        self.pages.setCurrentIndex(0)
        self.home.start.setFocus()

    # The questions

    def start(self) -> None:
        """Begin with what the calls hold, the weak and due first."""
        self._begin(self._items)

    def _begin(self, items: Sequence[Item]) -> None:
        if not items:
            return
        keep = self._keep if self._book is not None else None
        self._seed += 1
        self.session = PracticeSession(items, self._seed, self._now, keep)
        self.pages.setCurrentIndex(1)
        self._ask()

    def _ask(self) -> None:
        """Play up to the present moment."""
        session = self.session
        assert session is not None
        item = session.item
        moment, call = item.moment, item.call
        self.phase = "playing"
        self._show_dots()
        where = self.tr("{which} of {count} · {title}")
        self.where.set_text(
            where.format(which=session.place + 1, count=len(session.items), title=call.title)
        )
        self.asked.set_text(self.tr("Listen …"))
        for widget in (self.choices, self.speaking, self.verdict, self.lesson):
            widget.hide()
        self.skip_button.show()
        self.on_button.hide()
        self.next_button.setText(self.tr("To the question"))
        self.setFocus()
        self.stage.open(call.document, call.sound, call.sound_problem)
        self.stage.play(moment.from_s, moment.stop_s)

    def _stopped(self) -> None:
        if self.phase != "playing":
            return
        session = self.session
        assert session is not None
        self.phase = "asking"
        self.asked.set_text(core(PROMPT_TEXT))
        question = session.question
        self.choices.ask(question)
        self.choices.show()
        self.speaking.reset()
        self.speaking.setVisible(question.behavior.in_own_words)
        self.next_button.hide()
        self.setFocus()
        self._scroll.ensureWidgetVisible(self.choices)

    def choose(self, place: int) -> None:
        """Answer by a choice, from 0."""
        if self.phase == "asking" and self.session is not None:
            self._tell(self.session.choose(place))

    def _typed(self, text: str) -> None:
        if self.phase == "asking" and self.session is not None:
            self._tell(self.session.type(text))

    def _said(self, words: tuple[Word, ...]) -> None:
        if self.phase == "asking" and self.session is not None:
            self._tell(self.session.say(words))

    def _tell(self, answer: Answer) -> None:
        session = self.session
        assert session is not None
        self.phase = "told"
        question = session.question
        self.choices.reveal(question, answer.chosen)
        self.speaking.hide()
        self.asked.set_text(core(question.behavior.title))
        self.verdict.show_answer(question, answer)
        self.lesson.show_question(question)
        self.verdict.show()
        self.lesson.show()
        last = session.place + 1 == len(session.items)
        self.next_button.setText(self.tr("Done") if last else self.tr("Next"))
        self.next_button.show()
        self.on_button.show()
        self.skip_button.hide()
        self._show_dots()
        self.next_button.setFocus()

    def play_on(self) -> None:
        """Hear how the call went on."""
        if self.phase == "told" and self.session is not None:
            moment = self.session.item.moment
            length_s = self.session.item.call.duration_s
            self.stage.play(moment.stop_s, min(length_s, moment.stop_s + AFTER_S))

    def next(self) -> None:
        """Go to the question, or on to the next one."""
        if self.phase == "playing":
            self.stage.finish()
        elif self.phase == "told" and self.session is not None:
            self.session.next()
            self._go_on()

    def skip(self) -> None:
        """Leave this question out."""
        if self.phase in ("playing", "asking") and self.session is not None:
            self.session.skip()
            self._go_on()

    def end(self) -> None:
        """Go back to the first page."""
        self.stage.stop()
        session, self.session = self.session, None
        if session is None:
            return
        answered = len(session.answers)
        title = (
            self.tr("{right} of {answered} right").format(right=session.right, answered=answered)
            if answered
            else self.tr("Practice")
        )
        attempts = [answer.attempt for answer in session.answers]
        if self._book is None:
            self._progress = progress_of(attempts)
        self._show_home(title)
        self._read_book()

    def _go_on(self) -> None:
        assert self.session is not None
        self.stage.stop()
        if self.session.done:
            self.end()
        else:
            self._ask()

    def _show_dots(self) -> None:
        session = self.session
        assert session is not None
        scores = [answer.score for answer in session.answers]
        rest = [None] * (len(session.items) - len(scores))
        self.dots.show_scores((*scores, *rest), session.place)

    def let_go(self) -> None:
        """Free sound, microphone, engine and calls."""
        self.stage.close_player()
        self.speaking.stop()
        self.worker.close()
        self.speaking.close_engine()
        close_calls(self._opened)

    def _say_error(self, error: CallAssistError) -> None:
        self._say(str(error))

    def _say(self, problem: str) -> None:
        self.problem.set_text(problem[:1].upper() + problem[1:])
        self.problem.setVisible(bool(problem))
