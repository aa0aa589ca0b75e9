"""The page of marks: precision, recall, agreement, and a prompt that is missing."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from callassist.gui.core_texts import core
from callassist.gui.counts import counts
from callassist.gui.i18n import number, percent
from callassist.gui.studio.controls import Choice
from callassist.gui.studio.whatif import Figure
from callassist.gui.style import Button, Field
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.review.clock import clock
from callassist.run.studio.calls import CallSet
from callassist.run.studio.verdicts import Score, Verdicts

_TIME = re.compile(r"^\s*(?:(\d+):)?(\d+(?:[.,]\d+)?)\s*$")


def seconds(text: str) -> float | None:
    """Return call time as people write it, ``1:33`` or ``93.5``, in seconds."""
    found = _TIME.match(text)
    if found is None:
        return None
    return int(found[1] or 0) * 60 + float(found[2].replace(",", "."))


class MarksPage(QWidget):
    """How the pack does against people's marks.

    Signals:
        missing_asked: A prompt is missing in a call: the call, and the second.
    """

    missing_asked = Signal(str, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.figures = {
            "precision": Figure("precision", self),
            "recall": Figure("recall", self),
        }
        self.sums = TextBlock(self)
        self.agreement = TextBlock(self)
        self.help = TextBlock(self)
        self.help.set_text(
            self.tr(
                "Under What if, choose a prompt of a call and press R for right or W for wrong, "
                "Delete to take it back. Another marker opens the same file under another name."
            )
        )
        self.missing_title = QLabel(self.tr("A prompt is missing"), self)
        self.missing_title.setProperty("role", "head")
        self.call = Choice(self)
        self.call.setAccessibleName(self.tr("In which call"))
        self.call.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.call.setMinimumContentsLength(10)
        self.at = Field(self)
        self.at.setAccessibleName(self.tr("At which time, as 1:33"))
        self.at.setPlaceholderText("1:33")
        self.add = Button(self.tr("Mark as missing"), self)
        self.missing_help = TextBlock(self)
        grid = QGridLayout()
        for at, figure in enumerate(self.figures.values()):
            grid.addWidget(figure, 0, at)
        self._row = QHBoxLayout()
        self._row.addWidget(self.call, 1)
        self._row.addWidget(self.at)
        button = QHBoxLayout()
        button.addWidget(self.add)
        button.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(grid)
        for part in (self.sums, self.agreement, self.help):
            self._column.addWidget(part)
        self._column.addWidget(self.missing_title)
        self._column.addWidget(self.missing_help)
        self._column.addLayout(self._row)
        self._column.addLayout(button)
        self._column.addStretch(1)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.add.clicked.connect(self._ask)
        self.at.returnPressed.connect(self._ask)
        self.at.textChanged.connect(lambda _: self._fit())
        self.set_prompt("", "")

    def set_calls(self, calls: CallSet) -> None:
        """Offer other calls."""
        self.call.clear()
        for name in calls.names:
            self.call.addItem(calls.title(name), name)
        self._fit()

    def set_call(self, name: str, at_s: float) -> None:
        """Choose a call and a second."""
        self.call.setCurrentIndex(max(0, self.call.findData(name)))
        self.at.setText(clock(at_s))

    def set_prompt(self, prompt_id: str, says: str) -> None:
        """Which prompt could be missing."""
        self._prompt_id = prompt_id
        self.missing_help.set_text(
            self.tr("“{says}” should have been shown in").format(says=says)
            if prompt_id
            else self.tr("Choose a prompt on the left.")
        )
        self._fit()

    def show_score(self, score: Score, verdicts: Verdicts) -> None:
        """Show how the pack does."""
        for name in ("precision", "recall"):
            before, after = getattr(score.before, name), getattr(score.after, name)
            shown = ["–" if share is None else percent(share) for share in (before, after)]
            self.figures[name].show_values(*shown)
        hits = score.after
        count = len(verdicts)
        self.sums.set_text(
            self.tr(
                "{marks} in {name}. With this pack {right} right, "
                "{wrong} wrong, {missed} missing, {unmarked} that nobody marked"
            ).format(
                marks=counts.marks(count),
                name=verdicts.path.name,
                right=hits.right,
                wrong=hits.wrong,
                missed=hits.missed,
                unmarked=hits.unmarked,
            )
            if count
            else self.tr("No marks yet.")
        )
        lines = [
            self.tr("{one} and {other}: ").format(
                one=_name(one.markers[0]), other=_name(one.markers[1])
            )
            + (
                self.tr("kappa {kappa}, the same on {agreed} of {n} places").format(
                    kappa=number(one.kappa, 2), agreed=one.agreed, n=one.n
                )
                if one.kappa is not None
                else self.tr("no kappa, {problem}").format(problem=core(one.problem))
            )
            for one in score.agreements
        ]
        self.agreement.set_text(". ".join(lines))
        self.agreement.setVisible(bool(lines))

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.add.set_theme(theme)
        body, muted = theme.font("body"), theme.color("muted")
        self.sums.set_look(body, theme.color("text"))
        self.agreement.set_look(body, theme.color("text"))
        self.help.set_look(theme.font("caption"), muted)
        self.missing_help.set_look(body, muted)
        self.at.setFixedWidth(theme.px(5))
        gap = theme.px(0.6)
        self._row.setSpacing(gap)
        self._column.setSpacing(gap)
        self._column.setContentsMargins(gap, theme.px(0.8), 0, 0)

    def _fit(self) -> None:
        known = seconds(self.at.text()) is not None
        self.add.setEnabled(bool(self._prompt_id) and self.call.count() > 0 and known)

    def _ask(self) -> None:
        at_s = seconds(self.at.text())
        if at_s is not None and self.add.isEnabled():
            self.missing_asked.emit(self.call.currentData(), at_s)


def _name(marker: str) -> str:
    return marker or "somebody"
