"""The form and the text of the pack as one, with its mistakes and its locks."""

from __future__ import annotations

import tomllib

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from callassist.gui.studio.form import BUDGET
from callassist.gui.studio.show import settle
from tests.gui.studio.using import busiest_prompt, fires, press
from tests.run.studio.conftest import OWN


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
