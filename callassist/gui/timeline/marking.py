"""Comments and bookmarks with undo and redo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from callassist.errors import CallAssistError
from callassist.gui.i18n import translate
from callassist.protocols import Marks
from callassist.types import Mark, MarkKind

NAMES: dict[MarkKind, str] = {
    "comment": QT_TRANSLATE_NOOP("Marking", "Comment at {time}"),
    "good_moment": QT_TRANSLATE_NOOP("Marking", "Good moment at {time}"),
    "practice": QT_TRANSLATE_NOOP("Marking", "Moment to practice at {time}"),
}
ADD: dict[MarkKind, str] = {
    "comment": QT_TRANSLATE_NOOP("Marking", "Add comment"),
    "good_moment": QT_TRANSLATE_NOOP("Marking", "Add good moment"),
    "practice": QT_TRANSLATE_NOOP("Marking", "Add moment to practice"),
}
CHANGE: dict[MarkKind, str] = {
    "comment": QT_TRANSLATE_NOOP("Marking", "Edit comment"),
    "good_moment": QT_TRANSLATE_NOOP("Marking", "Edit good moment"),
    "practice": QT_TRANSLATE_NOOP("Marking", "Edit moment to practice"),
}
REMOVE: dict[MarkKind, str] = {
    "comment": QT_TRANSLATE_NOOP("Marking", "Delete comment"),
    "good_moment": QT_TRANSLATE_NOOP("Marking", "Delete good moment"),
    "practice": QT_TRANSLATE_NOOP("Marking", "Delete moment to practice"),
}
"""What stands over the line one writes in, and what undo and redo call a change."""


class MarkBook(QObject):
    """A call's marks; every change can be undone, and is kept at once.

    Signals:
        changed: There are other marks.
        failed: A change could not be kept; one line says why.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, marks: Marks | None, parent: QObject | None = None) -> None:
        """Show these marks; ``None`` where none can be kept."""
        super().__init__(parent)
        self._marks = marks
        self.undo_stack = QUndoStack(self)

    @property
    def can_write(self) -> bool:
        """Whether marks can be made."""
        return self._marks is not None

    def all(self) -> list[Mark]:
        """Return the marks by time."""
        return self._marks.all() if self._marks is not None else []

    def add(self, kind: MarkKind, at_s: float, end_s: float | None, text: str = "") -> None:
        """Make a mark."""
        if self._marks is not None:
            self._push(_Add(self._marks, kind, at_s, end_s, text))

    def edit(self, mark: Mark, text: str) -> None:
        """Give a mark another text."""
        if self._marks is not None and text != mark.text:
            self._push(_Change(self._marks, mark, replace(mark, text=text)))

    def remove(self, mark: Mark) -> None:
        """Take a mark away."""
        if self._marks is not None:
            self._push(_Remove(self._marks, mark))

    def undo(self) -> None:
        """Take the last change back."""
        self._try(self.undo_stack.undo)

    def redo(self) -> None:
        """Make it again."""
        self._try(self.undo_stack.redo)

    def _push(self, command: _MarkCommand) -> None:
        self._try(lambda: self.undo_stack.push(command))

    def _try(self, step: object) -> None:
        step()
        # Qt would swallow what a command raises; so it is kept there and told here.
        problem, _MarkCommand.problem = _MarkCommand.problem, ""
        if problem:
            self.failed.emit(problem)
        self.changed.emit()


class _MarkCommand(QUndoCommand):
    problem = ""

    def __init__(self, text: str, marks: Marks) -> None:
        super().__init__(text)
        self._marks = marks

    def redo(self) -> None:
        self._guarded(self.do)

    def undo(self) -> None:
        self._guarded(self.take_back)

    def do(self) -> None:
        raise NotImplementedError

    def take_back(self) -> None:
        raise NotImplementedError

    def _guarded(self, step: object) -> None:
        try:
            step()
        except CallAssistError as error:
            _MarkCommand.problem = str(error)
            self.setObsolete(True)


class _Add(_MarkCommand):
    def __init__(
        self, marks: Marks, kind: MarkKind, at_s: float, end_s: float | None, text: str
    ) -> None:
        super().__init__(translate("Marking", ADD[kind]), marks)
        self._wanted = (kind, at_s, text, end_s)
        self._mark: Mark | None = None

    def do(self) -> None:
        if self._mark is None:
            self._mark = self._marks.add(*self._wanted)
        else:
            self._marks.change(self._mark)  # the same one again, with its id

    def take_back(self) -> None:
        if self._mark is not None:
            self._marks.remove(self._mark.id)


class _Change(_MarkCommand):
    def __init__(self, marks: Marks, before: Mark, after: Mark) -> None:
        super().__init__(translate("Marking", CHANGE[before.kind]), marks)
        self._before, self._after = before, after

    def do(self) -> None:
        self._marks.change(self._after)

    def take_back(self) -> None:
        self._marks.change(self._before)


class _Remove(_MarkCommand):
    def __init__(self, marks: Marks, mark: Mark) -> None:
        super().__init__(translate("Marking", REMOVE[mark.kind]), marks)
        self._mark = mark

    def do(self) -> None:
        self._marks.remove(self._mark.id)

    def take_back(self) -> None:
        self._marks.change(self._mark)
