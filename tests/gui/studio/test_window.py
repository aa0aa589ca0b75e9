"""The studio as a whole: the list of prompts, places, names, keys."""

from __future__ import annotations

import threading
import tomllib

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from callassist.gui.studio.show import settle
from callassist.run.studio.calls import CallSet
from tests.gui.studio.using import busiest_prompt, fires, followed_prompt, press
from tests.run.studio.conftest import OWN, call_set, made_calls


def test_opening_changes_nothing(window, own):
    assert window.bench.text == OWN
    assert window.toml.toPlainText() == OWN
    assert not window.bench.is_changed
    assert not window.save_button.isEnabled()
    assert own.read_text(encoding="utf-8") == OWN


def test_the_list_tells_what_each_prompt_did(window):
    name = followed_prompt(window)
    model = window.prompts.prompts
    index = model.index(model.row_of(name))
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert f"fired {fires(window, name)[1]} times" in spoken
    assert "followed" in spoken
    assert "% of budget" in spoken
    assert "switched off" in model.index(model.row_of("use_name")).data(
        Qt.ItemDataRole.AccessibleTextRole
    )


def test_space_switches_a_prompt_and_the_numbers_follow(window):
    name = busiest_prompt(window)
    window.choose(name)
    press(window.prompts, Qt.Key.Key_Space)
    settle(window)
    assert not window.bench.pack.rule(name).enabled
    assert tomllib.loads(window.toml.toPlainText())["prompt"][-1] == {"id": name, "enabled": False}
    assert fires(window, name)[0] > 0
    assert fires(window, name)[1] == 0
    lost = [row for row in window.whatif.view.changes.rows if row.sign == "lost"]
    assert any(row.saying.id == name for row in lost)
    press(window.prompts, Qt.Key.Key_Space)
    settle(window)
    assert tomllib.loads(window.bench.text) == tomllib.loads(OWN)


def test_a_click_on_the_box_switches_without_choosing(window):
    window.choose("listen")
    index = window.prompts.prompts.index(window.prompts.prompts.row_of("match_tone"))
    box = window.prompts.painter_of_rows.box(window.prompts.visualRect(index))
    QTest.mouseClick(
        window.prompts.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint()
    )
    assert not window.bench.pack.rule("match_tone").enabled
    assert window.prompt_id == "listen"


def test_the_gui_thread_never_waits_for_calls(make_window):
    gate = threading.Event()

    def source(_):
        gate.wait(30)
        return made_calls()

    names = tuple(call.name for call in made_calls())
    window = make_window()
    window.set_calls(CallSet(names, {}, "slow calls", source))
    window.choose("listen")
    window.form.numbers["priority"].spin.setValue(80)
    window.form.settle()
    assert window.is_asking
    assert window.bench.pack.rule("listen").priority == 80
    gate.set()
    settle(window)
    assert window.whatif.totals.calls == 12


@pytest.mark.parametrize(("size", "where"), [((1500, 900), "beside"), ((1100, 800), "below")])
def test_the_text_finds_its_place(window, size, where):
    em = window.theme.em_px
    window.resize(int(size[0] / 13 * em), int(size[1] / 13 * em))
    QApplication.processEvents()
    form, text = (part.mapTo(window, QPoint()) for part in (window.form, window.text))
    assert (form.x() < text.x()) == (where == "beside")
    assert (form.y() < text.y()) == (where == "below")


def test_twice_the_text_on_a_usual_screen(make_window):
    window = make_window(scale=2.0, calls=call_set(3))
    window.resize(1366, 768)
    settle(window)
    assert window.width() == 1366
    titles = [window.tabs.tabText(at) for at in range(window.tabs.count())]
    assert titles == ["Prompt", "What if", "Marks", "Try words", "Pack file"]
    assert window.form.isVisible()
    assert window.form.say.box.fontInfo().pixelSize() >= 2 * 12
    window.resize(4000, 1500)
    settle(window)
    assert window.tabs.count() == 3
    assert window.text.isVisible()


def test_everything_has_a_name(window):
    for part in window.findChildren(QAbstractButton):
        if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert part.accessibleName() or part.text(), part
    for part in (window.prompts, window.toml, window.whatif.view, window.troubles):
        assert part.accessibleName()


def test_keys_reach_every_part(window):
    window.activateWindow()
    wanted = {
        Qt.Key.Key_1: window.prompts,
        Qt.Key.Key_2: window.form.say.box,
        Qt.Key.Key_3: window.toml,
        Qt.Key.Key_4: window.whatif.view,
        Qt.Key.Key_5: window.marks.at,
        Qt.Key.Key_T: window.trying.line,
    }
    for key, part in wanted.items():
        press(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.focusWidget() is part


def test_the_windows_keys_hold_in_a_text_field(window, monkeypatch):
    window.activateWindow()
    window.choose(busiest_prompt(window))
    text, box = window.bench.text, window.form.say.box
    box.setFocus()
    QTest.keyClicks(box, "!")
    window.form.settle()
    changed = box.text()
    assert window.bench.is_changed
    control = Qt.KeyboardModifier.ControlModifier
    press(box, Qt.Key.Key_Home)
    for key in (Qt.Key.Key_K, Qt.Key.Key_E):  # of a field: delete to the end, go to the end
        press(box, key, control)
    assert box.text() == changed
    assert "save the pack first" in window.message.text.casefold()
    press(box, Qt.Key.Key_Z, control)
    assert window.bench.text == text
    assert not window.bench.is_changed


def test_a_chosen_chip_has_room_for_its_text(window):
    for chip in (window.whatif.only, window.whatif.same):
        chip.setChecked(True)
        bold = QFont(chip.font())
        bold.setWeight(QFont.Weight.DemiBold)
        assert chip.width() > QFontMetrics(bold).horizontalAdvance(chip.text())
