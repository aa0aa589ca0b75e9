"""What can be done in the team window: export its page, open a call, leave a week."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from callassist.errors import CallAssistError
from callassist.files import write_whole
from callassist.gui.i18n import translate
from callassist.gui.team.trend import TrendPanel


class Doing:
    """The part of the team window that acts.

    It uses the window's ``report``, ``store``, ``worker``, ``wanted`` and ``rules``.
    """

    def choose_export(self) -> None:
        """Ask where the page for a meeting goes, and write it."""
        if not self.export_button.isEnabled():
            return
        text = translate("Doing", "Export for a meeting (the copy there is not sealed)")
        name, _ = QFileDialog.getSaveFileName(
            self, text, "team.html", translate("Doing", "Page (*.html)")
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the page for a meeting."""
        report, store = self.report, self.store
        if self._may_not_export():
            self._say(self.rules.export_forbidden)
            return
        if report is None:
            return

        def work() -> None:
            from callassist.review.team.page import team_page

            try:
                write_whole(path, team_page(report) + "\n")
            except OSError as error:
                raise CallAssistError(
                    translate(
                        "Doing", "cannot write {path}: {problem}; choose another place"
                    ).format(path=path, problem=error.strerror or error)
                ) from error
            if store is not None:
                store.activity.note("export", calls=report.calls)

        self.worker.run(
            work,
            lambda _: self._say(translate("Doing", "Written to {path}").format(path=path), "muted"),
            lambda error: self._say(str(error)),
        )

    def _open_call(self, call: str, at_s: float) -> None:
        if not self.wanted.files:
            self.call_asked.emit(call, at_s)

    def _may_not_export(self) -> bool:
        return bool(self.rules.export_forbidden) and not self.wanted.files

    def _escape(self) -> None:
        """Leave a chosen week, or end the reading."""
        panel = self.focusWidget()
        if isinstance(panel, TrendPanel) and panel.chosen is not None:
            panel.choose(None)
        else:
            self.stop_reading()

    def _to_box(self) -> None:
        self.box.setFocus()
        self.box.selectAll()
