"""The table itself: bars hold or fail, and the page is whole."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.benchmarks.figures import FIGURES, Figure
from tests.benchmarks.table import Measured, Table, percentile

TODAY = datetime.date(2025, 3, 1)
FEW = {
    "soon": Figure("Soon", "With a clock.", "s", at_most=1.0),
    "sure": Figure("Sure", "By counting.", "", at_least=0.9),
    "cheap": Figure("Cheap", "With another clock.", "ms", aim=100.0),
}


def test_a_figure_outside_its_bar_fails_and_is_kept() -> None:
    table = Table(FEW)
    table.take(Measured("sure", 0.95, "60 tries"), Measured("cheap", 180.0, "5 runs"))
    with pytest.raises(AssertionError, match=r"Soon: 1\.20 s, required ≤ 1\.00 s \(3 runs\)"):
        table.take(Measured("soon", 1.2, "3 runs"))
    assert table.complete
    page = table.markdown(TODAY)
    assert "| Soon | ≤ 1.00 s | **1.20 s: missed** | 3 runs |  |" in page
    assert "| Sure | ≥ 0.900 | 0.950 | 60 tries |  |" in page
    assert "| Cheap | (aim ≤ 100 ms) | 180 ms | 5 runs |  |" in page
    assert "2025-03-01" in page


@pytest.mark.parametrize(("key", "value"), [("soon", float("nan")), ("sure", 0.89)])
def test_no_number_and_too_little_fail(key: str, value: float) -> None:
    with pytest.raises(AssertionError):
        Table(FEW).take(Measured(key, value, "1 run"))


def test_what_cannot_be_measured_here_is_said() -> None:
    table = Table(FEW)
    table.take(Measured("soon", 0.5, "3 runs"), Measured("sure", 1.0, "60 tries"))
    assert not table.complete
    table.cannot(["cheap"], "no clock here")
    assert table.complete
    assert "| Cheap | (aim ≤ 100 ms) | not measured | no clock here |  |" in table.markdown(TODAY)


def test_the_page_is_written_whole(tmp_path: Path) -> None:
    table = Table(FEW)
    table.cannot(FEW, "nothing here")
    page = tmp_path / "benchmarks.md"
    page.write_text("old")
    table.write(page, TODAY)
    assert page.read_text(encoding="utf-8") == table.markdown(TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["benchmarks.md"]


def test_every_figure_says_how_it_is_measured() -> None:
    assert all(figure.how.endswith(".") for figure in FIGURES.values())
    assert len({figure.name for figure in FIGURES.values()}) == len(FIGURES)


def test_a_percentile_is_a_measured_value() -> None:
    assert percentile(range(1, 61), 95) == 58
    assert percentile([0.4, 2.0, 1.0], 50) == 1.0
