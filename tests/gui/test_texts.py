"""Every text that people read in a window goes through Qt's translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

GUI = Path(__file__).parents[2] / "callassist" / "gui"
FILES = sorted(GUI.rglob("*.py"))
NOT_OURS = {"gallery.py"}  # shows made-up prompts to whoever changes the overlay
FIRST_ARGUMENT = set(
    "Button FlatButton IconButton QAction QCheckBox QGroupBox QLabel QPushButton QRadioButton "
    "ResetButton Section Tick addAction addItem addMenu addTab drawText set_note set_problem "
    "set_shown_text set_text setAccessibleDescription setAccessibleName setPlaceholderText "
    "setText setTitle setToolTip setWindowTitle showMessage".split()
)
OF_DIALOGS = set(
    "critical getExistingDirectory getOpenFileName getOpenFileNames getSaveFileName getText "
    "information question warning".split()
)
KEYWORDS = {"placeholderText", "tooltip"}
_ALLOWED = re.compile(r"callassist[:.]? ?|REC|[\w ]*\.(png|html)")
"""A name, the sign that the world over says that something is recorded, and file names."""
_WORD = re.compile(r"[^\W\d_]{2}")


def untranslated(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of every literal that is shown as it stands."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        shown = [word.value for word in node.keywords if word.arg in KEYWORDS]
        if name in FIRST_ARGUMENT:
            shown += node.args[-1:] if name == "drawText" else node.args[:1]
        elif name in OF_DIALOGS:
            shown += node.args
        for argument in shown:
            yield from _literals(argument)


def _literals(node: ast.expr) -> Iterator[tuple[int, str]]:
    """Yield the texts that an expression may be, leaving out what functions return."""
    match node:
        case ast.Constant(value=str() as text):
            if _WORD.search(text) and not _ALLOWED.fullmatch(text) and not text.startswith("<"):
                yield node.lineno, text
        case ast.JoinedStr():
            text = "".join(
                str(part.value) for part in node.values if isinstance(part, ast.Constant)
            )
            if _WORD.search(re.sub(r"<[^>]*>|&\w+;", "", text)) and not _ALLOWED.fullmatch(text):
                yield node.lineno, text
        case ast.IfExp():
            yield from _literals(node.body)
            yield from _literals(node.orelse)
        case ast.BoolOp():
            for value in node.values:
                yield from _literals(value)
        case ast.BinOp():
            yield from _literals(node.left)
            yield from _literals(node.right)
        case ast.Call(func=ast.Attribute(attr="format", value=form)):
            yield from _literals(form)


def calls_of(source: str) -> Iterator[tuple[int, str, list[ast.expr]]]:
    """Yield every call by which a text is marked for translation."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "tr" or (name in ("translate", "QT_TRANSLATE_NOOP") and len(node.args) >= 2):
                yield node.lineno, name, node.args


def test_no_text_is_left_untranslated():
    found = {
        str(path.relative_to(GUI)): texts
        for path in FILES
        if path.name not in NOT_OURS
        and (texts := list(untranslated(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_lupdate_understands_every_text():
    for path in FILES:
        source = path.read_text(encoding="utf-8")
        for number, name, arguments in calls_of(source):
            where = f"{path.relative_to(GUI)}:{number}"
            text = arguments[0] if name == "tr" else arguments[1]
            assert not isinstance(text, ast.JoinedStr), f"{where}: fill holes with .format"
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                written = ast.get_source_segment(source, text)
                assert r"\N{" not in written, f"{where}: lupdate does not know \\N"
                plural = re.search(r"%L?n", text.value)
                assert not plural or name == "tr", f"{where}: plurals are found in self.tr alone"
        for number, line in enumerate(source.splitlines(), 1):
            inside = re.search(r"f\"[^\"]*\{self\.tr\(|f'[^']*\{self\.tr\(", line)
            assert not inside, f"{path.relative_to(GUI)}:{number}: nothing is found in an f-string"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('label.setText("Two words")', ["Two words"]),
        ('label.setText(f"{n} of 3 calls")', [" of 3 calls"]),
        ('label.setText(self.tr("Two words"))', []),
        ('label.setText(names["key"])', []),
        ('button = Button(x or "Open", self, tooltip="Enter")', ["Enter", "Open"]),
        ('QMessageBox.question(self, "Sure?", text)', ["Sure?"]),
        ('label.setText("–")', []),
        ('label.set_text("one" if n == 1 else self.tr("more"))', ["one"]),
        ('label.setText("{n} calls".format(n=3))', ["{n} calls"]),
    ],
)
def test_the_guard_itself(code, found):
    assert sorted(text for _, text in untranslated(code)) == sorted(found)
