"""What practice keeps: a trainee's results and everybody's sets, beside the GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QInputDialog

from callassist.gui.i18n import translate
from callassist.gui.practice.sets import SetDialog
from callassist.review.practice.boxes import Progress, progress_of
from callassist.review.practice.session import Answer, items_of_set


class Keeping:
    """The part of the practice window that reads and writes the store.

    It uses the window's ``worker``, ``home``, ``theme`` and its :class:`PracticeBook`.
    """

    def _read_book(self) -> None:
        book = self._book
        if book is None:
            return

        def show(found: tuple[dict[str, Progress], dict[str, int]]) -> None:
            self._progress, sets = found
            self.home.show_sets(sets)
            if self.phase == "home":
                self._show_home(self.home.title.text)

        self.worker.run(
            lambda: (progress_of(book.attempts()), book.sets()), show, self._say_error, key="book"
        )

    def _change_trainee(self, name: str) -> None:
        if self._book is not None:
            self._book.trainee = name
            self._read_book()

    def _make_set(self) -> None:
        book = self._book
        if book is None:
            return

        def offer(found: tuple[list, dict[str, int]]) -> None:
            bookmarks, sets = found
            dialog = SetDialog(self.theme, bookmarks, sets, self)
            if dialog.exec() == QDialog.DialogCode.Accepted:
                name, chosen = dialog.chosen_name, dialog.chosen
                self._change_sets(lambda: book.keep_set(name, chosen))
            dialog.deleteLater()

        self.worker.run(lambda: (book.bookmarks(), book.sets()), offer, self._say_error)

    def _rename_set(self, name: str) -> None:
        book = self._book
        new_name, answered = QInputDialog.getText(
            self, translate("Keeping", "Rename the set"), translate("Keeping", "Name"), text=name
        )
        if answered and book is not None:
            self._change_sets(lambda: book.rename_set(name, new_name))

    def _drop_set(self, name: str) -> None:
        book = self._book
        if book is not None:
            self._change_sets(lambda: book.drop_set(name))

    def _change_sets(self, change: Callable[[], None]) -> None:
        self._say("")
        self.worker.run(change, lambda _: self._read_book(), self._say_error)

    def start_set(self, name: str) -> None:
        """Begin with a set."""
        book = self._book
        if book is None:
            return

        def begin(found: list) -> None:
            self._opened += dict.fromkeys(call for call, _ in found)
            self._begin(items_of_set(found))

        self._say("")
        self.worker.run(lambda: book.open_set(name), begin, self._say_error)

    def _keep(self, answer: Answer) -> None:
        book = self._book
        if book is not None:
            self.worker.run(
                lambda: book.keep(answer), lambda _: None, self._say_error, certain=True
            )
