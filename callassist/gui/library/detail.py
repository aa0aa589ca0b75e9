"""The pane beside the table: the selected call in short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSpacerItem, QVBoxLayout, QWidget

from callassist.gui.core_texts import core
from callassist.gui.counts import counts
from callassist.gui.i18n import date_text, number, percent, translate
from callassist.gui.library.cells import paint_curve
from callassist.gui.library.model import state_lines, when
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.review.clock import clock
from callassist.review.timeline import Timeline
from callassist.store.summary import CallSummary

PARTS_SHOWN = 3


class CurveView(QWidget):
    """The course of frustration, larger."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._curve: tuple[float, ...] = ()

    def show_curve(self, curve: tuple[float, ...]) -> None:
        """Show a course."""
        self._curve = curve
        peak = max(curve, default=0.0)
        self.setAccessibleName(
            self.tr("The customer's frustration, at most {peak}").format(peak=percent(peak))
        )
        self.setToolTip(self.accessibleName())
        self.setVisible(bool(curve))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.setFixedHeight(theme.px(3.6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the course over its baseline."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(0, 4, -self._theme.px(0.3), -1)
        painter.setPen(self._theme.color("track"))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        paint_curve(painter, room, self._curve, self._theme, 2.0)


class DetailPane(QScrollArea):
    """A call's scorecard in short, its first hard moment, and what is to be known.

    Signals:
        open_asked: Open it, at this second (negative: from the beginning).
        practice_asked: Practice it.
    """

    open_asked = Signal(float)
    practice_asked = Signal()

    def __init__(self, keep_days: int | None = None, parent: QWidget | None = None) -> None:
        """Make an empty pane; ``keep_days`` is how long calls are kept, ``None`` for ever."""
        super().__init__(parent)
        self._keep_days = keep_days
        self._theme: Theme | None = None
        self._hard_s = -1.0
        self._gaps: list[QSpacerItem] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(self)
        self.title = TextBlock(inner, max_lines=4)
        self.facts = TextBlock(inner)
        self.curve = CurveView(inner)
        self.score = TextBlock(inner)
        self.parts = [TextBlock(inner) for _ in range(2 * PARTS_SHOWN)]
        self.hard_title = TextBlock(inner)
        self.hard = TextBlock(inner)
        self.notices = TextBlock(inner)
        self.kept = TextBlock(inner)
        self.open = Button(
            self.tr("Open"), inner, kind="main", tooltip=self.tr("Open in the timeline (Enter)")
        )
        self.practice = Button(
            self.tr("Practice"), inner, icon="practice", tooltip=self.tr("Practice on this call")
        )
        self.listen = Button(
            self.tr("Hear it"), inner, icon="media_play", tooltip=self.tr("Open at this moment")
        )
        self.open.clicked.connect(lambda: self.open_asked.emit(-1.0))
        self.practice.clicked.connect(self.practice_asked)
        self.listen.clicked.connect(lambda: self.open_asked.emit(self._hard_s))
        column = QVBoxLayout(inner)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open)
        buttons.addWidget(self.practice)
        buttons.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addLayout(buttons)
        self._section(column)
        column.addWidget(self.curve)
        column.addWidget(self.score)
        for part in self.parts:
            column.addWidget(part)
        self._section(column)
        column.addWidget(self.hard_title)
        column.addWidget(self.hard)
        hear = QHBoxLayout()
        hear.addWidget(self.listen)
        hear.addStretch(1)
        column.addLayout(hear)
        self._section(column)
        column.addWidget(self.notices)
        column.addWidget(self.kept)
        column.addStretch(1)
        self._column = column
        self.setWidget(inner)
        self.show_many(0)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        body, caption = theme.font("body"), theme.font("caption")
        strong = theme.font("body")
        strong.setWeight(strong.Weight.DemiBold)
        title = theme.font("say")
        title.setPointSizeF(theme.body_font.pointSizeF() * 1.25)
        self.title.set_look(title, theme.color("text"))
        for block in (self.score, self.hard_title):
            block.set_look(strong, theme.color("text"))
        for block in (*self.parts, self.hard):
            block.set_look(body, theme.color("text"))
        self.notices.set_look(body, theme.color("warn"))
        for block in (self.facts, self.kept):
            block.set_look(caption, theme.color("muted"))
        self.curve.set_theme(theme)
        for button in (self.open, self.practice, self.listen):
            button.set_theme(theme)
        for spacer in self._gaps:
            spacer.changeSize(0, theme.px(0.5))
        gap = theme.px(1.0)
        self._column.setContentsMargins(gap, theme.px(0.6), gap, gap)
        self._column.setSpacing(theme.px(0.5))

    def _section(self, column: QVBoxLayout) -> None:
        """Begin a new part of the pane, a little apart."""
        gap = QSpacerItem(0, 0)
        column.addItem(gap)
        self._gaps.append(gap)

    def show_many(self, count: int) -> None:
        """Show that none or several are selected."""
        self._clear()
        self.title.set_text(counts.calls_selected(count) if count > 1 else "")
        text = self.tr(
            "Delete, export or set the agent of all of them with a right click or its keys."
        )
        self.facts.set_text(text if count > 1 else self.tr("Select a call to see it in short."))

    def show_call(self, summary: CallSummary) -> None:
        """Show what the list knows of a call; :meth:`show_document` adds the rest."""
        self._clear()
        self.title.set_text(summary.title or self.tr("Untitled call"))
        known = (summary.agent, when(summary.started_at), clock(summary.duration_s))
        self.facts.set_text(" · ".join(filter(None, known)))
        self.curve.show_curve(summary.curve)
        ready = summary.state != "recording"
        for button in (self.open, self.practice):
            button.setVisible(ready)
        lines = "; ".join(state_lines(summary))
        self.notices.set_text(lines[:1].upper() + lines[1:])
        warns = bool(summary.notices) or summary.state != "whole"
        if self._theme is not None:
            color = self._theme.color("warn" if warns else "muted")
            self.notices.set_look(self._theme.font("body" if warns else "caption"), color)
        self.kept.set_text(self._kept_line(summary))

    def show_document(self, document: Mapping[str, Any]) -> None:
        """Show the scorecard in short and the first hard moment."""
        empathy = document.get("scorecard", {}).get("empathy")
        if empathy:
            self.score.set_text(self.tr("Empathy: {says}").format(says=core(empathy["says"])))
            lines = [*_part_lines(empathy["parts"])]
            for block, line in zip(self.parts, lines, strict=False):
                block.set_text(line)
                block.setVisible(True)
        hard = Timeline(document).first_hard_moment()
        self.hard_title.set_text(
            self.tr("First hard moment") if hard else self.tr("No hard moment was found")
        )
        if hard is not None:
            self._hard_s = hard.at_s
            quote = f": {hard.evidence[0]}" if hard.evidence else ""
            self.hard.set_text(f"{clock(hard.at_s)}  {core(hard.title)}{quote}")
            self.listen.show()

    def _clear(self) -> None:
        self._hard_s = -1.0
        self.curve.show_curve(())
        for block in (self.score, self.hard_title, self.hard, self.notices, self.kept):
            block.set_text("")
        for block in self.parts:
            block.set_text("")
            block.hide()
        for button in (self.open, self.practice, self.listen):
            button.hide()

    def _kept_line(self, summary: CallSummary) -> str:
        parts = []
        if summary.sound_bytes:
            parts.append(
                self.tr("Sound {size} MB, sealed").format(size=number(summary.sound_bytes / 1e6, 1))
            )
        if summary.redactions:
            parts.append(counts.secrets_left_out(summary.redactions))
        if self._keep_days is None:
            parts.append(self.tr("kept until you delete it"))
        else:
            until = summary.started_at.astimezone() + timedelta(days=self._keep_days)
            parts.append(
                self.tr("kept until {day}, then deleted for good").format(
                    day=date_text(until.date(), "d MMMM yyyy")
                )
            )
        line = " · ".join(parts)
        return line[:1].upper() + line[1:]


def _part_lines(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what went best and what cost most, a line each."""
    scored = [part for part in parts if part["of_points"] > 0]
    best = sorted(
        (part for part in scored if part["points"] > 0), key=lambda p: p["points"], reverse=True
    )
    worst = sorted(
        (part for part in scored if part["of_points"] - part["points"] >= 1.0),
        key=lambda part: part["of_points"] - part["points"],
        reverse=True,
    )
    lost = {part["id"] for part in worst[:PARTS_SHOWN]}
    good = [part for part in best if part["id"] not in lost][:PARTS_SHOWN]
    lines = [f"+ {core(part['title'])}" for part in good]
    return lines + [f"– {core(part['title'])}: {_counts(part)}" for part in worst[:PARTS_SHOWN]]


def _counts(part: Mapping[str, Any]) -> str:
    if not part["missed"]:
        return translate("Detail", "put right, but late")
    of = part["given"] + part["late"] + part["missed"]
    return (
        translate("Detail", "missed")
        if of == 1
        else translate("Detail", "missed {missed} of {of}").format(missed=part["missed"], of=of)
    )
