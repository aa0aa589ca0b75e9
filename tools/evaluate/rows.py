"""The table of an evaluation, for the screen and as ``docs/evaluation.md``."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NOTES = "\n## Notes\n"
"""What stands on the page from here on was written by hand and is kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        figure: What was measured.
        required: What it must reach, in words; empty where nothing is required.
        measured: What came out.
        met: Whether that is enough; ``None`` where nothing is required or measured.
    """

    figure: str
    required: str
    measured: str
    met: bool | None = None

    @property
    def verdict(self) -> str:
        """Return "yes", "**no**", or nothing."""
        return {True: "yes", False: "**no**", None: ""}[self.met]


@dataclass(slots=True)
class Section:
    """Figures of one set, and how they are measured."""

    title: str
    how: str
    rows: list[Row] = field(default_factory=list)


def at_least(figure: str, bar: float, value: float, digits: int = 3) -> Row:
    """Return a row whose value must reach ``bar``."""
    return Row(figure, f"≥ {bar:g}", f"{value:.{digits}f}", value >= bar)


def at_most(figure: str, bar: float, value: float, digits: int = 2) -> Row:
    """Return a row whose value must not pass ``bar``."""
    return Row(figure, f"≤ {bar:g}", f"{value:.{digits}f}", value <= bar)


def none_of(figure: str, count: int) -> Row:
    """Return a row that must be 0."""
    return Row(figure, "0", str(count), count == 0)


def shown(figure: str, value: str | float | None) -> Row:
    """Return a row of which nothing is required."""
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    return Row(figure, "", "–" if value is None else text)


def missing(figure: str, required: str, why: str) -> Row:
    """Return a row that could not be measured."""
    return Row(figure, required, f"not measured: {why}")


def table(sections: Sequence[Section]) -> str:
    """Return all figures as text in columns."""
    rows = [row for section in sections for row in section.rows]
    columns: list[Callable[[Row], str]] = [
        lambda row: row.figure,
        lambda row: row.required,
        lambda row: row.measured,
    ]
    widths = [max((len(column(row)) for row in rows), default=0) for column in columns]
    lines = []
    for section in sections:
        lines += ["", section.title]
        for row in section.rows:
            cells = (
                f"{column(row):{width}}" for column, width in zip(columns, widths, strict=True)
            )
            lines.append(f"  {'  '.join(cells)}  {row.verdict.strip('*')}".rstrip())
    return "\n".join([*lines, "", verdict(sections)])


def verdict(sections: Sequence[Section]) -> str:
    """Return in one line how much was met."""
    judged = [row.met for section in sections for row in section.rows if row.met is not None]
    unmeasured = sum(
        row.measured.startswith("not measured") and bool(row.required)
        for section in sections
        for row in section.rows
    )
    line = f"{judged.count(True)} of {len(judged)} requirements met"
    return f"{line}; {unmeasured} not measured" if unmeasured else line


def page(
    sections: Sequence[Section], today: datetime.date, versions: str, minutes: float, former: str
) -> str:
    """Return the whole page.

    Args:
        sections: What was measured.
        today: The day.
        versions: What was measured with.
        minutes: How long it took.
        former: The page as it was; its notes are kept.
    """
    parts = [
        "# Evaluation\n",
        "`make eval` measures all of this anew and writes this page, but for the notes at its end.",
        "The first run fetches what it needs into `.venv`. The sets of recordings and texts lie in",
        "`../shared` beside the checkout and are no part of the project; what is not there is not",
        'measured. Scenarios and speed need nothing else. `make eval ARGS="--only scenarios"`',
        "measures a part and leaves this page alone.\n",
        f"Measured on {today.isoformat()} with {versions}, in {minutes:.0f} minutes.",
        f"**{verdict(sections)}.**\n",
    ]
    for section in sections:
        parts += [
            f"## {section.title}\n",
            f"{section.how}\n",
            "| figure | required | measured | met |",
            "|---|---|---|---|",
            *(
                f"| {row.figure} | {row.required} | {row.measured} | {row.verdict} |"
                for row in section.rows
            ),
            "",
        ]
    notes = former.split(NOTES, 1)[1] if NOTES in former else "\nNone yet.\n"
    return "\n".join(parts).rstrip("\n") + "\n" + NOTES + notes


def write_page(path: Path, text: str) -> None:
    """Write the page whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(path)
