"""Everything the team window shows of a report, from the trends down to the good moments."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from callassist.gui.core_texts import core
from callassist.gui.flow import FlowLayout
from callassist.gui.i18n import number, translate
from callassist.gui.style import Button
from callassist.gui.team.moments import MomentCard
from callassist.gui.team.rows import (
    FIGURE_EM,
    NARROW_EM,
    RANGE_EM,
    BehaviorView,
    HeadRow,
    PromptView,
    bar_colors,
)
from callassist.gui.team.tiles import TileLayout
from callassist.gui.team.trend import LEAST_EM, PAD_EM, TrendPanel
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.review.team.chart import axis_top
from callassist.review.team.figures import ENOUGH, in_words
from callassist.review.team.measures import BY_ID, MEASURES, PERSONAL, MeasureId
from callassist.review.team.report import PromptRow, TeamReport

PROMPTS_SHOWN = 6
FROM_HEADS = ("calls", "empathy", "eased")
"""Measures that are known before any call is read whole."""
FOLLOWED = BY_ID["followed"]


class Legend(QWidget):
    """What the colors of the bars mean."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Name them."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(0.4))
        names = (self.tr("taken"), self.tr("put right late"), self.tr("missed"))
        for name, color in zip(names, bar_colors(theme), strict=True):
            swatch = QWidget(self)
            swatch.setFixedSize(theme.px(0.8), theme.px(0.8))
            swatch.setStyleSheet(f"background: {color.name()}")
            text = TextBlock(self)
            text.set_look(theme.font("caption"), theme.color("muted"))
            text.set_text(name)
            text.setFixedWidth(text.sizeHint().width() + theme.px(0.8))
            row.addWidget(swatch)
            row.addWidget(text)
        row.addStretch(1)


class Section(QWidget):
    """A heading, a line below it, and what comes then."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make an empty section."""
        super().__init__(parent)
        self.title, self.note = TextBlock(self), TextBlock(self)
        self.title.set_text(title)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.title)
        self.column.addWidget(self.note)
        self.note.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        font = theme.font("body")
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setWeight(QFont.Weight.DemiBold)
        self.title.set_look(font, theme.color("text"))
        self.note.set_look(theme.font("caption"), theme.color("muted"))
        self.column.setSpacing(theme.px(0.5))
        self.column.setContentsMargins(theme.px(PAD_EM), 0, theme.px(PAD_EM), 0)

    def set_note(self, text: str) -> None:
        """Say a line below the heading."""
        self.note.set_text(text)
        self.note.setVisible(bool(text))


class Board(QWidget):
    """A report as trends, behaviors, prompts, people and good moments.

    Signals:
        opened: A call's id and a second to show.
    """

    opened = Signal(str, float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it; :meth:`show_report` fills it."""
        super().__init__(parent)
        self.theme = theme
        self.report: TeamReport | None = None
        self._reading = False
        self.shown: MeasureId = PERSONAL[0]
        self.trends = {measure.id: TrendPanel(measure.title, self) for measure in MEASURES}
        self.people: list[TrendPanel] = []
        self.cards: list[MomentCard] = []
        self.chips: dict[str, Button] = {}
        self.trend_section = Section(self.tr("Week by week"), self)
        self.behavior_section = Section(self.tr("Opportunities, taken and missed"), self)
        self.prompt_section = Section(self.tr("Prompts"), self)
        self.people_section = Section(self.tr("By person"), self)
        self.moment_section = Section(self.tr("Good moments"), self)
        self.sections = (
            self.trend_section, self.behavior_section, self.prompt_section,
            self.people_section, self.moment_section,
        )  # fmt: skip
        self._tiles, self._people, self._shelf = TileLayout(), TileLayout(), TileLayout()
        for panel in self.trends.values():
            self._tiles.addWidget(panel)
        self._rows = QVBoxLayout()
        self._prompts = QVBoxLayout()
        self._chips = FlowLayout()
        self._group = QButtonGroup(self)
        self._add_chips()
        self.trend_section.column.addLayout(self._tiles)
        self.behavior_section.column.addLayout(self._rows)
        self.prompt_section.column.addLayout(self._prompts)
        self.people_section.column.addLayout(self._chips)
        self.people_section.column.addLayout(self._people)
        self.moment_section.column.addLayout(self._shelf)
        self.foot = TextBlock(self)
        self._column = QVBoxLayout(self)
        for section in self.sections:
            self._column.addWidget(section)
        foot = QHBoxLayout()
        foot.addWidget(self.foot)
        self._foot = foot
        self._column.addLayout(foot)
        self._column.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.theme = theme
        px = theme.px
        for section in self.sections:
            section.set_theme(theme)
        for panel in (*self.trends.values(), *self.chips.values()):
            panel.set_theme(theme)
        for tiles in (self._tiles, self._people):
            tiles.set_sizes(px(LEAST_EM), px(1.2), px(0.9), px(PAD_EM))
        self._shelf.set_sizes(px(20), px(1.6), px(1.2))
        bold = QFont(theme.body_font)
        bold.setWeight(QFont.Weight.DemiBold)
        for chip in self.chips.values():  # the chosen one is bold and must not be cut
            width = QFontMetricsF(bold).horizontalAdvance(chip.text())
            chip.setMinimumWidth(round(width) + 2 * px(0.75) + 4)
        self._chips.set_gap(px(0.5))
        self._rows.setSpacing(0)
        self._prompts.setSpacing(0)
        self._column.setContentsMargins(0, px(0.4), px(1.0), px(1.0))
        self._column.setSpacing(px(2.0))
        self._foot.setContentsMargins(px(PAD_EM), 0, px(PAD_EM), 0)
        self.foot.set_look(theme.font("caption"), theme.color("muted"))
        if self.report is not None:
            self.cards = []  # to be made anew
            self.show_report(self.report, reading=self._reading)

    def show_report(self, report: TeamReport, *, reading: bool = False) -> None:
        """Show a report; ``reading``: more of its calls are still being read."""
        self.report, self._reading = report, reading
        unread = reading and report.read == 0
        for trend in report.trends:
            panel = self.trends[trend.measure.id]
            late = unread and trend.measure.id not in FROM_HEADS
            panel.show_trend(trend, axis_top(trend.measure, [trend]), reading=late)
        self._show_behaviors(report, unread=unread)
        self._show_prompts(report, unread=unread)
        self._show_people()
        self._show_moments(report)
        self.foot.set_text(_foot(report))

    def choose_measure(self, measure: MeasureId) -> None:
        """Show another figure by person."""
        self.shown = measure
        self.chips[measure].setChecked(True)
        self._show_people()

    def _add_chips(self) -> None:
        for measure_id in PERSONAL:
            chip = Button(core(BY_ID[measure_id].title), self, kind="chip")
            chip.setToolTip(core(BY_ID[measure_id].explained))
            chip.setChecked(measure_id == self.shown)
            chip.clicked.connect(partial(self.choose_measure, measure_id))
            self._group.addButton(chip)
            self._chips.addWidget(chip)
            self.chips[measure_id] = chip

    def _show_behaviors(self, report: TeamReport, *, unread: bool) -> None:
        _clear(self._rows)
        theme = self.theme
        nothing = (
            self.tr("reading …")
            if unread
            else self.tr("No opportunity was noticed in these calls.")
        )
        self.behavior_section.set_note("" if report.behaviors else nothing)
        if not report.behaviors:
            return
        self._rows.addWidget(Legend(theme, self))
        names = (self.tr("95 % interval"), self.tr("taken"))
        self._rows.addWidget(HeadRow(theme, names, (RANGE_EM, FIGURE_EM), self))
        most = max(row.given + row.late + row.missed for row in report.behaviors)
        for row in report.behaviors:
            self._rows.addWidget(BehaviorView(theme, row, most, self))

    def _show_prompts(self, report: TeamReport, *, unread: bool) -> None:
        _clear(self._prompts)
        if unread:
            self.prompt_section.set_note(self.tr("reading …"))
            return
        rare = ", ".join(f"{row.title} ({row.shown})" for row in report.rare)
        few = (
            self.tr("Shown fewer than {count} times, too few to tell: {rare}.").format(
                count=ENOUGH, rare=rare
            )
            if rare
            else ""
        )
        if not report.useful:
            self.prompt_section.set_note(few or self.tr("No prompt was shown in these calls."))
            return
        order = self.tr("In the order of what is sure: the lower end of the 95 % interval.")
        self.prompt_section.set_note(f"{order} {few}")
        lists = QWidget(self)
        tiles = TileLayout()
        tiles.set_sizes(self.theme.px(33), self.theme.px(2.5), self.theme.px(1.2))
        lists.setLayout(tiles)
        tiles.addWidget(
            self._prompt_list(
                self.tr("Followed most"),
                (self.tr("calmer after"), self.tr("followed")),
                report.useful,
                True,
            )
        )
        tiles.addWidget(
            self._prompt_list(
                self.tr("Ignored most"),
                (self.tr("followed"), self.tr("ignored")),
                report.unheeded,
                False,
            )
        )
        self._prompts.addWidget(lists)

    def _prompt_list(
        self, title: str, names: tuple[str, str], rows: Sequence[PromptRow], useful: bool
    ) -> QWidget:
        theme = self.theme
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        heading = TextBlock(box)
        strong = theme.font("body")
        strong.setWeight(QFont.Weight.DemiBold)
        heading.set_look(strong, theme.color("text"))
        heading.set_text(title)
        column.addWidget(heading)
        column.addWidget(HeadRow(theme, names, (NARROW_EM, NARROW_EM), box))
        for row in rows[:PROMPTS_SHOWN]:
            figures = (row.followed, row.eased) if useful else (row.ignored, row.followed)
            words = f"{row.title}: " + "; ".join(
                f"{name}: {core(in_words(FOLLOWED, figure))}"
                for name, figure in zip(reversed(names), figures, strict=True)
            )
            column.addWidget(PromptView(theme, row, figures, words, box))
        column.addStretch(1)
        return box

    def _show_people(self) -> None:
        _clear(self._people)
        self.people = []
        report = self.report
        if report is None:
            return
        ranked = " " + self.tr("Nobody is ranked.") if report.people else ""
        self.people_section.set_note(f"{core(report.people_note)}{ranked}".strip())
        for chip in self.chips.values():
            chip.setVisible(bool(report.people))
        late = self._reading and report.read == 0 and self.shown not in FROM_HEADS
        own = [next(t for t in row.trends if t.measure.id == self.shown) for row in report.people]
        top = axis_top(BY_ID[self.shown], own)
        for row, trend in zip(report.people, own, strict=True):
            panel = TrendPanel(row.label, self)
            panel.set_theme(self.theme)
            panel.show_trend(trend, top, reading=late)
            self._people.addWidget(panel)
            self.people.append(panel)
            panel.show()

    def _show_moments(self, report: TeamReport) -> None:
        if [card.moment for card in self.cards] == list(report.moments) and self.cards:
            return
        _clear(self._shelf)
        self.cards = []
        for moment in report.moments:
            card = MomentCard(moment, self.theme, self)
            card.opened.connect(self.opened)
            self._shelf.addWidget(card)
            self.cards.append(card)
            card.show()
        more = report.moments_in_all - len(report.moments)
        note = (
            self.tr("The latest {count} of {all}.").format(
                count=len(report.moments), all=number(report.moments_in_all)
            )
            if more > 0
            else ""
        )
        if not report.moments:
            note = self.tr(
                "None yet: press G at a good moment in a call’s timeline, and it stands here."
            )
        self.moment_section.set_note(note)


def _foot(report: TeamReport) -> str:
    lines = [
        translate(
            "Board",
            "Bands and ranges are 95 % intervals. Hollow dots: the week is not over. "
            "Short strokes on an axis: too few to tell.",
        )
    ]
    if report.behaviors:
        lines.append(
            translate("Board", "Calmer after: 45 s later; the prompt need not be the reason.")
        )
    return " ".join(lines)


def _clear(layout: QVBoxLayout | TileLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if item.widget() is not None:
            item.widget().hide()
            item.widget().deleteLater()
