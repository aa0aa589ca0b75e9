"""The pictures of the first run and of the settings can be made again."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from callassist.gui.settings.table import PAGES
from callassist.gui.setup.steps import STEPS
from tools.pictures import settings as pictures


def test_every_step_and_page_has_its_picture(tmp_path, qapp, home):
    (look,) = looks = ("dark",)
    pictures.main(tmp_path, looks)
    steps = {f"setup-{step.id}-{look}.png" for step in STEPS}
    names = {page.id for page in PAGES} - {"about"} | {"search"}
    pages = {f"settings-{name}-{look}.png" for name in names}
    assert {path.name for path in tmp_path.iterdir()} == steps | pages
    assert all(path.stat().st_size > 8_000 for path in tmp_path.iterdir())
