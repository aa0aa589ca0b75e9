"""The pack's own file as text: line numbers, colors, and mistakes where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from callassist.gui.studio.look import code_font
from callassist.gui.theme import Theme, blend
from callassist.prompts.lines import key_lines
from callassist.run.studio.bench import Trouble

_PAUSE_MS = 900
"""After so long without a key, the next one is undone by itself."""
_PARTS = re.compile(
    r"(?P<comment>#.*$)|(?P<text>\"(?:[^\"\\]|\\.)*\"|'[^']*')|(?P<table>^\s*\[\[?[^\]]*\]\]?)"
    r"|(?P<key>[\w.-]+(?=\s*=))|(?P<value>\b(?:true|false|-?\d[\d._-]*)\b)"
)


class _Colors(QSyntaxHighlighter):
    """Colors TOML in the theme's own."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor.document())
        self._formats: dict[str, QTextCharFormat] = {}

    def set_theme(self, theme: Theme) -> None:
        tokens = {"comment": "muted", "text": "praise", "table": "nudge", "value": "warn"}
        self._formats = {}
        for name, token in tokens.items():
            format_ = QTextCharFormat()
            format_.setForeground(theme.color(token))
            if name == "table":
                format_.setFontWeight(600)
            self._formats[name] = format_
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for match in _PARTS.finditer(text):
            format_ = self._formats.get(match.lastgroup or "")
            if format_ is not None:
                self.setFormat(match.start(), len(match[0]), format_)


class _Margin(QWidget):
    """The line numbers beside the text."""

    def __init__(self, editor: TomlEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.margin_px(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_margin(self, event)


class TomlEdit(QPlainTextEdit):
    """The text of a pack's own file.

    Signals:
        typed: The user changed the text.
        paused: The user stopped typing for a moment.
        prompt_entered: The cursor went into the table of this prompt.
    """

    typed = Signal(str)
    paused = Signal()
    prompt_entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("The pack file"))
        self.setUndoRedoEnabled(False)  # one undo for form and text: the workbench's
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(
            self.tr(
                "# Your own file: what you change in the form is written here.\n"
                "# Whatever it does not say is as in the packs below."
            )
        )
        self._theme: Theme | None = None
        self._troubles: dict[int, Trouble] = {}
        self._starts: list[tuple[int, str]] = []
        self._entered = ""
        self._known = ""
        self._colors = _Colors(self)
        self._margin = _Margin(self)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.paused)
        self.textChanged.connect(self._on_text)
        self.cursorPositionChanged.connect(self._on_cursor)
        self.updateRequest.connect(self._on_update)
        self.blockCountChanged.connect(lambda _: self._fit_margin())

    # --- Text -------------------------------------------------------------------------

    def show_text(self, text: str) -> None:
        """Show a text; only what differs is replaced, so that place and cursor stay."""
        now, self._known = self.toPlainText(), text
        if now != text:
            start = 0
            while start < min(len(now), len(text)) and now[start] == text[start]:
                start += 1
            end = 0
            most = min(len(now), len(text)) - start
            while end < most and now[-1 - end] == text[-1 - end]:
                end += 1
            with QSignalBlocker(self):
                cursor = QTextCursor(self.document())
                cursor.setPosition(start)
                cursor.setPosition(len(now) - end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(text[start : len(text) - end])
            self._fit_margin()
            self.viewport().update()
        self._find_prompts(text)

    def show_troubles(self, troubles: Sequence[Trouble]) -> None:
        """Mark the lines that something is wrong with."""
        self._troubles = {}
        for trouble in troubles:
            self._troubles.setdefault(trouble.line or 1, trouble)
        self._mark_lines()
        self._margin.update()

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the beginning of a line, counted from 1."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        with QSignalBlocker(self):
            self.setTextCursor(QTextCursor(block))
        self.centerCursor()
        self._mark_lines()

    def show_prompt(self, prompt_id: str) -> None:
        """Bring a prompt's table into view, if the file has one."""
        if self.hasFocus() or prompt_id == self._entered:
            self._entered = prompt_id
            return
        self._entered = prompt_id
        line = next((at for at, name in self._starts if name == prompt_id), None)
        if line is not None:
            self.go_to_line(line)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.setFont(code_font(theme))
        self._colors.set_theme(theme)
        self._fit_margin()
        self._mark_lines()

    # --- Inside -----------------------------------------------------------------------

    def _find_prompts(self, text: str) -> None:
        lines = key_lines(text)
        names = re.compile(r"^\s*id\s*=\s*[\"']([^\"']*)")
        starts: list[tuple[int, str]] = []
        rows = text.split("\n")
        for path, line in lines.items():
            if path[:1] == ("budget",) and len(path) == 1:
                starts.append((line, ""))
            elif len(path) == 3 and path[0] == "prompt" and path[2] == "id":
                found = names.match(rows[line - 1]) if line <= len(rows) else None
                starts.append((lines.get(path[:2], line), found[1] if found else ""))
        self._starts = sorted(starts)

    def _on_text(self) -> None:
        text = self.toPlainText()
        if text != self._known:  # colors alone are told as a change of the text, too
            self._known = text
            self._pause.start()
            self._find_prompts(text)
            self.typed.emit(text)

    def _on_cursor(self) -> None:
        self._mark_lines()
        line = self.textCursor().blockNumber() + 1
        here = next((name for at, name in reversed(self._starts) if at <= line), None)
        if here is not None and here != self._entered:
            self._entered = here
            self.prompt_entered.emit(here)

    def _mark_lines(self) -> None:
        if self._theme is None:
            return
        marks: list[QTextEdit.ExtraSelection] = []
        palette = self._theme.palette
        lines: dict[int, QColor] = {}
        if not self.document().isEmpty():  # a marked line would cover what is said there instead
            here = self.textCursor().blockNumber() + 1
            lines[here] = blend(palette.raised, palette.background, 0.7)
        for line, trouble in self._troubles.items():
            token = palette.warn if trouble.locked else palette.alert
            lines[line] = blend(token, palette.background, 0.2)
        for line, color in lines.items():
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(color)
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
            marks.append(mark)
        self.setExtraSelections(marks)

    def margin_px(self) -> int:
        """Return the width of the line numbers."""
        digits = max(2, len(str(self.blockCount())))
        return int(QFontMetricsF(self.font()).horizontalAdvance("0") * (digits + 1.6))

    def paint_margin(self, margin: QWidget, event: QPaintEvent) -> None:
        """Paint the line numbers; a line with a mistake has a mark."""
        if self._theme is None:
            return
        painter = QPainter(margin)
        painter.setFont(self.font())
        painter.fillRect(event.rect(), self._theme.color("background"))
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            trouble = self._troubles.get(block.blockNumber() + 1)
            color = QColor(self._theme.color("muted"))
            if trouble is not None:
                color = self._theme.color("warn" if trouble.locked else "alert")
                painter.fillRect(QRect(0, int(top), self._theme.px(0.25), int(height)), color)
            painter.setPen(color)
            room = QRect(0, int(top), margin.width() - self._theme.px(0.4), int(height))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            top += height
            block = block.next()
        painter.end()

    def _on_update(self, rect: QRect, down_px: int) -> None:
        if down_px:
            self._margin.scroll(0, down_px)
        else:
            self._margin.update(0, rect.y(), self._margin.width(), rect.height())

    def _fit_margin(self) -> None:
        self.setViewportMargins(self.margin_px(), 0, 0, 0)
        self._place_margin()

    def _place_margin(self) -> None:
        inner = self.contentsRect()
        self._margin.setGeometry(inner.left(), inner.top(), self.margin_px(), inner.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line numbers beside the text."""
        super().resizeEvent(event)
        self._place_margin()
