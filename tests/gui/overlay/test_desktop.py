"""The whole overlay on a real X11 desktop: keys, menu, screens, full-screen programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.gui.xvfb import openbox, run, x_server

ROOT = Path(__file__).parents[3]


class Desk:
    """The program in a process of its own, on a display."""

    def __init__(self, display: str, settings: Path) -> None:
        self.display = display
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.gui.desk", str(settings)],
            cwd=ROOT,
            env=dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb", WAYLAND_DISPLAY=""),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, line: str) -> dict:
        self._program.stdin.write(f"{line}\n")
        self._program.stdin.flush()
        return json.loads(self._program.stdout.readline())

    def wait(self, holds: Callable[[dict], bool]) -> dict:
        deadline_s = time.monotonic() + 20
        while not holds(state := self.tell("state")):
            assert time.monotonic() < deadline_s, state
            time.sleep(0.02)
        return state

    def press(self, *keys: str) -> None:
        run(self.display, "xdotool", "key", "--delay", "30", *keys)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        moves = [f"mousemove {start[0]} {start[1]} mousedown 1"]
        moves += [f"mousemove {(start[0] + end[0]) // 2} {(start[1] + end[1]) // 2}"]
        moves += [f"mousemove {end[0]} {end[1]} mouseup 1"]
        run(self.display, "xdotool", *" sleep 0.05 ".join(moves).split())

    def quit(self) -> None:
        self._program.stdin.write("quit\n")
        self._program.stdin.close()
        assert self._program.wait(20) == 0
        self._program.stdout.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with x_server("1600x600x24") as display, openbox(display):
        desk = Desk(display, tmp_path_factory.mktemp("desk") / "settings.toml")
        desk.wait(lambda state: "start" in state["calls"])
        yield desk
        desk.quit()


def test_screens_come_and_go_in_mid_call(desk):
    def set_up(*monitors: str) -> None:
        for monitor in monitors:
            name, geometry, outputs = monitor.split()
            run(desk.display, "xrandr", "--setmonitor", name, geometry, outputs)

    def is_whole(state: dict) -> bool:
        place = QRect(*state["place"])
        return any(QRect(*each).contains(place) for each in state["screens"].values())

    set_up("left 800/200x600/150+0+0 screen", "right 800/200x600/150+800+0 none")
    desk.wait(lambda state: set(state["screens"]) == {"left", "right"})
    left, top, width, _ = desk.tell("state")["place"]
    desk.drag((left + 8, top + 8), (1000, 500))
    state = desk.wait(lambda state: state["place"][0] > 800 and state["place"][1] > 400)
    assert is_whole(state)
    before = state["place"]
    desk.tell("prompt listen")
    assert is_whole(desk.tell("state"))

    run(desk.display, "xrandr", "--delmonitor", "right")
    state = desk.wait(lambda state: list(state["screens"]) == ["left"] and is_whole(state))
    assert state["prompt"] == "listen"
    assert state["place"][0] + width <= 800

    set_up("right 800/200x600/150+800+0 none")
    desk.wait(lambda state: len(state["screens"]) == 2 and state["place"][0] == before[0])
    desk.press("ctrl+alt+d")
    state = desk.wait(lambda state: state["place"] == before)
    assert is_whole(state)

    # Across the edge of two screens it belongs to one of them.
    desk.drag((before[0] + 8, before[1] + 8), (700, 300))
    assert is_whole(desk.wait(lambda state: state["place"] != before))
    for name in ("left", "right"):
        run(desk.display, "xrandr", "--delmonitor", name)


def test_everything_goes_by_keys_and_nothing_takes_the_focus(desk):
    assert desk.tell("full-screen")["problems"] == []
    desk.wait(lambda state: state["full_screen"])
    count = len(desk.tell("prompt listen")["answers"])
    desk.press("ctrl+alt+h")
    desk.wait(lambda state: state["answers"][count:] == ["helped"])
    desk.tell("prompt restate")
    desk.press("ctrl+alt+d")
    desk.wait(lambda state: state["answers"][count:] == ["helped", "dismissed"])
    desk.press("ctrl+alt+n")
    desk.wait(lambda state: state["notes"])
    desk.press("ctrl+alt+t")
    desk.wait(lambda state: state["clicks_through"])
    desk.press("ctrl+alt+t")
    desk.wait(lambda state: not state["clicks_through"])

    desk.press("ctrl+alt+m")
    desk.wait(lambda state: state["muted"] == "minutes")
    assert desk.tell("prompt listen")["prompt"] == ""
    desk.press("ctrl+alt+m")
    desk.wait(lambda state: state["muted"] == "")

    desk.tell("prompt listen")
    held = "keydown ctrl keydown alt keydown a sleep 0.2 keyup a keyup alt keyup ctrl"
    run(desk.display, "xdotool", *held.split())
    desk.wait(lambda state: state["menu"])
    desk.press("Down", "Return")  # the second entry: "Not helpful"
    state = desk.wait(lambda state: len(state["answers"]) == count + 3)
    assert state["answers"][-1] == "unhelpful"
    assert not state["menu"]
    assert desk.wait(lambda state: state["full_screen"])


def test_what_grows_can_be_clicked_after_clicks_went_through(desk):
    desk.press("ctrl+alt+d")
    desk.wait(lambda state: not state["prompt"])
    for on in (True, False):
        desk.press("ctrl+alt+t")
        desk.wait(lambda state, on=on: state["clicks_through"] == on)
    count = len(desk.tell("prompt listen")["answers"])
    x, y = desk.tell("state")["helped"]
    run(desk.display, "xdotool", "mousemove", str(x), str(y), "click", "1")
    desk.wait(lambda state: state["answers"][count:] == ["helped"])


def test_it_stays_above_a_full_screen_program(desk, tmp_path):
    desk.tell("prompt listen")
    left, top, width, _ = desk.tell("full-screen")["place"]
    desk.wait(lambda state: state["full_screen"])
    x, y = left + width // 2, top + 4
    deadline_s = time.monotonic() + 10
    while True:
        shot = tmp_path / "screen.png"
        run(desk.display, "import", "-window", "root", str(shot))
        image = QImage(str(shot))
        if image.pixelColor(10, 590).name() == "#204060":
            break
        assert time.monotonic() < deadline_s, "the full-screen window never showed"
    assert image.pixelColor(x, y).name() == "#fcfcfd", "the overlay must lie above it"
