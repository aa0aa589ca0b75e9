"""Several screens of several scales: never half out of sight, and each place remembered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from callassist.gui.overlay import placement

ROOT = Path(__file__).parents[3]
SCREENS = [
    {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "dpr": 1.25},
    {"name": "right", "x": 1366, "y": -300, "width": 2560, "height": 1440, "dpr": 1.0},
    {"name": "tall", "x": -1080, "y": 0, "width": 1080, "height": 1920, "dpr": 2.0},
    {"name": "small", "x": 3926, "y": 0, "width": 1024, "height": 600, "dpr": 1.0},
]

PROGRAM = """
import itertools, json, sys
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from callassist.gui.overlay import gallery, placement
from callassist.gui.overlay.window import Overlay
from callassist.settings.user import OverlaySettings

app = QApplication([])
screens = {each.name(): each for each in QGuiApplication.screens()}
settings = OverlaySettings(theme="light", reduced_motion="on")
overlay = Overlay(settings)
overlay.set_state("listening")
overlay.show()
wrong, seen = [], set()
for scale in (1.0, 2.0, 3.0):
    settings.text_scale = scale
    overlay.apply_settings()
    for prompt in (None, gallery.LISTEN):
        if prompt is not None:
            overlay.show_prompt(prompt)
        for x, y in itertools.product(range(-1300, 5100, 577), range(-500, 2200, 431)):
            overlay._corner = QPoint(x, y)
            overlay.arrange()
            app.processEvents()
            place = overlay.geometry()
            holders = [n for n, s in screens.items() if s.availableGeometry().contains(place)]
            seen.update(holders)
            if not holders:
                wrong.append((scale, x, y, place.getRect()))
    overlay.card.clear()
settings.text_scale = 1.0
overlay.apply_settings()
kept = {}
for name, screen in screens.items():
    corner = screen.geometry().topLeft() + QPoint(31, 47)
    placement.keep(settings, corner, overlay._bar_size())
    overlay.return_to_screen()
    app.processEvents()
    kept[name] = (overlay.pos() - screen.geometry().topLeft()).toTuple()
settings.screen = placement.key_of(screens["tall"])
overlay.return_to_screen()
app.processEvents()
back = overlay.screen().name()
print(json.dumps({"wrong": wrong[:3], "seen": sorted(seen), "kept": kept, "back": back,
                  "keys": sorted(settings.positions)}))
"""


def test_it_is_always_wholly_on_one_screen(tmp_path):
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": SCREENS}))
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=dict(os.environ, QT_QPA_PLATFORM=f"offscreen:configfile={config}"),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    told = json.loads(answer.stdout)
    assert told["wrong"] == []
    assert told["seen"] == sorted(screen["name"] for screen in SCREENS)
    assert told["kept"] == {screen["name"]: [31, 47] for screen in SCREENS}
    assert told["back"] == "tall"
    assert len(told["keys"]) == len(SCREENS)


def test_a_place_beside_every_screen_belongs_to_the_nearest(qapp):
    from PySide6.QtCore import QPoint

    screen = qapp.primaryScreen()
    for corner in (QPoint(-5000, 20), QPoint(9000, 9000), QPoint(10, -1)):
        assert placement.screen_at(corner) is screen
