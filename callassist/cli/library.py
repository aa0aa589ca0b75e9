"""``callassist library``: the window with all kept calls."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from callassist.cli.kept import recovered, rules_here, settings_engine
from callassist.cli.output import make_folder
from callassist.paths import settings_path
from callassist.settings.user import UserSettings, load

if TYPE_CHECKING:
    from callassist.protocols import Engine
    from callassist.settings.policy import Rules
    from callassist.store.store import CallStore
    from callassist.store.summary import CallSummary

Importer = Callable[[Path, Callable[[float], None]], str]


@click.command()
@click.option(
    "--screenshot",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a picture of the window instead of showing it.",
)
@click.option("--open", "open_id", metavar="ID", help="Open this call's timeline at once.")
def library(screenshot: Path | None, open_id: str | None) -> int:
    """Show all kept calls: search, import, open, practice, export, delete.

    Recordings dropped on the window are analyzed and kept, sealed, on this computer.

    \b
    Examples:
      callassist library
      callassist library --open k3v9q2mx
      callassist library --screenshot calls.png
    """  # noqa: D301
    from callassist.gui.application import window_application
    from callassist.gui.library.doing import Deeds
    from callassist.gui.library.show import LibraryProgram, run_library, save_screenshot
    from callassist.run.companion import open_studio, open_team, start_overlay

    settings, rules = load(settings_path()), rules_here()
    window_application(offscreen=screenshot is not None)
    with ExitStack() as stack:
        engines = EngineOnce(stack)
        deeds = Deeds(
            export=_export,
            importer=lambda store: _importer(store, settings, rules, engines.get),
            record=start_overlay,
            recover=lambda store: recovered(store, rules),
            team=open_team,
            studio=open_studio,
        )
        program = LibraryProgram(
            settings,
            rules,
            deeds,
            trainee=user_name(),
            open_engine=engines.fresh,
            open_first=open_id or "",
        )
        if screenshot is not None:
            save_screenshot(program, screenshot)
            return 0
        return run_library(program)


class EngineOnce:
    """The recognizer of the settings: one for all imports, opened when it is first needed."""

    def __init__(self, stack: ExitStack) -> None:
        """Close it with ``stack``."""
        self._stack = stack
        self._engine: Engine | None = None

    def get(self) -> Engine:
        """Return the one engine.

        Raises:
            ModelError: If there is none.
        """
        if self._engine is None:
            self._engine = self._stack.enter_context(closing(self.fresh()))
        return self._engine

    def fresh(self) -> Engine:
        """Return an engine that whoever asked for it closes.

        Raises:
            ModelError: If there is none.
        """
        return settings_engine()


def user_name() -> str:
    """Return who sits at this computer, or nothing."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _importer(
    store: CallStore, settings: UserSettings, rules: Rules, engine: Callable[[], Engine]
) -> Importer:
    """Return what imports a file into a store, on a thread of the window's."""
    from callassist.run.keeping.importing import ImportFacts, import_recording
    from callassist.run.packs.in_force import current_pack
    from callassist.sources.recording import open_recording

    def import_file(path: Path, progress: Callable[[float], None]) -> str:
        progress(0.0)
        pack = current_pack(settings, rules).pack
        recognizer = engine()
        source = open_recording(path)
        length_s = max(source.duration_s, 1e-9)
        import_recording(
            source,
            path,
            store,
            recognizer,
            pack,
            ImportFacts(measures=rules.measures),
            progress=lambda done_s: progress(min(1.0, done_s / length_s)),
        )
        return "; ".join(source.warnings)

    return import_file


def _export(store: CallStore, call: CallSummary, folder: Path) -> object:
    from callassist.cli.calls_export import export_all

    make_folder(folder)
    return export_all(store, call, folder)
