"""What the pack under edit would have done: the sums, and the list call by call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.core_texts import core
from callassist.gui.counts import counts
from callassist.gui.flow import FlowLayout
from callassist.gui.i18n import number, percent, translate
from callassist.gui.studio.changes import Change, ChangeView
from callassist.gui.studio.controls import Choice
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.run.studio.asking import Batch
from callassist.run.studio.calls import CallSet
from callassist.run.whatif import CallAnswer, Totals

BASELINES = {
    "saved": QT_TRANSLATE_NOOP("Whatif", "the pack as saved"),
    "default": QT_TRANSLATE_NOOP("Whatif", "the default pack"),
    "shown": QT_TRANSLATE_NOOP("Whatif", "what agents saw"),
}


class Figure(QWidget):
    """A number with what it was before, over its name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it without a value."""
        super().__init__(parent)
        self._name = name
        self.value = QLabel("–", self)
        self.name = QLabel(name, self)
        self.value.setProperty("role", "figure")
        self.name.setProperty("role", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.value)
        column.addWidget(self.name)

    def show_values(self, before: str, after: str) -> None:
        """Show a value, and what it was where that differs."""
        text = after if before == after or before == "–" else f"{before} → {after}"
        self.value.setText(text)
        said = text if before == after or before == "–" else self.tr("{before}, then {after}")
        self.setAccessibleName(f"{self._name}: {said.format(before=before, after=after)}")


class WhatIfPane(QWidget):
    """The right pane's first page.

    Signals:
        opened: A prompt of a call is to be heard.
        marked: A prompt of a call was marked; ``None`` takes the mark back.
        files_asked: Choose call files.
        kept_asked: Use the kept calls.
    """

    opened = Signal(object)
    marked = Signal(object, object)
    files_asked = Signal()
    kept_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.answers: dict[str, CallAnswer] = {}
        self.totals = Totals()
        self.calls = CallSet()
        self.number = 0
        self._fresh = True
        self._wanted = ""
        self.figures = {
            "load": Figure(self.tr("prompts a minute"), self),
            "followed": Figure(self.tr("followed"), self),
            "busiest": Figure(self.tr("fullest minute"), self),
            "changed": Figure(self.tr("calls changed"), self),
        }
        self.baseline = Choice(self)
        self.baseline.setAccessibleName(self.tr("Compared with"))
        for value, name in BASELINES.items():
            self.baseline.addItem(
                self.tr("Compared with {name}").format(name=translate("Whatif", name)), value
            )
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Calls answered"))
        self.notice = TextBlock(self)
        self.sums = TextBlock(self)
        self.only = Button(
            self.tr("This prompt"), self, kind="chip", tooltip=self.tr("Only the chosen prompt")
        )
        self.same = Button(
            self.tr("Unchanged too"),
            self,
            kind="chip",
            tooltip=self.tr("Also prompts that stay as they were"),
        )
        self.view = ChangeView(theme, self)
        self.empty = _Empty(self)
        self.nothing = TextBlock(self)
        self.right = Button(self.tr("Right"), self, tooltip=self.tr("It belongs there (R)"))
        self.wrong = Button(
            self.tr("Wrong"), self, tooltip=self.tr("It should not have been shown (W)")
        )
        self.hear = Button(
            self.tr("Hear it"), self, icon="media_play", tooltip=self.tr("On the timeline (Enter)")
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        for at, figure in enumerate(self.figures.values()):
            self._grid.addWidget(figure, at // 2, at % 2)
        self._chips = FlowLayout()
        self._chips.addWidget(self.only)
        self._chips.addWidget(self.same)
        listed = QWidget(self)
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.nothing)
        column.addWidget(self.view, 1)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(listed)
        self.pages.addWidget(self.empty)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.hear)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.right)
        self._buttons.addWidget(self.wrong)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.baseline)
        self._column.addLayout(self._grid)
        self._column.addWidget(self.progress)
        self._column.addWidget(self.sums)
        self._column.addWidget(self.notice)
        self._column.addLayout(self._chips)
        self._column.addWidget(self.pages, 1)
        self._column.addLayout(self._buttons)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.progress.hide()
        self.nothing.hide()

    def _connect(self) -> None:
        self.view.opened.connect(self.opened)
        self.view.marked.connect(self.marked)
        self.empty.files.clicked.connect(self.files_asked)
        self.empty.kept.clicked.connect(self.kept_asked)
        self.only.toggled.connect(lambda on: self._relist_for(self._wanted if on else ""))
        self.same.toggled.connect(self._with_same)
        self.hear.clicked.connect(lambda: self._with_current(self.opened.emit))
        for button, verdict in ((self.right, "right"), (self.wrong, "wrong")):
            button.clicked.connect(lambda _=False, v=verdict: self._mark(v))
        self.view.selectionModel().currentChanged.connect(lambda *_: self._fit_buttons())

    # --- Calls and answers ------------------------------------------------------------

    def set_calls(self, calls: CallSet) -> None:
        """Show answers for other calls from now on."""
        self.calls = calls
        self.answers = {}
        self.totals = Totals()
        self.view.changes.title_of = calls.title
        self.view.changes.clear()
        self.pages.setCurrentWidget(self.pages.widget(0) if calls else self.empty)
        for part in (self.baseline, self.only, self.same, self.hear, self.right, self.wrong):
            part.setVisible(bool(calls))
        self.notice.hide()
        self._show_totals(Totals())
        self._fit_buttons()

    def begin(self, number: int) -> None:
        """A question was asked: what is shown stays until its first answers come."""
        self.number = number
        self._fresh = True

    def take(self, batch: Batch) -> None:
        """Show some answers."""
        if batch.number != self.number:
            return
        if self._fresh:
            self.answers = {}
        self.answers.update((answer.call, answer) for answer in batch.answers)
        self.totals = batch.totals
        if self._fresh:
            self.relist()
            self._fresh = False
        else:
            self.view.changes.add_answers(batch.answers)
        done = batch.totals.calls + batch.totals.problems
        self.progress.setRange(0, max(1, len(self.calls)))
        self.progress.setValue(done)
        self.progress.setVisible(not batch.finished)
        self._say(batch)
        self._show_totals(batch.totals)
        if batch.finished:
            self._say_nothing()

    def _say(self, batch: Batch) -> None:
        told = [line for line in (batch.problem, core(batch.notice)) if line]
        if batch.finished and batch.totals.problems:
            told.append(counts.calls_unreadable_below(batch.totals.problems))
        if batch.finished and batch.totals.approximate:
            told.append(self.tr("nearly exact: call files lack what was taken back"))
        self.notice.set_text("; ".join(told))
        self.notice.setVisible(bool(told))

    def _say_nothing(self) -> None:
        rows = len(self.view.changes.rows)
        self.nothing.setVisible(not rows)
        if self.same.isChecked():
            line = self.tr("It does not fire in these calls.")
        elif self.only.isChecked():
            line = self.tr(
                "This prompt stays as it was. Choose “Unchanged too” to see where it fires."
            )
        else:
            line = self.tr("Nothing changes in these calls. Move a slider, or edit the text.")
        self.nothing.set_text(line)

    def relist(self) -> None:
        """Make the rows anew, for other filters or words."""
        changes = self.view.changes
        kept = self.view.current
        changes.set_answers(self.answers.values())
        if kept is not None and kept in changes.rows:
            self.view.setCurrentIndex(changes.index(changes.rows.index(kept)))
        self._say_nothing()
        self._fit_buttons()

    def set_prompt(self, prompt_id: str, says: str) -> None:
        """Filter by another prompt from now on; ``""``: by none."""
        self._wanted = prompt_id
        self.only.setEnabled(bool(prompt_id))
        self.only.setToolTip(
            self.tr("Only “{says}”").format(says=says)
            if prompt_id
            else self.tr("Choose a prompt first")
        )
        if self.only.isChecked():
            self._relist_for(prompt_id)

    def _relist_for(self, prompt_id: str) -> None:
        """Show one prompt's rows, or those of all."""
        self.view.changes.only = prompt_id
        self.relist()

    def _with_same(self, on: bool) -> None:
        self.view.changes.with_same = on
        self.relist()

    def _show_totals(self, totals: Totals) -> None:
        before, after = totals.before, totals.after
        none = not totals.calls
        shares = [load.followed_share for load in (before, after)]
        shown = ["–" if share is None else percent(share) for share in shares]
        loads = ["–" if none else number(totals.per_minute(load), 2) for load in (before, after)]
        self.figures["load"].show_values(*loads)
        self.figures["followed"].show_values(*shown)
        busy = ["–" if none else str(n) for n in (totals.busiest_before, totals.busiest_after)]
        self.figures["busiest"].show_values(*busy)
        changed = (
            "–"
            if none
            else self.tr("{changed} of {calls}").format(
                changed=number(totals.changed), calls=number(totals.calls)
            )
        )
        self.figures["changed"].show_values(changed, changed)
        gained = sum(one.gained for one in totals.prompts.values())
        lost = sum(one.lost for one in totals.prompts.values())
        moved = sum(one.moved for one in totals.prompts.values())
        if none:
            self.sums.set_text("")
        elif not gained + lost + moved:
            self.sums.set_text(
                self.tr("{prompts}; none gained, lost or moved").format(
                    prompts=counts.prompts(after.shown)
                )
            )
        else:
            self.sums.set_text(
                self.tr("{prompts}: +{gained} gained, {minus}{lost} lost, ↔{moved} moved").format(
                    prompts=counts.prompts(after.shown),
                    gained=number(gained),
                    minus="\N{MINUS SIGN}",
                    lost=number(lost),
                    moved=number(moved),
                )
            )

    # --- What the user does -----------------------------------------------------------

    def _with_current(self, act: object) -> None:
        row = self.view.current
        if row is not None and callable(act):
            act(row)

    def _mark(self, verdict: str) -> None:
        row = self.view.current
        if row is None or row.saying is None:
            return
        now = self.view.changes.verdict_of(row.call, row.saying.id, row.at_s)
        self.marked.emit(row, None if now == verdict else verdict)

    def _fit_buttons(self) -> None:
        row: Change | None = self.view.current
        for button in (self.right, self.wrong):
            button.setEnabled(row is not None)
        self.hear.setEnabled(row is not None and self.calls.opener is not None)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        parts: Sequence[Button | ChangeView | _Empty] = (
            *(self.only, self.same, self.right, self.wrong, self.hear),
            self.view,
            self.empty,
        )
        for part in parts:
            part.set_theme(theme)
        muted = theme.font("caption"), theme.color("muted")
        self.sums.set_look(*muted)
        self.notice.set_look(theme.font("caption"), theme.color("warn"))
        self.nothing.set_look(theme.font("body"), theme.color("muted"))
        gap = theme.px(0.6)
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(theme.px(0.5))
        self._buttons.setSpacing(theme.px(0.5))
        self._column.setContentsMargins(gap, theme.px(0.8), 0, 0)
        self._column.setSpacing(theme.px(0.5))


class _Empty(QWidget):
    """What is shown where there are no calls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TextBlock(self)
        self.text = TextBlock(self)
        self.title.set_text(self.tr("No calls to try it on"))
        self.text.set_text(
            self.tr(
                "You can edit and save all the same. To see what a change does, choose call files "
                "(callassist analyze writes them from recordings), or use the calls kept on this "
                "computer."
            )
        )
        self.files = Button(
            self.tr("Call files…"), self, kind="main", tooltip=self.tr("A folder of them (Ctrl+O)")
        )
        self.kept = Button(
            self.tr("Kept calls"), self, tooltip=self.tr("All calls of the library (Ctrl+K)")
        )
        row = QHBoxLayout()
        row.addWidget(self.files)
        row.addWidget(self.kept)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.title)
        self._column.addWidget(self.text)
        self._column.addLayout(row)
        self._column.addStretch(1)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def set_theme(self, theme: Theme) -> None:
        bold = theme.font("body")
        bold.setBold(True)
        self.title.set_look(bold, theme.color("text"))
        self.text.set_look(theme.font("body"), theme.color("muted"))
        self._column.setSpacing(theme.px(0.6))
        self.files.set_theme(theme)
        self.kept.set_theme(theme)
