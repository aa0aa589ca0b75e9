"""The window of the first run: one step after another, each choice kept at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from callassist.errors import CallAssistError
from callassist.gui.i18n import capital
from callassist.gui.settings.book import SettingsBook
from callassist.gui.settings.book_window import BookWindow
from callassist.gui.settings.hearing import Hearing
from callassist.gui.settings.kinds import Page
from callassist.gui.settings.look import settings_sheet
from callassist.gui.settings.model import ModelPanel
from callassist.gui.settings.page import PageView
from callassist.gui.settings.sound import (
    OpenEngine,
    SoundTests,
    open_chosen_engine,
    shown_name,
)
from callassist.gui.setup.dots import Dots
from callassist.gui.setup.facts import DoneStep, WelcomeStep
from callassist.gui.setup.steps import STEPS, Step, StepId, tr
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.gui.window import scrolled
from callassist.settings.policy import Policy
from callassist.settings.user import UserSettings
from callassist.types import CHANNELS

SIZE_EM = (50.0, 39.0)


class SetupWindow(BookWindow):
    """The first run.

    Attributes:
        finished: Whether the last button was pressed.
    """

    def __init__(
        self,
        book: SettingsBook,
        policies: tuple[Policy, ...] = (),
        *,
        hearing: Hearing | None = None,
        open_engine: OpenEngine = open_chosen_engine,
        theme: Theme | None = None,
        address: str | None = None,
        starts_program: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Build the window at its first step.

        Args:
            book: The settings; whoever made it closes it.
            policies: What a company decides.
            hearing: Both sides' devices; made here by default, and closed with the window.
            open_engine: Opens the recognizer for the test sentence.
            theme: Its look; by default as the settings say.
            address: A mirror to install the speech model from.
            starts_program: Whether the overlay comes next.
            parent: The widget it belongs to.
        """
        super().__init__("setup", book, policies, theme, parent)
        self.setWindowTitle(self.tr("First steps – callassist"))
        self.finished = False
        self._starts_program = starts_program
        self._at = 0
        self.hearing = hearing or Hearing(self)
        self.welcome, self.done = WelcomeStep(self), DoneStep(self)
        self.model = ModelPanel(self, address=address)
        self.tests = SoundTests(self.hearing, self.worker, open_engine, self)
        self._lay_out()
        book.changed.connect(self._show)
        self.model.installed.connect(self._sum_up)
        for key, slot in (("Alt+Left", self.back), ("Alt+Right", self.next)):
            QShortcut(QKeySequence(key), self, slot)
        self._show(book.settings)
        self.go_to(0)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return STEPS[self._at]

    def go_to(self, at: int) -> None:
        """Show a step, counted from 0."""
        self._at = at
        step = self.step
        self.title.set_text(tr(step.title))
        self.intro.set_text(self._intro(step))
        self.pages.setCurrentIndex(at)
        self.dots.set_step(at)
        last = at == len(STEPS) - 1
        self.back_button.setVisible(at > 0)
        self.skip_button.setVisible(not last)
        self.next_button.setText(self._next_text())
        self.next_button.setAccessibleName(self.next_button.text())
        self.tell("")
        if step.id == "sound" and self.isVisible():
            self.hearing.begin()
        else:
            self.hearing.end()
            self.tests.reset()
        if step.id == "place" and self.isVisible():
            self.sample.show(self.book.settings.overlay, for_a_while=False)
        else:
            self.sample.hide()
        if step.id == "model":
            self.model.refresh()
        if last:
            self._sum_up()
        self.next_button.setFocus()

    def next(self) -> None:
        """Go to the next step, or finish."""
        if self._at < len(STEPS) - 1:
            self.go_to(self._at + 1)
        else:
            self.finished = True
            self.close()

    def back(self) -> None:
        """Go to the step before."""
        if self._at > 0:
            self.go_to(self._at - 1)

    def tell(self, line: str) -> None:
        """Say what went wrong, or nothing."""
        self.problem.set_text(capital(line))
        self.problem.setVisible(bool(line))

    # Laying out

    def _lay_out(self) -> None:
        self.title, self.intro, self.problem = TextBlock(self), TextBlock(self), TextBlock(self)
        self.pages = QStackedWidget(self)
        self.dots = Dots(len(STEPS), self)
        self.skip_button = Button(
            self.tr("Skip the rest"),
            self,
            kind="quiet",
            tooltip=self.tr("Esc; what was chosen so far is kept"),
        )
        self.back_button = Button(self.tr("Back"), self, tooltip=self.tr("Alt+Left"))
        self.next_button = Button(self.tr("Next"), self, kind="main")
        self.skip_button.clicked.connect(self.close)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)
        contents: dict[StepId, QWidget] = {"welcome": self.welcome, "done": self.done}
        for step in STEPS:
            self.pages.addWidget(scrolled(contents.get(step.id) or self._make_view(step), self))
        self._foot = QGridLayout()  # so that the dots stay in the middle
        left, middle, right = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        left.addWidget(self.skip_button)
        left.addStretch(1)
        middle.addWidget(self.dots)
        right.addStretch(1)
        right.addWidget(self.back_button)
        right.addWidget(self.next_button)
        self._right = right
        for at, part in enumerate((left, middle, right)):
            self._foot.addLayout(part, 0, at)
        self._foot.setColumnStretch(0, 1)
        self._foot.setColumnStretch(2, 1)
        self._head = QVBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.intro)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.pages, 1)
        self._column.addWidget(self.problem)
        self._column.addLayout(self._foot)

    def _make_view(self, step: Step) -> PageView:
        """Return a step that is made of settings."""
        page = Page(step.page, step.title)
        view = PageView(page, self._fixed, lambda: self.hearing, only=step.keys)
        view.wanted.connect(self._keep)
        if step.id == "sound":
            view.add_extra(self.tests)
        elif step.id == "model":
            view.add_extra(self.model, above=True)
        elif step.id == "place":
            view.rows["overlay.screen"].editor.sample.hide()  # one stands there all the time
        self.views[step.id] = view
        return view

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.wear(theme, settings_sheet(theme))
        px = theme.px
        self.title.set_look(theme.font("say"), theme.color("text"))
        self.intro.set_look(theme.font("body"), theme.color("muted"))
        self.problem.set_look(theme.font("body"), theme.color("alert"))
        for part in (
            self.skip_button, self.back_button, self.next_button, self.dots, self.welcome,
            self.done, self.model, self.tests, *self.views.values(),
        ):  # fmt: skip
            part.set_theme(theme)
        self._column.setContentsMargins(px(1.4), px(1.6), px(1.4), px(1.2))
        self._column.setSpacing(px(0.9))
        # As far in as the rows' own words.
        self._head.setContentsMargins(px(0.6), 0, px(0.6), 0)
        self._head.setSpacing(px(0.5))
        self._right.setSpacing(px(0.6))
        self._fit_screen(SIZE_EM)

    # Choosing

    def _show(self, settings: UserSettings) -> None:
        self._follow(settings)
        self.tell(self.book.trouble)
        if self.sample.overlay is not None:
            self.sample.show(settings.overlay, for_a_while=False)

    def _intro(self, step: Step) -> str:
        company = self._forbids_keeping()
        if step.id == "calls" and company:
            line = self.tr("No call is kept: the policy of {company} does not allow it.")
            return line.format(company=company)
        return tr(step.intro)

    def _next_text(self) -> str:
        if self._at == 0:
            return self.tr("Begin")
        if self._at < len(STEPS) - 1:
            return self.tr("Next")
        return self.tr("Start callassist") if self._starts_program else self.tr("Done")

    def _sum_up(self) -> None:
        """Say on the last step what was chosen, and what happens next."""
        settings = self.book.settings
        found = self.hearing.found
        usual = (self.tr("the system's microphone"), self.tr("what this computer plays"))
        audio = settings.audio
        wanted = (audio.agent_device, audio.customer_device)
        names = [
            shown_name(found.chosen[side]) if side in found.chosen and spec else spec or system
            for side, spec, system in zip(CHANNELS, wanted, usual, strict=True)
        ]
        sound = self.tr("You: {agent}. Customer: {customer}.")
        by_sound = settings.calls.start == "sound"
        start = (
            self.tr("A call begins by itself when the customer is heard.")
            if by_sound
            else self.tr("Press Start on the overlay when a call begins.")
        )
        words = {
            "installed": self.tr("The speech model is installed."),
            "installing": self.tr("The speech model is still arriving; closing stops it, and the "
                                  "settings go on from there."),
        }.get(self.model.state, self.model.fallback.text or self.model.head.text)  # fmt: skip
        troubled = bool(found.problems or found.same)
        self.done.facts.set_lines(
            [
                ("state_listening", "nudge", self.tr("What happens next"), start),
                (
                    "warn" if troubled else "microphone",
                    "warn" if troubled else "hears",
                    self.tr("Sound"),
                    next(iter(found.problems.values()), "")
                    or sound.format(agent=names[0], customer=names[1]),
                ),
                (
                    "right" if self.model.state == "installed" else "import",
                    "hears" if self.model.state == "installed" else "warn",
                    self.tr("Words"),
                    words,
                ),
                (
                    "notes",
                    "muted",
                    self.tr("Later"),
                    self.tr("A right click on the overlay, or its tray icon, has everything else: "
                            "settings, kept calls, pause, quit."),
                ),
            ]
        )  # fmt: skip

    # Coming and going

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter; leave with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            (button.click if isinstance(button, Button) else self.next)()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def let_go(self) -> None:
        """Free devices and threads, and note that it was gone through: it does not come again."""
        super().let_go()
        try:
            self.book.change({"set_up": True}, undoable=False)
        except CallAssistError as error:
            self.tell(str(error))
