"""What kinds of settings there are, and the pages they stand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from callassist.types import Channel

PageId = Literal[
    "calls", "sound", "model", "overlay", "prompts", "keeping", "hotkeys", "language", "about"
]


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""


@dataclass(frozen=True, slots=True)
class Options:
    """One of a few.

    Attributes:
        choices: Values with what they are called.
        more: Returns more of them, known only when the page is shown.
    """

    choices: tuple[tuple[object, str], ...] = ()
    more: Callable[[], tuple[tuple[object, str], ...]] | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number.

    Attributes:
        low: The least.
        high: The most.
        step: What a press on minus or plus is worth.
        unit: What stands behind it.
        factor: What is shown for 1.
        zero: What 0 is called, if not by its number.
        whole: Whether the setting is an integer.
    """

    low: float
    high: float
    step: float
    unit: str = ""
    factor: float = 1.0
    zero: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text.

    Attributes:
        placeholder: What holds while it is empty.
        empty: What an empty line is kept as.
        browse: Whether a file or folder can be chosen for it.
        long: Whether it takes a line of its own.
    """

    placeholder: str = ""
    empty: str | None = None
    browse: Literal["", "file", "folder"] = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """A device that is heard."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class Hotkey:
    """A key that works in every program."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the overlay stands."""


@dataclass(frozen=True, slots=True)
class Again:
    """The first steps, to be gone through again."""


Kind = Switch | Options | Number | Text | DeviceChoice | Hotkey | Place | Again


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of a page.

    Attributes:
        page: Where it stands.
        key: Its key in ``UserSettings``.
        title: What it is called.
        help: What it does, in a line or two.
        kind: How it is changed.
        group: The heading it stands below, if any.
        besides: Further keys that this row sets and resets.
    """

    page: PageId
    key: str
    title: str
    help: str
    kind: Kind
    group: str = ""
    besides: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that the row stands for."""
        return (self.key, *self.besides)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the window.

    Attributes:
        id: Its name in code.
        title: Its name for people.
        intro: A line below it.
    """

    id: PageId
    title: str
    intro: str = ""
