"""Recordings dropped on the library: imported one after the other, each with its progress."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from callassist.errors import CallAssistError
from callassist.gui.i18n import percent, translate
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.gui.worker import Worker

SUFFIXES = frozenset(
    ".aac .aif .aiff .amr .au .caf .flac .m4a .mka .mp3 .mp4 .oga .ogg .opus .wav .webm"
    " .wma".split()
)
"""Of files taken from a dropped folder; a file dropped by itself is always tried."""

State = Literal["waiting", "running", "done", "failed", "cancelled"]
Progress = Callable[[float], None]
Importer = Callable[[Path, Progress], str]
"""Imports a recording and returns what is to be told of it, one line or nothing.

It tells the share done, 0 to 1, and lets through whatever that raises.
"""


class CancelledError(CallAssistError):
    """The person at the window wants this import no more."""


def recordings_in(paths: Iterable[Path]) -> list[Path]:
    """Return files as they are and the recordings in folders, in order of name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
            found += sorted(file for file in inside if not file.name.startswith("."))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


class ImportJob(QObject):
    """One recording on its way into the store.

    Signals:
        changed: Its state, share or line have changed.
    """

    changed = Signal()
    _shared = Signal(float)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """Wait to be imported."""
        super().__init__(parent)
        self.path = path
        self.state: State = "waiting"
        self.share = 0.0
        self.line = ""
        self._cancelled = threading.Event()
        self._shared.connect(self._set_share, Qt.ConnectionType.QueuedConnection)

    def set_state(self, state: State, line: str = "") -> None:
        """Say what has become of it."""
        self.state, self.line = state, line
        self.changed.emit()

    def cancel(self) -> None:
        """Want it no more; it ends at its next report."""
        self._cancelled.set()
        if self.state == "waiting":
            self.set_state("cancelled")

    def reset(self) -> None:
        """Wait again."""
        self._cancelled.clear()
        self.share = 0.0
        self.set_state("waiting")

    def run(self, importer: Importer) -> str:
        """Import it, on a worker's thread."""
        if self._cancelled.is_set():
            raise CancelledError(self.tr("not imported"))
        return importer(self.path, self._report)

    def _report(self, share: float) -> None:
        if self._cancelled.is_set():
            raise CancelledError(self.tr("not imported"))
        self._shared.emit(share)

    def _set_share(self, share: float) -> None:
        if self.state == "waiting":
            self.state = "running"
        if self.state == "running":
            self.share = min(1.0, max(0.0, share))
            self.changed.emit()


class ImportPanel(QFrame):
    """The imports, a line each, while there are any to look at.

    Signals:
        imported: One has been kept.
    """

    imported = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden panel."""
        super().__init__(parent)
        self.setObjectName("panel")
        self._worker = Worker("library-import", self)
        self._importer: Importer | None = None
        self._theme: Theme | None = None
        self.jobs: list[ImportJob] = []
        self._rows: dict[ImportJob, ImportRow] = {}
        self.title = TextBlock(self)
        self.close_button = Button(
            self.tr("Done"), self, kind="quiet", tooltip=self.tr("Hide what is finished")
        )
        self.stop_button = Button(self.tr("Cancel all"), self, kind="quiet")
        self.close_button.clicked.connect(self._tidy)
        self.stop_button.clicked.connect(self.cancel_all)
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self._scroll = QScrollArea(self, widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._list)
        head = QHBoxLayout()
        head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.stop_button)
        head.addWidget(self.close_button)
        outer = QVBoxLayout(self)
        outer.addLayout(head)
        outer.addWidget(self._scroll)
        self._outer = outer
        self.hide()

    def set_importer(self, importer: Importer | None) -> None:
        """Import with this."""
        self._importer = importer

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        strong = theme.font("body")
        strong.setWeight(strong.Weight.DemiBold)
        self.title.set_look(strong, theme.color("text"))
        self._outer.setContentsMargins(theme.px(0.9), theme.px(0.5), theme.px(0.5), theme.px(0.6))
        self._outer.setSpacing(theme.px(0.3))
        self._column.setContentsMargins(0, 0, theme.px(0.4), 0)
        self._column.setSpacing(theme.px(0.35))
        for row in self._rows.values():
            row.set_theme(theme)
        self._fit()

    def add(self, paths: Iterable[Path]) -> None:
        """Import files, and the recordings in folders."""
        for path in recordings_in(paths):
            job = ImportJob(path, self)
            row = ImportRow(job, self._list)
            if self._theme is not None:
                row.set_theme(self._theme)
            row.retry_asked.connect(self._start)
            self.jobs.append(job)
            self._rows[job] = row
            self._column.addWidget(row)
            self._start(job)
        self.setVisible(bool(self.jobs))
        self._say()

    def cancel_all(self) -> None:
        """Want none of those that are not done."""
        for job in self.jobs:
            job.cancel()
        self._say()

    def close_worker(self) -> None:
        """Cancel everything and end the thread."""
        self.cancel_all()
        self._worker.close()

    def _start(self, job: ImportJob) -> None:
        importer = self._importer
        if importer is None:
            job.set_state("failed", self.tr("nothing can be imported before the calls are open"))
            return

        def done(line: str) -> None:
            job.set_state("done", line)
            self.imported.emit()
            self._say()

        def failed(error: CallAssistError) -> None:
            if isinstance(error, CancelledError):
                job.set_state("cancelled")
            else:
                job.set_state("failed", str(error))
            self._say()

        self._worker.run(lambda: job.run(importer), done, failed)
        self._say()

    def _tidy(self) -> None:
        for job in [job for job in self.jobs if job.state in ("done", "cancelled", "failed")]:
            self.jobs.remove(job)
            row = self._rows.pop(job)
            self._column.removeWidget(row)
            row.deleteLater()
            job.deleteLater()
        self.setVisible(bool(self.jobs))
        self._fit()

    def _say(self) -> None:
        counts = {state: sum(job.state == state for job in self.jobs) for state in _WORDS}
        open_ones = counts["waiting"] + counts["running"]
        ended = len(self.jobs) - open_ones
        done, total = counts["done"], len(self.jobs)
        text = (
            self.tr("Importing {which} of {total}").format(which=ended + 1, total=total)
            if open_ones
            else self.tr("{done} of {total} imported").format(done=done, total=total)
        )
        if counts["failed"]:
            text += self.tr(", {failed} failed").format(failed=counts["failed"])
        self.title.set_text(text)
        self.stop_button.setVisible(open_ones > 0)
        self.close_button.setVisible(total > open_ones)
        self._fit()

    def _fit(self) -> None:
        if self._theme is None:
            return
        rows = min(4, max(1, len(self.jobs)))
        self._scroll.setFixedHeight(round(rows * self._theme.px(2.4)))


_WORDS: dict[State, str] = {
    "waiting": QT_TRANSLATE_NOOP("Importing", "waiting"),
    "running": "",
    "done": QT_TRANSLATE_NOOP("Importing", "kept"),
    "failed": QT_TRANSLATE_NOOP("Importing", "not imported"),
    "cancelled": QT_TRANSLATE_NOOP("Importing", "cancelled"),
}


class ImportRow(QWidget):
    """One import: its name, how far it is, and what went wrong.

    Signals:
        retry_asked: Try the job again.
    """

    retry_asked = Signal(object)

    def __init__(self, job: ImportJob, parent: QWidget | None = None) -> None:
        """Show a job."""
        super().__init__(parent)
        self._job = job
        self._theme: Theme | None = None
        self.name = TextBlock(self, max_lines=1)
        self.name.set_text(job.path.name)
        self.name.setToolTip(str(job.path))
        self.line = TextBlock(self, max_lines=2)
        self.bar = QProgressBar(self, minimum=0, maximum=1000, textVisible=False)
        self.bar.setAccessibleName(self.tr("Import of {name}").format(name=job.path.name))
        self.cancel = Button(self.tr("Cancel"), self, kind="quiet")
        self.retry = Button(self.tr("Try again"), self, kind="quiet")
        self.cancel.clicked.connect(job.cancel)
        self.retry.clicked.connect(self._retry)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.name, 0, middle)
        row.addWidget(self.bar, 0, middle)
        row.addWidget(self.line, 1, middle)
        row.addWidget(self.cancel)
        row.addWidget(self.retry)
        self._row = row
        job.changed.connect(self._show)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.name.set_look(theme.font("body"), theme.color("text"))
        self._row.setSpacing(theme.px(0.6))
        self.name.setFixedWidth(theme.px(17))
        self.bar.setFixedWidth(theme.px(14))
        self.setMinimumHeight(theme.px(2.0))
        self._show()

    def _retry(self) -> None:
        self._job.reset()
        self.retry_asked.emit(self._job)

    def _show(self) -> None:
        if self._theme is None:
            return
        job = self._job
        busy = job.state in ("waiting", "running")
        self.bar.setVisible(busy)
        self.bar.setValue(round(1000 * job.share))
        self.cancel.setVisible(busy)
        self.retry.setVisible(job.state in ("failed", "cancelled"))
        token = "alert" if job.state == "failed" else "muted"
        self.line.set_look(self._theme.font("caption"), self._theme.color(token))
        word = _WORDS[job.state]
        share = (
            percent(job.share) if job.state == "running" else word and translate("Importing", word)
        )
        self.line.set_text(job.line or share)
