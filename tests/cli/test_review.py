"""``callassist review`` as a person runs it, where there is no screen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from callassist.review.callfile import write_call
from tests.cli.test_analyze import assert_one_line, callassist
from tests.review.calls import rude_call
from tests.review.review_calls import scored

pytest.importorskip("PySide6")


@pytest.fixture
def ramp(tmp_path: Path) -> Path:
    """A call file with its recording beside it."""
    document = scored(rude_call())
    document["source"]["path"] = "ramp.wav"
    path = tmp_path / "ramp.call.json"
    write_call(document, path)
    noise = np.random.default_rng(1).normal(0.0, 0.1, (47 * 16_000, 2))
    soundfile.write(tmp_path / "ramp.wav", noise, 16_000)
    return path


def test_a_picture_of_the_window(tmp_path: Path, ramp: Path) -> None:
    picture = tmp_path / "ramp.png"
    run = callassist("review", ramp, "--screenshot", picture, "--size", "1000x700")
    assert run.returncode == 0, run.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
    from PySide6.QtGui import QImage

    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1000, 700)


def test_dark_and_light_differ(tmp_path: Path, ramp: Path) -> None:
    pictures = [tmp_path / f"{theme}.png" for theme in ("dark", "light")]
    for path in pictures:
        run = callassist("review", ramp, "--screenshot", path, "--theme", path.stem)
        assert run.returncode == 0, run.stderr
    assert pictures[0].read_bytes() != pictures[1].read_bytes()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gone.call.json"], "cannot read"),
        (["gone.wav"], "not there"),
    ],
)
def test_what_is_not_there_is_one_line(tmp_path: Path, arguments: list[str], says: str) -> None:
    run = callassist("review", *arguments, "--screenshot", tmp_path / "a.png")
    assert_one_line(run, 1, says)


def test_wrong_sizes_are_wrong_usage(ramp: Path) -> None:
    for size in ("wide", "10x10"):
        run = callassist("review", ramp, "--screenshot", "a.png", "--size", size)
        assert run.returncode == 2


def test_no_picture_where_none_can_be_written(tmp_path: Path, ramp: Path) -> None:
    (tmp_path / "file").write_text("")
    run = callassist("review", ramp, "--screenshot", tmp_path / "file" / "a.png")
    assert run.returncode == 1
    assert "cannot write the picture" in run.stderr
