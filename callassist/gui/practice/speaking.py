"""Saying or typing an answer in one's own words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from callassist.errors import CallAssistError
from callassist.gui.style import Button, Field
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.gui.worker import Worker
from callassist.protocols import Engine
from callassist.run.speaking import OpenCapture, SpokenAnswer, default_microphone
from callassist.types import Word

EngineOpener = Callable[[], Engine]


class SpeakingRow(QWidget):
    """A button to hold while speaking, and a field to type into.

    Signals:
        said: The recognized words (tuple of :class:`Word`).
        typed: The text.
    """

    said = Signal(object)
    typed = Signal(str)
    _level = Signal(float)

    def __init__(
        self,
        worker: Worker,
        open_engine: EngineOpener | None = None,
        capture: OpenCapture = default_microphone,
        parent: QWidget | None = None,
    ) -> None:
        """Make the row; without ``open_engine`` there is only typing."""
        super().__init__(parent)
        self._worker = worker
        self._open_engine = open_engine
        self._capture = capture
        self._engine: Engine | None = None
        self._answer: SpokenAnswer | None = None
        self.button = Button(
            self.tr("Say it"),
            self,
            icon="microphone",
            tooltip=self.tr("Hold this button or Space while you speak"),
        )
        self.field = Field(self, placeholderText=self.tr("Or type what you would say, then Enter"))
        self.field.setAccessibleName(self.tr("What you would say"))
        self.level = QProgressBar(self, minimum=0, maximum=100, textVisible=False)
        self.level.setAccessibleName(self.tr("How loud you are"))
        self.level.hide()
        self.note = TextBlock(self)
        self.note.hide()
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.level)
        row.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.note)
        self._row, self._column = row, column
        self.button.setVisible(open_engine is not None)
        self.button.pressed.connect(self.start)
        self.button.released.connect(self.finish)
        self.field.returnPressed.connect(self._type)
        self._level.connect(self._show_level, Qt.ConnectionType.QueuedConnection)

    @property
    def listening(self) -> bool:
        """Whether the microphone is open, or about to be."""
        return self._answer is not None

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.button.set_theme(theme)
        self.field.setFont(theme.font("body"))
        self.note.set_look(theme.font("caption"), theme.color("muted"))
        self.level.setFixedWidth(theme.px(6))
        self._row.setSpacing(theme.px(0.6))
        self._column.setSpacing(theme.px(0.4))

    def reset(self) -> None:
        """Be ready for another answer."""
        self.field.clear()
        self._say("")
        self.setEnabled(True)

    def start(self) -> None:
        """Begin to hear."""
        if self._open_engine is None or self.listening or not self.isEnabled():
            return
        self._say(
            self.tr("Getting ready to listen …") if self._engine is None else self.tr("Speak now …")
        )
        answer = SpokenAnswer(_Later(self._get_engine), self._capture)
        self._answer = answer
        self.level.setValue(0)
        self.level.show()

        def work() -> tuple[Word, ...]:
            return answer.recognize(answer.hear(self._level.emit))

        self._worker.run(work, self._heard, self._failed)

    def finish(self) -> None:
        """Hear no more, and recognize."""
        if self._answer is not None:
            self._answer.stop()
            self._say(self.tr("Recognizing …"))

    def stop(self) -> None:
        """Hear no more, and drop what was heard."""
        if self._answer is not None:
            self._answer.stop()

    def close_engine(self) -> None:
        """Free the engine, once the worker is closed."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _get_engine(self) -> Engine:
        """Open the engine once; on the worker's thread."""
        if self._engine is None:
            assert self._open_engine is not None
            self._engine = self._open_engine()
        return self._engine

    def _heard(self, words: tuple[Word, ...]) -> None:
        self._end()
        if words:
            self._say("")
            self.said.emit(words)
        else:
            self._say(self.tr("No words were heard. Say it again, a little closer, or type it."))

    def _failed(self, error: CallAssistError) -> None:
        self._end()
        line = str(error)
        self._say(line[:1].upper() + line[1:] + ".")

    def _end(self) -> None:
        self._answer = None
        self.level.hide()

    def _show_level(self, level: float) -> None:
        if self._answer is not None:
            self.level.setValue(round(100 * min(1.0, level**0.5)))
            if self.note.text.startswith("Getting"):
                self._say(self.tr("Speak now, and let go when you are done."))

    def _type(self) -> None:
        if self.field.text().strip():
            self.typed.emit(self.field.text())

    def _say(self, line: str) -> None:
        self.note.set_text(line)
        self.note.setVisible(bool(line))


class _Later:
    """An engine that is opened when it is first asked for a recognizer."""

    name = model = ""
    language = "en"

    def __init__(self, get: EngineOpener) -> None:
        self._get = get

    def recognizer(self) -> object:
        """Return the engine's recognizer."""
        return self._get().recognizer()

    def close(self) -> None:
        """Leave the engine open: it is used again."""
