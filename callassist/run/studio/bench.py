"""The workbench: a pack's own file under edit, checked at each change, with undo.

The text is what counts; the form reads the pack made of it and changes keys of it. While
the text has mistakes, the last good pack stays in force for everything else.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from callassist.errors import PromptPackError
from callassist.prompts.hints import shown
from callassist.prompts.locks import is_locked, without_locked
from callassist.prompts.merge import NAMED_BY, Document
from callassist.prompts.pack import Pack, changeable, laid_over, parse_document
from callassist.prompts.schema import ADDED_IN_2, SCHEMA
from callassist.prompts.writing import PackChangedError, read_for_change, save_pack
from callassist.run.packs.in_force import Layers
from callassist.run.studio.pack_text import (
    Place,
    changed,
    with_entry,
    with_version,
    without_table,
)
from callassist.settings.toml import parse_toml

MAX_UNDO = 500


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about the text that its author must know.

    Attributes:
        line: Where, counted from 1; ``None`` where it has no line.
        text: What is wrong, one line, without the file's name.
        locked: It is no mistake, but a policy's lock: the value is not used.
    """

    line: int | None
    text: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """A state to go back to."""

    text: str
    label: str
    joins: str


class Workbench:
    """A pack's own file, laid over what is below it.

    Attributes:
        path: The file; it need not exist yet.
        base: What the file lies over.
        text: The file's text as it is now.
        pack: The last pack without mistakes.
        troubles: What is wrong with the text, in order of line.
    """

    def __init__(
        self,
        path: Path,
        base: Layers,
        *,
        locked: tuple[str, ...] = (),
        locked_by: str = "",
    ) -> None:
        """Read the file.

        Args:
            path: The file; where there is none, it begins empty.
            base: What it lies over.
            locked: Patterns of keys that a policy locks.
            locked_by: Whose policy it is.

        Raises:
            PromptPackError: It cannot be read.
        """
        self.path = path
        self.base = base
        self.locked = locked
        self.locked_by = locked_by
        self.pack: Pack = base.pack
        self.troubles: tuple[Trouble, ...] = ()
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self.text, self._sha256 = read_for_change(path)
        self._saved = self.text
        self._check()

    # --- What is there ----------------------------------------------------------------

    @property
    def is_good(self) -> bool:
        """Whether the text is a pack without mistakes: :attr:`pack` is of this text."""
        return all(trouble.locked for trouble in self.troubles)

    @property
    def is_toml(self) -> bool:
        """Whether the text can be changed key by key."""
        try:
            parse_toml(self.text)
        except (ValueError, RecursionError):
            return False
        return True

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.text != self._saved

    @property
    def undo_label(self) -> str:
        """What would be undone; nothing where there is nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What would be done again; nothing where there is nothing."""
        return self._redo[-1].label if self._redo else ""

    def own(self, place: Place) -> bool:
        """Return whether the file itself says something about a key."""
        try:
            here: object = parse_toml(self.text)
        except (ValueError, RecursionError):
            return False
        if len(place) == 3:
            assert isinstance(here, dict)
            tables = here.get(place[0], [])
            name = NAMED_BY[place[0]]
            here = next(
                (
                    table
                    for table in (tables if isinstance(tables, list) else [])
                    if isinstance(table, dict) and table.get(name) == place[1]
                ),
                {},
            )
        elif len(place) == 2:
            assert isinstance(here, dict)
            here = here.get(place[0], {})
        return isinstance(here, dict) and place[-1] in here

    def is_own_prompt(self, prompt_id: str) -> bool:
        """Return whether a prompt is the file's own: nothing below has it."""
        return self.base.pack.rule(prompt_id) is None

    def is_locked(self, place: Place) -> bool:
        """Return whether a policy locks a key."""
        tables = ("words",) if place[0] == "words" else place[-2:-1]
        name = ".".join((*tables, place[-1]))
        return bool(self.locked) and is_locked(name, self.locked)

    def line_of_prompt(self, prompt_id: str) -> int | None:
        """Return the line on which the file's table of a prompt begins."""
        quoted = re.escape(prompt_id)
        found = re.search(rf"(?m)^\s*id\s*=\s*[\"']{quoted}[\"']", self.text)
        if found is None:
            return None
        before = self.text[: found.start()]
        start = before.rfind("[[")
        return self.text.count("\n", 0, max(start, 0)) + 1

    # --- Changing ---------------------------------------------------------------------

    def set_text(self, text: str, label: str = "typing", joins: str = "") -> None:
        """Take a new text.

        Args:
            text: The whole of it.
            label: What was done, for undo.
            joins: Changes of one such name, one after the other, are undone as one.
        """
        if text == self.text:
            return
        if not (joins and self._undo and self._undo[-1].joins == joins):
            self._undo.append(_Step(self.text, label, joins))
            del self._undo[:-MAX_UNDO]
        self._redo.clear()
        self.text = text
        self._check()

    def end_joining(self) -> None:
        """Let the next change be undone by itself, whatever it is."""
        if self._undo and self._undo[-1].joins:
            last = self._undo[-1]
            self._undo[-1] = _Step(last.text, last.label, "")

    def set_key(self, place: Place, value: object) -> None:
        """Set a key; one that says what holds below anyway is taken out of the file.

        Args:
            place: Which key, as in :mod:`callassist.run.studio.pack_text`.
            value: As ``tomllib`` gives it; ``None`` goes back to what holds below.

        Raises:
            PromptPackError: The text is no TOML, or a policy locks the key.
        """
        if self.is_locked(place):
            raise PromptPackError(
                f"{'.'.join(place[1:])} is locked by the policy of {shown(self.locked_by)}"
            )
        below = self._below(place)
        if _plain(value) == _plain(below):
            value = None
        value = _partly(below, value)
        name = " ".join(place[1:]) or place[0]
        self.set_text(self._edited(place, value), name, joins=".".join(place))

    def add_prompt(self, finding: str = "stuck") -> str:
        """Add a prompt of the file's own; return its id.

        Raises:
            PromptPackError: The text is no TOML.
        """
        number = 1
        while self.pack.rule(name := f"new_prompt_{number}") is not None:
            number += 1
        text = self._edited(("prompt", name, "when"), {"finding": finding})
        text = changed(text, ("prompt", name, "say"), "Say what helps here")
        self.set_text(text, f"add {name}")
        return name

    def add_finding(self, name: str, side: str, phrase: str) -> None:
        """Add a finding from a phrase.

        Raises:
            PromptPackError: The text is no TOML.
        """
        text = self._edited(("finding", name, "side"), side)
        self.set_text(changed(text, ("finding", name, "any_of"), [phrase]), f"add {name}")

    def remove(self, array: str, name: str) -> None:
        """Take a table out of the file: an own prompt goes, another is as it is below.

        Raises:
            PromptPackError: The text is no TOML.
        """
        try:
            text = without_table(self.text, array, name)
        except (ValueError, RecursionError):
            raise self._no_toml() from None
        self.set_text(text, f"remove {name}")

    def undo(self) -> None:
        """Go one change back."""
        if self._undo:
            step = self._undo.pop()
            self._redo.append(_Step(self.text, step.label, ""))
            self.text = step.text
            self._check()

    def redo(self) -> None:
        """Go one change forward again."""
        if self._redo:
            step = self._redo.pop()
            self._undo.append(_Step(self.text, step.label, ""))
            self.text = step.text
            self._check()

    # --- The file ---------------------------------------------------------------------

    def next_version(self) -> int:
        """Return the version that a changed pack should have: one up from what was saved."""
        try:
            saved = laid_over(
                self._saved,
                self.path.name,
                changeable(self.base.document),
                parse_document(self._saved, self.path.name),
            )[1]
        except PromptPackError:
            return self.pack.version
        return saved.version + 1

    def note_change(self, version: int, author: str, line: str, day: datetime.date) -> None:
        """Raise the version and add an entry to the changelog.

        Raises:
            PromptPackError: The text is no TOML.
        """
        try:
            text = with_entry(self.text, version, author, line, day)
        except (ValueError, RecursionError):
            raise self._no_toml() from None
        self.set_text(text, f"version {version}")

    def save(self) -> None:
        """Write the file, unless somebody else did meanwhile.

        Raises:
            PackChangedError: Somebody did; nothing is written, and both texts are at hand.
            PromptPackError: It cannot be written.
        """
        self._sha256 = save_pack(self.path, self.text, self._sha256)
        self._saved = self.text
        self.end_joining()

    def keep_mine(self, conflict: PackChangedError) -> None:
        """Save over what somebody else saved; what they had is lost to the file.

        The version rises above theirs: agents' programs never go back to a lower one.

        Raises:
            PackChangedError: Somebody saved yet again.
            PromptPackError: It cannot be written.
        """
        self._rise_above(conflict.theirs or "")
        self._sha256 = conflict.theirs_sha256
        self.save()

    def take_theirs(self, conflict: PackChangedError) -> None:
        """Use what somebody else saved; one undo gives one's own text back."""
        self._sha256 = conflict.theirs_sha256
        self._saved = conflict.theirs or ""
        self.set_text(self._saved, "take theirs")

    # --- Inside -----------------------------------------------------------------------

    def _rise_above(self, theirs: str) -> None:
        try:
            version = parse_toml(theirs).get("version")
            mine = parse_toml(self.text).get("version", self.base.pack.version)
            if isinstance(version, int) and isinstance(mine, int) and version >= mine:
                text = with_version(self.text, version + 1)
                self.set_text(text, f"version {version + 1}")
        except (ValueError, RecursionError):
            pass  # a text with mistakes is saved as it is

    def _edited(self, place: Place, value: object) -> str:
        try:
            text = changed(self.text, place, value)
            if place[0] in ADDED_IN_2 and parse_toml(text).get("schema") == 1:
                text = changed(text, ("schema",), SCHEMA)
            return text
        except (ValueError, RecursionError):
            raise self._no_toml() from None

    def _no_toml(self) -> PromptPackError:
        return PromptPackError("mend the mistake in the pack file first; then the form works again")

    def _below(self, place: Place) -> object:
        """Return what holds for a key without the file; ``None`` where nothing does."""
        document = self.base.document
        if len(place) == 1:
            return document.get(place[0])
        if len(place) == 2:
            return document.get(place[0], {}).get(place[1])
        name = NAMED_BY[place[0]]
        tables = document.get(place[0], [])
        table: Document = next((t for t in tables if t.get(name) == place[1]), {})
        found = table.get(place[2])
        if found is None and table and place[2] == "enabled":
            return True
        return found

    def _check(self) -> None:
        file = shown(self.path.name)
        try:
            upper = parse_document(self.text, file)
            free, told = without_locked(upper, self.text, file, self.locked, self.locked_by)
            _, self.pack = laid_over(self.text, file, changeable(self.base.document), free)
        except PromptPackError as error:
            lines, locked = error.problems or (str(error),), False
        else:
            lines, locked = told, True
        self.troubles = tuple(_trouble(line, file, locked) for line in lines)


def _trouble(line: str, file: str, locked: bool) -> Trouble:
    found = re.match(re.escape(file) + r"(?::(\d+))?: (.*)", line, re.DOTALL)
    if found is None:
        return Trouble(None, line, locked)
    return Trouble(int(found[1]) if found[1] else None, found[2], locked)


def _plain(value: object) -> object:
    """Return a value so that two ways to write the same are equal."""
    if isinstance(value, list):
        return None if not value else value[0] if len(value) == 1 else value
    return value


def _partly(below: object, value: object) -> object:
    """Return only what differs of a condition, where the file may say just that."""
    if not (isinstance(below, dict) and isinstance(value, dict)):
        return value
    if below.get("finding") != value.get("finding") or not below.keys() <= value.keys():
        return value
    return {key: each for key, each in value.items() if below.get(key) != each}
