"""Work on the store beside the GUI thread; its answers come back as calls on the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from callassist.errors import CallAssistError

log = logging.getLogger(__name__)

Done = Callable[[Any], None]
Failed = Callable[[CallAssistError], None]


class Worker(QObject):
    """One thread that does one thing after another.

    Work given under a ``key`` replaces older work under the same key that has not begun,
    and only the newest one's answer is delivered: for a search that is still being typed.
    """

    _answered = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Start the thread."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._newest: dict[str, int] = {}
        self._closed = False
        self._waiting = 0
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._waiting > 0

    def run(
        self,
        work: Callable[[], Any],
        done: Done,
        failed: Failed | None = None,
        key: str = "",
        *,
        certain: bool = False,
    ) -> None:
        """Do ``work`` on the thread, then call ``done`` or ``failed`` on the GUI thread.

        ``certain`` work is done even if the worker is closed before it has begun.
        """
        if self._closed:
            return
        number = self._newest.get(key, 0) + 1
        if key:
            self._newest[key] = number
        self._waiting += 1

        def is_old() -> bool:
            return bool(key) and self._newest[key] != number

        def job() -> None:
            result: Any = None
            error: CallAssistError | None = None
            if certain or not (is_old() or self._closed):
                try:
                    result = work()
                except CallAssistError as problem:
                    error = problem
                except Exception as problem:  # a fault of ours: say so, keep the window alive
                    log.info("this was not foreseen", exc_info=True)
                    text = " ".join(f"{type(problem).__name__} {problem}".split())
                    error = CallAssistError(
                        self.tr("callassist made a mistake: {text}").format(text=text)
                    )

            def answer() -> None:
                self._waiting -= 1
                if self._closed or is_old():
                    return
                if error is None:
                    done(result)
                elif failed is not None:
                    failed(error)

            if not self._closed:
                self._answered.emit(answer, None)

        self._pool.submit(job)

    def close(self) -> None:
        """Finish what has begun or is certain, drop the rest, deliver nothing; safe twice."""
        self._closed = True
        self._pool.shutdown(wait=True)

    def _deliver(self, answer: Callable[[], None], _: object) -> None:
        answer()
