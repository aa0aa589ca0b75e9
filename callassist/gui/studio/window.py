"""The studio's window: prompts on the left, the editor, and what a change would have done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidgetItem, QWidget

from callassist.errors import CallAssistError
from callassist.gui.core_texts import core
from callassist.gui.counts import counts
from callassist.gui.keys import WindowKeys
from callassist.gui.studio.doing import Doing
from callassist.gui.studio.form import BUDGET
from callassist.gui.studio.laying import SIZE_EM, Laying
from callassist.gui.theme import Theme
from callassist.gui.worker import Worker
from callassist.prompts.pack import Pack, default_pack
from callassist.review.call import ReviewCall
from callassist.run.studio.asking import Asker, Batch
from callassist.run.studio.bench import Workbench
from callassist.run.studio.calls import CallSet
from callassist.run.studio.pack_text import Place
from callassist.run.studio.verdicts import Verdicts


class _Inbox(QObject):
    """Brings answers from the asking thread to the GUI thread."""

    came = Signal(object)


class StudioWindow(Doing, Laying, QWidget):
    """A pack under edit, tried on calls as it changes.

    Signals:
        closing: It is about to wait for its threads: nobody will answer them any more.
        closed: The window is gone.
    """

    closing = Signal()
    closed = Signal()

    def __init__(
        self,
        bench: Workbench,
        verdicts: Verdicts,
        theme: Theme,
        *,
        author: str = "",
        key: Path | None = None,
        jobs: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        """Build the window.

        Args:
            bench: The pack's own file, over what is below it.
            verdicts: The marks on prompts.
            theme: Colors and sizes.
            author: Who edits; stands in the changelog.
            key: What shared packs are signed with.
            jobs: Processes that share the work of what-if.
            parent: The widget that owns it.
        """
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Studio – callassist"))
        self.bench = bench
        self.verdicts = verdicts
        self.author = author
        self.key = key
        self.calls = CallSet()
        self.open_timeline: Callable[[ReviewCall, float], None] = lambda *_: None
        self.kept: Callable[[], CallSet] | None = None
        self._jobs = jobs
        self._saved_pack = bench.pack
        self._asker: Asker | None = None
        self._asked: tuple[Pack, Pack | None] | None = None
        self.is_asking = False
        self._closing = False
        self._inbox = _Inbox(self)
        self.worker = Worker("studio", self)
        self._build(theme)
        self._lay_out()
        self._connect()
        self._add_keys()
        self.set_theme(theme)
        room = self.screen().availableGeometry().size()
        self.resize(QSize(theme.px(SIZE_EM[0]), theme.px(SIZE_EM[1])).boundedTo(room))
        self.set_calls(self.calls)
        self.refresh()
        first = next((row.rule.id for row in self.prompts.prompts.rows if row.rule), BUDGET)
        self.choose(first)
        self.prompts.setFocus()

    # --- Building ---------------------------------------------------------------------

    def _connect(self) -> None:
        self._inbox.came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.prompts.chosen.connect(self._chosen)
        self.prompts.prompts.switched.connect(
            lambda name, on: self._edit(("prompt", name, "enabled"), on)
        )
        self.form.edited.connect(self._edit)
        self.form.reset_asked.connect(lambda place: self._edit(place, None))
        self.form.released.connect(self.bench.end_joining)
        self.form.remove_asked.connect(self._remove)
        self.form.finding_asked.connect(self._add_finding)
        self.toml.typed.connect(self._typed)
        self.toml.paused.connect(self.bench.end_joining)
        self.toml.prompt_entered.connect(self.choose)
        self.troubles.itemActivated.connect(self._to_trouble)
        self.troubles.itemClicked.connect(self._to_trouble)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.save_button.clicked.connect(self.save)
        self.share_button.clicked.connect(self.share)
        self.new_button.clicked.connect(self.add_prompt)
        self.words_button.clicked.connect(self.edit_words)
        self.whatif.baseline.activated.connect(lambda _: self._ask(anew=True))
        self.whatif.opened.connect(self.open_row)
        self.whatif.marked.connect(self._mark)
        self.whatif.files_asked.connect(self.choose_files)
        self.whatif.kept_asked.connect(self.use_kept)
        self.whatif.view.selectionModel().currentChanged.connect(lambda *_: self._row_chosen())
        self.whatif.view.changes.verdict_of = self.verdicts.verdict
        self.whatif.view.changes.say_of = self._says
        self.marks.missing_asked.connect(self._mark_missing)
        self.trying.taken_asked.connect(self.take_line)

    def _add_keys(self) -> None:
        standard = QKeySequence.StandardKey
        keys: tuple[tuple[QKeySequence | QKeySequence.StandardKey, Callable[[], None]], ...] = (
            (standard.Save, self.save),
            (standard.Undo, self.undo),
            (standard.Redo, self.redo),
            (QKeySequence("Ctrl+E"), self.share),
            (QKeySequence("Ctrl+N"), self.add_prompt),
            (QKeySequence("Ctrl+O"), self.choose_files),
            (QKeySequence("Ctrl+K"), self.use_kept),
            (QKeySequence("Ctrl+1"), self.prompts.setFocus),
            (QKeySequence("Ctrl+2"), lambda: self._to_page(self.form, self.form.say.box)),
            (QKeySequence("Ctrl+3"), lambda: self._to_page(self.text, self.toml)),
            (QKeySequence("Ctrl+4"), lambda: self._to_page(self.whatif, self.whatif.view)),
            (QKeySequence("Ctrl+5"), lambda: self._to_page(self.marks, self.marks.at)),
            (QKeySequence("Ctrl+T"), lambda: self._to_page(self.trying, self.trying.line)),
        )
        for sequence, act in keys:
            QShortcut(QKeySequence(sequence), self, activated=act)
        undo = [*QKeySequence.keyBindings(standard.Undo), *QKeySequence.keyBindings(standard.Redo)]
        WindowKeys(self, [QKeySequence("Ctrl+E"), QKeySequence("Ctrl+K"), *undo])

    def _to_page(self, page: QWidget, part: QWidget) -> None:
        if self.tabs.indexOf(page) >= 0:
            self.tabs.setCurrentWidget(page)
        part.setFocus()

    # --- The pack ---------------------------------------------------------------------

    @property
    def prompt_id(self) -> str:
        """The chosen prompt, or ``""`` for the budget."""
        return self.form.prompt_id

    def choose(self, prompt_id: str) -> None:
        """Choose a prompt, or the budget with ``""``."""
        self.prompts.choose(prompt_id)

    def undo(self) -> None:
        """Go one change back."""
        self.form.settle()
        self.say("")
        self.bench.undo()
        self.refresh()

    def redo(self) -> None:
        """Go one change forward again."""
        self.form.settle()
        self.say("")
        self.bench.redo()
        self.refresh()

    def add_prompt(self) -> None:
        """Add a prompt of the pack's own, and edit it."""
        name = self._try(self.bench.add_prompt)
        if name is not None:
            self.refresh()
            self.choose(str(name))
            self.form.say.box.setFocus()
            self.form.say.box.selectAll()

    def refresh(self) -> None:
        """Show the pack as it is now."""
        bench = self.bench
        if bench.is_good:
            chosen = self.prompts.prompt_id
            with QSignalBlocker(self.prompts):
                self.prompts.prompts.show_pack(bench)
                self.prompts.choose(chosen)
            self.form.show_prompt(chosen if bench.pack.rule(chosen) else BUDGET, bench)
            self.trying.set_pack(bench.pack)
        self.toml.show_text(bench.text)
        self._show_troubles()
        self._show_head()
        self._ask()

    def _edit(self, place: Place, value: object) -> None:
        if self.bench.is_locked(place):
            self.say(
                self.tr("{key} is locked by the policy of {locked_by}").format(
                    key=place[-1], locked_by=self.bench.locked_by
                )
            )
            return
        self._try(lambda: self.bench.set_key(place, value))
        self.refresh()

    def _typed(self, text: str) -> None:
        self.say("")
        self.bench.set_text(text, "typing", joins="typing")
        self.refresh()

    def _remove(self, prompt_id: str) -> None:
        self._try(lambda: self.bench.remove("prompt", prompt_id))
        self.choose(BUDGET)
        self.refresh()

    def _add_finding(self, prompt_id: str) -> None:
        """Let a prompt fire on words: a finding from a phrase of the pack's own."""
        name = f"custom.{prompt_id}"[:39]
        rule = self.bench.pack.rule(prompt_id)
        if rule is None:
            return
        if not any(own.id == name for own in self.bench.pack.findings):
            self._try(lambda: self.bench.add_finding(name, "agent", "words to look for"))
        self._edit(("prompt", prompt_id, "when"), {"finding": name})
        self.form.phrases.box.setFocus()
        self.form.phrases.box.selectAll()

    def _try(self, act: Callable[[], object]) -> object:
        """Do something; tell why it does not go."""
        try:
            result = act()
        except CallAssistError as error:
            self.say(str(error))
            return None
        self.say("")
        return result

    def _chosen(self, prompt_id: str) -> None:
        self.form.show_prompt(prompt_id, self.bench)
        self.form.show_troubles(self.bench)
        self.form.verticalScrollBar().setValue(0)
        self.toml.show_prompt(prompt_id)
        says = self._says(prompt_id)
        self.whatif.set_prompt(prompt_id, says)
        self.marks.set_prompt(prompt_id, says)

    def _says(self, prompt_id: str) -> str:
        rule = self.bench.pack.rule(prompt_id)
        return rule.say if rule is not None else prompt_id

    def _show_troubles(self) -> None:
        troubles = self.bench.troubles
        self.toml.show_troubles(troubles)
        self.form.show_troubles(self.bench)
        self.troubles.clear()
        for trouble in troubles:
            where = self.tr("Line {line}: ").format(line=trouble.line) if trouble.line else ""
            item = QListWidgetItem(f"{where}{trouble.text}")
            item.setData(Qt.ItemDataRole.UserRole, trouble.line)
            token = "warn" if trouble.locked else "alert"
            item.setForeground(self.theme.color(token))
            item.setToolTip(trouble.text)
            self.troubles.addItem(item)
        self.troubles.setVisible(bool(troubles))

    def _to_trouble(self, item: QListWidgetItem) -> None:
        line = item.data(Qt.ItemDataRole.UserRole)
        if line:
            self.toml.go_to_line(line)
            self.toml.setFocus()

    def _show_head(self) -> None:
        bench = self.bench
        pack = bench.pack
        changed = " · " + self.tr("not saved") if bench.is_changed else ""
        mistakes = sum(not trouble.locked for trouble in bench.troubles)
        wrong = ""
        if mistakes:
            wrong = f" · {counts.mistakes(mistakes)}"
        self.about.set_text(
            self.tr("{id}, version {version} · {about}{changed}{wrong}").format(
                id=pack.id,
                version=pack.version,
                about=core(self.calls.about),
                changed=changed,
                wrong=wrong,
            )
        )
        self.file_name.set_text(
            self.tr("{name}, over {below}").format(
                name=bench.path.name, below=core(bench.base.sources[-1])
            )
        )
        self.file_name.setToolTip(str(bench.path))
        for button, label, what in (
            (self.undo_button, bench.undo_label, self.tr("Undo")),
            (self.redo_button, bench.redo_label, self.tr("Redo")),
        ):
            button.setEnabled(bool(label))
            button.setToolTip(f"{what} {core(label)}".strip())
        self.save_button.setEnabled(bench.is_changed)

    def say(self, line: str, *, is_good: bool = False) -> None:
        """Tell something, or nothing any more."""
        self.message.set_look(
            self.theme.font("body"), self.theme.color("praise" if is_good else "alert")
        )
        self.message.set_text(line[:1].upper() + line[1:])
        self.message.setVisible(bool(line))

    # --- What if ----------------------------------------------------------------------

    def set_calls(self, calls: CallSet) -> None:
        """Try the pack on other calls from now on."""
        self._stop_asking()
        self.calls = calls
        self.whatif.set_calls(calls)
        self.marks.set_calls(calls)
        if calls:
            self._asker = Asker(calls, self._inbox.came.emit, self._jobs)
        self._show_head()
        self._ask(anew=True)

    def use_kept(self) -> None:
        """Try the pack on all kept calls."""
        if self.kept is None:
            self.say(
                self.tr("no kept calls are at hand here: start with callassist studio and a query")
            )
        else:
            self.load_calls(self.kept)

    def _ask(self, *, anew: bool = False) -> None:
        question = self.bench.pack, self._against()
        if self._asker is None or (question == self._asked and not anew):
            return
        self._asked = question
        self.is_asking = True
        self.whatif.begin(self._asker.ask(*question))

    def _against(self) -> Pack | None:
        wanted = self.whatif.baseline.currentData()
        if wanted == "shown":
            return None
        return default_pack() if wanted == "default" else self._saved_pack

    def _take(self, batch: Batch) -> None:
        if self._closing:
            return
        self.whatif.take(batch)
        self.prompts.prompts.show_totals(self.whatif.totals, self.bench)
        if batch.finished and self.whatif.number == batch.number:
            self.is_asking = False
            self._score()

    def _stop_asking(self) -> None:
        if self._asker is not None:
            self._asker.close()
            self._asker = None
        self._asked = None
        self.is_asking = False

    # --- The end ----------------------------------------------------------------------

    def shut(self) -> None:
        """End everything that runs, without a question."""
        self._closing = True
        self.form.settle()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of threads; what was not saved is asked about first."""
        self.form.settle()
        if self.bench.is_changed and not self._closing and not self._may_close():
            event.ignore()
            return
        self._closing = True
        self._stop_asking()
        self.closing.emit()
        self.worker.close()
        super().closeEvent(event)
        self.closed.emit()
