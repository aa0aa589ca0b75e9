"""The timeline's window: puts the parts together and does what the actions ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from callassist.gui.core_texts import core
from callassist.gui.i18n import capital
from callassist.gui.theme import Theme, is_dark
from callassist.gui.timeline.commands import dress, make_actions
from callassist.gui.timeline.doing import Doing
from callassist.gui.timeline.exporting import export_page
from callassist.gui.timeline.jobs import DamageJob, PeaksJob
from callassist.gui.timeline.look import Look
from callassist.gui.timeline.marking import MarkBook
from callassist.gui.timeline.parts import Parts
from callassist.gui.timeline.playback import Playback
from callassist.gui.timeline.tools import style_sheet
from callassist.gui.timeline.viewport import Viewport
from callassist.review.call import ReviewCall
from callassist.review.damage import damage_events, damage_line
from callassist.review.event_names import FILTERS
from callassist.review.events import Event
from callassist.review.peaks import Pyramid
from callassist.review.timeline import Timeline, spans_of
from callassist.settings.user import UserSettings
from callassist.types import CHANNELS, Peaks

EVENT_AROUND_S = 12.0
"""So much is seen around an event that was jumped to, at least."""
LOUDEST_GAIN = 12.0


class TimelineWindow(Doing, QMainWindow):
    """A call: seen in one look, heard from any second, marked, exported.

    Signals:
        closed: The window is gone; the call's sound is not used any more.
    """

    closed = Signal()

    def __init__(
        self,
        call: ReviewCall,
        settings: UserSettings | None = None,
        parent: QWidget | None = None,
        *,
        export_html: Callable[[ReviewCall, Path], None] = export_page,
    ) -> None:
        """Open a call.

        Args:
            call: What to show; its sound is closed with the window.
            settings: Whose colors and text size are used.
            parent: The window that it belongs to.
            export_html: Writes the call as a web page to a path.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.call = call
        self._settings = settings or UserSettings()
        self._export_html = export_html
        self._text_scale = self._settings.overlay.text_scale
        self.timeline = Timeline(call.document)
        self.viewport = Viewport(call.duration_s, self)
        self.look = Look(self.timeline, self.viewport, self._make_theme())
        self.book = MarkBook(call.marks, self)
        self.playback = Playback(call.duration_s, self)
        self._peaks_job: PeaksJob | None = None
        self._damage_job: DamageJob | None = None
        self._damage: Sequence[tuple[float, float]] = ()
        self._events: list[Event] = []
        self.actions_by_id = make_actions(self)
        for action in self.actions_by_id.values():
            self.addAction(action)
        self.parts = Parts(self)
        self.setWindowTitle(self.tr("{title} – callassist").format(title=call.title))
        self.resize(1280, 800)
        self._wire()
        self.apply_theme()
        self.actions_by_id["follow"].setChecked(True)
        self._on_marks()
        self.parts.offer_first_hard(self.timeline.first_hard_moment())
        for notice in call.notices:
            self.parts.add_notice(notice)
        self._use_sound()
        self.parts.plot.setFocus()

    # What other windows use.

    def go_to(self, at_s: float, *, play: bool = False) -> None:
        """Put the playhead at a second, see it, and play from there if asked to."""
        self.viewport.reveal(at_s)
        self.playback.seek(at_s)
        self.parts.transcript.follow()
        if play and not self.playback.playing:
            self.playback.play()

    def choose(self, event: Event | None, *, seek: bool = True) -> None:
        """Look at an event: tell of it, and go there."""
        self.look.selected = event
        self.parts.show_event()
        if event is not None and seek:
            view = self.viewport
            if not view.start_s <= event.at_s <= view.end_s:
                around_s = max(view.span_s, EVENT_AROUND_S)
                view.show(event.at_s - around_s * 0.3, event.at_s + around_s * 0.7)
            self.playback.seek(event.at_s)
            self.parts.transcript.follow()

    # How it looks.

    def apply_theme(self) -> None:
        """Use the system's or the chosen colors and the text size."""
        theme = self._make_theme()
        self.look.theme = theme
        self.setPalette(theme.qt_palette())
        self.setStyleSheet(style_sheet(theme))
        dress(self.actions_by_id, theme)
        self.parts.set_theme(theme)
        self._on_playback()

    def _make_theme(self) -> Theme:
        overlay = self._settings.overlay
        return Theme.make(dark=is_dark(overlay.theme), text_scale=self._text_scale)

    # What happens.

    def _wire(self) -> None:
        parts = self.parts
        parts.plot.seek_asked.connect(self._on_seek)
        parts.plot.event_chosen.connect(self._on_chosen)
        parts.plot.selection_changed.connect(self._on_selection)
        parts.gutter.mute_asked.connect(self._on_mute)
        parts.transport.speed_asked.connect(self.playback.set_speed)
        parts.transcript.seek_asked.connect(self.go_to)
        parts.transcript.event_chosen.connect(self._on_chosen)
        parts.moments.list.event_chosen.connect(self._on_chosen)
        parts.marks.event_chosen.connect(self._on_chosen)
        parts.event_page.seek_asked.connect(self.go_to)
        parts.event_page.play_asked.connect(self.play_event)
        parts.scorecard.seek_asked.connect(lambda at_s: self.go_to(max(0.0, at_s - 0.3)))
        parts.offer.asked.connect(self.first_hard)
        parts.trouble.asked.connect(self.find_recording)
        parts.trouble.closed.connect(self._forget_damage)
        parts.search.found.connect(self.go_to)
        for action in parts.filters.values():
            action.toggled.connect(self._on_filters)
        self.book.changed.connect(self._on_marks)
        self.book.failed.connect(lambda line: self.statusBar().showMessage(line, 10_000))
        self.playback.moved.connect(self._on_moved)
        self.playback.state_changed.connect(self._on_playback)
        actions = self.actions_by_id
        for name in ("comment", "good_moment", "practice"):
            actions[name].setEnabled(self.book.can_write)
        for name in ("undo", "redo"):
            actions[name].setEnabled(False)
        self.book.undo_stack.canUndoChanged.connect(actions["undo"].setEnabled)
        self.book.undo_stack.canRedoChanged.connect(actions["redo"].setEnabled)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply_theme)

    def _on_seek(self, at_s: float) -> None:
        self.playback.seek(at_s)
        self.parts.transcript.follow()

    def _on_chosen(self, event: Event) -> None:
        self.choose(event)
        if event.mark is None:
            self.parts.show_tab(self.parts.event_page, unless=self.parts.moments)

    def _on_moved(self, at_s: float) -> None:
        parts = self.parts
        parts.plot.set_cursor(at_s)
        parts.overview.set_cursor(at_s)
        parts.transport.set_time(at_s)
        parts.transcript.set_now(at_s)
        if self.playback.playing and self.actions_by_id["follow"].isChecked():
            self.viewport.reveal(at_s)

    def _on_playback(self) -> None:
        action = self.actions_by_id["play_pause"]
        playing, problem = self.playback.playing, self.playback.problem
        icon = "media_pause" if playing else "media_play"
        action.setText(self.tr("&Pause") if playing else self.tr("&Play"))
        action.setIcon(self.parts.icon(icon))
        reason = self.call.sound_problem if self.call.sound is None else problem
        action.setEnabled(self.call.sound is not None)
        action.setToolTip(
            reason or (self.tr("Pause (Space)") if playing else self.tr("Play (Space)"))
        )
        if self.call.sound is None:
            text = self.call.sound_problem or self.tr("there is no sound of this call")
            self.parts.trouble.say(
                self.tr("No sound: {text}").format(text=core(text)), self.tr("Find the recording…")
            )
        elif problem:
            self.parts.trouble.say(
                self.tr("{problem}. All else works.").format(problem=capital(core(problem)))
            )
        elif self._damage:
            self._say_damage()
        else:
            self.parts.trouble.hide()

    def _on_selection(self, selection: tuple[float, float] | None) -> None:
        if self.actions_by_id["loop"].isChecked():
            if selection is None:
                self.actions_by_id["loop"].setChecked(False)
            else:
                self.playback.set_loop(selection)

    def _on_mute(self, side: str, muted: bool) -> None:
        self.actions_by_id[f"mute_{side}"].setChecked(muted)
        self.playback.set_muted(side, muted)
        self.look.muted = frozenset(s for s in CHANNELS if self.parts.gutter.buttons[s].isChecked())
        self.parts.plot.refresh()

    def _on_filters(self) -> None:
        self._events = self.timeline.with_marks(self.book.all(), self._wanted())
        self.parts.moments.list.set_events(self._events)

    def _wanted(self) -> list[str]:
        chosen = [name for name, action in self.parts.filters.items() if action.isChecked()]
        return chosen or list(FILTERS)

    def _on_marks(self) -> None:
        self.look.marks = self.timeline.with_marks(self.book.all(), ["comments"])
        self.parts.marks.set_events(self.look.marks)
        self.parts.plot.refresh()
        self._on_filters()

    # Sound.

    def _use_sound(self) -> None:
        """Play the call's sound, and draw it as soon as its outline is known."""
        self.playback.set_sound(self.call.sound)
        self.parts.gutter.set_sound(self.call.sound is not None)
        if self.call.peaks is not None:
            self._on_peaks(self.call.peaks)
        elif self.call.sound is not None:
            self._peaks_job = PeaksJob(self.call.sound, self)
            self._peaks_job.grown.connect(self._on_peaks)
            self._peaks_job.done.connect(self._on_all_peaks)
        if self.call.sound is not None:
            self._damage_job = DamageJob(self.call.sound, self.call.duration_s, self)
            self._damage_job.found.connect(self._on_damage)
            self._damage_job.start()
        self._on_playback()

    def _on_damage(self, spans: Sequence[tuple[float, float]]) -> None:
        self._damage = spans
        self.look.damage = spans_of(damage_events(spans))
        self.parts.plot.refresh()
        self._on_playback()

    def _say_damage(self) -> None:
        """Say where the sound is damaged, unless that was sent away."""
        line = capital(core(damage_line(self._damage)))
        self.parts.trouble.say(self.tr("{problem}. All else works.").format(problem=line))

    def _forget_damage(self) -> None:
        self._damage = ()

    def _on_all_peaks(self, peaks: Peaks) -> None:
        self.call.peaks = peaks
        self._on_peaks(peaks)

    def _on_peaks(self, peaks: Peaks) -> None:
        self.look.pyramid = Pyramid(peaks)
        self.look.gains = self.look.pyramid.gains(LOUDEST_GAIN)
        self.parts.plot.refresh()
        self.parts.overview.refresh()

    def _stop_sound(self) -> None:
        self.playback.close()
        if self._peaks_job is not None:
            self._peaks_job.close()
            self._peaks_job.deleteLater()
            self._peaks_job = None
        if self._damage_job is not None:
            self._damage_job.close()
            self._damage_job.deleteLater()
            self._damage_job = None
        self._damage = ()
        self.look.damage = spans_of(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts out for the room there is."""
        super().resizeEvent(event)
        self.parts.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Free the device and the sound."""
        self._stop_sound()
        if self.call.sound is not None:
            self.call.sound.close()
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self.apply_theme)
        super().closeEvent(event)
        self.closed.emit()
