"""What the window does when it is asked to: a method for each command, of the same name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from callassist.errors import CallAssistError
from callassist.gui.i18n import translate
from callassist.gui.overlay.pictures import save_png
from callassist.gui.timeline.sheet import Sheet
from callassist.gui.timeline.transport import SPEEDS
from callassist.review.events import Event
from callassist.review.timeline import LEAD_S, next_event, previous_event
from callassist.run.opening import attach_recording
from callassist.types import MarkKind

STEP_S, LITTLE_S = 5.0, 1.0
PAGE = 0.8
ZOOM = 0.7
TEXT_SCALES = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5)


class Doing:
    """The commands of :class:`callassist.gui.timeline.window.TimelineWindow`."""

    def export_png(self) -> None:
        """Ask where to, and save a picture of the timeline."""
        path, _ = QFileDialog.getSaveFileName(
            self,
            translate("Doing", "Save a picture"),
            f"{self.call.title}.png",
            translate("Doing", "Pictures (*.png)"),
        )
        if path:
            self._try(
                lambda: self.save_picture(Path(path)),
                translate("Doing", "Saved {name}").format(name=Path(path).name),
            )

    def save_picture(self, path: Path) -> None:
        """Save a picture of overview, lanes and curve.

        Raises:
            CallAssistError: If it cannot be written, or may not be.
        """
        self.call.check_export()
        save_png(self.parts.chart.grab().toImage(), path)

    def export_html(self) -> None:
        """Ask where to, and save the call as a web page."""
        path, _ = QFileDialog.getSaveFileName(
            self,
            translate("Doing", "Save a web page"),
            f"{self.call.title}.html",
            translate("Doing", "Web pages (*.html)"),
        )
        if path:
            self._try(
                lambda: self._export_html(self.call, Path(path)),
                translate("Doing", "Saved {name}").format(name=Path(path).name),
            )

    def find_recording(self) -> None:
        """Ask for the recording and use its sound."""
        path, _ = QFileDialog.getOpenFileName(
            self, translate("Doing", "Find the recording of this call")
        )
        if path:
            self.use_recording(Path(path))

    def use_recording(self, path: Path) -> None:
        """Use the sound of a recording."""
        self._stop_sound()
        attach_recording(self.call, path)
        self._use_sound()

    def undo(self) -> None:
        """Take the last change to comments back."""
        self.book.undo()

    def redo(self) -> None:
        """Make it again."""
        self.book.redo()

    def comment(self) -> None:
        """Ask for a comment at the playhead or over the selection."""
        self._write("comment")

    def good_moment(self) -> None:
        """Mark a good moment."""
        self._mark("good_moment")

    def practice(self) -> None:
        """Mark a moment to practice."""
        self._mark("practice")

    def edit_mark(self) -> None:
        """Ask for another text of the chosen comment."""
        event = self._chosen_mark()
        if event is not None and event.mark is not None:
            self.parts.show_tab(self.parts.marks)
            self.parts.marks.rewrite(event.mark)

    def delete_mark(self) -> None:
        """Delete the chosen comment; undo brings it back."""
        event = self._chosen_mark()
        if event is not None and event.mark is not None:
            self.book.remove(event.mark)
            self.choose(None)
            self.statusBar().showMessage(translate("Doing", "Deleted; Ctrl+Z brings it back"), 5000)

    def search(self) -> None:
        """Ask for words."""
        self.parts.search.open()

    def play_pause(self) -> None:
        """Play or pause; a button that has the focus is pressed instead."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and focused.isVisibleTo(self):
            focused.click()
        elif self.playback.can_play or self.playback.problem:
            self.playback.toggle()

    def play_event(self) -> None:
        """Play the chosen event from a little before it."""
        event = self.look.selected
        if event is not None:
            self.go_to(max(0.0, event.at_s - LEAD_S), play=True)

    def first_hard(self) -> None:
        """Go to the first hard moment and play from a little before it."""
        event = self.timeline.first_hard_moment()
        if event is None:
            self.statusBar().showMessage(
                translate("Doing", "No hard moment was noticed in this call"), 5000
            )
            return
        self.parts.offer.hide()
        self.choose(event)
        self.parts.show_tab(self.parts.event_page)
        self.play_event()

    def previous_event(self) -> None:
        """Go to the moment before."""
        self._step(previous_event)

    def next_event(self) -> None:
        """Go to the next moment."""
        self._step(next_event)

    def back(self) -> None:
        """Go back some seconds."""
        self.go_to(max(0.0, self.playback.at_s - STEP_S))

    def forward(self) -> None:
        """Go on some seconds."""
        self.go_to(self.playback.at_s + STEP_S)

    def back_little(self) -> None:
        """Go back a second."""
        self.go_to(max(0.0, self.playback.at_s - LITTLE_S))

    def forward_little(self) -> None:
        """Go on a second."""
        self.go_to(self.playback.at_s + LITTLE_S)

    def to_start(self) -> None:
        """Go to the start."""
        self.go_to(0.0)

    def to_end(self) -> None:
        """Go to the end."""
        self.go_to(self.call.duration_s)

    def slower(self) -> None:
        """Play slower."""
        self._step_speed(-1)

    def faster(self) -> None:
        """Play faster."""
        self._step_speed(1)

    def usual_speed(self) -> None:
        """Play as fast as it was."""
        self.parts.transport.set_speed(1.0)

    def skip_silence(self, on: bool) -> None:
        """Leave silence out, or not."""
        self.playback.set_skip(self.timeline.skipped() if on else ())

    def loop(self, on: bool) -> None:
        """Play the selection again and again, or not."""
        selection = self.parts.plot.selection
        if on and selection is None:
            event = self.look.selected
            if event is not None:
                selection = (max(0.0, event.at_s - LEAD_S), event.end_s + LEAD_S)
                self.parts.plot.select(selection)
            else:
                self.actions_by_id["loop"].setChecked(False)
                self.statusBar().showMessage(
                    translate("Doing", "Select what to loop: drag over a lane"), 5000
                )
                return
        self.playback.set_loop(selection if on else None)
        if on and selection is not None and not selection[0] <= self.playback.at_s < selection[1]:
            self.playback.seek(selection[0])

    def mute_agent(self, on: bool) -> None:
        """Let the agent be heard or not."""
        self.parts.gutter.buttons["agent"].setChecked(on)

    def mute_customer(self, on: bool) -> None:
        """Let the customer be heard or not."""
        self.parts.gutter.buttons["customer"].setChecked(on)

    def select_from(self) -> None:
        """Let the selection begin at the playhead."""
        _, end_s = self.parts.plot.selection or (0.0, self.call.duration_s)
        at_s = self.playback.at_s
        self.parts.plot.select((at_s, end_s if end_s > at_s else self.call.duration_s))

    def select_to(self) -> None:
        """Let the selection end at the playhead."""
        start_s, _ = self.parts.plot.selection or (0.0, 0.0)
        at_s = self.playback.at_s
        self.parts.plot.select((start_s if start_s < at_s else 0.0, at_s))

    def select_none(self) -> None:
        """Leave the search or the comment being written; else select nothing."""
        if self.parts.search.isVisible():
            self.parts.search.close_bar()
        elif self.parts.marks.is_writing:
            self.parts.marks.stop_writing()
        else:
            self.parts.plot.select(None)

    def zoom_in(self) -> None:
        """See fewer seconds."""
        self._zoom(ZOOM)

    def zoom_out(self) -> None:
        """See more seconds."""
        self._zoom(1 / ZOOM)

    def zoom_fit(self) -> None:
        """See the whole call."""
        self.viewport.fit()

    def zoom_selection(self) -> None:
        """See the selection."""
        selection = self.parts.plot.selection
        if selection is not None:
            margin_s = (selection[1] - selection[0]) * 0.05
            self.viewport.show(selection[0] - margin_s, selection[1] + margin_s)

    def earlier(self) -> None:
        """See what is before."""
        self.viewport.pan(-PAGE * self.viewport.span_s)

    def later(self) -> None:
        """See what comes after."""
        self.viewport.pan(PAGE * self.viewport.span_s)

    def follow(self, on: bool) -> None:
        """Let plot and transcript move with the sound, or not."""
        if on:
            self.parts.transcript.follow()
        else:
            self.parts.transcript.stop_following()

    def larger_text(self) -> None:
        """Make everything larger."""
        self._step_text(1)

    def smaller_text(self) -> None:
        """Make everything smaller."""
        self._step_text(-1)

    def shortcuts(self) -> None:
        """Show the sheet of keys and signs."""
        sheet = Sheet(self.look.theme, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _step_text(self, by: int) -> None:
        nearest = min(range(len(TEXT_SCALES)), key=lambda i: abs(TEXT_SCALES[i] - self._text_scale))
        self._text_scale = TEXT_SCALES[min(max(0, nearest + by), len(TEXT_SCALES) - 1)]
        self.apply_theme()

    def _step(self, towards: Callable[[list[Event], float], Event | None]) -> None:
        event = towards(self._events, self.playback.at_s)
        if event is None:
            self.statusBar().showMessage(
                translate("Doing", "There is no other moment of this kind there"), 4000
            )
        else:
            self._on_chosen(event)

    def _step_speed(self, by: int) -> None:
        index = SPEEDS.index(min(SPEEDS, key=lambda speed: abs(speed - self.playback.speed)))
        self.parts.transport.set_speed(SPEEDS[min(max(0, index + by), len(SPEEDS) - 1)])

    def _zoom(self, factor: float) -> None:
        view, at_s = self.viewport, self.playback.at_s
        inside = view.start_s <= at_s <= view.end_s
        view.zoom(factor, at_s if inside else (view.start_s + view.end_s) / 2)

    def _mark(self, kind: MarkKind) -> None:
        at_s, end_s = self._place()
        self.book.add(kind, at_s, end_s)
        self.parts.show_tab(self.parts.marks)
        self.statusBar().showMessage(
            translate("Doing", "Marked; F2 adds words, Ctrl+Z takes it back"), 5000
        )

    def _write(self, kind: MarkKind) -> None:
        self.parts.show_tab(self.parts.marks)
        self.parts.marks.write(kind, *self._place())

    def _place(self) -> tuple[float, float | None]:
        return self.parts.plot.selection or (self.playback.at_s, None)

    def _chosen_mark(self) -> Event | None:
        listed = self.parts.marks.list
        if listed.hasFocus() and listed.current_event() is not None:
            return listed.current_event()
        event = self.look.selected
        if event is not None and event.mark is not None:
            return event
        return self.look.marks[-1] if self.look.marks else None

    def _try(self, step: Callable[[], None], done: str) -> None:
        try:
            step()
        except CallAssistError as error:
            self.statusBar().showMessage(str(error), 10_000)
        else:
            self.statusBar().showMessage(done, 5000)
