"""The settings window: kept at once, found by words, locked by a policy, heard while shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from callassist.gui.settings.book import SettingsBook
from callassist.gui.settings.table import PAGES
from callassist.gui.theme import Theme
from callassist.settings.policy import Policy
from callassist.settings.user import UserSettings, load
from tests.gui.settings.devices import cut_texts
from tests.gui.settings.using import choose, editor

ACME = Policy.model_validate(
    {
        "schema": 1,
        "company": "Acme",
        "recording": {"max_keep_days": 30, "consent_required": True},
        "prompts": {"profile": "sales"},
    }
)


def test_each_kind_is_kept_at_once(open_window, book, qtbot):
    window = open_window()
    choose(editor(window, "overlay.theme").box, "dark")
    editor(window, "calls.pause_on_hold").button.click()
    editor(window, "overlay.text_scale").more.click()
    name = editor(window, "recording.agent_name").box
    qtbot.keyClicks(name, "Ana Lima")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    keys = editor(window, "hotkeys.call").keys
    qtbot.keyClick(keys, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: load(book.path).hotkeys.call == "Ctrl+F9")
    kept = load(book.path)
    assert (kept.overlay.theme, kept.calls.pause_on_hold) == ("dark", False)
    assert kept.overlay.text_scale == 1.05
    assert kept.recording.agent_name == "Ana Lima"
    assert "Start or end a call" in window.status.text


def test_undo_and_reset_of_a_page(open_window, book, qtbot):
    window = open_window()
    editor(window, "calls.pause_on_hold").button.click()
    choose(editor(window, "calls.start").box, "sound")
    choose(editor(window, "overlay.theme").box, "dark")
    window.show_page("calls")
    window.reset.click()
    assert load(book.path).calls == UserSettings().calls
    assert load(book.path).overlay.theme == "dark"
    window.undo_button.click()
    assert load(book.path).calls.start == "sound"
    assert not editor(window, "calls.pause_on_hold").button.isChecked()
    window.show_page("about")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert load(book.path).overlay.theme == "system"
    assert window.page == "overlay"


def test_words_find_and_show_a_setting(open_window, qtbot):
    window = open_window()
    qtbot.keyClicks(window.search, "consent")
    assert window.list.count() == 2
    assert window.page == "keeping"
    rows = window.views["keeping"].rows
    assert rows["recording.consent_line"].property("found")
    assert not rows["recording.keep_days"].property("found")
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    assert window.list.currentRow() == 1
    qtbot.keyClicks(window.search, "zzz")
    assert window.nothing.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.list.count() == len(PAGES)
    assert window.page == "keeping"
    assert not rows["recording.consent_line"].property("found")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_what_a_policy_decides_is_locked_and_says_by_whom(open_window, book):
    window = open_window(policies=(ACME,))
    days = editor(window, "recording.keep_days")
    assert (days.spin.minimum(), days.spin.maximum()) == (1, 30)
    assert "at most 30 days" in window.views["keeping"].rows["recording.keep_days"]._lock_text.text
    required = editor(window, "recording.consent_required")
    assert required.button.isChecked()
    assert not required.isEnabled()
    profile = editor(window, "prompts.profile")
    assert profile.box.currentData() == "sales"
    assert not profile.isEnabled()
    assert window.views["prompts"].rows["prompts.profile"]._lock_text.text == "Set by Acme"
    window.reset_page()
    assert not book.path.exists()


def test_where_calls_may_not_be_kept_nothing_asks_about_it(open_window):
    forbids = {"schema": 1, "company": "Acme", "recording": {"allowed": False}}
    window = open_window(policies=(Policy.model_validate(forbids),))
    window.show_page("keeping")
    assert "Acme does not allow" in window.intro.text
    assert not window.views["keeping"].isEnabled()
    assert not window.reset.isVisible()


def test_a_larger_text_has_a_larger_window_and_nothing_is_cut(open_window, book, qtbot):
    window = open_window(theme=None)
    window.show_page("overlay")
    window.resize(600, 400)
    free = window.screen().availableGeometry()
    before = window.width()
    book.change({"overlay.text_scale": 2.0})
    assert window.width() > before
    assert window.width() >= min(window.theme.px(62), free.width() - 32)
    assert free.contains(window.geometry())
    window.resize(1, 1)
    word = window.title.fontMetrics().horizontalAdvance("Overlay")
    qtbot.waitUntil(lambda: window.title.width() >= min(word, free.width() // 3))
    scroll = window.views["overlay"].scroll
    window.show_setting("overlay.theme")
    assert scroll.horizontalScrollBar().value() == 0
    hidden = window.views["overlay"].width() - scroll.viewport().width()
    assert scroll.horizontalScrollBar().maximum() >= hidden


def test_tab_goes_through_the_model_page_from_above(open_window):
    window = open_window()
    window.show_page("model")
    rows, panel = window.views["model"].rows, window.model
    stops = [panel.install, panel.stop, panel.from_file, rows["engine"].editor.box,
             rows["model"].editor.box, rows["language"].editor.box]  # fmt: skip
    order, part = [], stops[0]
    for _ in range(400):
        if part in stops:
            order.append(part)
        part = part.nextInFocusChain()
        if part is stops[0]:
            break
    assert order == stops


def test_what_cannot_work_is_told_where_it_stands(open_window, book, tmp_path):
    pack = tmp_path / "own.toml"
    pack.write_text("schema = 99\n")
    book.change(
        {
            "prompts.pack": pack,
            "prompts.team_folder": str(tmp_path / "gone"),
            "prompts.trusted_key": "ed25519:short",
            "model": "vosk-model-of-mine",
        }
    )
    window = open_window()
    for key, words in {
        "prompts.pack": "own.toml:1",
        "prompts.team_folder": "Nothing is at",
        "prompts.trusted_key": "no public key",
        "model": "is not installed",
    }.items():
        window.show_setting(key)
        row = window.views[window.page].rows[key]
        assert row.problem.isVisible()
        assert words in row.problem.text
    book.change({"prompts.pack": None, "model": None})
    assert window.views["prompts"].rows["prompts.pack"].problem.text == ""
    assert window.views["prompts"].rows["prompts.team_folder"].problem.text


def test_for_ever_is_as_long_as_the_policy_allows(open_window, book):
    book.change({"recording.keep_days": 0})
    window = open_window(policies=(ACME,))
    assert editor(window, "recording.keep_days").spin.value() == 30


def test_a_value_that_cannot_be_kept_is_told_where_it_stands(open_window, book, qtbot):
    window = open_window()
    box = editor(window, "language").box
    qtbot.keyClicks(box, "English!")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    row = window.views["model"].rows["language"]
    assert "language code" in row.problem.text
    assert not book.path.exists()


def test_a_file_with_mistakes_shuts_the_pages_until_it_is_mended(home, room, open_window, book):
    book.path.write_text("them = 1\n")
    book.read_again()
    window = open_window()
    assert window.banner.isVisible()
    assert 'unknown name "them"' in window.banner_text.text
    assert not window.views["calls"].isEnabled()
    book.path.write_text("")
    book.read_again()
    assert not window.banner.isVisible()
    assert window.views["calls"].isEnabled()


def test_what_changes_outside_is_shown_and_told(open_window, book, qtbot):
    window = open_window()
    theme = editor(window, "overlay.theme")
    book.path.write_text('[overlay]\ntheme = "dark"\n')
    qtbot.waitUntil(lambda: theme.box.currentData() == "dark")
    assert "outside" in window.status.text


def test_everything_has_a_name_for_screen_readers_and_a_place_in_the_tab_order(open_window):
    window = open_window()
    for page in PAGES:
        window.show_page(page.id)
        view = window.views[page.id]
        for row in view.rows.values():
            target = row.editor.focusProxy()
            assert target is not None, row.setting.key
            name = target.accessibleName()
            assert name, row.setting.key
            assert QAccessible.queryAccessibleInterface(target) is not None
        kinds = (QAbstractButton, QComboBox, QLineEdit)
        for part in (part for kind in kinds for part in view.findChildren(kind)):
            if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert part.accessibleName(), (page.id, part)


@pytest.mark.parametrize(
    ("scale", "size_px"), [(1.0, (1334, 700)), (2.0, (1334, 700)), (1.0, (700, 500))]
)
def test_no_page_is_clipped_on_a_small_screen(open_window, qtbot, scale, size_px):
    window = open_window()
    window.set_theme(Theme.make(dark=False, text_scale=scale))
    window.resize(*size_px)
    for page in PAGES:
        window.show_page(page.id)
        view = window.views[page.id]
        qtbot.waitUntil(lambda view=view: view.width() <= view.scroll.viewport().width())
        qtbot.waitUntil(lambda: cut_texts(window) == [])
        for row in view.rows.values():
            assert row.height() >= row.sizeHint().height() or row.hasHeightForWidth()
            editor_right = row.editor.mapTo(view, row.editor.rect().topRight()).x()
            assert editor_right <= view.width(), (page.id, row.setting.key)


def test_a_line_being_typed_is_kept_when_the_window_closes(open_window, book, qtbot):
    window = open_window()
    box = editor(window, "recording.agent_name").box
    box.setFocus()
    window.activateWindow()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "Ana")
    window.close()
    assert load(book.path).recording.agent_name == "Ana"


def test_two_windows_on_one_file_agree(book, open_window, home, qtbot):
    window = open_window()
    theme = editor(window, "overlay.theme")
    other = SettingsBook(book.path)
    other.change({"overlay.theme": "light"})
    qtbot.waitUntil(lambda: theme.box.currentData() == "light")
    other.close()
    other.deleteLater()
