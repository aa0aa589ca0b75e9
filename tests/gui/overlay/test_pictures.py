"""Pictures where there is no screen, and the frame probe."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from callassist.errors import CallAssistError
from callassist.gui.frames import FRAME_S, FrameProbe
from callassist.gui.overlay import gallery
from callassist.gui.overlay.pictures import render_overlay
from callassist.gui.theme import MAX_WIDTH_PX


def test_a_picture_is_written(qapp, tmp_path):
    path = tmp_path / "new" / "a.png"
    image = render_overlay(gallery.LISTEN, gallery.UPSET, gallery.HEARD, path=path)
    assert QImage(str(path)).size() == image.size()
    assert image.width() <= MAX_WIDTH_PX
    assert [file.name for file in path.parent.iterdir()] == ["a.png"]


def test_a_picture_may_be_sharper_than_the_screen(qapp):
    one, two = (render_overlay(gallery.LISTEN, pixel_ratio=ratio) for ratio in (1.0, 2.0))
    assert two.width() == 2 * one.width()


def test_an_unwritable_place_is_one_line(qapp, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CallAssistError, match="cannot write the picture") as caught:
        render_overlay(None, path=tmp_path / "file" / "a.png")
    assert "\n" not in str(caught.value)


def test_every_scene_has_its_own_picture(qapp, tmp_path):
    paths = list(gallery.render_all(tmp_path))
    assert len(paths) == 2 * len(gallery.SCENES)
    assert len({path.read_bytes() for path in paths}) == len(paths)


def test_the_probe_finds_a_stall(qtbot):
    probe = FrameProbe()
    probe.start()
    qtbot.waitUntil(lambda: probe.rings > 5)
    QTimer.singleShot(0, lambda: time.sleep(0.08))
    qtbot.waitUntil(lambda: probe.longest_stall_s > 0.05)
    probe.stop()
    assert any(stall.wall_s > 0.05 > FRAME_S for stall in probe.stalls)
    assert probe.longest.busy_s < probe.longest.wall_s, "it slept, it did not work"
    probe.start()
    assert probe.stalls == []
    probe.stop()
    probe.deleteLater()
