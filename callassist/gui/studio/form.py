"""The editor of one prompt as form fields, and that of the budget."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.core_texts import core
from callassist.gui.i18n import translate
from callassist.gui.studio.conditions import ConditionsEditor
from callassist.gui.studio.controls import (
    Choice,
    NumberField,
    ResetButton,
    TextField,
    Tick,
    label_px,
)
from callassist.gui.studio.phrases import PhrasesEditor
from callassist.gui.studio.words import WordsEditor
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.prompts.schema import Budget, Pack, PromptRule
from callassist.prompts.text import MAX_SAY_WORDS
from callassist.run.studio.bench import Workbench
from callassist.run.studio.form import (
    BUDGET_NUMBERS,
    CONDITIONS,
    PROMPT_NUMBERS,
    SEVERITIES,
    as_value,
    condition_fields,
    kinds,
)
from callassist.run.studio.pack_text import Place

BUDGET = ""
"""The budget among the prompts' ids."""
_SLIDE_MS = 25
"""A slider that moves is taken this often; what came between is passed over."""


class Form(QScrollArea):
    """The fields of a prompt, or of the budget.

    Signals:
        edited: The user wants a key to have a value: its place and the value.
        reset_asked: A key is to go back to what the packs below say.
        released: The user is done with moving a slider.
        remove_asked: The prompt of the pack's own is to go.
        finding_asked: A finding from phrases is to be made for the prompt.
    """

    edited = Signal(object, object)
    reset_asked = Signal(object)
    released = Signal()
    remove_asked = Signal(str)
    finding_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.prompt_id = BUDGET
        self._theme: Theme | None = None
        self._pending: dict[Place, object] = {}
        self._pace = QTimer(self, interval=_SLIDE_MS, singleShot=True)
        self._pace.timeout.connect(self.settle)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget(self)
        self.title = TextBlock(self._inner)
        self.about = TextBlock(self._inner)
        self.enabled = Tick(self.tr("In use"), self._inner)
        self.remove = Button(self.tr("Delete"), self._inner, kind="quiet", icon="dismiss")
        self.pages = QStackedWidget(self._inner)
        self.budget_numbers = {n.key: NumberField(n) for n in BUDGET_NUMBERS}
        self._build_prompt()
        self._build_budget()
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.enabled)
        head.addWidget(self.remove)
        self._column = QVBoxLayout(self._inner)
        self._column.addLayout(head)
        self._column.addWidget(self.about)
        self._column.addWidget(self.pages)
        self._column.addStretch(1)
        self.setWidget(self._inner)
        self.enabled.clicked.connect(lambda on: self._edit("enabled", on))
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self.prompt_id))

    # --- Building ---------------------------------------------------------------------

    def _build_prompt(self) -> None:
        page = QWidget(self._inner)
        self.say = TextField(
            self.tr("Say"),
            self.tr("What is said, at most {count} words").format(count=MAX_SAY_WORDS),
            page,
        )
        self.say_plain = TextField(
            self.tr("Or plainly"), self.tr("Said when nothing fills the placeholder"), page
        )
        self.why = TextField(
            self.tr("Why"), self.tr("The line below; {evidence} becomes what shows it"), page
        )
        self.severity = Choice(page)
        for value, name in SEVERITIES.items():
            self.severity.addItem(core(name), value)
        self.severity.setAccessibleName(self.tr("Severity"))
        self.severity.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.severity_label = QLabel(self.tr("Severity"), page)
        self.severity_label.setBuddy(self.severity)
        self.severity_reset = ResetButton(self.tr("Severity"), page)
        self.conditions = {c.key: ConditionsEditor(c, page) for c in CONDITIONS}
        self.numbers = {n.key: NumberField(n, page) for n in PROMPT_NUMBERS}
        self.phrases = PhrasesEditor(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.severity_label)
        line.addWidget(self.severity, 1)
        line.addWidget(self.severity_reset)
        for part in (self.say, self.say_plain, self.why):
            column.addWidget(part)
        column.addLayout(line)
        column.addWidget(self.conditions["when"])
        column.addWidget(self.phrases)
        for number in self.numbers.values():
            column.addWidget(number)
        for key in ("unless", "only_after", "clears"):
            column.addWidget(self.conditions[key])
        self._page_columns = [column]
        self._severity_line = line
        self.pages.addWidget(page)
        for key, field in (("say", self.say), ("say_plain", self.say_plain), ("why", self.why)):
            field.changed.connect(partial(self._edit_text, key))
            field.reset_asked.connect(partial(self._reset, key))
        self.severity.activated.connect(
            lambda _: self._edit("severity", self.severity.currentData())
        )
        self.severity_reset.clicked.connect(partial(self._reset, "severity"))
        for key, number in self.numbers.items():
            self._connect_number(key, number)
        for key, editor in self.conditions.items():
            editor.changed.connect(partial(self._edit_conditions, key))
            editor.released.connect(self._released)
            editor.reset_asked.connect(partial(self._reset, key))
        self.phrases.changed.connect(self._edit_later)
        self.phrases.new_asked.connect(lambda: self.finding_asked.emit(self.prompt_id))

    def _build_budget(self) -> None:
        page = QWidget(self._inner)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        for key, number in self.budget_numbers.items():
            number.setParent(page)
            column.addWidget(number)
            self._connect_number(key, number)
        self.words = WordsEditor(page)
        self.words.changed.connect(self._edit_later)
        column.addWidget(self.words)
        column.addStretch(1)
        self._page_columns.append(column)
        self.pages.addWidget(page)

    def _connect_number(self, key: str, number: NumberField) -> None:
        number.changed.connect(partial(self._edit_number, key))
        number.released.connect(self._released)
        number.reset_asked.connect(partial(self._reset, key))

    # --- Showing ----------------------------------------------------------------------

    def show_prompt(self, prompt_id: str, bench: Workbench) -> None:
        """Show a prompt of a pack, or its budget."""
        self.settle()
        self.prompt_id = prompt_id
        rule = bench.pack.rule(prompt_id) if prompt_id else None
        self.pages.setCurrentIndex(1 if rule is None else 0)
        # The page that is not seen must not make the form as tall as it is.
        for at in range(self.pages.count()):
            policy = self.pages.widget(at).sizePolicy()
            kind = (
                policy.Policy.Preferred
                if at == self.pages.currentIndex()
                else (policy.Policy.Ignored)
            )
            self.pages.widget(at).setSizePolicy(kind, kind)
        self.enabled.setVisible(rule is not None)
        self.remove.setVisible(rule is not None and bench.is_own_prompt(prompt_id))
        if rule is None:
            self.title.set_text(self.tr("Budget"))
            self.about.set_text(self.tr("How much may be said in all, whatever the prompts want"))
            self._show_budget(bench.pack.budget, bench)
            self.words.show_words(bench)
        else:
            self._show_rule(rule, bench)

    def show_troubles(self, bench: Workbench) -> None:
        """Show what is wrong with the prompt's texts beside them."""
        mine = f"[[prompt]] '{self.prompt_id}'"
        told = [t.text for t in bench.troubles if mine in t.text and not t.locked]
        for key, field in (("say", self.say), ("say_plain", self.say_plain), ("why", self.why)):
            problem = next((text for text in told if f"'{key}'" in text), "")
            field.set_problem(problem.partition(": ")[2] if problem else "")

    def _show_budget(self, budget: Budget, bench: Workbench) -> None:
        for key, number in self.budget_numbers.items():
            place = ("budget", key)
            number.set_value(getattr(budget, key), own=bench.own(place), locked=_lock(bench, place))

    def _show_rule(self, rule: PromptRule, bench: Workbench) -> None:
        def state(key: str) -> dict[str, object]:
            place = ("prompt", rule.id, key)
            return {"own": bench.own(place), "locked": _lock(bench, place)}

        self.title.set_text(rule.say)
        whose = (
            self.tr("your own")
            if bench.is_own_prompt(rule.id)
            else self.tr("from the packs below your file")
        )
        self.about.set_text(f"{rule.id} · {whose}")
        self.enabled.setChecked(rule.enabled)
        self.enabled.setEnabled(not state("enabled")["locked"])
        self.say.set_value(rule.say, **state("say"))
        self.say_plain.set_value(rule.say_plain or "", **state("say_plain"))
        self.say_plain.setVisible("{" in rule.say or rule.say_plain is not None)
        self.why.set_value(rule.why, **state("why"))
        self.severity.setCurrentIndex(self.severity.findData(rule.severity))
        severity = state("severity")
        self.severity.setEnabled(not severity["locked"])
        self.severity_reset.setVisible(bool(severity["own"]) and not severity["locked"])
        offered = kinds(bench.pack)
        used = {one.finding for key in self.conditions for one in getattr(rule, key)}
        for key, editor in self.conditions.items():
            editor.avoided = used  # what fires a prompt cannot clear it as well
            editor.show_tables(condition_fields(getattr(rule, key)), offered, **state(key))
        for key, number in self.numbers.items():
            number.set_value(getattr(rule, key), **state(key))
        self.phrases.show_findings(self._own_findings(rule, bench.pack), bench)

    def _own_findings(self, rule: PromptRule, pack: Pack) -> list[str]:
        wanted = {condition.finding for condition in rule.when}
        return [own.id for own in pack.findings if own.id in wanted]

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        font = theme.font("say")
        font.setPointSizeF(theme.body_font.pointSizeF() * 1.35)
        self.title.set_look(font, theme.color("text"))
        self.about.set_look(theme.font("caption"), theme.color("muted"))
        parts = (self.say, self.say_plain, self.why, self.severity_reset, self.remove)
        for part in (*parts, *self.conditions.values(), *self.numbers.values(), self.phrases):
            part.set_theme(theme)
        for part in (*self.budget_numbers.values(), self.words):
            part.set_theme(theme)
        fields = (self.say, self.say_plain, self.why, *self.numbers.values())
        names = [self.severity_label.text(), *(field.label.text() for field in fields)]
        self.severity_label.setFixedWidth(label_px(theme, names))
        for field in fields:
            field.set_label_px(self.severity_label.width())
        budget = self.budget_numbers.values()
        wide_px = label_px(theme, [number.label.text() for number in budget])
        for number in budget:
            number.set_label_px(wide_px)
        self._severity_line.setSpacing(theme.px(0.4))
        for column in self._page_columns:
            column.setSpacing(theme.px(0.55))
        self._column.setSpacing(theme.px(0.5))
        self._column.setContentsMargins(theme.px(0.9), 0, theme.px(0.9), theme.px(0.6))

    # --- What the user does -----------------------------------------------------------

    def settle(self) -> None:
        """Pass on what was moved and not told yet."""
        self._pace.stop()
        pending, self._pending = self._pending, {}
        for place, value in pending.items():
            self.edited.emit(place, value)

    def _place(self, key: str) -> Place:
        return ("budget", key) if self.prompt_id == BUDGET else ("prompt", self.prompt_id, key)

    def _edit(self, key: str, value: object) -> None:
        self.settle()
        self.edited.emit(self._place(key), value)

    def _edit_text(self, key: str, text: str) -> None:
        self._edit_later(self._place(key), text if text or key == "why" else "")

    def _edit_number(self, key: str, value: float) -> None:
        numbers = self.budget_numbers if self.prompt_id == BUDGET else self.numbers
        whole = numbers[key].number.whole
        self._edit_later(self._place(key), int(value) if whole else round(value, 4))

    def _edit_conditions(self, key: str, tables: object) -> None:
        self._edit_later(self._place(key), as_value(tables))

    def _edit_later(self, place: Place, value: object) -> None:
        self._pending[place] = value
        if not self._pace.isActive():
            self._pace.start()

    def _reset(self, key: str) -> None:
        self.settle()
        self.reset_asked.emit(self._place(key))

    def _released(self) -> None:
        self.settle()
        self.released.emit()


def _lock(bench: Workbench, place: Place) -> str:
    """Return why a key cannot be changed, or nothing."""
    if not bench.is_locked(place):
        return ""
    return translate("Form", "Locked by the policy of {owner}").format(
        owner=bench.locked_by or translate("Form", "your company")
    )
