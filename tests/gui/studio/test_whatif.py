"""What the pack would have done: changes, marks, and what it is compared with."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt

from callassist.gui.studio.show import settle
from callassist.run.studio.calls import CallSet
from tests.gui.studio.using import busiest_prompt, fires, press
from tests.run.studio.conftest import call_set, made_calls


def test_the_list_of_changes_is_filtered(window):
    name = busiest_prompt(window)
    window.choose(name)
    window.whatif.same.click()
    rows = [row for row in window.whatif.view.changes.rows if row.saying]
    assert len(rows) == window.whatif.totals.after.shown
    window.whatif.only.click()
    rows = [row for row in window.whatif.view.changes.rows if row.saying]
    assert {row.saying.id for row in rows} == {name}
    assert len(rows) == fires(window, name)[1]


def a_row(window) -> int:
    window.whatif.same.setChecked(True)
    rows = window.whatif.view.changes.rows
    return next(at for at, row in enumerate(rows) if row.sign)


def test_keys_mark_a_prompt_right_or_wrong(window):
    view = window.whatif.view
    view.setCurrentIndex(view.changes.index(a_row(window)))
    row = view.current
    press(view, Qt.Key.Key_W)
    assert window.verdicts.verdict(row.call, row.saying.id, row.at_s) == "wrong"
    assert "marked wrong" in view.currentIndex().data()
    assert window.marks.figures["precision"].value.text() == "0%"
    window.whatif.right.click()
    assert window.marks.figures["precision"].value.text() == "100%"
    press(view, Qt.Key.Key_Delete)
    assert window.verdicts.verdict(row.call, row.saying.id, row.at_s) is None


def test_a_missing_prompt_is_marked_at_a_time(window):
    window.choose("listen")
    page = window.marks
    assert not page.add.isEnabled()
    page.at.setText("0:01.5")
    press(page.at, Qt.Key.Key_Return)
    (mark,) = window.verdicts.all()
    assert (mark.call, mark.prompt_id, mark.at_s) == ("call-00000", "listen", 1.5)
    assert "1 missing" in page.sums.text


def test_enter_opens_the_call_at_the_second(make_window):
    opened = []
    calls = made_calls()
    names = tuple(call.name for call in calls)
    window = make_window(
        calls=CallSet(names, {}, "calls", lambda _: calls, opener=lambda name: name)
    )
    window.open_timeline = lambda call, at_s: opened.append((call, at_s))
    view = window.whatif.view
    view.setCurrentIndex(view.changes.index(a_row(window)))
    press(view, Qt.Key.Key_Return)
    settle(window)
    row = view.current
    assert opened == [(row.call, row.at_s)]


def test_what_is_compared_with_can_be_chosen(window):
    baseline = window.whatif.baseline
    name = busiest_prompt(window)
    window.choose(name)
    press(window.prompts, Qt.Key.Key_Space)
    window.save_as(None)
    settle(window)
    assert window.whatif.totals.changed == 0  # against the pack as saved
    baseline.setCurrentIndex(baseline.findData("default"))
    baseline.activated.emit(0)
    settle(window)
    assert fires(window, name)[0] > 0
    assert fires(window, name)[1] == 0


def test_without_calls_it_says_how_to_get_some(make_window):
    window = make_window()
    assert window.whatif.empty.isVisible()
    window.choose("listen")
    window.form.numbers["priority"].spin.setValue(80)
    window.form.settle()
    assert window.bench.pack.rule("listen").priority == 80
    window.kept = lambda: call_set(3)
    window.whatif.empty.kept.click()
    settle(window)
    assert window.whatif.totals.calls == 3
    assert not window.whatif.empty.isVisible()
