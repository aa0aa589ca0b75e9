"""A window on the kept calls: what went wrong with them, and the end, when the store closes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from callassist.gui.text import TextBlock
from callassist.gui.window import Window
from callassist.gui.worker import Worker
from callassist.settings.policy import Rules
from callassist.store.store import CallStore


class StoreWindow(Window):
    """The beginning and the end that the library and the team window share.

    Attributes:
        rules: What the policy allows.
        store: The open store, closed with the window.
        worker: Reads the calls, beside the GUI thread.
        problem: The line that says what went wrong, or what was done; the window places it.
        before_close: Closes what else uses the store.
    """

    problem: TextBlock

    def __init__(self, name: str, rules: Rules | None, parent: QWidget | None = None) -> None:
        """Make it, with a thread called ``name``."""
        super().__init__(parent)
        self.rules = rules or Rules()
        self.store: CallStore | None = None
        self.worker = Worker(name, self)
        self.before_close: Callable[[], None] = lambda: None

    def tell_problem(self, problem: str) -> None:
        """Say what went wrong, above the calls."""
        self._say(problem)

    def _say(self, line: str, token: str = "alert") -> None:
        """Say something in a color of the palette, or nothing."""
        self.problem.set_look(self.theme.font("body"), self.theme.color(token))
        self.problem.set_text(line[:1].upper() + line[1:])
        self.problem.setVisible(bool(line))

    def end_work(self) -> None:
        """End timers and threads, and do what must be done before the store closes."""
        raise NotImplementedError

    def let_go(self) -> None:
        """Close what uses the store, end the work, close the store."""
        self.before_close()
        self.end_work()
        if self.store is not None:
            self.store.close()
