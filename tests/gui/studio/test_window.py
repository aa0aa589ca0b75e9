"""The studio by mouse and keyboard: form and text as one, numbers that follow, saving."""

from __future__ import annotations

import threading
import tomllib

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget

from callassist.gui.studio.form import BUDGET
from callassist.gui.studio.saving import ConflictDialog, SaveDialog
from callassist.gui.studio.show import settle
from callassist.run.studio.calls import CallSet
from tests.run.studio.conftest import OWN, call_set, made_calls


def press(widget: QWidget, key: Qt.Key, with_key=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, with_key)


def dialog(window, kind):
    return next(child for child in window.findChildren(kind) if child.isVisible())


def fires(window, prompt_id: str) -> tuple[int, int]:
    did = window.whatif.totals.prompts.get(prompt_id)
    return (did.before.shown, did.after.shown) if did else (0, 0)


def busiest_prompt(window) -> str:
    prompts = window.whatif.totals.prompts
    return max(prompts, key=lambda name: prompts[name].after.shown)


def followed_prompt(window) -> str:
    prompts = window.whatif.totals.prompts
    return max(prompts, key=lambda name: prompts[name].after.outcomes["followed"])


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


def test_a_slider_moves_the_numbers_and_is_one_undo(window):
    name = busiest_prompt(window)
    window.choose(name)
    slider = window.form.numbers["max_per_call"].slider
    slider.setFocus()
    before = fires(window, name)[1]
    while slider.value() > 0:
        press(slider, Qt.Key.Key_Left)
    window.form.settle()
    settle(window)
    assert window.bench.pack.rule(name).max_per_call == 1
    assert fires(window, name)[1] < before
    assert window.whatif.totals.prompts[name].lost
    assert not window.whatif.figures["changed"].value.text().startswith("0")
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert window.bench.text == OWN
    assert fires(window, name)[1] == before


def test_the_text_follows_the_form_and_the_form_the_text(window):
    window.choose("listen")
    window.form.say.box.selectAll()
    QTest.keyClicks(window.form.say.box, "Let her finish")
    window.form.settle()
    assert 'say = "Let her finish"' in window.toml.toPlainText()
    assert window.form.say.reset.isVisible()
    window.toml.setPlainText(window.toml.toPlainText().replace("her finish", "him finish"))
    assert window.form.say.box.text() == "Let him finish"
    window.form.say.reset.click()
    assert window.form.say.box.text() == "Let them finish"
    assert tomllib.loads(window.bench.text) == tomllib.loads(OWN)


def test_the_cursor_in_the_text_chooses_its_prompt(window):
    window.choose("listen")
    window.toml.setFocus()
    cursor = window.toml.textCursor()
    cursor.setPosition(OWN.index("enabled"))
    window.toml.setTextCursor(cursor)
    assert window.prompt_id == "use_name"
    assert window.prompts.prompt_id == "use_name"


def test_a_condition_is_changed_added_and_taken_away(window):
    window.choose("listen")
    editor = window.form.conditions["when"]
    (card,) = editor.cards
    assert "floor" in card.meaning.text
    card.score.spin.setValue(0.8)
    window.form.settle()
    assert window.bench.pack.rule("listen").when[0].min_score == 0.8
    press(editor.add, Qt.Key.Key_Space)
    window.form.settle()
    assert len(window.bench.pack.rule("listen").when) == 2
    editor.cards[1].kind.setCurrentIndex(editor.cards[1].kind.findData("stuck"))
    editor.cards[1].kind.activated.emit(0)
    window.form.settle()
    assert window.bench.pack.rule("listen").when[1].finding == "stuck"
    editor.cards[1].remove.click()
    window.form.settle()
    assert len(window.bench.pack.rule("listen").when) == 1


def test_only_possible_sides_are_offered(window):
    window.choose("acknowledge")
    card = window.form.conditions["when"].cards[0]
    assert card.kind.currentData() == "feeling.unacknowledged"
    assert [card.side.itemData(at) for at in range(card.side.count())] == ["", "agent"]


def test_a_mistake_is_shown_where_it_stands_and_the_numbers_stay(window):
    window.choose("use_name")
    good, shown = window.bench.pack, window.whatif.totals.after.shown
    window.toml.setPlainText(OWN + 'prioritty = 3\nsay = ""\n')
    settle(window)
    assert window.bench.pack is good
    assert window.whatif.totals.after.shown == shown
    assert "2 mistakes" in window.about.text
    assert window.troubles.count() == 2
    assert "did you mean 'priority'" in window.troubles.item(0).text()
    marked = {mark.cursor.blockNumber() + 1 for mark in window.toml.extraSelections()}
    assert {7, 8} <= marked
    assert "must not be empty" in window.form.say.hint.text()
    window.troubles.setFocus()
    window.troubles.itemActivated.emit(window.troubles.item(1))
    assert window.toml.textCursor().blockNumber() == 7
    window.toml.setPlainText(OWN)
    assert not window.troubles.isVisible()
    assert not window.form.say.hint.isVisible()


def test_no_toml_at_all_does_no_harm(window):
    window.toml.setPlainText("[[[")
    window.choose("listen")
    window.form.numbers["priority"].spin.setValue(3)
    window.form.settle()
    assert "Mend the mistake" in window.message.text
    assert window.bench.text == "[[["


def test_locked_keys_are_shown_locked(make_window):
    window = make_window("listen.*", "budget.min_gap_s")
    window.choose("listen")
    assert not window.form.say.box.isEnabled()
    assert not window.form.numbers["priority"].slider.isEnabled()
    assert not window.form.enabled.isEnabled()
    assert "Locked by the policy of Acme" in window.form.numbers["priority"].toolTip()
    press(window.prompts, Qt.Key.Key_Space)
    assert window.bench.text == OWN
    window.choose(BUDGET)
    assert not window.form.budget_numbers["min_gap_s"].slider.isEnabled()
    assert window.form.budget_numbers["max_per_min"].slider.isEnabled()


def test_the_budget_is_a_form_too(window):
    window.choose(BUDGET)
    window.form.budget_numbers["max_per_10_min"].spin.setValue(1)
    window.form.settle()
    settle(window)
    assert tomllib.loads(window.bench.text)["budget"] == {"max_per_10_min": 1}
    assert window.whatif.totals.after.shown < window.whatif.totals.before.shown


def test_a_prompt_of_ones_own_that_fires_on_words(window):
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    name = window.prompt_id
    assert window.bench.is_own_prompt(name)
    window.form.phrases.new.click()
    window.form.phrases.box.setPlainText("backend ticket(s)?\nas per the SLA")
    window.form.settle()
    assert window.bench.is_good, window.bench.troubles
    (own,) = window.bench.pack.findings
    assert own.any_of == ("backend ticket(s)?", "as per the SLA")
    assert window.bench.pack.rule(name).when[0].finding == own.id
    window.trying.line.setText("I raised a backend ticket for you")
    window.trying.refresh()
    told = [window.trying.found.item(at).text() for at in range(window.trying.found.count())]
    assert any(own.id in line and "fires by these words" in line for line in told)
    window.form.remove.click()
    assert window.bench.pack.rule(name) is None


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


def test_saving_asks_for_a_version_and_a_line(window, own):
    window.choose("listen")
    window.form.numbers["priority"].spin.setValue(80)
    window.form.settle()
    press(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    asked = dialog(window, SaveDialog)
    assert "priority" in asked.line.text()
    assert asked.version.value() == 3
    asked.line.setText("listen less")
    press(asked.line, Qt.Key.Key_Return)
    saved = tomllib.loads(own.read_text(encoding="utf-8"))
    assert saved["version"] == 3
    assert saved["changelog"][0]["text"] == "listen less"
    assert saved["changelog"][0]["author"] == "Ana"
    assert "saved" in window.message.text.lower()
    assert not window.bench.is_changed


@pytest.mark.parametrize("choice", ["mine", "theirs", "cancel"])
def test_two_who_save_at_once(window, own, choice):
    window.choose("listen")
    window.form.numbers["priority"].spin.setValue(80)
    window.form.settle()
    theirs = OWN + "# theirs\n"
    own.write_text(theirs, encoding="utf-8")
    window.save_as(None)
    asked = dialog(window, ConflictDialog)
    assert "+priority = 80" in asked.compare.toPlainText()
    assert "-# theirs" in asked.compare.toPlainText()
    getattr(asked, choice).click()
    now = own.read_text(encoding="utf-8")
    if choice == "mine":
        assert tomllib.loads(now)["prompt"][-1] == {"id": "listen", "priority": 80}
    else:
        assert now == theirs
        assert ("priority" in window.bench.text) == (choice == "cancel")
    if choice == "theirs":
        window.undo()
        assert "priority = 80" in window.bench.text


def test_sharing_writes_a_sealed_copy(window, tmp_path):
    window.choose("listen")
    window.form.numbers["priority"].spin.setValue(80)
    window.form.settle()
    window.share()
    assert "Save the pack" in window.message.text
    window.undo()
    out = tmp_path / "team"
    out.mkdir()
    window.share_to(out)
    settle(window)
    (copy,) = out.glob("*.toml")
    assert copy.name == "acme-2.pack.toml"


def test_closing_asks_about_what_is_not_saved(window, own, monkeypatch):
    window.choose("listen")
    window.form.numbers["priority"].spin.setValue(80)
    window.form.settle()
    answers = iter([QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Save])
    monkeypatch.setattr(QMessageBox, "question", lambda *_: next(answers))
    window.close()
    assert window.isVisible()
    window.close()
    assert not window.isVisible()
    assert "priority = 80" in own.read_text(encoding="utf-8")


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


def test_a_finding_of_words_has_its_sequence_in_the_form(window):
    window.choose("listen")
    window.form.phrases.new.click()
    phrases = window.form.phrases
    phrases.side.setCurrentIndex(phrases.side.findData("customer"))
    phrases.side.activated.emit(phrases.side.currentIndex())
    window.form.settle()
    phrases.not_followed_by.add.click()
    window.form.settle()
    phrases.not_followed_by.box.setPlainText("that means\nin other words")
    phrases.not_followed_by.within.spin.setValue(20.0)
    phrases.count.add.click()
    window.form.settle()
    phrases.count.times.spin.setValue(3)
    window.form.settle()
    assert window.bench.is_good, window.bench.troubles
    (finding,) = window.bench.pack.findings
    assert finding.side == "customer"
    assert finding.not_followed_by.any_of == ("that means", "in other words")
    assert finding.not_followed_by.within_s == 20.0
    assert finding.count.times == 3
    phrases.count.remove.click()
    window.form.settle()
    assert window.bench.pack.findings[0].count is None
    assert phrases.count.add.isVisibleTo(window)
    assert not phrases.count.times.isVisibleTo(window)


def test_the_companys_words_have_a_place(window):
    window.words_button.click()
    window.form.words.boxes["company"].setPlainText("Acme\nAcme Telecom")
    window.form.settle()
    assert tomllib.loads(window.bench.text)["words"] == [
        {"language": "en", "company": ["Acme", "Acme Telecom"]}
    ]
    window.undo()
    assert window.form.words.boxes["company"].toPlainText() == ""
    window.choose("listen")
    window.toml.setPlainText("[[words")
    window.choose(BUDGET)
    assert window.bench.troubles
