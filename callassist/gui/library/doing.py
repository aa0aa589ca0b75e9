"""What can be done with the selected calls: open, practice, rename, export, delete, import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu

from callassist.errors import CallAssistError
from callassist.gui.i18n import translate
from callassist.gui.library.importing import Importer
from callassist.store.store import CallStore
from callassist.store.summary import CallSummary

if TYPE_CHECKING:
    from callassist.run.keeping.recovering import Recovered

RECOVERED_QUERY = "state:recovered"
"""What the search box finds recovered calls by."""


@dataclass(slots=True)
class Deeds:
    """What the window cannot do itself; each may be missing, and is then not offered.

    Attributes:
        open: Opens a call's timeline at a second (negative: the beginning).
        practice: Practices calls, by id.
        export: Writes everything of a call into a folder.
        importer: Makes what imports recordings into an open store.
        demo: Plays the bundled call.
        record: Starts to listen and record.
        recover: Finishes calls that were cut off; returns what became of each.
        team: Shows how the team's calls went.
        studio: Shows the prompts and what they do.
    """

    open: Callable[[CallStore, str, float], None] | None = None
    practice: Callable[[CallStore, Sequence[str]], None] | None = None
    export: Callable[[CallStore, CallSummary, Path], object] | None = None
    importer: Callable[[CallStore], Importer] | None = None
    demo: Callable[[], None] | None = None
    record: Callable[[], None] | None = None
    recover: Callable[[CallStore], Sequence[Recovered]] | None = None
    team: Callable[[], None] | None = None
    studio: Callable[[], None] | None = None


class Doing:
    """The part of the library window that acts on calls.

    It uses the window's ``view``, ``store``, ``worker``, ``deeds`` and ``rules``.
    """

    def _all_loaded(self) -> bool:
        """Return whether everything selected is known; else say that it is on its way."""
        loaded = len(self.view.chosen()) == self.view.chosen_count
        if not loaded:
            self._say(
                translate(
                    "Doing", "the selected calls are still being fetched; try again in a moment"
                )
            )
        return loaded

    def _open(self, at_s: float) -> None:
        chosen = self.view.chosen()
        if self.deeds.open is not None and self.store is not None and len(chosen) == 1:
            self._try(lambda: self.deeds.open(self.store, chosen[0].id, at_s))

    def _open_recovered(self, call_id: str) -> None:
        """Open the call that was recovered; several are shown in the table."""
        if not call_id:
            self.search.ask(RECOVERED_QUERY)
        elif self.deeds.open is not None and self.store is not None:
            self._try(lambda: self.deeds.open(self.store, call_id, -1.0))

    def _practice(self) -> None:
        ids = [call.id for call in self.view.chosen() if call.state != "recording"]
        if self.deeds.practice is not None and self.store is not None and self._all_loaded():
            self._try(lambda: self.deeds.practice(self.store, ids))

    def _export(self) -> None:
        chosen = [call for call in self.view.chosen() if call.state != "recording"]
        export, store = self.deeds.export, self.store
        if self.rules.export_forbidden:
            self._say(self.rules.export_forbidden)
        elif export is not None and store is not None and chosen and self._all_loaded():
            text = translate("Doing", "Export into the folder (the copies there are not sealed)")
            name = QFileDialog.getExistingDirectory(self, text)
            if name:
                self.export_to(Path(name), chosen)

    def export_to(self, folder: Path, chosen: Sequence[CallSummary]) -> None:
        """Write everything of some calls into a folder, beside the GUI thread."""
        export, store = self.deeds.export, self.store
        assert export is not None
        assert store is not None
        self._say("")

        def work() -> None:
            for call in chosen:
                export(store, call, folder)

        self.worker.run(
            work,
            lambda _: self._say(
                translate("Doing", "Exported to {folder}").format(folder=folder), "muted"
            ),
            lambda e: self._say(str(e)),
        )

    def delete_selected(self) -> None:
        """Delete the selected calls, with some seconds to think again."""
        if not self._all_loaded():
            return
        chosen = self.view.chosen()
        ids = tuple(call.id for call in chosen if call.state != "recording")
        if len(ids) < len(chosen):
            self._say(
                translate("Doing", "a call that is being recorded can be deleted when it has ended")
            )
        if ids:
            self.doomed.doom(ids)

    def _delete(self, ids: tuple[str, ...]) -> None:
        store = self.store
        if store is None:
            return

        def delete() -> list[str]:
            lines = []
            for call_id in ids:
                try:
                    store.delete(call_id)
                except CallAssistError as error:
                    lines.append(str(error))
            return lines

        if self._closing:
            delete()
            return

        def done(lines: list[str]) -> None:
            self._say(lines[0] if lines else "")
            self._keep_place()
            self.model.set_doomed(frozenset())
            self.model.refresh()

        self.worker.run(delete, done, lambda error: self._say(str(error)))

    def _rename(self) -> None:
        self._ask(
            translate("Doing", "Rename the call"),
            translate("Doing", "Title"),
            lambda call: call.title,
            CallStore.rename,
            one=True,
        )

    def _set_agent(self) -> None:
        self._ask(
            translate("Doing", "Who took the call?"),
            translate("Doing", "Agent"),
            lambda call: call.agent,
            CallStore.set_agent,
        )

    def _ask(
        self,
        title: str,
        label: str,
        before: Callable[[CallSummary], str],
        change: Callable[[CallStore, str, str], None],
        *,
        one: bool = False,
    ) -> None:
        chosen, store = self.view.chosen(), self.store
        if store is None or not chosen or (one and len(chosen) > 1) or not self._all_loaded():
            return
        text, answered = QInputDialog.getText(self, title, label, text=before(chosen[0]))
        if not answered:
            return

        def work() -> None:
            for call in chosen:
                change(store, call.id, text)

        def done(_: None) -> None:
            self._say("")
            self._keep_place()
            self.model.refresh()

        self.worker.run(work, done, lambda error: self._say(str(error)))

    def choose_files(self) -> None:
        """Ask for recordings and import them."""
        if not self._may_import():
            return
        names, _ = QFileDialog.getOpenFileNames(self, translate("Doing", "Import recordings"))
        self.import_files([Path(name) for name in names])

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files and the recordings in folders."""
        if paths and self._may_import():
            self._say("")
            self.imports.add(paths)

    def _may_import(self) -> bool:
        if self.rules.recording_forbidden:
            self._say(self.rules.recording_forbidden)
        elif self.store is None:
            self._say(translate("Doing", "open the calls first; then recordings can be imported"))
        return self.store is not None and not self.rules.recording_forbidden

    def _start(self, deed: Callable[[], None] | None) -> None:
        """Start another program, or say why it does not go."""
        if deed is not None:
            try:
                deed()
            except CallAssistError as error:
                self._say(str(error))

    def _show_menu(self, at: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self.view.viewport().mapToGlobal(at))

    def menu(self) -> QMenu | None:
        """Return the menu of the selected calls, if there are any."""
        chosen = self.view.chosen()
        if not chosen:
            return None
        one = len(chosen) == 1 and chosen[0].state != "recording"
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        entries: tuple[tuple[str, Callable[[], None], bool] | None, ...] = (
            (
                translate("Doing", "Open\tEnter"),
                lambda: self._open(-1.0),
                one and self.deeds.open is not None,
            ),
            (
                translate("Doing", "Practice\tCtrl+P"),
                self._practice,
                self.deeds.practice is not None,
            ),
            None,
            (translate("Doing", "Rename…\tF2"), self._rename, one),
            (translate("Doing", "Set agent…"), self._set_agent, True),
            (
                translate("Doing", "Export…\tCtrl+E"),
                self._export,
                self.deeds.export is not None and not self.rules.export_forbidden,
            ),
            None,
            (translate("Doing", "Delete\tDel"), self.delete_selected, True),
        )
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            name, act, enabled = entry
            action = menu.addAction(name)
            action.triggered.connect(act)
            action.setEnabled(enabled)
            if act == self._export and self.rules.export_forbidden:
                action.setToolTip(self.rules.export_forbidden)
        menu.setToolTipsVisible(True)
        return menu

    def _try(self, deed: Callable[[], None]) -> None:
        self._say("")
        try:
            deed()
        except CallAssistError as error:
            self._say(str(error))
