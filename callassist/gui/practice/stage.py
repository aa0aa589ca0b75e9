"""The call as it comes to the moment: heard and read word by word, then standing still."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from callassist.gui.core_texts import side_text
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.protocols import Sound
from callassist.review.clock import clock
from callassist.review.practice.hearing import LATE_S
from callassist.sources.player import Player

TICK_MS = 50
TURNS_SHOWN = 4
"""So many turns are read at once; earlier ones go as later ones come."""


def words_until(turn: Mapping[str, Any], at_s: float) -> list[str]:
    """Return a turn's words that had begun by a second."""
    return [word["text"] for word in turn["words"] if word["start_s"] < at_s - LATE_S]


class _TurnRow(QWidget):
    """A turn: who speaks, and the words so far."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.who = QLabel(self)
        self.words = TextBlock(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.who, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self._row = row

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.who.setFont(theme.font("caption"))
        self.who.setFixedWidth(theme.px(5.6))
        self.who.setStyleSheet(f"color: {theme.palette.muted}; padding-top: {theme.px(0.1)}px;")
        self._row.setSpacing(theme.px(0.6))

    def show_turn(self, theme: Theme, turn: Mapping[str, Any], until_s: float) -> None:
        """Show a turn's words up to a second."""
        said = words_until(turn, until_s)
        self.who.setText(side_text(turn["channel"]))
        token = "text" if turn["channel"] == "customer" else "muted"
        self.words.set_look(theme.font("body"), theme.color(token))
        self.words.set_text(" ".join(said))


class Stage(QFrame):
    """Plays part of a call and stops; without sound it is read at once.

    Signals:
        stopped: The end of the part is reached.
    """

    stopped = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        make_player: Callable[[Sound], Player] = Player,
    ) -> None:
        """Make an empty stage; ``make_player`` makes what plays a call's sound."""
        super().__init__(parent)
        self._make_player = make_player
        self.setObjectName("panel")
        self._theme: Theme | None = None
        self._player: Player | None = None
        self._sound: Sound | None = None
        self._turns: Sequence[Mapping[str, Any]] = ()
        self._span = (0.0, 0.0)
        self._no_sound = ""
        self._running = False
        self.note = TextBlock(self)
        self.note.hide()
        self.rows = [_TurnRow(self) for _ in range(TURNS_SHOWN)]
        self.progress = QProgressBar(self, minimum=0, maximum=1000, textVisible=False)
        self.progress.setAccessibleName(self.tr("How far it is to the question"))
        self.left = TextBlock(self, max_lines=1)
        self.again = Button(self.tr("Hear it again"), self, kind="quiet", icon="loop", tooltip="R")
        self.skip = Button(self.tr("To the question"), self, kind="quiet", tooltip=self.tr("Enter"))
        self.again.clicked.connect(self.replay)
        self.skip.clicked.connect(self.finish)
        column = QVBoxLayout(self)
        for row in self.rows:
            column.addWidget(row)
        column.addWidget(self.note)
        line = QHBoxLayout()
        line.addWidget(self.progress, 1)
        line.addWidget(self.left)
        line.addStretch(0)
        line.addWidget(self.again)
        line.addWidget(self.skip)
        column.addLayout(line)
        self._line = line
        self._column = column
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def running(self) -> bool:
        """Whether it plays."""
        return self._running

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        gap = theme.px(1.0)
        self._column.setContentsMargins(gap, theme.px(0.9), gap, theme.px(0.6))
        self._column.setSpacing(theme.px(0.55))
        self._line.setSpacing(theme.px(0.5))
        self.left.set_look(theme.font("caption"), theme.color("muted"))
        self.left.setFixedWidth(theme.px(3.4))
        self.note.set_look(theme.font("caption"), theme.color("muted"))
        for row in self.rows:
            row.set_theme(theme)
        for button in (self.again, self.skip):
            button.set_theme(theme)

    def open(self, document: Mapping[str, Any], sound: Sound | None, problem: str = "") -> None:
        """Show another call; the same sound goes on being used."""
        self.stop()
        self._turns = [turn for turn in document["turns"] if turn["words"]]
        if sound is not self._sound:
            self._close_player()
            self._sound = sound
            self._player = self._make_player(sound) if sound is not None else None
        self._no_sound = problem or ("" if sound is not None else self.tr("this call has no sound"))

    def play(self, from_s: float, to_s: float) -> None:
        """Play a part; ``stopped`` follows at its end."""
        self._span = (from_s, max(from_s, to_s))
        if self._player is None:
            self._read()
            return
        self._running = True
        self._player.seek(from_s)
        self._player.play()
        self._timer.start()
        self._show(from_s)

    def replay(self) -> None:
        """Play the same part again."""
        self.play(*self._span)

    def finish(self) -> None:
        """Go to the end of the part at once."""
        if self._running:
            self.stop()
            self._show(self._span[1])
            self.stopped.emit()

    def stop(self) -> None:
        """Stand still."""
        self._timer.stop()
        self._running = False
        if self._player is not None:
            self._player.pause()

    def close_player(self) -> None:
        """Free the sound device."""
        self.stop()
        self._close_player()

    def tick(self) -> None:
        """Follow the sound."""
        player = self._player
        if player is None or not self._running:
            return
        if player.problem:
            self._no_sound = player.problem
            self.stop()
            self._read()
            return
        at_s = player.position_s
        if at_s >= self._span[1] or (not player.playing and at_s > self._span[0]):
            self.finish()
        else:
            self._show(at_s)

    def _read(self) -> None:
        """Show the whole part: there is nothing to hear."""
        self._running = False
        self._show(self._span[1])
        self.note.set_text(self.tr("There is nothing to hear: read what was said."))
        self.setToolTip(self._no_sound)
        self.note.setAccessibleDescription(self._no_sound)
        self.note.show()
        self.stopped.emit()

    def _show(self, at_s: float) -> None:
        if self._theme is None:
            return
        from_s, to_s = self._span
        heard = (turn for turn in self._turns if turn["end_s"] > from_s)
        begun = [turn for turn in heard if words_until(turn, at_s)]
        shown = begun[-TURNS_SHOWN:]
        for row, turn in zip(self.rows, shown, strict=False):
            row.show_turn(self._theme, turn, at_s)
            row.show()
        for row in self.rows[len(shown) :]:
            row.hide()
        share = (at_s - from_s) / (to_s - from_s) if to_s > from_s else 1.0
        self.progress.setValue(round(1000 * min(1.0, share)))
        self.left.set_text(clock(max(0.0, to_s - at_s) + 0.99) if self._running else "")
        self.progress.setVisible(self._running)
        self.left.setVisible(self._running)
        self.skip.setVisible(self._running)
        can_hear = self._player is not None and not self._no_sound
        self.again.setVisible(not self._running and can_hear)
        if self._running:
            self.note.hide()

    def _close_player(self) -> None:
        if self._player is not None:
            self._player.close()
            self._player = None
            self._sound = None
