"""The table of settings, and docs/settings.md that names them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QWidget

from callassist.gui.settings.editors import OptionsEditor
from callassist.gui.settings.kinds import Number, Options
from callassist.gui.settings.look import settings_sheet
from callassist.gui.settings.outside import OUTSIDE
from callassist.gui.settings.table import PAGES, SETTINGS, matching, tr
from callassist.gui.theme import Theme
from callassist.settings.keys import default_of, setting_keys, with_values
from callassist.settings.user import UserSettings

DOC = Path(__file__).parent.parent.parent.parent / "docs" / "settings.md"


def test_every_setting_stands_in_the_table_once():
    keys = [key for setting in SETTINGS for key in setting.keys]
    assert sorted(keys) == sorted((*setting_keys(), *OUTSIDE))
    assert {setting.page for setting in SETTINGS} == {page.id for page in PAGES}


def test_every_choice_and_every_end_can_be_kept():
    for setting in SETTINGS:
        if isinstance(setting.kind, Options):
            for value, _ in setting.kind.choices:
                with_values(UserSettings(), {setting.key: value})
        elif isinstance(setting.kind, Number):
            for value in (setting.kind.low, setting.kind.high):
                wanted = int(value) if setting.kind.whole else value
                with_values(UserSettings(), {setting.key: wanted})


def test_the_manual_names_every_setting_with_its_default():
    rows = {
        cells[1].strip(" `"): cells[2].strip()
        for line in DOC.read_text(encoding="utf-8").splitlines()
        if len(cells := line.split("|")) > 4 and cells[1].strip().startswith("`")
    }
    assert sorted(rows) == sorted(setting_keys())
    shown = {"None": "none", "True": "yes", "False": "no", "": "none", "{}": "none"}
    for key, told in rows.items():
        default = str(default_of(key))
        assert told.strip("`") == shown.get(default, default), key


def test_a_box_to_choose_from_is_as_wide_as_its_texts(qapp):
    theme = Theme.make(dark=False)
    texts = ("Von selbst, durch den Ton", "Nie")
    kind = Options(tuple((text, text) for text in texts))
    holder = QWidget()
    holder.setStyleSheet(settings_sheet(theme))
    editor = OptionsEditor(kind, "name", "help", holder)
    editor.set_theme(theme)
    holder.show()
    option = QStyleOptionComboBox()
    editor.box.initStyleOption(option)
    style = editor.box.style()
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, editor.box)
    assert room.width() >= editor.box.fontMetrics().horizontalAdvance(texts[0])
    holder.close()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("colors", "overlay.theme"),
        ("MICRO", "audio.agent_device"),
        ("hold music", "calls.pause_on_hold"),
        ("sharing", "overlay.hide_from_sharing"),
        ("AI Act", "eu_mode"),
        ("text_scale", "overlay.text_scale"),
        ("hotkeys mute", "hotkeys.mute"),
        ("log in", "at_login"),
    ],
)
def test_words_find_their_setting(words, key):
    assert key in [setting.key for setting in matching(words)]


def test_titles_come_first_and_nothing_is_nothing():
    found = matching("text")
    assert tr(found[0].title) == "Text size"
    assert matching("") == ()
    assert matching("zeppelin") == ()
    assert matching("icrophone") == ()
