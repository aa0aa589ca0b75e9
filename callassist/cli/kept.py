"""How commands open the kept calls: where they are, and who is asked for the passphrase."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from callassist.cli.output import tell

if TYPE_CHECKING:
    from callassist.settings.policy import Rules
    from callassist.store.store import CallStore
    from callassist.store.unlock import Ask, Asking, Unlock

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


def open_kept(*, create: bool = False, ask: Ask | None = None) -> CallStore:
    """Open the store that policy and settings name, and forget what has outstayed its time.

    Args:
        create: Whether to make it where there is none.
        ask: Asks a person for the passphrase; on the terminal by default.

    Raises:
        NoStoreError: If no call was kept yet and ``create`` is false.
        CallAssistError: If it cannot be opened.
    """
    from callassist.run.retention import forget_expired
    from callassist.store.store import CallStore
    from callassist.store.unlock import Unlock

    rules = rules_here()
    store = CallStore.open(rules.store_address, unlock=Unlock(ask or ask_passphrase), create=create)
    try:
        if count := forget_expired(store, rules):
            calls = "call was" if count == 1 else "calls were"
            tell(f"{count} {calls} older than {rules.keep_days} days, and deleted for good")
    except BaseException:
        store.close()
        raise
    return store


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
