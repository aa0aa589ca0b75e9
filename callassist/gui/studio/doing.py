"""What the studio does with files: save, share, other calls, a call's timeline."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox

from callassist.errors import CallAssistError
from callassist.gui.i18n import translate
from callassist.gui.studio.changes import Change
from callassist.gui.studio.form import BUDGET
from callassist.gui.studio.saving import ConflictDialog, Note, SaveDialog
from callassist.prompts.difference import differences
from callassist.prompts.fields import MAX_LINE_CHARS
from callassist.prompts.pack import Pack
from callassist.prompts.writing import PackChangedError
from callassist.review.call import ReviewCall
from callassist.run.packs.sharing import export_pack
from callassist.run.studio.calls import CallSet, calls_of_files, said_at


class Doing:
    """The part of the studio's window that acts on files.

    It uses the window's ``bench``, ``calls``, ``worker``, ``theme`` and ``say``.
    """

    def edit_words(self) -> None:
        """Go to the company's words."""
        self.choose(BUDGET)
        self.form.words.boxes["company"].setFocus()
        self.form.ensureWidgetVisible(self.form.words)

    # Saving

    def save(self) -> None:
        """Save the pack; ask for its version and a line for its changelog."""
        self.form.settle()
        if not self.bench.is_changed:
            self.say(translate("Doing", "nothing to save: the file is as it is here"))
            return
        if not self.bench.is_good:  # kept as it is, so that no work is lost
            self.save_as(None)
            return
        line = suggestion(self._saved_pack, self.bench.pack)
        dialog = SaveDialog(self.theme, self.bench.next_version(), line, self)
        dialog.accepted.connect(lambda: self.save_as(dialog.note))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_as(self, note: Note | None) -> None:
        """Save the pack, as a new version where there is a note."""
        try:
            if note is not None and note.text:
                self.bench.note_change(note.version, self.author, note.text, datetime.date.today())
            self.bench.save()
        except PackChangedError as conflict:
            self.show_conflict(conflict)
        except CallAssistError as error:
            self.say(str(error))
        else:
            self._saved()

    def show_conflict(self, conflict: PackChangedError) -> None:
        """Let the user choose between two texts."""
        dialog = ConflictDialog(self.theme, conflict, self)

        def chosen() -> None:
            try:
                if dialog.choice == "mine":
                    self.bench.keep_mine(conflict)
                    self._saved()
                elif dialog.choice == "theirs":
                    self.bench.take_theirs(conflict)
                    self.refresh()
                    self.say(
                        translate("Doing", "their text is shown; undo gives yours back"),
                        is_good=True,
                    )
            except PackChangedError as again:
                self.show_conflict(again)
            except CallAssistError as error:
                self.say(str(error))

        dialog.accepted.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _saved(self) -> None:
        self._saved_pack = self.bench.pack
        self.refresh()
        pack, name = self.bench.pack, self.bench.path.name
        if self.bench.is_good:
            self.say(
                translate("Doing", "saved: {name}, version {version}").format(
                    name=name, version=pack.version
                ),
                is_good=True,
            )
        else:
            self.say(
                translate(
                    "Doing", "{name} is saved with its mistakes; programs use the last good version"
                ).format(name=name)
            )

    def _may_close(self) -> bool:
        """Ask what is to happen with changes that were not saved."""
        choices = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            translate("Doing", "Changes are not saved"),
            translate("Doing", "Save the changes in {name}?").format(name=self.bench.path.name),
            choices.Save | choices.Discard | choices.Cancel,
        )
        if answer == choices.Save:
            self.save_as(None)
            return not self.bench.is_changed
        return answer == choices.Discard

    # Sharing

    def share(self) -> None:
        """Choose where a copy for others goes."""
        if not self.bench.is_good:
            self.say(translate("Doing", "mend the mistakes first; then the pack can be shared"))
            return
        if self.bench.is_changed or not self.bench.path.exists():
            self.say(translate("Doing", "save the pack first (Ctrl+S); then it can be shared"))
            return
        folder = QFileDialog.getExistingDirectory(
            self, translate("Doing", "Share the pack into a folder")
        )
        if folder:
            self.share_to(Path(folder))

    def share_to(self, folder: Path) -> None:
        """Write a sealed copy into a folder, beside the GUI thread."""
        self.worker.run(
            lambda: export_pack(self.bench.path, folder, self.key),
            lambda done: self.say(
                translate("Doing", "shared as {name}").format(name=done[0]), is_good=True
            ),
            lambda error: self.say(str(error)),
        )

    # Calls

    def choose_files(self) -> None:
        """Choose a folder of call files."""
        folder = QFileDialog.getExistingDirectory(
            self, translate("Doing", "Call files to try the pack on")
        )
        if folder:
            self.load_calls(lambda: calls_of_files([Path(folder)]))

    def load_calls(self, load: Callable[[], CallSet]) -> None:
        """Use other calls, found beside the GUI thread."""
        self.say("")
        self.worker.run(load, self.set_calls, lambda error: self.say(str(error)), key="calls")

    def open_row(self, row: Change) -> None:
        """Open a prompt's call on the timeline at its second."""
        calls, at_s = self.calls, row.at_s

        def show(call: ReviewCall) -> None:
            self.open_timeline(call, at_s)

        self.worker.run(
            lambda: calls.open(row.call), show, lambda error: self.say(str(error)), key="open"
        )

    def take_line(self) -> None:
        """Try what was said where the chosen prompt was shown."""
        row = self.whatif.view.current
        if row is None:
            self.say(translate("Doing", "choose a prompt of a call under What if first"))
            return
        calls = self.calls

        def said() -> object:
            call = calls.open(row.call)
            if call.sound is not None:
                call.sound.close()
            return said_at(call.document, row.at_s)

        def take(utterance: object) -> None:
            if utterance is None:
                self.say(translate("Doing", "nothing was said there"))
            else:
                self.trying.take_utterance(utterance)

        self.worker.run(said, take, lambda error: self.say(str(error)), key="line")

    # Marks

    def _row_chosen(self) -> None:
        row = self.whatif.view.current
        if row is not None:
            self.marks.set_call(row.call, row.at_s)

    def _mark(self, row: Change, verdict: str | None) -> None:
        if row.saying is None:
            return
        name, at_s = row.saying.id, row.at_s
        self._try(lambda: self.verdicts.mark(row.call, name, at_s, verdict))
        self.whatif.view.viewport().update()
        self._score()

    def _mark_missing(self, call: str, at_s: float) -> None:
        name = self.prompt_id
        self._try(lambda: self.verdicts.mark(call, name, at_s, "missing"))
        self._score()

    def _score(self) -> None:
        self.marks.show_score(self.verdicts.score(self.whatif.answers.values()), self.verdicts)


def suggestion(before: Pack, after: Pack) -> str:
    """Return a line for the changelog: what differs, in words, as much as fits."""
    told = [one.text for one in differences(before, after) if one.key not in ("id", "version")]
    line = "; ".join(told)
    return line if len(line) <= MAX_LINE_CHARS else line[: MAX_LINE_CHARS - 1].rstrip() + "…"
