"""Before the calls: opening the store, unlocking it, making it, or saying why it will not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from callassist.errors import CallAssistError
from callassist.gui.i18n import capital, translate
from callassist.gui.style import Button, icon
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.gui.window import put_in_the_middle
from callassist.gui.worker import Worker
from callassist.run.keeping.retention import forget_expired
from callassist.settings.policy import Rules
from callassist.store.database import Database
from callassist.store.opening import default_address, wrapped_key
from callassist.store.store import CallStore
from callassist.store.troubles import BusyError, DamagedError, NoStoreError
from callassist.store.unlock import MIN_PASSPHRASE_CHARS, NoKeyError, Unlock, safe_keyring

if TYPE_CHECKING:
    from callassist.run.keeping.recovering import Recovered

Need = Literal["none", "passphrase", "lost key", "busy", "damaged", "problem"]

KEYRING_TEXT = QT_TRANSLATE_NOOP(
    "Gate",
    "Calls are kept sealed on this computer. The key goes into the system's keyring: you sign "
    "in as usual and need no further password. Nobody else who uses this computer can read them.",
)
CHOSEN_TEXT = QT_TRANSLATE_NOOP(
    "Gate",
    "Calls are kept sealed with a passphrase that you choose. Without it nobody can read them "
    "again: write it down in a safe place. Four words that nobody would guess are best.",
)
PASSPHRASE_TEXT = QT_TRANSLATE_NOOP("Gate", "There is no keyring here to hold a key.")
CHOICE_TEXT = QT_TRANSLATE_NOOP(
    "Gate", "Or choose a passphrase, for a computer that others use with your sign-in."
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there are no calls to show.

    Attributes:
        need: What would help.
        line: What the store says.
    """

    need: Need
    line: str


def trouble_of(error: CallAssistError, address: str | None) -> Trouble:
    """Return what an error of opening means for a person."""
    if isinstance(error, NoStoreError):
        return Trouble("none", str(error))
    if isinstance(error, NoKeyError):
        return Trouble(_key_need(address), str(error))
    if isinstance(error, BusyError):
        return Trouble("busy", str(error))
    if isinstance(error, DamagedError):
        return Trouble("damaged", str(error))
    return Trouble("problem", str(error))


def _key_need(address: str | None) -> Need:
    """Return whether a passphrase would open the store."""
    database = Database(address or default_address())
    try:
        row = wrapped_key(database)
    except CallAssistError:
        return "problem"
    finally:
        database.close()
    return "lost key" if row is not None and row.kind == "keyring" else "passphrase"


class Gate(QWidget):
    """Opens the store; while it is not open it shows what is the matter and what to do.

    Signals:
        opened: The open :class:`CallStore`.
        waiting: There is something for a person to do here.
    """

    opened = Signal(object)
    waiting = Signal()

    _TITLES = {  # noqa: RUF012  Qt's metaclass takes no annotations here
        "none": QT_TRANSLATE_NOOP("Gate", "No calls are kept yet"),
        "passphrase": QT_TRANSLATE_NOOP("Gate", "The calls are sealed"),
        "lost key": QT_TRANSLATE_NOOP("Gate", "The key is not here"),
        "busy": QT_TRANSLATE_NOOP("Gate", "Another program is busy with the calls"),
        "damaged": QT_TRANSLATE_NOOP("Gate", "The store of calls is damaged"),
        "problem": QT_TRANSLATE_NOOP("Gate", "The calls cannot be opened"),
    }

    def __init__(
        self,
        worker: Worker,
        address: str | None = None,
        rules: Rules | None = None,
        recover: Callable[[CallStore], Sequence[Recovered]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Prepare to open the store at ``address``.

        Args:
            worker: Opens it; deriving a key takes a moment.
            address: See :meth:`CallStore.open`.
            rules: What holds for kept calls: whether any may be, and how long they stay.
            recover: Finishes calls that were cut off, on the worker's thread.
            parent: The widget it lies on.
        """
        super().__init__(parent)
        self._worker = worker
        self._address = address
        self._rules = rules or Rules()
        self._recover = recover
        self._gave_up = False
        self.recovered: Sequence[Recovered] = ()
        self._forbidden = self._rules.recording_forbidden
        self._theme: Theme | None = None
        self.trouble: Trouble | None = None
        self.picture = QLabel(self)
        self.title = TextBlock(self)
        self.text = TextBlock(self)
        self.passphrase = self._field(self.tr("Passphrase"))
        self.again = self._field(self.tr("The same again"))
        self.problem = TextBlock(self)
        self.main = Button(self.tr("Try again"), self, kind="main")
        self.other = Button(self.tr("Use a passphrase instead"), self, kind="quiet")
        self.main.clicked.connect(self._act)
        self.other.clicked.connect(self._choose_passphrase)
        self.passphrase.returnPressed.connect(self._act)
        self.again.returnPressed.connect(self._act)
        self._wants_passphrase = False
        self._lay_out()

    def start(self) -> None:
        """Open the store if it opens without a person."""
        self._open(Unlock(), create=False)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.title.set_look(theme.font("say"), theme.color("text"))
        self.text.set_look(theme.font("body"), theme.color("muted"))
        self.problem.set_look(theme.font("body"), theme.color("alert"))
        self._column.setSpacing(theme.px(0.7))
        self._inner.setFixedWidth(theme.px(34))
        self._paint_picture()

    def _lay_out(self) -> None:
        self._inner = QWidget(self)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.picture, self.title, self.text, self.passphrase, self.again):
            column.addWidget(widget)
        column.addWidget(self.problem)
        row = QHBoxLayout()
        row.addWidget(self.main)
        row.addWidget(self.other)
        row.addStretch(1)
        column.addLayout(row)
        self._column = column
        put_in_the_middle(self, self._inner)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self, placeholderText=name, echoMode=QLineEdit.EchoMode.Password)
        field.setAccessibleName(name)
        field.hide()
        return field

    def _open(self, unlock: Unlock, *, create: bool) -> None:
        address, rules, recover = self._address, self._rules, self._recover

        def work() -> CallStore | Trouble:
            try:
                store = CallStore.open(address, unlock=unlock, create=create)
            except CallAssistError as error:
                return trouble_of(error, address)
            try:
                forget_expired(store, rules)
                if recover is not None:
                    self.recovered = recover(store)
            except CallAssistError as error:
                store.close()
                return trouble_of(error, address)
            return store

        self.setEnabled(False)
        self._worker.run(work, self._take, self._fail)

    def finish_cut_off(self, store: CallStore) -> Sequence[Recovered]:
        """Finish calls whose program has died since the store was opened; on any thread.

        What could not be finished is left to the next program that opens the store.
        """
        if self._recover is None or self._gave_up:
            return ()
        try:
            found = self._recover(store)
        except CallAssistError:
            self._gave_up = True
            return ()
        self._gave_up = any(one.summary is None for one in found)
        return found

    def _take(self, answer: CallStore | Trouble) -> None:
        self.setEnabled(True)
        if isinstance(answer, Trouble):
            self.show_trouble(answer)
            return
        self.passphrase.clear()
        self.again.clear()
        self.opened.emit(answer)

    def _fail(self, error: CallAssistError) -> None:
        self._take(Trouble("problem", str(error)))

    def show_trouble(self, trouble: Trouble) -> None:
        """Show what is the matter, and what a person can do."""
        retried = self.trouble is not None and self.trouble.need == trouble.need == "passphrase"
        self.trouble = trouble
        need = trouble.need
        self.title.set_text(translate("Gate", self._TITLES[need]))
        self.problem.set_text(capital(trouble.line) if retried else "")
        make = need == "none" and not self._forbidden
        self._wants_passphrase = need == "passphrase" or (make and safe_keyring() is None)
        self.text.set_text(self._explained(trouble))
        self.passphrase.setVisible(self._wants_passphrase)
        self.again.setVisible(make and self._wants_passphrase)
        self.other.setVisible(make and not self._wants_passphrase)
        self.other.setToolTip(translate("Gate", CHOICE_TEXT))
        names = {"none": self.tr("Keep calls here"), "passphrase": self.tr("Unlock")}
        self.main.setText(names.get(need, self.tr("Try again")))
        self.main.setVisible(need != "none" or make)
        self._paint_picture()
        self.waiting.emit()
        (self.passphrase if self._wants_passphrase else self.main).setFocus()

    def _explained(self, trouble: Trouble) -> str:
        match trouble.need:
            case "none" if self._forbidden:
                return f"{self._forbidden[0].upper()}{self._forbidden[1:]}. " + translate(
                    "Gate", _STILL_FINE
                )
            case "none":
                if not self._wants_passphrase:
                    return translate("Gate", KEYRING_TEXT)
                chosen = translate("Gate", CHOSEN_TEXT)
                return f"{translate('Gate', PASSPHRASE_TEXT)} {chosen}"
            case "passphrase":
                return self.tr("Enter the passphrase with which they were sealed.")
            case _:
                return f"{trouble.line[0].upper()}{trouble.line[1:]}."

    def _choose_passphrase(self) -> None:
        self._wants_passphrase = True
        self.text.set_text(translate("Gate", CHOSEN_TEXT))
        self.passphrase.show()
        self.again.show()
        self.other.hide()
        self.passphrase.setFocus()

    def _act(self) -> None:
        need: Need = self.trouble.need if self.trouble else "problem"
        typed = self.passphrase.text()
        if need == "none":
            self._make(typed)
        elif need == "passphrase":
            if typed:
                self._open(Unlock(lambda _: typed, use_keyring=False), create=False)
        else:
            self._open(Unlock(), create=False)

    def _make(self, typed: str) -> None:
        if not self._wants_passphrase:
            self._open(Unlock(), create=True)
        elif len(typed) < MIN_PASSPHRASE_CHARS:
            self.problem.set_text(
                self.tr("Take at least {count} characters.").format(count=MIN_PASSPHRASE_CHARS)
            )
        elif typed != self.again.text():
            self.problem.set_text(self.tr("The two are not the same: type it again."))
            self.again.clear()
            self.again.setFocus()
        else:
            self._open(Unlock(lambda _: typed, use_keyring=False), create=True)

    def _paint_picture(self) -> None:
        if self._theme is None:
            return
        need = self.trouble.need if self.trouble else "none"
        name = {"none": "notes", "passphrase": "lock", "lost key": "lock"}.get(need, "warn")
        token = "warn" if name == "warn" else "nudge"
        side = self._theme.px(2.6)
        self.picture.setPixmap(icon(self._theme, name, token).pixmap(side, side))


_STILL_FINE = QT_TRANSLATE_NOOP(
    "Gate", "You can still listen live, and practice on recordings without keeping them."
)
