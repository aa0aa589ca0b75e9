"""Everything that can be done in the window: one action each, with its key and its menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from callassist.gui.theme import Theme
from callassist.gui.timeline.tools import icon_of


@dataclass(frozen=True, slots=True)
class Command:
    """What can be done.

    Attributes:
        id: Its name in code: the window's method of that name does it.
        menu: The menu that it stands in.
        text: Its name for people.
        keys: Its keys, the first one is shown.
        icon: Its icon, if it has a button.
        checkable: Whether it is on or off.
        gap: Whether a line stands before it in its menu.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    gap: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("export_png", "&Call", "Save a &picture…", ("Ctrl+S",), "export"),
    Command("export_html", "&Call", "Save a &web page…", ("Ctrl+E",)),
    Command("find_recording", "&Call", "&Find the recording…", gap=True),
    Command("close", "&Call", "&Close", ("Ctrl+W",), gap=True),
    Command("undo", "&Edit", "&Undo", ("Ctrl+Z",)),
    Command("redo", "&Edit", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("comment", "&Edit", "&Comment here…", ("C",), "comment", gap=True),
    Command("good_moment", "&Edit", "Mark as a &good moment", ("G",), "star"),
    Command("practice", "&Edit", "Mark to prac&tice", ("T",), "practice"),
    Command("edit_mark", "&Edit", "&Edit the chosen comment", ("F2",)),
    Command("delete_mark", "&Edit", "&Delete the chosen comment", ("Del",)),
    Command("search", "&Edit", "&Search in the call", ("Ctrl+F", "/"), "search", gap=True),
    Command("play_pause", "&Play", "&Play or pause", ("Space", "K"), "media_play"),
    Command("play_event", "&Play", "Play the chosen moment, from 3 s &before", ("R",)),
    Command("first_hard", "&Play", "Go to the first &hard moment", ("B",), "flag"),
    Command("previous_event", "&Play", "Pre&vious moment", ("P", "Ctrl+Left"), "event_previous"),
    Command("next_event", "&Play", "&Next moment", ("N", "Ctrl+Right"), "event_next"),
    Command("back", "&Play", "Back 5 s", ("Left",), gap=True),
    Command("forward", "&Play", "Forward 5 s", ("Right",)),
    Command("back_little", "&Play", "Back 1 s", ("Shift+Left",)),
    Command("forward_little", "&Play", "Forward 1 s", ("Shift+Right",)),
    Command("to_start", "&Play", "To the start", ("Home",)),
    Command("to_end", "&Play", "To the end", ("End",)),
    Command("slower", "&Play", "S&lower", ("[",), gap=True),
    Command("faster", "&Play", "&Faster", ("]",)),
    Command("usual_speed", "&Play", "Usual speed", ("Backspace",)),
    Command("skip_silence", "&Play", "&Skip silence", ("S",), "skip_silence", checkable=True),
    Command("loop", "&Play", "L&oop the selection", ("L",), "loop", checkable=True),
    Command("mute_agent", "&Play", "Mute the &agent", ("1",), checkable=True),
    Command("mute_customer", "&Play", "Mute the &customer", ("2",), checkable=True),
    Command("select_from", "&View", "Select &from here", ("I",)),
    Command("select_to", "&View", "Select &to here", ("O",)),
    Command("select_none", "&View", "Select &nothing", ("Esc",)),
    Command("zoom_in", "&View", "Zoom &in", ("+", "=", "Ctrl++"), "zoom_in", gap=True),
    Command("zoom_out", "&View", "Zoom &out", ("-", "Ctrl+-"), "zoom_out"),
    Command("zoom_fit", "&View", "Fit the &whole call", ("Ctrl+0", "F"), "zoom_fit"),
    Command("zoom_selection", "&View", "Fit the &selection", ("Z",)),
    Command("earlier", "&View", "See what is earlier", (",",)),
    Command("later", "&View", "See what is later", (".",)),
    Command("follow", "&View", "&Follow the sound", (), checkable=True, gap=True),
    Command("larger_text", "&View", "&Larger text", ("Ctrl+Shift++", "Ctrl+Shift+="), gap=True),
    Command("smaller_text", "&View", "S&maller text", ("Ctrl+Shift+-", "Ctrl+Shift+_")),
    Command("shortcuts", "&Help", "&Keys and signs", ("F1", "?"), "legend"),
)
"""In the order of the menus."""


def make_actions(owner: QObject) -> dict[str, QAction]:
    """Return an action for each command; triggered, it calls the owner's method of its name."""
    actions = {}
    for command in COMMANDS:
        action = QAction(command.text, owner)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.checkable)
        plain = plain_text(command)
        shown = f" ({shown_key(command.keys[0])})" if command.keys else ""
        action.setToolTip(plain.rstrip("…") + shown)
        slot: Callable[..., None] = getattr(owner, command.id)
        if command.checkable:
            action.toggled.connect(slot)
        else:
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
        actions[command.id] = action
    return actions


def dress(actions: dict[str, QAction], theme: Theme) -> None:
    """Give the actions that have buttons their icons in the theme's color."""
    for command in COMMANDS:
        if command.icon:
            icon = icon_of(command.icon, theme.color("text"), theme.px(1.3))
            actions[command.id].setIcon(icon)
            actions[command.id].setIconVisibleInMenu(False)


def plain_text(command: Command) -> str:
    """Return a command's name without the mark of its menu key."""
    return command.text.replace("&", "")


def shown_key(keys: str) -> str:
    """Return a key as it stands on the keyboards of this system."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
