"""``callassist setup`` and ``callassist settings``: pictures without a screen."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

pytest.importorskip("PySide6")

from callassist.cli.settings import PAGES
from callassist.cli.settings import settings as settings_command
from callassist.cli.setup import STEPS
from callassist.cli.setup import setup as setup_command
from callassist.errors import CallAssistError
from callassist.gui.settings.kinds import PageId
from callassist.gui.setup.steps import StepId
from callassist.paths import settings_path


def run(command, *words):
    result = CliRunner().invoke(command, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output


def test_they_know_every_page_and_step():
    assert get_args(PageId) == PAGES
    assert get_args(StepId) == STEPS


def test_pictures_of_a_page_and_of_a_step_change_nothing(tmp_path: Path, qapp):
    run(settings_command, "--page", "overlay", "--screenshot", tmp_path / "page.png")
    run(setup_command, "--step", "place", "--screenshot", tmp_path / "step.png")
    assert (tmp_path / "page.png").stat().st_size > 8_000
    assert (tmp_path / "step.png").stat().st_size > 8_000
    assert not settings_path().exists()


def test_a_settings_file_with_mistakes_is_told_by_setup_and_shown_by_settings(tmp_path, qapp):
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("them = 1\n", encoding="utf-8")
    with pytest.raises(CallAssistError, match='unknown name "them"'):
        run(setup_command, "--screenshot", tmp_path / "step.png")
    run(settings_command, "--screenshot", tmp_path / "page.png")
    assert settings_path().read_text(encoding="utf-8") == "them = 1\n"
