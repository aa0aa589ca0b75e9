"""The studio as a program: a prompt of a call opens on the timeline, and all closes together."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("PySide6")

from callassist.gui.studio.show import StudioProgram, settle
from callassist.gui.timeline.window import TimelineWindow
from callassist.run.studio.calls import calls_of_files
from callassist.run.studio.verdicts import Verdicts
from callassist.settings.user import UserSettings
from tests.review import calls as written


@pytest.fixture
def program(qapp, make_bench, tmp_path):
    path = tmp_path / "monday.call.json"
    path.write_text(json.dumps(written.rude_call()), encoding="utf-8")
    verdicts = Verdicts(tmp_path / "acme.marks.toml", "ana")
    made = StudioProgram(
        make_bench(), verdicts, UserSettings(), calls=lambda: calls_of_files([path]), jobs=1
    )
    yield made
    made.window.shut()
    made.window.deleteLater()


def test_a_row_opens_its_call_there(program):
    program.start()
    window = program.window
    settle(window)
    assert window.whatif.totals.approximate == 1
    assert "nearly exact" in window.whatif.notice.text
    window.whatif.same.setChecked(True)
    view = window.whatif.view
    at = next(at for at, row in enumerate(view.changes.rows) if row.sign)
    view.setCurrentIndex(view.changes.index(at))
    window.whatif.hear.click()
    settle(window)
    (timeline,) = program.opened.windows
    assert isinstance(timeline, TimelineWindow)
    assert timeline.playback.at_s == pytest.approx(view.current.at_s, abs=0.1)
    window.shut()
    assert not program.opened.windows


def test_a_line_is_taken_from_the_call(program):
    program.start()
    window = program.window
    settle(window)
    window.whatif.same.setChecked(True)
    view = window.whatif.view
    at = next(at for at, row in enumerate(view.changes.rows) if row.sign)
    view.setCurrentIndex(view.changes.index(at))
    window.trying.take.click()
    settle(window)
    assert window.trying.line.text()
