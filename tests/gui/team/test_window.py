"""The team window: figures come, can be stopped, searched, pointed at, exported, opened."""

from __future__ import annotations

import shutil
import threading
from datetime import UTC, datetime, timedelta

import keyring
import pytest

pytest.importorskip("PySide6")

from keyring.backends import fail
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from callassist.gui.team import window as team_window
from callassist.gui.team.show import TeamProgram
from callassist.gui.team.window import TeamWindow, Wanted
from callassist.gui.theme import Theme
from callassist.review.callfile import write_call
from callassist.run import team_view
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings
from callassist.store import keys
from callassist.store.consents import NameConsent
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock
from tests.review.team.made import keep_made, made_calls

NOW = datetime(2026, 11, 6, 12, tzinfo=UTC)
COUNT = 80
PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


def open_store():
    unlock = Unlock(lambda _: PASSPHRASE, use_keyring=False, environment={})
    return CallStore.open(unlock=unlock)


@pytest.fixture(scope="module")
def full_folder(tmp_path_factory):
    """A folder with a store of calls, to be copied."""
    folder = tmp_path_factory.mktemp("full") / "kept"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "SCRYPT_COST", 2)
        patch.setenv("CALLASSIST_CALLS", str(folder))
        with open_store() as made:
            keep_made(made, made_calls(COUNT, weeks=4, until=NOW), every_good=9)
    return folder


@pytest.fixture
def store(full_folder, tmp_path):
    shutil.copytree(full_folder, tmp_path / "kept")
    made = open_store()
    yield made
    made.close()


@pytest.fixture
def make_window(qapp):
    made: list[TeamWindow] = []

    def make(*, scale=1.0, dark=False, rules=None, **wanted):
        theme = Theme.make(dark=dark, text_scale=scale, reduced_motion=True)
        made.append(TeamWindow(theme, rules, Wanted(**wanted)))
        return made[-1]

    yield make
    for window in made:
        window.shut()
        window.hide()
        window.deleteLater()


@pytest.fixture
def settle(qtbot):
    def wait(window):
        qtbot.waitUntil(lambda: not window.worker.busy, timeout=20_000)

    return wait


@pytest.fixture
def window(make_window, store, settle):
    window = make_window()
    window.show()
    window.show_store(store)
    settle(window)
    return window


def test_the_kept_calls_are_opened_and_read(make_window, store, settle, qtbot):
    window = make_window()
    window.show()
    window.start()
    qtbot.waitUntil(lambda: window.gate.trouble is not None)
    window.gate.passphrase.setText(PASSPHRASE)
    window.gate.main.click()
    qtbot.waitUntil(lambda: window.report is not None, timeout=20_000)
    settle(window)
    assert window.report.calls == COUNT


def test_it_shows_every_figure_with_what_it_rests_on(window):
    assert window.count.text.startswith(f"{COUNT} calls · 7 agents · 4 weeks")
    names = [panel.accessibleName() for panel in window.board.trends.values()]
    assert names[0] == f"Calls: {COUNT} calls"
    assert all("95 % interval" in name for name in names[1:])
    assert all(" of " in name for name in names if "prompts" in name or "opportunities" in name)
    assert len(window.board.people) == 7
    assert not window.stop_button.isVisible()
    assert not window.problem.isVisible()


def test_another_figure_by_person(window, qtbot):
    qtbot.mouseClick(window.board.chips["eased"], Qt.MouseButton.LeftButton)
    assert window.board.shown == "eased"
    assert all("upset calls" in p.accessibleName() or "too few" in p.accessibleName()
               for p in window.board.people)  # fmt: skip


def test_the_keyboard_goes_through_the_weeks(window):
    panel = window.board.trends["taken"]
    panel.setFocus()
    whole = panel.line
    QTest.keyClick(panel, Qt.Key.Key_Left)
    last = panel.line
    assert last.startswith("2 Nov so far: ") or last.startswith("2 Nov: ")
    assert f"Week of {last}" in panel.accessibleName()
    QTest.keyClick(panel, Qt.Key.Key_Left)
    assert panel.line.startswith("26 Oct: ")
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.line == whole


def test_pointing_at_a_week_tells_it(window):
    panel = window.board.trends["taken"]
    room = panel._room()
    QTest.mouseMove(panel, QPoint(round(room.left()) + 1, round(room.center().y())))
    assert panel.line.startswith("12 Oct: ")
    QTest.mouseMove(panel, QPoint(2, 2))
    assert "opportunities" in panel.line
    assert "Oct" not in panel.line


def test_a_search_narrows_and_an_empty_one_helps(window, settle):
    window.box.setText("length>4m")
    QTest.keyClick(window.box, Qt.Key.Key_Return)
    settle(window)
    assert 0 < window.report.calls < COUNT
    window.box.setText("zanzibar")
    window.read()
    settle(window)
    assert window.pages.currentWidget() is window.empty
    assert window.empty.title.text == "No call is like that"
    assert not window.export_button.isVisible()
    window.empty.all.click()
    settle(window)
    assert window.report.calls == COUNT
    assert window.pages.currentWidget() is window.scroll


def test_a_mistake_in_the_search_is_told_and_the_figures_stay(window, settle):
    window.box.setText("agnet:jay")
    window.read()
    settle(window)
    assert "did you mean" in window.problem.text
    assert window.box.property("wrong")
    assert window.report.calls == COUNT
    window.show_all()
    settle(window)
    assert not window.box.property("wrong")


def test_a_search_for_one_person_is_refused_in_a_line(window, settle):
    window.box.setText("agent:jay")
    window.read()
    settle(window)
    assert "fewer than 3 agents" in window.problem.text


def test_other_weeks(window, settle):
    window.weeks.setCurrentIndex(0)
    assert window.weeks.currentData() == 4
    window.weeks.addItem("2 weeks", 2)
    window.weeks.setCurrentIndex(window.weeks.count() - 1)
    window.read()
    settle(window)
    assert len(window.report.weeks) == 2


def test_first_figures_come_before_the_calls_are_read(
    make_window, store, settle, qtbot, monkeypatch
):
    begun, gate = threading.Event(), threading.Event()
    documents = store.documents

    def slow(ids, form):
        begun.set()
        gate.wait(20)
        return documents(ids, form)

    monkeypatch.setattr(team_view, "_good_moments", lambda *_: [])
    monkeypatch.setattr(store, "documents", slow)
    window = make_window()
    window.show()
    window.show_store(store)
    try:
        qtbot.waitUntil(lambda: window.report is not None and begun.is_set(), timeout=20_000)
        assert window.stop_button.isVisible()
        assert window.reading.text == f"0 of {COUNT} calls read"
        assert window.board.trends["empathy"].line == "".join(
            [f"{window.report.trends[1].total.bottom:.0f} scored calls"]
        )
        assert window.board.trends["taken"].line == "reading …"
        QTest.keyClick(window, Qt.Key.Key_Escape)
    finally:
        gate.set()
    settle(window)
    assert window.report.read == COUNT
    assert not window.stop_button.isVisible()


def test_stopping_shows_what_was_read_and_says_so(make_window, store, settle, monkeypatch):
    monkeypatch.setattr(team_view, "TOLD_EVERY", 10)
    window = make_window()
    window.show()

    def stops(*arguments, progress, **options):
        def tell(done, of, report):
            if done == 20:
                window.stop_reading()
            return progress(done, of, report)

        return team_view.store_report(*arguments, progress=tell, **options)

    monkeypatch.setattr(team_window, "store_report", stops)
    window.show_store(store)
    settle(window)
    assert window.report.read == 20
    assert window.problem.text == f"Only 20 of {COUNT} calls were read; F5 reads all"


def test_the_page_for_a_meeting_is_written(window, settle, tmp_path):
    path = tmp_path / "team.html"
    window.export_to(path)
    settle(window)
    assert "How our calls went" in path.read_text(encoding="utf-8")
    assert window.problem.text == f"Written to {path}"
    window.export_to(tmp_path / "gone" / "team.html")
    settle(window)
    assert "choose another place" in window.problem.text


def test_a_policy_keeps_the_page_in(make_window, store, settle, tmp_path):
    rules = Rules(export_forbidden="the policy of Acme does not allow it")
    window = make_window(rules=rules)
    window.show()
    window.show_store(store)
    settle(window)
    assert not window.export_button.isEnabled()
    assert window.export_button.toolTip() == rules.export_forbidden
    window.export_to(tmp_path / "team.html")
    assert "Acme" in window.problem.text
    assert not (tmp_path / "team.html").exists()


def test_a_good_moment_opens_its_call_there(window, qtbot):
    asked = []
    window.call_asked.connect(lambda call, at_s: asked.append((call, at_s)))
    card = window.board.cards[0]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert asked == [(card.moment.call, 44.0)] * 2
    assert card.moment.lines[1][1] in card.accessibleName()


def test_the_timeline_opens_at_the_moment(store, settle, qtbot):
    program = TeamProgram(UserSettings(), Rules())
    try:
        program.window.show()
        program.window.show_store(store)
        settle(program.window)
        program.window.board.cards[0].opened.emit(program.window.board.cards[0].moment.call, 44.0)
        qtbot.waitUntil(lambda: bool(program.opened.windows), timeout=20_000)
        (timeline,) = program.opened.windows
        assert timeline.isVisible()
    finally:
        program.window.close()
        program.window.deleteLater()
    assert not program.opened.windows
    timeline.deleteLater()


def test_named_people_stand_by_their_names(make_window, store, settle):
    store.consents.give(NameConsent("Ines Duarte", NOW))
    window = make_window()
    window.show()
    window.show_store(store)
    settle(window)
    assert window.board.people[0].heading == "Ines Duarte"
    assert "1 agreed to be named" in window.board.people_section.note.text


def test_two_agents_are_told_why_nobody_stands_alone(make_window, settle):
    store = open_store()
    keep_made(store, made_calls(20, weeks=2, agents=2, until=NOW))
    window = make_window()
    window.show()
    window.show_store(store)
    settle(window)
    assert window.board.people == []
    assert "from 3 agents on" in window.board.people_section.note.text
    assert not any(chip.isVisible() for chip in window.board.chips.values())
    assert "press G" in window.board.moment_section.note.text or window.board.cards


def test_no_calls_yet_helps(make_window, settle):
    window = make_window()
    window.show()
    window.show_store(open_store())
    settle(window)
    assert window.pages.currentWidget() is window.empty
    assert "round button" in window.empty.text.text


def test_call_files(make_window, settle, tmp_path):
    for number, made in enumerate(made_calls(12, until=NOW)):
        day = (NOW - timedelta(days=number)).date()
        write_call({**made.document, "timing": {}}, tmp_path / f"{day}-{number}.call.json")
    window = make_window(files=[tmp_path])
    window.show()
    window.start()
    settle(window)
    assert window.report.calls == 12
    assert not window.box.isVisible()
    assert window.export_button.isEnabled()


def test_eu_mode_shows_nothing_of_a_voice(make_window, store, settle):
    window = make_window(rules=Rules(eu_mode=True, measures=team_view.Measures(False, False)))
    window.show()
    window.show_store(store)
    settle(window)
    names = " ".join(
        child.accessibleName() for child in window.board.findChildren(team_window.QWidget)
    )
    assert "Letting them finish" in names
    for word in ("pace", "tone", "Slow down", "loud"):
        assert word not in names
    assert window.mode.isVisibleTo(window)
    assert window.mode.text.startswith("EU mode: figures of pace and tone are missing")


def test_a_policy_without_the_eu_mode_is_named_too(make_window, store, settle):
    window = make_window(rules=Rules(measures=team_view.Measures(agent_voice=False)))
    window.show()
    window.show_store(store)
    settle(window)
    assert "a policy does not allow" in window.mode.text
    plain = make_window()
    plain.show()
    plain.show_store(store)
    settle(plain)
    assert not plain.mode.isVisibleTo(plain)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_cut_off(make_window, store, settle, qapp, scale, dark):
    window = make_window(scale=scale, dark=dark)
    window.resize(1280, 900)
    window.show()
    window.show_store(store)
    settle(window)
    qapp.processEvents()
    assert window.board.width() <= window.scroll.viewport().width()
    for panel in (*window.board.trends.values(), *window.board.people):
        small = QFontMetricsF(window.theme.font("caption"))
        for week in (None, *range(len(panel._chart.dots))):
            panel.choose(week)
            assert small.horizontalAdvance(panel.line) <= panel.width(), panel.line
    for chip in window.board.chips.values():
        assert chip.width() >= chip.minimumWidth()


def test_another_theme_keeps_the_figures(window):
    window.set_theme(Theme.make(dark=True, reduced_motion=True))
    assert window.board.report.calls == COUNT
    assert len(window.board.cards) == len(window.report.moments)
