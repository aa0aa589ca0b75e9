"""``callassist studio``: the window in which a supervisor tunes prompts against calls."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from callassist.cli.kept import ask_passphrase, open_kept, rules_here
from callassist.cli.library import user_name
from callassist.paths import settings_path, user_pack_path
from callassist.settings.languages import prompt_language
from callassist.settings.user import load

if TYPE_CHECKING:
    from callassist.run.studio.calls import CallSet
    from callassist.store.store import CallStore
    from callassist.store.unlock import Ask

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("calls", nargs=-1, metavar="[CALLS_OR_QUERY]...")
@click.option("--pack", type=_FILE, help="The pack file to edit; your own by default.")
@click.option("--marks", type=_FILE, help="The marks on prompts; beside the pack by default.")
@click.option("--marker", help="Who marks and edits; your login name by default.")
@click.option("--key", type=_FILE, help="Sign what is shared with this key (prompts key).")
@click.option("--screenshot", type=_FILE, help="Write a picture instead of showing the window.")
def studio(
    calls: tuple[str, ...],
    pack: Path | None,
    marks: Path | None,
    marker: str | None,
    key: Path | None,
    screenshot: Path | None,
) -> int:
    """Edit prompts and see at once what they would have done.

    CALLS_OR_QUERY are .call.json files and folders of them, or a query as in
    "callassist calls search"; without any, all kept calls are taken if there are some.

    \b
    Examples:
      callassist studio
      callassist studio agent:anna after:2026-11-01
      callassist studio calls/ --pack acme.toml
    """  # noqa: D301
    from callassist.gui.application import window_application
    from callassist.gui.passphrase import PassphraseAsker
    from callassist.gui.studio.show import StudioProgram, run_studio, save_screenshot
    from callassist.run.packs.in_force import layers_below
    from callassist.run.studio.bench import Workbench
    from callassist.run.studio.verdicts import SUFFIX, Verdicts

    settings, rules = load(settings_path()), rules_here()
    file = pack or settings.prompts.pack or user_pack_path()
    name = user_name() if marker is None else marker
    below = layers_below(rules, language=prompt_language(settings.interface_language))
    bench = Workbench(file, below, locked=rules.packs.locked, locked_by=rules.locked_by)
    verdicts = Verdicts(marks or file.with_name(file.stem + SUFFIX), name)
    window_application(offscreen=screenshot is not None)
    with ExitStack() as stack:
        asker = PassphraseAsker(settings.overlay, recording=False)
        stack.callback(asker.cancel)
        # A picture is made without anybody who could answer in a window.
        found = _Found(calls, stack, ask_passphrase if screenshot is not None else asker.ask)
        program = StudioProgram(
            bench,
            verdicts,
            settings,
            calls=found.asked_for,
            kept=found.kept,
            author=name,
            key=key,
            jobs=os.cpu_count() or 1,
        )
        if screenshot is not None:
            save_screenshot(program, screenshot)
            return 0
        program.window.closing.connect(asker.cancel)  # its thread must not wait for an answer
        return run_studio(program)


class _Found:
    """Finds the calls to try packs on; the store is opened when it is first needed."""

    def __init__(self, refs: Sequence[str], stack: ExitStack, ask: Ask) -> None:
        self._files = [Path(ref) for ref in refs if _is_file(ref)]
        self._query = " ".join(ref for ref in refs if not _is_file(ref))
        self._store: Callable[[], CallStore] = lambda: stack.enter_context(open_kept(ask=ask))
        self._opened: CallStore | None = None
        self._given = bool(refs)

    def asked_for(self) -> CallSet:
        """Return the calls that the command names."""
        from callassist.run.studio.calls import CallSet, both, calls_of_files
        from callassist.store.troubles import NoStoreError

        found = calls_of_files(self._files) if self._files else CallSet()
        if self._query or not self._given:
            try:
                found = both(found, self._of_store(self._query))
            except NoStoreError:
                if self._given:
                    raise
        return found

    def kept(self) -> CallSet:
        """Return all kept calls."""
        return self._of_store("")

    def _of_store(self, query: str) -> CallSet:
        from callassist.run.studio.calls import kept_calls

        if self._opened is None:
            self._opened = self._store()
        return kept_calls(self._opened, query)


def _is_file(ref: str) -> bool:
    path = Path(ref)
    return path.exists() or ref.endswith(".call.json") or len(path.parts) > 1
