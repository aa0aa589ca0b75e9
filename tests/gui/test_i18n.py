from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QLabel, QWidget

from callassist.gui import i18n
from callassist.gui.core_sentences import SENTENCES
from callassist.gui.core_texts import core, outcome_text, overlap_text, side_text
from callassist.gui.counts import counts
from callassist.gui.library.gate import Gate, Trouble
from callassist.gui.library.searching import chips
from callassist.gui.library.welcome import Welcome
from callassist.gui.passphrase import PassphraseDialog
from callassist.gui.practice.home import Home
from callassist.gui.team.empty import Empty
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.gui.timeline.commands import COMMANDS
from callassist.gui.timeline.sheet import Sheet
from callassist.gui.worker import Worker
from callassist.paths import settings_path
from tools.translations.__main__ import FOLDER, release, unfinished, update
from tools.translations.core_names import core_names

LANGUAGES = [path.stem.removeprefix("callassist_") for path in sorted(FOLDER.glob("*.ts"))]
OTHERS = [language for language in LANGUAGES if language != i18n.SOURCE_LANGUAGE]
HAS_TOOLS = Path(sys.executable).with_name("pyside6-lupdate").exists()
_HOLE = re.compile(r"\{\w*\}")
_END = re.compile(r"\s*[…:,.?!]?\s*$")


def messages(path: Path) -> dict[tuple[str, str], list[str]]:
    """Return the translations of a .ts file, in all plural forms, by context and source."""
    found = {}
    for context in ET.parse(path).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")]
            key = (context.findtext("name"), message.findtext("source"))
            found[key] = forms or [translation.text or ""]
    return found


@pytest.fixture
def german(qapp):
    i18n.install(qapp, "de")
    yield
    i18n.install(qapp, "en")


# The files


@pytest.mark.skipif(not HAS_TOOLS, reason="pyside6-lupdate is not beside this Python")
def test_the_files_hold_every_text_and_no_other(tmp_path):
    """If this fails, run ``make translations``, and translate what it names."""
    for path in FOLDER.glob("*.ts"):
        shutil.copy(path, tmp_path)
    update(tmp_path)
    for path in sorted(tmp_path.glob("*.ts")):
        assert messages(path) == messages(FOLDER / path.name), path.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_translate(language):
    assert unfinished(FOLDER / f"callassist_{language}.ts") == []
    for source, forms in messages(FOLDER / f"callassist_{language}.ts").items():
        assert all(forms), source


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_packed_file_says_what_its_source_says(qapp, language):
    """If this fails, run ``make translations``."""
    packed = QTranslator()
    assert packed.load(f"callassist_{language}", str(FOLDER))
    for (context, source), forms in messages(FOLDER / f"callassist_{language}.ts").items():
        if len(forms) == 1:
            assert packed.translate(context, source) == forms[0]
        else:
            assert [packed.translate(context, source, "", n) for n in (1, 2)] == forms[:2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_code_relies_on(language):
    for (_, source), forms in messages(FOLDER / f"callassist_{language}.ts").items():
        for form in forms:
            assert Counter(_HOLE.findall(form)) == Counter(_HOLE.findall(source)), form
            assert _END.search(form)[0] == _END.search(source)[0], form
            assert form[:1].isspace() == source[:1].isspace(), form
            assert form.count("&") == source.count("&"), form
            assert form.count("\t") == source.count("\t"), form
            assert form.count("\n") == source.count("\n"), form
            assert ("%Ln" in form, "%n" in form) == ("%Ln" in source, "%n" in source), form


@pytest.mark.parametrize("language", OTHERS)
def test_no_two_entries_of_a_menu_share_a_key(qapp, language):
    i18n.install(qapp, language)
    try:
        menus: dict[str, list[str]] = {}
        for command in COMMANDS:
            menus.setdefault(command.menu, []).append(i18n.translate("Commands", command.text))
        step = i18n.translate("Parts", "S&tep through")
        menus["&View"].append(step)
        for texts in [*menus.values(), [i18n.translate("Commands", menu) for menu in menus]]:
            keys = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
            assert len(keys) == len(set(keys)), sorted(keys)
    finally:
        i18n.install(qapp, "en")


def test_a_translation_is_packed_anew_without_touching_the_old_one(tmp_path):
    if not HAS_TOOLS:
        pytest.skip("pyside6-lrelease is not beside this Python")
    shutil.copy(FOLDER / "callassist_en.ts", tmp_path)
    packed = tmp_path / "callassist_en.qm"
    packed.write_bytes(b"old")
    with packed.open("rb") as mapped:
        release(tmp_path)
        assert mapped.read() == b"old"
    assert packed.stat().st_size > 100


# The language


def test_which_languages_there_are():
    assert i18n.languages() == LANGUAGES


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system says it otherwise")
@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LC_ALL": "de_AT.UTF-8", "LANGUAGE": ""}, "de_AT"),
        ({"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr:de"}, "de_DE"),
        ({"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": ""}, "en_US"),
    ],
    ids="german german-second french".split(),
)
def test_the_systems_language_is_taken_where_there_is_a_translation(variables, expected):
    code = "from callassist.gui.i18n import locale_for; print(locale_for('system').name())"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **variables},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == expected


def test_the_settings_choose(qapp):
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('interface_language = "de"\n', encoding="utf-8")
    try:
        assert i18n.install(qapp).language() == QLocale.Language.German
        assert i18n.translate("Gate", "Unlock") == "Entsperren"
        settings_path().write_text("interface_language = 7\n", encoding="utf-8")
        assert i18n.install(qapp).language() == QLocale.Language.English
    finally:
        i18n.install(qapp, "en")


def test_installing_again_leaves_nothing_behind(qapp):
    before = len(qapp.findChildren(QTranslator))
    for language in ("de", "en", "de", "en"):
        i18n.install(qapp, language)
        QCoreApplication.sendPostedEvents(None, 52)
    assert len(qapp.findChildren(QTranslator)) == before
    assert i18n.translate("Gate", "Unlock") == "Unlock"


def test_qts_own_buttons_speak_it_too(german, qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "Abbrechen"


# Numbers, plurals, dates


def test_english_numbers_and_plurals():
    assert [counts.calls(n) for n in (0, 1, 2, 1200)] == [
        "0 calls", "1 call", "2 calls", "1,200 calls",
    ]  # fmt: skip
    assert counts.matches(2) == "2 matches"
    assert (i18n.number(1234.5, 1), i18n.percent(0.451)) == ("1,234.5", "45%")
    assert i18n.date_text(date(2026, 11, 2), "d MMMM yyyy") == "2 November 2026"


def test_german_numbers_and_plurals(german):
    assert [counts.calls(n) for n in (0, 1, 2, 1200)] == [
        "0 Gespräche", "1 Gespräch", "2 Gespräche", "1.200 Gespräche",
    ]  # fmt: skip
    assert (i18n.number(1234.5, 1), i18n.percent(0.451)) == ("1.234,5", "45 %")
    assert i18n.plain_number(9.6) == "9,6"
    assert i18n.date_text(date(2026, 11, 2), "d MMMM yyyy") == "2. November 2026"
    assert i18n.date_text(datetime(2026, 3, 2, 9, 5), "d MMM, HH:mm").startswith("2. März")


# What the core says


def test_every_name_of_the_core_is_translated(german):
    words = messages(FOLDER / "callassist_de.ts")
    for name in core_names():
        assert core(name) == words["Core", name][0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("85 of 100, from 13 opportunities", "85 von 100, aus 13 Gelegenheiten"),
        ("12 weeks, 31 Aug to 22 Nov 2026", "12 Wochen, 31. Aug. bis 22. Nov. 2026"),
        ("3,045 of 4,273 opportunities", "3.045 von 4.273 Gelegenheiten"),
        ("Not yet: it argues. Say it back.", "Noch nicht: Die Antwort streitet. Say it back."),
        ("2 agreed to be named. 3 more are in the team’s figures only.",
         "2 wollen mit Namen erscheinen. 3 weitere stehen nur in den Zahlen des Teams."),
        ("Followed", "Befolgt"),
        ("7.1", "7,1"),
        ("six long weeks", "six long weeks"),
        ("", ""),
    ],
)  # fmt: skip
def test_sentences_of_the_core_are_found_again(german, text, expected):
    assert core(text) == expected


def test_what_the_core_says_stays_in_english():
    for text in (*core_names(), *SENTENCES, "31 Aug", "7.1"):
        assert core(text) == text


def test_records_in_words(german):
    assert outcome_text("followed") == "befolgt"
    assert outcome_text(None) == "bei Gesprächsende noch offen"
    assert outcome_text("a newer one") == "a newer one"
    assert side_text("customer") == "Kunde"
    overlap = {"kind": "interruption", "by": "agent"}
    assert overlap_text(overlap) == "Unterbrechung durch den Agenten"


# Windows


def shown(widget: QWidget) -> set[str]:
    """Return every text that a widget and what lies on it show or tell."""
    texts = set()
    for part in (widget, *widget.findChildren(QWidget)):
        texts |= {part.toolTip(), part.accessibleName(), part.accessibleDescription()}
        texts.add(part.windowTitle())
        if isinstance(part, QLabel | QAbstractButton):
            texts.add(part.text())
        elif isinstance(part, TextBlock):
            texts.add(part.text)
        texts.add(getattr(part, "placeholderText", lambda: "")())
    return texts - {""}


@pytest.fixture
def theme():
    return Theme.make(dark=False, reduced_motion=True)


def _gate(theme: Theme) -> QWidget:
    worker = Worker("gate")
    gate = Gate(worker)
    gate.set_theme(theme)
    gate.show_trouble(Trouble("passphrase", ""))
    worker.close()
    return gate


def _welcome(theme: Theme) -> QWidget:
    welcome = Welcome()
    welcome.set_theme(theme)
    welcome.show_for(searching=False)
    return welcome


def _home(theme: Theme) -> QWidget:
    home = Home()
    home.set_theme(theme)
    home.show_state("Üben", 3, 2, kept=False, has_store=True)
    home.show_sets({"Nein sagen": 2})
    return home


def _empty(theme: Theme) -> QWidget:
    empty = Empty()
    empty.set_theme(theme)
    empty.show_for(searching=False)
    return empty


@pytest.mark.parametrize(
    "make",
    [
        _gate,
        _welcome,
        _home,
        _empty,
        lambda theme: PassphraseDialog("new", theme),
        lambda theme: Sheet(theme),
    ],
    ids="gate welcome home empty passphrase sheet".split(),
)
def test_windows_hold_no_english(german, theme, qtbot, make):
    widget = make(theme)
    qtbot.addWidget(widget)
    english = {
        source
        for (_, source), forms in messages(FOLDER / "callassist_de.ts").items()
        if forms[0] != source
    }
    both = {form for forms in messages(FOLDER / "callassist_de.ts").values() for form in forms}
    texts = shown(widget)
    assert len(texts) > 2
    assert texts & english - both == set()


def test_chips_are_translated_and_their_queries_are_not(german):
    low = next(chip for chip in chips("Ana") if chip.query == "score<60")
    assert low.name == "Niedriger Wert"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the site is silent", "The site is silent"),
        ("example.com: it is silent", "example.com: it is silent"),
        ("own.toml:3: no such key", "own.toml:3: no such key"),
        ("gone: plug it in", "Gone: plug it in"),
        ("", ""),
    ],
)
def test_a_sentence_begins_large_and_a_name_as_it_is(text, shown):
    assert i18n.capital(text) == shown
