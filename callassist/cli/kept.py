"""How commands open the kept calls: where they are, and who is asked for the passphrase."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from callassist.settings.policy import Rules
    from callassist.store.store import CallStore
    from callassist.store.unlock import Asking, Unlock

NEW_PASSPHRASE_VARIABLE = "CALLASSIST_NEW_PASSPHRASE"


def rules_here() -> Rules:
    """Return what policy and settings say.

    Raises:
        CallAssistError: If one of them has mistakes.
    """
    from callassist.paths import settings_path
    from callassist.settings.policy import current_rules
    from callassist.settings.user import load

    return current_rules(load(settings_path()))


def open_kept(*, create: bool = False) -> CallStore:
    """Open the store that policy and settings name; whoever is there is asked.

    Raises:
        NoStoreError: If no call was kept yet and ``create`` is false.
        CallAssistError: If it cannot be opened.
    """
    from callassist.store.store import CallStore
    from callassist.store.unlock import Unlock

    address = rules_here().store_address
    return CallStore.open(address, unlock=Unlock(ask_passphrase), create=create)


def new_unlock() -> Unlock:
    """Return where a new passphrase comes from: the present one's variable must not be it."""
    from callassist.store.unlock import PASSPHRASE_VARIABLE, Unlock

    given = os.environ.get(NEW_PASSPHRASE_VARIABLE, "")
    return Unlock(ask_passphrase, environment={PASSPHRASE_VARIABLE: given})


def ask_passphrase(asking: Asking) -> str | None:
    """Ask for the passphrase without showing it; ``None`` where nobody can answer."""
    if not can_ask():
        return None
    if asking == "new":
        text = "New passphrase for the kept calls (nobody can read them without it)"
        answer = click.prompt(text, hide_input=True, confirmation_prompt=True, err=True)
    else:
        wrong = "That was not it. " if asking == "again" else ""
        text = f"{wrong}Passphrase of the kept calls"
        answer = click.prompt(text, hide_input=True, err=True, default="", show_default=False)
    return str(answer) or None


def can_ask() -> bool:
    """Return whether there is somebody who can answer."""
    return sys.stdin.isatty()
