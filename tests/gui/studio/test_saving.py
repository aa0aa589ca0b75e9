"""Saving, sharing, and closing with what is not saved."""

from __future__ import annotations

import tomllib

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from callassist.gui.studio.saving import ConflictDialog, SaveDialog
from callassist.gui.studio.show import settle
from tests.gui.studio.using import dialog, press
from tests.run.studio.conftest import OWN


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
