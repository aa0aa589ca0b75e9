"""The studio's picture, and the calls of its tutorial: made ones, on the shipped pack."""

from __future__ import annotations

from pathlib import Path

from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.studio.laying import SIZE_EM
from callassist.gui.studio.show import settle
from callassist.gui.studio.window import StudioWindow
from callassist.gui.theme import Theme
from callassist.prompts.pack import default_pack
from callassist.run.packs.in_force import layers_below
from callassist.run.studio.bench import Workbench
from callassist.run.studio.calls import CallSet
from callassist.run.studio.verdicts import Verdicts
from callassist.run.whatif import tape_of_events
from callassist.settings.policy import Rules
from tests.benchmarks.stored_calls import moments, stored_calls
from tests.run.whatif.lived import call, live
from tools.pictures.calls import TITLES

CALLS = 120
OWN = """id = "acme"
version = 2
author = "Ana Lima"

# Our customers prefer not to be named.
[[prompt]]
id = "use_name"
enabled = false
"""


SURER = {"finding": "interruption", "channel": "agent", "min_score": 0.92}


def sample_calls(count: int = CALLS) -> CallSet:
    """Return made calls with the pace of real ones, under titles."""
    lived = [tape_of_events(live(call(n, 300.0), default_pack())) for n in range(6)]
    calls = list(stored_calls(moments(lived), count))
    titles = {one.name: TITLES[at % len(TITLES)][0] for at, one in enumerate(calls)}
    names = tuple(titles)
    return CallSet(names, titles, f"{count} kept calls", lambda _: calls, lambda name: name)


def save_studio(calls: CallSet, theme: Theme, folder: Path, path: Path) -> None:
    """Write the picture: an interruption prompt made surer."""
    own = folder / "acme.toml"
    own.write_text(OWN, encoding="utf-8")
    base = layers_below(Rules(), kept_dir=folder / "kept")
    bench = Workbench(own, base, locked=("protect.*",), locked_by="Acme")
    verdicts = Verdicts(folder / "acme.marks.toml", "ana")
    window = StudioWindow(bench, verdicts, theme, author="Ana Lima", jobs=1)
    try:
        window.resize(*(theme.px(em) for em in SIZE_EM))
        window.show()
        window.set_calls(calls)
        window.choose("listen")
        bench.set_key(("prompt", "listen", "when"), SURER)
        window.refresh()
        settle(window)
        rows = window.whatif.view.changes
        first = next(at for at, row in enumerate(rows.rows) if row.sign)
        window.whatif.view.setCurrentIndex(rows.index(first))
        settle(window)
        save_png(grab(window, 2.0), path)
    finally:
        window.shut()
        window.deleteLater()
